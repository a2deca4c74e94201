"""Zones enter, what breaks the rows of the page itself leaves: paper, margins, fonts,
page numbers."""

import unicodedata
from collections.abc import Iterator

from . import annexes, looks
from .findings import LintFinding, found, number, quoted
from .page import Line, Sheet
from .rows import Row
from .tables import table_boxes
from .zones import Zones

A4 = (210.0, 297.0)
NEAR = 0.8  # mm
ROOM_ABOVE = 3.0  # mm of leading or of a paragraph's gap above the first line
ROOM_BELOW = 8.5  # mm: the next line, with its paragraph's gap, did not fit
LEGAL_FONTS = (
    "timesnewroman",
    "liberationserif",
    "tinos",
    "nimbusroman",
    "texgyretermes",
    "phongtotrinh",
)
CENTRED = 2.0  # mm


def check(zones: Zones) -> Iterator[LintFinding]:
    """All rules of the page."""
    for sheet in zones.sheets:
        yield from _paper(zones, sheet)
        yield from _type(sheet)
    yield from _sides(zones)
    yield from _top_and_bottom(zones)
    yield from _numbers(zones)


def _upright_pages(zones):
    """The numbers of the pages before the annexes that stand upright."""
    count = len(zones.sheets) - len(zones.annexes)
    return [s.number for s in zones.sheets[:count] if s.height >= s.width]


def _paper(zones, sheet):
    sides = sorted((sheet.width, sheet.height))
    if any(abs(a - b) > 1 for a, b in zip(sides, A4, strict=True)):
        size = f"{number(sheet.width)} × {number(sheet.height)} mm"
        yield found("paper.size", sheet.number, size)
    elif sheet.width > sheet.height:
        in_annex = sheet.number > len(zones.sheets) - len(zones.annexes)
        if not in_annex and not table_boxes(sheet):
            yield found("paper.landscape", sheet.number, "trang đặt theo chiều rộng")


def is_legal_font(name: str) -> bool:
    """Whether a font's name in a file is Times New Roman's or of one set as wide."""
    return "".join(c for c in name.lower() if c.isalpha()).startswith(LEGAL_FONTS)


def _type(sheet: Sheet):
    for line in sheet.lines:
        for span in line.spans:
            if not span.text.strip():
                continue
            if not is_legal_font(span.font):
                words = f"{quoted(span.text, 40)} dùng phông {span.font or 'không tên'}"
                yield found("font.family", sheet.number, words)
            if not span.black:
                words = f"{quoted(span.text, 40)} không phải màu đen"
                yield found("font.colour", sheet.number, words)
        if not unicodedata.is_normalized("NFC", line.text):
            words = f"{quoted(line.text, 40)} dùng Unicode tổ hợp"
            yield found("text.nfc", sheet.number, words)


def _sides(zones):
    pages = set(_upright_pages(zones))
    text = [ln for ln in (*zones.flow, *zones.end) if ln.page in pages]
    if not text:
        return
    yield from _side("left", zones.frame.left, (30, 35), text[0].page)
    wide = zones.frame.width - zones.frame.right
    full = [ln for ln in zones.flow if abs(ln.x1 - zones.frame.right) < 1]
    high = 20 if len(full) > 2 else zones.frame.width
    yield from _side("right", wide, (15, high), text[0].page)
    for line in text:
        if line.x0 < 30 - NEAR and line.x0 < zones.frame.left - NEAR:
            yield found("margins.left", line.page, _beyond(line, line.x0))
        if line.x1 > zones.frame.width - 15 + NEAR and line.x1 > zones.frame.right + 1:
            yield found("margins.right", line.page, _beyond(line, line.x1, zones))


def _beyond(line: Line, edge, zones=None):
    width = zones.frame.width - edge if zones else edge
    return f"dòng {quoted(line.text, 40)} chỉ cách mép {number(width)} mm"


def _side(side, width, limits, page):
    if not limits[0] - NEAR <= width <= limits[1] + NEAR:
        yield found(f"margins.{side}", page, f"{number(width)} mm")


def _top_and_bottom(zones):
    extents = [_extent(zones, page) for page in _upright_pages(zones)]
    extents = [extent for extent in extents if extent]
    for page, top, bottom in extents:
        if top < 20 - NEAR:
            yield found("margins.top", page, f"{number(top)} mm")
        if bottom < 20 - NEAR:
            yield found("margins.bottom", page, f"{number(bottom)} mm")
    tops = min(((top, page) for page, top, _ in extents), default=None)
    if tops and tops[0] > 25 + ROOM_ABOVE:
        yield found("margins.top", tops[1], f"{number(tops[0])} mm")
    full = [(bottom, page) for page, _, bottom in extents[:-1]]
    if len(full) > 1 and min(full)[0] > 25 + ROOM_BELOW:
        yield found("margins.bottom", min(full)[1], f"{number(min(full)[0])} mm")


def _extent(zones, page):
    """The page, and how far its text and tables stand from its top and bottom."""
    sheet = zones.sheet(page)
    apart = {*zones.numbers, *zones.feet, *zones.marks}
    lines = [line for line in sheet.lines if line not in apart]
    boxes = table_boxes(sheet)
    tops = [line.top for line in lines] + [box.y0 for box in boxes]
    bottoms = [line.bottom for line in lines] + [box.y1 for box in boxes]
    return (page, min(tops), sheet.height - max(bottoms)) if tops else None


def _numbers(zones):
    by_page = {line.page: line for line in zones.numbers}
    expected = 0
    first_of_annex = _first_pages_of_annexes(zones)
    for sheet in zones.sheets:
        line = by_page.get(sheet.number)
        expected = 1 if sheet.number in first_of_annex else expected + 1
        if expected == 1:
            if line and sheet.number == 1:
                yield found("page_number.first", 1, f"có số {quoted(line.text)}")
            elif line and line.text.strip() != "1":
                words = f"trang đầu phụ lục ghi {quoted(line.text)}"
                yield found("page_number.sequence", sheet.number, words)
            continue
        if line is None:
            yield found("page_number.sequence", sheet.number, "không có số trang")
            continue
        yield from _number(zones, sheet, line, expected)


def _first_pages_of_annexes(zones):
    """Pages on which an annex starts; one that goes on is not among them."""
    return {lines[0].page for lines in annexes.starts(zones)}


def _number(zones, sheet, line, expected):
    text = line.text.strip()
    if not text.isdigit():
        yield found("page_number.arabic", sheet.number, quoted(text))
    elif int(text) != expected:
        words = f"{quoted(text)}, đúng ra là {expected}"
        yield found("page_number.sequence", sheet.number, words)
    middles = (sheet.width / 2, _middle(zones, sheet))
    if min(abs(line.centre - middle) for middle in middles) > CENTRED:
        words = f"tâm số trang cách mép trái {number(line.centre)} mm"
        yield found("page_number.centre", sheet.number, words)
    if line.y > sheet.height / 2:
        yield found("page_number.place", sheet.number, "số trang ở lề dưới")
    elif line.bottom > 25:
        words = f"số trang cách mép trên {number(line.y)} mm"
        yield found("page_number.place", sheet.number, words)
    yield from looks.check(Row.PAGE_NUMBER, [line])


def _middle(zones, sheet):
    if sheet.width > sheet.height:
        return (30 + sheet.width - 15) / 2
    return zones.frame.middle
