"""The invented split: exact sums, kept limits, the same on every machine."""

from collections import Counter

import pytest

from reports.example import people, reading
from reports.example.split import apportion, split, team_sizes

PRINTED = {
    "households": 58076,
    "sessions": 23,
    "trained": 615,
    "guided": 17250,
    "dvctt": 15352,
    "vneid": 71994,
    "vneid_1": 4621,
    "vneid_2": 71373,
}
PERIODS = ("h2_2022", "h1_2023", "practice")
NGUYEN_GIAP, HUNG_DAO, AN_THANH = "11146", "11086", "11125"


@pytest.fixture(scope="module")
def places():
    return [row.place for row in reading.communes()]


@pytest.fixture(scope="module")
def sizes(places):
    return team_sizes(places, 615)


@pytest.fixture(scope="module")
def half_year(places, sizes):
    return split("h1_2023", places, reading.totals("h1_2023"), sizes)


def test_parts_add_up_and_keep_their_limits():
    assert apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert apportion(10, [8, 1, 1], most=[2, 9, 9]) == [2, 4, 4]
    assert apportion(7, [1, 1], least=[3, 3], most=[4, 4]) == [4, 3]


@pytest.mark.parametrize("total", [3, 9])
def test_a_total_that_cannot_be_split_is_refused(total):
    with pytest.raises(ValueError, match="does not fit"):
        apportion(total, [1, 1], least=[2, 2], most=[4, 4])


def test_the_district_has_23_communes_and_105_hamlets(places):
    hamlets = [h for place in places for h in place.hamlets]
    assert (len(places), len(hamlets), len(set(hamlets))) == (23, 105, 105)
    assert min(len(place.hamlets) for place in places) == 3


def test_what_the_communes_sent_adds_up_to_the_printed_table(places, half_year):
    sums = {
        key: sum(half_year.commune_total(key, place.code) for place in places)
        for key in PRINTED
    }
    assert sums == PRINTED


def test_only_nguyen_giaps_total_disagrees_with_its_parts(places, half_year):
    gaps = {
        place.code: half_year.by_commune["vneid_1", place.code]
        + half_year.by_commune["vneid_2", place.code]
        - half_year.by_commune["vneid", place.code]
        for place in places
    }
    assert {code: gap for code, gap in gaps.items() if gap} == {NGUYEN_GIAP: 4000}
    assert half_year.by_commune["vneid", NGUYEN_GIAP] == 1312


@pytest.mark.parametrize("period", ["h2_2022", "practice"])
def test_in_the_other_periods_every_total_is_its_parts(period, places, sizes):
    figures = split(period, places, reading.totals(period), sizes).by_commune
    for place in places:
        assert figures["vneid", place.code] == (
            figures["vneid_1", place.code] + figures["vneid_2", place.code]
        )


@pytest.mark.parametrize("period", PERIODS)
def test_each_hamlet_keeps_its_limits(period, places, sizes):
    figures = split(period, places, reading.totals(period), sizes).by_hamlet
    for place in places:
        for name in place.hamlets:
            row = {
                k: figures[k, place.code, name]
                for k in ("households", "trained", "guided", "dvctt")
            }
            assert 0 < row["dvctt"] <= row["guided"] < row["households"]
            assert 0 < row["trained"] <= sizes[name]


@pytest.mark.parametrize("period", PERIODS)
def test_no_commune_has_more_vneid_accounts_than_people(period, places, sizes):
    figures = split(period, places, reading.totals(period), sizes)
    for place in places:
        people_there = 33 * figures.commune_total("households", place.code) // 10
        parts = sum(figures.by_commune[k, place.code] for k in ("vneid_1", "vneid_2"))
        assert parts < people_there


def test_more_vneid_accounts_than_people_guided_in_every_commune(places, half_year):
    for place in places:
        guided = half_year.commune_total("guided", place.code)
        assert half_year.by_commune["vneid", place.code] > guided


def test_every_member_of_a_hamlet_team_was_trained(places, half_year, sizes):
    trained = {
        name: half_year.by_hamlet["trained", place.code, name]
        for place in places
        for name in place.hamlets
    }
    assert trained == sizes
    assert set(sizes.values()) == {5, 6, 7}


def test_the_split_never_changes(places, half_year, sizes):
    again = split("h1_2023", places, reading.totals("h1_2023"), sizes)
    assert again == half_year
    assert [half_year.commune_total("guided", c) for c in (HUNG_DAO, AN_THANH)] == [
        948,
        1046,
    ]


def test_teams_people_and_phones_match_the_report(places):
    roster = reading.roster()
    hamlet_members = [p for team in roster.hamlets.values() for p in team]
    teams = [roster.steering, *roster.communes.values(), *roster.hamlets.values()]
    everybody = [person for team in teams for person in team]
    assert (len(roster.steering), len(hamlet_members), len(teams)) == (46, 615, 129)
    assert len({p.phone for p in everybody}) == len(everybody)
    assert all(p.phone.startswith("0000 ") for p in everybody)
    for team in teams:
        roles = Counter(person.role for person in team)
        assert (roles["head"], roles["deputy"]) == (1, 1)
        assert len({person.name for person in team}) == len(team)


def test_the_named_people_sit_where_the_report_and_the_guide_say():
    roster = reading.roster()
    assert roster.steering[0].post == "Phó Chủ tịch Thường trực"
    assert roster.steering[1].name == "Trương Thị Toan"
    assert roster.communes[HUNG_DAO][1].name == "Phạm Thị Lan"
    assert roster.communes[AN_THANH][1].name == "Nguyễn Văn Bình"
    assert people.full_name("x") == people.full_name("x")


def test_the_products_are_those_of_the_printed_rows():
    rows = reading.rows("products.csv")
    ocop = [r for r in rows if r["kind"] == "ocop"]
    others = [r["printed_as"] for r in rows if r["kind"] == "other"]
    assert (len(ocop), sum(bool(r["online_from"]) for r in ocop)) == (11, 9)
    assert others == [
        "Tranh thêu Hòa Nhượng",
        "túi, ví thêu Minh Tú",
        "gạo Thanh Loan - xã Hưng Đạo",
        "Mắm cáy Điện Hoa- xã An Thanh",
    ]


def test_other_products_come_out_in_the_printed_order():
    order = [row["code"] for row in reading.rows("communes.csv")]
    makers = [
        r["commune_code"] for r in reading.rows("products.csv") if r["kind"] == "other"
    ]
    assert makers == sorted(makers, key=order.index)


def test_after_the_merger_20_communes_hold_the_same_hamlets():
    after = reading.communes_after_merger()
    before = {name for row in reading.communes() for name in row.hamlets}
    assert {name for row in after for name in row.hamlets} == before
    assert len(after) == 20
    merged = [(row.code, row.label) for row in after if row not in reading.communes()]
    assert merged == [
        ("11098", "xã Kỳ Sơn"),
        ("11122", "xã Dân An"),
        ("11140", "xã Lạc Phượng"),
    ]


def test_the_practice_figures_add_up_over_the_communes_of_today():
    figures = reading.figures("practice")
    total = sum(v for (key, _, _), v in figures.by_hamlet.items() if key == "guided")
    assert total == reading.totals("practice").guided
    assert {code for _, code in figures.by_commune} == {
        row.code for row in reading.communes_after_merger()
    }


def test_practice_has_a_commune_in_every_state():
    states = Counter(row["state"] for row in reading.rows("practice.csv"))
    assert states == {
        "accepted": 6,
        "sent": 3,
        "returned": 3,
        "draft": 3,
        "not_started": 5,
    }
