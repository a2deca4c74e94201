"""The communes' words side by side, for whoever writes and whoever reads the report."""

from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from reports import rules
from teams.access import for_roles
from teams.models import Role

from .desk.words import words_page
from .scope import district_period


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def words(request, period):
    """One topic at a time, commune by commune; activities as a table."""
    period = district_period(request.user, period)
    context = {
        "period": period,
        "page": words_page(period, request.GET),
        "may_write": rules.may_write(request.user, period),
    }
    return render(request, "reports/words.html", context)


urlpatterns = [path("ky/<int:period>/y-kien/", words, name="words")]
