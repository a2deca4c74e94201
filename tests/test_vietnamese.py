"""Numbers, dates and text, as an office writes them."""

import datetime as dt
import time
import unicodedata
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuky_cnscd.vietnamese import (
    NONE,
    DateError,
    NumberError,
    NumberProblem,
    NumberQuestion,
    date_in_words,
    decree_day_month,
    format_count,
    format_number,
    format_percent,
    given_name_sort_key,
    nfc,
    parse_cell,
    parse_date,
    parse_number,
    search_key,
    sort_key,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.234", 1234),
        ("1234", 1234),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234", 1234),
        ("  58.076 ", 58076),
        ("1.234.567", 1234567),
        ("0", 0),
        ("04", 4),
        ("１２３", 123),
        ("1\u200b234", 1234),
        ("\ufeff17.250", 17250),
        ("999.999.999.999", 999999999999),
        ("000000000000015", 15),
    ],
)
def test_a_count_is_read_however_its_thousands_are_marked(typed, number):
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", [None, "", "  ", "\u00a0", "\u200b", " " * 100_000])
def test_a_blank_stays_a_blank(typed):
    assert parse_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("1.23", "(1.234)"),
        ("1.2345", "(1.234)"),
        ("1 23", "(1.234)"),
        ("0.123", "(1.234)"),
        ("1.234 567", "(1.234)"),
        (".5", "(1.234)"),
        ("1,5", "số nguyên"),
        ("1.234,5", "số nguyên"),
        ("0,123", "số nguyên"),
        ("-5", "số không được âm"),
        ("−1.234", "số không được âm"),
        ("(12)", "số không được âm"),
        ("12 người", "có chữ"),
        ("mười", "có chữ"),
        ("1e5", "có chữ"),
        ("#REF!", "có chữ"),
        ("5²", "không phải chữ số"),
        ("٣", "không phải chữ số"),
        ("5%", "không phải chữ số"),
        ("1/2", "không phải chữ số"),
        ("1" * 13, "có 13 chữ số"),
        ("9" * 40, "có 40 chữ số"),
        ("1" * 101, "quá dài"),
    ],
)
def test_what_is_no_count_is_refused_with_advice(typed, advice):
    with pytest.raises(NumberError) as refused:
        parse_number(typed)
    assert advice in refused.value.message


@pytest.mark.parametrize(
    ("typed", "proposal", "question"),
    [
        ("1,234", 1234, "Có phải 1.234?"),
        ("1,234,567", 1234567, "Có phải 1.234.567?"),
        ("15,352", 15352, "Có phải 15.352?"),
    ],
)
def test_a_comma_in_a_count_is_asked_about(typed, proposal, question):
    with pytest.raises(NumberQuestion) as asked:
        parse_number(typed)
    assert (asked.value.proposal, asked.value.message) == (proposal, question)


@pytest.mark.parametrize(
    "typed",
    ["-", "–", "--", "/", "//", "x", "X", "xx", "...", "o", "k", "ko", "KO", "kps"]
    + ["không", "Không phát sinh", "khong phat sinh", "ko ps", "ko có", "không có"],
)
def test_what_stands_for_nothing_offers_none_arose(typed):
    with pytest.raises(NumberQuestion) as asked:
        parse_number(typed)
    assert asked.value.proposal is NONE
    assert "không phát sinh" in asked.value.message


def test_nothing_typed_as_separate_marks_is_understood():
    with pytest.raises(NumberQuestion) as asked:
        parse_number(unicodedata.normalize("NFD", "không phát sinh"))
    assert asked.value.proposal is NONE


@pytest.mark.parametrize(
    ("typed", "number"),
    [("95,57", "95.57"), ("1.234,5", "1234.5"), ("1.234", "1234"), ("7", "7")],
)
def test_the_comma_marks_decimals_where_they_are_allowed(typed, number):
    assert parse_number(typed, decimals=2) == Decimal(number)


@pytest.mark.parametrize("typed", ["1.23", "95,578", "1,", ",5", "1,2,3", "1.2,5"])
def test_a_doubtful_decimal_is_refused(typed):
    with pytest.raises(NumberError):
        parse_number(typed, decimals=2)


