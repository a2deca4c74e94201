"""A message's text in; its lines of tagged phrases out, and who sent each."""

from dataclasses import dataclass

from .amounts import Amount, amount_at
from .lexicon import Role
from .phrases import Phrase, Tagger
from .places import SURE_KINDS, Place, Places, kind_at
from .tokens import Kind, Token
from .vocabulary import PERCENT, Vocabulary, whole_name

LONGEST_UNKNOWN_NAME = 3
FARTHEST = 20
NO_NAMES = frozenset({"so", "tong"})  # "Thôn Số hộ" are two headings of a table
BEFORE_BARE = {Role.FILLER, Role.KIN, Role.UNKNOWN, Role.MARK, Role.SKIP, Role.ORDINAL}
NO_WORDS = {Role.NONE, Role.NONE_ASKED}


@dataclass(frozen=True)
class Line:
    """One line; `sender` where it begins with who wrote what follows.

    `is_boundary`: a new message begins here (or, with nothing but a time, has ended).
    """

    number: int
    phrases: tuple[Phrase, ...]
    head: tuple[Phrase, ...] = ()
    is_boundary: bool = False


class LineReader:
    """Tags lines by the words, places and indicators of one sheet."""

    def __init__(self, vocabulary: Vocabulary, places: Places):
        self.vocabulary = vocabulary
        self.places = places
        self.tagger = Tagger(vocabulary.words)

    def read(self, tokens: list[Token]) -> list[Line]:
        """All lines that hold anything, numbered from 1."""
        lines, current, number = [], [], 1
        for token in [*tokens, None]:
            if token is not None and token.key != "\n":
                current.append(token)
                continue
            if current:
                lines.append(self._line(number, current))
            number, current = number + 1, []
        return lines

    # --- phrases ----------------------------------------------------------------------

    def phrases(self, tokens: list[Token]) -> list[Phrase]:
        """The phrases of some tokens of one line."""
        phrases, at = [], 0
        while at < len(tokens):
            phrase = (
                self._name(tokens, at)
                or self._place(tokens, at, phrases)
                or self._amount(tokens, at)
                or self._by_number(tokens, at)
                or self.tagger.phrase(tokens, at)
            )
            phrases.append(phrase)
            at += len(phrase.tokens)
        return _without_names(phrases)

    def _name(self, tokens, at):
        length, key = self.vocabulary.named_at(tokens, at)
        if not length:
            return None
        taken = tuple(tokens[at : at + length])
        return Phrase(Role.CONCEPT, taken, frozenset([whole_name(key)]))

    def _amount(self, tokens, at):
        found = amount_at(tokens, at)
        if not found:
            return None
        is_figure = not found[1].is_percent or self.vocabulary.counted >= PERCENT
        role = Role.NUMBER if is_figure else Role.SKIP
        return Phrase(role, tuple(tokens[at : at + found[0]]), what=found[1])

    def _by_number(self, tokens, at):
        """A number that stands for something else: "chỉ tiêu 5", "lần 2"."""
        phrase = self.tagger.phrase(tokens, at)
        after = at + len(phrase.tokens)
        if after >= len(tokens) or tokens[after].kind is not Kind.NUMBER:
            return None
        taken = tuple(tokens[at : after + 1])
        if phrase.role is Role.NUMBERED:
            spec = self.vocabulary.by_number.get(tokens[after].key)
            concept = frozenset([whole_name(spec.key)]) if spec else frozenset()
            return Phrase(Role.CONCEPT if spec else Role.UNKNOWN, taken, concept)
        if phrase.role is Role.ORDINAL and len(tokens[after].key) == 1:
            return Phrase(Role.SKIP, taken)
        return None

    # --- places -----------------------------------------------------------------------

    def _place(self, tokens, at, before):
        if tokens[at].kind is not Kind.WORD:
            return None
        length = self.places.commune_at(tokens, at)
        if length:
            role = Role.FILLER if _of_the_segment(before) else Role.WHOLE
            return Phrase(role, tuple(tokens[at : at + length]))
        found = self.places.at(tokens, at)
        length = kind_at([token.key for token in tokens[at : at + 3]], 0)[0]
        if found and not length and not self._may_be_bare(tokens, at, found[0], before):
            return None
        if not found and not before:
            found = self._mistyped_heading(tokens)
        if not found and length:
            found = self._stranger(tokens, at, length)
        if not found:
            return None
        return Phrase(Role.PLACE, tuple(tokens[at : at + found[0]]), what=found[1])

    def _may_be_bare(self, tokens, at, length, before):
        """Whether a name without "thôn" before it is one, not words that sound so."""
        capitals = [token.is_name for token in tokens[at : at + length]]
        after = tokens[at + length] if at + length < len(tokens) else None
        if after is not None and after.key == "oi":
            return False
        if all(capitals):
            return True
        start = _of_the_segment(before)
        if start and start[-1].role is Role.KIN and any(capitals):
            return False
        if all(phrase.role in BEFORE_BARE for phrase in start):
            return True
        return after is not None and (
            after.kind is Kind.NUMBER or after.key in (":", "=", "\t", "|")
        )

    def _mistyped_heading(self, tokens):
        found = self.places.mistyped(tokens)
        if not found:
            return None
        after = tokens[found[0]] if found[0] < len(tokens) else None
        ends = after is None or after.kind in (Kind.NUMBER, Kind.MARK)
        if ends or self.tagger.phrase(tokens, found[0]).role is Role.CONCEPT:
            return found
        return None

    def _stranger(self, tokens, at, length):
        """A hamlet that the commune has not: its figures are nobody's here."""
        if tuple(token.key for token in tokens[at : at + length]) not in SURE_KINDS:
            return None
        after, end = at + length, at + length
        while (
            end < min(len(tokens), after + LONGEST_UNKNOWN_NAME)
            and tokens[end].kind is Kind.WORD
            and tokens[end].key not in NO_NAMES
            and (
                tokens[end].is_name
                or self.tagger.phrase(tokens, end).role is Role.UNKNOWN
            )
        ):
            end += 1
        if end == after or not self._ends_a_name(tokens, after, end):
            return None
        said = " ".join(token.typed for token in tokens[at:end])
        return end - at, Place(
            None, said, fault=f"xã không có “{said}”; kiểm tra tên thôn"
        )

    def _ends_a_name(self, tokens, after, end):
        if tokens[after].is_name or end == len(tokens):
            return True
        return self.tagger.phrase(tokens, end).role is not Role.UNKNOWN

    # --- who sent it ------------------------------------------------------------------

    def _line(self, number, tokens):
        head = _head_length(tokens)
        phrases = self.phrases(tokens[head:])
        before = self.phrases(tokens[:head])
        if head:
            return Line(number, tuple(phrases), tuple(before), True)
        if _is_sender(phrases):
            return Line(number, (), tuple(phrases), True)
        return Line(number, tuple(phrases))


