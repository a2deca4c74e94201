"""The district's view over all communes of a period: board and matrix."""

from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from reports import rules
from teams.access import for_roles
from teams.models import Role

from .desk.board import board_page
from .desk.board_asked import Asked
from .desk.matrix import Wanted, matrix_page
from .scope import district_period


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def board(request, period):
    """All communes: state, who has it in hand, what is missing, what to do next."""
    period = district_period(request.user, period)
    context = {
        "period": period,
        "page": board_page(period, request.user, Asked.of(request.GET)),
        "may_open": rules.may_open(request.user, period),
    }
    return render(request, "reports/board.html", context)


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def matrix(request, period):
    """Communes × indicators: what is blank, odd, asked about or new, at a glance."""
    period = district_period(request.user, period)
    page = matrix_page(period, request.user, Wanted.of(request.GET))
    return render(request, "reports/matrix.html", {"period": period, "page": page})


urlpatterns = [
    path("ky/<int:period>/", board, name="board"),
    path("ky/<int:period>/doi-chieu/", matrix, name="matrix"),
]
