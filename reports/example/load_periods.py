"""In: the loaded places and people. Out: the catalogue and the three periods, open.

A period opens through the same move as in real life; only its events are dated back.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from reports.catalogue import start_catalogue
from reports.models import CitedDocument, PeriodEvent, ReportingPeriod
from reports.opening import open_period
from reports.terms import term_of as half_year_of
from teams.models import User

from . import reading
from .load_places import Land

OPENING_HOUR, LAST_HOUR = time(8), time(17)
DAYS_TO_REPORT, OPEN_SINCE = 4, 10


def load_indicators(land: Land) -> None:
    """Write the catalogue of 2023."""
    start_catalogue(land.district, reading.toml("indicators.toml")["indicator"])


def load_past_period(
    key: str, land: Land, officer: User, previous: ReportingPeriod | None
) -> ReportingPeriod:
    """Make and open the period that periods.toml calls `key`."""
    row = reading.toml("periods.toml")[key]
    period = ReportingPeriod.objects.create(
        district=land.district,
        previous=previous,
        dispatch=_dispatch(land, row.get("dispatch")),
        deadline=timezone.make_aware(row["deadline"]),
        **{
            name: row[name]
            for name in (
                "phrase",
                "next_phrase",
                "first_day",
                "last_day",
                "opens_on",
            )
        },
    )
    return _open(period, officer)


def load_practice_period(
    today: date, land: Land, officer: User, previous: ReportingPeriod
) -> ReportingPeriod:
    """Make and open the half-year that `today` falls in, for people to practise."""
    now = half_year_of(today)
    closing = now.last_day + timedelta(days=DAYS_TO_REPORT)
    period = ReportingPeriod.objects.create(
        district=land.district,
        phrase=now.phrase,
        next_phrase=now.next_phrase,
        first_day=now.first_day,
        last_day=now.last_day,
        opens_on=today - timedelta(days=OPEN_SINCE),
        deadline=timezone.make_aware(datetime.combine(closing, LAST_HOUR)),
        counting_note=reading.toml("periods.toml")["practice"]["counting_note"],
        previous=previous,
    )
    return _open(period, officer)


def _dispatch(land: Land, key: str | None) -> CitedDocument | None:
    symbols = {row["key"]: row["symbol"] for row in reading.rows("documents.csv")}
    if key is None:
        return None
    return CitedDocument.objects.get(district=land.district, number=symbols[key])


def _open(period: ReportingPeriod, officer: User) -> ReportingPeriod:
    open_period(period, by=officer)
    at = timezone.make_aware(datetime.combine(period.opens_on, OPENING_HOUR))
    PeriodEvent.objects.filter(period=period).update(at=at)
    return period
