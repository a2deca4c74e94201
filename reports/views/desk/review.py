"""A submission in; its figures beside the last period's, findings and events out."""

from dataclasses import dataclass

from django.urls import reverse

from reports import rules
from reports.acceptances import Reopened, load_events, reopened
from reports.checks import Rule
from reports.contents import Content, content_of
from reports.figures import CommuneUnit, FigureTable, Spec
from reports.judging import Judgement, gather_evidence
from reports.models import FindingReason, Submission, SubmissionEvent
from reports.paper_changes import ChangedSince, changes_since, light

from .cells import CellView, anchor
from .commune_figures import CommuneFigures, CommuneRow, Grid
from .findings import RuleGroup, by_severity, latest_reasons, rule_groups
from .mendings import MendingLines
from .middle import peers
from .questions import SENT_BACK, QuestionsDesk, ask_urls, questions_desk


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
class Waiting:
    """The other communes that wait to be taken up: how many, and the neighbours."""

    count: int
    next: CommuneUnit | None = None
    previous: CommuneUnit | None = None


@dataclass(frozen=True)
class ReviewPage:
    submission: Submission
    commune: CommuneUnit
    judgement: Judgement
    table: FigureTable
    grid: Grid | None
    rows: tuple[CommuneRow, ...]
    missing: tuple[MissingGroup, ...]
    rules: tuple[RuleGroup, ...]
    reasons: tuple[GivenReason, ...]
    events: tuple[SubmissionEvent, ...]
    questions: QuestionsDesk
    last_period: object
    may: May
    changed: ChangedSince | None
    content: Content
    reopened: Reopened | None
    waiting: Waiting | None
    has_peers: bool

    @property
    def groups(self):
        return by_severity(self.rules)

    @property
    def has_cumulatives(self):
        return any(row.cumulative for row in self.rows)

    @property
    def row_width(self):
        """How many columns the table of the commune's rows has."""
        return 2 + self.has_cumulatives + bool(self.last_period) + self.has_peers

    @property
    def is_told(self):
        """Whether all that the commune changed stands in the notice of reopening."""
        back = next((e for e in self.events if e.move in SENT_BACK), None)
        return self.reopened is not None and back == self.reopened.reopening

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
    events = load_events(submission)
    content = content_of(submission, evidence.table)
    again = reopened(submission, events, lambda: content)
    questions = questions_desk(submission, evidence.table, events, content)
    commune = evidence.table.commune(submission.commune_id)
    may = _may(user, submission)
    asks = ask_urls(submission, commune, evidence.table) if may.ask else {}
    figures = CommuneFigures(
        evidence.table,
        submission.commune_id,
        last=evidence.last,
        judgement=judgement,
        asks=asks,
        questions=questions,
        peers=peers(evidence, submission.commune_id),
    )
    return ReviewPage(
        submission=submission,
        commune=figures.commune,
        judgement=judgement,
        table=evidence.table,
        grid=figures.grid(),
        rows=figures.rows(),
        missing=tuple(_missing(evidence.table, figures.commune, judgement)),
        rules=_rules(judgement, reasons, figures),
        reasons=tuple(_given(row) for row in reasons),
        events=events,
        questions=questions,
        last_period=period.previous if figures.last else None,
        may=may,
        changed=changes_since(list(light(submission.papers.all())), content),
        content=content,
        reopened=again,
        waiting=_waiting(user, submission, evidence.table),
        has_peers=bool(figures.peers),
    )


def _waiting(user, submission, table) -> Waiting | None:
    """In the district's order and round again, so that none is passed over."""
    period = submission.period
    if not (rules.may_run(user, period.district_id) and period.is_open):
        return None
    places = [commune.submission_id for commune in table.communes]
    here = places.index(submission.pk)
    around = table.communes[here + 1 :] + table.communes[:here]
    others = [c for c in around if c.state == Submission.State.SENT]
    if not others:
        return Waiting(0)
    return Waiting(len(others), others[0], others[-1] if others[1:] else None)


def _rules(judgement, reasons, figures):
    return rule_groups(
        judgement.findings,
        latest_reasons(reasons),
        _place_of,
        lambda finding: figures.ask(finding.key, finding.hamlet_id),
        MendingLines(figures.table, judgement.findings, _place_of),
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
    figures = CommuneFigures(
        evidence.table,
        submission.commune_id,
        last=evidence.last,
        judgement=evidence.judgement(submission.commune_id),
    )
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
