"""Text in; headings that promise what their text lacks, out. Pure."""

import re

from .findings import Rule, TextFinding
from .known import promises
from .text import Text

SEVERAL = re.compile(r",|\bvà\b")


def unkept_promises(text: Text) -> list[TextFinding]:
    """Headings with nothing below them, or without a thing that they name."""
    found = []
    for heading in text.headings:
        under = text.under(heading)
        if not under and not heading.has_table:
            found.append(_empty(heading))
        elif under:
            found += _lacking(heading, under)
    return found


def _empty(heading):
    return TextFinding(
        rule=Rule.EMPTY,
        piece=heading.piece,
        quote=heading.piece.text,
        message="Dưới tiêu đề này chưa có nội dung.",
        suggestion="Viết nội dung; nếu không có thì ghi “Không có”, hoặc bỏ mục.",
    )


def _lacking(heading, under):
    title = heading.piece.text.lower()
    if not SEVERAL.search(title):  # one thing alone: whatever stands there is it
        return
    body = "\n".join(piece.text for piece in under).lower()
    for promise in promises():
        if promise["word"] in title and not _is_shown(promise, body):
            yield TextFinding(
                rule=Rule.PROMISE,
                piece=heading.piece,
                quote=heading.piece.text,
                message=f"Tiêu đề nêu “{promise['word']}” nhưng nội dung mục chưa có.",
                suggestion=promise["suggestion"],
                about=promise["word"],
            )


def _is_shown(promise, body):
    return any(re.search(pattern, body) for pattern in promise["shown_by"])
