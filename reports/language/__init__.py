"""The paper's words in; what in them is unclear, uneven or stale, out.

Pure: no database, no Django. `check_language` looks at a paper by itself,
`stale_marks` (in `stale`) at words that were carried over from the last period.
"""

from .abbreviations import unexplained
from .findings import STALE, Replacement, Rule, Stance, TextFinding
from .frame import frame_findings
from .known import Context, Dispatch, GoneBody
from .names import body_names
from .promised import unkept_promises
from .spelling import spellings
from .symbols import malformed_symbols
from .text import FRAME, Part, Piece, Text, compose_text, text_of


def check_language(document, context: Context) -> tuple[TextFinding, ...]:
    """Every finding of a composed paper, in the order of the page."""
    text = text_of(document)
    found = [
        *unexplained(text, context),
        *spellings(text, context),
        *body_names(text, context),
        *malformed_symbols(text),
        *frame_findings(document, text, context),
        *unkept_promises(text),
    ]
    return in_page_order(text, found)


def in_page_order(text: Text, found) -> tuple[TextFinding, ...]:
    """Findings as their places follow each other on the page."""
    parts = list(Part)
    places = [piece.place for piece in text.pieces]
    order = {place: number for number, place in reversed(list(enumerate(places)))}

    def rank(finding):
        piece = finding.piece
        part = Part.BODY if piece.section is not None else piece.part
        return parts.index(part), order.get(piece.place, 0)

    return tuple(sorted(found, key=rank))


__all__ = [
    "FRAME",
    "STALE",
    "Context",
    "Dispatch",
    "GoneBody",
    "Part",
    "Piece",
    "Replacement",
    "Rule",
    "Stance",
    "Text",
    "TextFinding",
    "check_language",
    "compose_text",
    "in_page_order",
    "text_of",
]
