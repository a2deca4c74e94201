"""Sums say what is missing, and never take a blank for a zero."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures import (
    Cell,
    CommuneUnit,
    Figure,
    FigureTable,
    HamletUnit,
    Kind,
    Level,
    Spec,
)
from reports.totals import (
    Place,
    Total,
    commune_total,
    commune_totals,
    district_total,
    district_totals,
    hamlet_total,
)

NONE = Cell(Figure.State.NONE)
HUNG_DAO = CommuneUnit(1, "xã Hưng Đạo", (HamletUnit(11, "A"), HamletUnit(12, "B")))
AN_THANH = CommuneUnit(2, "xã An Thanh", (HamletUnit(21, "C"),))
BLANKS_BY_HAMLET = (Place(1, 11), Place(1, 12), Place(2, 21))

GUIDED = Spec("guided", level=Level.HAMLET)
SESSIONS = Spec("sessions", level=Level.COMMUNE, district_adds=True)
TOTAL = Spec("vneid")
PARTS = (Spec("level_1", part_of="vneid"), Spec("level_2", part_of="vneid"))
PRODUCTS = Spec("ocop", kind=Kind.LIST)


def value(number):
    return Cell(Figure.State.VALUE, Decimal(number))


def names(*found, typed=None):
    return Cell(Figure.State.VALUE, typed, found)


def table(*specs, cells=None, communes=(HUNG_DAO, AN_THANH)):
    return FigureTable(specs, communes, cells or {})


def test_a_commune_sums_its_hamlets():
    cells = {("guided", 1, 11): value(30), ("guided", 1, 12): value(12)}
    total = commune_total(table(GUIDED, cells=cells), "guided", 1)
    assert total == Total("guided", Decimal(42), counted=2)
    assert not total.incomplete


def test_a_blank_hamlet_makes_its_sum_incomplete_and_is_named():
    cells = {("guided", 1, 11): value(30)}
    total = commune_total(table(GUIDED, cells=cells), "guided", 1)
    assert total == Total("guided", Decimal(30), 1, (Place(1, 12),))
    assert total.incomplete


def test_nothing_known_is_no_zero():
    figures = table(GUIDED)
    assert district_total(figures, "guided") == Total(
        "guided", None, 0, BLANKS_BY_HAMLET
    )


def test_none_arose_counts_as_zero_and_is_complete():
    cells = {("guided", 1, 11): NONE, ("guided", 1, 12): NONE}
    assert commune_total(table(GUIDED, cells=cells), "guided", 1) == Total(
        "guided", Decimal(0), counted=2
    )


def test_a_commune_with_its_total_only_leaves_its_hamlets_aside():
    commune = CommuneUnit(1, "xã Hưng Đạo", HUNG_DAO.hamlets, frozenset({"guided"}))
    cells = {("guided", 1, 11): value(5), ("guided", 1, None): value(100)}
    figures = table(GUIDED, cells=cells, communes=(commune,))
    assert commune_total(figures, "guided", 1).value == 100
    assert hamlet_total(figures, "guided", 1, 11).value is None
    assert commune_total(table(GUIDED, communes=(commune,)), "guided", 1).blanks == (
        Place(1),
    )


def test_a_commune_without_hamlets_has_a_cell_of_its_own():
    figures = table(GUIDED, communes=(CommuneUnit(3, "thị trấn Tứ Kỳ"),))
    assert commune_total(figures, "guided", 3).blanks == (Place(3),)


def test_a_hamlet_counts_only_what_is_collected_by_hamlet():
    cells = {("guided", 1, 11): value(30), ("sessions", 1, None): value(2)}
    figures = table(GUIDED, SESSIONS, cells=cells)
    assert hamlet_total(figures, "guided", 1, 11).value == 30
    assert hamlet_total(figures, "sessions", 1, 11) == Total("sessions")


def test_the_district_adds_its_own_where_it_has_one():
    cells = {("sessions", 1, None): value(2), ("sessions", 2, None): value(3)}
    figures = table(SESSIONS, cells=cells)
    assert district_total(figures, "sessions") == Total(
        "sessions", Decimal(5), 2, (Place(),)
    )
    figures = table(SESSIONS, cells={**cells, ("sessions", None, None): value(1)})
    assert district_total(figures, "sessions") == Total("sessions", Decimal(6), 2)


def test_a_district_figure_is_no_communes_business():
    figures = table(
        Spec("police", level=Level.DISTRICT), cells={("police", None, None): value(9)}
    )
    assert district_total(figures, "police") == Total("police", Decimal(9))
    assert commune_total(figures, "police", 1) == Total("police")


def test_only_the_communes_given_are_summed():
    cells = {("sessions", 1, None): value(2), ("sessions", 2, None): value(3)}
    cells["sessions", None, None] = NONE
    figures = table(SESSIONS, cells=cells).only(2)
    assert district_total(figures, "sessions") == Total("sessions", Decimal(3), 1)


def test_a_total_of_parts_is_computed_and_its_own_cell_ignored():
    cells = {("level_1", 1, None): value(2), ("level_2", 1, None): value(3)}
    cells["vneid", 1, None] = value(99)
    figures = table(TOTAL, *PARTS, cells=cells)
    assert commune_total(figures, "vneid", 1) == Total("vneid", Decimal(5), 1)
    assert district_total(figures, "vneid") == Total(
        "vneid", Decimal(5), 1, (Place(2),)
    )


def test_a_control_total_is_what_was_typed():
    typed = Spec("vneid", total_of_parts=False)
    cells = {("level_1", 1, None): value(1400), ("level_2", 1, None): value(3912)}
    cells["vneid", 1, None] = value(1312)
    figures = table(typed, *PARTS, cells=cells)
    assert commune_total(figures, "vneid", 1).value == 1312


def test_a_list_counts_its_names_and_keeps_the_communes_order():
    cells = {("ocop", 2, None): names("Nấm sò"), ("ocop", 1, None): names("Rươi", "Gà")}
    total = district_total(table(PRODUCTS, cells=cells), "ocop")
    assert total == Total("ocop", Decimal(3), 2, names=("Rươi", "Gà", "Nấm sò"))


def test_a_typed_count_of_a_list_stands():
    cells = {("ocop", 1, None): names("Rươi", typed=Decimal(4))}
    total = commune_total(table(PRODUCTS, cells=cells), "ocop", 1)
    assert (total.value, total.names) == (4, ("Rươi",))


def test_an_empty_list_that_was_saved_is_zero_and_a_blank_one_is_not():
    cells = {("ocop", 1, None): names(), ("ocop", 2, None): NONE}
    figures = table(PRODUCTS, cells=cells)
    assert district_total(figures, "ocop") == Total("ocop", Decimal(0), 2)
    assert commune_total(table(PRODUCTS), "ocop", 1).value is None


@pytest.mark.parametrize(
    ("top", "bottom", "share"), [("1", "3", "33.33"), ("2", "3", "66.67"), ("1", 0, 0)]
)
def test_a_ratio_is_in_percent_of_the_sums(top, bottom, share):
    ratio = Spec(
        "share",
        kind=Kind.PERCENT,
        decimals=2,
        numerator="level_1",
        denominator="level_2",
    )
    cells = {("level_1", 1, None): value(top), ("level_2", 1, None): value(bottom)}
    figures = table(ratio, *PARTS, cells=cells)
    expected = Decimal(share) if bottom else None
    assert commune_total(figures, "share", 1) == Total("share", expected, 1)
    assert district_total(figures, "share").blanks == (Place(2),)


def test_totals_come_in_the_tables_order():
    figures = table(GUIDED, SESSIONS, TOTAL, *PARTS)
    keys = ["guided", "sessions", "vneid", "level_1", "level_2"]
    assert list(district_totals(figures)) == keys
    assert list(commune_totals(figures, 1)) == keys


@given(st.lists(st.none() | st.integers(0, 10**12 - 1), min_size=3, max_size=3))
def test_the_district_sums_what_is_known_and_names_the_rest(numbers):
    cells = {
        ("guided", place.commune_id, place.hamlet_id): value(number)
        for place, number in zip(BLANKS_BY_HAMLET, numbers, strict=True)
        if number is not None
    }
    total = district_total(table(GUIDED, cells=cells), "guided")
    known = [number for number in numbers if number is not None]
    assert total.value == (sum(known) if known else None)
    assert len(total.blanks) == numbers.count(None)
