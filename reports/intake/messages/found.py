"""What is remembered while messages are read: figures, and what was said so far."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from reports.figures import Spec

from .phrases import Phrase
from .places import Place
from .segments import Segment

WHOLE = Place(None, "toàn xã")
MANY = "nhiều thôn đứng liền nhau; ghi mỗi thôn một dòng"
CORRECTED = "Tin có chữ sửa lại; xem số nào đúng."
FOR_MANY = "Tin ghi chung nhiều việc cho một số."
TRAILING = "Tên thôn đứng sau số liệu; xem lại là số của thôn nào."
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Found:
    """One figure: `value` None is "không phát sinh"; `place` None: none was named.

    `vague`: read past words that are not known, so never against a clear one.
    """

    spec: Spec
    value: Decimal | None
    place: Place | None
    line: int
    block: int
    spans: Spans
    doubt: str = ""
    vague: bool = False
    is_own_place: bool = False


@dataclass(frozen=True)
class Missed:
    """A stretch with a figure in it that could not be taken, and what to do."""

    line: int
    spans: Spans
    message: str


@dataclass(frozen=True)
class Label:
    """Words that wait for their number, and the segment that they end."""

    segment: Segment
    phrases: tuple[Phrase, ...]
    mention: frozenset[str]


@dataclass
class Block:
    """One message so far.

    `label`: the words just before; `heading`: those that stand over several lines;
    `is_upside_down`: a number stood above its words; `hamlets`: all that were named.
    """

    number: int = 0
    place: Place | None = None
    place_doubt: str = ""
    heading: Label | None = None
    label: Label | None = None
    is_corrected: bool = False
    is_upside_down: bool = False
    hamlets: dict[int, Place] = field(default_factory=dict)


@dataclass
class Row:
    """One line so far, for the segments still to come.

    `context`: what was spoken of last; `shared`: words said once for several hamlets;
    `keys`: indicators that have a figure; `last`: the last of them among the found;
    `another`: the word for another period or a plan; `month`: one of several;
    `named`: places without a figure.
    """

    line: int = 0
    has_many: bool = False
    context: frozenset[str] = frozenset()
    shared: Label | None = None
    keys: set[str] = field(default_factory=set)
    last: int | None = None
    another: str = ""
    month: str = ""
    is_cumulative: bool = False
    has_parts: bool = False
    in_parts: bool = False
    is_dangling: bool = False
    named: list[Place] = field(default_factory=list)


@dataclass
class Record:
    """All that was found and missed, with the message and the line being read.

    `ordinals`: numbers that only count the items of a list.
    """

    found: list[Found] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    ordinals: list[Phrase] = field(default_factory=list)
    block: Block = field(default_factory=Block)
    row: Row = field(default_factory=Row)

    def of_block(self) -> list[int]:
        """Where the figures of the message being read are."""
        number = self.block.number
        return [at for at, found in enumerate(self.found) if found.block == number]

    def doubt(self, at: int, why: str) -> None:
        """Have a person look at a figure that was found before."""
        found = self.found[at]
        if why not in found.doubt:
            self.found[at] = replace(found, doubt=f"{found.doubt} {why}".strip())

    def correct(self) -> None:
        """Something of this message's hamlet is wrong, it is not said which figure."""
        self.block.is_corrected = True
        hamlet = self.block.place and self.block.place.hamlet
        for at, found in enumerate(self.found):
            is_theirs = hamlet and found.place and found.place.hamlet == hamlet
            if is_theirs or found.block == self.block.number:
                self.doubt(at, CORRECTED)

    def miss(self, segment: Segment, message: str, spans: Spans = ()) -> None:
        """Note what could not be taken: the whole segment, or these spans of it."""
        whole = ((segment.phrases[0].start, segment.phrases[-1].end),)
        self.missed.append(Missed(segment.line, spans or whole, message))
