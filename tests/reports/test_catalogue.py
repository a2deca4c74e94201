"""An indicator is retired and brought back without tearing a relation."""

import pytest

from reports.catalogue import (
    add_cumulative,
    bring_back,
    lacks_cumulative,
    next_position,
    retire,
    start_catalogue,
)
from reports.models import Indicator
from reports.rules import NotNow
from tests.factories import make_district, make_indicator

pytestmark = pytest.mark.django_db


def test_a_catalogue_starts_in_order_with_relations_by_key():
    district = make_district()
    assert next_position(district) == 10
    plain = {"unit": "Người", "time": "flow", "level": "commune"}
    start_catalogue(
        district,
        [
            {"key": "part", "name": "Phần", "part_of": "whole", **plain},
            {"key": "whole", "name": "Tổng", **plain},
        ],
    )
    rows = Indicator.objects.filter(district=district)
    assert [(row.key, row.position) for row in rows] == [("part", 10), ("whole", 20)]
    assert rows[0].part_of == rows[1]
    assert next_position(district) == 30


def test_an_indicator_that_others_lean_on_is_not_retired_before_them():
    district = make_district()
    whole = make_indicator(district, "whole")
    part = make_indicator(district, "part", part_of=whole)
    with pytest.raises(NotNow, match="Part"):
        retire(whole)
    retire(part)
    retire(whole)
    assert not Indicator.objects.filter(is_active=True).exists()


def test_an_indicator_comes_back_after_the_one_it_leans_on():
    district = make_district()
    whole = make_indicator(district, "whole", is_active=False)
    part = make_indicator(district, "part", part_of=whole, is_active=False)
    with pytest.raises(NotNow, match="Whole"):
        bring_back(part)
    bring_back(whole)
    bring_back(part)
    assert Indicator.objects.filter(is_active=True).count() == 2


def test_a_running_total_comes_with_those_of_the_parts():
    district = make_district()
    whole = make_indicator(district, "whole", number="6", total_typed=True)
    make_indicator(district, "part", part_of=whole)
    make_indicator(district, "stock", part_of=whole, time="stock")
    make_indicator(district, "old", part_of=whole, is_active=False)
    add_cumulative(whole)
    order = [(row.key, row.number) for row in Indicator.objects.all()]
    assert order[:2] == [("whole", "6"), ("part", "2")]
    assert order[-2:] == [("luy_ke_whole", ""), ("luy_ke_part", "")]
    total = Indicator.objects.get(key="luy_ke_whole")
    part = Indicator.objects.get(key="luy_ke_part")
    assert (part.part_of, part.cumulative_of.key) == (total, "part")
    assert (total.total_typed, total.time) == (True, "cumulative")


def test_a_part_that_came_later_gets_its_running_total_too():
    district = make_district()
    whole = make_indicator(district, "whole")
    add_cumulative(whole)
    assert not lacks_cumulative(whole)
    make_indicator(district, "part", part_of=whole)
    assert lacks_cumulative(whole)
    add_cumulative(whole)
    assert not lacks_cumulative(whole)
    assert Indicator.objects.filter(cumulative_of=whole).count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"time": "stock"},
        {"kind": "list", "product_kind": "ocop"},
        {"level": "roster", "roster_count": "members"},
    ],
)
def test_what_is_not_counted_over_a_period_has_no_running_total(fields):
    row = make_indicator(make_district(), "row", **fields)
    assert not lacks_cumulative(row)
    with pytest.raises(NotNow, match="lũy kế"):
        add_cumulative(row)


def test_a_flow_is_not_retired_before_its_running_total():
    flow = make_indicator(make_district(), "flow")
    add_cumulative(flow)
    with pytest.raises(NotNow, match="lũy kế"):
        retire(flow)
