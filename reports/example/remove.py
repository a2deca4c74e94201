"""In: the database. Out: the database without the example, everything else kept."""

from django.db import transaction
from django.db.models import Q

from reports.models import (
    Activity,
    Attachment,
    CellQuestion,
    CommunePaper,
    Figure,
    FigureVersion,
    FindingReason,
    IssuedReport,
    LeaderComment,
    Letter,
    OfficeWord,
    PeriodEvent,
    PeriodIndicator,
    ProposalOutcome,
    Reminder,
    Report,
    ReportingPeriod,
    Section,
    SectionVersion,
    SettledWording,
    Submission,
    SubmissionEvent,
)
from teams.models import District, PersonalDataAccess, Team, User


@transaction.atomic
def remove_example() -> bool:
    """Delete the example district, its rows and its accounts; False if none is there.

    Rows that protect others go first. An account that also works for another
    district stays.
    """
    districts = list(District.objects.filter(is_example=True))
    if not districts:
        return False
    periods = ReportingPeriod.objects.filter(district__in=districts)
    LeaderComment.objects.filter(period__in=periods).delete()
    _remove_words(districts)
    _remove_papers(periods)
    _remove_returns(periods)
    PeriodEvent.objects.filter(period__in=periods).delete()
    PeriodIndicator.objects.filter(period__in=periods).delete()
    periods.delete()
    PersonalDataAccess.objects.filter(district__in=districts).delete()
    users = _accounts_of(districts)
    Activity.objects.filter(district__in=districts).delete()
    Team.objects.filter(district__in=districts).delete()
    District.objects.filter(pk__in=[d.pk for d in districts]).delete()
    User.objects.filter(pk__in=users).delete()
    return True


def _remove_words(districts) -> None:
    """What was said of the words of reports, and the office's own words."""
    for model in (SettledWording, ProposalOutcome):
        model.objects.filter(report__period__district__in=districts).delete()
    OfficeWord.objects.filter(district__in=districts).delete()


def _remove_papers(periods) -> None:
    issued = IssuedReport.objects.filter(period__in=periods)
    while issued.exists():  # the later one protects the earlier one
        issued.filter(later__isnull=True).delete()
    Letter.objects.filter(period__in=periods).delete()
    reports = Report.objects.filter(period__in=periods)
    sections = Section.objects.filter(report__in=reports)
    SectionVersion.objects.filter(section__in=sections).delete()
    sections.delete()
    reports.delete()


def _remove_returns(periods) -> None:
    figures = Figure.objects.filter(indicator__period__in=periods)
    FindingReason.objects.filter(period__in=periods).delete()
    FigureVersion.objects.filter(figure__in=figures).delete()
    figures.delete()
    submissions = Submission.objects.filter(period__in=periods)
    for model in (CellQuestion, CommunePaper, Attachment, Reminder):
        model.objects.filter(submission__in=submissions).delete()
    SubmissionEvent.objects.filter(submission__in=submissions).delete()
    submissions.delete()


def _accounts_of(districts) -> list[int]:
    only_here = User.objects.filter(assignments__district__in=districts).exclude(
        Q(assignments__isnull=False) & ~Q(assignments__district__in=districts)
    )
    return list(only_here.values_list("pk", flat=True).distinct())
