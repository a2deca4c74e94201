"""Tables from plain figures: every row, every column, and what is not known."""

from decimal import Decimal

import pytest

from reports.tables.building import build
from reports.tables.sources import TeamLine
from reports.tables.spec import Pick, Show
from tests.reports.tables.world import (
    ALL_SESSIONS,
    AN_THANH,
    GUIDED,
    HUNG_DAO,
    LEVEL_1,
    LEVEL_2,
    NONE,
    OCOP,
    SESSIONS,
    TU_KY,
    VNEID,
    asked,
    heads_of,
    named,
    rows_of,
    sources,
    value,
)

KNOWN = {
    ("guided", 1, 11): value(1200),
    ("guided", 1, 12): value(34),
    ("guided", 2, 21): value(6),
}
WITH_A_BLANK = {("guided", 1, 11): value(1200), ("guided", 2, 21): value(6)}


# --- rows of indicators ---------------------------------------------------------------


def test_each_column_says_its_own_of_an_indicator():
    cells = {("sessions", 1, None): value(9), ("sessions_all", 1, None): value(30)}
    before = {("sessions", 1, None): value(8)}
    one = (HUNG_DAO,)
    shown = (
        "unit plan value cumulative plan_share last change change_share year_ago names"
    )
    found = rows_of(
        asked("indicators", *shown.split()),
        sources(
            [SESSIONS, ALL_SESSIONS],
            cells,
            communes=one,
            last=([SESSIONS], before, one),
            year_ago=([SESSIONS], {("sessions", 1, None): value(10)}, one),
            plans={"sessions": 40},
        ),
    )
    cells = ("Buổi", "40", "9", "30", "75%", "8", "+1", "+12,5%", "10", "")
    assert found == [("", "Tập huấn", *[""] * 10), ("1", "Số buổi", *cells)]


def test_a_fall_has_its_sign_and_a_percentage_is_compared_in_points():
    share = GUIDED.__class__(
        "share", "2", "Tỷ lệ", "%", numerator="a", denominator="b", decimals=1
    )
    specs = [GUIDED.__class__("a"), GUIDED.__class__("b"), share]
    one = (HUNG_DAO,)
    now = {("a", 1, None): value(40), ("b", 1, None): value(80)}
    before = {("a", 1, None): value(60), ("b", 1, None): value(80)}
    spec = asked("indicators", "value", "last", "change", "change_share")
    spec = spec.__class__(**{**vars(spec), "indicators": (Pick("a"), Pick("share"))})
    found = rows_of(spec, sources(specs, now, communes=one, last=(specs, before, one)))
    assert found == [
        ("1", "", "40", "60", "-20", "-33,33%"),
        ("2", "Tỷ lệ", "50,0%", "75,0%", "-25,0 điểm %", "–"),
    ]


def test_where_nothing_can_be_compared_a_dash_stands_and_the_page_says_why():
    spec = asked("indicators", "value", "last", "change", "year_ago", "plan_share")
    grid = build("Bảng", spec, sources([GUIDED], KNOWN))
    (line,) = grid.lines
    assert [cell.text for cell in line.cells] == ["1.240", "–", "–", "–", "–"]
    assert grid.notes == (
        "Chưa có số liệu kỳ trước để so sánh.",
        "Chưa có số liệu cùng kỳ năm trước để so sánh.",
    )


def test_a_change_is_not_made_of_what_is_known_only_in_part():
    spec = asked("indicators", "value", "change")
    found = rows_of(spec, sources([GUIDED], WITH_A_BLANK, last=([GUIDED], KNOWN)))
    assert found == [("1", "Được hướng dẫn", "…", "…")]


def test_parts_stand_below_their_whole_without_a_number_of_their_own():
    cells = {("vneid_1", 1, None): value(4), ("vneid_2", 1, None): value(5)}
    spec = asked("indicators", "value", numbering="continuous")
    found = rows_of(
        spec, sources([VNEID, LEVEL_1, LEVEL_2], cells, communes=(HUNG_DAO,))
    )
    assert found == [
        ("", "Tài khoản", ""),
        ("1", "VNeID", "9"),
        ("", "- mức 1", "4"),
        ("", "- mức 2", "5"),
    ]


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        ("own", ["1", "", "2", "3", "", "4"]),
        ("continuous", ["1", "", "2", "3", "", "4"]),
        ("per_group", ["1", "I", "1", "2", "II", "1"]),
    ],
)
def test_rows_are_numbered_throughout_or_in_each_group(numbering, expected):
    spec = asked("indicators", "value", numbering=numbering)
    specs = [GUIDED, SESSIONS, ALL_SESSIONS, VNEID]
    found = rows_of(spec, sources(specs, {}))
    assert [row[0] for row in found] == expected