def _head_length(tokens):
    """Of "[18:05, 20/7/2023] Anh Tuấn An Lao:" or "18:05 Anh Tuấn:"; 0 without."""
    opens = 1 if tokens[0].key == "[" else 0
    if opens >= len(tokens) or tokens[opens].kind is not Kind.SKIP:
        return 0
    for at, token in enumerate(tokens[:30]):
        if token.key == ":" and at > opens:
            return at + 1
        if token.kind is Kind.NUMBER:
            return 0
    closes = [at for at, token in enumerate(tokens[:30]) if token.key == "]"]
    return closes[0] + 1 if opens and closes else 0


def _is_sender(phrases):
    """A line of a name and a time, or of a time alone."""
    if phrases[-1].role is not Role.SKIP or ":" not in phrases[-1].typed:
        return False
    calm = BEFORE_BARE | {Role.PLACE}
    return all(phrase.role in calm for phrase in phrases)


def _of_the_segment(phrases):
    """The phrases since the last mark."""
    for back, phrase in enumerate(reversed(phrases)):
        if phrase.role in (Role.MARK, Role.NUMBER, Role.PLACE):
            return phrases[len(phrases) - back :]
    return phrases


CALLING = {"nhe", "nha", "oi"}
REPORTING = {"bao cao", "gui", "bc", "bcao", "xin", "bao", "kinh gui", "thua"}


def _without_names(phrases):
    """The same, people's names told from words that say what is counted."""
    told, after_kin = [], 0
    for phrase in phrases:
        is_name = phrase.role is Role.UNKNOWN and (
            after_kin == 1 or after_kin > 1 and phrase.tokens[0].is_name
        )
        if phrase.role is Role.KIN:
            after_kin = 1
        elif phrase.key in CALLING:
            after_kin = 2
        else:
            after_kin = after_kin + 1 if is_name else 0
        told.append(_as_filler(phrase) if is_name else phrase)
    for at, phrase in enumerate(told):
        if phrase.role is Role.PLACE or phrase.key in REPORTING:
            _forget_unknown(told, at)
        if phrase.role is Role.PLACE and at and told[at - 1].concepts == {"team"}:
            told[at - 1] = _as_filler(told[at - 1])
    return told


def _forget_unknown(phrases, end):
    """Unknown words before "báo cáo" or a hamlet say who writes, if nothing else is."""
    start = end - len(_of_the_segment(phrases[max(end - FARTHEST, 0) : end]))
    if all(phrase.role in BEFORE_BARE for phrase in phrases[start:end]):
        for at in range(start, end):
            if phrases[at].role is Role.UNKNOWN:
                phrases[at] = _as_filler(phrases[at])


def _as_filler(phrase):
    return Phrase(Role.FILLER, phrase.tokens)


def none_amount(phrase: Phrase) -> Amount:
    """What says that nothing arose, as an amount."""
    doubt = "" if phrase.role is Role.NONE else f"“{phrase.typed}” là không phát sinh?"
    return Amount(phrase.typed, doubt, is_none=True)
