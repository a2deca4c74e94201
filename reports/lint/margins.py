"""A sheet enters; its page number, its foot and the rest of its lines leave."""

from .page import Line, Sheet
from .words import PAGE_NUMBER

LEVEL = 1.5  # mm: on one line
BOTTOM_MARGIN = 20.0  # mm
APART = 6.5  # mm to the next line: it is none of the text
SMALL = 11  # points


def page_numbers(sheet: Sheet) -> tuple[list[Line], list[Line]]:
    """Page numbers, in either margin; everything else."""
    marks = [
        line
        for line in sheet.lines
        if PAGE_NUMBER.match(line.text.strip()) and _is_marginal(sheet, line)
    ]
    return marks, [line for line in sheet.lines if line not in marks]


def _is_marginal(sheet, line):
    """Whether it is set off from the text, above or below all of it."""
    others = [other for other in sheet.lines if other is not line]
    above = [other.y for other in others if other.y < line.y - LEVEL]
    below = [other.y for other in others if other.y > line.y + LEVEL]
    if any(abs(other.y - line.y) <= LEVEL for other in others):
        return False
    first = not above and line.y < 30 and (not below or min(below) - line.y > APART)
    low = not below and line.y > sheet.height - 25
    last = low and line.y - max(above, default=0) > APART
    return first or last


def feet_below(sheet: Sheet, lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Small lines in the bottom margin that stand off from the text."""
    border = sheet.height - BOTTOM_MARGIN
    body = [line.y for line in lines if line.y <= border]
    last = max(body, default=0)
    below = [
        line
        for line in lines
        if line.y > border and line.size <= SMALL and line.y - last > APART
    ]
    return below, [line for line in lines if line not in below]
