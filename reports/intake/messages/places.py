"""A commune's hamlets in; which hamlet the words of a message name out."""

from dataclasses import dataclass
from functools import cached_property

from reports.figures import CommuneUnit, HamletUnit
from tuky_cnscd.vietnamese import search_key

from .tokens import Kind, Token, tokenize

# Words before a hamlet's name, by family: a number is a name only after one of them.
KINDS = {
    ("thon",): "thon",
    ("xom",): "thon",
    ("lang",): "thon",
    ("ap",): "thon",
    ("t",): "thon",
    ("th",): "thon",
    ("kdc",): "khu",
    ("khu", "dan", "cu"): "khu",
    ("khu",): "khu",
    ("khu", "pho"): "khu",
    ("kp",): "khu",
    ("tdp",): "to",
    ("to", "dan", "pho"): "to",
    ("to",): "to",
}
SURE_KINDS = {("thon",), ("xom",), ("kdc",), ("khu", "dan", "cu"), ("tdp",)}
SURE_KINDS.add(("to", "dan", "pho"))
SHORT_KINDS = {("t",), ("th",), ("to",), ("khu",), ("ap",)}
NUMBER_WORDS = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
DIGIT_WORDS = {search_key(word): place for place, word in enumerate(NUMBER_WORDS, 1)}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
LONGEST_KIND = 3
MOST_NUMBERED = 60
SHORTEST_MISTYPED = 5


@dataclass(frozen=True)
class Place:
    """A hamlet, or what was named instead; `doubt`: why it may be another one.

    `hamlet` None: a name that no hamlet has, or that several have.
    """

    hamlet: HamletUnit | None
    said: str
    doubt: str = ""
    fault: str = ""


@dataclass(frozen=True)
class _Named:
    hamlet: HamletUnit
    kind: str
    words: tuple[str, ...]
    number: int | None

    @cached_property
    def joined(self):
        return "".join(self.words)

    @cached_property
    def initials(self):
        return "".join(word[0] for word in self.words)


def _word(key):
    """y and i are one letter in a name: Mỹ, Mĩ."""
    return key.replace("y", "i")


