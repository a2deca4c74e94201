"""A file of communes: taken whole, or refused with every row and column."""

import io

import openpyxl
import pytest

from teams.commune_file import CommuneFileError, read_communes
from teams.models import Commune
from tuky_cnscd.spreadsheets import SpreadsheetError


def read(text, name="xa.csv"):
    return read_communes(io.BytesIO(text.encode()), name)


def problems(text):
    with pytest.raises(CommuneFileError) as refusal:
        read(text)
    return refusal.value.messages


def plain(communes):
    return [(c.code, c.kind, c.name, c.position) for c in communes]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_communes_are_read_in_the_files_order(mark):
    text = "Mã,Loại,Tên\n11074,Thị trấn,Tứ Kỳ\n11083,xã,Đại Sơn\n01234,PHƯỜNG,Một\n"
    assert plain(read(text.replace(",", mark))) == [
        ("11074", "thi_tran", "Tứ Kỳ", 10),
        ("11083", "xa", "Đại Sơn", 20),
        ("01234", "phuong", "Một", 30),
    ]


def test_columns_are_found_by_their_heads_and_a_position_counts():
    text = "thứ tự,name,ghi chú,kind,code\n5,Đại Sơn,x,xã,11083\n,Hưng Đạo,,xã,11086\n"
    assert plain(read(text)) == [
        ("11083", "xa", "Đại Sơn", 5),
        ("11086", "xa", "Hưng Đạo", 20),
    ]


def test_a_code_that_excel_made_a_number_is_read_back():
    book = openpyxl.Workbook()
    for row in (["Mã", "Loại", "Tên"], [11074, "thị trấn", "Tứ Kỳ"], [19, "xã", "B"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    assert [c.code for c in read_communes(file, "xa.xlsx")] == ["11074", "00019"]


def test_text_is_kept_in_one_form():
    (commune,) = read("Mã,Loại,Tên\n11086,xã,Hưng  Đạo \n")
    assert commune.name == "Hưng Đạo"
    assert commune.kind == Commune.Kind.XA


def test_every_error_names_its_row_and_column():
    text = (
        "Mã,Loại,Tên,Thứ tự\n"
        "11074,thị trấn,Tứ Kỳ,1\n"
        "\n"
        "1108,xã,Đại Sơn,2\n"
        "11086,làng,Hưng Đạo,ba\n"
        "11074,xã,,4\n"
        f"11090,xã,{'a' * 101},5\n"
        "11091,thị trấn,tứ kỳ,6\n"
    )
    assert [message.partition(":")[0] for message in problems(text)] == [
        "Dòng 4, cột Mã",
        "Dòng 5, cột Loại",
        "Dòng 5, cột Thứ tự",
        "Dòng 6, cột Tên",
        "Dòng 7, cột Tên",
        "Dòng 6, cột Mã",
        "Dòng 8, cột Tên",
    ]
    assert "Dòng 6, cột Mã: trùng với dòng 2." in problems(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "không thấy cột “Mã”, “Loại”, “Tên”"),
        ("Mã,Tên\n11086,Hưng Đạo\n", "không thấy cột “Loại”"),
        ("Mã,Loại,Tên\n", "chưa có xã nào"),
        ("Mã,Loại,Tên\n11086\n", "Dòng 2, cột Loại"),
    ],
)
def test_a_file_without_columns_or_rows_is_refused(text, words):
    assert any(words in message for message in problems(text))


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"PK\x03\x04 not really", "xa.xlsx"), (b"x", "xa.docx"), (b"\xff\xfe", "xa.csv")],
)
def test_what_is_no_spreadsheet_is_refused(data, name):
    with pytest.raises(SpreadsheetError):
        read_communes(io.BytesIO(data), name)
