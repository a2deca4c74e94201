"""A person and an address in; the rows that both may see out, or 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from reports import rules
from reports.models import Report, ReportingPeriod, Submission
from teams.rules import is_staff_of


def district_period(user, pk):
    """A period of a district whose board this person may read."""
    periods = ReportingPeriod.objects.for_user(user)
    period = get_object_or_404(periods.select_related("district", "previous"), pk=pk)
    if not rules.may_see_district(user, period.district_id):
        raise Http404
    return period


def district_submission(user, period_pk, pk):
    """One commune's return in that period."""
    period = district_period(user, period_pk)
    submissions = Submission.objects.for_user(user).select_related("commune")
    submission = get_object_or_404(submissions, pk=pk, period=period)
    submission.period = period
    return submission


def light_submission(user, pk):
    """A return with what saving a cell asks for, and no more."""
    rows = Submission.objects.for_user(user).select_related("period")
    light = ("state", "commune", "period__state", "period__district")
    return get_object_or_404(rows.only(*light), pk=pk)


def seen_submission(user, pk, **lookup):
    """A return that this person may see: the commune's staff, officer, leader."""
    rows = Submission.objects.for_user(user).select_related(
        "commune",
        "period__district",
        "period__previous",
        "period__dispatch",
        "period__commune_dispatch",
    )
    submission = get_object_or_404(rows, pk=pk, **lookup)
    if not rules.may_see(user, submission):
        raise Http404
    return submission


def own_submission(user, pk):
    """A return of a commune for which this person enters figures."""
    submission = seen_submission(user, pk)
    if not is_staff_of(user, submission.commune_id):
        raise Http404
    return submission


def submission_url(user, submission):
    """Where this person reads the return: the commune's page, or the district's."""
    if is_staff_of(user, submission.commune_id):
        return reverse("reports:entry", args=[submission.pk])
    return reverse("reports:review", args=[submission.period_id, submission.pk])


def district_report(user, period_pk):
    """The words of that period's report, with all that composing asks for."""
    rows = Report.objects.for_user(user).select_related(
        "period__district",
        "period__dispatch",
        "period__previous",
        "signer",
        "second_signer",
    )
    return get_object_or_404(rows, period=period_pk)


def begun_report(period):
    """The words of a period that was found in scope, or None before they are begun."""
    rows = Report.objects.filter(period=period)
    report = rows.select_related("signer", "second_signer").first()
    if report:
        report.period = period
    return report
