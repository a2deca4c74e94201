"""What the checks find in the printed table of 2023."""

import re
from decimal import Decimal

import pytest

from reports.checks import (
    Activities,
    Rule,
    Severity,
    district_findings,
    one_digit_mendings,
)
from reports.figures import (
    Cell,
    CommuneUnit,
    Figure,
    FigureTable,
    Kind,
    Spec,
    Time,
)
from reports.totals import Total

ROSTER = {
    "commune_teams": 23,
    "hamlets": 105,
    "hamlet_teams": 105,
    "members": 615,
    "zalo_groups": 129,
    "teams": 129,
}
TRAINING = {"sessions": Activities(communes_trained=23, own=1)}
OCOP = """Gạo bãi rươi; Rươi cấp đông; Cây cấp đông; Chim bồ câu pháp thảo dược;
 Nấm sò; Nấm mỡ; Nấm hương; Nấm đông trùng hạ thảo; Niêu rươi đốt; Chả rươi; Gà thịt"""
ONLINE = """Gạo bãi rươi; rươi cấp đông; cây cấp đông; niêu rươi đốt; chả rươi; Nấm sò;
 Nấm mỡ; Nấm hương; Nấm đông trùng hạ thảo"""
OCOP, ONLINE = ([n.strip() for n in names.split(";")] for names in (OCOP, ONLINE))
SPECS = (
    Spec("households", "1", "Tổng số hộ", "Hộ gia đình", time=Time.STOCK),
    Spec("sessions", "2", "Số buổi", "Buổi"),
    Spec("trained", "3", "Số thành viên", "Người", at_most_roster="members"),
    Spec("guided", "4", "Số người dân", "Người"),
    Spec("dvctt", "5", "Tài khoản DVCTT", "Tài khoản", at_most="guided"),
    Spec(
        "vneid",
        "6",
        "Tài khoản VNeID",
        "Tài khoản",
        at_most="guided",
        total_of_parts=False,
    ),
    Spec("vneid_1", "", "Mức độ 1", "Tài khoản", part_of="vneid"),
    Spec("vneid_2", "", "Mức độ 2", "Tài khoản", part_of="vneid"),
    Spec("ocop", "7", "Sản phẩm OCOP", "Sản phẩm", kind=Kind.LIST, time=Time.STOCK),
    Spec(
        "ocop_online",
        "8",
        "Lên sàn TMĐT",
        "Sản phẩm",
        kind=Kind.LIST,
        time=Time.STOCK,
        within="ocop",
    ),
)
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
MENDED = {"vneid": 17000, "vneid_1": 8000, "vneid_2": 9000, "guided": 17251}
MENDED |= {"trained": 600, "sessions": 24}


def value(number):
    return Cell(Figure.State.VALUE, Decimal(number))


def printed(online=None, **changed):
    """The printed table as values: its findings."""
    numbers = PRINTED | changed
    totals = {key: Total(key, Decimal(number)) for key, number in numbers.items()}
    totals["ocop"] = Total("ocop", Decimal(11), names=tuple(OCOP))
    totals["ocop_online"] = Total("ocop_online", online, names=tuple(ONLINE))
    return totals


def judge(totals, **given):
    given = {"roster": ROSTER, "activities": TRAINING, "communes": 23} | given
    return district_findings(FigureTable(SPECS, ()), totals=totals, **given)


def rules(findings):
    return [(finding.rule, finding.key) for finding in findings]


def test_the_printed_table_of_2023_yields_its_five_findings_and_no_more():
    assert rules(judge(printed())) == [
        (Rule.PARTS, "vneid"),
        (Rule.NUMBER_MISSING, "ocop_online"),
        (Rule.ABOVE_LIMIT, "vneid"),
        (Rule.SESSIONS, "sessions"),
        (Rule.TOO_NEAT, "guided"),
    ]


def test_the_five_findings_say_what_where_how_much_and_what_to_do():
    assert [finding.message for finding in judge(printed())] == [
        "Chỉ tiêu 6: 4.621 (mức độ 1) + 71.373 (mức độ 2) = 75.994, nhưng tổng đã ghi"
        " là 71.994, thiếu 4.000; đề nghị kiểm tra lại (sửa một chữ số thì khớp:"
        " 71.994 → 75.994; 4.621 → 621).",
        "Chỉ tiêu 8 có đơn vị tính (sản phẩm) và 9 tên nhưng chưa có số; đề nghị ghi số"
        " lượng (danh sách có 9).",
        "Chỉ tiêu 6 là 71.994 tài khoản, lớn hơn chỉ tiêu 4 (17.250 người), chênh"
        " 54.744; đề nghị kiểm tra lại.",
        "Chỉ tiêu 2 ghi 23 buổi, ít hơn 1 so với sổ hoạt động: 23 đơn vị đã tập huấn và"
        " 01 buổi do cơ quan tổng hợp tổ chức; đề nghị kiểm tra lại.",
        "Có số liệu tròn hoặc trùng khít: chỉ tiêu 4 là 17.250 = 23 × 750, chỉ tiêu 3"
        " là 615, đúng bằng số trong danh bạ; đề nghị kiểm tra lại.",
    ]


def test_a_mended_table_with_matching_counts_is_silent():
    assert judge(printed(online=Decimal(9), **MENDED)) == []


