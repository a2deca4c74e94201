"""A data table in every form: its columns' widths, and what is read back of it."""

import io
from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from reports.blocks import Annex, DataTable, Head, Line, Paragraph, Section, clean
from reports.outputs.docx import render_docx
from reports.outputs.docx_tables import head_heights
from reports.outputs.fonts import MM_PER_POINT
from reports.outputs.pdf import render_html, render_pdf
from reports.outputs.tables import WIDTHS, measures
from reports.outputs.tables_xlsx import tables_workbook
from reports.tables.building import build
from reports.tables.spec import Pick, Show
from tests.pages import Page
from tests.reports.outputs import hostile, word
from tests.reports.outputs.source_document import document
from tests.reports.tables.world import (
    GUIDED,
    LEVEL_1,
    LEVEL_2,
    SESSIONS,
    VNEID,
    asked,
    sources,
    value,
)

HEADS = (
    (Head("TT", rows=2), Head("Đơn vị", rows=2), Head("Tài khoản", columns=8)),
    tuple(Head(f"Mức {n}") for n in range(1, 9)),
)
COLUMNS = ("stt", "name", *["figure"] * 8)


def wide_table(lines=30):
    """Two levels of heads over eight columns, one group, one row of totals."""
    figures = tuple(f"{n}.234" for n in range(8))
    rows = (Line((str(n), f"xã Số {n}", *figures)) for n in range(1, lines + 1))
    group = Line(("", "Cụm một", *[""] * 8), "group")
    total = Line(("", "Tổng cộng", *figures), "total")
    return DataTable(HEADS, COLUMNS, (group, *rows, total), wide=True)


def with_annex(table, **fields):
    annex = Annex("Phụ lục", "Kết quả các xã", "Tổ chỉ đạo", (table,), wide=True)
    return document(sections=(), annexes=(annex,), **fields)


def test_an_annex_lies_across_after_the_signature_with_pages_of_its_own():
    pages = pypdfium2.PdfDocument(render_pdf(with_annex(wide_table())))
    sizes = [page.get_size() for page in pages]
    assert sizes[0][0] < sizes[0][1]
    assert len(sizes) == 3
    assert all(width > height for width, height in sizes[1:])
    first, second = (page.get_textpage().get_text_bounded() for page in list(pages)[1:])
    assert first.split()[:2] == ["Phụ", "lục"]
    assert "(Kèm theo Báo cáo số" in " ".join(first.split())
    assert second.split()[-1] == "2"  # drawn in the margin after the text
    for text in (first, second):  # the head stands on each page
        assert "Tài khoản" in text
        assert "Mức 8" in text
    assert "Tổng cộng" in second


def test_heads_and_names_of_rows_are_marked_for_readers_of_the_file():
    page = Page(render_html(with_annex(wide_table(1))))
    table = page.one("table.data")
    found = [
        (th.etree_element.get("scope"), th.etree_element.text)
        for th in table.query_all("th")
    ]
    assert found == [
        ("col", "TT"),
        ("col", "Đơn vị"),
        ("colgroup", "Tài khoản"),
        *[("col", f"Mức {n}") for n in range(1, 9)],
        ("rowgroup", "Cụm một"),
        ("row", "xã Số 1"),
        ("row", "Tổng cộng"),
    ]
    assert len(list(table.query_all("tbody"))) == 2


def test_a_table_in_the_text_has_its_name_above_it():
    table = DataTable(HEADS[1:], COLUMNS[2:], (Line(("1",) * 8),), caption="Bảng một")
    blocks = (Paragraph("Đoạn."), table)
    page = Page(render_html(document(sections=(Section(1, "I.", "Mục", blocks),))))
    assert page.texts("p.caption") == ["Bảng một"]


def has(row, mark):
    return row._tr.trPr.find(qn(mark)) is not None


def test_the_rows_of_a_repeated_head_are_as_tall_as_what_is_merged_over_them():
    tall = Head("Số buổi hội nghị, tập huấn, hướng dẫn thành viên của Tổ", rows=2)
    heads = ((*HEADS[0][:2], tall, Head("Tài khoản", columns=7)), HEADS[1][1:])
    table = DataTable(heads, COLUMNS, (), wide=True)
    upper, lower = head_heights(table)
    lines = 5  # one above another in a column of 24 mm
    assert upper < 10 < upper + lower
    assert upper + lower > lines * measures(table).points * 1.15 * MM_PER_POINT
    rows = word.opened(render_docx(with_annex(table))).tables[-1].rows
    assert [row.height.mm for row in rows] == pytest.approx([upper, lower], abs=0.1)


