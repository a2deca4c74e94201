"""A period and how far somebody has seen it in; what happened since, exactly, out.

A row's time and id are both given out before its transaction commits, so a row with
an earlier time or a lower id may appear after one that was read, and two rows may
share a second. A look therefore keeps the moment at which its page was read, and the
identity of everything that stood there from the last `SETTLING` minutes. What is
older than that was committed by then, as no request lasts so long, and counts as
seen; what is younger was seen only if it is named. So nothing is lost or told twice,
also where the clocks of two servers differ by seconds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from reports.models import (
    Attachment,
    CellQuestion,
    FigureVersion,
    LastLook,
    SubmissionEvent,
    WordsVersion,
)

SETTLING = timedelta(minutes=10)
SALT = "reports.news"
FIGURE, MOVE, WORDS = "figure", "move", "words"
ADDED, REMOVED, ANSWER = "added", "removed", "answer"
Ranges = Mapping[str, list[list[int]]]


class Item(NamedTuple):
    """Something that happened; `part`: the figure or the words that it is a version of.

    No submission: it happened to the district's own figures.
    """

    kind: str
    pk: int
    submission_id: int | None
    at: datetime
    by_id: int
    part: int | None = None

    @property
    def identity(self) -> int:
        """A question can be answered again: that is another thing to see."""
        if self.kind != ANSWER:
            return self.pk
        return self.pk * 10**10 + int(self.at.timestamp() * 10**6) % 10**10


@dataclass(frozen=True)
class Seen:
    """What counts as seen: all until `until`, and of what is later, `recent`."""

    until: datetime | None = None
    recent: Ranges = field(default_factory=dict)

    def has(self, item: Item) -> bool:
        """Whether it was seen."""
        if self.until is not None and item.at <= self.until:
            return True
        ranges = self.recent.get(item.kind, ())
        return any(first <= item.identity <= last for first, last in ranges)


def seen_by(user, period) -> tuple[Seen, datetime | None]:
    """What the person has seen of the period, and when they said so: one query."""
    look = LastLook.objects.filter(user=user.pk, period=period.pk).first()
    if look is None:
        return Seen(), None
    return Seen(look.at - SETTLING, look.recent), look.at


# --- what happened --------------------------------------------------------------------


def news(period, seen: Seen, *, besides=None) -> list[Item]:
    """What was not seen yet, in no order: six queries of plain rows.

    `besides`: a user whose own doings are no news to them.
    """
    mine = besides.pk if besides else None
    return [i for i in _items(period, seen.until) if i.by_id != mine if not seen.has(i)]


def _items(period, since) -> Iterable[Item]:
    for kind, rows, of, at, by, part in _sources(period):
        if since is not None:
            rows = rows.filter(**{f"{at}__gt": since})
        names = ["pk", of, at, by, *filter(None, [part])]
        for row in rows.order_by().values_list(*names).iterator(chunk_size=5000):
            yield Item(kind, *row)


def _sources(period):
    """(kind, rows, and the names of: the submission, when, who, of what)."""
    moves = SubmissionEvent.objects.exclude(move=SubmissionEvent.Move.START)
    versions = FigureVersion.objects.filter(figure__indicator__period=period)
    words = WordsVersion.objects.filter(words__submission__period=period)
    files = Attachment.objects.filter(submission__period=period)
    removed = files.filter(removed_at__isnull=False)
    questions = CellQuestion.objects.filter(submission__period=period)
    answers = questions.filter(answered_at__isnull=False)
    of = "submission"
    yield FIGURE, versions, "figure__submission", "at", "by", "figure"
    yield MOVE, moves.filter(submission__period=period), of, "at", "by", None
    yield WORDS, words, "words__submission", "at", "by", "words"
    yield ADDED, files, of, "at", "by", None
    yield REMOVED, removed, of, "removed_at", "removed_by", None
    yield ANSWER, answers, of, "answered_at", "answered_by", None


# --- a look ---------------------------------------------------------------------------


def receipt_of_look(user, period) -> str:
    """What the page shows until now, signed: handed back by “Đã xem hết”.

    To be taken before the page reads what it shows: what comes between the two is
    told again rather than lost.
    """
    now = timezone.now()
    recent: dict[str, list[int]] = {}
    for item in _items(period, now - SETTLING):
        recent.setdefault(item.kind, []).append(item.identity)
    ranges = {kind: _ranges(ids) for kind, ids in recent.items()}
    look = [user.pk, period.pk, now.isoformat(), ranges]
    return signing.dumps(look, salt=SALT, compress=True)


def mark_looked(user, period, receipt: str) -> bool:
    """Remember what that page showed as seen; False where it is not their receipt.

    An older page, open in another tab, takes nothing back.
    """
    try:
        whose, which, at, recent = signing.loads(receipt, salt=SALT)
    except (signing.BadSignature, ValueError):
        return False
    if (whose, which) != (user.pk, period.pk):
        return False
    found = {"at": datetime.fromisoformat(at), "recent": recent}
    with transaction.atomic():
        look, made = LastLook.objects.get_or_create(
            user=user, period=period, defaults=found
        )
        if not made:
            earlier = Q(pk=look.pk, at__lt=found["at"])
            LastLook.objects.filter(earlier).update(**found)
    return True


def _ranges(ids: Iterable[int]) -> list[list[int]]:
    """Runs of ids without a gap: what a bulk of rows was given takes few words."""
    runs: list[list[int]] = []
    for each in sorted(ids):
        if runs and each == runs[-1][1] + 1:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    return runs
