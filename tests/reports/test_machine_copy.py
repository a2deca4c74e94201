"""The machine's copy says what the paper prints, and nothing that it does not."""

import json

import pytest
from jsonschema import Draft202012Validator

from reports.agreeing import differences
from reports.blocks import Annex, IndicatorTable, PlaceTable, Row, Section
from reports.machine_copy import SCHEMA_FILE, SEAL, machine_copy, seal, to_bytes
from tests.reports.issued import FIRST, LAST, SAID, data, make_document


def row_that_prints(text):
    table = IndicatorTable((Row("1", "Tên", "Sản phẩm", text),))
    document = make_document(sections=(Section(1, "I.", "Kết quả", (table,)),))
    (table,) = machine_copy(document, FIRST, LAST)["tables"]
    return table["rows"][0]


@pytest.fixture(scope="module")
def schema():
    return Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def test_the_copy_fits_its_schema(schema):
    schema.check_schema(schema.schema)
    assert list(schema.iter_errors(data())) == []
    assert list(schema.iter_errors({**data(), "cells": []}))


def test_it_says_whose_paper_it_is_and_of_which_days():
    copy = data()
    assert copy["document"]["number"] == "05"
    assert copy["document"]["symbol"] == "BC-TCĐ"
    assert copy["document"]["date"] == "2023-07-26"
    assert copy["document"]["signers"][0]["name"] == "Trương Thị Toan"
    assert copy["period"] == {"first_day": "2022-12-15", "last_day": "2023-06-14"}


def test_a_sentence_is_there_with_its_figures():
    (statement,) = data()["statements"]
    assert statement["text"] == SAID
    assert statement["place"] == "I. Kết quả"
    assert [f["value"] for f in statement["figures"]] == [22, 17250, 95.57]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("58.076", {"value": 58076}),
        ("71.994 (22/23 xã)", {"value": 71994, "counted": 22, "expected": 23}),
        ("–", {}),
        (
            "5; lũy kế: 1.200 (22/23 xã)",
            {
                "value": 5,
                "cumulative": {"value": 1200, "counted": 22, "expected": 23},
            },
        ),
        (
            "75.994 trong đó: 4.621 tài khoản mức độ 1 (lũy kế: 9), 71.373 mức độ 2",
            {
                "value": 75994,
                "parts": [
                    {
                        "name": "tài khoản mức độ 1",
                        "value": 4621,
                        "cumulative": {"value": 9},
                    },
                    {"name": "mức độ 2", "value": 71373},
                ],
            },
        ),
        (
            "2 sản phẩm gồm: Gạo bãi rươi, Nấm sò.",
            {"value": 2, "names": ["Gạo bãi rươi", "Nấm sò"]},
        ),
    ],
)
def test_a_cell_is_read_as_far_as_its_words_are_known(schema, text, read):
    row = row_that_prints(text)
    assert row.pop("text") == text
    known = {"group": "", "number": "1", "name": "Tên", "unit": "Sản phẩm"}
    assert row == {**known, **read}


def test_a_heading_among_rows_is_the_group_of_those_that_follow():
    rows = (Row("", "Tài khoản", "", ""), Row("1", "VNeID", "Tài khoản", "7"))
    section = Section(1, "I.", "Kết quả", (IndicatorTable(rows),))
    copy = machine_copy(make_document(sections=(section,)), FIRST, LAST)
    (row,) = copy["tables"][0]["rows"]
    assert (row["group"], row["value"]) == ("Tài khoản", 7)


def test_communes_are_in_it_where_an_annex_prints_them(schema):
    places = PlaceTable(
        ("STT", "Xã", "Hộ"), (("1", "Hưng Đạo", "1.234"),), ("", "Cộng", "1.234")
    )
    annex = Annex("Phụ lục", "Số liệu các xã", "Tổ chỉ đạo", (places,))
    copy = machine_copy(make_document(annexes=(annex,)), FIRST, LAST)
    assert list(schema.iter_errors(copy)) == []
    row, total = copy["tables"][1]["rows"]
    assert row["cells"][1:] == [{"text": "Hưng Đạo"}, {"text": "1.234", "value": 1234}]
    assert total["role"] == "total"


def texts_of(value):
    if isinstance(value, dict):
        for item in value.values():
            yield from texts_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, str):
        yield value


def test_nothing_is_finer_than_what_is_printed():
    document = make_document()
    printed = " ".join(document.texts())
    copy = {**data(), "period": {}, "schema": ""}
    copy.pop(SEAL)
    copy["document"]["date"] = ""
    for text in texts_of(copy):
        assert all(word in printed for word in text.split())


def test_the_same_paper_gives_the_same_bytes_and_the_seal_holds():
    assert to_bytes(data()) == to_bytes(json.loads(to_bytes(data())))
    assert data()[SEAL] == seal(data())
    changed = json.loads(to_bytes(data()))
    changed["tables"][0]["rows"][0]["value"] += 1
    assert changed[SEAL] != seal(changed)


def test_what_was_changed_in_a_copy_is_named():
    changed = data()
    changed["tables"][0]["rows"][0]["text"] = "85.076"
    changed["document"]["number"] = "06"
    number, row = differences(changed, data())
    assert (number.label, number.data, number.page) == ("Số", "06", "05")
    assert "Tổng số hộ gia đình" in row.label
    assert (row.data, row.page.split()[-1]) == ("85.076", "58.076")
