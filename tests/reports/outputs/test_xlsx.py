"""The Bảng tổng hợp as a spreadsheet, read back as Excel would read it."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reports.facts import coverage
from reports.figures import (
    Cell,
    CommuneUnit,
    Figure,
    FigureTable,
    HamletUnit,
    Kind,
    Level,
    Spec,
)
from reports.models import ReportingPeriod
from reports.outputs.xlsx import district_workbook
from reports.totals import district_totals
from teams.models import District

NONE = Cell(Figure.State.NONE)
TU_KY = CommuneUnit(1, "thị trấn Tứ Kỳ", (HamletUnit(11, "A"),), state="accepted")
HUNG_DAO = CommuneUnit(
    2, "xã Hưng Đạo", (HamletUnit(21, "B"), HamletUnit(22, "C")), state="sent"
)
AN_THANH = CommuneUnit(3, "xã An Thanh", (HamletUnit(31, "D"),), state="draft")
EVERYBODY = (TU_KY, HUNG_DAO, AN_THANH)
SPECS = (
    Spec("guided", "4", "Số người được hướng dẫn", "Người", level=Level.HAMLET),
    Spec("sessions", "2", "Số buổi", "Buổi", district_adds=True),
    Spec("ocop", "7", "Sản phẩm OCOP", "Sản phẩm", kind=Kind.LIST),
    Spec("money", "", "Kinh phí", "Triệu đồng", kind=Kind.MONEY, decimals=1),
)
CELLS = {
    ("guided", 1, 11): 1234567,
    ("guided", 2, 21): 10,
    ("guided", 3, 31): 999,
    ("sessions", 1, None): 3,
    ("sessions", 2, None): NONE,
    ("sessions", None, None): 2,
    ("ocop", 1, None): Cell(Figure.State.VALUE, Decimal(2), ("Ổi", "Rươi kho")),
    ("money", 1, None): Decimal("1.5"),
}


def cell(value):
    return value if isinstance(value, Cell) else Cell("value", Decimal(value))


def period(**fields):
    district = District(name="Tứ Kỳ", is_example=fields.pop("is_example", False))
    fields = {
        "phrase": "6 tháng đầu năm 2023",
        "first_day": dt.date(2022, 12, 15),
        "last_day": dt.date(2023, 6, 14),
        **fields,
    }
    return ReportingPeriod(district=district, **fields)


def book(specs=SPECS, cells=CELLS, expected=EVERYBODY, summed=(TU_KY, HUNG_DAO), **kw):
    table = FigureTable(specs, summed, {k: cell(v) for k, v in cells.items()})
    return district_workbook(
        table,
        district_totals(table),
        period(**kw),
        expected=expected,
        coverage=coverage(table, expected),
    )


def sheet_of(content):
    return load_workbook(io.BytesIO(content)).active


def grid(content):
    """The header row and what stands below it."""
    rows = list(sheet_of(content).iter_rows(values_only=True))
    return rows[4], rows[5:]


def test_communes_stand_in_order_with_their_states_figures_and_the_totals():
    header, rows = grid(book())
    assert header == (
        "STT",
        "Đơn vị",
        "Trạng thái",
        "4. Số người được hướng dẫn (Người)",
        "2. Số buổi (Buổi)",
        "7. Sản phẩm OCOP (Sản phẩm)",
        "Tên sản phẩm (chỉ tiêu 7)",
        "Kinh phí (Triệu đồng)",
        "Ghi chú",
    )
    own, total = "Số liệu riêng của huyện Tứ Kỳ", "Tổng cộng"
    blank = "Còn 03 ô chưa có số liệu: chỉ tiêu 4, chỉ tiêu 7, kinh phí"
    not_all, e = "Chưa đủ: còn ô chưa có số liệu", None
    tu_ky = (1, "thị trấn Tứ Kỳ", "Đã tiếp nhận", 1234567, 3, 2, "Ổi; Rươi kho", 1.5, e)
    assert rows == [
        tu_ky,
        (2, "xã Hưng Đạo", "Đã gửi", 10, 0, e, e, e, blank),
        (3, "xã An Thanh", "Đang nhập", e, e, e, e, e, "Chưa tính vào tổng"),
        (e, own, e, e, 2, e, e, e, e),
        (e, total, e, 1234577, 5, 2, e, 1.5, not_all),
        (e, "Số đơn vị có đủ số liệu", e, 1, 2, 1, e, 1, e),
    ]


def test_what_is_shown_adds_up_to_the_total():
    _, rows = grid(book())
    communes, own, total = rows[:3], rows[3], rows[4]
    for column in (3, 4, 5, 7):
        parts = [row[column] or 0 for row in (*communes, own)]
        assert sum(parts) == total[column]


def test_a_part_without_a_number_is_named_with_its_total():
    specs = (Spec("vneid", "6", "Tài khoản"), Spec("one", "", "Mức 1", part_of="vneid"))
    header, _ = grid(book(specs, {}))
    assert header[3:5] == ("6. Tài khoản", "Chỉ tiêu 6, mức 1")


def test_rows_have_room_for_their_text():
    sheet = sheet_of(book())
    words = len(sheet["D5"].value) // sheet.column_dimensions["D"].width
    assert sheet.row_dimensions[5].height >= 15 * words
    assert sheet.row_dimensions[6].height == 15
    assert sheet.row_dimensions[7].height > 15


def test_a_column_is_wide_enough_for_its_total():
    cells = {("guided", 1, 11): 123_456_789_012}
    sheet = sheet_of(book(cells=cells))
    assert sheet.column_dimensions["D"].width > len("123.456.789.012")


def test_numbers_are_numbers_shown_with_thousands():
    sheet = sheet_of(book())
    number, money = sheet["D6"], sheet["H6"]
    assert (number.data_type, number.number_format) == ("n", "#,##0")
    assert (money.data_type, money.number_format) == ("n", "#,##0.0")


def test_nothing_arose_is_a_zero_or_a_dash_as_the_period_says():
    zero = sheet_of(book())["E7"]
    dash = sheet_of(book(none_as="dash"))["E7"]
    assert (zero.value, zero.number_format) == (0, "#,##0")
    assert (dash.value, dash.number_format) == (0, '"–"')


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+84", "-1", "@x", "\tx"])
def test_text_is_never_read_as_a_formula(text):
    unit = CommuneUnit(1, text, state="sent")
    specs = (Spec("ocop", "7", text, text, kind=Kind.LIST),)
    cells = {("ocop", 1, None): Cell(Figure.State.VALUE, Decimal(1), (text,))}
    content = book(specs, cells, (unit,), (unit,), phrase=text)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    sheet = sheet_of(content)
    found = [c for row in sheet.iter_rows() for c in row if c.value == text]
    assert len(found) == 2
    assert {(c.data_type, c.quotePrefix) for c in found} == {("s", True)}


def test_characters_that_a_workbook_cannot_hold_are_left_out():
    unit = CommuneUnit(1, "xã\x00 Hưng\x0b Đạo", state="sent")
    _, rows = grid(book(SPECS, {}, (unit,), (unit,)))
    assert rows[0][1] == "xã Hưng Đạo"


def test_the_head_gives_title_cut_off_and_what_is_summed():
    sheet = sheet_of(book())
    assert sheet["A1"].value == (
        "Bảng tổng hợp số liệu Tổ công nghệ số cộng đồng huyện Tứ Kỳ"
    )
    assert "chốt đến hết ngày 14/06/2023" in sheet["A2"].value
    assert sheet["A3"].value == (
        "Tổng hợp từ 2/3 xã, thị trấn. Chưa tính: xã An Thanh."
    )


def test_an_example_says_so():
    sheet = sheet_of(book(is_example=True))
    assert sheet["A3"].value.startswith("Số liệu ví dụ.")
    assert "Số liệu ví dụ" in sheet.oddFooter.left.text


def test_the_grid_is_plain_and_set_in_times():
    sheet = sheet_of(book())
    assert not sheet.merged_cells.ranges
    body = [cell for row in sheet.iter_rows(min_row=5) for cell in row]
    assert {(c.font.name, c.font.sz) for c in body} == {("Times New Roman", 11)}
    assert {c.border.left.style for c in body} == {"thin"}


def test_it_prints_on_a4_across_with_its_head_on_every_page():
    sheet = sheet_of(book())
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.freeze_panes == "C6"
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width


def test_a_period_without_indicators_gives_an_empty_table():
    header, rows = grid(book((), {}, (), ()))
    assert header == ("STT", "Đơn vị", "Trạng thái", "Ghi chú")
    assert [row[1] for row in rows] == ["Tổng cộng", "Số đơn vị có đủ số liệu"]
