"""Files from outside: read cell by cell, or refused with words that help."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from tuky_cnscd.spreadsheets import (
    SpreadsheetError,
    read_rows,
    refuse_bomb,
    without_quote,
    write_csv,
    write_xlsx,
)

FORMULAS = ["=1+1", "+84912345678", "-1", "@SUM(A1)", "\tx"]


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data, name="danh-sach.xlsx", **kwargs):
    return [(r.number, r.cells) for r in read_rows(io.BytesIO(data), name, **kwargs)]


def refusal(data, name="danh-sach.xlsx", **kwargs):
    with pytest.raises(SpreadsheetError) as refused:
        read(data, name, **kwargs)
    return refused.value.message


def rezipped(data, **parts):
    """The workbook with some of its parts replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


def sheet_of(rows):
    return {"xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData>"}


def test_rows_keep_the_numbers_that_excel_shows():
    data = workbook(["a", "b"], [None, None], ["x", 1], ["", None], ["y", 2])
    assert read(data) == [(1, ("a", "b")), (3, ("x", 1)), (5, ("y", 2))]


def test_a_csv_is_read_alike_whatever_parts_its_cells():
    for mark in ",;\t":
        data = f"\ufeffmã{mark}tên\r\n1{mark}Hưng Đạo\r\n".encode()
        assert read(data, "x.CSV") == [(1, ("mã", "tên")), (2, ("1", "Hưng Đạo"))]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"not a workbook", "x.xlsx", "không phải .xlsx"),
        (b"", "x.xlsx", "không phải .xlsx"),
        (b"\xd0\xcf\x11\xe0 an old .xls", "x.xlsx", "không phải .xlsx"),
        (b"a,b", "x.xls", "Chỉ nhận tệp .xlsx hoặc .csv"),
        ("mã,tên".encode("utf-16"), "x.csv", "UTF-8"),
        ("tên".encode("cp1258", "replace") + b"\xff", "x.csv", "UTF-8"),
        (b"x" * (6 * 1024 * 1024), "x.csv", "quá lớn"),
        (b"x" * (6 * 1024 * 1024), "x.xlsx", "quá lớn"),
    ],
)
def test_what_is_no_such_file_is_refused_with_what_to_do(data, name, words):
    assert words in refusal(data, name)


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "không phải .xlsx" in refusal(out.getvalue())


def test_a_damaged_workbook_is_refused():
    data = rezipped(workbook(["a"]), **{"xl/workbook.xml": "<workbook"})
    assert "Không đọc được" in refusal(data)


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/worksheets/sheet1.xml": " " * 40_000_000},
        {"xl/styles.xml": "<xf/>" * 1_000_000},
        {f"xl/media/{number}.png": "" for number in range(600)},
        sheet_of("<row>" + "<c/>" * 400_000 + "</row>"),
    ],
    ids=["sheet", "styles", "parts", "cells"],
)
def test_a_bomb_is_refused_before_it_is_parsed(parts, monkeypatch):
    data = rezipped(workbook(["a"]), **parts)
    assert len(data) < 200_000
    monkeypatch.delattr(openpyxl, "load_workbook")
    assert "quá lớn" in refusal(data)


def test_a_workbook_that_declares_too_little_is_never_unpacked_beyond_that():
    parts = sheet_of("<row/>" * 1_000_000)
    data = rezipped(workbook(["a"]), **parts)
    size = len(parts["xl/worksheets/sheet1.xml"]).to_bytes(4, "little")
    assert data.count(size) == 2
    lying = data.replace(size, (100).to_bytes(4, "little"))
    assert "không phải .xlsx" in refusal(lying)


def test_too_many_rows_are_refused_by_their_number():
    data = workbook(*[[number] for number in range(12)])
    assert "hơn 10 dòng" in refusal(data, most_rows=10)
    assert "hơn 10 dòng" in refusal(b"x\n" * 12, "x.csv", most_rows=10)


def test_a_row_far_below_the_others_costs_nothing():
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.cell(1_000_000, 16_000, "far")
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue(), most_rows=100) == [(1, ("a",))]


def test_the_file_is_left_at_its_beginning():
    file = io.BytesIO(workbook(["a"]))
    refuse_bomb(file)
    assert file.tell() == 0


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_never_written_as_a_formula(text):
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(["h"], [[text]], "x")))
    cell = book.active["A2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)
    line = write_csv(["h"], [[text]]).decode("utf-8-sig").split("\r\n", 1)[1]
    assert line.strip('"').startswith("'")
    assert without_quote(f"'{text}") == text


def test_dates_and_codes_come_back_as_they_went_out():
    row = ["00123", dt.date(2022, 4, 6), 12, None, "Tứ Kỳ"]
    head = ["mã", "ngày", "số", "trống", "tên"]
    back = read(write_xlsx(head, [row], "x"))[1][1]
    assert back == ("00123", dt.datetime(2022, 4, 6), 12, None, "Tứ Kỳ")
    back = read(write_csv(head, [row]), "x.csv")[1][1]
    assert back == ("00123", "06/04/2022", "12", "", "Tứ Kỳ")


def test_a_formula_that_was_never_calculated_is_named_not_read_as_blank():
    data = workbook(["Mã", "Tên"], ["11086", "=B1"])
    assert "Ô B2 có công thức chưa được tính" in refusal(data)
