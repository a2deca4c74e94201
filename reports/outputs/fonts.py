"""The paper's own font: its files, what it can print, and how wide a text is.

Liberation Serif has the metrics of Times New Roman and all Vietnamese letters. It
travels with the project under a private family name, so that no machine's own fonts
can slip into the paper.
"""

import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

from reports.blocks import TURNING

FAMILY = "Phong To Trinh"
FOLDER = Path(settings.BASE_DIR) / "static" / "fonts"
REGULAR = "LiberationSerif-Regular.ttf"
BOLD = "LiberationSerif-Bold.ttf"
FILES = frozenset(
    {
        REGULAR,
        BOLD,
        "LiberationSerif-Italic.ttf",
        "LiberationSerif-BoldItalic.ttf",
    }
)
LAYOUT_SPACE = frozenset(" \t\n\r")
LONGEST_WORD = 300  # letters; the time to break one grows with the square of it
MM_PER_POINT = 25.4 / 72


def font_bytes(name: str) -> bytes:
    """One of the project's font files; any other name is a LookupError."""
    if name not in FILES:
        raise LookupError(f"Not one of the paper's fonts: {name}")
    return (FOLDER / name).read_bytes()


def unprintable(text: str) -> str | None:
    """The first character that some style of the font lacks, or that turns the order
    of letters; or None."""
    unknown = set(text) - _characters()
    return next((c for c in text if c in unknown), None) if unknown else None


def endless(text: str) -> str | None:
    """The first word that is too long to be broken into lines, or None."""
    if len(text) <= LONGEST_WORD:
        return None
    return next((word for word in text.split() if len(word) > LONGEST_WORD), None)


def named(character: str) -> str:
    """A character as a person can look it up: itself if it shows, code, name."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    shown = f"“{character}” " if character.isprintable() else ""
    return f"{shown}({code}{' ' + name if name else ''})"


def width(text: str, points: float, file: str = REGULAR) -> float:
    """How wide a text is in millimetres; kerning may make it a little narrower."""
    advances, units = _advances(file)
    total = sum(advances.get(character, units) for character in text)
    return total / units * points * MM_PER_POINT


def balanced(
    text: str, limit: float, points: float, file: str = REGULAR
) -> tuple[str, ...]:
    """Break a centred text into the fewest lines that fit, of like widths.

    limit is in millimetres. A single word that is wider stays a line of its own.
    """
    words = text.split()
    widths = [width(word, points, file) for word in words]
    space = width(" ", points, file)
    fewest = _filled(words, widths, space, limit)
    narrow, wide = max(widths, default=0.0), limit
    while wide - narrow > 0.1:
        middle = (narrow + wide) / 2
        if len(_filled(words, widths, space, middle)) > len(fewest):
            narrow = middle
        else:
            wide = middle
    return _filled(words, widths, space, wide)


def _filled(
    words: list[str], widths: list[float], space: float, limit: float
) -> tuple[str, ...]:
    lines: list[list[str]] = []
    left = 0.0
    for word, wide in zip(words, widths, strict=True):
        if lines and space + wide <= left:
            lines[-1].append(word)
            left -= space + wide
        else:
            lines.append([word])
            left = limit - wide
    return tuple(" ".join(line) for line in lines)


@cache
def _characters() -> frozenset[str]:
    charts = (set(_font(file).getBestCmap()) for file in FILES)
    codes = set.intersection(*charts)
    return (frozenset(chr(code) for code in codes) | LAYOUT_SPACE) - TURNING


@cache
def _advances(file: str) -> tuple[dict[str, int], int]:
    font = _font(file)
    widths = font["hmtx"]
    advances = {chr(c): widths[glyph][0] for c, glyph in font.getBestCmap().items()}
    return advances, font["head"].unitsPerEm


def _font(file: str) -> TTFont:
    return TTFont(BytesIO(font_bytes(file)), lazy=True)
