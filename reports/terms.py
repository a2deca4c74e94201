"""A day in; the reporting term that it falls in, by Decree 09/2019/NĐ-CP, out.

Article 12: a term runs from the 15th of the month before it to the 14th of its last
month. It is a proposal only: a dispatch may ask for other days, and the officer sees
and may change every date.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

TERM_LENGTHS = (1, 3, 6, 12)
HALF_YEAR = 6
QUARTERS = ("I", "II", "III", "IV")
FIRST_OF_TERM = 15
DAYS_OPEN_BEFORE_END = 9
DAYS_TO_REPORT = 5
LAST_HOUR = time(17)
SATURDAY = 5
ONE_DAY = timedelta(days=1)
SHORTEST_MONTH = timedelta(days=27)  # between its first day and its last


@dataclass(frozen=True)
class Term:
    """First and last day (the cut-off), and what this term and the next are called."""

    first_day: date
    last_day: date
    phrase: str
    next_phrase: str

    @property
    def opens_on(self) -> date:
        """A week and some days before the cut-off, so that communes can prepare."""
        return self.last_day - timedelta(days=DAYS_OPEN_BEFORE_END)

    @property
    def deadline(self) -> datetime:
        """Five days after the cut-off at 17:00; a working day."""
        day = _working_day(self.last_day + timedelta(days=DAYS_TO_REPORT))
        return timezone.make_aware(datetime.combine(day, LAST_HOUR))


@dataclass(frozen=True)
class Days:
    """The four dates of a period, as some dispatch asked for them."""

    first_day: date
    last_day: date
    opens_on: date
    deadline: datetime


def term_of(day: date, months: int = HALF_YEAR) -> Term:
    """The term of so many months (1, 3, 6 or 12) that `day` falls in."""
    month = day.year * 12 + day.month - 1 + (day.day >= FIRST_OF_TERM)
    start = month - month % months
    return Term(
        first_day=_day(start - 1, FIRST_OF_TERM),
        last_day=_day(start + months - 1, FIRST_OF_TERM - 1),
        phrase=_phrase(start, months),
        next_phrase=_phrase(start + months, months),
    )


def term_after(first_day: date, last_day: date, months: int | None = None) -> Term:
    """The term that follows one with these days.

    It has so many `months`, or is as long as the one before was, to the month.
    """
    if months is None:
        days = (last_day - first_day).days + 1
        months = min(TERM_LENGTHS, key=lambda length: abs(length * 30.4 - days))
    # The middle of the next one: a term that a dispatch cut differently still counts.
    return term_of(last_day + timedelta(days=months * 15), months)


def days_like(last, months: int) -> Days:
    """The dates of the period `last`, so many months on.

    The last day of a month stays the last day; a deadline moves to a working day and
    keeps its hour.
    """
    deadline = timezone.localtime(last.deadline)
    day = _working_day(_months_on(deadline.date(), months))
    return Days(
        first_day=_months_on(last.first_day, months),
        last_day=_months_on(last.last_day, months),
        opens_on=_months_on(last.opens_on, months),
        deadline=timezone.make_aware(datetime.combine(day, deadline.time())),
    )


def parts_of(first_day: date, last_day: date, periods) -> list:
    """The fewest of `periods` that lie within these days and do not overlap.

    The longest come first to be taken: two halves before the four quarters.
    """
    taken = []
    for each in sorted(periods, key=lambda p: p.first_day - p.last_day):
        within = first_day <= each.first_day and each.last_day <= last_day
        if within and not any(_overlap(each, other) for other in taken):
            taken.append(each)
    return sorted(taken, key=lambda p: p.last_day)


def overlapping(periods) -> tuple | None:
    """Two of `periods` that share a day, or None."""
    ordered = sorted(periods, key=lambda p: p.first_day)
    pairs = zip(ordered, ordered[1:], strict=False)
    return next((pair for pair in pairs if _overlap(*pair)), None)


def gaps(first_day: date, last_day: date, periods) -> list[tuple[date, date]]:
    """(first, last) of each run of days within these that no period covers."""
    found, day = [], first_day
    for each in sorted(periods, key=lambda p: p.first_day):
        if each.first_day > day:
            found.append((day, min(each.first_day - ONE_DAY, last_day)))
        day = max(day, each.last_day + ONE_DAY)
    return found + ([(day, last_day)] if day <= last_day else [])


def months_missing(first_day, last_day, periods) -> list[tuple[date, date]]:
    """The gaps that are too long to be a dispatch's way of cutting its days."""
    found = gaps(first_day, last_day, periods)
    return [(first, last) for first, last in found if last - first >= SHORTEST_MONTH]


def _overlap(one, other):
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _working_day(day: date) -> date:
    late = day.weekday() >= SATURDAY
    return day + timedelta(days=7 - day.weekday()) if late else day


def _months_on(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    length = monthrange(year, month)[1]
    at_the_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, length if at_the_end else min(day.day, length))


def _day(month: int, day: int) -> date:
    return date(month // 12, month % 12 + 1, day)


def _phrase(start: int, months: int) -> str:
    year, month = divmod(start, 12)
    if months == 12:
        return f"năm {year}"
    if months == 6:
        return f"6 tháng {'cuối' if month else 'đầu'} năm {year}"
    if months == 3:
        return f"quý {QUARTERS[month // 3]} năm {year}"
    return f"tháng {month + 1} năm {year}"
