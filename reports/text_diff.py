"""Two texts in; what was taken out, put in and left, word by word, out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diff_match_patch import diff_match_patch

WORDS = re.compile(r"\s+|\d+(?:[.,/]\d+)*(?!\w)|\w+|[^\w\s]")
FIRST_CODE = 0x10000  # past the surrogates: a code for each word of any text
SIGNS = {-1: "out", 0: "same", 1: "in"}


@dataclass(frozen=True)
class Piece:
    """Words in a row: "same" in both, "out" of the older one or "in" the newer."""

    kind: str
    text: str


def compare(older: str, newer: str) -> tuple[Piece, ...]:
    """The pieces in order; those that are not "in" make up the older text."""
    codes: dict[str, str] = {}
    coded = [_coded(text, codes) for text in (older, newer)]
    words = dict(zip(codes.values(), codes, strict=True))
    tool = diff_match_patch()
    found = tool.diff_main(*coded, False)
    tool.diff_cleanupSemantic(found)
    return tuple(
        Piece(SIGNS[sign], "".join(words[code] for code in text))
        for sign, text in found
    )


def _coded(text, codes) -> str:
    """Each word as one character, the same word as the same."""
    return "".join(_code_of(word, codes) for word in _words(text))


def _words(text) -> Iterator[str]:
    return (found[0] for found in WORDS.finditer(text))


def _code_of(word, codes):
    if word not in codes:
        codes[word] = chr(FIRST_CODE + len(codes))
    return codes[word]
