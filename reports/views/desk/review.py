"""A submission in; its figures beside the last period's, findings and events out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from reports import rules
from reports.checks import Rule
from reports.figures import CommuneUnit, FigureTable, Level, Spec
from reports.judging import Judgement, gather_evidence
from reports.models import FindingReason, Submission, SubmissionEvent
from reports.totals import commune_total, hamlet_total

from .cells import CellView, anchor, total_text, view_of_cell, view_of_total
from .findings import RuleGroup, by_severity, latest_reasons, rule_groups
from .questions import QuestionsDesk, ask_urls, questions_desk


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
    ask: bool
    take_back: bool


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
    questions: QuestionsDesk
    last_period: object
    may: May

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
    events = tuple(submission.events.select_related("by").order_by("-at", "-pk"))
    questions = questions_desk(submission, evidence.table, events)
    commune = evidence.table.commune(submission.commune_id)
    may = _may(user, submission)
    asks = ask_urls(submission, commune, evidence.table) if may.ask else {}
    figures = _Figures(evidence, commune, judgement, asks, questions)
    return ReviewPage(
        submission=submission,
        commune=figures.commune,
        judgement=judgement,
        grid=figures.grid(),
        rows=figures.rows(),
        missing=tuple(_missing(evidence.table, figures.commune, judgement)),
        rules=_rules(judgement, reasons, figures),
        reasons=tuple(_given(row) for row in reasons),
        events=events,
        questions=questions,
        last_period=period.previous if figures.last else None,
        may=may,
    )


def _rules(judgement, reasons, figures):
    return rule_groups(
        judgement.findings,
        latest_reasons(reasons),
        _place_of,
        lambda finding: figures.ask(finding.key, finding.hamlet_id),
    )


def _may(user, submission):
    return May(
        review=rules.may_review(user, submission),
        reopen=rules.may_reopen(user, submission),
        enter=rules.may_fill_in_on_behalf(user, submission),
        ask=rules.may_ask(user, submission),
        take_back=rules.may_take_question_back(user, submission),
    )


def cell_beside(evidence, submission, cell) -> CellView:
    """One cell (an AskedCell) with what stood there in the period before."""
    commune = evidence.table.commune(submission.commune_id)
    judgement = evidence.judgement(submission.commune_id)
    figures = _Figures(evidence, commune, judgement, {}, QuestionsDesk())
    return figures.cell(cell.spec, cell.hamlet_id)


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


class _Figures:
    """One commune's cells, each with what stood there in the period before."""

    def __init__(self, evidence, commune, judgement, asks, questions):
        self.table = evidence.table
        self.commune = commune
        last = evidence.last
        known = last is not None and any(c.id == commune.id for c in last.communes)
        self.last = last if known else None
        self.marks = _marks(judgement)
        self.asks = asks
        self.asked = _asked(questions)

    def ask(self, key, hamlet_id):
        """Where to ask about a cell; nothing where it was asked about already."""
        place = key, hamlet_id
        return "" if place in self.asked else self.asks.get(place, "")

    def _questions(self, key, hamlet_id=None):
        return {
            "ask": self.ask(key, hamlet_id),
            "asked": self.asked.get((key, hamlet_id), ""),
        }

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
        in_grid = self._by_hamlet()
        entered = (Level.HAMLET, Level.COMMUNE)
        return tuple(
            CommuneRow(s, self._commune_cell(s), self.table.is_computed(s.key))
            for s in self.table.specs
            if s not in in_grid and s.level in entered
        )

    def cell(self, spec, hamlet_id) -> CellView:
        """The figure of a hamlet or, without one, of the commune."""
        if hamlet_id is None:
            return self._commune_cell(spec)
        return self._hamlet_cell(spec, hamlet_id)

    def _by_hamlet(self):
        if not self.commune.hamlets:
            return ()
        return tuple(s for s in self.table.specs if s.level == Level.HAMLET)

    def _hamlet_cell(self, spec, hamlet_id):
        if spec.key in self.commune.total_only:
            return CellView(anchor(spec.key, hamlet_id), "", label=spec.name)
        if self.table.is_computed(spec.key):
            total = hamlet_total(self.table, spec.key, self.commune.id, hamlet_id)
            return view_of_total(
                spec,
                total,
                hamlet_id,
                label=spec.name,
                **self._questions(spec.key, hamlet_id),
            )
        return view_of_cell(
            spec,
            self.table.cell(spec.key, self.commune.id, hamlet_id),
            hamlet_id,
            last=self._last_of_hamlet(spec, hamlet_id),
            severity=self.marks.get((spec.key, hamlet_id), ""),
            label=spec.name,
            **self._questions(spec.key, hamlet_id),
        )

    def _commune_cell(self, spec):
        in_grid = spec in self._by_hamlet()
        more = {
            "last": self._last_of_commune(spec),
            "severity": self.marks.get((spec.key, None), ""),
            "label": spec.name,
            "total_only": in_grid and spec.key in self.commune.total_only,
            **self._questions(spec.key),
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


def _asked(questions) -> Mapping[tuple[str, int | None], str]:
    """The question that stands at each cell: waiting or answered."""
    return {
        (line.row.indicator.key, line.row.hamlet_id): state
        for state in ("waiting", "answered")
        for line in getattr(questions, state)
    }


def _marks(judgement: Judgement) -> Mapping[tuple[str | None, int | None], str]:
    """The worst severity found at each cell: findings come errors first."""
    marks = {}
    for finding in judgement.findings:
        marks.setdefault((finding.key, finding.hamlet_id), finding.severity.value)
    return marks
