"""In: the files of the example and the loading day. Out: the example in the database.

True are the totals of 2023 and the report's words; the split, the people and the
other two periods are invented (data/README.txt says which is which).
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reports.checks import Rule
from reports.judging import judge_period
from reports.models import FigureVersion, FindingReason, ReportingPeriod, Submission
from teams.models import District, User

from . import reading
from .load_figures import Fate, load_district_sessions, load_figures
from .load_issued import issue_past_report
from .load_people import OFFICER, load_people
from .load_periods import load_indicators, load_past_period, load_practice_period
from .load_places import Land, load_places
from .load_questions import load_questions
from .load_receipts import load_receipts
from .load_report import (
    load_activities,
    load_narrative,
    load_practice_activities,
    load_products,
    load_report_type,
)
from .load_words import load_words

State, Source = Submission.State, FigureVersion.Source


@dataclass(frozen=True)
class Example:
    """What was loaded; `users` by user name."""

    land: Land
    users: dict[str, User]
    issued: ReportingPeriod
    half_year: ReportingPeriod
    practice: ReportingPeriod

    @property
    def district(self) -> District:
        return self.land.district


@transaction.atomic
def load_example(today: date, password: str) -> Example:
    """Write the whole example; every account gets the same password.

    Raises django.db.IntegrityError where a district of that name exists.
    """
    land = load_places()
    users = load_people(land, password)
    officer = users[OFFICER]
    load_indicators(land)
    load_products(land)
    load_activities(land)
    load_report_type(land)
    issued = _load_2022(land, users)
    half_year = _load_2023(land, users, issued)
    practice = load_practice_period(today, land, officer, half_year)
    load_practice_activities(practice, land, today)
    _fill("practice", practice, land, users, _practice_fates())
    load_questions(practice, land, officer)
    issue_past_report("h2_2022", issued, officer)
    return Example(land, users, issued, half_year, practice)


def _load_2022(land: Land, users) -> ReportingPeriod:
    period = load_past_period("h2_2022", land, users[OFFICER], None)
    fates = {row.code: Fate(State.ACCEPTED) for row in reading.communes()}
    _fill("h2_2022", period, land, users, fates)
    return period


def _load_2023(land: Land, users, previous) -> ReportingPeriod:
    """22 accepted returns, and the one from paper whose VNeID total is too small."""
    period = load_past_period("h1_2023", land, users[OFFICER], previous)
    fates = {row.code: Fate(State.ACCEPTED) for row in reading.communes()}
    fates[reading.totals("h1_2023").odd_commune] = Fate(
        State.SENT,
        source=Source.PAPER,
        reason=reading.toml("periods.toml")["h1_2023"]["odd_reason"],
    )
    _fill("h1_2023", period, land, users, fates)
    return period


def _practice_fates() -> dict[str, Fate]:
    return {row["commune_code"]: _fate(row) for row in reading.rows("practice.csv")}


def _fate(row: dict[str, str]) -> Fate:
    if row["filled"] in ("", "all"):
        return Fate(
            row["state"],
            source=_source(row),
            total_only=tuple(row["total_only"].split()),
            overrides=_overrides(row["overrides"]),
            reason=row["reason"],
        )
    return Fate(row["state"], source=_source(row), filled=tuple(row["filled"].split()))


def _source(row: dict[str, str]) -> str:
    # What is said to be typed was written by the loader, and says so.
    return row["source"] if row["source"] in ("paper", "phone") else Source.EXAMPLE


def _overrides(text: str) -> dict[tuple[str, str], int]:
    if not text:
        return {}
    place, _, value = text.partition("=")
    key, _, hamlet = place.partition("/")
    return {(key, hamlet): int(value)}


def _fill(key: str, period, land: Land, users, fates: dict[str, Fate]) -> None:
    load_figures(key, period, land, users, fates)
    load_district_sessions(key, period, users[OFFICER])
    load_narrative(
        reading.toml("periods.toml")[key]["narrative"],
        period,
        land.signer,
        users[OFFICER],
    )
    _load_reasons(period)
    if key == "practice":
        load_words(period)
    load_receipts(period)


def _load_reasons(period) -> None:
    """What the senders were asked: more VNeID accounts than people guided, why."""
    judgements = judge_period(period)
    sent = period.submissions.filter(sent_at__isnull=False)
    FindingReason.objects.bulk_create(
        FindingReason(
            period=period,
            submission=submission,
            rule=Rule.ABOVE_LIMIT,
            reason=FindingReason.Reason.POLICE,
            by=submission.events.all()[0].by,
            at=submission.sent_at,
        )
        for submission in sent.prefetch_related("events__by")
        if Rule.ABOVE_LIMIT in {f.rule for f in judgements[submission.pk].findings}
    )
