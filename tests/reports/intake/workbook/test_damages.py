"""What people do to the file, and the form is still read, or says what to mend."""

from dataclasses import replace

import pytest

from reports.intake.workbook import NotThisForm
from tests.reports.intake.workbook.forms import (
    DATA,
    GRID,
    HAMLETS,
    ROWS,
    SPECS,
    Filled,
    changing,
    doubts,
    form_bytes,
    make_sheet,
    problems,
    read,
    says,
)

FILLED = {"C5": 321, "C6": 250, "C7": 180, "D5": 12, "r_D5": 6, "r_D8": 53, "r_D11": 7}
SAID = {
    "c-1-71": 321,
    "c-1-72": 250,
    "c-1-73": 180,
    "c-2-71": 12,
    "c-4-0": 6,
    "c-7-0": 53,
    "c-10-0": 7,
}


@pytest.fixture
def filled():
    return Filled().type(**FILLED)


def swap(page, one, other, columns):
    for letter in columns:
        a, b = page[f"{letter}{one}"], page[f"{letter}{other}"]
        a.value, b.value = b.value, a.value


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice-ods.xlsx"])
def test_saved_by_libreoffice(name):
    reading = read((DATA / name).read_bytes())
    assert {n: str(v) for n, v in changing(reading).items()} == {
        "c-1-72": "250",
        "c-1-73": "300",
        "c-2-71": "1250",
        "c-2-73": "15352",
        "c-3-71": "2.5",
        "c-5-0": "98",
        "c-6-0": "45",
        "c-7-0": "53",
        "c-9-0": "KPS",
        "c-11-0": "['Rươi kho Hưng Đạo', 'Mắm rươi, cơ sở Bà Hai']",
    }
    assert list(doubts(reading)) == ["c-2-73"]
    assert problems(reading) == {} and reading.notes == ()
    assert [c.where for c in reading.offer.compared if not c.agrees] == [f"{GRID}!D8"]


def test_trailing_blanks(filled):
    filled.type(B5="thôn An Lao  ", C6=" 250\u00a0", D7="  ", C40=" ", M9=" ")
    assert changing(filled.read()) == SAID


def test_sheets_renamed_and_moved(filled):
    filled.grid.title, filled.rows.title = "Sheet1", "gửi huyện"
    filled.book.move_sheet("Sheet1", 3)
    reading = filled.read()
    assert changing(reading) == SAID
    assert {p.where for p in reading.offer.proposed} >= {"Sheet1!C5", "gửi huyện!D5"}


@pytest.mark.parametrize("columns", ["ABCDE", "BCDE"])
def test_rows_sorted_with_their_hidden_keys_and_without(filled, columns):
    swap(filled.grid, 5, 7, columns)
    assert changing(filled.read()) == SAID


def test_parts_sorted_without_their_keys_are_told_by_their_totals_number(filled):
    filled.type(r_D7=45, r_D10=1)
    swap(filled.rows, 7, 10, "BCDEFG")
    assert changing(filled.read()) == SAID | {"c-6-0": 45, "c-9-0": 1}


def test_parts_of_one_name_sorted_without_their_keys_are_not_guessed(filled):
    filled.type(r_B8="Mức độ 2", r_B11="Mức độ 2", r_D5=6)
    swap(filled.rows, 5, 8, "BCDEFG")
    reading = filled.read()
    kept = {name: value for name, value in SAID.items() if name != "c-7-0"}
    assert changing(reading) == kept
    assert "“Mức độ 2” không phải chỉ tiêu nào" in problems(reading)[f"{ROWS}!B5"]


def test_the_total_sorted_among_the_hamlets(filled):
    filled.type(C8=751)
    swap(filled.grid, 5, 8, "ABCDE")
    reading = filled.read()
    assert changing(reading) == SAID
    assert reading.offer.compared[0].where == f"{GRID}!C5"
    assert reading.offer.compared[0].agrees


def test_columns_hidden_and_their_order_changed(filled):
    filled.grid.column_dimensions["D"].hidden = True
    for row in range(1, 9):
        one, other = filled.grid[f"C{row}"], filled.grid[f"D{row}"]
        one.value, other.value = other.value, one.value
    assert changing(filled.read()) == SAID


def test_merged_cells_are_named_and_not_taken(filled):
    filled.grid.merge_cells("C5:C6")
    reading = filled.read()
    assert {"c-1-71", "c-1-72"}.isdisjoint(says(reading))
    assert "Bỏ gộp ô" in problems(reading)[f"{GRID}!C5:C6"]


