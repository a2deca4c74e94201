"""What belongs together stands together, wherever a row is moved."""

import pytest

from reports.arranging import arrange, groups_in_use, move, move_group
from reports.models import Indicator
from tests.factories import make_district, make_indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district()


def order(district):
    return [row.key for row in Indicator.objects.filter(district=district)]


def test_parts_and_running_totals_follow_their_whole(district):
    part_before = make_indicator(district, "part")
    whole = make_indicator(district, "whole", group="Tài khoản")
    make_indicator(district, "other")
    make_indicator(district, "total", time="cumulative", cumulative_of=whole)
    part_before.part_of = whole
    part_before.save()
    arrange(district)
    assert order(district) == ["other", "whole", "part", "total"]
    groups = Indicator.objects.values_list("key", "group")
    assert dict(groups)["part"] == dict(groups)["total"] == "Tài khoản"


def test_a_group_stands_together_where_it_first_appears(district):
    for key, group in (("a", "X"), ("b", "Y"), ("c", "X"), ("d", "")):
        make_indicator(district, key, group=group)
    arrange(district)
    assert order(district) == ["d", "a", "c", "b"]
    assert groups_in_use(district) == ["X", "Y"]


def test_a_total_moves_with_its_parts_and_a_part_within_them(district):
    make_indicator(district, "first")
    whole = make_indicator(district, "whole")
    one = make_indicator(district, "one", part_of=whole)
    make_indicator(district, "two", part_of=whole)
    make_indicator(district, "last")
    assert move(whole, -1)
    assert order(district) == ["whole", "one", "two", "first", "last"]
    assert move(one, 1)
    assert order(district) == ["whole", "two", "one", "first", "last"]
    assert not move(one, 1)
    assert not move(whole, -1)


def test_a_row_passes_over_retired_ones_and_stays_in_its_group(district):
    first = make_indicator(district, "first", group="X")
    make_indicator(district, "retired", group="X", is_active=False)
    last = make_indicator(district, "last", group="X")
    make_indicator(district, "beyond", group="Y")
    assert move(last, -1)
    assert order(district) == ["last", "retired", "first", "beyond"]
    assert not move(first, 1)


def test_groups_change_places_as_a_whole(district):
    for key, group in (("a", "X"), ("b", "X"), ("c", "Y"), ("d", "Z")):
        make_indicator(district, key, group=group)
    assert move_group(district, "Z", -1)
    assert order(district) == ["a", "b", "d", "c"]
    assert not move_group(district, "X", -1)
    assert not move_group(district, "none", 1)


def test_another_districts_catalogue_stays_as_it_is(district):
    theirs = make_indicator(make_district("Gia Lộc"), "theirs")
    one, _ = make_indicator(district, "one"), make_indicator(district, "two")
    move(one, 1)
    before = theirs.position
    theirs.refresh_from_db()
    assert theirs.position == before
