"""The sheets of a file in; those that are the form out, or a refusal that names whose.

Sheets may be renamed, moved or copied into another workbook.
"""

from dataclasses import dataclass

from reports.intake.asked import Sheet
from tuky_cnscd.grids import Grid
from tuky_cnscd.spreadsheets import SpreadsheetError
from tuky_cnscd.vietnamese import search_key

from .keys import Keys, corner_of, holds_keys, read_keys
from .layout import hamlet_axis, indicator_axis, row_axis, value_axis
from .locating import Axis, Located, locate

TITLE_ROWS = 6
MEND = "Bấm “Tải biểu Excel” để lấy biểu mới rồi chép số sang."
NOT_A_FORM = (
    "Không thấy biểu số liệu trong tệp này: không có dòng tên thôn và cột chỉ tiêu của"
    f" biểu. {MEND}"
)


class NotThisForm(SpreadsheetError):
    """The file is another commune's or period's form, or none at all."""


@dataclass(frozen=True)
class Pages:
    """The form in a file; `is_known`: whether it says whose it is."""

    keys: Keys | None
    grid: Located | None
    rows: Located | None
    is_known: bool


def find_pages(
    grids: list[Grid], sheet: Sheet, period, *, by_hand: bool = False
) -> Pages:
    """Which sheets hold the form. Raises NotThisForm.

    `by_hand`: a person said that they are this return's, whatever they say; where they
    say otherwise it stays unknown, so that each cell is looked at.
    """
    keys = read_keys(grids)
    if by_hand:
        return _find_by_hand(keys, grids, sheet, period)
    if keys:
        _refuse_another(keys, sheet, period)
    grid, rows, found = _find(keys, grids, sheet)
    corners = [corner_of(located.grid) for located in found]
    for located, corner in zip(found, corners, strict=True):
        _refuse_another_corner(located, corner, sheet, period)
    known = keys is not None or any(corners) or _says_whose(found, sheet, period)
    return Pages(keys, grid, rows, known)


def _find_by_hand(keys, grids, sheet, period):
    """Keys of another return name versions of other cells: they are left out."""
    ours = keys is None or _is_ours(keys, sheet, period)
    keys = keys if ours else None
    grid, rows, found = _find(keys, grids, sheet)
    here = (None, (sheet.commune.id, period.pk))
    same = all(corner_of(located.grid) in here for located in found)
    return Pages(keys, grid, rows, ours and same)


def _find(keys, grids, sheet):
    """The page by hamlet, the page of the commune, and those of both that are there.

    Raises NotThisForm where there is none.
    """
    grids = [grid for grid in grids if not holds_keys(grid)]
    called = keys.hamlets if keys else {}
    grid = None
    if sheet.columns:
        grid = _page(grids, hamlet_axis(sheet, called), indicator_axis(sheet))
    rows = _page(grids, row_axis(sheet), value_axis())
    found = [located for located in (grid, rows) if located]
    if not found:
        raise NotThisForm(NOT_A_FORM)
    return grid, rows, found


def _page(grids, rows: Axis, columns: Axis) -> Located | None:
    """The one sheet with such rows and columns, if there is one."""
    found = [located for grid in grids if (located := locate(grid, rows, columns))]
    found = [located for located in found if corner_of(located.grid)] or found
    if len(found) > 1:
        titles = ", ".join(f"“{located.grid.title}”" for located in found)
        raise NotThisForm(
            f"Tệp có {len(found)} trang cùng là biểu: {titles}, không rõ lấy trang nào."
            " Xóa trang thừa, lưu lại rồi tải lên."
        )
    return found[0] if found else None


def _is_ours(keys: Keys, sheet: Sheet, period):
    theirs = keys.commune_id, search_key(keys.commune), keys.period_id
    ours = sheet.commune.id, search_key(sheet.commune.name), period.pk
    return theirs == ours and search_key(keys.period) == search_key(period.phrase)


def _refuse_another(keys: Keys, sheet: Sheet, period):
    if not _is_ours(keys, sheet, period):
        raise NotThisForm(
            f"Tệp này là biểu của {keys.commune}, {keys.period}; đang mở biểu của"
            f" {sheet.commune.name}, {period.phrase}. Chọn đúng tệp, hoặc mở đúng biểu."
        )


def _refuse_another_corner(located, corner, sheet, period):
    if corner not in (None, (sheet.commune.id, period.pk)):
        raise NotThisForm(
            f"Trang “{located.grid.title}” được chép từ biểu của xã khác hoặc kỳ khác,"
            f" không phải của {sheet.commune.name}, {period.phrase}. {MEND}"
        )


def _says_whose(found, sheet, period):
    """Whether a title names the commune and the period."""
    wanted = search_key(sheet.commune.name), search_key(period.phrase)
    titles = (
        search_key(" ".join(str(cell) for cell in row if cell is not None))
        for located in found
        for row in located.grid.rows[:TITLE_ROWS]
    )
    return any(all(words in title for words in wanted) for title in titles)
