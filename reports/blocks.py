"""The report as a value: what enters is text, what leaves is a tree of plain blocks.

A ReportDocument holds every word of the paper and nothing of its look, so that it can
be compared, stored as JSON when the report is finalised, and dressed again later by
any output. Nothing here knows Django or the database.
"""

import json
import unicodedata
from dataclasses import asdict, dataclass, field, fields
from datetime import date as Date
from enum import StrEnum
from typing import Self

DAY_GAP = MONTH_GAP = " " * 5
NUMBER_GAP = " " * 8
LETTER = "Công văn về việc"
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
TALL_ROW = 600  # letters: about a third of a page


class Status(StrEnum):
    """How far the paper has come: a draft, the copy for signature, the issued one."""

    DRAFT = "draft"
    SIGNING = "signing"
    ISSUED = "issued"


def clean(value: object) -> object:
    """Text as NFC without invisible format characters; lists as tuples of the same.

    Word and Zalo leave zero-width and direction marks in pasted text; on paper they
    can only garble it. Those that turn the order of letters stay, to be refused:
    without them the text would read otherwise than it was seen.
    """
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        normal = unicodedata.normalize("NFC", value)
        if normal.isprintable():  # then it holds no format character either
            return normal
        return "".join(c for c in normal if c in TURNING or not _is_format(c))
    if isinstance(value, list | tuple):
        return tuple(clean(item) for item in value)
    return value


def _is_format(character):
    return unicodedata.category(character) == "Cf"


