"""Sheets enter, their lines leave sorted by where they stand: page numbers, feet,
marks, the head, tables, the running text, the end, annexes."""

from collections import Counter
from dataclasses import dataclass

from .page import Box, Line, Sheet
from .words import (
    ANNEX,
    AUTHORITY,
    DATE,
    MOTTO,
    NATION_START,
    NUMBER,
    PAGE_NUMBER,
    is_capitals,
    plain,
    squeezed,
)

TOP_MARGIN, BOTTOM_MARGIN = 20.0, 20.0  # mm
ALONE = 8.0  # mm to the next line: no line of the text
HEAD = 110.0  # mm from the top: the letterhead ends above
LEVEL = 1.5  # mm: on one line


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
        marks_of_page, others = _margin_lines(sheet)
        numbers += marks_of_page
        below, others = _foot_lines(sheet, others)
        feet += below
        rest.append(_in_reading_order(others))
    annex_at = _first_annex(rest)
    annexes = tuple(tuple(lines) for lines in rest[annex_at:])
    marks, head, body = _head(rest[0])
    running, cells = [], []
    for sheet, lines in zip(sheets, [body, *rest[1:annex_at]], strict=False):
        tables = table_boxes(sheet)
        for line in lines:
            (cells if _is_within(line, tables) else running).append(line)
    flow, end = _end(running)
    end, strays = _strays(end)
    return Zones(
        sheets,
        _frame(sheets, flow, end),
        *map(tuple, (numbers, feet, marks, head, flow, cells, end, strays)),
        annexes,
    )


def table_boxes(sheet: Sheet) -> tuple[Box, ...]:
    """Where tables stand: upright lines and frames that touch, joined."""
    whole = sheet.width * sheet.height * 0.8
    joined: list[Box] = []
    for box in sheet.drawings:
        if box.height <= 3 or box.width * box.height > whole:
            continue
        touching = [other for other in joined if _touch(box, other)]
        joined = [other for other in joined if other not in touching]
        joined.append(_around([box, *touching]))
    return tuple(_without_overlaps(joined))


def _without_overlaps(boxes):
    boxes = sorted(boxes, key=lambda box: box.y0)
    merged: list[Box] = []
    for box in boxes:
        if merged and box.y0 <= merged[-1].y1 + 1:
            merged[-1] = _around([merged[-1], box])
        else:
            merged.append(box)
    return merged


def _touch(a, b):
    return (
        a.x0 <= b.x1 + 1 and b.x0 <= a.x1 + 1 and a.y0 <= b.y1 + 1 and b.y0 <= a.y1 + 1
    )


def _around(boxes):
    return Box(
        min(b.x0 for b in boxes),
        min(b.y0 for b in boxes),
        max(b.x1 for b in boxes),
        max(b.y1 for b in boxes),
    )


def _is_within(line, boxes):
    return any(
        box.x0 <= line.centre <= box.x1 and box.y0 <= line.y <= box.y1 + 1
        for box in boxes
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


def _margin_lines(sheet):
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
    first = not above and line.y < 30 and (not below or min(below) - line.y > 6.5)
    last = (
        not below
        and line.y > sheet.height - 25
        and line.y - max(above, default=0) > 6.5
    )
    return first or last


def _foot_lines(sheet, lines):
    """Small lines in the bottom margin that stand off from the text."""
    border = sheet.height - BOTTOM_MARGIN
    body = [line.y for line in lines if line.y <= border]
    feet = [
        line
        for line in lines
        if line.y > border and line.size <= 11 and line.y - max(body, default=0) > 5
    ]
    return feet, [line for line in lines if line not in feet]


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
    start, stop = min(anchors) - LEVEL, max(anchors) + LEVEL
    about = [line for line in high if plain(line.text).startswith("v/v")]
    if about:
        stop = _last_of_about(high, about[0])
    marks = [line for line in lines if line.y < start]
    head = [line for line in lines if start <= line.y <= stop]
    return marks, head, [line for line in lines if line.y > stop]


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


def _end(lines):
    """The running text, then recipients and signature."""
    start = _start_of_end(lines)
    if start is None:
        return lines, []
    page, top = start
    flow = [line for line in lines if (line.page, line.y) < (page, top)]
    return flow, [line for line in lines if (line.page, line.y) >= (page, top)]


def _strays(end):
    """The end, and from a label of an annex on what does not belong to it."""
    for at, line in enumerate(end):
        if plain(line.text).startswith("phụ lục") and ANNEX.match(plain(line.text)):
            return end[:at], end[at:]
    return end, []


def _start_of_end(lines):
    heading = [ln for ln in lines if squeezed(ln.text).startswith("nơinhận")]
    authority = [
        ln for ln in lines if AUTHORITY.match(ln.text) and is_capitals(ln.text)
    ]
    if heading:
        last = heading[-1]
        level = [
            line.y
            for line in lines
            if line.page == last.page
            and last.y - 20 < line.y < last.y
            and line.x0 > last.x1 + 20
            and (is_capitals(line.text) or AUTHORITY.match(line.text))
        ]
        return last.page, min([last.y, *level]) - LEVEL
    if authority:
        first = authority[0]
        return first.page, first.y - LEVEL
    return None


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
