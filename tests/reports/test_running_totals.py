"""A running total is held against what it was and what came since."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.checks import Rule, commune_findings, district_findings
from reports.figures import (
    Cell,
    CommuneUnit,
    Figure,
    FigureTable,
    HamletUnit,
    Level,
    Spec,
    Time,
)
from reports.totals import Due, cumulative_due, district_total

FLOW = Spec("guided", "4", "Số người", "Người")
SUM = Spec("all", "", "Số người (lũy kế)", "Người", time=Time.CUMULATIVE)
SUM = replace(SUM, cumulative_of="guided")
HAMLETS = (HamletUnit(11, "thôn An Lao"), HamletUnit(12, "thôn Lạc Dục"))
COMMUNE = CommuneUnit(1, "xã Hưng Đạo", HAMLETS)


def value(number):
    if number is None:
        return Cell()
    return Cell(Figure.State.VALUE, Decimal(number))


def table(flow, total):
    cells = {("guided", 1, None): value(flow), ("all", 1, None): value(total)}
    return FigureTable((FLOW, SUM), (COMMUNE,), cells)


def by_hamlet(**columns):
    """Figures of the two hamlets, by indicator."""
    cells = {
        (key, 1, hamlet.id): value(number)
        for key, numbers in columns.items()
        for hamlet, number in zip(HAMLETS, numbers, strict=True)
    }
    specs = tuple(replace(spec, level=Level.HAMLET) for spec in (FLOW, SUM))
    return FigureTable(specs, (COMMUNE,), cells)


def found(now, last=None):
    findings = commune_findings(now, 1, last=last)
    return [(f.rule, f.key, f.hamlet_id) for f in findings]


def test_less_than_what_came_in_the_period_is_an_error_with_the_numbers():
    (finding,) = commune_findings(table(1500, 1200), 1)
    assert (finding.rule, finding.is_error) == (Rule.BELOW_FLOW, True)
    assert finding.message == (
        "“Số người (lũy kế)” là 1.200 người, nhỏ hơn số trong kỳ 1.500, thiếu 300;"
        " đề nghị kiểm tra lại."
    )


@pytest.mark.parametrize(
    ("flow", "total"), [(15, 15), (15, 20), (None, 3), (15, None), (0, 0)]
)
def test_what_is_possible_or_not_known_yet_is_silent(flow, total):
    assert found(table(flow, total)) == []


def test_another_number_than_the_last_one_and_what_came_is_a_warning():
    (finding,) = commune_findings(table(20, 2350), 1, last=table(10, 2000))
    assert (finding.rule, finding.is_error) == (Rule.RUNNING_TOTAL, False)
    assert finding.message == (
        "“Số người (lũy kế)” là 2.350 người, nhưng kỳ trước 2.000 + trong kỳ 20 ="
        " 2.020, chênh 330; đề nghị kiểm tra lại."
    )


def test_a_running_total_that_adds_up_is_silent_however_much_it_grew():
    assert found(table(20, 30), table(10, 10)) == []


def test_what_is_told_exactly_is_not_told_again_as_far_from_last():
    last = table(1000, 9000)
    assert found(table(1000, 100), last) == [
        (Rule.BELOW_FLOW, "all", None),
        (Rule.RUNNING_TOTAL, "all", None),
    ]


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (table(None, 30), table(10, 10)),
        (table(20, None), table(10, 10)),
        (table(20, 31), table(10, None)),
        (table(20, 31), FigureTable((FLOW,), (COMMUNE,))),
        (table(20, 31), FigureTable((FLOW, SUM), ())),
    ],
)
def test_nothing_is_held_against_what_is_not_known(now, last):
    assert (Rule.RUNNING_TOTAL, "all", None) not in found(now, last)


def test_slips_of_two_hamlets_that_cancel_out_are_found():
    last = by_hamlet(guided=(1, 1), all=(100, 200))
    now = by_hamlet(guided=(10, 20), all=(111, 219))
    (finding,) = commune_findings(now, 1, last=last)
    assert finding.rule == Rule.RUNNING_TOTAL
    assert "tại thôn An Lao, thôn Lạc Dục" in finding.message
    now = by_hamlet(guided=(10, 20), all=(111, 220))
    assert found(now, last) == [(Rule.RUNNING_TOTAL, "all", 11)]


def test_due_is_the_last_running_total_and_what_came():
    due = cumulative_due(table(20, None), table(10, 100), "all", 1)
    assert (due, due.value) == (Due(Decimal(100), Decimal(20)), 120)
    assert cumulative_due(table(20, None), table(10, 100), "guided", 1) is None
    hamlets = by_hamlet(guided=(10, None), all=(None, None))
    last = by_hamlet(guided=(1, 1), all=(100, 200))
    assert cumulative_due(hamlets, last, "all", 1, 11).value == 110
    assert cumulative_due(hamlets, last, "all", 1, 12) is None
    assert cumulative_due(hamlets, last, "all", 1) is None


def test_the_districts_running_total_sums_those_of_the_communes():
    other = CommuneUnit(2, "xã An Thanh")
    cells = {("all", 1, None): value(120), ("all", 2, None): value(80)}
    cells |= {("guided", 1, None): value(20), ("guided", 2, None): value(90)}
    both = FigureTable((FLOW, SUM), (COMMUNE, other), cells)
    assert district_total(both, "all").value == 200
    (finding,) = [f for f in district_findings(both) if f.is_error]
    assert (finding.rule, finding.commune_id) == (Rule.BELOW_FLOW, 2)
