"""A period in; what its pictures draw, and the tables beside them, out.

Lengths are in the units of the drawings' own boxes (`templates/reports/pictures/`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median

from django.utils import timezone

from reports.consolidation import Consolidation
from reports.figures import FigureTable, Level, Spec
from reports.models import SubmissionEvent
from reports.totals import Total, commune_total, district_totals
from tuky_cnscd.vietnamese import format_number, format_percent

from .cells import total_text

Move = SubmissionEvent.Move
COMES_IN = {Move.SUBMIT}
GOES_BACK = {Move.WITHDRAW, Move.SEND_BACK, Move.REOPEN}

WIDTH, HEIGHT = 400, 190
LEFT, RIGHT, TOP, BOTTOM = 30, 388, 16, 160
LONGEST_DRAWN = 120  # days: a period left open for years still shows its weeks
BAR = 100
FURTHEST = 100  # percent of change that fills half the drawing


@dataclass(frozen=True)
class Day:
    """How many returns lay with the district at the end of a day."""

    date: date
    count: int
    gained: int


@dataclass(frozen=True)
class Mark:
    """A day that matters, as an upright line."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True)
class Progress:
    """Returns handed in, day by day; `line` is an SVG path."""

    title: str
    days: tuple[Day, ...]
    expected: int
    line: str = ""
    top: float = TOP
    marks: tuple[Mark, ...] = ()
    first: date | None = None
    last: date | None = None

    @property
    def changing(self):
        """The days on which something came in or went back, for the table."""
        return tuple(day for day in self.days if day.gained)


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


# --- the period over its days ---------------------------------------------------------


def progress(period, expected: int, now: datetime) -> Progress:
    """One query, for the moves of all returns."""
    moves = list(
        SubmissionEvent.objects.filter(
            submission__period=period, move__in=COMES_IN | GOES_BACK
        )
        .order_by("at", "pk")
        .values_list("submission_id", "move", "at")
    )
    days = tuple(_days(period, moves, timezone.localtime(now).date()))
    count = days[-1].count if days else 0
    title = f"{count}/{expected} biểu đã gửi"
    if not days or not expected:
        return Progress(title, days, expected)
    first, end = days[0].date, max(days[-1].date, period.due_day)
    width = max((end - first).days, 1)

    def x(day: date) -> float:
        return _round(LEFT + (RIGHT - LEFT) * (day - first).days / width)

    def y(count: int) -> float:
        return _round(BOTTOM - (BOTTOM - TOP) * count / expected)

    return Progress(
        title=title,
        days=days,
        expected=expected,
        line=_steps([(x(day.date), y(day.count)) for day in days]),
        marks=tuple(_marks(period, first, x)),
        first=first,
        last=days[-1].date,
    )


def _days(period, moves, today: date) -> Iterable[Day]:
    at = [timezone.localtime(moment).date() for *_, moment in moves]
    first = min([period.opens_on, *at])
    last = max(first, min(today, max([period.due_day, *at])))
    first = max(first, last - timedelta(days=LONGEST_DRAWN))
    lying, by_day = set(), {}
    before = 0
    for (submission, move, _), day in zip(moves, at, strict=True):
        (lying.add if move in COMES_IN else lying.discard)(submission)
        by_day[day] = len(lying)
        if day < first:
            before = len(lying)
    count = before
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        then, count = count, by_day.get(day, count)
        yield Day(day, count, count - then)


def _steps(points) -> str:
    """A path that goes along, then up: the count holds until the next day."""
    (x, y), *others = points
    return f"M{x} {y}" + "".join(f"H{x}V{y}" for x, y in others)


def _marks(period, first, x):
    for day, words in (
        (period.last_day, "chốt số liệu"),
        (period.due_day, "hạn gửi"),
    ):
        if first <= day:
            place = x(day)
            anchor = "end" if place > (LEFT + RIGHT) / 2 else "start"
            yield Mark(place, f"{words} {day.day}/{day.month}", anchor)


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
    values = [now.value for _, now, _ in rows if now.value is not None]
    most = max([*values, *(then.value or 0 for *_, then in rows)], default=0)
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
    if not values:
        return f"{spec.name}: chưa có số liệu"
    known = [(unit.name, total) for unit, total, _ in rows if total.value is not None]
    (most, highest), (least, lowest) = known[0], known[-1]
    if highest.value == lowest.value:
        return f"{spec.name}: các xã cùng ghi {total_text(spec, highest)}"
    middle = total_text(spec, Total(spec.key, Decimal(median(values))))
    return (
        f"{spec.name}: nhiều nhất {most} ({total_text(spec, highest)}), ít nhất {least}"
        f" ({total_text(spec, lowest)}), trung vị {middle}"
    )


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
