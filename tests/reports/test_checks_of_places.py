"""What the checks find in communes' returns, and in the district they make up."""

from decimal import Decimal

import pytest

from reports.checks import (
    Activities,
    MissingCell,
    Rule,
    Severity,
    commune_findings,
    district_findings,
    missing_cells,
    peer_medians,
)
from reports.figures import (
    Cell,
    CommuneUnit,
    Figure,
    FigureTable,
    HamletUnit,
    Kind,
    Level,
    Spec,
    Time,
)


def value(number):
    return Cell(Figure.State.VALUE, Decimal(number))


HAMLETS = (HamletUnit(11, "thôn Lạc Dục"), HamletUnit(12, "thôn Ô Mễ"))
HUNG_DAO = CommuneUnit(1, "xã Hưng Đạo", HAMLETS)
TU_KY = CommuneUnit(2, "thị trấn Tứ Kỳ")
AN_THANH = CommuneUnit(3, "xã An Thanh")
VNEID = (
    Spec("vneid", "6", "VNeID", "Tài khoản", total_of_parts=False),
    Spec("vneid_1", "", "Mức độ 1", "Tài khoản", part_of="vneid"),
    Spec("vneid_2", "", "Mức độ 2", "Tài khoản", part_of="vneid"),
)


def vneid(**by_commune):
    """Typed total, level 1 and level 2 of each commune."""
    units = {"hung_dao": HUNG_DAO, "tu_ky": TU_KY, "an_thanh": AN_THANH}
    keys = ("vneid", "vneid_1", "vneid_2")
    cells = {
        (key, units[name].id, None): value(number)
        for name, numbers in by_commune.items()
        for key, number in zip(keys, numbers, strict=True)
        if number is not None
    }
    communes = tuple(units[name] for name in by_commune)
    return FigureTable(VNEID, communes, cells)


def test_a_wrong_sum_of_the_district_leads_to_the_one_commune():
    table = vneid(hung_dao=(10, 4, 6), tu_ky=(1312, 1400, 3912), an_thanh=(9, 9, 0))
    [finding] = district_findings(table)
    assert (finding.rule, finding.key, finding.commune_id) == (Rule.PARTS, "vneid", 2)
    assert finding.message == (
        "Chỉ tiêu 6: 1.413 (mức độ 1) + 3.918 (mức độ 2) = 5.331, nhưng tổng đã ghi là"
        " 1.331, thiếu 4.000, tại thị trấn Tứ Kỳ (các thành phần cộng lại 5.312, tổng"
        " đã ghi 1.312); đề nghị kiểm tra lại (sửa một chữ số thì khớp: 1.312 → 5.312"
        " tại thị trấn Tứ Kỳ; 1.331 → 5.331)."
    )


def test_errors_that_cancel_out_in_the_sum_are_found_all_the_same():
    table = vneid(hung_dao=(12, 4, 6), tu_ky=(8, 4, 6))
    [finding] = district_findings(table)
    assert (finding.rule, finding.commune_id) == (Rule.PARTS, None)
    assert "xã Hưng Đạo" in finding.message and "thị trấn Tứ Kỳ" in finding.message


def test_a_commune_sees_its_own_wrong_sum_with_its_mending():
    table = vneid(tu_ky=(1312, 1400, 3912))
    [finding] = commune_findings(table, 2)
    assert finding.severity == Severity.ERROR
    assert finding.commune_id == 2
    assert [str(mending) for mending in finding.mendings] == ["1.312 → 5.312"]
    assert "1.400 (mức độ 1) + 3.912 (mức độ 2) = 5.312" in finding.message


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ((10, 4, None), []),
        ((None, 4, 6), []),
        ((None, None, None), []),
        ((10, 14, None), [Rule.PARTS]),
        ((0, 0, 0), []),
    ],
)
def test_a_blank_is_no_contradiction_unless_the_rest_is_already_too_much(
    figures, found
):
    table = vneid(tu_ky=figures)
    assert [finding.rule for finding in commune_findings(table, 2)] == found


