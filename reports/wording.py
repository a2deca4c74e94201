"""A commune's words as typed in; the words with their versions in the database out."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from reports.models import SubmissionWords, WordsVersion
from reports.recording import take_hold
from tuky_cnscd.vietnamese import nfc


@dataclass(frozen=True)
class Wording:
    """What is proposed under one topic; `based_on`, `key`, `follows`: as Proposal's."""

    topic: str
    text: str
    based_on: int = 0
    key: UUID | None = None
    follows: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Worded:
    """The words as they stand; `theirs` is what somebody else wrote meanwhile."""

    words: SubmissionWords
    theirs: WordsVersion | None = None


def write_words(wording: Wording, *, submission, by) -> Worded:
    """Store what a commune writes under a topic, or say who wrote there meanwhile.

    Raises `NotNow` where entry is closed.
    """
    text = nfc(wording.text).strip()
    with transaction.atomic():
        take_hold(submission, by=by)
        words, _ = SubmissionWords.objects.get_or_create(
            submission=submission, topic=wording.topic
        )
        if text == words.text:
            return Worded(words)
        last = words.versions.select_related("by").filter(number=words.version).first()
        follows = last and last.key is not None and last.key in wording.follows
        if wording.based_on == words.version or follows:
            return Worded(_next_version(words, text, wording.key, by))
        return Worded(words, None if _is_settled(wording, words, text) else last)


def _next_version(words, text, key, by):
    words.text, words.version = text, words.version + 1
    words.save(update_fields=["text", "version"])
    WordsVersion.objects.create(
        words=words, number=words.version, text=text, by=by, key=key
    )
    return words


def _is_settled(wording, words, text):
    """Whether it was written before, or says only what its sender saw."""
    if wording.key and words.versions.filter(key=wording.key).exists():
        return True
    seen = words.versions.filter(number=wording.based_on).first()
    return text == (seen.text if seen else "")
