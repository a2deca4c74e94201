"""A period and what is asked for in; the officer's board, one row a commune, out."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q

from reports import rules
from reports.checks import missing_cells
from reports.intake.district import own_figures
from reports.judging import Evidence, gather_evidence
from reports.models import Attachment, CellQuestion, FigureVersion, Submission
from reports.news import news, seen_by

from .board_asked import Asked, Tab, matching, steps, tab_groups
from .cells import anchor
from .holding import HeldSince, Holder, days_since, holder_label, holder_of
from .review import review_url

A_PAGE = 100
COUNTED_FILES = (Attachment.Purpose.EVIDENCE, Attachment.Purpose.SIGNED)
NAMED_AT_MOST = 3


@dataclass(frozen=True)
class Row:
    """One commune: how far it is, who has it in hand, and what stands against it.

    `unexplained`: something was found that nobody gave a reason for yet.
    """

    submission: Submission
    holder: Holder
    since: datetime | None
    missing: int
    errors: int
    warnings: int
    unexplained: bool
    overdue: bool
    waiting: int
    answered: int
    files: int
    changed: bool

    @property
    def days(self):
        """Whole days that somebody has it in hand; None where nobody has."""
        return None if self.holder == Holder.NOBODY else days_since(self.since)


@dataclass(frozen=True)
class Line:
    """A row as it stands on the page, with what only a page's worth is read for.

    `where`: which indicators have blanks; `touched`: the last version, who and when.
    """

    row: Row
    url: str
    missing_url: str
    where: str
    holder: str
    touched: FigureVersion | None
    may_enter: bool
    may_review: bool

    def __getattr__(self, name):
        return getattr(self.row, name)


@dataclass(frozen=True)
class Board:
    """`matching`: every row that is asked for, in order; `page`: one page of lines."""

    asked: Asked
    matching: tuple[Row, ...]
    page: Page
    groups: tuple[tuple[str, tuple[Tab, ...]], ...]
    steps: tuple[tuple[int, str, str], ...]
    own_blank: int
    expected: int
    handed_in: int
    to_accept: bool
    looked_at: datetime | None

    @property
    def rows(self):
        return self.page.object_list

    @property
    def tabs(self):
        return [tab for _, tabs in self.groups for tab in tabs]


def board_rows(period, user, evidence: Evidence) -> list[Row]:
    """Every commune in the district's order: a fixed number of queries, O(n)."""
    submissions = list(period.submissions.in_district_order())
    around = _Around(period, user)
    return [_row(s, period, evidence, around) for s in submissions]


def board_page(period, user, asked: Asked) -> Board:
    """The rows that are asked for; every count is of rows that its link shows."""
    evidence = gather_evidence(period)
    rows = board_rows(period, user, evidence)
    found = matching(rows, asked)
    page = Paginator(found, A_PAGE).get_page(asked.page)
    page.object_list = _lines(period, user, evidence, page.object_list)
    return Board(
        asked=asked,
        matching=tuple(found),
        page=page,
        groups=tab_groups(rows, asked, period.district.level_word),
        steps=steps(rows),
        own_blank=_own_blank(evidence.table) if period.is_open else 0,
        expected=len(rows),
        handed_in=sum(r.submission.state in Submission.HANDED_IN for r in rows),
        to_accept=any(rules.may_review(user, row.submission) for row in rows),
        looked_at=seen_by(user, period)[1],
    )


def _own_blank(table) -> int:
    """How many of the district's own figures nobody entered yet."""
    figures = own_figures(table, dict.fromkeys((spec.key for spec in table.specs), 0))
    return sum(figure.standing.is_blank for figure in figures)


class _Around:
    """What the rows are told besides their figures: read once for all of them."""

    def __init__(self, period, user):
        self.given = set(period.finding_reasons.values_list("submission", "rule"))
        self.since = HeldSince(period)
        self.questions = _questions(period)
        self.files = _files(period)
        fresh = news(period, seen_by(user, period)[0], besides=user)
        self.changed = {item.submission_id for item in fresh}


def _questions(period):
    """{return: (waiting, answered)} of the questions that stand."""
    standing = CellQuestion.objects.standing().filter(submission__period=period)
    is_open = Q(answered_at__isnull=True)
    rows = standing.order_by().values_list("submission")
    counted = rows.annotate(
        waiting=Count("pk", filter=is_open), answered=Count("pk", filter=~is_open)
    )
    return {pk: (waiting, answered) for pk, waiting, answered in counted}


def _files(period):
    """{return: how many files of evidence} that nobody removed."""
    kept = Attachment.objects.kept().filter(
        submission__period=period, purpose__in=COUNTED_FILES
    )
    return dict(kept.order_by().values_list("submission").annotate(Count("pk")))


def _row(submission, period, evidence, around):
    submission.period = period
    judgement = evidence.judgement(submission.commune_id)
    errors = len(judgement.errors)
    waiting, answered = around.questions.get(submission.pk, (0, 0))
    return Row(
        submission=submission,
        holder=holder_of(submission),
        since=around.since.of(submission),
        missing=len(judgement.missing),
        errors=errors,
        warnings=len(judgement.pressing) - errors,
        unexplained=any(
            (submission.pk, finding.rule.value) not in around.given
            for finding in judgement.pressing
        ),
        overdue=submission.is_overdue,
        waiting=waiting,
        answered=answered,
        files=around.files.get(submission.pk, 0),
        changed=submission.pk in around.changed,
    )


def _lines(period, user, evidence, rows):
    """The lines of one page: one query, whatever the number of pages."""
    touched = _last_versions([row.submission.pk for row in rows])
    return [_line(row, period, user, evidence, touched) for row in rows]


def _line(row, period, user, evidence, touched):
    submission = row.submission
    missing = (
        missing_cells(evidence.table, submission.commune_id) if row.missing else []
    )
    url = review_url(submission.pk, period.pk)
    place = f"#{anchor(missing[0].key, missing[0].hamlet_id)}" if missing else ""
    return Line(
        row=row,
        url=url,
        missing_url=url + place,
        where=_where(missing, evidence.table),
        holder=holder_label(row.holder, period.district.level_word),
        touched=touched.get(submission.pk),
        may_enter=rules.may_fill_in_on_behalf(user, submission),
        may_review=rules.may_review(user, submission),
    )


def _last_versions(submissions):
    """{return: the version that was written last}, with who wrote it."""
    last = (
        FigureVersion.objects.filter(figure__submission__in=submissions)
        .order_by()
        .values("figure__submission")
        .annotate(last=Max("pk"))
    )
    rows = FigureVersion.objects.filter(pk__in=last.values("last"))
    return {
        row.figure.submission_id: row for row in rows.select_related("by", "figure")
    }


def _where(missing, table):
    """“chỉ tiêu 4, 6, 7 và 02 chỉ tiêu khác”; nothing where nothing is blank."""
    specs = [table.spec(key) for key in dict.fromkeys(cell.key for cell in missing)]
    names = [(s.number.strip(" .") or s.name) for s in specs]
    if not names:
        return ""
    more = len(names) - NAMED_AT_MOST
    tail = f" và {more:02d} chỉ tiêu khác" if more > 0 else ""
    return f"chỉ tiêu {', '.join(names[:NAMED_AT_MOST])}{tail}"