@pytest.mark.parametrize(
    "text", ["a", "1", "1.", "x", "\u0301\u0323", "không ", "\u200b", "-", "9,"]
)
def test_a_very_long_text_is_refused_at_once_and_quoted_in_short(text):
    started = time.perf_counter()
    try:
        parse_number(text * 100_000)
    except NumberProblem as problem:
        assert len(problem.message) < 150
    assert time.perf_counter() - started < 1


def test_a_message_quotes_no_more_than_twenty_characters():
    with pytest.raises(NumberError) as refused:
        parse_number("một hai ba bốn năm sáu bảy")
    assert "“một hai ba bốn năm s…”" in refused.value.message


@given(st.integers(0, 10**12 - 1))
def test_a_written_count_reads_back_as_itself(number):
    assert parse_number(format_number(number)) == number
    assert parse_number(format_number(number).replace(".", " ")) == number


@given(st.decimals(0, 10**12 - 1, places=3))
def test_a_written_decimal_reads_back_as_itself(number):
    assert parse_number(format_number(number, 3), 3) == number
    assert parse_number(format_number(number), 3) == number


@given(st.text(max_size=130), st.integers(0, 3))
def test_any_text_is_a_number_a_blank_or_a_short_message(text, decimals):
    try:
        number = parse_number(text, decimals)
    except NumberProblem as problem:
        assert 0 < len(problem.message) < 200
    else:
        assert number is None or 0 <= number < 10**12


@pytest.mark.parametrize(
    ("value", "number"),
    [(None, None), ("", None), ("1.234", 1234), (15352, 15352), (15.0, 15)]
    + [(0.1 * 3 * 10, 3), (0, 0)],
)
def test_a_spreadsheet_cell_is_read_by_the_same_rules(value, number):
    assert parse_cell(value) == number


@pytest.mark.parametrize(
    ("value", "message", "proposal"),
    [
        (15.352, "Excel đang hiểu là 15 phẩy 352. Có phải 15.352?", 15352),
        (15.35, "Excel đang hiểu là 15 phẩy 35. Có phải 15.350?", 15350),
        (1.5, "Excel đang hiểu là 1 phẩy 5. Có phải 1.500?", 1500),
    ],
)
def test_a_fraction_where_a_count_is_due_is_asked_about(value, message, proposal):
    with pytest.raises(NumberQuestion) as asked:
        parse_cell(value)
    assert (asked.value.message, asked.value.proposal) == (message, proposal)


@pytest.mark.parametrize(
    "value",
    [True, False, -3, -0.5, 15.3521, 0.352, 1234.5, float("nan"), float("inf")]
    + [10**12, 10**400, 1e300, dt.datetime(2023, 6, 14), dt.date(2023, 6, 14)]
    + [dt.time(8), dt.timedelta(1), [], "#REF!"],
)
def test_a_spreadsheet_cell_that_is_no_count_is_refused(value):
    with pytest.raises(NumberError) as refused:
        parse_cell(value)
    assert refused.value.message


def test_a_spreadsheet_decimal_with_too_many_places_is_asked_about():
    assert parse_cell(95.57, 2) == Decimal("95.57")
    with pytest.raises(NumberQuestion) as asked:
        parse_cell(95.5678, 2)
    assert asked.value.message == "Ô này là 95,5678. Có phải 95,57?"
    assert asked.value.proposal == Decimal("95.57")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (58076, None, "58.076"),
        (Decimal("58076.000"), None, "58.076"),
        (Decimal("95.57"), None, "95,57"),
        (Decimal("95.5"), 2, "95,50"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("1E+3"), None, "1.000"),
        (0, None, "0"),
        (None, None, "–"),
    ],
)
def test_numbers_are_written_with_dots_and_a_comma(value, decimals, text):
    assert format_number(value, decimals) == text


def test_counts_below_ten_take_a_leading_zero_in_prose():
    counts = [0, 4, 9, 10, 1234, Decimal("4.000"), None]
    assert [format_count(n) for n in counts] == [
        "0",
        "04",
        "09",
        "10",
        "1.234",
        "04",
        "–",
    ]


