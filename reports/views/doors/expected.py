"""Which communes a period asks: all in being at its cut-off, but for those left out.

Until the period opens. What a page does not show keeps its mark.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import path, reverse

from reports import opening, rules
from reports.models import ReportingPeriod
from reports.rules import NotNow
from teams.access import for_roles, require
from teams.models import Role
from tuky_cnscd.forms import row_id
from tuky_cnscd.vietnamese import format_count

from .periods import DOOR
from .shared import own_row

MOST_ON_PAGE = 100


@for_roles(Role.OFFICER)
def period_communes(request, pk):
    """Tick those that must report; a page of the list is saved at a time."""
    period = own_row(request, ReportingPeriod, pk)
    require(rules.may_choose_communes(request.user, period), opening.COMMUNES_STAY)
    pages = Paginator(period.communes_then(), MOST_ON_PAGE)
    page = pages.get_page(request.GET.get("trang"))
    if request.method == "POST":
        return _save(request, period, page)
    context = {
        "door": DOOR,
        "period": period,
        "page": page,
        "left_out": set(period.left_out.values_list("pk", flat=True)),
        "expected": period.expected_communes().count(),
    }
    return render(request, "reports/doors/period_communes.html", context)


def _save(request, period, page):
    shown = {commune.pk for commune in page}
    ticked = {row_id(pk) for pk in request.POST.getlist("xa")}
    if "all" in request.POST or "none" in request.POST:
        ticked = shown if "all" in request.POST else set()
    try:
        opening.choose_communes(period, shown, shown & ticked, by=request.user)
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:period_edit", period.pk)
    expected = period.expected_communes().count()
    messages.success(request, f"Đã lưu: {format_count(expected)} xã phải báo cáo.")
    here = reverse("reports:period_communes", args=[period.pk])
    if page.paginator.num_pages > 1 or "all" in request.POST or "none" in request.POST:
        return redirect(f"{here}?trang={page.number}")
    return redirect("reports:period_open", period.pk)


urlpatterns = [
    path("ky/<int:pk>/xa-bao-cao/", period_communes, name="period_communes"),
]
