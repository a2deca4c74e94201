"""The form as it is handed out: what stands in it, what is locked, what is hidden."""

import io
from decimal import Decimal

import openpyxl
import pytest

from reports.figures import Cell
from tests.reports.intake.workbook.forms import (
    GRID,
    ROWS,
    Filled,
    changing,
    form_bytes,
    make_sheet,
    read,
    says,
)


@pytest.fixture
def book():
    return openpyxl.load_workbook(io.BytesIO(form_bytes()))


def values(page, area):
    return [[cell.value for cell in row] for row in page[area]]


def test_hamlets_stand_in_rows_and_indicators_in_columns(book):
    page = book[GRID]
    assert page["B1"].value == "Biểu số liệu xã Hưng Đạo, 6 tháng đầu năm 2023"
    assert page["C4"].value == "1. Tổng số hộ gia đình\n(hộ, trong kỳ)"
    assert values(page, "B5:D7") == [
        ["thôn An Lao", 320, None],
        ["thôn Xuân Nẻo", None, "KPS"],
        ["khu dân cư Lạc Dục", None, None],
    ]
    assert page["C8"].value == '=IF(COUNTA(C5:C7)=0,"",SUM(C5:C7))'


def test_what_stands_once_has_a_sheet_with_its_parts_added_up(book):
    page = book[ROWS]
    assert values(page, "B5:D7") == [
        ["4. Số buổi", "Buổi, trong kỳ", 4],
        ["5. Tài khoản DVCTT", "Tài khoản, trong kỳ", None],
        ["Mức độ 1 (chỉ tiêu 5)", "Tài khoản, trong kỳ", None],
    ]
    assert page["E6"].value == '=IF(COUNTA(D7,D8)=0,"",SUM(D7,D8))'
    assert page["D9"].value == '=IF(COUNTA(D10,D11)=0,"",SUM(D10,D11))'
    assert page["D12"].value == "Rươi kho Hưng Đạo"
    assert "Mắm rươi, cơ sở Bà Hai" in page["G12"].value


def test_the_last_period_stands_beside_in_the_same_rows(book):
    assert book[GRID]["F4"].value == "Kỳ trước: 1. Tổng số hộ gia đình"
    assert values(book[GRID], "F5:G5") == [[318, 1250]]
    assert book[GRID]["G8"].value == 2500


def test_only_what_is_filled_in_is_unlocked_and_no_password_is_set(book):
    page = book[GRID]
    assert page.protection.sheet and page.protection.password is None
    open_cells = {
        c.coordinate for row in page.rows for c in row if not c.protection.locked
    }
    assert open_cells == {f"{c}{r}" for c in "CDE" for r in (5, 6, 7)}
    assert book[ROWS]["D9"].protection.locked
    assert not book[ROWS]["D12"].protection.locked


def test_a_doubtful_number_is_warned_about_and_never_blocked(book):
    rules = [
        *book[GRID].data_validations.dataValidation,
        *book[ROWS].data_validations.dataValidation,
    ]
    assert {rule.errorStyle for rule in rules} == {"warning"}
    assert "INT(C5)" in rules[0].formula1 and '"KPS"' in rules[0].formula1
    assert "INT" not in rules[2].formula1
    assert all(len(rule.error) <= 255 and len(rule.errorTitle) <= 32 for rule in rules)


def test_keys_are_hidden_and_heads_stay_in_sight(book):
    page = book[GRID]
    assert page.row_dimensions[3].hidden and page.column_dimensions["A"].hidden
    assert page.freeze_panes == "C5"
    assert book.worksheets[-1].sheet_state == "veryHidden"
    assert page["A3"].value == "tuky-bieu 1 xa 5 ky 3"


def test_it_prints_on_one_width_of_a4_without_the_last_period(book):
    page = book[GRID]
    assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)
    assert page.print_area == f"'{GRID}'!$B$1:$E$8"


def test_no_name_becomes_a_formula():
    standing = {("ocop", None): Cell("value", Decimal(1), ("=Gạo nếp",), version=1)}
    sheet = make_sheet(standing, hamlets={71: "=HYPERLINK(1)"}, name="+xã")
    data = form_bytes(sheet)
    for page in openpyxl.load_workbook(io.BytesIO(data)):
        formulas = [c for row in page.rows for c in row if c.data_type == "f"]
        assert all("SUM" in cell.value for cell in formulas)
    assert says(read(data, sheet)) == {"c-11-0": ["=Gạo nếp"]}


def test_a_total_alone_is_filled_in_where_hamlets_are_not():
    sheet = make_sheet(total_only={"guided"})
    page = openpyxl.load_workbook(io.BytesIO(form_bytes(sheet)))[GRID]
    assert page["D4"].value.endswith("Chỉ có tổng xã")
    assert page["D5"].protection.locked and not page["D8"].protection.locked
    filled = Filled(form_bytes(sheet)).type(D8=1250)
    assert changing(filled.read(sheet), sheet) == {"c-2-0": 1250}


def test_a_commune_without_hamlets_has_one_sheet_for_all():
    sheet = make_sheet({}, hamlets={})
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(sheet)))
    assert book.sheetnames[0] == ROWS
    filled = Filled(form_bytes(sheet))
    filled.book[ROWS]["D5"] = 12
    assert changing(filled.read(sheet), sheet) == {"c-1-0": 12}


def test_a_form_handed_out_and_sent_back_changes_nothing():
    reading = read(form_bytes())
    assert changing(reading) == {}
    assert reading.offer.problems == () and reading.notes == ()
