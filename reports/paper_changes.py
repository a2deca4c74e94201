"""A return's papers and its content of today in; what changed since one of them out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from reports.contents import Change, Content, changes, content_of
from reports.figures import FigureTable
from reports.models import CommunePaper, FigureVersion, SubmissionWords, WordsVersion


@dataclass(frozen=True)
class Since:
    """One change, and who made it when; of activities nobody keeps that."""

    change: Change
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class ChangedSince:
    """What says something else today than a paper that was printed."""

    paper: CommunePaper
    changes: tuple[Since, ...]

    @property
    def is_signed(self) -> bool:
        return self.paper.scan_id is not None


def changes_since_paper(submission, table: FigureTable) -> ChangedSince | None:
    """As `changes_since`; `table` holds the return. At most five queries."""
    papers = list(light(submission.papers.all()))
    if not papers:
        return None
    return changes_since(papers, content_of(submission, table))


def changes_since(papers: Sequence[CommunePaper], now: Content) -> ChangedSince | None:
    """What changed since the paper that counts; None where it still holds.

    What counts is the last signed paper, or the last printed one where none is
    signed; one that says what the return says today holds, whenever it was made.
    `papers` are all of one return, the oldest first.
    """
    counting = [paper for paper in papers if paper.scan_id] or papers
    if not counting or any(paper.code == now.code for paper in counting):
        return None
    return changed_since(counting[-1], now)


def changed_since(paper: CommunePaper, now: Content) -> ChangedSince:
    """What says something else in `now` than on the paper, in the form's order."""
    found = changes(Content.from_json(paper.figures), now)
    return ChangedSince(paper, told(found, paper.submission_id))


def told(found: Iterable[Change], submission_id, *, until=None) -> tuple[Since, ...]:
    """Each change with who made it last and when, until a moment: two queries."""
    found = tuple(found)
    cells = _last_of_figures(submission_id, until) if found else {}
    words = _last_of_words(submission_id, until) if found else {}
    return tuple(_since(found, cells, words))


def light(papers):
    """Papers for a list: without their documents and scans."""
    return papers.defer("content", "scan__content").select_related("by", "scan__by")


def _since(found: Iterable[Change], cells, words):
    for change in found:
        if change.key:
            version = cells.get((change.key, change.hamlet_id))
        else:
            version = words.get(change.label)
        yield Since(change, str(version.by), version.at) if version else Since(change)


def _last_of_figures(submission_id, until):
    when = Q(at__lte=until) if until else Q(number=F("figure__version"))
    rows = FigureVersion.objects.filter(when, figure__submission=submission_id)
    rows = rows.select_related("by", "figure__indicator").order_by("number")
    return {(v.figure.indicator.key, v.figure.hamlet_id): v for v in rows}


def _last_of_words(submission_id, until):
    when = Q(at__lte=until) if until else Q(number=F("words__version"))
    rows = WordsVersion.objects.filter(when, words__submission=submission_id)
    rows = rows.select_related("by", "words").order_by("number")
    return {SubmissionWords.Topic(v.words.topic).label: v for v in rows}
