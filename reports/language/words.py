"""Text in; its words, and how alike two of them are, out. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tuky_cnscd.vietnamese import search_key

from .symbols import without_symbols
from .text import Piece

WORD = re.compile(r"[^\W\d_]+")
CHUNK = re.compile(r"[^.,;:!?()\[\]“”\"/\n|…]+")
TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
SYLLABLE = re.compile(
    r"(ngh|ng|gh|gi|kh|nh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?"
    r"[aeiouy]{1,3}(ch|ng|nh|[cmnpt])?"
)
LAST_I = re.compile(r"^(?:h|k|l|m|s|t|qu|v)[iy]$")


@dataclass(frozen=True)
class Word:
    """A word where it stands; `opens` a sentence, a line or a cell."""

    text: str
    piece: Piece
    opens: bool


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """The word without marks and case; words come again and again."""
    return search_key(word)


def words(piece: Piece) -> list[Word]:
    """The words of a piece, without the letters of document symbols."""
    text = without_symbols(piece.text)
    return [Word(m[0], piece, _opens(text, m.start())) for m in WORD.finditer(text)]


def chunks(piece: Piece) -> list[list[str]]:
    """Runs of words between marks of punctuation."""
    text = without_symbols(piece.text)
    return [WORD.findall(found) for found in CHUNK.findall(text)]


def is_vietnamese(word: str) -> bool:
    """Whether it could be a syllable of the language, as names of products are not."""
    return SYLLABLE.fullmatch(bare(word)) is not None


def has_inner_capital(word: str) -> bool:
    """ "VNeID", "QRCode": not a name with its first letter alone in capitals."""
    return any(c.isupper() for c in word[1:]) and not word.isupper()


def same_tone_elsewhere(one: str, other: str) -> bool:
    """hoà and hòa; kĩ and kỹ: one word in two customs of spelling."""
    return one != other and _custom(one) == _custom(other)


def is_slip(one: str, other: str) -> bool:
    """One letter changed, added, left out, or two neighbours exchanged."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    if len(one) == len(other):
        differ = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(differ) == 2 and differ[1] == differ[0] + 1
        return len(differ) == 1 or (
            swapped
            and one[differ[0]] == other[differ[1]]
            and one[differ[1]] == other[differ[0]]
        )
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _opens(text, start):
    before = text[:start].rstrip(' -–“"(')
    return not before or before[-1] in ".!?:;|" or before[-1].isdigit()


def _custom(word):
    split = unicodedata.normalize("NFD", word.casefold())
    tones = sorted(c for c in split if ord(c) in TONES)
    bare = split.translate(TONES)
    if LAST_I.match(bare):
        bare = bare[:-1] + "i"
    return bare, tones
