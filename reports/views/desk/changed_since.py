"""A period and a person in; what changed since they last looked, by commune, out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils import timezone

from reports.models import Submission
from reports.news import FIGURE, WORDS, Item, Seen, news, receipt_of_look, seen_by
from tuky_cnscd.forms import row_id

from .news_lines import NewsLine, news_lines

A_PAGE = 100
# How far back: the word in the address, and what the page calls it.
RANGES = {
    "": "Từ lần xem trước",
    "hom-qua": "Từ hôm qua",
    "7-ngay": "7 ngày qua",
    "dau-ky": "Từ đầu kỳ",
}
WHOLE = ("", "dau-ky")


@dataclass(frozen=True)
class Wanted:
    """What the address asks for: how far back, one commune, one's own doings too."""

    since: str = ""
    submission: int | None = None
    mine_too: bool = False
    page: str | int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Wanted":
        """Read from a query: tu, xa, ca-toi, trang."""
        since, only = query.get("tu", ""), query.get("xa", "")
        return cls(
            since=since if since in RANGES else "",
            submission=row_id(only),
            mine_too=query.get("ca-toi") == "1",
            page=query.get("trang", 1),
        )

    def query(self, **changes) -> str:
        """The address of the same with `changes`, from its first page."""
        asked = {**vars(self), **changes}
        words = {
            "tu": asked["since"],
            "xa": asked["submission"],
            "ca-toi": "1" if asked["mine_too"] else "",
        }
        return "?" + urlencode({name: word for name, word in words.items() if word})


@dataclass(frozen=True)
class Doing:
    """What becomes one line: all that was not seen of one figure, or one happening."""

    items: tuple[Item, ...]

    @property
    def last(self) -> Item:
        return self.items[-1]


@dataclass(frozen=True)
class Group:
    """One commune's lines of this page; no submission: the district's own figures."""

    submission: Submission | None
    count: int
    lines: tuple[NewsLine, ...]


@dataclass(frozen=True)
class ChangedSince:
    """`receipt`: what “Đã xem hết” hands back, where everything unseen is listed."""

    wanted: Wanted
    page: Page
    groups: tuple[Group, ...]
    looked_at: datetime | None
    ranges: tuple[tuple[str, str, bool], ...]
    submission: Submission | None
    receipt: str

    @property
    def own_query(self):
        return self.wanted.query(mine_too=not self.wanted.mine_too)

    @property
    def all_query(self):
        return self.wanted.query(submission=None)


def changed_since(period, user, wanted: Wanted) -> ChangedSince:
    """One page of lines: a fixed number of queries; newest first, by commune."""
    receipt = receipt_of_look(user, period)
    seen, looked_at = seen_by(user, period)
    besides = None if wanted.mine_too else user
    found = news(period, _range(wanted.since, seen), besides=besides)
    if wanted.submission:
        found = [item for item in found if item.submission_id == wanted.submission]
    doings = in_order(found)
    page = Paginator(doings, A_PAGE).get_page(wanted.page)
    submissions = _submissions(period)
    return ChangedSince(
        wanted=wanted,
        page=page,
        groups=tuple(_groups(page.object_list, doings, period, submissions)),
        looked_at=looked_at,
        ranges=tuple(_ranges(wanted)),
        submission=submissions.get(wanted.submission),
        receipt="" if wanted.submission or wanted.since not in WHOLE else receipt,
    )


def in_order(found: Iterable[Item]) -> list[Doing]:
    """By commune, that of the newest first; within a commune the newest first."""
    by_part: dict[tuple, list[Item]] = {}
    for item in found:
        part = item.part if item.kind in (FIGURE, WORDS) else item.pk
        by_part.setdefault((item.kind, part), []).append(item)
    doings = [Doing(tuple(sorted(items, key=_when))) for items in by_part.values()]
    newest: dict[int | None, tuple] = {}
    for doing in doings:
        commune, when = doing.last.submission_id, _when(doing.last)
        newest[commune] = max(newest.get(commune, when), when)
    return sorted(
        doings,
        key=lambda d: (
            newest[d.last.submission_id],
            d.last.submission_id or 0,
            _when(d.last),
        ),
        reverse=True,
    )


def _when(item: Item):
    return item.at, item.pk, item.kind


def _range(since: str, seen: Seen) -> Seen:
    if since == "hom-qua":
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return Seen(today - timedelta(days=1))
    if since == "7-ngay":
        return Seen(timezone.now() - timedelta(days=7))
    return Seen() if since == "dau-ky" else seen


def _ranges(wanted):
    for word, label in RANGES.items():
        yield label, wanted.query(since=word), word == wanted.since


def _submissions(period):
    rows = period.submissions.in_district_order()
    return {row.pk: row for row in rows}


def _groups(page, doings, period, submissions):
    counts: dict[int | None, int] = {}
    for doing in doings:
        commune = doing.last.submission_id
        counts[commune] = counts.get(commune, 0) + 1
    lines = news_lines(page, period)
    for pk, members in groupby(page, lambda doing: doing.last.submission_id):
        found = tuple(lines[doing.last] for doing in members)
        yield Group(submissions.get(pk), counts[pk], found)
