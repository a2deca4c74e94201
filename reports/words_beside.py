"""A period in; what its communes wrote, side by side, and who wrote nothing, out."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from reports.models import Section, Submission, SubmissionWords, WordsVersion
from tuky_cnscd.vietnamese import search_key

Topic = SubmissionWords.Topic
# What a heading of the report says, without diacritics, and whose words fit there.
FITTING = (
    (re.compile("ton tai|han che|kho khan|vuong mac"), Topic.DIFFICULTIES),
    (re.compile("de xuat|kien nghi"), Topic.PROPOSALS),
    (re.compile("^ket qua"), Topic.RESULTS),
)


@dataclass(frozen=True)
class Words:
    """One commune's words under one topic, as they stand."""

    id: int
    submission: Submission
    topic: str
    text: str
    by: str
    at: datetime | None


def words_of(period, topic, *, handed_in=True):
    """Rows with words under a topic, in the district's order; "" writes nothing."""
    rows = SubmissionWords.objects.filter(submission__period=period, topic=topic)
    if handed_in:
        rows = rows.filter(submission__state__in=Submission.HANDED_IN)
    return (
        rows.exclude(text="")
        .select_related("submission__commune")
        .order_by("submission__commune__position", "submission__commune__sort_key")
    )


def with_writers(rows) -> list[Words]:
    """The same with who wrote them and when: two queries."""
    rows = list(rows)
    versions = WordsVersion.objects.filter(
        words__in=[row.pk for row in rows], number=F("words__version")
    ).select_related("by")
    written = {version.words_id: version for version in versions}
    return [_words(row, written.get(row.pk)) for row in rows]


def found(rows, search: str):
    """Those that say it, or whose commune is called so; diacritics ignored."""
    asked = search_key(search)
    return [
        row
        for row in rows
        if asked in row.submission.commune.search_key or asked in search_key(row.text)
    ]


def silent_communes(period, topic, *, handed_in=True):
    """The communes that wrote nothing under a topic, in the district's order."""
    returns = period.submissions.all()
    if handed_in:
        returns = returns.handed_in()
    wrote = words_of(period, topic, handed_in=handed_in).values("submission")
    return returns.exclude(pk__in=wrote).in_district_order()


def topic_of(title: str) -> str:
    """The communes' topic that fits under a heading of the report, or ""."""
    key = search_key(title)
    return next((topic.value for words, topic in FITTING if words.search(key)), "")


def fitting_section(period, topic) -> Section | None:
    """The last heading of the period's report that the topic fits under.

    A chapter's title often says the same as that of the part in it.
    """
    rows = Section.objects.filter(report__period=period, in_report=True)
    fit = [row for row in rows if topic_of(row.title) == topic]
    return fit[-1] if fit else None


def _words(row, version):
    return Words(
        id=row.pk,
        submission=row.submission,
        topic=row.topic,
        text=row.text,
        by=str(version.by) if version else "",
        at=version.at if version else None,
    )
