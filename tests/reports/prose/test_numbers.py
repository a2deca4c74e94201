"""Which numbers of a text count something, where they stand and what they say."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.prose.numbers import Form, mentions, read_number
from tests.reports.prose_texts import in_words, printed


def said(text):
    return [(text[m.start : m.end], m.value) for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("có 17.250 người", "17.250", 17250),
        ("có 17250 người", "17250", 17250),
        ("có 17 250 người", "17 250", 17250),
        ("có 04 sản phẩm", "04", 4),
        ("đạt 95,57%", "95,57%", "95.57"),
        ("đạt 95.5 %", "95.5 %", "95.5"),
        ("hơn 17 nghìn người", "17 nghìn", 17000),
        ("17 nghìn 250 người", "17 nghìn 250", 17250),
        ("khoảng 1,2 triệu", "1,2 triệu", 1200000),
        ("hai mươi ba xã", "hai mươi ba", 23),
        ("một trăm linh năm thôn", "một trăm linh năm", 105),
        ("mười bảy nghìn hai trăm năm mươi người", None, 17250),
        ("bốn sản phẩm", "bốn", 4),
    ],
)
def test_a_number_is_read_where_it_stands(text, number, value):
    ((quote, found),) = said(text)
    assert found == Decimal(value)
    assert number is None or quote == number


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 16/02/2023, tháng 5/2023, năm 2023, quý 4, giai đoạn 2021-2025",
        "Công văn số 237/CV-TCĐ, Quyết định số 1252/QĐ-UBND, Nghị quyết số 52-NQ/TW",
        "Đề án 06; Điều 5; Phụ lục 2; mức độ 1, mức độ 2; lần thứ 3",
        "6 tháng đầu năm, trong 03 năm, 08 giờ 30",
        "1. Tiếp tục chỉ đạo\n2. Phối hợp\n3.1. Số liệu",
        "Điện thoại 0912345678, 0220 3747 123",
        "mạng 4G, 5G, công nghiệp 4.0, phục vụ 24/7",
        "Một số thành viên; năm nay; bà Ba; trong năm xã đã",
        "{so_xa_da_tap_huan}/{so_xa} xã, {vneid_1} tài khoản",
    ],
)
def test_what_counts_nothing_is_left_alone(text):
    assert said(text) == []


def test_a_fraction_is_one_number_above_another():
    (top,) = mentions("đã có 22/23 xã, thị trấn")
    assert (top.value, top.below.value) == (22, 23)


def test_a_number_at_a_lines_end_does_not_reach_into_the_next_line():
    assert said("Nhóm Zalo: 29\nNgày 16/02/2023") == [("29", 29)]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [("hơn 17 nghìn", "over"), ("gần 72 nghìn", "under"), ("khoảng 500", "about")],
)
def test_rounding_words_are_kept(text, hedge):
    assert mentions(text)[0].hedge == hedge


@given(
    st.text(alphabet="xã thôn, người: .;\n", max_size=30),
    st.integers(10, 999_999),
    st.sampled_from(["", "plain", "words", "percent"]),
)
def test_the_place_of_a_number_reads_its_value(before, number, form):
    typed = printed(Decimal(number), form)
    text = f"{before} có {typed} người"
    found = [m for m in mentions(text) if text[m.start : m.end] == typed]
    assert [m.value for m in found] == [number]


@given(st.integers(1, 999_999))
def test_words_and_digits_say_the_same(number):
    text = f"có {in_words(number)} người"
    (found,) = mentions(text) or [None]
    assert number == 1 if found is None else found.value == number


def test_a_dot_that_went_astray_is_seen():
    assert read_number("1725.0") == (Decimal(17250), Form.MALFORMED)
    assert read_number("17.250") == (Decimal(17250), Form.COUNT)