def test_cells_merged_with_what_is_beside_the_form_are_read(filled):
    filled.rows.merge_cells("D5:E5")
    filled.grid.merge_cells("B1:E1")
    assert changing(filled.read()) == SAID


def test_a_formula_that_was_never_calculated_is_named(filled):
    reading = filled.type(C6="=C5-1").read()
    assert "c-1-72" not in says(reading)
    assert "Công thức chưa được tính" in problems(reading)[f"{GRID}!C6"]


@pytest.mark.parametrize("words", ["Cộng", "TỔNG XÃ:", "Tổng cộng", "Tổng số toàn xã"])
def test_a_total_row_inside_the_range(filled, words):
    filled.grid.insert_rows(7)
    filled.type(B7=words, C7=571)
    reading = filled.read()
    assert changing(reading) == SAID
    assert reading.offer.compared[0].where == f"{GRID}!C7"
    assert reading.offer.compared[0].stated == "571"
    assert problems(reading) == {}


def test_a_total_row_made_by_copying_a_hamlet_with_its_key(filled):
    filled.grid.insert_rows(7)
    filled.type(A7="thon:72", B7="Cộng 02 thôn", C7=571)
    reading = filled.read()
    assert "c-1-72" not in says(reading)
    assert "có 2 dòng" in problems(reading)[f"{GRID}!B6 và {GRID}!B7"]


def test_a_row_that_is_no_hamlet(filled):
    filled.grid.insert_rows(6)
    filled.type(B6="Cụm 1", C6=9)
    reading = filled.read()
    assert changing(reading) == SAID
    assert "“Cụm 1” không phải thôn nào" in problems(reading)[f"{GRID}!B6"]


def test_numbers_in_a_row_without_a_name(filled):
    filled.grid.insert_rows(6)
    filled.type(C6=9)
    assert "không ghi tên thôn" in problems(filled.read())[f"{GRID}!B6"]


def test_blank_rows_and_columns_inserted(filled):
    filled.grid.insert_rows(6, 2)
    filled.grid.insert_rows(1, 3)
    filled.grid.insert_cols(4)
    filled.rows.insert_rows(7)
    reading = filled.read()
    assert changing(reading) == SAID and problems(reading) == {}


def test_a_hamlets_row_deleted_is_told(filled):
    filled.grid.delete_rows(6)
    reading = filled.read()
    assert "c-1-72" not in says(reading) and "c-1-73" in says(reading)
    assert "Không thấy dòng của: thôn Xuân Nẻo" in problems(reading)[GRID]


def test_a_column_deleted_is_told(filled):
    filled.grid.delete_cols(3)
    reading = filled.read()
    assert says(reading)["c-2-71"] == 12 and "c-1-71" not in says(reading)
    assert "Không thấy cột: 1. Tổng số hộ" in problems(reading)[GRID]


def test_a_sheet_deleted_is_told(filled):
    del filled.book[ROWS]
    reading = filled.read()
    assert says(reading)["c-1-71"] == 321
    assert "Không thấy trang" in problems(reading)[ROWS]


def test_two_rows_of_one_hamlet_are_not_taken(filled):
    filled.grid.insert_rows(6)
    filled.type(B6="An Lao", C6=9)
    reading = filled.read()
    assert "c-1-71" not in says(reading) and "c-1-72" in says(reading)
    assert "thôn An Lao có 2 dòng" in problems(reading)[f"{GRID}!B5 và {GRID}!B6"]


def test_a_column_twice_is_not_taken(filled):
    filled.type(F4="1. Tổng số hộ gia đình", F5=9)
    reading = filled.read()
    assert "c-1-71" not in says(reading) and "c-2-71" in says(reading)
    assert "có 2 lần" in problems(reading)[f"{GRID}!C4 và {GRID}!F4"]


def test_a_copy_of_the_sheet_is_refused_by_name(filled):
    filled.book.copy_worksheet(filled.grid)
    with pytest.raises(NotThisForm, match=f"“{GRID}”, “{GRID} Copy”"):
        filled.read()


def test_heads_renamed_are_told_by_their_keys(filled):
    filled.type(C4="Số hộ (kể cả tạm trú)", r_B5="Buổi", r_D4="Kết quả")
    reading = filled.read()
    assert changing(reading) == SAID and doubts(reading) == {}


def test_figures_pass_for_neither_heads_nor_hamlets():
    hamlets = {71: "thôn 1", 72: "thôn 2", 73: "thôn 3"}
    sheet = make_sheet({}, hamlets=hamlets)
    filled = Filled(form_bytes(sheet))
    filled.type(B6=None, B7=None, C4="A", D4="B", E4="C")
    filled.type(C5=3, C6=1, C7=2, D5=2, E5=3)
    assert says(filled.read(sheet)) == {
        "c-1-71": 3,
        "c-1-72": 1,
        "c-1-73": 2,
        "c-2-71": 2,
        "c-3-71": 3,
    }


