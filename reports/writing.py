"""The officer's words in; the report's sections with their versions out."""

from django.db import transaction

from reports.models import Report, ReportingPeriod, ReportType, SectionVersion
from reports.report_types import begin, last_reports, types_for, usual_type


def start_report(
    period, *, by, report_type: ReportType | None = None, carry: bool = True
) -> Report:
    """The period's report to write in; where it was begun already, that one.

    It goes on from the words of the last report of the type, if there is one and
    `carry` is true, else from the type. Without a type: as `usual_start` says.
    """
    with transaction.atomic():
        ReportingPeriod.objects.select_for_update().get(pk=period.pk)
        begun = Report.objects.filter(period=period).first()
        if begun is not None:
            return begun
        if report_type is None:
            return begin(usual_start(period), period, by=by)
        last = last_reports(period).get(report_type.name) if carry else None
        return begin(last or report_type, period, by=by)


def usual_start(period) -> Report | ReportType:
    """What a report begins from unasked: the last period's words, or its type.

    The last period's stand if it is of the same kind, or if no type is for this one.
    """
    last = last_words(period)
    suits = [row for row in types_for(period) if row.period_kind == period.kind]
    if last and (not suits or last.period.kind == period.kind):
        return last
    return usual_type(period)


def last_words(period) -> Report | None:
    """The report of the period that this one is compared with."""
    rows = Report.objects.filter(period=period.previous_id).select_related("period")
    return rows.first()


def is_plain_start(period) -> bool:
    """Whether there is nothing to choose between when a report is begun."""
    offered = types_for(period)
    suits = [row for row in offered if row.period_kind == period.kind]
    last = last_words(period)
    carried = last is not None and last.period.kind == period.kind
    return carried or len(suits) == 1 or not offered


def save_section(section, *, by):
    """Save a section and keep what it says as its next version."""
    with transaction.atomic():
        section.save()
        last = section.versions.select_for_update().order_by("-number").first()
        unchanged = last and (last.title, last.body) == (section.title, section.body)
        if not unchanged:
            SectionVersion.objects.create(
                section=section,
                number=last.number + 1 if last else 1,
                title=section.title,
                body=section.body,
                by=by,
            )