def test_the_indicators_stand_as_they_were_picked_and_unknown_ones_fall_away():
    picks = (Pick("vneid"), Pick("gone"), Pick("guided"))
    spec = asked("indicators", "value", indicators=picks, grouped=False)
    found = rows_of(spec, sources([GUIDED, VNEID], KNOWN))
    assert [row[1] for row in found] == ["VNeID", "Được hướng dẫn"]


# --- rows of places -------------------------------------------------------------------


@pytest.mark.parametrize("communes", [(HUNG_DAO,), (HUNG_DAO, AN_THANH, TU_KY)])
def test_each_commune_has_a_row_and_the_total_stands_where_it_is_asked(communes):
    cells = {("sessions", unit.id, None): value(unit.id) for unit in communes}
    first = asked("communes", "value", total="first")
    last = asked("communes", "value", total="last")
    here = sources([SESSIONS], cells, communes=communes)
    rows = [(str(n), u.name, str(u.id)) for n, u in enumerate(communes, start=1)]
    total = ("", "Tổng cộng", str(sum(unit.id for unit in communes)))
    assert rows_of(first, here) == [total, *rows]
    assert rows_of(last, here) == [*rows, total]


def test_a_blank_is_never_a_zero_and_withholds_its_sums():
    spec = asked("communes", "value", total="last")
    assert rows_of(spec, sources([GUIDED], WITH_A_BLANK)) == [
        ("1", "xã Hưng Đạo", "…"),
        ("2", "xã An Thanh", "6"),
        ("", "Tổng cộng", "…"),
    ]


def test_the_sum_of_what_is_known_says_how_much_it_holds():
    spec = asked("communes", "value", total="last", unknown="known")
    assert rows_of(spec, sources([GUIDED], WITH_A_BLANK)) == [
        ("1", "xã Hưng Đạo", "1.200 (chưa đủ)"),
        ("2", "xã An Thanh", "6"),
        ("", "Tổng cộng", "1.206 (1/2 xã)"),
    ]


def test_a_total_that_is_not_known_need_not_be_printed():
    spec = asked("communes", "value", total="last", unknown="no_row")
    names = [row[1] for row in rows_of(spec, sources([GUIDED], WITH_A_BLANK))]
    assert names == ["xã Hưng Đạo", "xã An Thanh"]
    names = [row[1] for row in rows_of(spec, sources([GUIDED], KNOWN))]
    assert names == ["xã Hưng Đạo", "xã An Thanh", "Tổng cộng"]


def test_a_commune_that_sent_nothing_has_its_row_and_is_named_below():
    here = sources([GUIDED], KNOWN, expected=(HUNG_DAO, AN_THANH, TU_KY))
    grid = build("Bảng", asked("communes", "value", total="last"), here)
    assert [line.cells[0].text for line in grid.lines] == ["1.234", "6", "…", "…"]
    assert grid.notes == (
        "Chưa có số liệu của: thị trấn Tứ Kỳ.",
        "Dấu “…”: chưa đủ số liệu.",
    )


def test_what_did_not_arise_prints_as_the_period_says():
    cells = {("sessions", 1, None): NONE, ("sessions", 2, None): value(0)}
    spec = asked("communes", "value", total="last")
    zero = rows_of(spec, sources([SESSIONS], cells))
    dash = rows_of(spec, sources([SESSIONS], cells, none_as="dash"))
    assert [row[2] for row in zero] == ["0", "0", "0"]
    assert [row[2] for row in dash] == ["–", "0", "0"]


def test_the_districts_own_figure_has_a_row_so_that_the_rows_add_up():
    own = SESSIONS.__class__("sessions", "2", "Số buổi", "Buổi", district_adds=True)
    cells = {("sessions", 1, None): value(3), ("sessions", None, None): value(2)}
    spec = asked("communes", "value", total="last")
    assert rows_of(spec, sources([own], cells, communes=(HUNG_DAO,))) == [
        ("1", "xã Hưng Đạo", "3"),
        ("", "Số liệu riêng của huyện", "2"),
        ("", "Tổng cộng", "5"),
    ]


def test_hamlets_stand_under_their_commune_with_its_sum():
    spec = asked("hamlets", "value", total="last", numbering="per_group")
    assert rows_of(spec, sources([GUIDED, SESSIONS], KNOWN)) == [
        ("I", "xã Hưng Đạo", "1.234"),
        ("1", "thôn A", "1.200"),
        ("2", "thôn B", "34"),
        ("II", "xã An Thanh", "6"),
        ("1", "thôn C", "6"),
        ("", "Tổng cộng", "1.240"),
    ]


