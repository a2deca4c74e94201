"""A commune's return in; what is missing and what is odd in it out.

Gathers from the database what the pure checks ask for; it judges nothing itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from time import monotonic

from reports.checks import (
    Finding,
    MissingCell,
    Peers,
    Severity,
    commune_findings,
    missing_cells,
    peer_medians,
    peers_of,
    sample,
)
from reports.figures import CommuneUnit, FigureTable, Spec, load_table
from reports.models import Product, ReportingPeriod, Submission
from teams.roster import hamlet_team_members


@dataclass(frozen=True)
class Judgement:
    """What stands between a return and its sending, and what is unlikely in it."""

    missing: tuple[MissingCell, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self):
        return tuple(f for f in self.findings if f.is_error)

    @property
    def pressing(self):
        """Errors and warnings: hints are the officer's alone and need no reason."""
        return tuple(f for f in self.findings if f.severity != Severity.HINT)


@dataclass(frozen=True)
class Evidence:
    """What one period's returns are held against: loaded once, for all communes."""

    table: FigureTable
    last: FigureTable | None
    members: Mapping[int, int]
    medians: Mapping[str, Decimal]
    peers: Peers = field(default_factory=Peers)

    def judgement(self, commune_id) -> Judgement:
        """Missing cells and findings of one commune."""
        findings = commune_findings(
            self.table,
            commune_id,
            last=self.last,
            roster={"members": self.members.get(commune_id, 0)},
            medians=self.medians,
            peers=self.peers,
        )
        return Judgement(tuple(missing_cells(self.table, commune_id)), tuple(findings))


@dataclass(frozen=True)
class Background:
    """What one return is held against while it is filled in; others seldom change it.

    `ids`: indicator ids by key; `products`: names of the commune's products by kind.
    """

    specs: tuple[Spec, ...]
    ids: Mapping[str, int]
    commune: CommuneUnit
    products: Mapping[str, tuple[str, ...]]
    last: FigureTable | None
    members: int
    medians: Mapping[str, Decimal]
    peers: Peers

    def table(self, cells, total_only) -> FigureTable:
        """The return's own table, of the cells and the way out as they stand now."""
        commune = replace(self.commune, total_only=frozenset(total_only))
        return FigureTable(self.specs, (commune,), cells)

    def judgement(self, table: FigureTable) -> Judgement:
        """Missing cells and findings of that table."""
        findings = commune_findings(
            table,
            self.commune.id,
            last=self.last,
            roster={"members": self.members},
            medians=self.medians,
            peers=self.peers,
        )
        missing = missing_cells(table, self.commune.id)
        return Judgement(tuple(missing), tuple(findings))


def background(submission) -> Background:
    """Loaded once a minute in each process: a cell that saves itself must be quick.

    Whoever opens or sends the return sees everything as it stands at that moment.
    """
    return _background(submission.pk, int(monotonic() // 60))


def forget_backgrounds():
    """Load them anew; for tests, whose rows come and go."""
    _background.cache_clear()
    _usual.cache_clear()


@lru_cache(maxsize=500)
def _background(submission_id, minute) -> Background:
    rows = Submission.objects.filter(pk=submission_id)
    submission = rows.select_related("commune", "period__previous").get()
    period, commune_id = submission.period, submission.commune_id
    table = load_table(period, rows)
    members = hamlet_team_members(period.district_id, period.last_day)
    medians, peers = _usual(period.pk, minute // 5)
    return Background(
        specs=table.specs,
        ids=dict(period.indicators.values_list("key", "pk")),
        commune=table.commune(commune_id),
        products=product_names(commune_id),
        last=last_table(period, commune_id=commune_id),
        members=members.get(commune_id, 0),
        medians=medians,
        peers=peers,
    )


@lru_cache(maxsize=20)
def _usual(period_id, five_minutes) -> tuple[Mapping[str, Decimal], Peers]:
    period = ReportingPeriod.objects.select_related("previous").get(pk=period_id)
    table = load_table(period, period.submissions.handed_in())
    last = _last_table(period, [commune.id for commune in sample(table)])
    return peer_medians(table), peers_of(table, last)


def product_names(commune_id) -> dict[str, tuple[str, ...]]:
    """The names of a commune's products by kind: one query."""
    return product_names_of([commune_id]).get(commune_id, {})


def product_names_of(commune_ids) -> dict[int, dict[str, tuple[str, ...]]]:
    """The same of each of several communes that has products: one query for all."""
    products: dict[int, dict[str, tuple[str, ...]]] = {}
    for product in Product.objects.filter(commune__in=commune_ids):
        kinds = products.setdefault(product.commune_id, {})
        kinds[product.kind] = (*kinds.get(product.kind, ()), product.label)
    return products


def gather_evidence(period, *, commune_id=None) -> Evidence:
    """Load what the checks of a period's returns need: a fixed number of queries.

    The period before is cut to `commune_id` where only that return is judged.
    """
    table = load_table(period, period.submissions.all())
    handed_in = [c.id for c in table.communes if c.state in Submission.HANDED_IN]
    sent = table.only(*handed_in)
    asked = [commune_id, *(c.id for c in sample(sent))] if commune_id else None
    last = _last_table(period, asked)
    return Evidence(
        table=table,
        last=last.only(commune_id) if last and commune_id else last,
        members=hamlet_team_members(period.district_id, period.last_day),
        medians=peer_medians(sent),
        peers=peers_of(sent, last),
    )


def last_table(period, *, commune_id=None) -> FigureTable | None:
    """What the communes had handed in for the period before, or None."""
    return _last_table(period, None if commune_id is None else [commune_id])


def _last_table(period, commune_ids) -> FigureTable | None:
    if period.previous is None:
        return None
    submissions = period.previous.submissions.handed_in()
    if commune_ids is not None:
        submissions = submissions.filter(commune__in=commune_ids)
    return load_table(period.previous, submissions)


def same_period_last_year(period) -> ReportingPeriod | None:
    """The period of the same months a year earlier, give or take two weeks."""
    near = timedelta(days=15)
    first, last = (
        day - timedelta(days=365) for day in (period.first_day, period.last_day)
    )
    return (
        ReportingPeriod.objects.filter(
            district=period.district_id,
            first_day__range=(first - near, first + near),
            last_day__range=(last - near, last + near),
        )
        .exclude(pk=period.pk)
        .first()
    )


def judge(submission) -> Judgement:
    """One commune's return as it stands in the database."""
    evidence = gather_evidence(submission.period, commune_id=submission.commune_id)
    return evidence.judgement(submission.commune_id)


def judge_period(period) -> dict[int, Judgement]:
    """Every return of the period, by the submission's id."""
    evidence = gather_evidence(period)
    return {
        commune.submission_id: evidence.judgement(commune.id)
        for commune in evidence.table.communes
    }
