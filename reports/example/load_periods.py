"""In: the loaded places and people. Out: the catalogue and the three periods, open.

A period opens through the same move as in real life; only its events are dated back.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from reports.models import CitedDocument, Indicator, PeriodEvent, ReportingPeriod
from reports.models.indicator import IndicatorFields
from reports.opening import open_period
from teams.models import User

from . import reading
from .load_places import Land

OPENING_HOUR, LAST_HOUR = time(8), time(17)
DAYS_TO_REPORT, OPEN_SINCE = 4, 10


@dataclass(frozen=True)
class HalfYear:
    """A half-year as Decree 09/2019 counts it: from the 15th to the 14th."""

    first_day: date
    last_day: date
    phrase: str
    next_phrase: str


def half_year_of(day: date) -> HalfYear:
    """The half-year that `day` falls in: 15/12–14/6 or 15/6–14/12."""
    year = day.year + (day >= date(day.year, 12, 15))
    second = date(year, 6, 15)
    if day < second:
        return HalfYear(
            date(year - 1, 12, 15),
            date(year, 6, 14),
            f"6 tháng đầu năm {year}",
            f"6 tháng cuối năm {year}",
        )
    return HalfYear(
        second,
        date(year, 12, 14),
        f"6 tháng cuối năm {year}",
        f"6 tháng đầu năm {year + 1}",
    )


def load_indicators(land: Land) -> None:
    """Write the catalogue of 2023."""
    rows = reading.toml("indicators.toml")["indicator"]
    relations = IndicatorFields.RELATIONS
    indicators = {
        row["key"]: Indicator(
            district=land.district,
            position=place * 10,
            **{name: row[name] for name in row if name not in relations},
        )
        for place, row in enumerate(rows, start=1)
    }
    Indicator.objects.bulk_create(indicators.values())
    for row in rows:
        for name in relations:
            if name in row:
                setattr(indicators[row["key"]], name, indicators[row[name]])
    Indicator.objects.bulk_update(indicators.values(), list(relations))


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
