"""All returns that nothing stands against, accepted in one act, the list first."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import path

from reports import moves
from reports.rules import NotNow
from teams.access import for_roles, require
from teams.models import Role
from teams.rules import is_officer_of
from tuky_cnscd.forms import row_id
from tuky_cnscd.vietnamese import format_count

from .desk.clean import sent_returns, waiting_returns
from .scope import district_period

A_PAGE = 100
CHANGED = "số liệu vừa thay đổi so với trang đã xem"


@for_roles(Role.OFFICER)
def accept_clean(request, period):
    """The sent returns, those that can be accepted ticked; POST accepts the ticked."""
    period = district_period(request.user, period)
    require(is_officer_of(request.user, period.district_id))
    if request.method == "POST":
        return _accept(request, period)
    pages = Paginator(waiting_returns(period), A_PAGE)
    page = pages.get_page(request.GET.get("trang"))
    rows = sent_returns(period, list(page)) if period.is_open else ()
    context = {
        "period": period,
        "page": page,
        "clean": [row for row in rows if row.is_clean],
        "held": [row for row in rows if not row.is_clean],
    }
    return render(request, "reports/accept_clean.html", context)


def _accept(request, period):
    chosen = {row_id(pk) for pk in request.POST.getlist("bieu")} - {None}
    if not chosen:
        messages.error(request, "Chưa chọn biểu nào để tiếp nhận.")
        return redirect("reports:accept_clean", period.pk)
    rows = waiting_returns(period).filter(pk__in=sorted(chosen)[:A_PAGE])
    accepted, refused = [], _gone(period, chosen, {row.pk for row in rows})
    for row in sent_returns(period, list(rows)):
        seen = request.POST.get(f"noi-dung-{row.submission.pk}", "")
        why = _why_not(row, seen) or _move(row, request.user)
        if why:
            refused.append((row.submission.commune, why))
        else:
            accepted.append(row.submission.commune)
    _say(request, accepted, refused)
    return redirect("reports:accept_clean", period.pk)


def _gone(period, chosen, waiting):
    """What was withdrawn, or taken up by somebody else, since the page was made."""
    rows = period.submissions.filter(pk__in=chosen - waiting).in_district_order()
    return [
        (row.commune, f"biểu đang ở trạng thái “{row.get_state_display()}”")
        for row in rows[:A_PAGE]
    ]


def _why_not(row, seen) -> str:
    """Why it is not taken up as it was shown; what is judged is what was seen."""
    if row.content.sha256 != seen:
        return CHANGED
    return ", ".join(row.held)


def _move(row, user) -> str:
    """Accept one return in a transaction of its own, or say why it cannot be."""
    try:
        moves.accept(
            row.submission,
            by=user,
            seen=row.content.sha256,
            judgement=row.judgement,
        )
    except moves.Changed:
        return CHANGED
    except NotNow as refusal:
        return str(refusal)
    except moves.NotComplete:
        return "còn cảnh báo chưa có lý do"
    return ""


def _say(request, accepted, refused):
    if accepted:
        names = ", ".join(map(str, accepted))
        count = format_count(len(accepted))
        messages.success(request, f"Đã tiếp nhận {count} biểu: {names}.")
    for commune, why in refused:
        messages.error(request, f"Chưa tiếp nhận biểu của {commune}: {why}.")


urlpatterns = [
    path("ky/<int:period>/tiep-nhan-cac-bieu/", accept_clean, name="accept_clean")
]