def test_a_percentage_carries_its_sign():
    assert format_percent(Decimal("95.57")) == "95,57%"
    assert format_percent(None) == "–"


def test_dates_are_written_as_the_decree_asks():
    april, february = dt.date(2022, 4, 6), dt.date(2023, 2, 16)
    assert decree_day_month(april) == "06/4/2022"
    assert decree_day_month(february) == "16/02/2023"
    assert date_in_words(april) == "ngày 06 tháng 4 năm 2022"
    assert date_in_words(february) == "ngày 16 tháng 02 năm 2023"


@pytest.mark.parametrize(
    "typed", ["06/4/2022", "6-4-2022", "06.04.2022", " 6 / 4 / 2022", "2022-04-06"]
)
def test_a_date_is_read_day_first(typed):
    assert parse_date(typed) == dt.date(2022, 4, 6)


@pytest.mark.parametrize(
    "typed",
    ["31/02/2022", "4/13/2022", "06/4/22", "hôm nay", "1/1/0001", "9" * 100_000],
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(DateError) as refused:
        parse_date(typed)
    assert len(refused.value.message) < 120


def test_a_blank_date_is_none():
    assert parse_date(" ") is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_a_written_date_reads_back_as_itself(date):
    assert parse_date(decree_day_month(date)) == date


def test_text_is_stored_composed_and_without_control_characters():
    decomposed = unicodedata.normalize("NFD", "Tứ Kỳ\r\nHưng Đạo")
    assert nfc(decomposed + "\x00\x07\ufeff\ud800") == "Tứ Kỳ\nHưng Đạo"
    assert nfc("a\tb\rc") == "a\tb\nc"


def test_a_flood_of_marks_is_cut_before_it_takes_time():
    started = time.perf_counter()
    nfc("a" + "\u0323\u0301" * 50_000)
    search_key("a" + "\u0323\u0301" * 50_000)
    assert time.perf_counter() - started < 2


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert nfc(nfc(text)) == nfc(text)


def test_search_ignores_marks_case_and_spaces():
    assert search_key("  Xã  Hưng ĐẠO ") == "xa hung dao"
    assert search_key(unicodedata.normalize("NFD", "đường Ước")) == "duong uoc"


@pytest.mark.parametrize(
    "words",
    [
        [
            "a",
            "ă",
            "â",
            "b",
            "c",
            "d",
            "đ",
            "e",
            "ê",
            "g",
            "h",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "ô",
            "ơ",
            "p",
            "q",
            "r",
            "s",
            "t",
            "u",
            "ư",
            "v",
            "x",
            "y",
        ],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["ân", "ấn"],
        ["dạ", "đa", "đà"],
        ["lan", "lán", "lang"],
        ["ba", "bà", "ba an", "bác"],
        ["Bà Triệu", "Ba Vì", "Bá Vĩ"],
        ["Thôn 2", "Thôn 09", "Thôn 10", "Thôn Đông"],
    ],
)
def test_words_sort_in_vietnamese_order(words):
    keys = [sort_key(word) for word in words]
    assert all(first < second for first, second in pairwise(keys)), keys


def test_capitals_and_composition_do_not_move_a_word():
    assert sort_key("ĐÔNG") == sort_key(unicodedata.normalize("NFD", "đông"))


@given(st.text(max_size=400))
def test_a_sort_key_fits_its_column_and_every_collation(text):
    key = sort_key(text)
    assert len(key) <= 255
    assert key.isascii() and all(c.isdigit() or c.islower() for c in key)


def test_people_sort_by_given_name_then_family_name():
    people = ["Bình", "Nguyễn Văn An", "Trần Thị Án", "Lê Văn Bình", "Vũ An Bình"]
    shuffled = [people[3], people[2], people[4], people[1], people[0]]
    assert sorted(shuffled, key=given_name_sort_key) == [
        "Nguyễn Văn An",
        "Trần Thị Án",
        "Bình",
        "Lê Văn Bình",
        "Vũ An Bình",
    ]
