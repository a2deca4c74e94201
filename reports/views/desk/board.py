"""A period and a filter in; the officer's board, one row a commune, out."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from reports import rules
from reports.judging import Judgement, judge_period
from reports.models import Submission
from tuky_cnscd.vietnamese import nfc, search_key

State = Submission.State
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Row:
    """One commune: how far it is, and the one thing to do next."""

    submission: Submission
    judgement: Judgement
    unexplained: bool
    overdue: bool
    may_enter: bool
    may_review: bool

    @property
    def missing(self):
        return len(self.judgement.missing)

    @property
    def errors(self):
        return len(self.judgement.errors)

    @property
    def warnings(self):
        return len(self.judgement.pressing) - self.errors


@dataclass(frozen=True)
class Tab:
    """A state as a filter, and how many communes stand in it."""

    label: str
    count: int
    query: str
    active: bool
    state: str = ""


@dataclass(frozen=True)
class Board:
    rows: tuple[Row, ...]
    tabs: tuple[Tab, ...]
    expected: int
    handed_in: int
    state: str
    search: str

    @property
    def is_filtered(self):
        return bool(self.state or self.search)


def board_page(period, user, *, state="", search="") -> Board:
    """All communes in the district's order; the counts are of the whole period."""
    judgements = judge_period(period)
    submissions = list(period.submissions.in_district_order())
    counts = Counter(submission.state for submission in submissions)
    state = state if state in State.values else ""
    search = " ".join(nfc(search)[:LONGEST_SEARCH].split())
    given = set(period.finding_reasons.values_list("submission", "rule"))
    rows = (_row(s, judgements[s.pk], given, user) for s in submissions)
    return Board(
        rows=tuple(r for r in rows if _matches(r.submission, state, search)),
        tabs=tuple(_tabs(counts, state, search)),
        expected=len(submissions),
        handed_in=sum(counts[state] for state in Submission.HANDED_IN),
        state=state,
        search=search,
    )


def _row(submission, judgement, given, user):
    return Row(
        submission=submission,
        judgement=judgement,
        unexplained=any(
            (submission.pk, finding.rule.value) not in given
            for finding in judgement.pressing
        ),
        overdue=submission.is_overdue,
        may_enter=rules.may_fill_in_on_behalf(user, submission),
        may_review=rules.may_review(user, submission),
    )


def _matches(submission, state, search):
    if state and submission.state != state:
        return False
    return search_key(search) in submission.commune.search_key


def _tabs(counts, active, search):
    yield Tab("Tất cả", counts.total(), _query("", search), not active)
    for state in State:
        yield Tab(
            state.label,
            counts[state],
            _query(state.value, search),
            active == state,
            state.value,
        )


def _query(state, search):
    asked = {"state": state, "q": search}
    return "?" + urlencode({name: value for name, value in asked.items() if value})
