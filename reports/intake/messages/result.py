"""What reading messages hands back: plain values, for a page to show."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from reports.intake.proposed import Offer


class Read(Enum):
    """What became of a stretch of the text."""

    UNDERSTOOD = "understood"
    NOT_UNDERSTOOD = "not_understood"
    PASSED_OVER = "passed_over"


@dataclass(frozen=True)
class Piece:
    """A stretch of the text as it was pasted; all pieces together are the text.

    `cells`: the names of the cells that it gave, as in `Sheet.cells`.
    """

    text: str
    read: Read
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class HamletNote:
    """A hamlet's part of what the sheet asks for the commune as a whole.

    `value` None: "không phát sinh".
    """

    hamlet_id: int
    key: str
    value: Decimal | None
    said: str = ""
    where: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class MessageReading:
    """All that was read in some messages; `pieces` show the text back."""

    offer: Offer
    pieces: tuple[Piece, ...] = ()
    by_hamlet: tuple[HamletNote, ...] = ()
