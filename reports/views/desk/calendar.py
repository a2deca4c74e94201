"""A period's dates in; its line of time, to be drawn and listed, out.

The line runs down the page, so that it reads on a phone and on paper alike: a date
stands where it falls, its words beside it, pushed apart where dates are close.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from reports.models import PeriodEvent, ReportingPeriod
from tuky_cnscd.vietnamese import format_count

Move = PeriodEvent.Move
TOP, SHORTEST, APART = 20, 280, 44  # px in the drawing
LONGEST_WAIT = timedelta(days=60)  # beyond it, today would squeeze the rest
MOST_EXTENSIONS = 4


@dataclass(frozen=True)
class Mark:
    """One moment: `y` is where it falls, `text_y` where its words stand."""

    kind: str
    label: str
    at: datetime
    hour: bool = False
    y: int = 0
    text_y: int = 0

    @property
    def when(self) -> str:
        """The day, with its hour where that matters."""
        at = timezone.localtime(self.at)
        return f"{at:%H:%M} ngày {at:%d/%m/%Y}" if self.hour else f"{at:%d/%m/%Y}"

    @property
    def second_y(self):
        return self.text_y + 18


@dataclass(frozen=True)
class Band:
    """A run of days on the line: when figures count, and when they are entered."""

    kind: str
    y: int
    height: int


@dataclass(frozen=True)
class Calendar:
    """The line of time, and its dates in order."""

    marks: tuple[Mark, ...]
    bands: tuple[Band, ...]
    height: int

    @property
    def words(self) -> str:
        """The whole drawing in one sentence."""
        return "; ".join(f"{mark.label}: {mark.when}" for mark in self.marks) + "."


def district_calendar(period, events, extended, now=None) -> Calendar:
    """What the officer sees; `events` of the period, and returns with more time."""
    marks = _own_marks(period, events)
    times = Counter(each.deadline for each in extended)
    for at, communes in sorted(times.items())[-MOST_EXTENSIONS:]:
        label = f"Hạn riêng của {format_count(communes)} xã"
        marks.append(Mark("extended", label, at, hour=True))
    return _drawn(period, marks, now)


def commune_calendar(submission, events, now=None) -> Calendar:
    """The same for a commune, with the deadline that it was given."""
    marks = _own_marks(submission.period, events)
    if submission.is_extended:
        mark = Mark("extended", "Hạn riêng của xã", submission.deadline, hour=True)
        marks.append(mark)
    return _drawn(submission.period, marks, now)


def _own_marks(period, events):
    opened = next((e.at for e in events if e.move == Move.OPEN), None)
    closed = [e.at for e in events if e.move in (Move.CLOSE, Move.REOPEN)]
    marks = [
        Mark("first", "Ngày đầu kỳ", _morning(period.first_day)),
        Mark("cutoff", "Chốt số liệu, hết ngày", _evening(period.last_day)),
        Mark("deadline", "Hạn gửi", period.deadline, hour=True),
    ]
    if opened:
        marks.append(Mark("opening", "Mở nhập liệu", opened, hour=True))
    else:
        marks.append(Mark("opening", "Dự kiến mở nhập", _morning(period.opens_on)))
    if closed and period.state == ReportingPeriod.State.CLOSED:
        marks.append(Mark("closed", "Chốt kỳ", max(closed), hour=True))
    return marks


def _drawn(period, marks, now):
    now = now or timezone.now()
    times = [mark.at for mark in marks]
    near = min(times) - LONGEST_WAIT <= now <= max(times) + LONGEST_WAIT
    if near and period.state != ReportingPeriod.State.CLOSED:
        marks = [*marks, Mark("today", "Hôm nay", now)]
    marks = sorted(marks, key=lambda mark: mark.at)
    first, last = marks[0].at, marks[-1].at
    length = max(SHORTEST, APART * (len(marks) - 1))
    share = length / max((last - first).total_seconds(), 1)
    ys = [TOP + round((mark.at - first).total_seconds() * share) for mark in marks]
    placed = zip(marks, ys, _pushed_apart(ys), strict=True)
    marks = tuple(replace(mark, y=y, text_y=at) for mark, y, at in placed)
    return Calendar(marks, _bands(marks), TOP + length + APART)


def _pushed_apart(ys):
    """Where words stand: no closer than APART, none below the last one's place."""
    bottom, down = ys[-1], []
    for y in ys:
        down.append(max(y, down[-1] + APART) if down else y)
    up = []
    for y in reversed(down):
        up.append(min(y, up[-1] - APART) if up else min(y, bottom))
    return up[::-1]


def _bands(marks):
    """Each band from the mark that begins it to the one that ends it."""
    at = {mark.kind: mark.y for mark in marks}
    ends = max(at["deadline"], at.get("extended", 0))
    runs = [("counted", at["first"], at["cutoff"]), ("entry", at["opening"], ends)]
    return tuple(Band(kind, y, max(end - y, 2)) for kind, y, end in runs)


def _morning(day: date):
    return timezone.make_aware(datetime.combine(day, time(0)))


def _evening(day: date):
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


@dataclass(frozen=True)
class Happening:
    """A move of the period, or a commune's deadline; newest first on the page."""

    what: str
    who: object
    at: datetime
    reason: str
    deadline: datetime | None
    was: datetime | None = None


def happenings(events, extensions) -> list[Happening]:
    """The period's events and the communes' deadlines as one story, newest first."""
    told = _with_last_deadlines(sorted(events, key=lambda e: (e.at, e.pk)))
    told += [
        Happening(
            f"Đổi hạn gửi của {event.submission.commune}",
            event.by,
            event.at,
            event.reason,
            event.deadline,
        )
        for event in extensions
    ]
    return sorted(told, key=lambda each: each.at, reverse=True)


def _with_last_deadlines(events):
    """Each event of the period; one that changed the deadline says what it was."""
    told, was = [], None
    for event in events:
        told.append(
            Happening(
                event.get_move_display(),
                event.by,
                event.at,
                event.reason,
                event.deadline,
                was,
            )
        )
        was = event.deadline or was
    return told
