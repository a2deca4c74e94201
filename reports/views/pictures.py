"""The period as pictures: its progress, an indicator over communes, what changed."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from reports.consolidation import consolidate
from teams.access import for_roles
from teams.models import Role

from .desk import pictures as drawn
from .desk.progress import progress
from .scope import district_period

A_PAGE = 50


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def pictures(request, period):
    """Drawn of all that was handed in; the indicator is chosen by its key."""
    period = district_period(request.user, period)
    sums = consolidate(period)
    choices = drawn.choosable(sums.table)
    keys = [spec.key for spec in choices]
    key = request.GET.get("chi-tieu")
    key = key if key in keys else next(iter(keys), None)
    communes = drawn.communes(sums, key) if key else None
    page = Paginator(communes.bars if communes else (), A_PAGE)
    context = {
        "period": period,
        "progress": progress(period, len(sums.expected), timezone.now()),
        "choices": choices,
        "communes": communes,
        "bars": page.get_page(request.GET.get("trang")),
        "changes": drawn.changes(sums),
    }
    return render(request, "reports/pictures.html", context)


urlpatterns = [path("ky/<int:period>/bieu-do/", pictures, name="pictures")]
