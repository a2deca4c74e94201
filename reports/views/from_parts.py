"""Figures of the parts, looked at first, then taken into the period's returns."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path

from reports import rules
from reports.from_parts import offer_of, take_from_parts
from reports.rules import NotNow
from reports.terms import gaps
from teams.access import for_roles, require
from teams.models import Role
from tuky_cnscd.vietnamese import format_number

from .desk.from_parts import reasons
from .scope import district_period


@for_roles(Role.OFFICER)
def from_parts(request, period):
    """What could be taken, what not and why; on POST, take it."""
    period = district_period(request.user, period)
    require(
        rules.may_take_from_parts(request.user, period),
        "Chỉ lấy được số liệu vào kỳ đang mở.",
    )
    if request.method == "POST":
        return _take(request, period)
    parts = list(period.parts.order_by("last_day"))
    offer = offer_of(period)
    context = {
        "period": period,
        "parts": parts,
        "offer": offer,
        "reasons": reasons(offer.gaps),
        "uncovered": gaps(period.first_day, period.last_day, parts),
    }
    return render(request, "reports/from_parts.html", context)


def _take(request, period):
    try:
        written = take_from_parts(period, by=request.user)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        said = f"Đã ghi {format_number(written)} ô vào biểu của các xã."
        messages.success(request, said if written else "Không có ô nào cần ghi thêm.")
    return redirect("reports:from_parts", period.pk)


urlpatterns = [
    path("ky/<int:period>/lay-so-lieu/", from_parts, name="from_parts"),
]