def bare(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of a list without the dash and the end mark that the paper adds itself."""
    return tuple(line.strip().removeprefix("- ").rstrip(" ;.") for line in lines)


class _Clean:
    """Dataclasses whose texts are cleaned once, when they are made."""

    def __post_init__(self) -> None:
        for item in fields(self):
            object.__setattr__(self, item.name, clean(getattr(self, item.name)))


@dataclass(frozen=True)
class Paragraph(_Clean):
    """A justified paragraph; indent=False starts it at the margin."""

    text: str
    indent: bool = True
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class Bullet(_Clean):
    """A paragraph that opens with a dash; the text carries no dash of its own."""

    text: str
    kind: str = field(default="bullet", init=False)


@dataclass(frozen=True)
class Numbered(_Clean):
    """A paragraph that opens with a number as it is printed, such as "1."."""

    number: str
    text: str
    kind: str = field(default="numbered", init=False)


@dataclass(frozen=True)
class Row(_Clean):
    """One line of the table of indicators; all four cells as they are printed."""

    stt: str
    name: str
    unit: str
    value: str

    @property
    def is_heading(self) -> bool:
        """Whether it heads the rows of a group: nothing but a name stands in it."""
        return not (self.stt or self.unit or self.value)

    @property
    def is_figure(self) -> bool:
        """Whether the value is a lone number (centred) or words (set as text)."""
        return not any(character.isalpha() for character in self.value)

    @property
    def is_tall(self) -> bool:
        """Whether the row may be split over pages: kept whole it would leave a hole."""
        return len(self.name) + len(self.value) > TALL_ROW


@dataclass(frozen=True)
class IndicatorTable(_Clean):
    """The table of indicators, with the headings of its four columns."""

    rows: tuple[Row, ...]
    columns: tuple[str, str, str, str] = ("STT", "Nội dung", "Đơn vị tính", "Số liệu")
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class PlaceTable(_Clean):
    """Places by figures: a number, the place's name, then figures as they are printed.

    total is the last line and may be empty; all lines are as long as columns.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    kind: str = field(default="places", init=False)


@dataclass(frozen=True)
class FormTable(_Clean):
    """A blank form: number, what is asked, unit, how to count, and room to write in.

    Each row is as long as columns; the last cell is left empty.
    """

    columns: tuple[str, str, str, str, str]
    rows: tuple[tuple[str, str, str, str, str], ...]
    kind: str = field(default="form", init=False)


Block = Paragraph | Bullet | Numbered | IndicatorTable | PlaceTable | FormTable


@dataclass(frozen=True)
class Annex(_Clean):
    """What goes with a paper on pages of its own; wide lays them across.

    label is "Phụ lục" or what else it is called; issuer closes the line that names
    the paper that it goes with.
    """

    label: str
    title: str
    issuer: str
    blocks: tuple[Block, ...] = ()
    wide: bool = False


@dataclass(frozen=True)
class Section(_Clean):
    """A heading of level 1 to 6 (by custom "I.", "1.", "3.1.", "a)") and its blocks."""

    level: int
    number: str
    title: str
    blocks: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.level not in range(1, 7):
            raise ValueError("A section's level is 1 to 6.")


@dataclass(frozen=True)
class Letterhead(_Clean):
    """Who issues: parent agency (may be empty), issuer in 1 or 2 lines, and place."""

    parent_agency: str
    issuing_agency: tuple[str, ...]
    place: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 1 <= len(self.issuing_agency) <= 2:
            raise ValueError("The issuing agency takes one or two lines.")


@dataclass(frozen=True)
class Signature(_Clean):
    """Authority lines above the space to sign in; office (may be empty), name below."""

    authority: tuple[str, ...]
    office: str = ""
    name: str = ""


@dataclass(frozen=True)
class ReportDocument(_Clean):
    """The whole báo cáo or công văn, in the page order of Decree 30/2020/NĐ-CP.

    A công văn has no kind: its subject stands as "V/v …" under the number, and its
    text is body, blocks below the opening without headings.

    number and date are None until the clerk gives them; month and year may be known
    before and then stand beside the gaps. recipients and addressees are lines without
    dash and end mark. closing ends with "./.". code tells figures from later ones
    and is printed as it is; most papers carry none.
    """

    letterhead: Letterhead
    subject: str
    opening: str
    sections: tuple[Section, ...]
    closing: str
    recipients: tuple[str, ...]
    signature: Signature
    symbol: str = "BC-TCĐ"
    number: str | None = None
    date: Date | None = None
    month: int | None = None
    year: int | None = None
    kind: str = "BÁO CÁO"
    addressees: tuple[str, ...] = ()
    status: Status = Status.DRAFT
    is_example: bool = False
    language: str = "vi"
    code: str = ""
    body: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "status", Status(self.status))
        object.__setattr__(self, "addressees", bare(self.addressees))
        object.__setattr__(self, "recipients", bare(self.recipients))

    @property
    def title(self) -> str:
        """The document's title for readers of its metadata: "Báo cáo sơ kết …"."""
        subject = f"{self.subject[:1].lower()}{self.subject[1:]}"
        return f"{self.kind.capitalize() if self.kind else LETTER} {subject}"

    @property
    def about(self) -> str:
        """What stands under the number of a công văn; nothing on other papers."""
        return "" if self.kind else f"V/v {self.subject}"

    @property
    def number_line(self) -> str:
        """Số và ký hiệu: "Số: 05/BC-TCĐ", or with a gap for the clerk's number."""
        return f"Số: {self._number_and_symbol}"

    @property
    def place_and_date(self) -> str:
        """Địa danh và thời gian: days below 10 and months 1, 2 carry a leading 0."""
        return f"{self.letterhead.place}, {self._day}".rstrip()

    def enclosed_with(self, annex: Annex) -> str:
        """The line under an annex's title: "(Kèm theo Công văn số … ngày …)"."""
        name = self.kind.capitalize() if self.kind else "Công văn"
        paper = f"{name} số {self._number_and_symbol} {self._day}".rstrip()
        return f"(Kèm theo {paper} của {annex.issuer})"

    @property
    def _number_and_symbol(self):
        number = self.number.zfill(2) if self.number else NUMBER_GAP
        return f"{number}/{self.symbol}"

    @property
    def _day(self):
        day = f"{self.date.day:02d}" if self.date else DAY_GAP
        month = self.date.month if self.date else self.month
        year = self.date.year if self.date else self.year
        return f"ngày {day} tháng {_month(month)} năm {year if year else ''}"

    def texts(self) -> tuple[str, ...]:
        """Every text that goes on the paper, in no promised order."""
        return tuple(_strings(asdict(self)))

    def to_json(self) -> dict:
        """Plain dicts, lists, strings and numbers, fit for a JSON column.

        What only a công văn has is left out elsewhere: a frozen report says it so.
        """
        values = asdict(self)
        for name in ("body", "annexes"):
            if not values[name]:
                del values[name]
        return json.loads(json.dumps(values, default=Date.isoformat))

    @classmethod
    def from_json(cls, data: dict) -> Self:
        """The document that to_json() was called on; KeyError or TypeError if not."""
        issued_on = data["date"] and Date.fromisoformat(data["date"])
        return cls(
            **{
                **data,
                "letterhead": Letterhead(**data["letterhead"]),
                "signature": Signature(**data["signature"]),
                "sections": tuple(_section(item) for item in data["sections"]),
                "body": _blocks(data.get("body", ())),
                "annexes": tuple(_annex(item) for item in data.get("annexes", ())),
                "date": issued_on,
            }
        )


def _month(month: int | None) -> str:
    if month is None:
        return MONTH_GAP
    return f"{month:02d}" if month < 3 else str(month)


def _strings(value: object):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def _section(data: dict) -> Section:
    return Section(**{**data, "blocks": _blocks(data["blocks"])})


def _annex(data: dict) -> Annex:
    return Annex(**{**data, "blocks": _blocks(data["blocks"])})


def _blocks(items) -> tuple[Block, ...]:
    return tuple(_block(item) for item in items)


def _block(data: dict) -> Block:
    values = {name: value for name, value in data.items() if name != "kind"}
    if data["kind"] == "table":
        values["rows"] = tuple(Row(**row) for row in values["rows"])
    return _BLOCKS[data["kind"]](**values)


_BLOCKS = {
    "paragraph": Paragraph,
    "bullet": Bullet,
    "numbered": Numbered,
    "table": IndicatorTable,
    "places": PlaceTable,
    "form": FormTable,
}
