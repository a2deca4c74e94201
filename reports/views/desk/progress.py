"""A period's moves in; how many returns lay with the district day by day, out.

Lengths are in the units of the drawing's own box
(`templates/reports/pictures/progress.html`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from reports.models import SubmissionEvent

Move = SubmissionEvent.Move
COMES_IN = {Move.SUBMIT}
GOES_BACK = {Move.WITHDRAW, Move.SEND_BACK, Move.REOPEN}


LEFT, RIGHT, TOP, BOTTOM = 30, 388, 16, 160
LONGEST_DRAWN = 120  # days: a period left open for years still shows its weeks


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


def _round(value: float) -> float:
    return round(value, 1)
