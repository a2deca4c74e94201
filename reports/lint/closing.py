"""The running lines of a paper enter; the text, the end with recipients and signature,
and an annex that begins below them, leave."""

from .page import Line
from .words import ANNEX, AUTHORITY, is_capitals, plain, squeezed

LEVEL = 1.5  # mm: on one line


def parted(lines: list[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The running text; recipients and signature; what an annex then begins with."""
    start = _start_of_end(lines)
    if start is None:
        return lines, [], []
    flow = [line for line in lines if (line.page, line.y) < start]
    end, strays = _strays([line for line in lines if (line.page, line.y) >= start])
    return flow, end, strays


def _strays(end):
    """The end, and from a label of an annex on what does not belong to it."""
    for at, line in enumerate(end):
        if plain(line.text).startswith("phụ lục") and ANNEX.match(plain(line.text)):
            return end[:at], end[at:]
    return end, []


def _start_of_end(lines):
    """Page and height from which on nothing is text; None if there is no end."""
    headings = [ln for ln in lines if squeezed(ln.text).startswith("nơinhận")]
    if headings:
        last = headings[-1]
        column = [line.y for line in lines if _is_of_the_signers(line, last, lines)]
        return last.page, min([last.y, *column]) - LEVEL
    for line in lines:
        if _is_authority(line):
            return line.page, line.y - LEVEL
    return None


def _is_authority(line):
    return bool(AUTHORITY.match(line.text)) and is_capitals(line.text)


def _is_of_the_signers(line, heading, lines):
    """Whether it is a line of authority above the recipients, or beside them."""
    if line.page != heading.page or line.y >= heading.y:
        return False
    if _is_authority(line):
        return True
    beside = line.x0 > heading.x1 + 20 and line.y > heading.y - 20
    return is_capitals(line.text) and (beside or _has_a_pair(line, lines))


def _has_a_pair(line, lines):
    """Whether two signers' columns have it and another line side by side."""
    return any(
        other is not line
        and other.page == line.page
        and abs(other.y - line.y) < LEVEL
        and is_capitals(other.text)
        for other in lines
    )
