"""Tokens in; tagged phrases out: what each word or group of words does in a message."""

import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from tuky_cnscd.vietnamese import search_key

from .tokens import Kind, Token, tokenize

WORDS = Path(__file__).with_name("words.toml")


class Role(Enum):
    """What a phrase does; the values are the lists of words.toml, then our own."""

    CONCEPT = "concept"
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
    UNKNOWN = "unknown"
    PLACE = "place"
    NUMBER = "number"
    MARK = "mark"
    SKIP = "skip"


STRANGE = {Role.UNKNOWN, Role.ALTERING, Role.ANOTHER}


@dataclass(frozen=True)
class Phrase:
    """Some tokens with one role; `what` is the place or the amount where it is one."""

    role: Role
    tokens: tuple[Token, ...]
    concepts: frozenset[str] = frozenset()
    what: object = None

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def key(self) -> str:
        return " ".join(token.key for token in self.tokens)

    @property
    def typed(self) -> str:
        return " ".join(token.typed for token in self.tokens)


@cache
def _lexicon():
    """The lists of words.toml: (phrases, forms that are others, weak ones, fillers).

    Phrases are {first word: [(words, role, concept)]}, the longest first.
    """
    read = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    by_first, fillers = {}, set()
    for lists, is_concept in ((read["concepts"], True), (read["roles"], False)):
        for name, phrases in lists.items():
            role, concept = (Role.CONCEPT, name) if is_concept else (Role(name), None)
            if role is Role.FILLER:
                fillers.update(phrases)
            for words in map(_words, phrases):
                by_first.setdefault(words[0], []).append((words, role, concept))
    for entries in by_first.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    excluded = {name: frozenset(forms) for name, forms in read["not"].items()}
    return by_first, excluded, frozenset(read["weak"]["concepts"]), frozenset(fillers)


def _words(phrase):
    return tuple(token.key for token in tokenize(phrase))


class Tagger:
    """Tags tokens; `words`, as they are written, are those of the sheet's indicators.

    `None` for reading names, whose accents are right: "kinh" is no "kính" there.
    """

    def __init__(self, words: frozenset[str] | None):
        self.reads_names = words is None
        words = words or frozenset()
        self.forms = words
        self.words = frozenset(map(search_key, words))
        self.by_first, self.excluded, _, self.fillers = _lexicon()

    def tag(self, tokens: list[Token]) -> list[Phrase]:
        """The phrases of a name, one after another."""
        phrases, at = [], 0
        while at < len(tokens):
            phrase = self.phrase(tokens, at)
            phrases.append(phrase)
            at += len(phrase.tokens)
        return phrases

    def phrase(self, tokens: list[Token], at: int) -> Phrase:
        """The longest known phrase that begins there."""
        token = tokens[at]
        if token.kind is Kind.LEVEL:
            return Phrase(Role.CONCEPT, (token,), frozenset([token.key]))
        if token.kind is not Kind.WORD:
            return Phrase(Role[token.kind.name], (token,))
        for words, role, concept in self.by_first.get(token.key, ()):
            taken = tuple(tokens[at : at + len(words)])
            if self._fits(taken, words, concept or role.value):
                return self._tagged(taken, role, concept)
        return self._tagged((token,), Role.UNKNOWN, None, self._glued(token.key))

    def _glued(self, key):
        """Of "tkdvc" the two concepts that it is glued together of."""
        for cut in range(2, len(key) - 1):
            parts = [self._concept(part) for part in (key[:cut], key[cut:])]
            if all(parts):
                return frozenset(parts)
        return frozenset()

    def _concept(self, key):
        for words, _, concept in self.by_first.get(key, ()):
            if len(words) == 1:
                return concept
        return None

    def _fits(self, taken, words, list_name):
        return (
            tuple(token.key for token in taken) == words
            and all(token.kind is Kind.WORD for token in taken)
            and taken[0].typed.lower() not in self.excluded.get(list_name, ())
        )

    def _tagged(self, taken, role, concept, glued=frozenset()):
        if glued:
            return Phrase(Role.CONCEPT, taken, glued)
        if role is Role.FILLER and len(taken) == 1:
            form = taken[0].typed.lower()
            is_another = form not in self.fillers and (
                form in self.forms or self.reads_names
            )
            role = Role.UNKNOWN if is_another else role
        is_own = role in STRANGE and self.words.issuperset(token.key for token in taken)
        if is_own:
            concepts = frozenset(own_word(token.key) for token in taken)
            return Phrase(Role.CONCEPT, taken, concepts)
        return Phrase(role, taken, frozenset([concept] if concept else ()))


def weak_concepts() -> frozenset[str]:
    """Concepts that many indicators share: what is done, not what is counted."""
    return _lexicon()[2]


def own_word(key):
    """The concept that a word of an indicator's name is, where no list has it."""
    return f"={key}"


PLAIN = Tagger(None)


def concepts_of(name: str) -> frozenset[str]:
    """What a name is made of, words that no list has included."""
    return frozenset(concepts_in_order(name))


def concepts_in_order(name: str) -> list[str]:
    """The same in the order of the name."""
    concepts = []
    for phrase in PLAIN.tag(tokenize(name)):
        if phrase.role is Role.CONCEPT:
            concepts += sorted(phrase.concepts)
        elif phrase.role in STRANGE:
            concepts += [own_word(t.key) for t in phrase.tokens if t.kind is Kind.WORD]
    return concepts


def own_words(*names: str) -> frozenset[str]:
    """The words of names that no list has, as they are written."""
    return frozenset(
        token.typed.lower()
        for name in names
        for phrase in PLAIN.tag(tokenize(name))
        if phrase.role in STRANGE
        for token in phrase.tokens
        if token.kind is Kind.WORD
    )
