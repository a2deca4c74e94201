"""A small form with fixed ids, filled in and damaged as people do."""

import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
from django.utils import timezone

from reports.figures import Cell, CommuneUnit, FigureTable, HamletUnit, Level, Spec
from reports.intake.asked import Sheet
from reports.intake.proposed import TakeOverForm
from reports.intake.workbook import read_form, write_form
from reports.models import ReportingPeriod
from teams.models import District

DATA = Path(__file__).parents[3] / "data" / "forms"
GRID, ROWS = "Biểu số liệu", "Số liệu chung"
AT = dt.datetime(2023, 7, 1, 9, 41, tzinfo=dt.UTC)
SPECS = (
    Spec("households", "1", "Tổng số hộ gia đình", "Hộ", level=Level.HAMLET),
    Spec("guided", "2", "Số người dân được hướng dẫn", "Người", level=Level.HAMLET),
    Spec("hours", "3", "Số giờ", "Giờ", level=Level.HAMLET, decimals=1),
    Spec("sessions", "4", "Số buổi", "Buổi"),
    Spec("accounts", "5", "Tài khoản DVCTT", "Tài khoản", total_of_parts=False),
    Spec("accounts_1", name="Mức độ 1", unit="Tài khoản", part_of="accounts"),
    Spec("accounts_2", name="Mức độ 2", unit="Tài khoản", part_of="accounts"),
    Spec("vneid", "6", "Tài khoản VNeID", "Tài khoản"),
    Spec("vneid_1", name="Mức độ 1", unit="Tài khoản", part_of="vneid"),
    Spec("vneid_2", name="Mức độ 2", unit="Tài khoản", part_of="vneid"),
    Spec("ocop", "7", "Sản phẩm OCOP", "Sản phẩm", kind="list", product_kind="ocop"),
)
IDS = {spec.key: number for number, spec in enumerate(SPECS, 1)}
HAMLETS = {71: "thôn An Lao", 72: "thôn Xuân Nẻo", 73: "khu dân cư Lạc Dục"}
STANDING = {
    ("households", 71): Cell("value", Decimal(320), version=2),
    ("guided", 72): Cell("none", version=1),
    ("sessions", None): Cell("value", Decimal(4), version=1),
    ("ocop", None): Cell("value", Decimal(1), ("Rươi kho Hưng Đạo",), version=1),
}
PRODUCTS = {"ocop": ("Rươi kho Hưng Đạo", "Mắm rươi, cơ sở Bà Hai")}


def make_sheet(standing=None, *, hamlets=None, specs=SPECS, total_only=(), **commune):
    """The return of xã Hưng Đạo; `standing` by (key, hamlet id)."""
    hamlets = HAMLETS if hamlets is None else hamlets
    units = tuple(HamletUnit(*each) for each in hamlets.items())
    fields = {"id": 5, "name": "xã Hưng Đạo", **commune}
    commune = CommuneUnit(hamlets=units, total_only=frozenset(total_only), **fields)
    cells = {
        (key, commune.id, hamlet): cell
        for (key, hamlet), cell in (STANDING if standing is None else standing).items()
    }
    table = FigureTable(specs, (commune,), cells)
    ids = {spec.key: IDS.get(spec.key, 99) for spec in specs}
    return Sheet(table, commune, ids, PRODUCTS)


def make_period(pk=3, phrase="6 tháng đầu năm 2023"):
    return ReportingPeriod(
        pk=pk,
        phrase=phrase,
        deadline=timezone.make_aware(dt.datetime(2023, 7, 24, 17)),
        district=District(name="Tứ Kỳ"),
    )


LAST = {"c-1-71": "318", "c-2-71": "1.250", "c-2-0": "2.500", "c-11-0": "=2"}


def form_bytes(sheet=None, period=None):
    """The form as it is downloaded."""
    return write_form(sheet or make_sheet(), period or make_period(), last=LAST, at=AT)


class Filled:
    """Somebody at the file: types in cells, does worse, and saves."""

    def __init__(self, data=None):
        self.book = openpyxl.load_workbook(io.BytesIO(data or form_bytes()))

    @property
    def grid(self):
        return self.book.worksheets[0]

    @property
    def rows(self):
        return self.book.worksheets[1]

    def type(self, **cells):
        """C5=120: on the first sheet; r_D5=4: on the second."""
        for address, value in cells.items():
            page = self.rows if address.startswith("r_") else self.grid
            page[address.removeprefix("r_")] = value
        return self

    def bytes(self):
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def read(self, sheet=None, period=None):
        return read(self.bytes(), sheet, period)


def read(data, sheet=None, period=None):
    return read_form(io.BytesIO(data), sheet or make_sheet(), period or make_period())


def says(reading):
    """{cell name: number, KPS or names} of what is proposed."""
    return {p.name: _plain(p.reading) for p in reading.offer.proposed}


def _plain(reading):
    if reading.state == "none":
        return "KPS"
    return list(reading.names) or reading.value


def changing(reading, sheet=None):
    """{cell name: …} of what would change the return."""
    form = TakeOverForm(reading.offer, sheet or make_sheet())
    return {p.name: _plain(p.reading) for p in form.changing}


def doubts(reading):
    return {p.name: p.doubt for p in reading.offer.proposed if p.doubt}


def problems(reading):
    return {p.where: p.message for p in reading.offer.problems}


def taken_over(reading, sheet=None):
    """The sheet once all that the file proposes was written."""
    sheet = sheet or make_sheet()
    cells = dict(sheet.table.cells)
    for proposed in reading.offer.proposed:
        asked = sheet.cells[proposed.name]
        place = asked.spec.key, sheet.commune.id, asked.hamlet_id
        said = proposed.reading
        version = asked.standing.version + 1
        cells[place] = Cell(said.state, said.value, said.names, version)
    return replace(sheet, table=replace(sheet.table, cells=cells))
