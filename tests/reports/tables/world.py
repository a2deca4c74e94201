"""Figures of a small district as plain values, and what is printed of a table."""

from decimal import Decimal
from types import SimpleNamespace

from reports.consolidation import Consolidation
from reports.facts import Fact, coverage
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
from reports.tables.building import build
from reports.tables.sources import Figures, Sources
from reports.tables.spec import Pick, TableSpec
from reports.totals import district_totals

NONE = Cell(Figure.State.NONE)
HUNG_DAO = CommuneUnit(
    1, "xã Hưng Đạo", (HamletUnit(11, "thôn A"), HamletUnit(12, "thôn B"))
)
AN_THANH = CommuneUnit(2, "xã An Thanh", (HamletUnit(21, "thôn C"),))
TU_KY = CommuneUnit(3, "thị trấn Tứ Kỳ")

GUIDED = Spec("guided", "1", "Được hướng dẫn", "Người", level=Level.HAMLET)
SESSIONS = Spec("sessions", "2", "Số buổi", "Buổi", group="Tập huấn")
ALL_SESSIONS = Spec(
    "sessions_all",
    "3",
    "Số buổi lũy kế",
    "Buổi",
    group="Tập huấn",
    time=Time.CUMULATIVE,
    cumulative_of="sessions",
)
VNEID = Spec("vneid", "4", "VNeID", "Tài khoản", group="Tài khoản")
LEVEL_1 = Spec("vneid_1", "", "mức 1", "Tài khoản", group="Tài khoản", part_of="vneid")
LEVEL_2 = Spec("vneid_2", "", "mức 2", "Tài khoản", group="Tài khoản", part_of="vneid")
OCOP = Spec("ocop", "5", "OCOP", "Sản phẩm", kind=Kind.LIST, product_kind="ocop")


def value(number):
    return Cell(Figure.State.VALUE, Decimal(number))


def named(*names):
    return Cell(Figure.State.VALUE, Decimal(len(names)), names)


def consolidated(specs, cells, communes=(HUNG_DAO, AN_THANH), expected=None, **period):
    """A period with these figures; `cells` by (key, commune, hamlet)."""
    table = FigureTable(tuple(specs), tuple(communes), cells)
    expected = tuple(expected or communes)
    return Consolidation(
        period=SimpleNamespace(**{"none_as": "zero", "district": "huyện", **period}),
        table=table,
        totals=district_totals(table),
        expected=expected,
        units=coverage(table, expected),
        roster=None,
        at_hand={"ky": Fact("ky", "kỳ", "6 tháng")},
    )


def sources(specs, cells, *, last=None, year_ago=None, plans=None, teams=(), **more):
    """This period's figures, beside those of other periods as (specs, cells)."""
    return Sources(
        now=Figures(consolidated(specs, cells, **more)),
        last=last and Figures(consolidated(*last)),
        year_ago=year_ago and Figures(consolidated(*year_ago)),
        plans={key: Decimal(number) for key, number in (plans or {}).items()},
        teams=teams,
    )


def asked(rows="indicators", *columns, **fields):
    """A spec whose columns are named shortly."""
    picks = tuple(Pick(column) for column in columns)
    return TableSpec(rows=rows, **{"columns": picks, **fields})


def rows_of(spec, from_sources):
    """Each row as it prints: number, name, cells."""
    grid = build("Bảng", spec, from_sources)
    return [
        (line.number, line.name, *(cell.text for cell in line.cells))
        for line in grid.lines
    ]


def heads_of(spec, from_sources):
    """Each row of the head: (words, columns, rows)."""
    grid = build("Bảng", spec, from_sources)
    return [[(h.text, h.columns, h.rows) for h in row] for row in grid.heads]
