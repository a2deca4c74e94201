"""In: open periods and the invented split. Out: figures with versions, and events.

Written in bulk, past the moves: what the form would refuse is stored as it is given,
and the event of that return says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from reports.models import (
    Figure,
    FigureVersion,
    PeriodIndicator,
    ReportingPeriod,
    Submission,
    SubmissionEvent,
)
from teams.models import User

from . import reading
from .load_people import OFFICER, staff_username
from .load_places import Land
from .split import weight

State, Move = Submission.State, SubmissionEvent.Move
Source = FigureVersion.Source
BY_HAMLET = ("households", "trained", "guided", "dvctt")
BY_COMMUNE = ("sessions", "vneid", "vneid_1", "vneid_2")
LISTS = {
    "ocop": ("ocop", False),
    "ocop_online": ("ocop", True),
    "other_online": ("other", True),
}
EVERYTHING = (*BY_HAMLET, *BY_COMMUNE, *LISTS)
NOTE = "Dữ liệu ví dụ"


@dataclass(frozen=True)
class Fate:
    """How far one commune's return has come, and from what it was entered.

    `filled` are the keys that have figures; one that ends in * lacks those of the
    last hamlet. `overrides` are values for (key, hamlet) instead of the split's.
    """

    state: str
    source: str = Source.EXAMPLE
    filled: tuple[str, ...] = EVERYTHING
    total_only: tuple[str, ...] = ()
    overrides: dict[tuple[str, str], int] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class Given:
    """One figure to be stored: a value with or without names, or nothing arose."""

    key: str
    hamlet: str | None
    value: int
    names: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        is_none = self.key in LISTS and not self.names
        return Figure.State.NONE if is_none else Figure.State.VALUE


def load_figures(
    key: str,
    period: ReportingPeriod,
    land: Land,
    users: dict[str, User],
    fates: dict[str, Fate],
) -> None:
    """Write every return of `period`; `fates` are by the commune's code."""
    specs = {spec.key: spec for spec in period.indicators.all()}
    submissions = list(period.submissions.select_related("commune"))
    figures, events = [], []
    for submission in submissions:
        fate = fates[submission.commune.code]
        if fate.state == State.NOT_STARTED:
            continue
        story = _story(submission, fate, users)
        events += story
        submission.state = fate.state
        submission.touched_at = story[0].at
        sent = [event.at for event in story if event.move == Move.SUBMIT]
        submission.sent_at = sent[-1] if sent else None
        submission.total_only.set(specs[k] for k in fate.total_only)
        hamlets = land.hamlets_of(submission.commune)
        for given in givens(key, submission.commune, period, fate):
            figure = _figure(given, specs, submission, hamlets)
            figures.append((figure, story[0], fate.source))
    Submission.objects.bulk_update(submissions, ["state", "touched_at", "sent_at"])
    _store(figures)
    SubmissionEvent.objects.bulk_create(events)


def load_district_sessions(key: str, period: ReportingPeriod, officer: User) -> None:
    """Write the district's own number of sessions; none is "không phát sinh"."""
    number = reading.district_sessions(key)
    figure = Figure(
        indicator=PeriodIndicator.objects.get(period=period, key="sessions"),
        state=Figure.State.VALUE if number else Figure.State.NONE,
        value=number or None,
        version=1,
    )
    at = _at(period.opens_on, time(9))
    event = SubmissionEvent(move=Move.START, by=officer, at=at)
    _store([(figure, event, Source.EXAMPLE)])


def givens(key: str, commune, period: ReportingPeriod, fate: Fate) -> Iterator[Given]:
    """The figures of one commune in the period that totals.toml calls `key`."""
    figures = reading.figures(key)
    code = commune.code
    rows = {
        (name, hamlet): value
        for (name, place, hamlet), value in figures.by_hamlet.items()
        if place == code
    } | fate.overrides
    for name in fate.filled:
        bare = name.rstrip("*")
        if bare in fate.total_only:
            total = sum(v for (k, _), v in rows.items() if k == bare)
            yield Given(bare, None, total)
        elif bare in BY_HAMLET:
            cells = [Given(bare, h, v) for (k, h), v in rows.items() if k == bare]
            yield from cells[:-1] if name.endswith("*") else cells
        elif bare in LISTS:
            kind, online = LISTS[bare]
            day = period.last_day.isoformat()
            names = reading.listed(kind, code, day, online=online)
            yield Given(bare, None, len(names), names)
        else:
            yield Given(bare, None, figures.by_commune[bare, code])


def _figure(given: Given, specs, submission, hamlets) -> Figure:
    none = given.state == Figure.State.NONE
    return Figure(
        indicator=specs[given.key],
        submission=submission,
        hamlet=hamlets[given.hamlet] if given.hamlet else None,
        state=given.state,
        value=None if none else Decimal(given.value),
        names=list(given.names),
        version=1,
    )


def _store(figures) -> None:
    Figure.objects.bulk_create(figure for figure, _, _ in figures)
    FigureVersion.objects.bulk_create(
        FigureVersion(
            figure=figure,
            number=1,
            state=figure.state,
            value=figure.value,
            names=figure.names,
            by=event.by,
            at=event.at,
            source=source,
            note=NOTE,
        )
        for figure, event, source in figures
    )


def _story(submission: Submission, fate: Fate, users) -> list[SubmissionEvent]:
    """The events that led to the state, on days fixed by the commune's code."""
    period, code = submission.period, submission.commune.code
    officer = users[OFFICER]
    on_behalf = fate.source in (Source.PAPER, Source.PHONE)
    sender = officer
    if not on_behalf:
        sender = users[staff_username(submission.commune.name)]
    day = period.opens_on + timedelta(days=weight(0, 3, "day", code))
    minute = weight(0, 59, "minute", code)
    hour = weight(8, 10, "hour", code)
    entry = Move.ON_BEHALF if on_behalf else Move.START
    given = fate.reason if on_behalf else ""
    steps = [(entry, sender, _at(day, time(14, minute)), given)]
    if fate.state in (State.SENT, State.ACCEPTED, State.RETURNED):
        at = _at(day + timedelta(days=1), time(hour, minute))
        steps.append((Move.SUBMIT, sender, at, given))
    taken_up = _at(day + timedelta(days=1), time(15, minute))
    if fate.state == State.ACCEPTED:
        steps.append((Move.ACCEPT, officer, taken_up, ""))
    if fate.state == State.RETURNED:
        steps.append((Move.SEND_BACK, officer, taken_up, fate.reason))
    return [
        SubmissionEvent(submission=submission, move=move, by=by, at=at, reason=reason)
        for move, by, at, reason in steps
    ]


def _at(day, hour) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
