"""A period's comments in; each with what it is about and what may be done, out."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse

from reports.models import LeaderComment, PeriodIndicator, Section, Submission
from reports.rules import may_settle_comment, may_take_comment_back

A_PAGE = 50
ALL = "tat-ca"


@dataclass(frozen=True)
class Target:
    """What a comment is about: at most one section, or a figure of a place."""

    section: Section | None = None
    indicator: PeriodIndicator | None = None
    submission: Submission | None = None

    @property
    def label(self) -> str:
        if self.section:
            return f"Mục “{self.section.title}”"
        if not self.indicator:
            return "Cả báo cáo"
        number = self.indicator.number.strip(" .")
        name = f"{number}. {self.indicator.name}" if number else self.indicator.name
        where = f", {self.submission.commune}" if self.submission else ""
        return f"Chỉ tiêu {name}{where}"

    def url(self, period_id: int) -> str:
        """Where it is read."""
        if self.indicator:
            return reverse("reports:trace", args=[period_id, self.indicator.key])
        page = reverse("reports:report", args=[period_id])
        return f"{page}#muc-{self.section.pk}" if self.section else page

    def fields(self) -> dict:
        return {
            "section": self.section,
            "indicator": self.indicator,
            "submission": self.submission,
        }


@dataclass
class Line:
    """One comment; `form` where its reply was refused."""

    row: LeaderComment
    label: str
    url: str
    may_settle: bool
    may_take_back: bool
    form: object = None


@dataclass(frozen=True)
class CommentsPage:
    page: Page
    lines: tuple[Line, ...]
    open: int
    all: int
    shows_all: bool


def comments_page(period, user, *, which="", number=None, refused=None):
    """Open comments, or all of them; `refused`: {pk: a form with its errors}."""
    rows = period.leader_comments.all()
    shown = rows if which == ALL else rows.open()
    page = Paginator(_with_targets(shown), A_PAGE).get_page(number)
    lines = [line_of(row, user) for row in page]
    for line in lines:
        line.form = (refused or {}).get(line.row.pk)
    return CommentsPage(
        page=page,
        lines=tuple(lines),
        open=rows.open().count(),
        all=rows.count(),
        shows_all=which == ALL,
    )


def comments_on(period, key, user) -> list[Line]:
    """What was said of one indicator, newest first."""
    rows = period.leader_comments.standing().filter(indicator__key=key)
    return [line_of(row, user) for row in _with_targets(rows)]


def section_comments(period, user) -> dict[int, list[Line]]:
    """Open comments by the section that they are about, newest first: one query."""
    found = defaultdict(list)
    rows = period.leader_comments.open().filter(section__isnull=False)
    for row in _with_targets(rows):
        found[row.section_id].append(line_of(row, user))
    return found


def line_of(row, user) -> Line:
    """One comment with what this person may do about it."""
    target = Target(row.section, row.indicator, row.submission)
    return Line(
        row=row,
        label=target.label,
        url=target.url(row.period_id),
        may_settle=may_settle_comment(user, row),
        may_take_back=may_take_comment_back(user, row),
    )


def _with_targets(rows):
    return rows.select_related(
        "period", "section", "indicator", "submission__commune", "by", "settled_by"
    )
