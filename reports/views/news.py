"""What changed in a period since its reader last looked, and “Đã xem hết”."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from reports.news import mark_looked
from teams.access import for_roles
from teams.models import Role

from .desk.changed_since import Wanted, changed_since
from .scope import district_period

STALE = "Trang đã cũ nên chưa ghi được lần xem. Đề nghị xem lại danh sách rồi bấm lại."


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def changes_since(request, period):
    """Figures, moves, words, files and answers since the last look, by commune."""
    period = district_period(request.user, period)
    page = changed_since(period, request.user, Wanted.of(request.GET))
    return render(request, "reports/since.html", {"period": period, "page": page})


@for_roles(Role.OFFICER, Role.LEADER)
@require_POST
def looked(request, period):
    """Move the reader's own marker to what the page showed."""
    period = district_period(request.user, period)
    if mark_looked(request.user, period, request.POST.get("receipt", "")):
        messages.success(request, "Đã ghi: các thay đổi trên đã xem hết.")
    else:
        messages.error(request, STALE)
    return redirect("reports:changes_since", period.pk)


PERIOD = "ky/<int:period>/"

urlpatterns = [
    path(f"{PERIOD}thay-doi/", changes_since, name="changes_since"),
    path(f"{PERIOD}thay-doi/da-xem/", looked, name="looked"),
]
