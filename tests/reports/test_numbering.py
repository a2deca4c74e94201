"""Headings of any depth are numbered in the style that their level has."""

import pytest

from reports.blocks import Section
from reports.models.narrative import ReportFields
from reports.numbering import (
    STYLES,
    USUAL,
    letter,
    level_choices,
    numbering_of,
    roman,
    section_numbers,
    style_choices,
    styles_of,
)


def test_headings_are_numbered_by_level_and_order():
    levels = [1, 2, 2, 3, 3, 2, 1, 1, 2]
    numbers = ["I.", "1.", "2.", "2.1.", "2.2.", "3.", "II.", "III.", "1."]
    assert section_numbers(levels) == numbers


def test_all_six_levels_count_from_one_again_below_each_heading():
    levels = [1, 2, 3, 4, 5, 6, 6, 4, 5, 2, 3, 4]
    numbers = ["I.", "1.", "1.1.", "a)", "-", "+", "+", "b)", "-", "2.", "2.1.", "a)"]
    assert section_numbers(levels) == numbers


@pytest.mark.parametrize(
    ("style", "second"),
    [
        ("I.", "II."),
        ("A.", "B."),
        ("1.", "2."),
        ("1.1.", "1.2."),
        ("1.1.1.", "1.1.2."),
        ("a)", "b)"),
        ("1)", "2)"),
        ("(1)", "(2)"),
        ("(a)", "(b)"),
        ("-", "-"),
        ("+", "+"),
        ("", ""),
    ],
)
def test_every_style_may_stand_at_a_deep_level(style, second):
    numbering = numbering_of(["I.", "1.", style])
    assert section_numbers([1, 2, 3, 3], numbering)[3] == second
    assert style in STYLES


def test_a_heading_whose_parent_is_missing_has_no_zero_in_its_number():
    assert section_numbers([3, 3]) == ["1.", "2."]


def test_letters_run_as_in_vietnamese_papers():
    first = "a b c d đ e g h i k l m n o p q r s t u v x y aa ab"
    assert [letter(n) for n in range(1, 26)] == first.split()


def test_roman_numbers():
    assert [roman(n) for n in (1, 4, 9, 14, 40, 99)] == [
        "I",
        "IV",
        "IX",
        "XIV",
        "XL",
        "XCIX",
    ]


def test_what_a_report_does_not_say_is_numbered_as_usual():
    assert styles_of("") == styles_of(ReportFields.NUMBERING) == USUAL
    assert styles_of("1.||a)")[:4] == ("1.", "", "a)", "a)")


def test_styles_survive_being_kept_and_fit_their_column():
    styles = tuple(max(dict(style_choices(n)), key=len) for n in range(1, 7))
    kept = numbering_of(styles)
    assert styles_of(kept) == styles
    assert len(kept) <= ReportFields._meta.get_field("numbering").max_length


def test_a_number_with_the_numbers_above_needs_so_many_levels_above():
    assert "1.1." not in dict(style_choices(1))
    assert "1.1.1." not in dict(style_choices(2))
    assert "1.1.1." in dict(style_choices(3))


def test_levels_are_offered_with_what_they_look_like():
    assert level_choices("1.|a)")[1] == (2, "Cấp 2: a), b), c)")


@pytest.mark.parametrize(
    ("level", "number", "look", "printed"),
    [
        (1, "I.", "capitals", "I. MỤC ĐÍCH"),
        (1, "A.", "capitals", "A. MỤC ĐÍCH"),
        (1, "1.", "bold", "1. Mục đích"),
        (2, "12.", "bold", "12. Mục đích"),
        (3, "1.1.", "slanted", "1.1. Mục đích"),
        (4, "a)", "plain", "a) Mục đích"),
        (2, "đ)", "plain", "đ) Mục đích"),
        (3, "-", "plain", "- Mục đích"),
        (5, "(1)", "plain", "(1) Mục đích"),
        (1, "", "capitals", "MỤC ĐÍCH"),
        (2, "", "bold", "Mục đích"),
        (6, "", "plain", "Mục đích"),
    ],
)
def test_a_heading_looks_as_the_decree_sets_its_number(level, number, look, printed):
    section = Section(level, number, "Mục đích")
    assert (section.look, section.heading) == (look, printed)
