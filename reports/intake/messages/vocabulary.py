"""A sheet's indicators in; which one some words mean out, and how sure that is."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from reports.figures import Spec
from tuky_cnscd.vietnamese import search_key

from .lexicon import lexicon
from .phrases import concepts_in_order, concepts_of, own_words
from .tokens import Kind, Token, tokenize

COUNTED = frozenset(
    {"person", "people", "household", "account", "session", "product", "times"}
)
MARGIN = 0.3
OWN_WORD = 0.34
LONG_WORD = 5
NONE = frozenset()
PERCENT = frozenset({"percent"})
# Said beside what was counted: who did it, that they were there, that it pays.
BESIDE = frozenset({"team", "attend", "pay"})
PEOPLE = frozenset({"person", "people"})


@dataclass(frozen=True)
class Meant:
    """What some words mean: an indicator, or none; `vague`: they say more or less.

    `others`: what they could mean as well.
    """

    spec: Spec | None = None
    vague: bool = False
    others: tuple[Spec, ...] = ()

    @property
    def is_clean(self) -> bool:
        return self.spec is not None and not self.vague and not self.others


NOTHING = Meant()


@dataclass(frozen=True)
class Known:
    """An indicator by the concepts in its name, its unit and its total's name."""

    spec: Spec
    name: frozenset[str]
    unit: frozenset[str]
    whole: frozenset[str] = NONE

    @property
    def full(self):
        return self.name | self.unit | self.whole


class Vocabulary:
    """The words of one period's indicators, taken from their own names.

    A message tells what came in the period: running totals, named as their flows
    are, would make every mention doubtful and are left to the form.
    """

    def __init__(self, specs: tuple[Spec, ...]):
        specs = tuple(spec for spec in specs if not spec.cumulative_of)
        names = {spec.key: concepts_of(spec.name) - BESIDE for spec in specs}
        units = {spec.key: _unit_of(spec) for spec in specs}
        self.words = own_words(*(f"{spec.name}, {spec.unit}" for spec in specs))
        self.known = tuple(
            Known(
                spec,
                names[spec.key],
                units[spec.key],
                names.get(spec.part_of, NONE),
            )
            for spec in specs
        )
        self.uses = Counter(concept for name in names.values() for concept in name)
        self.by_number = {
            spec.number.strip(" .)"): spec for spec in specs if spec.number.strip(" .)")
        }
        self.by_key = {known.spec.key: known for known in self.known}
        self.by_first_word = _whole_names(specs)
        self._remembered = {}

    @cached_property
    def counted(self):
        """Concepts that only say what is counted: people, households, accounts."""
        return COUNTED.union(*(known.unit for known in self.known))

    @cached_property
    def telling(self):
        """For each indicator, the concepts that tell it from others."""
        told_by_none = self.counted | lexicon().weak
        return {known.spec.key: known.name - told_by_none for known in self.known}

    def meant(self, mention: frozenset[str], unit: frozenset[str] = NONE) -> Meant:
        """The indicator that has all of it; `unit`: what stood right at the number."""
        asked = (mention, unit)
        if asked not in self._remembered:
            self._remembered[asked] = self._find(mention, unit)
        return self._remembered[asked]

    def named_at(self, tokens: list[Token], at: int) -> tuple[int, str]:
        """How many tokens are an indicator's name, as the table has it; and its key."""
        for words, key in self.by_first_word.get(tokens[at].key, ()):
            length = _length_of(words, tokens, at)
            if length:
                return length, key
        return 0, ""

    def _find(self, mention, unit):
        if not mention:
            return NOTHING
        named = [key for key in self.by_key if whole_name(key) in mention]
        if named:
            return self._by_name(named, mention)
        if BESIDE & mention:
            meant = self._find(mention - BESIDE, unit)
            is_vague = meant.vague or mention - BESIDE <= self.counted
            return replace(meant, vague=is_vague)
        fitting = [
            known
            for known in self.known
            if mention <= known.full and (not unit or _counts(unit, known.unit))
        ]
        if mention <= self.counted:
            return self._by_what_is_counted(mention, fitting)
        if not fitting:
            return self._nearest(mention)
        return self._likeliest(mention, fitting)

    def _by_name(self, named, mention):
        known = self.by_key[named[0]]
        others = tuple(self.by_key[key].spec for key in named[1:])
        if others:
            return Meant(others=(known.spec, *others))
        rest = mention - {whole_name(known.spec.key)}
        parts = [k for k in self.known if k.spec.part_of == known.spec.key]
        if rest and parts:  # "Số tài khoản VNeID …: mức độ 2"
            part = self._find(rest | known.name, NONE)
            if part.spec in [k.spec for k in parts]:
                return part
        return Meant(known.spec, vague=not rest <= known.full | self.counted)

    def _by_what_is_counted(self, mention, fitting):
        """Of "120 người" the one indicator that counts people and is named by them."""
        named = [k for k in fitting if mention <= k.name and _counts(mention, k.unit)]
        if named:
            return self._likeliest(mention, named, alone=True)
        if len(fitting) == 1:
            return Meant(fitting[0].spec, vague=True)
        return Meant(others=tuple(known.spec for known in fitting))

    def _likeliest(self, mention, fitting, alone=False):
        ranked = sorted(
            fitting,
            key=lambda known: (
                alone and bool(self.telling[known.spec.key]),
                self._missing(mention, known),
            ),
        )
        best = ranked[0]
        limit = self._missing(mention, best) + MARGIN
        near = [
            k.spec for k in ranked[1:] if alone or self._missing(mention, k) < limit
        ]
        if near and not alone:
            return Meant(others=(best.spec, *near))
        telling = self.telling[best.spec.key]
        vague = bool(telling) and not mention & (telling | best.whole)
        return Meant(best.spec, vague or self._barely(mention, best), tuple(near))

    def _missing(self, mention, known):
        wanted = (known.name | known.whole) - mention
        return sum(self._weight(concept) for concept in wanted)

    def _weight(self, concept):
        return (OWN_WORD if concept.startswith("=") else 1) / self.uses[concept]

    def _barely(self, mention, known):
        """Only a few of the words that no list knows, out of a long name."""
        telling = self.telling[known.spec.key]
        told = mention & telling
        if not told or any(not concept.startswith("=") for concept in told):
            return False
        if told.issuperset(self._opening(known)):
            return False
        return 2 * len(told) < len(telling)

    def _opening(self, known):
        """What a name begins with is what it is about: "camera", "kinh phí"."""
        first, *others = concepts_in_order(known.spec.name)
        return [first] if len(first) > LONG_WORD else [first, *others[:1]]

    def _nearest(self, mention):
        """The one that shares most with a mention that says something else too."""
        shares = {
            key: sum(self._weight(concept) for concept in mention & telling)
            for key, telling in self.telling.items()
        }
        most = max(shares.values())
        if not most:
            plain = [k for k in self.known if not self.telling[k.spec.key]]
            near = [k.spec for k in plain if mention & k.name]
        else:
            near = [k.spec for k in self.known if shares[k.spec.key] == most]
        if len(near) == 1:
            return Meant(near[0], vague=True)
        return Meant(others=tuple(near))


