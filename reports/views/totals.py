"""The district's sums: the totals, where each comes from, and the spreadsheet."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from reports import moves, rules
from reports.checks import Rule
from reports.consolidation import consolidate
from reports.figures import load_sources, load_table
from reports.forms.why import ReasonsForm
from reports.intake.district import DistrictForm, own_figures
from reports.models import Figure, FigureVersion
from reports.outputs.xlsx import district_workbook
from reports.recording import Origin, record_district
from teams.access import for_roles, require
from teams.models import Role

from .desk.comments import comments_on
from .desk.history import history_page
from .desk.totals import totals_page
from .desk.trace import is_by_commune, trace_page
from .files import xlsx_response
from .scope import district_period

INVALID = 422
A_PAGE = 50  # communes


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def totals(request, period):
    """The district's totals with their findings."""
    return _show_totals(request, district_period(request.user, period))


@for_roles(Role.OFFICER)
@require_POST
def district_reason(request, period):
    """Say once why a rule's findings on the district's totals were let pass."""
    period = district_period(request.user, period)
    require(rules.may_write(request.user, period))
    if request.POST.get("rule") not in Rule.values:
        raise Http404
    rule = Rule(request.POST["rule"])
    form = ReasonsForm([rule], request.POST)
    if not form.is_valid():
        return _show_totals(request, period, refused=form)
    moves.give_reasons(period, form.reasons(), by=request.user)
    messages.success(request, f"Đã ghi lý do: {rule.label}.")
    return redirect(_choice(reverse("reports:totals", args=[period.pk]), request))


@for_roles(Role.OFFICER)
def district_figures(request, period):
    """The district's own figures."""
    period = district_period(request.user, period)
    require(rules.may_enter_own(request.user, period))
    table = load_table(period, period.submissions.none())
    ids = dict(period.indicators.values_list("key", "pk"))
    own = own_figures(table, ids, load_sources(period))
    form = DistrictForm(own, request.POST or None)
    if form.is_valid() and _record(form, period, request.user):
        messages.success(request, "Đã lưu số liệu riêng.")
        return redirect("reports:totals", period.pk)
    context = {"period": period, "form": form, "figures": form.drawn()}
    status = INVALID if form.is_bound else 200
    return render(request, "reports/district_figures.html", context, status=status)


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def trace(request, period, key):
    """One indicator down to the communes and hamlets that it was counted in."""
    period = district_period(request.user, period)
    sums = consolidate(period, accepted_only=_accepted_only(request))
    if not sums.table.has(key):
        raise Http404
    units = sums.expected if is_by_commune(sums, key) else ()
    unfold = _asked_commune(request, units)
    place = next((i for i, unit in enumerate(units) if unit.id == unfold), None)
    number = request.GET.get("trang") if place is None else place // A_PAGE + 1
    pages = Paginator(units, A_PAGE).get_page(number)
    context = {
        "period": period,
        "page": trace_page(sums, key, tuple(pages), unfold=unfold),
        "pages": pages,
        "comments": comments_on(period, key, request.user),
        "may_comment": rules.may_comment(request.user, period),
        "accepted_only": _accepted_only(request),
    }
    return render(request, "reports/trace.html", context)


def _asked_commune(request, units):
    """The commune that the address wants to see unfolded, or None."""
    asked = request.GET.get("xa", "")
    return next((unit.id for unit in units if str(unit.id) == asked), None)


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER, Role.LEADER)
@require_GET
def history(request, figure):
    """Every value that one cell ever had: who, when, and from what."""
    figures = Figure.objects.for_user(request.user).select_related(
        "indicator__period__district", "submission__commune", "hamlet"
    )
    figure = get_object_or_404(figures, pk=figure)
    period = figure.indicator.period
    sees_district = rules.may_see_district(request.user, period.district_id)
    context = {
        "period": period,
        "page": history_page(figure, sees_district=sees_district),
        "sees_district": sees_district,
    }
    return render(request, "reports/history.html", context)


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def totals_xlsx(request, period):
    """The same totals as a spreadsheet."""
    period = district_period(request.user, period)
    sums = consolidate(period, accepted_only=_accepted_only(request))
    content = district_workbook(
        sums.table, sums.totals, period, expected=sums.expected, coverage=sums.units
    )
    return xlsx_response(content, "bang-tong-hop", period.phrase)


def _show_totals(request, period, *, refused=None):
    sums = consolidate(period, accepted_only=_accepted_only(request))
    reasons = period.finding_reasons.filter(submission=None).select_related("by")
    page = totals_page(sums, reasons)
    if rules.may_write(request.user, period):
        _add_forms(page, refused)
    context = {
        "period": period,
        "page": page,
        "accepted_only": _accepted_only(request),
        "may_enter_own": rules.may_enter_own(request.user, period),
        "may_write": rules.may_write(request.user, period),
        "may_comment": rules.may_comment(request.user, period),
    }
    status = 200 if refused is None else INVALID
    return render(request, "reports/totals.html", context, status=status)


def _add_forms(page, refused):
    for group in page.rules:
        own = refused is not None and refused.rules == (group.rule,)
        if own or not group.reason:
            group.form = refused if own else ReasonsForm([group.rule])


def _record(form, period, by):
    """Save what was typed; False where somebody else saved a cell meanwhile."""
    origin = Origin(by, FigureVersion.Source.TYPED)
    recorded = record_district(form.proposals(), period=period, origin=origin)
    form.stand_against(recorded.conflicts)
    return not recorded.conflicts


def _accepted_only(request):
    return request.GET.get("chi-tinh") == "da-tiep-nhan"


def _choice(address, request):
    return f"{address}?chi-tinh=da-tiep-nhan" if _accepted_only(request) else address


PERIOD = "ky/<int:period>/"

urlpatterns = [
    path(f"{PERIOD}tong-hop/", totals, name="totals"),
    path(f"{PERIOD}tong-hop/ly-do/", district_reason, name="district_reason"),
    path(f"{PERIOD}tong-hop/so-lieu-rieng/", district_figures, name="district_figures"),
    path(f"{PERIOD}tong-hop.xlsx", totals_xlsx, name="totals_xlsx"),
    path(f"{PERIOD}chi-tieu/<slug:key>/", trace, name="trace"),
    path("so-lieu/<int:figure>/", history, name="history"),
]
