"""A period's totals in; the pictures of its indicators, and their tables, out.

Lengths are in the units of the drawings' own boxes (`templates/reports/pictures/`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from reports.checks import value_of
from reports.consolidation import Consolidation
from reports.figures import FigureTable, Level, Spec
from reports.totals import Total, commune_total, district_totals
from tuky_cnscd.vietnamese import format_number, format_percent

from .cells import total_text

BAR = 100
FURTHEST = 100  # percent of change that fills half the drawing


@dataclass(frozen=True)
class Bar:
    """One commune's value of an indicator; `length` and `then` of BAR."""

    name: str
    submission_id: int
    text: str
    last: str
    change: str
    length: float | None
    then: float | None
    incomplete: bool


@dataclass(frozen=True)
class Communes:
    """An indicator over the communes, the largest first."""

    spec: Spec
    title: str
    bars: tuple[Bar, ...]
    middle: float | None
    waiting: int


@dataclass(frozen=True)
class Change:
    """The district's total of an indicator against the last period's.

    `start` and `length` of BAR, whose middle is "no change".
    """

    spec: Spec
    now: str
    last: str
    change: str
    start: float = BAR / 2
    length: float = 0
    is_up: bool = False
    is_cut: bool = False
    incomplete: bool = False


@dataclass(frozen=True)
class Changes:
    """`shared`: how many communes are compared, where it is not all of them."""

    title: str
    rows: tuple[Change, ...]
    shared: int | None = None


# --- an indicator over the communes ---------------------------------------------------


def choosable(table: FigureTable) -> tuple[Spec, ...]:
    """What communes enter, and so can be drawn over them."""
    entered = (Level.HAMLET, Level.COMMUNE)
    return tuple(spec for spec in table.specs if spec.level in entered)


def communes(sums: Consolidation, key: str) -> Communes:
    """Raises KeyError where the period has no such indicator."""
    spec, last = sums.table.spec(key), sums.last
    before = {unit.id for unit in last.communes} if last and last.has(key) else set()
    rows = [
        (
            unit,
            commune_total(sums.table, key, unit.id),
            commune_total(last, key, unit.id) if unit.id in before else Total(key),
        )
        for unit in sums.table.communes
    ]
    rows.sort(key=lambda row: (row[1].value is None, -(row[1].value or 0)))
    drawn = (total.value or 0 for _, *both in rows for total in both)
    # As the checks take it: a total with a blank in it says nothing of the middle.
    values = [v for v in (value_of(now) for _, now, _ in rows) if v is not None]
    most = max(drawn, default=0)
    return Communes(
        spec=spec,
        title=_communes_title(spec, rows, values),
        bars=tuple(_bar(spec, *row, most) for row in rows),
        middle=_share(Decimal(median(values)), most) if values else None,
        waiting=len(sums.expected) - len(rows),
    )


def _bar(spec, unit, now: Total, then: Total, most) -> Bar:
    return Bar(
        name=unit.name,
        submission_id=unit.submission_id,
        text=total_text(spec, now),
        last=total_text(spec, then),
        change=_change_text(spec, now.value, then.value),
        length=_share(now.value, most),
        then=_share(then.value, most),
        incomplete=now.incomplete,
    )


def _communes_title(spec, rows, values):
    known = [(unit.name, total) for unit, total, _ in rows if total.value is not None]
    if not known:
        return f"{spec.name}: chưa có số liệu"
    (most, highest), (least, lowest) = known[0], known[-1]
    if highest.value == lowest.value:
        return f"{spec.name}: các xã cùng ghi {total_text(spec, highest)}"
    title = (
        f"{spec.name}: nhiều nhất {most} ({total_text(spec, highest)}), ít nhất {least}"
        f" ({total_text(spec, lowest)})"
    )
    if not values:
        return title
    middle = total_text(spec, Total(spec.key, Decimal(median(values))))
    return f"{title}, trung vị {middle}"


# --- against the last period ----------------------------------------------------------


def changes(sums: Consolidation) -> Changes | None:
    """None where there is no period to hold this one against.

    While some have not sent, only the communes that stand in both periods are
    compared: a total of half of them has not fallen.
    """
    if not sums.last:
        return None
    totals, last, shared = sums.totals, sums.last, None
    if len(sums.table.communes) < len(sums.expected):
        ids = {unit.id for unit in last.communes}
        both = [unit.id for unit in sums.table.communes if unit.id in ids]
        totals, last = district_totals(sums.table.only(*both)), last.only(*both)
        shared = len(both)
    before = district_totals(last)
    specs = (spec for spec in sums.table.specs if spec.key in before)
    rows = tuple(_changed(spec, totals, before) for spec in specs)
    up = sum(row.is_up for row in rows)
    down = sum(row.length > 0 for row in rows) - up
    return Changes(f"{up} chỉ tiêu tăng, {down} chỉ tiêu giảm", rows, shared)


def _changed(
    spec: Spec, totals: Mapping[str, Total], before: Mapping[str, Total]
) -> Change:
    now, then = totals[spec.key], before[spec.key]
    row = {
        "spec": spec,
        "now": total_text(spec, now),
        "last": total_text(spec, then),
        "change": _change_text(spec, now.value, then.value),
        "incomplete": now.incomplete,
    }
    if now.value is None or not then.value or now.value == then.value:
        return Change(**row)
    percent = 100 * (now.value - then.value) / then.value
    length = _round(min(abs(percent), FURTHEST) * BAR / 2 / FURTHEST)
    is_up = percent > 0
    return Change(
        **row,
        start=BAR / 2 if is_up else _round(BAR / 2 - length),
        length=length,
        is_up=is_up,
        is_cut=abs(percent) > FURTHEST,
    )


def _change_text(spec: Spec, now: Decimal | None, then: Decimal | None) -> str:
    """“+12,5%”; of a ratio the difference in points; “” where one is not known."""
    if now is None or then is None:
        return ""
    if now == then:
        return "không đổi"
    sign = "+" if now > then else "−"
    if spec.is_ratio:
        return f"{sign}{format_number(abs(now - then), spec.decimals)} điểm %"
    if not then:
        return f"{sign}{format_number(abs(now - then), spec.decimals)}"
    return f"{sign}{format_percent(100 * abs(now - then) / then, 1)}"


def _share(value: Decimal | None, most) -> float | None:
    if value is None or not most:
        return None
    return _round(BAR * value / most)


def _round(value) -> float:
    return round(float(value), 1)
