"""words.toml in; its phrases out, by their first word and without their accents."""

import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from .tokens import Kind, Token, tokenize

WORDS = Path(__file__).with_name("words.toml")


class Role(Enum):
    """What a phrase does: the lists of words.toml, then what is told by other means."""

    NONE = "none"
    NONE_ASKED = "none_asked"
    PENDING = "pending"
    APPROXIMATE = "approximate"
    UNSURE = "unsure"
    APPROXIMATE_AFTER = "approximate_after"
    CORRECTION = "correction"
    ANOTHER = "another"
    ALTERING = "altering"
    CUMULATIVE = "cumulative"
    PERFORMED = "performed"
    WITHIN = "within"
    ALL = "all_of_it"
    SPLITS = "splits"
    TOPIC = "topic"
    WHOLE = "whole"
    TOTAL = "total"
    NUMBERED = "numbered"
    KIN = "kin"
    ORDINAL = "ordinal"
    FILLER = "filler"
    CONCEPT = "concept"
    UNKNOWN = "unknown"
    PLACE = "place"
    NUMBER = "number"
    MARK = "mark"
    SKIP = "skip"


@dataclass(frozen=True)
class Entry:
    """A phrase of a list; `others`: words that read like it but are not."""

    words: tuple[str, ...]
    form: str
    role: Role
    concept: str | None
    others: frozenset[str]

    def fits(self, tokens: list[Token]) -> bool:
        """Whether these tokens say it, with its accents or without any.

        Wrong accents are let pass in what is counted, which is often mistyped, and in
        longer phrases; elsewhere they make another word.
        """
        if tuple(token.key for token in tokens) != self.words:
            return False
        if any(token.kind is not Kind.WORD for token in tokens):
            return False
        typed = tokens[0].typed.lower()
        if typed in self.others:
            return False
        is_loose = self.concept or len(self.words) > 1 or typed.isascii()
        return bool(is_loose) or typed == self.form


@dataclass(frozen=True)
class Lexicon:
    """All lists. `weak`: concepts that do not tell one indicator from others."""

    by_first: dict[str, tuple[Entry, ...]]
    weak: frozenset[str]

    def at(self, tokens: list[Token], at: int) -> Entry | None:
        """The longest phrase that begins there."""
        for entry in self.by_first.get(tokens[at].key, ()):
            if entry.fits(tokens[at : at + len(entry.words)]):
                return entry
        return None

    def concept(self, word: str) -> str | None:
        """The concept of a single word without its accents."""
        entries = self.by_first.get(word, ())
        concepts = (e.concept for e in entries if len(e.words) == 1)
        return next(filter(None, concepts), None)


@cache
def lexicon() -> Lexicon:
    """Read once; of phrases that read alike concepts come first."""
    read = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    by_first = {}
    for entry in (*_concepts(read), *_roles(read)):
        by_first.setdefault(entry.words[0], []).append(entry)
    ordered = {
        first: tuple(sorted(entries, key=lambda entry: -len(entry.words)))
        for first, entries in by_first.items()
    }
    return Lexicon(ordered, frozenset(read["weak"]["concepts"]))


def _concepts(read):
    for name, forms in read["concepts"].items():
        for form in forms:
            yield _entry(form, Role.CONCEPT, name, read["not"].get(name, ()))


def _roles(read):
    for name, forms in read["roles"].items():
        for form in forms:
            yield _entry(form, Role(name), None, read["not"].get(name, ()))


def _entry(form, role, concept, others):
    words = tuple(token.key for token in tokenize(form))
    return Entry(words, form, role, concept, frozenset(others))