def whole_name(key: str) -> str:
    """The concept of an indicator's name as a whole, word for word."""
    return f"#{key}"


def _counts(unit, units):
    """Whether "120 người" can be what is counted in these units; none known: it can."""
    return not units or bool(unit & units or unit & PEOPLE and units & PEOPLE)


def _unit_of(spec):
    return PERCENT if "%" in spec.unit else concepts_of(spec.unit)


OPENINGS = (("tong", "so"), ("so", "luong"), ("so",), ("tong",))
FEWEST_WORDS = 3


def _whole_names(specs):
    """{first word: [(words, key)]}, longest first, with and without "Tổng số"."""
    names = {}
    for spec in specs:
        tokens = tokenize(search_key(spec.name))
        words = tuple(token.key for token in tokens if token.kind is not Kind.MARK)
        for opening in ((), *OPENINGS):
            rest = words[len(opening) :]
            if words[: len(opening)] == opening and len(rest) >= FEWEST_WORDS:
                names.setdefault(rest, spec.key)
    by_first = {}
    for words in sorted(names, key=len, reverse=True):
        by_first.setdefault(words[0], []).append((words, names[words]))
    return by_first


def _length_of(words, tokens, at):
    """How many tokens it takes to say these words, marks within them passed over."""
    taken = 0
    for length, token in enumerate(tokens[at : at + 2 * len(words)], 1):
        if token.kind is Kind.MARK and token.key in ",()-" and taken:
            continue
        if token.key != words[taken]:
            return 0
        taken += 1
        if taken == len(words):
            return length
    return 0
