"""A text in; its words, numbers and marks out, with what is no figure set apart.

Dates, times, telephone numbers, addresses and numbers of documents become one token
each: their digits are never figures.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from tuky_cnscd.vietnamese import TYPED, search_key

MARKS = "\u0300-\u036f"
LETTER = rf"[^\W\d_{MARKS}]"
DAY, MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:(?:19|20)[0-9]{2}|2[0-9])"
HOUR, MINUTE = r"(?:[01]?[0-9]|2[0-3])", r"[0-5][0-9]"
TIME = rf"{HOUR}(?:[:hg]{MINUTE}(?::{MINUTE})?|\s?gio\s?{MINUTE})"
DATE = rf"{DAY}\s?[/.-]\s?{MONTH}\s?[/.-]\s?{YEAR}"
DAY_WORDS = r"(?:ngay|hom|sang|chieu|toi|trua|dem|den|tu|het|truoc|mung)"
SPANS = r"(?:ngay|gio|phut|tuan|thang|nam|tuoi|km|lan)"
SPAN_ENDS = r"(?!\s*[0-9]|\s(?:mai|hom|nay|chi|truoc|y)\b)"
CODES = r"(?:qd|bc|cv|kh|tb|nq|ct|hd|ubnd|tcd|ttr|nd|gm|vhtt)"

SKIPPED = "|".join(
    [
        r"(?:https?://|www\.)\S+",
        r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}",
        r"(?:\+84|(?<![0-9+])84)[ .-]?[0-9]{2,3}(?:[ .-]?[0-9]{3,4}){2}(?![0-9])",
        r"0[2-9][0-9]{7,9}(?![0-9])",
        r"0[2-9][0-9]{1,2}(?:[ .-][0-9]{2,4}){2,3}(?![0-9])",
        rf"{DAY_WORDS}\s?{DAY}\s?[/.-]\s?{MONTH}(?![0-9])(?:\s?[/.-]\s?{YEAR})?",
        rf"{DATE}(?![0-9])",
        rf"{DAY_WORDS}\s{DAY}(?=\sthang\s[0-9])",
        r"ngay\s?[0-9]{1,2}(?![0-9])",
        rf"thang\s?{MONTH}(?![0-9.,]\d|\d)(?:\s?[/-]\s?{YEAR})?",
        rf"\bt{MONTH}/{YEAR}(?![0-9])",
        r"(?:sn|sinh|sinh nam|nam sinh)\s(?:19|20)[0-9]{2}(?![0-9.,])",
        r"nam\s(?:19|20)[0-9]{2}(?![0-9.,])",
        rf"{TIME}(?![0-9])",
        rf"{HOUR}\s?h(?![a-z0-9])",
        rf"[0-9]{{1,4}}\s?{SPANS}(?![^\W\d_]){SPAN_ENDS}",
        rf"[0-9]{{1,5}}\s?/\s?(?:[0-9]{{4}}/)?{CODES}\b[a-z-]*",
        rf"(?:so|qd|cv|van ban)\s[0-9]{{1,5}}(?=/{CODES}\b)",
    ]
)
ENDS = r"(?![0-9]|[.,][0-9])"
LEVEL = rf"\b(?:muc\s?(?:do)?|cap\s?do|md?\.?)\s?[1-4]{ENDS}"
GRADE = r"(?:muc\s?(?:do)?|md?)\s?"
LEVELS = (
    rf"\b{GRADE}1\s?(?:,|va|\+|&|/)\s?{GRADE}2{ENDS}"
    rf"|\b{GRADE}1(?:[,+&/]|\sva\s)2{ENDS}(?!\s?[^\W_])"
)
TOKEN = re.compile(
    rf"(?P<levels>{LEVELS})|(?P<level>{LEVEL})"
    rf"|(?P<skip>(?<![\w.,/])(?:{SKIPPED}))"
    r"|(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    rf"|(?P<word>[a-z](?:[./][a-z])+(?![a-z])|{LETTER}(?:{LETTER}|[{MARKS}])*)"
    r"|(?P<mark>\n|\t|[^\s])"
)


class Kind(Enum):
    WORD = "word"
    LEVEL = "level"
    NUMBER = "number"
    MARK = "mark"
    SKIP = "skip"


@dataclass(frozen=True)
class Token:
    """A stretch of the text; `key` is what it is compared by, `typed` as it stands."""

    kind: Kind
    key: str
    typed: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        """Written like a name: a capital, then small letters."""
        return self.kind is Kind.WORD and self.typed[:1].isupper()


def tokenize(text: str) -> list[Token]:
    """The tokens of a stored (NFC) text in order; spaces between them are left out."""
    bare = "".join(map(_bare, text))
    return [
        _token(found, text[found.start() : found.end()])
        for found in TOKEN.finditer(bare)
    ]


def _token(found, typed):
    kind, key = found.lastgroup, found.group()
    if kind in ("level", "levels"):
        digits = [char for char in key if char.isdigit()]
        return Token(Kind.LEVEL, "muc" + "+".join(digits), typed, *found.span())
    if kind == "word":
        key = search_key(key.replace(".", ""))
    return Token(Kind(kind), key, typed, *found.span())


@lru_cache(maxsize=4096)
def _bare(char):
    """One character for one: no diacritics, no case, plain digits, dashes, spaces."""
    if char in "\n\t":
        return char
    plain = char.translate(TYPED) or " "
    if unicodedata.category(plain[0]) in ("Cf", "Zs"):
        return " "
    key = search_key(plain)
    return key if len(key) == 1 else plain[0]
