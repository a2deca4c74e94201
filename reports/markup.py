"""A line as it was typed in; its plain text and its runs, bold and italic, out.

"**bold**", "*italic*" and "***both***", as people know them from chats. An asterisk
that pairs with no other prints as itself, and so does one that stands right after a
letter or figure without ending anything: "đạt 3* và 4*" is about stars.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

from reports.blocks import Run, clean

STARS = re.compile(r"\*+")
MOST_STARS = 3
DEEPEST = 8  # openings that wait for an end: nobody nests more


@dataclass
class _Opening:
    """Stars that may begin something: where they end, how many are not paired yet."""

    end: int
    left: int


@dataclass(frozen=True)
class _Pair:
    """What stands between so many stars: from the first character to the last."""

    start: int
    end: int
    stars: int


def read_runs(line: str) -> tuple[str, tuple[Run, ...]]:
    """The text without its marks, and its runs; no runs where nothing is marked."""
    line = clean(line)
    pairs = _pairs(line)
    if not pairs:
        return line, ()
    runs = tuple(_runs(line, pairs))
    return "".join(run.text for run in runs), runs


def _pairs(line):
    waiting, pairs = [], []
    for found in STARS.finditer(line):
        start, end = found.span()
        left = end - start
        if left > MOST_STARS:
            continue
        if _may_close(line, start, end):
            left = _close(waiting, pairs, start, left)
        if left == end - start and _may_open(line, start, end):
            waiting.append(_Opening(end, left))
    return pairs


def _close(waiting, pairs, start, left):
    """Pair stars that end something with what began it; how many are left."""
    while left and (opening := _opening_for(waiting, left)):
        stars = min(opening.left, left)
        pairs.append(_Pair(opening.end, start, stars))
        opening.end -= stars
        opening.left -= stars
        start += stars
        left -= stars
        if not opening.left:
            waiting.pop()
    return left


def _opening_for(waiting, left):
    """The nearest that so many stars may end; what opened after it is stray."""
    for place in range(len(waiting) - 1, max(-1, len(waiting) - 1 - DEEPEST), -1):
        opening = waiting[place]
        if opening.left == left or MOST_STARS in (opening.left, left):
            del waiting[place + 1 :]
            return opening
    return None


def _may_open(line, start, end):
    before, after = line[start - 1 : start], line[end : end + 1]
    return not _is_word(before) and bool(after.strip()) and not _combines(after)


def _may_close(line, start, end):
    before, after = line[max(0, start - 1) : start], line[end : end + 1]
    return bool(before.strip()) and not _is_word(after) and not _combines(after)


def _is_word(character):
    return character.isalnum() or _combines(character)


def _combines(character):
    """Whether it would join the character before it, once the stars are gone."""
    return bool(character) and unicodedata.combining(character) != 0


def _runs(line, pairs):
    bold, italic, dropped = [0] * (len(line) + 1), [0] * (len(line) + 1), set()
    for pair in pairs:
        for looks, wide in ((bold, pair.stars >= 2), (italic, pair.stars != 2)):
            if wide:
                looks[pair.start] += 1
                looks[pair.end] -= 1
        dropped.update(range(pair.start - pair.stars, pair.start))
        dropped.update(range(pair.end, pair.end + pair.stars))
    kept, looks = [], (0, 0)
    for place, character in enumerate(line):
        looks = (looks[0] + bold[place], looks[1] + italic[place])
        if place not in dropped:
            kept.append((looks[0] > 0, looks[1] > 0, character))
    for (is_bold, is_italic), group in groupby(kept, key=lambda each: each[:2]):
        yield Run("".join(each[2] for each in group), is_bold, is_italic)
