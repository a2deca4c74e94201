"""Figures of a sentence are told from its dates, symbols and numbers of items."""

import pytest

from reports.printed_numbers import figures_in, value_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("58.076", 58076),
        ("95,57%", 95.57),
        ("0", 0),
        ("–", None),
        ("…", None),
        ("12 người", None),
        ("", None),
    ],
)
def test_a_cell_is_a_number_or_it_is_words(text, value):
    assert value_of(text) == value


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("hướng dẫn 17.250 người", [{"text": "17.250", "value": 17250}]),
        ("đạt 95,57% kế hoạch", [{"text": "95,57%", "value": 95.57, "unit": "%"}]),
        ("22/23 xã, thị trấn", [{"text": "22/23", "value": 22, "of": 23}]),
        ("tổ chức 04 hội nghị.", [{"text": "04", "value": 4}]),
        ("thôn: 105.", [{"text": "105", "value": 105}]),
    ],
)
def test_counts_shares_and_coverage_are_figures(text, figures):
    assert figures_in(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 1252/QĐ-UBND ngày 06/4/2022",
        "ngày 15/12 và ngày 08 tháng 11 năm 2022",
        "6 tháng đầu năm 2023, giai đoạn 2022-2025",
        "số ở các dòng 1, 7, 8 tính tại ngày chốt",
        "Quý 3 năm 2023; điều 13 và khoản 2",
    ],
)
def test_dates_symbols_and_numbers_of_items_are_none(text):
    assert figures_in(text) == []
