"""Workbooks read under the addresses that Excel shows."""

import io
import time
import zipfile

import openpyxl
import pytest

from tests.test_spreadsheets import rezipped, sheet_of
from tuky_cnscd.grids import Area, read_grids
from tuky_cnscd.spreadsheets import SpreadsheetError


def workbook(*titles):
    book = openpyxl.Workbook()
    book.active.title = titles[0] if titles else "Một"
    for title in titles[1:]:
        book.create_sheet(title)
    return book


def grids(book, most_rows=100):
    out = io.BytesIO()
    if isinstance(book, bytes):
        out.write(book)
    else:
        book.save(out)
    return read_grids(out, most_rows)


def test_each_sheet_is_read_the_hidden_ones_too():
    book = workbook("Một", "Hai", "Ba")
    book["Hai"].sheet_state = "hidden"
    book["Ba"].sheet_state = "veryHidden"
    book["Hai"]["C4"] = 12
    found = grids(book)
    assert [grid.title for grid in found] == ["Một", "Hai", "Ba"]
    assert found[1].at(4, 3) == 12 and found[1].where(4, 3) == "Hai!C4"
    assert found[1].at(9, 9) is None and found[1].text(4, 2) == ""
    assert (len(found[1].rows), found[1].width) == (4, 3)


def test_a_formula_without_a_result_is_told_from_a_blank():
    book = workbook()
    book.active["A1"], book.active["C2"] = 1, "=A1"
    assert grids(book)[0].uncalculated == {(2, 3)}


def test_merged_cells_are_told_and_never_filled():
    book = workbook()
    book.active["B2"] = "x"
    book.active.merge_cells("B2:C3")
    grid = grids(book)[0]
    assert grid.merge_at(3, 3) == Area(2, 2, 3, 3) and grid.merge_at(1, 1) is None
    assert str(grid.merged[0]) == "B2:C3"


def merging(refs):
    """A workbook whose one sheet merges these cells."""
    out = io.BytesIO()
    workbook().save(out)
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(out) as archive:
        text = archive.read(name).decode()
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
    text = text.replace(
        "</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>"
    ).replace("<sheetData/>", f"<sheetData/><mergeCells>{merges}</mergeCells>")
    return rezipped(out.getvalue(), **{name: text})


def test_all_the_sheet_merged_into_one_cell_costs_nothing():
    began = time.monotonic()
    assert len(grids(merging(["A1:XFD1048576"]))[0].merged) == 1
    assert time.monotonic() - began < 2


def test_too_many_merged_cells_or_sheets_are_refused():
    with pytest.raises(SpreadsheetError, match="quá lớn"):
        grids(merging(["A1:B1"] * 1_001))
    with pytest.raises(SpreadsheetError, match="quá lớn"):
        grids(workbook(*map(str, range(13))))


def test_rows_beyond_the_limit_are_not_looked_at():
    book = workbook()
    book.active["A1"], book.active["A101"] = 1, 2
    assert len(grids(book)[0].rows) == 1


def test_cells_are_limited_in_all_sheets_together():
    out = io.BytesIO()
    workbook("Một", "Hai").save(out)
    ((_, text),) = sheet_of("<row>" + "<c/>" * 200_000 + "</row>").items()
    parts = {f"xl/worksheets/sheet{n}.xml": text for n in (1, 2)}
    with pytest.raises(SpreadsheetError, match="quá lớn"):
        grids(rezipped(out.getvalue(), **parts))
