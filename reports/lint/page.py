"""The bytes of a PDF enter, its sheets leave: lines of text with their type, drawn
rules and pictures, in millimetres from each sheet's top left corner.

Read with PDFium, which is not safe to use from several threads: one at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from unicodedata import combining

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .glyphs import MM, Glyph, glyphs, placing

ASCENT, DESCENT = 0.891, 0.216  # of Times New Roman, in parts of its size
SAME_LINE = 0.35  # mm between baselines
COLUMN_GAP = 10.0  # mm without a glyph: two columns, not a justified line
A_SPACE = 0.16  # of the size: a gap that is a space, though none was drawn
THIN = 1.2  # mm: thicker is no rule
MOST_PAGES = 500
BROKEN = "Tệp PDF bị hỏng, không đọc được hết. Đề nghị xuất lại tệp."
_reading = Lock()


class UnreadablePdf(Exception):
    """There is nothing to measure in the file; the message says why."""


@dataclass(frozen=True)
class Span:
    """Letters of one line that are set alike. size in points."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    black: bool


@dataclass(frozen=True)
class Line:
    """A line of one column: its edges and baseline in mm."""

    text: str
    page: int
    x0: float
    x1: float
    y: float
    spans: tuple[Span, ...]

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @cached_property
    def main(self) -> Span:
        """The way that most of its letters are set."""
        return max(self.spans, key=lambda span: len(span.text.strip()))

    @property
    def size(self) -> float:
        return self.main.size

    @property
    def top(self) -> float:
        return self.y - ASCENT * self.size * MM

    @property
    def bottom(self) -> float:
        return self.y + DESCENT * self.size * MM


@dataclass(frozen=True)
class Box:
    """What is drawn or pictured: its edges in mm."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Sheet:
    """One page as it is seen, in drawing order; number counts from 1."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    drawings: tuple[Box, ...]
    pictures: tuple[Box, ...]

    @property
    def rules(self) -> tuple[Box, ...]:
        """Level lines, however they are drawn."""
        return tuple(b for b in self.drawings if b.height <= THIN < b.width)


def read(pdf: bytes) -> tuple[Sheet, ...]:
    """Every sheet of the file; UnreadablePdf if it is none, locked, or a scan."""
    with _reading:
        document = _open(pdf)
        try:
            sheets = tuple(_sheet(document, i) for i in range(len(document)))
        except pdfium.PdfiumError as error:
            raise UnreadablePdf(BROKEN) from error
        finally:
            document.close()
    if not any(sheet.lines for sheet in sheets):
        raise UnreadablePdf(
            "Tệp PDF không có chữ nào đọc được (bản chụp hoặc bản quét). Đề nghị dùng "
            "tệp PDF xuất thẳng từ chương trình soạn thảo."
        )
    return sheets


def _open(pdf):
    if b"%PDF-" not in pdf[:1024]:
        raise UnreadablePdf("Tệp này không phải là tệp PDF.")
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            reason = "Tệp PDF có mật khẩu nên không đọc được. Đề nghị bỏ mật khẩu."
        else:
            reason = BROKEN
        raise UnreadablePdf(reason) from error
    if not 0 < len(document) <= MOST_PAGES:
        document.close()
        raise UnreadablePdf(f"Chỉ kiểm tra được tệp PDF từ 1 đến {MOST_PAGES} trang.")
    return document


def _sheet(document, index) -> Sheet:
    page = document[index]
    try:
        width, height = (side * MM for side in page.get_size())
        text = page.get_textpage()
        lines = tuple(_lines(glyphs(page, text), index + 1))
        text.close()
        drawings, pictures = _boxes(page)
    finally:
        page.close()
    return Sheet(index + 1, width, height, lines, drawings, pictures)


def _boxes(page):
    place = placing(page)
    kept = {pdfium_c.FPDF_PAGEOBJ_PATH: [], pdfium_c.FPDF_PAGEOBJ_IMAGE: []}
    for item in page.get_objects(filter=list(kept), max_depth=2):
        left, bottom, right, top = item.get_bounds()
        (x0, y0), (x1, y1) = place(left, bottom), place(right, top)
        kept[item.type].append(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return tuple(map(tuple, kept.values()))


def _lines(drawn: Iterator[Glyph], page: int) -> Iterator[Line]:
    line: list[Glyph] = []
    for glyph in drawn:
        if line and combining(glyph.letter):  # a mark of the letter before it
            glyph = replace(glyph, x0=line[-1].x1, x1=line[-1].x1, y=line[-1].y)
        if line and not _goes_on(line, glyph):
            yield from _line(line, page)
            line = []
        line.append(glyph)
    yield from _line(line, page)


def _goes_on(line, glyph) -> bool:
    last = line[-1]
    return (
        abs(glyph.y - last.y) <= SAME_LINE and -1.0 <= glyph.x0 - last.x1 <= COLUMN_GAP
    )


def _line(drawn, page):
    while drawn and drawn[-1].letter.isspace():
        drawn.pop()
    while drawn and drawn[0].letter.isspace():
        drawn.pop(0)
    if not drawn:
        return
    spans = tuple(_spans(drawn))
    text = "".join(span.text for span in spans)
    yield Line(text, page, drawn[0].x0, drawn[-1].x1, drawn[0].y, spans)


def _spans(drawn):
    text, style, last = "", drawn[0].style, drawn[0]
    for glyph in drawn:
        text += " " * _leaves_a_space(last, glyph)
        if glyph.style != style and not glyph.letter.isspace():
            yield Span(text, *style)
            text, style = "", glyph.style
        text += " " if glyph.letter.isspace() else glyph.letter
        last = glyph
    yield Span(text, *style)


def _leaves_a_space(last, glyph):
    """Whether two words stand apart though no space was drawn between them."""
    apart = glyph.x0 - last.x1 > A_SPACE * glyph.style[1] * MM
    return apart and not (last.letter.isspace() or glyph.letter.isspace())
