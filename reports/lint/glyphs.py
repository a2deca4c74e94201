"""A page opened in PDFium enters, its glyphs leave in drawing order: letter, place in
mm, and how it is set."""

import ctypes
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium_c

MM = 25.4 / 72
ITALIC, FORCE_BOLD = 1 << 6, 1 << 18
LINE_HYPHEN = "\x02"  # what PDFium makes of a hyphen at the end of a line
DARK = 40  # of 255: a scan's or a printer's black
Style = tuple[str, float, bool, bool, bool]  # font, size, bold, italic, black


@dataclass(frozen=True)
class Glyph:
    """A letter; x0 and x1 are the ends of its advance, y its baseline."""

    letter: str
    x0: float
    x1: float
    y: float
    style: Style


def placing(page) -> Callable[[float, float], tuple[float, float]]:
    """What turns the page's own coordinates into mm from the top left as seen."""
    left, bottom, right, top = page.get_cropbox()
    match page.get_rotation():
        case 90:
            return lambda x, y: ((y - bottom) * MM, (x - left) * MM)
        case 180:
            return lambda x, y: ((right - x) * MM, (y - bottom) * MM)
        case 270:
            return lambda x, y: ((top - y) * MM, (right - x) * MM)
    return lambda x, y: ((x - left) * MM, (top - y) * MM)


def glyphs(page, text) -> Iterator[Glyph]:
    """The letters that the file draws; spaces that PDFium adds are left out."""
    place = placing(page)
    styles: dict[int, Style | None] = {}
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_RECTF()
    for i in range(text.count_chars()):
        letter = chr(pdfium_c.FPDFText_GetUnicode(text, i)).replace(LINE_HYPHEN, "-")
        if pdfium_c.FPDFText_IsGenerated(text, i) == 1 or _is_nothing(letter):
            continue
        drawn = pdfium_c.FPDFText_GetTextObject(text, i)
        if not drawn:
            continue
        piece = ctypes.addressof(drawn.contents)
        if piece not in styles:
            styles[piece] = _style(page, text, i)
        if styles[piece] is None:
            continue
        pdfium_c.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium_c.FPDFText_GetLooseCharBox(text, i, box)
        (x0, base), (x1, _) = place(x.value, y.value), place(box.right, y.value)
        yield Glyph(letter, x0, x1, base, styles[piece])


def _is_nothing(letter) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cs") and letter != "\t"


def _style(page, text, i) -> Style | None:
    """How a piece of text is set, or None if it runs in another direction."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(text, i, matrix)
    across, up = matrix.a, matrix.b
    if page.get_rotation() in (90, 270):
        across, up = matrix.b, matrix.a
    if abs(up) > abs(across) / 10:
        return None
    name, flags = _font(text, i)
    squeezed = name.lower()
    leans = abs(matrix.c) > abs(matrix.d) / 10 and page.get_rotation() in (0, 180)
    return (
        name,
        round(pdfium_c.FPDFText_GetFontSize(text, i) * abs(across), 1),
        "bold" in squeezed or bool(flags & FORCE_BOLD),
        "italic" in squeezed or "oblique" in squeezed or leans or bool(flags & ITALIC),
        _is_black(text, i),
    )


def _font(text, i) -> tuple[str, int]:
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(text, i, buffer, len(buffer), flags)
    name = buffer.value.decode("utf-8", "replace")
    tag, plus, rest = name.partition("+")
    return (rest if plus and len(tag) == 6 else name), flags.value


def _is_black(text, i) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFText_GetFillColor(text, i, red, green, blue, alpha):
        return True
    return max(red.value, green.value, blue.value) <= DARK
