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
    """Findings as their pieces follow each other; the frame's own parts as printed."""
    order = {piece: place for place, piece in enumerate(text.pieces)}
    parts = list(Part)

    def place(finding):
        part = parts.index(finding.piece.part)
        if finding.piece in order:
            return (
                part if finding.piece.section is None else BODY,
                order[finding.piece],
            )
        return (part, 0)

    return tuple(sorted(found, key=place))


BODY = list(Part).index(Part.BODY)

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
