"""A paper's words in; its pieces in reading order, each with its place, out. Pure."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property

from reports.blocks import IndicatorTable, ReportDocument

SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZĐÀ-Ỹ\"“(])")
STEP = re.compile(r"[.)]+$")


class Part(StrEnum):
    """Which part of the paper a piece is of."""

    SUBJECT = "subject"
    ADDRESSEES = "addressees"
    BASES = "bases"
    OPENING = "opening"
    HEADING = "heading"
    BODY = "body"
    TABLE = "table"
    CLOSING = "closing"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"


PROSE = frozenset({Part.OPENING, Part.BASES, Part.HEADING, Part.BODY, Part.CLOSING})
CUSTOMARY = frozenset({Part.ADDRESSEES, Part.RECIPIENTS, Part.SIGNATURE})
FRAME = frozenset({Part.SUBJECT, Part.OPENING, Part.CLOSING, Part.BASES}) | CUSTOMARY


@dataclass(frozen=True)
class Piece:
    """A heading, paragraph, table row or line of the frame; `section` by index."""

    place: str
    text: str
    part: Part
    section: int | None = None

    @cached_property
    def sentences(self) -> list[str]:
        return [sentence for sentence in SENTENCE.split(self.text) if sentence]

    @property
    def is_shouted(self) -> bool:
        """Whether it is set in capitals, so that an abbreviation cannot be told."""
        letters = [c for c in self.text if c.isalpha()]
        return bool(letters) and sum(c.isupper() for c in letters) > 0.7 * len(letters)

    def sentence_at(self, start: int) -> str:
        """The sentence that the character of this place stands in."""
        return self.sentences[bisect_right(self._ends, start)]

    @cached_property
    def _ends(self):
        return [match.start() for match in SENTENCE.finditer(self.text)]

    def sentence_with(self, quote: str) -> str:
        """The sentence that a quote stands in, or the whole piece."""
        return next((s for s in self.sentences if quote in s), self.text)


@dataclass(frozen=True)
class Heading:
    """A section as the checks see it: its piece, its level, what stands in it."""

    piece: Piece
    level: int
    blocks: tuple[Piece, ...]
    has_table: bool = False


@dataclass(frozen=True)
class Text:
    """Every piece in the order of the page, and the sections among them."""

    pieces: tuple[Piece, ...]
    headings: tuple[Heading, ...]

    def of(self, *parts: Part) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.part in parts)

    def first(self, part: Part) -> Piece:
        """The first piece of a part; an empty one where the paper has none."""
        return next(iter(self.of(part)), Piece(FRAME_PLACES[part], "", part))

    def under(self, heading: Heading) -> tuple[Piece, ...]:
        """What stands in a section and in those below it, headings included."""
        start = self.headings.index(heading)
        found = list(heading.blocks)
        for below in self.headings[start + 1 :]:
            if below.level <= heading.level:
                break
            found += [below.piece, *below.blocks]
        return tuple(found)


FRAME_PLACES = {
    Part.SUBJECT: "Trích yếu",
    Part.ADDRESSEES: "Kính gửi",
    Part.BASES: "Căn cứ",
    Part.OPENING: "Đoạn mở đầu",
    Part.CLOSING: "Đoạn kết",
    Part.RECIPIENTS: "Nơi nhận",
    Part.SIGNATURE: "Chữ ký",
}


def text_of(document: ReportDocument) -> Text:
    """The pieces of a composed paper."""
    signature = document.signature
    return compose_text(
        subject=document.subject,
        addressees=document.addressees,
        bases=getattr(document, "bases", ()),
        opening=document.opening,
        sections=document.sections,
        closing=document.closing,
        recipients=document.recipients,
        signature=(*signature.authority, signature.office, signature.name),
    )


def compose_text(
    *,
    subject: str,
    opening: str,
    sections: Sequence,
    closing: str,
    addressees: Sequence[str] = (),
    bases: Sequence[str] = (),
    recipients: Sequence[str] = (),
    signature: Sequence[str] = (),
) -> Text:
    """The same from single parts; `sections` are `blocks.Section`."""
    before = (
        (Part.SUBJECT, (subject,)),
        (Part.ADDRESSEES, addressees),
        (Part.BASES, bases),
        (Part.OPENING, (opening,)),
    )
    after = (
        (Part.CLOSING, (closing,)),
        (Part.RECIPIENTS, recipients),
        (Part.SIGNATURE, signature),
    )
    headings = _headings(sections)
    body = [piece for each in headings for piece in (each.piece, *each.blocks)]
    return Text((*_frame(before), *body, *_frame(after)), headings)


def plain(block) -> str:
    """The words of a block with text, be they one string or runs of letters."""
    text = block.text
    return text if isinstance(text, str) else "".join(run.text for run in text)


def _frame(parts):
    return [
        Piece(FRAME_PLACES[part], line, part)
        for part, lines in parts
        for line in lines
        if line
    ]


def _headings(sections):
    found, path = [], []
    for index, section in enumerate(sections):
        path = [*path[: section.level - 1], STEP.sub("", section.number)]
        place = f"Mục {_path(path)}"
        found.append(
            Heading(
                Piece(
                    f"Tiêu đề {place[:1].lower()}{place[1:]}",
                    section.title,
                    Part.HEADING,
                    index,
                ),
                section.level,
                tuple(_pieces(section, place, index)),
                any(not hasattr(block, "text") for block in section.blocks),
            )
        )
    return tuple(found)


def _path(numbers):
    """ "I.3.1" of I, 3, 3.1: a number that repeats the one above stands for both."""
    parts = []
    for number in filter(None, numbers):
        if parts and number.startswith(f"{parts[-1]}."):
            parts.pop()
        parts.append(number)
    return ".".join(parts)


def _pieces(section, place, index):
    paragraph = 0
    for block in section.blocks:
        if hasattr(block, "text"):
            paragraph += 1
            where = f"{place}, đoạn {paragraph}"
            yield Piece(where, plain(block), Part.BODY, index)
        else:
            for row, text in enumerate(_lines(block), start=1):
                where = f"{place}, bảng, dòng {row}"
                yield Piece(where, text, Part.TABLE, index)


def _lines(block):
    """The words of each row of a table; heads of columns are left out."""
    if isinstance(block, IndicatorTable):
        return [". ".join(filter(None, (r.name, r.unit, r.value))) for r in block.rows]
    if hasattr(block, "lines"):
        return [" | ".join(line.cells) for line in block.lines]
    rows = asdict(block).get("rows", ())
    return [" | ".join(_strings(row)) for row in rows]


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
