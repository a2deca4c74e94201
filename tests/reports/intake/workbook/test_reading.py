"""What was filled in, cell by cell: readings, doubts, problems, totals."""

from decimal import Decimal

import pytest

from reports.figures import Cell
from reports.intake.workbook import NotThisForm
from tests.reports.intake.workbook.forms import (
    STANDING,
    Filled,
    changing,
    doubts,
    form_bytes,
    make_period,
    make_sheet,
    problems,
    read,
    says,
    taken_over,
)
from tuky_cnscd.spreadsheets import SpreadsheetError


def test_each_cell_says_what_it_holds_and_where():
    reading = Filled().type(C6=250, D5="1.250", r_D5=6, r_D7="KPS").read()
    assert changing(reading) == {
        "c-2-71": 1250,
        "c-1-72": 250,
        "c-4-0": 6,
        "c-6-0": "KPS",
    }
    wheres = {p.name: (p.where, p.said) for p in reading.offer.proposed}
    assert wheres["c-2-71"] == ("Biểu số liệu!D5", "1.250")
    assert wheres["c-4-0"] == ("Số liệu chung!D5", "6")
    assert doubts(reading) == {} and problems(reading) == {}


@pytest.mark.parametrize(
    "value,number,doubt",
    [
        (15352, 15352, ""),
        ("15.352", 15352, ""),
        (" 15352 ", 15352, ""),
        (15352.0, 15352, ""),
        (15.352, 15352, "Excel đang hiểu là 15 phẩy 352. Có phải 15.352?"),
        ("15,352", 15352, "Có phải 15.352?"),
        ("kps", "KPS", ""),
        ("Không phát sinh ", "KPS", ""),
        ("ko", "KPS", "“ko” có phải là không phát sinh?"),
        ("-", "KPS", "“-” có phải là không phát sinh?"),
        (0, 0, ""),
    ],
)
def test_numbers_are_read_as_the_form_reads_them(value, number, doubt):
    reading = Filled().type(C6=value).read()
    assert changing(reading) == {"c-1-72": number}
    assert doubts(reading).get("c-1-72", "") == doubt


@pytest.mark.parametrize(
    "value,words",
    [
        ("120 hộ", "“120 hộ” có chữ"),
        (-3, "số âm"),
        ("#REF!", "báo lỗi #REF!"),
        ("1.23", "không rõ là số nào"),
        (True, "không phải là số"),
        (0.5, "không có phần lẻ"),
    ],
)
def test_what_cannot_be_taken_is_named_by_sheet_and_cell(value, words):
    reading = Filled().type(C6=value).read()
    assert changing(reading) == {}
    ((where, message),) = problems(reading).items()
    assert where == "Biểu số liệu!C6" and words in message
    assert message.startswith("thôn Xuân Nẻo, 1. Tổng số hộ gia đình: ")


def test_decimals_are_read_where_they_are_asked():
    assert changing(Filled().type(E5=2.5, E6="1,5").read()) == {
        "c-3-71": Decimal("2.5"),
        "c-3-72": Decimal("1.5"),
    }


# --- lists ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text,names",
    [
        ("rươi kho hưng đạo\n", ["Rươi kho Hưng Đạo"]),
        ("- Mắm rươi, cơ sở Bà Hai", ["Mắm rươi, cơ sở Bà Hai"]),
        (
            "1. Rươi kho Hưng Đạo; 2. Mắm rươi, cơ sở Bà Hai",
            ["Rươi kho Hưng Đạo", "Mắm rươi, cơ sở Bà Hai"],
        ),
    ],
)
def test_products_are_found_in_the_communes_own(text, names):
    reading = Filled().type(r_D12=text).read()
    assert says(reading)["c-11-0"] == names
    assert doubts(reading) == {}


def test_a_new_product_is_asked_about():
    reading = Filled().type(r_D12="Rươi kho Hưng Đạo, Gạo nếp").read()
    assert changing(reading) == {"c-11-0": ["Rươi kho Hưng Đạo", "Gạo nếp"]}
    assert "“Gạo nếp”" in doubts(reading)["c-11-0"]
    (proposed,) = [p for p in reading.offer.proposed if p.name == "c-11-0"]
    assert proposed.reading.new_names == ("Gạo nếp",)


