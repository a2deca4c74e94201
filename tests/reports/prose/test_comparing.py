"""What is said of a number that a person typed into the report's text."""

from time import process_time

import pytest

from reports.checks import Severity
from reports.prose import Verdict, contradictions, prose_findings
from tests.reports.prose_worlds import figures_2023

FIGURES = figures_2023()


def about(text, title=""):
    return prose_findings([(title, text)], FIGURES)


def wrong(text):
    return [finding.quote for finding in contradictions([("", text)], FIGURES)]


def test_a_number_that_is_a_figure_is_offered_as_a_live_one():
    (finding,) = about("Đã hướng dẫn 17.250 người dân.")
    assert finding.verdict is Verdict.SAME
    assert finding.suggestion == "{guided}"
    assert finding.severity is None


def test_a_number_that_is_another_is_said_with_the_figure_it_may_mean():
    (finding,) = about("Tạo thành công 71.949 tài khoản VNeID trong kỳ.")
    assert finding.verdict is Verdict.CONTRADICTS
    assert finding.severity is Severity.WARNING
    assert finding.suggestion == "{vneid}"
    assert finding.message.startswith(
        "Câu ghi 71.949 tài khoản VNeID; số liệu tổng hợp là 71.994"
    )
    assert finding.message.endswith("Đề nghị kiểm tra lại.")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # Two figures in each other's place.
        (
            "Tạo 71.994 tài khoản DVCTT và 15.352 tài khoản VNeID.",
            ["71.994", "15.352"],
        ),
        # What the last report said.
        ("Số người dân được hướng dẫn là 15.684 người.", ["15.684"]),
        ("Đã có 22/23 xã, thị trấn hoàn thành việc tập huấn.", ["22"]),
        ("Đã có 23/24 xã, thị trấn hoàn thành việc tập huấn.", ["24"]),
        ("Đã có 24/23 xã, thị trấn hoàn thành việc tập huấn.", ["24/23"]),
        ("Hai mươi hai xã, thị trấn đã hoàn thành tập huấn.", ["Hai mươi hai"]),
        ("Gần 73 nghìn tài khoản VNeID đã được tạo.", ["73 nghìn"]),
        ("Số người dân được hướng dẫn tăng 12% so với kỳ trước.", ["12%"]),
        ("Số người dân được hướng dẫn giảm 1.566 người.", ["1.566"]),
        ("Số người dân được hướng dẫn là 1725.0 người.", ["1725.0"]),
        ("Tổ chỉ đạo huyện gồm 64 thành viên.", ["64"]),
        (
            "Tài khoản VNeID mức độ 1, mức độ 2 lần lượt là 4.621 và 71.733.",
            ["71.733"],
        ),
        ("- Số lượng Tổ CNSCĐ cấp xã: 32.\n- Số lượng thôn/KDC: 105", ["32"]),
    ],
)
def test_a_number_that_contradicts_a_figure_is_found(text, numbers):
    assert wrong(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Hơn 17 nghìn lượt người dân được hướng dẫn.",
        "Số người dân được hướng dẫn tăng từ 15.684 lên 17.250 người (10%).",
        "So với 15.684 người của kỳ trước, kỳ này hướng dẫn 17.250 người dân.",
        "Phấn đấu trong 6 tháng cuối năm tạo 20.000 tài khoản DVCTT.",
        "Xã Hưng Đạo đã hướng dẫn 312 người dân, tạo 205 tài khoản DVCTT.",
        "Bình quân mỗi Tổ có 06 thành viên, mỗi xã 02 sản phẩm OCOP.",
        "Trong đó có 12 thành viên là nữ, 15 hộ nghèo.",
        "Huyện đã tổ chức 01 hội nghị với 120 đại biểu.",
        "Chưa phủ cập đến 100% người dân.",
        "128 Tổ CNSCĐ gồm 23 tổ cấp xã và 105 tổ thôn, KDC.",
    ],
)
def test_what_contradicts_nothing_is_left_alone(text):
    assert wrong(text) == []


def test_a_live_name_is_never_contradicted_and_parts_its_neighbours_words():
    assert about("Tạo {dvctt} tài khoản VNeID.") == ()
    text = "Tạo {dvctt} tài khoản DVCTT, 71.994 tài khoản VNeID."
    (finding,) = about(text)
    assert finding.suggestion == "{vneid}"


@pytest.mark.parametrize(
    ("names", "whole"),
    [
        ("Gạo; Mắm; Chả", "Gạo; túi, ví; Mắm; Chả"),
        ("Gạo, Mắm và Chả", "Gạo, Nấm, Mắm và Chả"),
    ],
)
def test_names_after_a_number_are_counted(names, whole):
    text = "Hỗ trợ 04 sản phẩm khác lên sàn TMĐT: {}."
    (finding,) = contradictions([("", text.format(names))], FIGURES)
    assert finding.verdict is Verdict.NAMES
    assert "liệt kê 03 tên" in finding.message
    assert wrong(text.format(whole)) == []


def test_findings_say_their_section_and_read_their_quote():
    text = "Đã hướng dẫn 17.520 người dân.\nCó 58.067 hộ gia đình."
    found = contradictions([("Một", ""), ("Hai", text)], FIGURES)
    assert [f.quote for f in found] == ["17.520", "58.067"]
    assert {(f.section, f.section_at) for f in found} == {("Hai", 1)}
    assert all(text[f.start : f.end] == f.quote for f in found)


def test_a_line_that_leads_lends_its_words_to_the_next():
    text = "Tài khoản VNeID, trong đó:\n+ Mức độ 1: 4.261\n+ Mức độ 2: 71.373"
    assert wrong(text) == ["4.261"]


@pytest.mark.parametrize(
    "text", ["1 hộ, " * 4000, "1" * 50000, "a" * 50000, "4 sản phẩm: " * 4000]
)
def test_what_is_no_prose_is_read_soon(text):
    start = process_time()
    about(text)
    assert process_time() - start < 5
