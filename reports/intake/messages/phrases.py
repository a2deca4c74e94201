"""Tokens in; tagged phrases out: what each word or group of words does in a message."""

from dataclasses import dataclass

from tuky_cnscd.vietnamese import search_key

from .lexicon import Role, lexicon
from .tokens import Kind, Token, tokenize

STRANGE = {Role.UNKNOWN, Role.ALTERING, Role.ANOTHER}
SHORTEST_GLUED, LONGEST_GLUED = 2, 16


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


class Tagger:
    """Tags tokens; `words`, as they are written, are those of the sheet's indicators.

    `None` for reading names, whose accents are right: "kinh" is no "kính" there.
    """

    def __init__(self, words: frozenset[str] | None):
        self.reads_names = words is None
        self.forms = words or frozenset()
        self.words = frozenset(map(search_key, self.forms))
        self.lexicon = lexicon()

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
        entry = self.lexicon.at(tokens, at)
        if entry is None:
            glued = self._glued(token.key)
            role = Role.CONCEPT if glued else Role.UNKNOWN
            return self._or_own((token,), role, glued)
        taken = tuple(tokens[at : at + len(entry.words)])
        concepts = frozenset([entry.concept] if entry.concept else ())
        return self._or_own(taken, self._role(entry, taken), concepts)

    def _glued(self, key):
        """Of "tkdvc" the two concepts that it is glued together of."""
        if len(key) > LONGEST_GLUED:
            return frozenset()
        for cut in range(SHORTEST_GLUED, len(key) - SHORTEST_GLUED + 1):
            parts = [self.lexicon.concept(part) for part in (key[:cut], key[cut:])]
            if all(parts):
                return frozenset(parts)
        return frozenset()

    def _role(self, entry, taken):
        """A filler's role, unless the accents are those of an indicator's own word."""
        typed = taken[0].typed.lower()
        if entry.role is not Role.FILLER or len(taken) > 1 or typed == entry.form:
            return entry.role
        is_own = self.reads_names or typed in self.forms
        return Role.UNKNOWN if is_own else entry.role

    def _or_own(self, taken, role, concepts):
        """The phrase, or an indicator's own words where the lists know no better."""
        keys = [token.key for token in taken]
        if role in STRANGE and self.words.issuperset(keys):
            return Phrase(Role.CONCEPT, taken, frozenset(map(own_word, keys)))
        return Phrase(role, taken, concepts)


def own_word(key: str) -> str:
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
        else:
            concepts += [own_word(token.key) for token in _own_tokens(phrase)]
    return concepts


def own_words(*names: str) -> frozenset[str]:
    """The words of names that no list has, as they are written."""
    return frozenset(
        token.typed.lower()
        for name in names
        for phrase in PLAIN.tag(tokenize(name))
        for token in _own_tokens(phrase)
    )


def _own_tokens(phrase):
    is_strange = phrase.role in STRANGE
    return [t for t in phrase.tokens if is_strange and t.kind is Kind.WORD]