def test_a_hamlets_name_written_otherwise_is_asked_about(filled):
    reading = filled.type(B5="An Lao và Xóm Mới").read()
    assert changing(reading) == SAID
    assert list(doubts(reading)) == ["c-1-71", "c-2-71"]
    assert "“An Lao và Xóm Mới”" in doubts(reading)["c-1-71"]


def test_the_hidden_sheet_deleted_leaves_the_hidden_row_and_column(filled):
    del filled.book["_khoa"]
    filled.type(B5="AN LAO", C4="hộ")
    reading = filled.read()
    assert changing(reading) == SAID
    assert "mất trang khóa ẩn" in reading.notes[0]
    assert "Không rõ tệp được xuất lúc nào" in doubts(reading)["c-1-71"]
    assert "c-1-72" not in doubts(reading)


def without_keys(filled):
    del filled.book["_khoa"]
    for page in filled.book.worksheets[:2]:
        page.delete_rows(3)
        page.delete_cols(1)
    return filled


def test_all_keys_deleted_names_are_enough(filled):
    filled.type(B5="an lao", B6="Xuan Neo", C4="tong so ho gia dinh", D4="2")
    filled = without_keys(filled)
    reading = filled.read()
    assert changing(reading) == SAID
    assert {p.where for p in reading.offer.proposed} >= {f"{GRID}!B4"}


def test_without_keys_parts_are_those_of_the_total_above_them(filled):
    filled.type(r_D7=45, r_D10=1)
    for row in (7, 8, 10, 11):
        page = filled.rows
        page[f"B{row}"] = page[f"B{row}"].value.partition(" (")[0]
    filled = without_keys(filled)
    assert changing(filled.read()) == SAID | {"c-6-0": 45, "c-9-0": 1}


def test_without_keys_and_title_everything_is_asked_about(filled):
    filled = without_keys(filled)
    filled.grid["A1"] = filled.rows["A1"] = "Biểu"
    reading = filled.read()
    assert changing(reading) == SAID
    assert all("Không rõ tệp này của xã nào" in d for d in doubts(reading).values())
    assert set(doubts(reading)) == set(SAID)


@pytest.mark.parametrize(
    "cell,value",
    [
        ("B2", "năm"),
        ("A2", "x"),
        ("B4", "0001-01-01T00:00:00+14:00"),
        ("B4", "2023-07-01"),
        ("C30", "x"),
        ("B1", "99"),
    ],
)
def test_a_spoiled_hidden_sheet_is_as_good_as_none(filled, cell, value):
    filled.book["_khoa"][cell] = value
    reading = filled.read()
    assert changing(reading) == SAID and "mất trang khóa ẩn" in reading.notes[0]


# --- an old version of the form -------------------------------------------------------


def test_an_old_forms_differences_are_named_and_the_rest_is_taken(filled):
    hamlets = {71: HAMLETS[71], 73: HAMLETS[73], 74: "thôn Mới"}
    specs = [s for s in SPECS if s.key not in ("hours", "sessions")]
    specs.append(replace(SPECS[3], key="calls", name="Số cuộc gọi", number="8"))
    sheet = make_sheet(hamlets=hamlets, specs=tuple(specs))
    filled.type(E5=1.5)
    reading = filled.read(sheet)
    kept = {n: v for n, v in SAID.items() if n not in ("c-1-72", "c-4-0")}
    assert changing(reading, sheet) == kept
    messages = [p.message for p in reading.offer.problems]
    assert messages[:4] == [
        "Tệp là biểu cũ, có chỉ tiêu nay không còn trong biểu, không lấy: 3. Số giờ;"
        " 4. Số buổi.",
        "Tệp là biểu cũ, chưa có chỉ tiêu: 8. Số cuộc gọi. Nhập các ô đó trên biểu.",
        "Tệp là biểu cũ, có thôn nay không còn trong biểu, không lấy: thôn Xuân Nẻo.",
        "Tệp là biểu cũ, chưa có thôn: thôn Mới. Nhập các ô đó trên biểu.",
    ]
    assert not any("Không thấy" in message for message in messages)


def test_a_hamlet_renamed_since_is_known_by_its_old_name(filled):
    sheet = make_sheet(hamlets=HAMLETS | {71: "thôn An Lạc"})
    reading = filled.read(sheet)
    assert changing(reading, sheet) == SAID and doubts(reading) == {}
