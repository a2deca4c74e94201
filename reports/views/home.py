"""The first page: what is there to do next, for each of a person's roles."""

from django.shortcuts import render

from teams.access import for_everyone_signed_in
from teams.models import Role
from teams.rules import roster_district

from .home_page import (
    commune_desks,
    days_left,
    open_periods,
    papers,
    planned_periods,
    roster_desk,
)

DISTRICT_READERS = (Role.OFFICER, Role.LEADER)


@for_everyone_signed_in
def home(request):
    """A block for each role; a sentence for a person who has none yet."""
    user = request.user
    context = {}
    if user.has_role(Role.COMMUNE_STAFF):
        context |= _commune_block(user)
    if user.has_role(Role.OFFICER, Role.LEADER):
        context |= _district_block(user)
    if district := roster_district(user):
        context["roster"] = roster_desk(district)
    return render(request, "reports/home.html", context)


def _commune_block(user):
    desks, earlier = commune_desks(user)
    return {
        "serves": True,
        "desks": [(desk, days_left(desk.submission)) for desk in desks],
        "earlier": earlier,
    }


def _district_block(user):
    reads = {d.district_id for d in user.duties if d.role in DISTRICT_READERS}
    runs = {d.district_id for d in user.duties if d.role == Role.OFFICER}
    waiting, issued = papers(reads)
    return {
        "reads": True,
        "runs": bool(runs),
        "progress": [(each, days_left(each.period)) for each in open_periods(reads)],
        "planned": planned_periods(runs),
        "waiting": waiting,
        "issued": issued,
    }
