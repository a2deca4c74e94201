"""The lines of the signer's column enter; authority, office and name leave."""

import re
from dataclasses import dataclass

from .page import Line
from .words import is_capitals, plain

SIGNED = re.compile(r"\W*(đã ký|ký tên|ký, ghi rõ|chữ ký)")
SIGNING_GAP = 12.0  # mm: between title and name


@dataclass(frozen=True)
class Signing:
    """The signer's block: lines of authority, then office and name.

    inside is what stands in the room that is left to sign in.
    """

    authority: tuple[Line, ...] = ()
    inside: tuple[Line, ...] = ()
    office: tuple[Line, ...] = ()
    name: tuple[Line, ...] = ()


def signing_of(lines: tuple[Line, ...]) -> Signing:
    """The signer's column, parted where it leaves room to sign."""
    if not lines:
        return Signing()
    gaps = [
        (below.y - above.y, i + 1)
        for i, (above, below) in enumerate(zip(lines, lines[1:], strict=False))
        if below.page == above.page
    ]
    widest, at = max(gaps, default=(0, len(lines)))
    if widest < SIGNING_GAP:
        at = _without_room(lines)
    between = lines[at:-1] if at < len(lines) else ()
    inside = tuple(
        ln
        for ln in (*lines[1:at], *between)
        if SIGNED.match(plain(ln.text)) or (ln in between and not is_capitals(ln.text))
    )
    return Signing(
        tuple(ln for ln in lines[:at] if ln not in inside),
        inside,
        tuple(ln for ln in between if ln not in inside),
        lines[max(at, len(lines) - 1) :],
    )


def _without_room(lines):
    """Where the name starts if no gap shows it: after the last line in capitals."""
    return max((i + 1 for i, ln in enumerate(lines) if is_capitals(ln.text)), default=1)
