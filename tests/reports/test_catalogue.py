"""An indicator is retired and brought back without tearing a relation."""

import pytest

from reports.catalogue import bring_back, next_position, retire, start_catalogue
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
