"""A period's dates: the line of time, its dispatch, deadlines and what happened."""

from datetime import datetime, time

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from reports import moves, opening, rules
from reports.forms.periods import DeadlineForm
from reports.models import ReportingPeriod, Submission, SubmissionEvent
from reports.rules import NotNow
from teams.access import for_roles, require
from teams.models import Role

from .desk.calendar import district_calendar, happenings
from .documents import scans_of
from .scope import district_period, district_submission

INVALID = 422
MOST_ON_PAGE = 100


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def calendar(request, period):
    """First day, cut-off, opening, deadlines; who may send later, and why."""
    period = district_period(request.user, period)
    events = list(period.events.select_related("by"))
    returns = period.submissions.in_district_order()
    extended = _of(period, returns.filter(extended_to__gt=period.deadline))
    waiting = returns.filter(state__in=Submission.OPEN_FOR_ENTRY)
    page = Paginator(waiting, MOST_ON_PAGE).get_page(request.GET.get("trang"))
    page.object_list = _of(period, page.object_list)
    context = {
        "period": period,
        "calendar": district_calendar(period, events, extended),
        "dispatches": _dispatches(period),
        "page": page,
        "extended": extended,
        "happenings": happenings(events, _extensions(period)),
        "runs": rules.may_run(request.user, period.district_id),
        "may_set_deadline": rules.may_set_deadline(request.user, period),
        "parts": list(period.parts.order_by("last_day")),
    }
    return render(request, "reports/calendar.html", context)


def _dispatches(period):
    """(what it is called, the document or None, its scans) of both dispatches."""
    return [
        (
            ReportingPeriod._meta.get_field(name).verbose_name,
            getattr(period, name),
            scans_of(getattr(period, name)),
        )
        for name in ("dispatch", "commune_dispatch")
    ]


@for_roles(Role.OFFICER)
def deadline(request, period):
    """Ask for the new deadline of all and why; on POST, set it."""
    period = district_period(request.user, period)
    require(
        rules.may_set_deadline(request.user, period),
        "Chỉ đổi được hạn gửi của kỳ đang mở.",
    )
    form = DeadlineForm(
        request.POST if request.method == "POST" else None,
        after=_end_of(period.last_day),
        why="Hạn gửi phải sau ngày chốt số liệu ít nhất 01 ngày "
        "(Nghị định 09/2019/NĐ-CP).",
    )
    if form.is_bound and form.is_valid():
        _try(request, opening.set_deadline, period, form, "Đã đổi hạn gửi của kỳ.")
        return redirect("reports:calendar", period.pk)
    context = {"period": period, "form": form}
    status = INVALID if form.is_bound else 200
    return render(request, "reports/deadline.html", context, status=status)


@for_roles(Role.OFFICER)
def extend(request, period, submission):
    """Ask until when one commune may send and why; or give the common deadline back."""
    row = district_submission(request.user, period, submission)
    require(
        rules.may_extend(request.user, row),
        "Chỉ đổi được hạn của biểu chưa gửi, trong kỳ đang mở.",
    )
    form = DeadlineForm(
        request.POST if request.method == "POST" else None,
        after=row.period.deadline,
        why="Hạn riêng của xã phải sau hạn gửi chung.",
    )
    if "back" in request.POST:
        form.fields["deadline"].required = False
    if form.is_bound and form.is_valid():
        said = f"Đã đổi hạn gửi của {row.commune}."
        _try(request, moves.extend, row, form, said, back="back" in request.POST)
        return redirect("reports:calendar", row.period_id)
    context = {"period": row.period, "submission": row, "form": form}
    status = INVALID if form.is_bound else 200
    return render(request, "reports/extend.html", context, status=status)


def _try(request, verb, row, form, said, *, back=False):
    """Set the deadline, or say why it cannot be set now."""
    until = None if back else form.cleaned_data["deadline"]
    try:
        verb(row, until, by=request.user, reason=form.cleaned_data["reason"])
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
        if until is not None and until <= timezone.now():
            messages.warning(
                request,
                "Hạn vừa ghi đã qua, nên biểu chưa gửi đang được tính là quá hạn. "
                "Nếu không phải ý định, đề nghị đổi lại hạn.",
            )


def _of(period, rows):
    """The returns with their period at hand: no query a row."""
    rows = list(rows)
    for row in rows:
        row.period = period
    return rows


def _extensions(period):
    rows = SubmissionEvent.objects.filter(
        submission__period=period, move=SubmissionEvent.Move.EXTEND
    )
    return rows.select_related("by", "submission__commune")


def _end_of(day):
    return timezone.make_aware(datetime.combine(day, time.max))


urlpatterns = [
    path("ky/<int:period>/lich/", calendar, name="calendar"),
    path("ky/<int:period>/han-gui/", deadline, name="deadline"),
    path("ky/<int:period>/bieu/<int:submission>/han-gui/", extend, name="extend"),
]
