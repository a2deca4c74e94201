"""A period's report is begun from a type or from its last words; sections move."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from reports import outline, rules
from reports.forms.report_types import StartForm
from reports.models import Report, Section
from reports.report_types import (
    begin_anew,
    last_reports,
    may_begin_anew,
    types_for,
)
from reports.rules import NotNow
from reports.writing import start_report
from teams.access import for_roles, require
from teams.models import Role

from .doors.shared import INVALID, bound_or_not, steps_asked
from .scope import district_period, district_report


@for_roles(Role.OFFICER)
def report_start(request, pk):
    """Choose a type; on POST, begin. Without any type there is nothing to choose."""
    period = district_period(request.user, pk)
    require(rules.may_write(request.user, period))
    if Report.objects.filter(period=period).exists():
        return redirect("reports:report", pk)
    types = types_for(period)
    form = StartForm(bound_or_not(request), types=types, last=last_reports(period))
    chosen = None
    if request.method == "POST" and (not types or form.is_valid()):
        chosen = form.chosen() if types else (None, True)
    if chosen is None:
        context = {"period": period, "form": form}
        status = INVALID if form.is_bound else 200
        return render(request, "reports/report_start.html", context, status=status)
    report_type, carry = chosen
    report = start_report(period, by=request.user, report_type=report_type, carry=carry)
    if report.two_signatures and not report.second_signer_id:
        messages.info(
            request,
            "Báo cáo có hai cột chữ ký: đề nghị chọn người ký ở phần đầu và phần cuối.",
        )
    return redirect("reports:report", pk)


@for_roles(Role.OFFICER)
def report_restart(request, pk):
    """Ask on a page of its own; on POST, take the unwritten report away."""
    report = district_report(request.user, pk)
    require(rules.may_write(request.user, report.period))
    if request.method != "POST":
        context = {
            "period": report.period,
            "report": report,
            "may": may_begin_anew(report),
        }
        return render(request, "reports/report_restart.html", context)
    try:
        begin_anew(report)
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:report", pk)
    return redirect("reports:report_start", pk)


@for_roles(Role.OFFICER)
@require_POST
def section_move(request, pk):
    """Up or down, with all that stands below it."""
    rows = Section.objects.for_user(request.user).select_related("report__period")
    section = get_object_or_404(rows, pk=pk)
    period = section.report.period
    require(rules.may_write(request.user, period))
    if not outline.move(section, steps_asked(request)):
        messages.info(request, f"Mục “{section}” đã ở đầu hoặc cuối.")
    url = reverse("reports:report", args=[period.pk])
    return redirect(f"{url}#muc-{section.pk}")


urlpatterns = [
    path("ky/<int:pk>/bao-cao/bat-dau/", report_start, name="report_start"),
    path("ky/<int:pk>/bao-cao/chon-lai/", report_restart, name="report_restart"),
    path("muc/<int:pk>/thu-tu/", section_move, name="section_move"),
]
