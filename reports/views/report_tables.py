"""The tables of a period's report: listed, made, changed, as one spreadsheet; plans."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from reports import rules
from reports.consolidation import consolidate
from reports.facts import UnknownFact
from reports.forms.plans import PlanForm
from reports.models import Plan, Report, ReportTable
from reports.outputs.tables_xlsx import tables_workbook
from reports.tables import grids_of, left_to_file
from teams.access import for_roles, require
from teams.models import Role

from .desk.tables import report_holder
from .files import xlsx_response
from .papers import say_unknown
from .scope import district_period, district_report
from .tabling import add_page, delete_page, form_page, list_page

INVALID = 422


@for_roles(Role.OFFICER)
@require_GET
def report_tables(request, pk):
    """Every table of the report, and which are offered as a file alone."""
    report = _writable(request, pk)
    long = left_to_file(report, consolidate(report.period))
    return list_page(request, report_holder(report), long=long)


@for_roles(Role.OFFICER)
def report_table_add(request, pk):
    return add_page(request, report_holder(_writable(request, pk)))


@for_roles(Role.OFFICER)
def report_table_edit(request, pk):
    row, holder = _own(request, pk)
    return form_page(request, holder, row, heading=f"Sửa bảng: {row.title}")


@for_roles(Role.OFFICER)
def report_table_delete(request, pk):
    row, holder = _own(request, pk)
    return delete_page(request, holder, row)


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def report_tables_xlsx(request, pk):
    """Every table of the report as the draft would print it, one sheet each."""
    report = district_report(request.user, pk)
    consolidation = consolidate(report.period)
    try:
        grids = grids_of(report, consolidation)
    except UnknownFact as error:
        messages.error(request, say_unknown(error))
        return redirect("reports:report", report.period_id)
    content = tables_workbook(grids, above=_above(report.period, consolidation.units))
    return xlsx_response(content, "cac-bang", report.period.phrase)


@for_roles(Role.OFFICER)
def plans(request, pk):
    """The year's plan of each indicator of the period."""
    period = district_period(request.user, pk)
    require(rules.may_write(request.user, period))
    indicators = [row for row in period.indicators.all() if not row.product_kind]
    data = request.POST if request.method == "POST" else None
    in_force = Plan.objects.in_force(period)
    form = PlanForm(data, indicators=indicators, plans=in_force)
    if form.is_bound and form.is_valid():
        _keep(form.changed(), indicators, by=request.user)
        messages.success(request, "Đã lưu kế hoạch năm.")
        return redirect("reports:plans", period.pk)
    context = {
        "period": period,
        "form": form,
        "rows": [(row, form[row.key]) for row in indicators],
        "last": period_last(period),
    }
    status = INVALID if form.is_bound else 200
    return render(request, "reports/tables/plans.html", context, status=status)


def period_last(period):
    """Who typed a plan of the period last, and when."""
    rows = Plan.objects.filter(indicator__period=period).select_related("by")
    return rows.order_by("pk").last()


def _keep(changed, indicators, *, by):
    ids = {row.key: row.pk for row in indicators}
    Plan.objects.bulk_create(
        Plan(indicator_id=ids[key], value=value, by=by)
        for key, value in changed.items()
    )


def _above(period, units):
    example = "Số liệu ví dụ. " if period.district.is_example else ""
    return (
        f"{example}Kỳ báo cáo: {period.phrase}, số liệu chốt đến hết ngày "
        f"{period.last_day:%d/%m/%Y}, tổng hợp từ {units.share}."
    )


def _writable(request, pk) -> Report:
    report = district_report(request.user, pk)
    require(rules.may_write(request.user, report.period))
    return report


def _own(request, pk):
    rows = ReportTable.objects.for_user(request.user).select_related(
        "report__period__district", "report__period__previous"
    )
    row = get_object_or_404(rows, pk=pk)
    require(rules.may_write(request.user, row.report.period))
    return row, report_holder(row.report)


urlpatterns = [
    path("ky/<int:pk>/bao-cao/bang/", report_tables, name="report_tables"),
    path("ky/<int:pk>/bao-cao/bang/them/", report_table_add, name="report_table_add"),
    path("bang/<int:pk>/", report_table_edit, name="report_table_edit"),
    path("bang/<int:pk>/bo/", report_table_delete, name="report_table_delete"),
    path(
        "ky/<int:pk>/bao-cao/cac-bang.xlsx",
        report_tables_xlsx,
        name="report_tables_xlsx",
    ),
    path("ky/<int:pk>/bao-cao/ke-hoach/", plans, name="plans"),
]
