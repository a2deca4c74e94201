"""Lines of a component enter, what their size, style or case breaks leaves."""

import re
from collections.abc import Iterable, Iterator

from .components import LOOKS, style_words
from .findings import LintFinding, found, number, quoted
from .page import Line
from .rows import Row
from .words import is_capitals

LABEL = re.compile(r"^\S{1,4}[.)]\s+")  # "a) ", "3.1. "
NEAR = 0.3  # points


def check(row: Row, lines: Iterable[Line], case: bool = True) -> Iterator[LintFinding]:
    """Each line against the look of its row."""
    look = LOOKS[row]
    for line in lines:
        low, high = look.sizes
        if not low - NEAR <= line.size <= high + NEAR:
            yield found(
                f"{row}.size", line.page,
                f"{quoted(line.text)} cỡ chữ {number(line.size)}",
            )  # fmt: skip
        if not _is_styled(line, look):
            yield found(
                f"{row}.style", line.page,
                f"{quoted(line.text)} {style_words(line.main.bold, line.main.italic)}",
            )  # fmt: skip
        if case and look.capitals is not None and _has_other_case(line, look.capitals):
            case_words = "chữ in thường" if look.capitals else "chữ in hoa"
            yield found(f"{row}.case", line.page, f"{quoted(line.text)} {case_words}")


def _is_styled(line, look):
    return all(
        wanted is None or getattr(line.main, name) == wanted
        for name, wanted in (("bold", look.bold), ("italic", look.italic))
    )


def _has_other_case(line, capitals):
    if capitals:
        return not is_capitals(line.text)
    text = LABEL.sub("", line.text)
    return is_capitals(text) and sum(c.isalpha() for c in text) > 6
