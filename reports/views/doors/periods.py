"""Periods: planned, opened with their indicators pinned, closed, opened again."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from reports import opening, rules
from reports.forms.periods import PeriodForm
from reports.forms.why import WhyForm
from reports.models import (
    CellQuestion,
    Indicator,
    PeriodEvent,
    ReportingPeriod,
    Submission,
)
from reports.planning import AS_LAST, BY_DECREE, plan
from reports.rules import NotNow
from reports.writing import is_plain_start, start_report
from teams.access import for_roles, require
from teams.models import Role

from ..desk.catalogue import catalogue_page
from ..desk.renewal import renewal_of
from .shared import (
    INVALID,
    Door,
    bound_or_not,
    delete_page,
    form_page,
    own_district,
    own_row,
    own_rows,
)

DOOR = Door("periods", "Kỳ báo cáo", "kỳ báo cáo")
Kind = ReportingPeriod.Kind
State = Submission.State
COUNTS = {
    "expected": Count("submissions"),
    "handed_in": Count(
        "submissions", filter=Q(submissions__state__in=Submission.HANDED_IN)
    ),
    "accepted": Count("submissions", filter=Q(submissions__state=State.ACCEPTED)),
}


@for_roles(Role.OFFICER)
@require_GET
def periods(request):
    """All periods, newest first, with how many communes have sent."""
    rows = own_rows(request, ReportingPeriod).annotate(**COUNTS)
    rows = rows.order_by("-last_day", "-pk")
    context = {"door": DOOR, "periods": rows}
    return render(request, "reports/doors/periods.html", context)


@for_roles(Role.OFFICER)
def period_add(request):
    """A new period of a kind, proposed from the last; every date is shown and asked."""
    kind = request.GET.get("loai")
    if kind not in Kind.values:
        return _kinds_page(request)
    proposed = _plan(request, kind)
    days = AS_LAST if request.GET.get("ngay") == AS_LAST else BY_DECREE
    form = PeriodForm(
        bound_or_not(request),
        instance=ReportingPeriod(district=own_district(request.user), kind=kind),
        initial=proposed.initial(days),
        plan=proposed,
    )
    return form_page(
        request,
        DOOR,
        form,
        heading=f"Thêm kỳ báo cáo {Kind(kind).label.lower()}",
        saved="Đã lập kỳ báo cáo. Khi sẵn sàng, mở kỳ để các xã nhập số liệu.",
        template="reports/doors/period_add.html",
        plan=proposed,
        days=days,
        as_last=AS_LAST,
    )


def _kinds_page(request):
    """Choose the kind first: it decides what is proposed."""
    periods = list(own_rows(request, ReportingPeriod))
    today = timezone.localdate()
    plans = [(kind, plan(kind, periods, today)) for kind in Kind]
    context = {
        "door": DOOR,
        "heading": "Thêm kỳ báo cáo",
        "plans": plans,
        "chosen": periods[0].kind if periods else Kind.HALF_YEAR,
    }
    return render(request, "reports/doors/period_kinds.html", context)


def _plan(request, kind):
    return plan(kind, own_rows(request, ReportingPeriod), timezone.localdate())


@for_roles(Role.OFFICER)
def period_edit(request, pk):
    """What may still change, what may be done now, and what happened so far."""
    period = own_row(request, ReportingPeriod, pk)
    form = PeriodForm(bound_or_not(request), instance=period)
    return form_page(
        request,
        DOOR,
        form,
        heading=f"Thiết lập kỳ {period.phrase}",
        saved="Đã lưu kỳ báo cáo.",
        template="reports/doors/period_edit.html",
        period=period,
        may_renew=rules.may_renew_indicators(request.user, period),
        events=PeriodEvent.objects.filter(period=period)
        .select_related("by")
        .order_by("-at", "-pk"),
    )


@for_roles(Role.OFFICER)
def period_renew(request, pk):
    """Say what pinning the catalogue anew changes; on POST, do it."""
    period = own_row(request, ReportingPeriod, pk)
    if request.method == "POST":
        if _moved(request, opening.renew_indicators, period):
            messages.success(request, "Đã cập nhật chỉ tiêu của kỳ theo danh mục.")
        return redirect("reports:period_edit", period.pk)
    require(rules.may_renew_indicators(request.user, period))
    rows = own_rows(request, Indicator).filter(is_active=True)
    context = {
        "door": DOOR,
        "period": period,
        "renewal": renewal_of(rows, period.indicators.all()),
    }
    return render(request, "reports/doors/period_renew.html", context)


@for_roles(Role.OFFICER)
def period_open(request, pk):
    """Say what opening freezes; on POST, open and start the report's text."""
    period = own_row(request, ReportingPeriod, pk)
    if request.method == "POST" and _moved(request, opening.open_period, period):
        if is_plain_start(period):
            start_report(period, by=request.user)
        messages.success(request, f"Đã mở kỳ {period}. Các xã nhập số liệu được ngay.")
        if period.parts.exists():
            return redirect("reports:from_parts", period.pk)
        return redirect("reports:board", period.pk)
    if request.method == "POST":
        return redirect("reports:period_edit", period.pk)
    require(rules.may_open(request.user, period))
    communes = list(period.expected_communes())
    context = {
        "door": DOOR,
        "period": period,
        "communes": communes,
        "left_out": period.communes_then().count() - len(communes),
        "parts": list(period.parts.order_by("last_day")),
        "indicators": list(own_rows(request, Indicator).filter(is_active=True)),
        "groups": catalogue_page(own_rows(request, Indicator)).groups,
        "is_early": timezone.localdate() < period.opens_on,
    }
    return render(request, "reports/doors/period_open.html", context)