class Places:
    """Finds a commune's hamlets in the tokens of a line."""

    def __init__(self, commune: CommuneUnit):
        self.named = tuple(self._named(hamlet) for hamlet in commune.hamlets)
        commune_name = tokenize(search_key(commune.name))
        self.commune = tuple(token.key for token in commune_name)
        self.families = {named.kind for named in self.named if named.number}

    def _named(self, hamlet):
        keys = [token.key for token in tokenize(search_key(hamlet.name))]
        length, family = kind_at(keys, 0)
        rest = keys[length:] or keys
        if rest[0] == "so" and len(rest) == 2:
            rest = rest[1:]
        name = hamlet.name.lower().split()[-1]
        is_word = rest[0] in DIGIT_WORDS and name not in NUMBER_WORDS
        number = _number(rest[0]) if len(rest) == 1 and not is_word else None
        return _Named(hamlet, family, tuple(map(_word, rest)), number)

    def commune_at(self, tokens: list[Token], at: int) -> int:
        """How many tokens name the commune itself ("xã Hưng Đạo"); 0 if none do."""
        length = len(self.commune)
        keys = tuple(token.key for token in tokens[at : at + length])
        return length if keys == self.commune else 0

    def at(self, tokens: list[Token], at: int) -> tuple[int, Place] | None:
        """How many tokens name a place from here on, and which; None if none do."""
        keys = [token.key for token in tokens[at : at + LONGEST_KIND + 1]]
        length, family = kind_at(keys, 0)
        if length and tuple(keys[:length]) == ("t",) and not _is_short_t(tokens, at):
            length = 0
        if not length:
            return self._bare(tokens, at)
        after = at + length
        if after < len(tokens) and tokens[after].key in (".", ":"):
            after += tokens[after].key == "."
        found = self._after_kind(tokens, after, family, tuple(keys[:length]))
        return found and (after - at + found[0], found[1])

    # --- with "thôn", "khu", "tổ dân phố" before it -----------------------------------

    def _after_kind(self, tokens, at, family, kind):
        if at >= len(tokens):
            return None
        name = self._full_name(tokens, at)
        if name:
            return name
        if kind in SHORT_KINDS and tokens[at].kind is Kind.WORD:
            return None
        if kind in (("t",), ("th",)):  # "th 6": trained, or a month
            return None
        if kind == ("to",) and _people_at(tokens, at + 1):  # "tổ 6 người"
            return None
        return self._numbered(tokens, at, family, kind) or self._nearly(
            tokens, at, kind
        )

    def _full_name(self, tokens, at):
        keys = tuple(_word(token.key) for token in tokens[at : at + 8])
        fits = [
            n for n in self.named if not n.number and keys[: len(n.words)] == n.words
        ]
        if not fits:
            joined = [n for n in self.named if keys[:1] == (n.joined,) and not n.number]
            return (1, self._one(joined, tokens[at : at + 1])) if joined else None
        longest = max(len(n.words) for n in fits)
        fits = [n for n in fits if len(n.words) == longest]
        return longest, self._one(fits, tokens[at : at + longest])

    def _one(self, fits, tokens):
        said = " ".join(token.typed for token in tokens)
        if len(fits) > 1:
            exact = [n for n in fits if n.hamlet.name.lower().endswith(said.lower())]
            fits = exact if len(exact) == 1 else fits
        if len(fits) > 1:
            names = ", ".join(named.hamlet.name for named in fits)
            return Place(
                None, said, fault=f"“{said}” có thể là {names}; ghi đủ tên thôn"
            )
        return Place(fits[0].hamlet, said)

    def _numbered(self, tokens, at, family, kind):
        number, length = _number_at(tokens, at)
        if number is None or not self.families:
            return None
        said = " ".join(token.typed for token in tokens[at - 1 : at + length])
        same = [n for n in self.named if n.number == number]
        fits = [n for n in same if n.kind == family]
        if len(fits) == 1:
            return length, Place(fits[0].hamlet, said)
        if len(same) == 1 and kind not in SHORT_KINDS:
            name = same[0].hamlet.name
            return length, Place(same[0].hamlet, said, f"Hiểu “{said}” là {name}.")
        if (
            kind not in SURE_KINDS
            or number > MOST_NUMBERED
            or length == 1
            and tokens[at].kind is not Kind.NUMBER
        ):
            return None
        return length, Place(
            None, said, fault=f"xã không có “{said}”; kiểm tra tên thôn"
        )

    def _nearly(self, tokens, at, kind):
        """A name with a slip, its first letters, or one of its words; never certain."""
        if tokens[at].kind is not Kind.WORD:
            return None
        for found in (
            self._mistyped(tokens, at),
            self._by_initials(tokens, at),
            self._by_one_word(tokens, at),
        ):
            if found:
                return found
        return None

    def _mistyped(self, tokens, at):
        best = None
        for length in (3, 2, 1):
            taken = tokens[at : at + length]
            if len(taken) < length or any(t.kind is not Kind.WORD for t in taken):
                continue
            joined = "".join(_word(token.key) for token in taken)
            if len(joined) >= SHORTEST_MISTYPED:
                fits = [n for n in self.named if _one_slip(joined, n.joined)]
                best = best or (fits and self._supposed(fits, taken))
        return best or None

    def _by_initials(self, tokens, at):
        token = tokens[at]
        if not (token.typed.isupper() and len(token.typed) > 1):
            return None
        fits = [n for n in self.named if n.initials == token.key and not n.number]
        return self._supposed(fits, [token]) if fits else None

    def _by_one_word(self, tokens, at):
        fits = [
            named
            for named in self.named
            if len(named.words) > 1 and _word(tokens[at].key) in named.words
        ]
        return self._supposed(fits, [tokens[at]]) if fits else None

    def _supposed(self, fits, taken):
        place = self._one(fits, taken)
        if not place.hamlet:
            return len(taken), place
        doubt = f"Hiểu “{place.said}” là {place.hamlet.name}."
        return len(taken), Place(place.hamlet, place.said, doubt)

    # --- without it -------------------------------------------------------------------

    def _bare(self, tokens, at):
        if tokens[at].kind is not Kind.WORD:
            return None
        found = self._full_name(tokens, at)
        if found and found[0] == 1 and len(tokens[at].key) < SHORTEST_MISTYPED - 1:
            return None
        return found

    def mistyped(self, tokens: list[Token]) -> tuple[int, Place] | None:
        """The same for a line's first words, where a heading may have a slip in it."""
        return self._mistyped(tokens, 0)

    def numbered(self, number: int) -> Place | None:
        """The hamlet of that number, where a table's column holds numbers."""
        fits = [n for n in self.named if n.number == number]
        if len(fits) != 1:
            return None
        name = fits[0].hamlet.name
        return Place(fits[0].hamlet, str(number), f"Hiểu “{number}” là {name}.")


def _people_at(tokens, at):
    return at < len(tokens) and tokens[at].key in ("nguoi", "ng", "tv", "thanh", "dong")


def kind_at(keys, at):
    for length in range(min(LONGEST_KIND, len(keys) - at), 0, -1):
        family = KINDS.get(tuple(keys[at : at + length]))
        if family:
            return length, family
    return 0, ""


def _is_short_t(tokens, at):
    """Whether it is "T." or a capital T: a lone small t is anything."""
    dotted = at + 1 < len(tokens) and tokens[at + 1].key == "."
    return dotted or tokens[at].typed == "T"


def _number_at(tokens, at):
    """(number, tokens) of "3", "số 3", "ba", "III"; (None, 0) otherwise."""
    skip = tokens[at].key == "so" and at + 1 < len(tokens)
    token = tokens[at + skip]
    return _number(token.key), 1 + skip


def _number(key):
    if key.isascii() and key.isdigit() and len(key) < 4:
        return int(key)
    return DIGIT_WORDS.get(key) or ROMAN.get(key)


def _one_slip(typed, name):
    """One letter wrong, missing, too many, or two changed about; None is no slip."""
    if abs(len(typed) - len(name)) > 1 or typed == name:
        return False
    start = 0
    while start < min(len(typed), len(name)) and typed[start] == name[start]:
        start += 1
    rest, other = typed[start:], name[start:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return swapped or other[1:] in (rest, rest[1:]) or rest[1:] == other