@pytest.mark.parametrize("value,words", [(3, "cần tên sản phẩm"), ("3", "không phải")])
def test_a_number_is_no_list(value, words):
    assert words in problems(Filled().type(r_D12=value).read())["Số liệu chung!D12"]


def test_a_list_may_be_none():
    assert changing(Filled().type(r_D12="KPS").read()) == {"c-11-0": "KPS"}


# --- what stands already --------------------------------------------------------------


def test_a_blank_erases_nothing_and_is_told():
    reading = Filled().type(C5=None, r_D5=" ").read()
    assert says(reading) == {"c-2-72": "KPS", "c-11-0": ["Rươi kho Hưng Đạo"]}
    assert "02 ô để trống trong tệp" in reading.notes[0]


def test_what_was_changed_on_the_web_since_is_doubted():
    data = Filled().type(C5=330).bytes()
    newer = {("households", 71): Cell("value", Decimal(325), version=3)}
    reading = Filled(data).read(make_sheet(STANDING | newer))
    assert doubts(reading)["c-1-71"] == (
        "Trên biểu đã có người sửa ô này sau khi xuất tệp (16:41 ngày 01/07/2023)."
    )


def test_what_the_file_left_as_it_was_does_not_undo_the_web():
    newer = {("households", 71): Cell("value", Decimal(325), version=3)}
    sheet = make_sheet(STANDING | newer)
    reading = Filled().type(C6=250).read(sheet)
    assert changing(reading, sheet) == {"c-1-72": 250}
    assert "01 ô trong tệp để nguyên như lúc xuất" in reading.notes[0]


def test_the_same_file_again_changes_nothing():
    filled = Filled().type(C6=250, D5=15.352, r_D12="Gạo nếp", r_D7="KPS")
    once = taken_over(filled.read())
    again = filled.read(once)
    assert changing(again, once) == {} and doubts(again) == {}
    assert again.notes == ()


# --- totals ---------------------------------------------------------------------------


def totals(reading):
    return {c.where: (c.stated, c.added, c.agrees) for c in reading.offer.compared}


def test_the_files_own_totals_are_compared():
    reading = Filled().type(C6=250, C7="1.000", C8=570, r_D7=5, r_E6=5).read()
    assert totals(reading) == {
        "Biểu số liệu!C8": ("570", "1.570", False),
        "Số liệu chung!E6": ("5", "5", True),
    }
    assert reading.offer.compared[0].label == ("Cộng toàn xã, 1. Tổng số hộ gia đình")


def test_a_total_without_hamlets_is_no_figure_and_is_told():
    reading = Filled().type(D6=None, D8="1.250").read(make_sheet({}))
    assert "c-2-0" not in says(reading)
    assert "đánh dấu “Chỉ có tổng xã”" in problems(reading)["Biểu số liệu!D8"]


def test_hamlets_of_a_total_alone_are_not_taken():
    reading = Filled().type(D5=5).read(make_sheet(total_only={"guided"}))
    assert "c-2-71" not in says(reading)
    assert "chỉ có tổng xã" in problems(reading)["Biểu số liệu!D5"]


# --- whose file -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "sheet,period,words",
    [
        (make_sheet(id=6, name="xã An Thanh"), None, "xã An Thanh"),
        (make_sheet(name="xã An Thanh"), None, "xã An Thanh"),
        (None, make_period(4, "6 tháng cuối năm 2023"), "6 tháng cuối năm 2023"),
    ],
)
def test_another_communes_or_periods_form_is_refused_by_name(sheet, period, words):
    with pytest.raises(NotThisForm) as refused:
        Filled().read(sheet, period)
    assert words in refused.value.message
    assert "biểu của xã Hưng Đạo, 6 tháng đầu năm 2023" in refused.value.message


def test_a_sheet_copied_from_another_communes_form_is_refused():
    theirs = Filled(form_bytes(make_sheet({}, id=6, name="xã An Thanh")))
    ours = Filled()
    ours.grid["A3"] = theirs.grid["A3"].value
    with pytest.raises(NotThisForm, match="xã khác hoặc kỳ khác"):
        ours.read()


def test_a_file_that_is_no_form_is_refused():
    filled = Filled()
    for page in filled.book.worksheets[:2]:
        page.delete_rows(1, 20)
    with pytest.raises(NotThisForm, match="Không thấy biểu số liệu"):
        filled.read()
    with pytest.raises(SpreadsheetError, match="không phải .xlsx"):
        read(b"hello")
