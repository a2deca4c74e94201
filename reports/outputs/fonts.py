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
MM_PER_POINT = 25.4 / 72


def font_bytes(name: str) -> bytes:
    """One of the project's font files; any other name is a LookupError."""
    if name not in FILES:
        raise LookupError(f"Not one of the paper's fonts: {name}")
    return (FOLDER / name).read_bytes()


def unprintable(text: str) -> str | None:
    """The first character that some style of the font lacks, or None."""
    known = _characters()
    return next((c for c in text if c not in known and c not in LAYOUT_SPACE), None)


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
    fewest = _filled(text, limit, points, file)
    for tenths in range(int(limit * 5), int(limit * 10)):
        lines = _filled(text, tenths / 10, points, file)
        fits = all(width(line, points, file) <= limit for line in lines)
        if fits and len(lines) == len(fewest):
            return lines
    return fewest


def _filled(text: str, limit: float, points: float, file: str) -> tuple[str, ...]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, points, file) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


@cache
def _characters() -> frozenset[str]:
    charts = (set(_font(file).getBestCmap()) for file in FILES)
    codes = set.intersection(*charts)
    return frozenset(chr(code) for code in codes)


@cache
def _advances(file: str) -> tuple[dict[str, int], int]:
    font = _font(file)
    widths = font["hmtx"]
    advances = {chr(c): widths[glyph][0] for c, glyph in font.getBestCmap().items()}
    return advances, font["head"].unitsPerEm


def _font(file: str) -> TTFont:
    return TTFont(BytesIO(font_bytes(file)), lazy=True)