def test_a_commune_that_reports_its_total_alone_leaves_its_hamlets_unknown():
    alone = HUNG_DAO.__class__(1, "xã Hưng Đạo", HUNG_DAO.hamlets, {"guided"})
    here = sources([GUIDED], {("guided", 1, None): value(50)}, communes=(alone,))
    found = rows_of(asked("hamlets", "value", total="last"), here)
    assert [row[2] for row in found] == ["50", "…", "…", "50"]


# --- teams and products ---------------------------------------------------------------


def test_teams_say_who_heads_them_and_their_members_are_counted():
    teams = (
        TeamLine(1, "xã Hưng Đạo", "xã Hưng Đạo", "Lê Thị Mai", 5, "Nhóm xã"),
        TeamLine(1, "xã Hưng Đạo", "thôn A", "", 1200, ""),
    )
    spec = asked("teams", "head", "members", "zalo", "commune", total="last")
    assert rows_of(spec, sources([GUIDED], {}, teams=teams)) == [
        ("", "xã Hưng Đạo", "", "", "", ""),
        ("1", "Tổ CNSCĐ xã Hưng Đạo", "Lê Thị Mai", "5", "Nhóm xã", "xã Hưng Đạo"),
        ("2", "Tổ CNSCĐ thôn A", "", "1.200", "", "xã Hưng Đạo"),
        ("", "Tổng cộng", "", "1.205", "", ""),
    ]


def test_products_say_which_lists_they_are_on():
    online = OCOP.__class__("online", "6", "Trên sàn", "SP", kind="list", within="ocop")
    cells = {
        ("ocop", 1, None): named("Ổi", "Rươi"),
        ("online", 1, None): named("Rươi"),
        ("ocop", 2, None): NONE,
        ("online", 2, None): NONE,
    }
    spec = asked("products", "commune", total="last", grouped=False)
    assert rows_of(spec, sources([OCOP, online, GUIDED], cells)) == [
        ("1", "Ổi", "xã Hưng Đạo", "x", ""),
        ("2", "Rươi", "xã Hưng Đạo", "x", "x"),
        ("", "Tổng cộng", "", "2", "1"),
    ]


# --- the head -------------------------------------------------------------------------


def test_neighbours_under_one_heading_share_it():
    picks = (
        Pick(Show.UNIT),
        Pick(Show.VALUE, "Kỳ này", "Kết quả"),
        Pick(Show.LAST, "", "Kết quả"),
        Pick(Show.PLAN),
    )
    spec = asked("indicators", columns=picks, column_numbers=True)
    assert heads_of(spec, sources([GUIDED], KNOWN)) == [
        [
            ("TT", 1, 2),
            ("Nội dung", 1, 2),
            ("Đơn vị tính", 1, 2),
            ("Kết quả", 2, 1),
            ("Kế hoạch năm", 1, 2),
        ],
        [("Kỳ này", 1, 1), ("Kỳ trước", 1, 1)],
        [(f"({n})", 1, 1) for n in range(1, 7)],
    ]


def test_an_indicator_spans_what_is_shown_of_it_below_its_group():
    spec = asked("communes", "value", "last", head_groups=True)
    found = heads_of(spec, sources([GUIDED, SESSIONS], KNOWN))
    assert found == [
        [
            ("TT", 1, 3),
            ("Đơn vị", 1, 3),
            ("Được hướng dẫn (Người)", 2, 1),
            ("Tập huấn", 2, 1),
        ],
        [("Số liệu", 1, 2), ("Kỳ trước", 1, 2), ("Số buổi (Buổi)", 2, 1)],
        [("Số liệu", 1, 1), ("Kỳ trước", 1, 1)],
    ]


def test_parts_stand_beside_their_whole_under_its_name():
    spec = asked("communes", "value")
    found = heads_of(spec, sources([VNEID, LEVEL_1, LEVEL_2], {}))
    assert found == [
        [("TT", 1, 2), ("Đơn vị", 1, 2), ("VNeID (Tài khoản)", 3, 1)],
        [("Tổng số", 1, 1), ("mức 1", 1, 1), ("mức 2", 1, 1)],
    ]


def test_a_table_of_many_columns_lies_across_unless_told_otherwise():
    few = asked("indicators", *["value"] * 3)
    many = asked("indicators", *["value"] * 6)
    kept = asked("indicators", *["value"] * 6, page="upright")
    here = sources([GUIDED], KNOWN)
    assert [build("", spec, here).wide for spec in (few, many, kept)] == [
        False,
        True,
        False,
    ]


def test_cells_keep_their_numbers_for_a_spreadsheet():
    grid = build("Bảng", asked("communes", "value"), sources([GUIDED], WITH_A_BLANK))
    unknown, known = (line.cells[0] for line in grid.lines)
    assert (unknown.value, known.value) == (None, Decimal(6))
