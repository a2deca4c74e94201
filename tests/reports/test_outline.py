"""Sections move with all that stands below them, in a type as in a report."""

import pytest

from reports import outline
from reports.models import TypeSection
from reports.report_types import make_type
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_type():
    """I (A (a, b), B), II, III (C): one letter a title."""
    row = make_type(make.make_district(), "blank", name="Thử")
    rows = [(1, "I"), (2, "A"), (3, "a"), (3, "b"), (2, "B"), (1, "II"), (1, "III")]
    for place, (level, title) in enumerate([*rows, (2, "C")], start=1):
        TypeSection.objects.create(type=row, position=place, level=level, title=title)
    return row


def titles(of_type):
    return " ".join(of_type.sections.values_list("title", flat=True))


@pytest.mark.parametrize(
    ("title", "steps", "expected"),
    [
        ("II", outline.UP, "II I A a b B III C"),
        ("I", outline.DOWN, "II I A a b B III C"),
        ("III", outline.UP, "I A a b B III C II"),
        ("A", outline.DOWN, "I B A a b II III C"),
        ("b", outline.UP, "I A b a B II III C"),
        # past its last neighbour it goes on under the next heading
        ("b", outline.DOWN, "I A a B b II III C"),
        ("B", outline.DOWN, "I A a b II B III C"),
        ("C", outline.UP, "I A a b B II C III"),
        # and nothing leaves the paper
        ("I", outline.UP, None),
        ("A", outline.UP, None),
        ("III", outline.DOWN, None),
        ("C", outline.DOWN, None),
    ],
)
def test_a_section_moves_with_all_that_stands_below(of_type, title, steps, expected):
    before = titles(of_type)
    moved = outline.move(of_type.sections.get(title=title), steps)
    assert moved is (expected is not None)
    assert titles(of_type) == (expected or before)


def test_what_may_move_is_told_beforehand(of_type):
    rows = list(of_type.sections.all())
    told = outline.may_move(rows)
    for row, (rises, sinks) in zip(rows, told, strict=True):
        for steps, may in ((outline.UP, rises), (outline.DOWN, sinks)):
            TypeSection.objects.bulk_update(rows, ["position"])
            assert outline.move(row, steps) is may, (row.title, steps)


def test_positions_are_counted_anew(of_type):
    of_type.sections.update(position=7)
    outline.move(of_type.sections.last(), outline.UP)
    assert list(of_type.sections.values_list("position", flat=True)) == [*range(1, 9)]


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        (None, "mới I A a b B II III C"),
        ("A", "I A a b mới B II III C"),
        ("III", "I A a b B II III C mới"),
    ],
)
def test_a_new_section_is_put_behind_another_and_what_it_holds(
    of_type, behind, expected
):
    other = behind and of_type.sections.get(title=behind)
    new = TypeSection(type=of_type, level=2, title="mới")
    outline.put_behind(new, other)
    assert titles(of_type) == expected


def test_a_first_section_has_nothing_to_stand_behind():
    row = make_type(make.make_district(), "blank", name="Thử")
    outline.put_behind(TypeSection(type=row, level=1, title="một"))
    assert titles(row) == "một"
