"""What happened, as ids, in; each in words, with who, when and from what, out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from reports.changes import change_of
from reports.figures import FigureTable, load_specs
from reports.intake.asked import full_label
from reports.models import (
    Attachment,
    CellQuestion,
    FigureVersion,
    SubmissionEvent,
    WordsVersion,
)
from reports.news import ADDED, ANSWER, FIGURE, MOVE, REMOVED, WORDS, Item

from .cells import anchor
from .changed import change_line
from .review import review_url

BY_CHANGE = "đã sửa số liệu"
NO_WORDS = "chưa viết"


@dataclass(frozen=True)
class NewsLine:
    """`before`, `after`: then and now, or nothing; `same`: changed back meanwhile.

    `note`: from what, or why; `times`: how often it was changed since.
    """

    kind: str
    title: str
    place: str
    at: datetime
    by: object
    before: str = ""
    after: str = ""
    note: str = ""
    url: str = ""
    times: int = 1
    same: bool = False


def news_lines(doings: Iterable, period) -> dict[Item, NewsLine]:
    """{the last item of each doing: its line}: one query for each kind there is."""
    by_kind = defaultdict(list)
    for doing in doings:
        by_kind[doing.last.kind].append(doing)
    table = FigureTable(load_specs(period), ())
    makers = {
        FIGURE: _figures,
        MOVE: _moves,
        WORDS: _words,
        ADDED: _files,
        REMOVED: _files,
        ANSWER: _answers,
    }
    return {
        doing.last: line
        for kind, found in by_kind.items()
        for doing, line in makers[kind](found, table, period)
    }


def _figures(doings, table, period):
    rows = (
        FigureVersion.objects.filter(figure__in=[d.last.part for d in doings])
        .select_related("by", "figure__indicator", "figure__hamlet", "file", "message")
        .defer("file__content", "message__text")
        .order_by("figure", "number")
    )
    versions = defaultdict(list)
    for row in rows:
        versions[row.figure_id].append(row)
    for doing in doings:
        yield doing, _figure(doing, versions[doing.last.part], table)


def _figure(doing, versions, table):
    """From the last value that was seen to the one that stands."""
    unseen = {item.pk for item in doing.items}
    first = min(v.number for v in versions if v.pk in unseen)
    line = change_line(change_of(versions, lambda v: v.number < first), table)
    version = line.version
    return NewsLine(
        kind=FIGURE,
        title=line.indicator,
        place=line.place,
        at=version.at,
        by=version.by,
        before=line.before,
        after=line.after,
        note=source_words(version),
        url=reverse("reports:history", args=[version.figure_id]),
        times=sum(v.number >= first for v in versions),
        same=not line.is_real,
    )


def source_words(version) -> str:
    """From what a version was entered: the way, its file or message, the note."""
    words = version.get_source_display()
    source = version.file or version.message
    if source:
        words = f"{words}: {source}"
    if version.note and version.note != version.get_source_display():
        words = f"{words} ({version.note})"
    return words


def _moves(doings, table, period):
    rows = SubmissionEvent.objects.select_related("by").in_bulk(_pks(doings))
    for doing in doings:
        row = rows[doing.last.pk]
        url = review_url(row.submission_id, period.pk)
        yield (
            doing,
            NewsLine(
                MOVE,
                row.get_move_display(),
                "",
                row.at,
                row.by,
                note=row.reason,
                url=url,
            ),
        )


def _words(doings, table, period):
    rows = WordsVersion.objects.filter(words__in=[d.last.part for d in doings])
    versions = defaultdict(list)
    for row in rows.select_related("by", "words").order_by("words", "number"):
        versions[row.words_id].append(row)
    for doing in doings:
        yield doing, _topic(doing, versions[doing.last.part], period)


def _topic(doing, versions, period):
    unseen = {item.pk for item in doing.items}
    first = min(v.number for v in versions if v.pk in unseen)
    before = [v for v in versions if v.number < first]
    last = versions[-1]
    then, now = (before[-1].text if before else ""), last.text
    return NewsLine(
        WORDS,
        last.words.get_topic_display(),
        "",
        last.at,
        last.by,
        before=then or NO_WORDS,
        after=now or NO_WORDS,
        url=review_url(last.words.submission_id, period.pk),
        times=sum(v.number >= first for v in versions),
        same=then == now,
    )


def _files(doings, table, period):
    rows = (
        Attachment.objects.without_content()
        .select_related("by", "removed_by", "indicator", "hamlet")
        .in_bulk(_pks(doings))
    )
    for doing in doings:
        row, removed = rows[doing.last.pk], doing.last.kind == REMOVED
        about = row.indicator
        label = full_label(table, table.spec(about.key)) if about else ""
        url = reverse("reports:evidence", args=[row.submission_id])
        yield (
            doing,
            NewsLine(
                doing.last.kind,
                row.name,
                ", ".join(filter(None, [label, str(row.hamlet or "")])),
                row.removed_at if removed else row.at,
                row.removed_by if removed else row.by,
                note=f"{row.get_purpose_display()}{', ' if row.note else ''}{row.note}",
                url=url,
            ),
        )


def _answers(doings, table, period):
    rows = CellQuestion.objects.select_related("answered_by", "indicator", "hamlet")
    rows = rows.in_bulk(_pks(doings))
    for doing in doings:
        row = rows[doing.last.pk]
        key = row.indicator.key
        page = review_url(row.submission_id, period.pk)
        yield (
            doing,
            NewsLine(
                ANSWER,
                full_label(table, table.spec(key)),
                str(row.hamlet or ""),
                row.answered_at,
                row.answered_by,
                before=row.text,
                after=row.answer or BY_CHANGE,
                url=f"{page}#{anchor(key, row.hamlet_id)}",
            ),
        )


def _pks(doings):
    return [doing.last.pk for doing in doings]
