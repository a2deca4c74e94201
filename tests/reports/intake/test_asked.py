"""What the form asks for, given the period's indicators."""

import pytest

from reports.figures import Cell, CommuneUnit, FigureTable, HamletUnit, Level, Spec
from reports.intake.asked import Sheet

SPECS = (
    Spec("households", "1", "Số hộ", level=Level.HAMLET),
    Spec("vneid_1", name="mức độ 1", part_of="vneid"),
    Spec("sessions", "2.", "Số buổi"),
    Spec("vneid", "6", "VNeID", total_of_parts=False),
    Spec("signed", name="Tổng chữ ký số"),
    Spec("signed_1", name="cá nhân", part_of="signed"),
    Spec("police", name="Của Công an", level=Level.DISTRICT),
    Spec("teams", name="Số tổ", level=Level.ROSTER),
    Spec("ocop", name="OCOP", kind="list", product_kind="ocop"),
)
IDS = {spec.key: number for number, spec in enumerate(SPECS, 1)}


def make_sheet(*hamlets, total_only=(), names=()):
    commune = CommuneUnit(
        5, "xã Hưng Đạo", tuple(HamletUnit(*h) for h in hamlets), frozenset(total_only)
    )
    cells = {("ocop", 5, None): Cell("value", len(names), names)} if names else {}
    return Sheet(FigureTable(SPECS, (commune,), cells), commune, IDS, {"ocop": ("A",)})


HAMLETS = ((71, "thôn Một"), (72, "thôn Hai"))


def test_every_cell_of_the_commune_is_asked_in_the_order_of_the_page():
    assert list(make_sheet(*HAMLETS).cells) == [
        "c-1-71",
        "c-1-72",
        "c-1-0",
        "c-3-0",
        "c-4-0",
        "c-2-0",
        "c-6-0",
        "c-9-0",
    ]


def test_parts_stand_below_their_total_and_computed_totals_are_shown():
    rows = [(spec.key, depth) for spec, depth in make_sheet(*HAMLETS).rows]
    assert rows == [
        ("sessions", 0),
        ("vneid", 0),
        ("vneid_1", 1),
        ("signed", 0),
        ("signed_1", 1),
        ("ocop", 0),
    ]


def test_without_hamlets_everything_is_asked_once_for_the_commune():
    sheet = make_sheet()
    assert sheet.columns == ()
    assert "c-1-0" in sheet.cells


def test_names_that_are_no_products_any_more_stay_on_offer():
    assert make_sheet(names=("Cũ", "A")).cells["c-9-0"].offered == ("A", "Cũ")


@pytest.mark.parametrize(
    "key,hamlet,total_only,address",
    [
        ("households", 72, (), "c-1-72"),
        ("households", None, (), "sum-1"),
        ("households", None, ("households",), "c-1-0"),
        ("sessions", None, (), "c-3-0"),
        ("signed", None, (), "row-5"),
    ],
)
def test_a_finding_finds_its_place_on_the_page(key, hamlet, total_only, address):
    sheet = make_sheet(*HAMLETS, total_only=total_only)
    assert sheet.address(key, hamlet) == address


@pytest.mark.parametrize(
    "cell,label",
    [
        ("c-1-71", "thôn Một, 1. Số hộ"),
        ("c-1-0", "Tổng xã, 1. Số hộ"),
        ("c-3-0", "2. Số buổi"),
        ("c-2-0", "6. VNeID: mức độ 1"),
    ],
)
def test_a_cell_says_where_it_stands(cell, label):
    sheet = make_sheet(*HAMLETS)
    assert sheet.label(sheet.cells[cell]) == label