def test_word_has_the_same_heads_merged_and_repeated():
    file = word.opened(render_docx(with_annex(wide_table(2))))
    table = file.tables[-1]
    heads = [
        row for row in table.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None
    ]
    assert len(heads) == 2
    assert [cell.text for cell in heads[0].cells] == [
        "TT",
        "Đơn vị",
        *["Tài khoản"] * 8,
    ]
    assert [cell.text for cell in heads[1].cells][:3] == ["TT", "Đơn vị", "Mức 1"]
    texts = [[cell.text for cell in row.cells] for row in table.rows[2:]]
    assert texts[0] == ["Cụm một"] * 10
    assert texts[1][:3] == ["1", "xã Số 1", "0.234"]
    assert all(has(row, "w:cantSplit") for row in table.rows)
    section = file.sections[-1]
    assert section.page_width > section.page_height


def test_an_upright_annex_after_one_across_stands_upright_in_word():
    annexes = (
        Annex("Phụ lục I", "Một", "Tổ", (wide_table(1),), wide=True),
        Annex("Phụ lục II", "Hai", "Tổ", (Paragraph("Đoạn."),)),
    )
    file = word.opened(render_docx(document(annexes=annexes)))
    across = [s.page_width > s.page_height for s in file.sections]
    assert across == [False, True, False]


@pytest.mark.parametrize("wide", [False, True])
def test_columns_fill_the_page_evenly_and_no_word_is_cut(wide):
    table = DataTable(HEADS, COLUMNS, wide_table().lines, wide=wide)
    found = measures(table)
    assert found.fits
    assert sum(found.of(kind) for kind in COLUMNS) == pytest.approx(WIDTHS[wide])


def test_letters_shrink_before_a_word_is_cut_and_what_cannot_fit_is_told():
    long = tuple(Head("Nghiêngngả" * size) for size in (1, 1, 1, 1))
    narrow = DataTable((long,), ("stt", "name", *["figure"] * 2), ())
    assert measures(narrow).points == 12
    many = DataTable(
        (tuple(Head("123.456.789") for _ in range(12)),),
        ("stt", "name", *["figure"] * 10),
        (),
    )
    assert not measures(many).fits
    assert measures(many).points == 9


def test_numbers_of_groups_stay_whole():
    lines = (Line(("XXXVIII", "xã", "1"), "group"),)
    table = DataTable((tuple(map(Head, "abc")),), ("stt", "name", "figure"), lines)
    assert measures(table).number > 11


# --- the spreadsheet ------------------------------------------------------------------


def grids():
    cells = {
        ("guided", 1, 11): value(1200),
        ("guided", 1, 12): value(34),
        ("vneid_1", 1, None): value(4),
    }
    here = sources([GUIDED, SESSIONS, VNEID, LEVEL_1, LEVEL_2], cells)
    picks = (Pick("guided", "=HYPERLINK(1)"), Pick("vneid"), Pick("vneid_1"))
    communes = asked(
        "communes", "value", indicators=picks, total="last", unknown="known"
    )
    return [
        build("Kết quả: các xã/thị trấn", communes, here),
        build("Kết quả: các xã/thị trấn", asked("indicators", Show.VALUE), here),
    ]


def test_every_table_is_a_sheet_with_its_numbers_as_numbers():
    book = load_workbook(io.BytesIO(tables_workbook(grids(), above="Kỳ báo cáo")))
    assert book.sheetnames == ["Kết quả các xã thị trấn", "Kết quả các xã thị trấn (2)"]
    sheet = book.worksheets[0]
    assert [sheet["A1"].value, sheet["A2"].value] == [
        "Kết quả: các xã/thị trấn",
        "Kỳ báo cáo",
    ]
    assert [c.value for c in sheet[5]] == [1, "xã Hưng Đạo", 1234, 4, 4]
    assert sheet["C5"].number_format == "#,##0"
    assert [c.value for c in sheet[6]] == [2, "xã An Thanh", "…", "…", "…"]
    total = sheet["C7"]
    assert (total.value, total.number_format) == (Decimal(1234), '#,##0" (1/2 xã)"')


def test_heads_span_as_on_paper_and_text_is_never_a_formula():
    book = load_workbook(io.BytesIO(tables_workbook(grids(), above="=1+1")))
    sheet = book.worksheets[0]
    assert sheet["C3"].value == "=HYPERLINK(1)"
    assert (sheet["C3"].data_type, sheet["A2"].data_type) == ("s", "s")
    assert sorted(map(str, sheet.merged_cells.ranges)) == [
        "A3:A4",
        "B3:B4",
        "C3:C4",
        "D3:E3",
    ]
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.freeze_panes == "C5"


@pytest.mark.parametrize("text", hostile.PRINTED.values(), ids=hostile.PRINTED)
def test_hostile_text_stands_in_the_spreadsheet_as_itself(text):
    table = replace(grids()[0], title=text)
    book = load_workbook(io.BytesIO(tables_workbook([table], above=text)))
    sheet = book.worksheets[0]
    for cell in (sheet["A1"], sheet["A2"]):
        assert "".join(cell.value.split()) == "".join(clean(text).split())


def test_a_workbook_needs_a_table():
    with pytest.raises(ValueError, match="needs a table"):
        tables_workbook([], above="")
