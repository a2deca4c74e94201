"""One cell's text, box and answers, read as a state and a value."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from reports.figures import Cell
from reports.intake.cells import NumberCell, Question, Reading, Typed, cell_name
from reports.intake.lists import ListCell, TypedList
from reports.intake.versions import BaseField, write_base


def test_cells_are_named_by_indicator_and_hamlet():
    assert cell_name(12, 34) == "c-12-34"
    assert cell_name(12) == "c-12-0"


@pytest.mark.parametrize(
    "typed,reading",
    [
        (Typed(), Reading("blank")),
        (Typed("  "), Reading("blank")),
        (Typed("0"), Reading("value", Decimal(0))),
        (Typed("1.234"), Reading("value", Decimal(1234))),
        (Typed(none=True), Reading("none")),
        (Typed("-", none=True), Reading("none")),
        (Typed("ko", confirm="none"), Reading("none")),
        (Typed("1,234", confirm="1234"), Reading("value", Decimal(1234))),
    ],
)
def test_a_number_is_read(typed, reading):
    assert NumberCell().clean(typed) == reading


def test_decimals_are_read_where_they_are_allowed():
    assert NumberCell(decimals=1).clean(Typed("95,5")).value == Decimal("95.5")


@pytest.mark.parametrize(
    "typed", [Typed("1,234"), Typed("1,234", confirm="none"), Typed("ko", confirm="0")]
)
def test_only_the_very_answer_settles_a_question(typed):
    with pytest.raises(Question):
        NumberCell().clean(typed)


def test_a_question_says_what_ticking_it_means():
    with pytest.raises(Question) as caught:
        NumberCell().clean(Typed("1,234"))
    assert (caught.value.answer, caught.value.label) == ("1234", "Đúng, ghi 1.234")


def test_a_doubtful_number_beside_nothing_arose_is_refused_once_confirmed():
    with pytest.raises(ValidationError, match="vẫn có “1,234”"):
        NumberCell().clean(Typed("1,234", none=True, confirm="1234"))


STANDING = Cell("value", Decimal(2), ("B", "A"), version=3)


@pytest.mark.parametrize(
    "typed,names,new",
    [
        (TypedList(picks=("A", "B")), ("B", "A"), ()),
        (TypedList(picks=("C", "A")), ("A", "C"), ()),
        (TypedList(picks=("A",), added="Đ\nđ\n\n"), ("A", "đ"), ("đ",)),
        (TypedList(added="a\nE"), ("A", "E"), ("E",)),
    ],
)
def test_a_list_is_what_was_ticked_and_added(typed, names, new):
    reading = ListCell(("A", "B", "C"), STANDING).clean(typed)
    assert (reading.names, reading.new_names) == (names, new)
    assert reading.value == len(names)


def test_a_list_may_be_blank_or_nothing():
    field = ListCell(("A",), Cell())
    assert field.clean(TypedList()) == Reading("blank")
    assert field.clean(TypedList(none=True)) == Reading("none")


def test_versions_come_back_as_they_were_written():
    text = write_base({"c-1-2": 3, "c-1-0": 0}, {9, 7})
    assert text == '{"c-1-2":3,"t":[7,9]}'
    assert BaseField().clean(text) == ({"c-1-2": 3}, {7, 9})
    assert BaseField().clean("") == ({}, None)
