"""The district's desk as files: board, matrix, cells by hamlet, history."""

from django.http import Http404
from django.urls import path
from django.views.decorators.http import require_GET

from reports.figures import load_table
from reports.judging import gather_evidence
from reports.outputs.desk import board_sheet, cells_sheet, history_sheet, matrix_sheet
from teams.access import for_roles
from teams.models import Role
from tuky_cnscd.exports import csv_pieces, xlsx_bytes

from .desk.board import board_rows
from .desk.board_asked import Asked, matching
from .desk.holding import holder_label
from .files import csv_response, xlsx_response
from .scope import district_period


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def export(request, period, what, kind):
    """One table of the period as .xlsx or .csv; the board as it is filtered."""
    period = district_period(request.user, period)
    if what not in SHEETS or kind not in ("xlsx", "csv"):
        raise Http404
    sheet = SHEETS[what](period, request)
    if kind == "csv":
        return csv_response(csv_pieces(sheet.heads, sheet.rows), what, period.phrase)
    content = xlsx_bytes(sheet.heads, sheet.rows, sheet.title)
    return xlsx_response(content, what, period.phrase)


def _board(period, request):
    rows = board_rows(period, request.user, gather_evidence(period))
    word = period.district.level_word
    found = matching(rows, Asked.of(request.GET))
    return board_sheet(found, lambda holder: holder_label(holder, word))


def _table(period):
    return load_table(period, period.submissions.all())


SHEETS = {
    "tinh-hinh": _board,
    "doi-chieu": lambda period, request: matrix_sheet(_table(period)),
    "so-lieu-thon": lambda period, request: cells_sheet(_table(period)),
    "lich-su": lambda period, request: history_sheet(period, _table(period)),
}

urlpatterns = [
    path("ky/<int:period>/xuat/<slug:what>.<slug:kind>", export, name="export"),
]