def test_an_error_of_a_hamlet_leads_to_the_hamlet():
    specs = (
        Spec("all", "1", "Tổng", level=Level.HAMLET, total_of_parts=False),
        Spec("part", "", "Phần", level=Level.HAMLET, part_of="all"),
    )
    cells = {("all", 1, 11): value(5), ("part", 1, 11): value(5)}
    cells |= {("all", 1, 12): value(15), ("part", 1, 12): value(16)}
    [finding] = commune_findings(FigureTable(specs, (HUNG_DAO,), cells), 1)
    assert (finding.commune_id, finding.hamlet_id) == (1, 12)
    assert "tại thôn Ô Mễ" in finding.message


def test_a_limit_is_not_held_against_a_blank():
    specs = (
        Spec("guided", "4", "Người", "Người", level=Level.HAMLET),
        Spec("dvctt", "5", "TK", "TK", level=Level.HAMLET, at_most="guided"),
    )
    cells = {("guided", 1, 12): value(1), ("dvctt", 1, 11): value(9)}
    assert commune_findings(FigureTable(specs, (HUNG_DAO,), cells), 1) == []
    cells["guided", 1, 11] = value(5)
    [finding] = commune_findings(FigureTable(specs, (HUNG_DAO,), cells), 1)
    assert finding.rule == Rule.ABOVE_LIMIT
    assert "là 9 TK, lớn hơn chỉ tiêu 4 (6 người), chênh 3" in finding.message


def test_more_trained_than_members_is_a_warning():
    spec = Spec("trained", "3", "Số", "Người", at_most_roster="members")
    table = FigureTable((spec,), (TU_KY,), {("trained", 2, None): value(28)})
    assert commune_findings(table, 2, roster={"members": 28}) == []
    assert commune_findings(table, 2) == []
    [finding] = commune_findings(table, 2, roster={"members": 27})
    assert finding.rule == Rule.ABOVE_ROSTER
    assert "28 người, lớn hơn số trong danh bạ 27, chênh 1" in finding.message


def test_a_ratio_over_a_hundred_percent_is_a_warning():
    specs = (
        Spec("a", "1"),
        Spec("b", "2"),
        Spec("r", "3", kind=Kind.PERCENT, numerator="a", denominator="b"),
    )
    cells = {("a", 2, None): value(100), ("b", 2, None): value(100)}
    assert commune_findings(FigureTable(specs, (TU_KY,), cells), 2) == []
    cells["a", 2, None] = value(101)
    [finding] = commune_findings(FigureTable(specs, (TU_KY,), cells), 2)
    assert (finding.rule, finding.key) == (Rule.RATIO, "r")


def compare(now, last, time=Time.FLOW):
    spec = Spec("guided", "4", "Số", "Người", time=time)
    now, last = (
        FigureTable((spec,), (TU_KY,), {("guided", 2, None): value(number)})
        for number in (now, last)
    )
    return [f.rule for f in commune_findings(now, 2, last=last)]


@pytest.mark.parametrize(
    ("now", "last", "time", "is_far"),
    [
        (500, 100, Time.FLOW, False),
        (501, 100, Time.FLOW, True),
        (99, 500, Time.FLOW, True),
        (100, 500, Time.FLOW, False),
        (50, 1, Time.FLOW, False),
        (51, 1, Time.FLOW, True),
        (0, 500, Time.FLOW, True),
        (500, 0, Time.FLOW, False),
        (2600, 2500, Time.STOCK, False),
        (4000, 2500, Time.STOCK, True),
        (99, 100, Time.CUMULATIVE, True),
        (100, 100, Time.CUMULATIVE, False),
    ],
)
def test_only_a_great_change_since_the_last_period_is_a_warning(
    now, last, time, is_far
):
    assert compare(now, last, time) == ([Rule.FAR_FROM_LAST] if is_far else [])


def test_a_commune_or_an_indicator_that_is_new_has_no_last_period():
    spec = Spec("guided", "4", "Số", "Người")
    now = FigureTable((spec,), (TU_KY,), {("guided", 2, None): value(9000)})
    elsewhere = FigureTable((spec,), (AN_THANH,), {("guided", 3, None): value(1)})
    assert commune_findings(now, 2, last=elsewhere) == []
    assert commune_findings(now, 2, last=FigureTable(VNEID, (TU_KY,))) == []


