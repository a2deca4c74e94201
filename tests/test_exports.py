"""Rows as files that Excel opens: numbers, text that is no formula, moments, sheets."""

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from django.utils import timezone

from tuky_cnscd import exports
from tuky_cnscd.exports import csv_pieces, xlsx_bytes
from tuky_cnscd.spreadsheets import read_csv

HEADS = ["Đơn vị", "Số liệu"]
FORMULAS = ["=1+1", "+84 912", "-5", "@SUM(A1)", "\tx", "\r=1"]
MOMENT = timezone.make_aware(dt.datetime(2026, 11, 24, 14, 5, 9, 123))


def sheet_of(rows):
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(HEADS, rows, "Bảng")))
    return book.worksheets[0]


def csv_of(rows):
    return b"".join(csv_pieces(HEADS, rows))


def rows_of(data):
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_number_is_a_number_and_a_blank_an_empty_cell():
    sheet = sheet_of([["a", Decimal("12.5")], ["b", 0], ["c", None]])
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == [12.5, 0, None]
    assert [sheet.cell(row, 2).data_type for row in (2, 3)] == ["n", "n"]


@pytest.mark.parametrize("text", FORMULAS[:4])
def test_text_is_never_a_formula(text):
    cell = sheet_of([[text, 1]]).cell(2, 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_in_a_csv_is_never_a_formula(text):
    assert rows_of(csv_of([[text, 1]]))[1][0] == f"'{text}"


def test_a_moment_is_one_in_the_offices_time():
    cell = sheet_of([[MOMENT, dt.date(2026, 11, 24)]]).cell(2, 1)
    assert cell.value == dt.datetime(2026, 11, 24, 14, 5, 9)
    assert cell.is_date
    assert rows_of(csv_of([[MOMENT, dt.date(2026, 11, 24)]]))[1] == [
        "24/11/2026 14:05:09",
        "24/11/2026",
    ]


def test_the_csv_is_utf8_with_its_mark_semicolons_and_decimal_commas():
    data = csv_of([["xã Tân Kỳ; mới", Decimal("1234.500")], ["b", Decimal(100)]])
    assert data.startswith(b"\xef\xbb\xbf")
    assert rows_of(data)[1:] == [["xã Tân Kỳ; mới", "1234,5"], ["b", "100"]]


def test_what_was_written_is_read_back_by_the_registers_reader():
    rows = read_csv(io.BytesIO(csv_of([["xã Tân Kỳ", 5]])))
    assert [row.cells for row in rows] == [("Đơn vị", "Số liệu"), ("xã Tân Kỳ", "5")]


def test_what_no_sheet_can_hold_goes_on_on_the_next(monkeypatch):
    monkeypatch.setattr(exports, "MOST_SHEET_ROWS", 2)
    data = xlsx_bytes(HEADS, ([f"xã {n}", n] for n in range(5)), "Bảng")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Bảng", "Bảng (2)", "Bảng (3)"]
    found = [row[1] for s in book for row in s.iter_rows(min_row=2, values_only=True)]
    assert found == [0, 1, 2, 3, 4]
    assert {s.cell(1, 1).value for s in book} == {"Đơn vị"}


def test_a_table_without_rows_has_its_heads():
    assert sheet_of([]).cell(1, 2).value == "Số liệu"
    assert rows_of(csv_of([])) == [HEADS]


def test_what_no_file_can_hold_is_left_out():
    assert sheet_of([["a\x00b", 1]]).cell(2, 1).value == "ab"
