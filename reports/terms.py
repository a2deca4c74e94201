"""A day in; the reporting term that it falls in, by Decree 09/2019/NĐ-CP, out.

Article 12: a term runs from the 15th of the month before it to the 14th of its last
month. It is a proposal only: a dispatch may ask for other days, and the officer sees
and may change every date.
"""

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
        day = self.last_day + timedelta(days=DAYS_TO_REPORT)
        if day.weekday() >= SATURDAY:
            day += timedelta(days=7 - day.weekday())
        return timezone.make_aware(datetime.combine(day, LAST_HOUR))


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


def term_after(first_day: date, last_day: date) -> Term:
    """The term that follows one with these days, as long as it was, to the month."""
    days = (last_day - first_day).days + 1
    months = min(TERM_LENGTHS, key=lambda length: abs(length * 30.4 - days))
    # The middle of the next one: a term that a dispatch cut differently still counts.
    return term_of(last_day + timedelta(days=months * 15), months)


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
