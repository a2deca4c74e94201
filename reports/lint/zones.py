"""Sheets enter, their lines leave sorted by where they stand: page numbers, feet,
marks, the head, tables, the running text, the end, annexes."""

from collections import Counter
from dataclasses import dataclass

from .closing import parted
from .margins import LEVEL, feet_below, page_numbers
from .page import Line, Sheet
from .tables import is_caption, is_within, table_boxes
from .words import (
    ANNEX,
    DATE,
    MOTTO,
    NATION_START,
    NUMBER,
    is_capitals,
    plain,
    squeezed,
)

HALF = 105.0  # mm: the middle of the sheet
SMALLEST = 10.5  # points of an agency's name
HEAD = 110.0  # mm from the top: the letterhead ends above


@dataclass(frozen=True)
class Frame:
    """Where the text of upright pages starts and ends, in mm from the left edge."""

    left: float
    right: float
    width: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Zones:
    """The lines of the whole paper by their place.

    annexes has the lines of each page; strays is an annex that began within a page.
    """

    sheets: tuple[Sheet, ...]
    frame: Frame
    numbers: tuple[Line, ...]
    feet: tuple[Line, ...]
    marks: tuple[Line, ...]
    head: tuple[Line, ...]
    flow: tuple[Line, ...]
    cells: tuple[Line, ...]
    end: tuple[Line, ...]
    strays: tuple[Line, ...]
    annexes: tuple[tuple[Line, ...], ...]

    def sheet(self, page: int) -> Sheet:
        """The page of that number, counted from 1."""
        return self.sheets[page - 1]


def sort_out(sheets: tuple[Sheet, ...]) -> Zones:
    """Each line into its zone; every line is in exactly one."""
    numbers, feet, rest = [], [], []
    for sheet in sheets:
        marks_of_page, others = page_numbers(sheet)
        numbers += marks_of_page
        below, others = feet_below(sheet, others)
        feet += below
        rest.append(_in_reading_order(others))
    annex_at = _first_annex(rest)
    annexes = tuple(tuple(lines) for lines in rest[annex_at:])
    marks, head, body = _head(rest[0])
    running, cells = [], []
    for sheet, lines in zip(sheets, [body, *rest[1:annex_at]], strict=False):
        tables = table_boxes(sheet)
        for line in lines:
            of_table = is_within(line, tables) or is_caption(line, tables)
            (cells if of_table else running).append(line)
    flow, end, strays = parted(running)
    return Zones(
        sheets,
        _frame(sheets, flow, end),
        *map(tuple, (numbers, feet, marks, head, flow, cells, end, strays)),
        annexes,
    )


def _in_reading_order(lines):
    """Line by line from the top, lines of one height from the left."""
    ordered = sorted(lines, key=lambda line: line.y)
    level = 0.0
    keyed = []
    for line in ordered:
        if line.y > level + LEVEL:
            level = line.y
        keyed.append((level, line.x0, line))
    return [line for *_, line in sorted(keyed, key=lambda key: key[:2])]


def _first_annex(pages):
    for index, lines in enumerate(pages):
        if index and any(ANNEX.match(plain(line.text)) for line in lines[:2]):
            return index
    return len(pages)


def _head(lines):
    """Page 1 in marks above the letterhead, the letterhead, and what follows."""
    high = [line for line in lines if line.y < HEAD]
    anchors = [line.y for line in high if _is_of_the_head(line)]
    if not anchors:
        return [], [], lines
    agencies = [line.y for line in high if _is_agency_above(line, min(anchors))]
    start, stop = min([*anchors, *agencies]) - LEVEL, max(anchors) + LEVEL
    about = [line for line in high if plain(line.text).startswith("v/v")]
    if about:
        stop = _last_of_about(high, about[0])
    stop = _with_agencies(high, stop)
    marks = [line for line in lines if line.y < start]
    head = [line for line in lines if start <= line.y <= stop]
    return marks, head, [line for line in lines if line.y > stop]


def _is_agency_above(line, anchor):
    in_reach = anchor - 20 < line.y < anchor and line.x1 < HALF
    return in_reach and line.size >= SMALLEST and is_capitals(line.text)


def _with_agencies(lines, stop):
    """Where the letterhead ends if its left cell is longer than its right one."""
    for line in lines:
        if stop < line.y <= stop + 7 and line.x1 < HALF and is_capitals(line.text):
            stop = line.y + LEVEL
    return stop


def _last_of_about(lines, first):
    last = first.y
    for line in lines:
        if last < line.y <= last + 8 and abs(line.centre - first.centre) < 6:
            last = line.y
    return last + LEVEL


def _is_of_the_head(line):
    letters, words = squeezed(line.text), plain(line.text)
    return (
        NATION_START in letters
        or letters == MOTTO
        or bool(NUMBER.match(words) and len(words) < 40)
        or bool(DATE.search(words) and "," in words and len(words) < 60)
    )


def _frame(sheets, flow, end):
    upright = {sheet.number for sheet in sheets if sheet.height >= sheet.width}
    width = sheets[0].width
    flow = [line for line in flow if line.page in upright]
    lefts = [line.x0 for line in [*flow, *end] if line.x0 < width * 0.4]
    rights = [line.x1 for line in flow]
    return Frame(_edge(lefts, min, 30.0), _edge(rights, max, width - 15.0), width)


def _edge(places, outermost, otherwise):
    """The outermost place where at least two lines start or end, to half a mm."""
    if not places:
        return otherwise
    counts = Counter(round(place * 2) for place in places)
    shared = [
        place
        for place in places
        if sum(counts[round(place * 2) + step] for step in (-1, 0, 1)) >= 2
    ]
    return outermost(shared or places)