def test_a_commune_far_from_the_others_is_a_warning():
    spec = Spec("guided", "4", "Số", "Người")
    units = tuple(CommuneUnit(n, f"xã {n}") for n in range(1, 7))
    numbers = dict(zip(range(1, 7), (700, 750, 800, 100, 6000, 7000), strict=True))
    cells = {("guided", n, None): value(number) for n, number in numbers.items()}
    table = FigureTable((spec,), units, cells)
    medians = peer_medians(table)
    assert medians == {"guided": 775}
    found = {n: commune_findings(table, n, medians=medians) for n in numbers}
    assert {n for n, findings in found.items() if findings} == {6}
    assert "mức giữa của các xã là 775" in found[6][0].message
    assert peer_medians(table.only(1, 2, 3, 4)) == {}


def test_activities_of_what_the_period_does_not_count_are_left_aside():
    activities = {"sessions": Activities(communes_trained=23, own=1)}
    table = vneid(hung_dao=(10, 4, 6))
    assert district_findings(table, activities=activities) == []


def test_missing_communes_and_blank_cells_are_one_warning_each():
    sessions = Spec("sessions", "2", "Số buổi", "Buổi", district_adds=True)
    guided = Spec("guided", "4", "Số", "Người", level=Level.HAMLET)
    cells = {("sessions", 1, None): value(1), ("guided", 1, 11): value(3)}
    cells |= {("sessions", 3, None): value(1), ("guided", 3, None): value(3)}
    table = FigureTable((sessions, guided), (HUNG_DAO, AN_THANH), cells)
    missing, blank = district_findings(table, expected=(TU_KY, HUNG_DAO, AN_THANH))
    assert (missing.rule, missing.commune_id) == (Rule.COMMUNE_MISSING, 2)
    assert missing.message.startswith(
        "Có số liệu của 2/3 xã, thị trấn, còn thiếu: thị trấn Tứ Kỳ;"
    )
    assert blank.rule == Rule.BLANK
    assert blank.message.startswith(
        "Còn 02 ô chưa có số liệu: số liệu riêng của cơ quan tổng hợp (1),"
        " xã Hưng Đạo (1);"
    )


def test_what_is_missing_is_every_blank_that_the_commune_fills_in():
    specs = (
        Spec("guided", level=Level.HAMLET),
        Spec("households", level=Level.HAMLET),
        Spec("sessions"),
        Spec("total"),
        Spec("part", part_of="total"),
        Spec("ocop", kind=Kind.LIST),
        Spec("police", level=Level.DISTRICT),
        Spec("teams", level=Level.ROSTER),
        Spec("share", kind=Kind.PERCENT, numerator="part", denominator="total"),
    )
    unit = CommuneUnit(1, "xã Hưng Đạo", HAMLETS, frozenset({"households"}))
    cells = {
        ("guided", 1, 11): Cell(Figure.State.NONE),
        ("sessions", 1, None): value(0),
    }
    table = FigureTable(specs, (unit,), cells)
    assert missing_cells(table, 1) == [
        MissingCell("guided", 1, 12),
        MissingCell("households", 1),
        MissingCell("part", 1),
        MissingCell("ocop", 1),
    ]


def test_more_accounts_than_people_in_one_hamlet_is_said_though_the_sums_agree():
    specs = (
        Spec("guided", "4", "Người được hướng dẫn", "Người", level=Level.HAMLET),
        Spec("dvctt", "5", "DVCTT", "Tài khoản", level=Level.HAMLET, at_most="guided"),
    )
    numbers = {("guided", 11): 300, ("guided", 12): 224, ("dvctt", 11): 100}
    numbers[("dvctt", 12)] = 260
    cells = {(key, 1, hamlet): value(n) for (key, hamlet), n in numbers.items()}
    (finding,) = commune_findings(FigureTable(specs, (HUNG_DAO,), cells), 1)
    assert (finding.rule, finding.hamlet_id) == (Rule.ABOVE_LIMIT, 12)
    assert "lớn hơn chỉ tiêu 4 (224 người), chênh 36, tại thôn Ô Mễ" in finding.message