@for_roles(Role.OFFICER)
def period_close(request, pk):
    """Say which communes are still out; on POST, close."""
    period = own_row(request, ReportingPeriod, pk)
    form = WhyForm(bound_or_not(request), optional=True)
    if form.is_bound and form.is_valid():
        if _moved(request, opening.close_period, period, **form.cleaned_data):
            messages.success(request, f"Đã chốt kỳ {period}.")
        return redirect("reports:period_edit", period.pk)
    require(rules.may_close(request.user, period))
    returns = period.submissions.in_district_order()
    waiting = [s for s in returns if s.state != State.ACCEPTED]
    questions = CellQuestion.objects.open().filter(submission__period=period)
    open_questions = questions.values_list("submission__commune", flat=True)
    return _move_page(
        request,
        period,
        form,
        "period_close",
        waiting=waiting,
        questions=len(open_questions),
        questioned=len(set(open_questions)),
        not_sent=[s for s in waiting if s.state not in Submission.HANDED_IN],
    )


@for_roles(Role.OFFICER)
def period_reopen(request, pk):
    """Ask why; on POST, open a closed period again."""
    period = own_row(request, ReportingPeriod, pk)
    form = WhyForm(bound_or_not(request))
    if form.is_bound and form.is_valid():
        if _moved(request, opening.reopen_period, period, **form.cleaned_data):
            messages.success(request, f"Đã mở lại kỳ {period}.")
        return redirect("reports:period_edit", period.pk)
    require(rules.may_reopen_period(request.user, period))
    return _move_page(request, period, form, "period_reopen")


@for_roles(Role.OFFICER)
def period_delete(request, pk):
    """A period that was never opened can go; others hold the communes' figures."""
    period = own_row(request, ReportingPeriod, pk)
    planned = period.state == ReportingPeriod.State.PLANNED
    why_not = "" if planned else f"Kỳ {period} đã mở nên không xóa được."
    return delete_page(request, DOOR, period, why_not=why_not)


def _moved(request, verb, period, **kwargs):
    """Make the move, or say why it cannot be made now."""
    try:
        verb(period, by=request.user, **kwargs)
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _move_page(request, period, form, name, **context):
    context |= {"door": DOOR, "period": period, "form": form}
    status = INVALID if form.is_bound else 200
    return render(request, f"reports/doors/{name}.html", context, status=status)


urlpatterns = [
    path("ky/", periods, name="periods"),
    path("ky/them/", period_add, name="period_add"),
    path("ky/<int:pk>/thiet-lap/", period_edit, name="period_edit"),
    path("ky/<int:pk>/cap-nhat-chi-tieu/", period_renew, name="period_renew"),
    path("ky/<int:pk>/mo/", period_open, name="period_open"),
    path("ky/<int:pk>/chot/", period_close, name="period_close"),
    path("ky/<int:pk>/mo-lai/", period_reopen, name="period_reopen"),
    path("ky/<int:pk>/xoa/", period_delete, name="period_delete"),
]