@pytest.mark.parametrize(
    ("rule", "severity"),
    [
        (Rule.PARTS, Severity.ERROR),
        (Rule.COUNT_NAMES, Severity.ERROR),
        (Rule.NUMBER_MISSING, Severity.ERROR),
        (Rule.BELOW_FLOW, Severity.ERROR),
        (Rule.NOT_WITHIN, Severity.ERROR),
        (Rule.ABOVE_LIMIT, Severity.WARNING),
        (Rule.ABOVE_ROSTER, Severity.WARNING),
        (Rule.RATIO, Severity.WARNING),
        (Rule.RUNNING_TOTAL, Severity.WARNING),
        (Rule.FAR_FROM_LAST, Severity.WARNING),
        (Rule.FAR_FROM_OTHERS, Severity.WARNING),
        (Rule.HAMLET_FAR, Severity.WARNING),
        (Rule.COMMUNE_MISSING, Severity.WARNING),
        (Rule.BLANK, Severity.WARNING),
        (Rule.HAMLETS_SUM, Severity.HINT),
        (Rule.ZALO, Severity.HINT),
        (Rule.ROSTER_GAP, Severity.HINT),
        (Rule.TOO_NEAT, Severity.HINT),
        (Rule.COPIED, Severity.HINT),
        (Rule.SAME_VALUE, Severity.HINT),
        (Rule.SESSIONS, Severity.HINT),
        (Rule.PROSE, Severity.WARNING),
        (Rule.PROSE_UNSURE, Severity.HINT),
        (Rule.WORDING, Severity.HINT),
        (Rule.LAYOUT, Severity.WARNING),
        (Rule.LAYOUT_CUSTOM, Severity.HINT),
    ],
)
def test_every_rule_has_its_severity(rule, severity):
    assert rule.severity == severity


def test_no_rule_is_left_out_of_the_table_above():
    table = test_every_rule_has_its_severity.pytestmark[0].args[1]
    assert {rule for rule, _ in table} == set(Rule)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"zalo_groups": 128}, Rule.ZALO),
        ({"hamlet_teams": 104}, Rule.ROSTER_GAP),
        ({"commune_teams": 22}, Rule.ROSTER_GAP),
        ({"teams_without_head": 2}, Rule.ROSTER_GAP),
        ({"members": 599}, Rule.ABOVE_ROSTER),
    ],
)
def test_the_roster_is_held_against_itself_and_the_figures(changed, expected):
    findings = judge(printed(Decimal(9), **MENDED), roster=ROSTER | changed)
    assert [finding.rule for finding in findings] == [expected]


def test_a_count_that_is_not_the_number_of_names_is_an_error():
    [finding] = judge(printed(Decimal(8), **MENDED))
    assert finding.rule == Rule.COUNT_NAMES
    assert "ghi 8 sản phẩm nhưng danh sách có 9 tên, chênh 1" in finding.message


def test_a_name_outside_the_whole_list_is_an_error():
    totals = printed(Decimal(9), **MENDED)
    names = ("Mắm cáy", *ONLINE[1:])
    totals["ocop_online"] = Total("ocop_online", Decimal(9), names=names)
    [finding] = judge(totals)
    assert finding.rule == Rule.NOT_WITHIN
    assert "1 tên không nằm trong danh sách của chỉ tiêu 7: Mắm cáy" in finding.message


def test_figures_equal_to_the_last_periods_are_a_hint():
    unit = CommuneUnit(1, "xã Hưng Đạo")
    cells = {("guided", 1, None): value(17251), ("households", 1, None): value(58076)}
    cells["sessions", 1, None] = value(24)
    last = FigureTable(SPECS, (unit,), cells)
    [finding] = judge(printed(Decimal(9), **MENDED), last=last)
    assert finding.rule == Rule.TOO_NEAT
    assert "chỉ tiêu 4 là 17.251, đúng bằng kỳ trước" in finding.message
    assert "chỉ tiêu 1" not in finding.message


def test_every_message_is_one_sentence_without_blame():
    findings = judge(printed()) + judge(printed(Decimal(8)), roster={"zalo_groups": 1})
    for finding in findings:
        assert finding.message.endswith(".")
        assert not re.search(r"\. [A-ZĐ]", finding.message)
        assert re.search("đề nghị", finding.message)
        assert not re.search(r"\bsai\b|gian|bịa", finding.message)


# --- mendings


@pytest.mark.parametrize(
    ("parts", "total", "expected"),
    [
        ((4621, 71373), 71994, ["71.994 → 75.994", "4.621 → 621"]),
        ((1400, 3912), 1312, ["1.312 → 5.312"]),
        ((10, 20), 35, ["35 → 30", "10 → 15", "20 → 25"]),
        ((10, 20), 130, ["130 → 30", "10 → 110", "20 → 120"]),
        ((5, 6), 2, []),
        ((3, 12), 9, []),
        (("1.5", "2.5"), "4.2", ["4,2 → 4", "1,5 → 1,7", "2,5 → 2,7"]),
    ],
)
def test_all_one_digit_mendings_come_best_first(parts, total, expected):
    pairs = [(str(number), Decimal(number)) for number in parts]
    found = one_digit_mendings(pairs, ("total", Decimal(total)))
    assert [str(mending) for mending in found] == expected
