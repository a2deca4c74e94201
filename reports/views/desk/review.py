"""A submission in; its figures beside the last period's, findings and events out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from reports import rules
from reports.checks import Rule
from reports.figures import CommuneUnit, FigureTable, Level, Spec
from reports.judging import Judgement, gather_evidence
from reports.models import FindingReason, Submission, SubmissionEvent
from reports.paper_changes import ChangedSince, changes_since_paper
from reports.totals import commune_total, hamlet_total

from .cells import CellView, anchor, total_text, view_of_cell, view_of_total
from .findings import RuleGroup, by_severity, latest_reasons, rule_groups

NOT_JUDGED = Judgement(missing=(), findings=())


@dataclass(frozen=True)
class HamletRow:
    name: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class Grid:
    """Hamlets × the indicators that are collected by hamlet, with their totals."""

    specs: tuple[Spec, ...]
    rows: tuple[HamletRow, ...]
    totals: tuple[CellView, ...]


@dataclass(frozen=True)
class CommuneRow:
    spec: Spec
    cell: CellView
    is_computed: bool


@dataclass(frozen=True)
class MissingGroup:
    """The blanks of one indicator: (name of the place, link) each."""

    spec: Spec
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class GivenReason:
    """Why the commune or the officer let the findings of one rule pass."""

    label: str
    row: FindingReason


@dataclass(frozen=True)
class May:
    """The moves that the reader can make now."""

    review: bool
    reopen: bool
    enter: bool


@dataclass(frozen=True)
class ReviewPage:
    submission: Submission
    commune: CommuneUnit
    judgement: Judgement
    grid: Grid | None
    rows: tuple[CommuneRow, ...]
    missing: tuple[MissingGroup, ...]
    rules: tuple[RuleGroup, ...]
    reasons: tuple[GivenReason, ...]
    events: tuple[SubmissionEvent, ...]
    last_period: object
    may: May
    changed: ChangedSince | None

    @property
    def groups(self):
        return by_severity(self.rules)

    @property
    def unexplained(self):
        """Rules that acceptance has to give a reason for."""
        return tuple(g.rule for g in self.rules if not (g.reason or g.is_hint))


def review_page(submission, user) -> ReviewPage:
    """Everything that the page of one return shows: a fixed number of queries."""
    period = submission.period
    evidence = gather_evidence(period, commune_id=submission.commune_id)
    judgement = evidence.judgement(submission.commune_id)
    reasons = tuple(submission.finding_reasons.select_related("by"))
    figures = CommuneFigures(
        evidence.table, submission.commune_id, last=evidence.last, judgement=judgement
    )
    return ReviewPage(
        submission=submission,
        commune=figures.commune,
        judgement=judgement,
        grid=figures.grid(),
        rows=figures.rows(),
        missing=tuple(_missing(evidence.table, figures.commune, judgement)),
        rules=rule_groups(judgement.findings, latest_reasons(reasons), _place_of),
        reasons=tuple(_given(row) for row in reasons),
        events=tuple(submission.events.select_related("by").order_by("-at", "-pk")),
        last_period=period.previous if figures.last else None,
        may=May(
            review=rules.may_review(user, submission),
            reopen=rules.may_reopen(user, submission),
            enter=rules.may_fill_in_on_behalf(user, submission),
        ),
        changed=changes_since_paper(submission, evidence.table),
    )


def review_url(submission_id, period_id, finding=None) -> str:
    """The page of one return, at the cell that a finding is about."""
    address = reverse("reports:review", args=[period_id, submission_id])
    return address + (_place_of(finding) if finding else "")


def _place_of(finding):
    return f"#{anchor(finding.key, finding.hamlet_id)}" if finding.key else ""


def _given(row: FindingReason) -> GivenReason:
    known = row.rule in Rule.values
    return GivenReason(Rule(row.rule).label if known else row.rule, row)


def _missing(table: FigureTable, commune: CommuneUnit, judgement: Judgement):
    names = {hamlet.id: hamlet.name for hamlet in commune.hamlets}
    blanks = {}
    for cell in judgement.missing:
        place = names.get(cell.hamlet_id, "toàn xã")
        link = f"#{anchor(cell.key, cell.hamlet_id)}"
        blanks.setdefault(cell.key, []).append((place, link))
    for key, places in blanks.items():
        yield MissingGroup(table.spec(key), tuple(places))


class CommuneFigures:
    """One commune's cells, each with what stood there in the period before."""

    def __init__(self, table, commune_id, *, last=None, judgement=NOT_JUDGED):
        self.table = table
        self.commune = table.commune(commune_id)
        known = last is not None and any(c.id == commune_id for c in last.communes)
        self.last = last if known else None
        self.marks = _marks(judgement)

    def grid(self) -> Grid | None:
        specs = self._by_hamlet()
        if not specs:
            return None
        return Grid(
            specs=specs,
            rows=tuple(
                HamletRow(h.name, tuple(self._hamlet_cell(s, h.id) for s in specs))
                for h in self.commune.hamlets
            ),
            totals=tuple(self._commune_cell(spec) for spec in specs),
        )

    def rows(self) -> tuple[CommuneRow, ...]:
        """What is counted once for the commune."""
        in_grid = self._by_hamlet()
        return tuple(row for row in self.totals() if row.spec not in in_grid)

    def totals(self) -> tuple[CommuneRow, ...]:
        """What the whole commune counts of each indicator, in their order."""
        entered = (Level.HAMLET, Level.COMMUNE)
        return tuple(
            CommuneRow(s, self._commune_cell(s), self.table.is_computed(s.key))
            for s in self.table.specs
            if s.level in entered
        )

    def _by_hamlet(self):
        if not self.commune.hamlets:
            return ()
        return tuple(s for s in self.table.specs if s.level == Level.HAMLET)

    def _hamlet_cell(self, spec, hamlet_id):
        if spec.key in self.commune.total_only:
            return CellView(anchor(spec.key, hamlet_id), "", label=spec.name)
        if self.table.is_computed(spec.key):
            total = hamlet_total(self.table, spec.key, self.commune.id, hamlet_id)
            return view_of_total(spec, total, hamlet_id, label=spec.name)
        return view_of_cell(
            spec,
            self.table.cell(spec.key, self.commune.id, hamlet_id),
            hamlet_id,
            last=self._last_of_hamlet(spec, hamlet_id),
            severity=self.marks.get((spec.key, hamlet_id), ""),
            label=spec.name,
        )

    def _commune_cell(self, spec):
        in_grid = spec in self._by_hamlet()
        more = {
            "last": self._last_of_commune(spec),
            "severity": self.marks.get((spec.key, None), ""),
            "label": spec.name,
            "total_only": in_grid and spec.key in self.commune.total_only,
        }
        if in_grid and not more["total_only"] or self.table.is_computed(spec.key):
            total = commune_total(self.table, spec.key, self.commune.id)
            return view_of_total(spec, total, **more)
        return view_of_cell(spec, self.table.cell(spec.key, self.commune.id), **more)

    def _last_of_hamlet(self, spec, hamlet_id):
        if self.last is None or not self.last.has(spec.key):
            return ""
        cell = self.last.cell(spec.key, self.commune.id, hamlet_id)
        return view_of_cell(spec, cell).text

    def _last_of_commune(self, spec):
        if self.last is None or not self.last.has(spec.key):
            return ""
        return total_text(spec, commune_total(self.last, spec.key, self.commune.id))


def _marks(judgement: Judgement) -> Mapping[tuple[str | None, int | None], str]:
    """The worst severity found at each cell: findings come errors first."""
    marks = {}
    for finding in judgement.findings:
        marks.setdefault((finding.key, finding.hamlet_id), finding.severity.value)
    return marks
