"""Words of a text in; the numbers that they spell ("hai mươi ba") out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ONES = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}
ONES |= {"năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8}
ONES |= {"chín": 9}
THOUSANDS = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
LINKS = {"linh", "lẻ"}
PLACES = {"mươi", "mười", "trăm"} | set(THOUSANDS)
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Spelled:
    """A number in words: where it stands and its value; `single`: of one word."""

    start: int
    end: int
    value: int
    single: bool


def spelled_numbers(text: str) -> Iterator[Spelled]:
    """Every number that is written in words, in order; single words too."""
    words = [(m[0].casefold(), m.start(), m.end()) for m in WORD.finditer(text)]
    at = 0
    while at < len(words):
        run = _run(text, words, at)
        value = _value([word for word, *_ in run])
        if value is not None:
            yield Spelled(run[0][1], run[-1][2], value, len(run) == 1)
        at += max(1, len(run))


def _run(text, words, at):
    """Number words side by side, from one that may open a number."""
    run = []
    for word, start, end in words[at:]:
        touching = not run or text[run[-1][2] : start].isspace()
        if not touching or word not in ONES.keys() | PLACES | LINKS:
            break
        if not run and word not in ONES and word != "mười":
            break
        run.append((word, start, end))
    while run and run[-1][0] in LINKS:
        run.pop()
    # "năm" after a full number is the word for year: "hai mươi xã năm 2023".
    return run


def _value(words):
    """The number, or None where the words do not make one."""
    if not words:
        return None
    total, below, ones = 0, 0, None
    for word in words:
        if word in ONES:
            if ones is not None:
                return None
            ones = ONES[word]
        elif word == "trăm":
            below, ones = below + 100 * (ones or 0), None
        elif word == "mươi":
            below, ones = below + 10 * (ones or 0), None
        elif word == "mười":
            below, ones = below + 10, None
        elif word in THOUSANDS:
            total += (below + (ones or 0)) * THOUSANDS[word]
            below, ones = 0, None
    return total + below + (ones or 0)
