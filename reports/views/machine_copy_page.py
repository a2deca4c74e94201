"""A machine's copy in; its tables and sentences as lines of a page out."""

from dataclasses import dataclass
from datetime import date as Date

from tuky_cnscd.vietnamese import format_count, format_number

NOT_YET = "chưa có, ghi khi ban hành"


@dataclass(frozen=True)
class Line:
    """What is counted, its text as printed, and the numbers that a machine reads."""

    words: str
    text: str
    read: str


@dataclass(frozen=True)
class Table:
    """One table of the paper, or the sentences of one heading."""

    place: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class MachinePage:
    """The copy in words: about the paper, its tables, its sentences with figures."""

    about: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    statements: tuple[Line, ...]
    seal: str


def machine_page(copy: dict) -> MachinePage:
    """The page of a copy that this program made."""
    return MachinePage(
        about=_about(copy),
        tables=tuple(
            Table(table["place"], tuple(_row(row) for row in table["rows"]))
            for table in copy["tables"]
        ),
        statements=tuple(_statement(each) for each in copy["statements"]),
        seal=copy["content_sha256"],
    )


def _about(copy):
    about, period = copy["document"], copy["period"]
    number = about["number"] and f"{about['number']}/{about['symbol']}"
    return (
        ("Số, ký hiệu", number or NOT_YET),
        ("Ngày ban hành", _day(about["date"]) if about["date"] else NOT_YET),
        ("Cơ quan ban hành", about["issuer"]),
        ("Trích yếu", about["subject"]),
        ("Người ký", "; ".join(signer["name"] for signer in about["signers"])),
        ("Kỳ số liệu", f"{_day(period['first_day'])} – {_day(period['last_day'])}"),
    )


def _row(row):
    if "cells" not in row:
        return Line(row["name"], row["text"], _amounts(row))
    texts = [cell["text"] for cell in row["cells"]]
    values = [_number(cell) for cell in row["cells"][1:] if "value" in cell]
    words = " ".join(filter(None, texts[:2]))
    return Line(words, "; ".join(filter(None, texts[2:])), "; ".join(values))


def _amounts(row):
    said = [_number(row)] if "value" in row else []
    if "expected" in row:
        said.append(f"của {format_count(row['counted'])}/{row['expected']} xã")
    if row.get("cumulative"):
        said.append(f"lũy kế {_amounts(row['cumulative'])}")
    said += [f"{part['name']}: {_amounts(part)}" for part in row.get("parts", ())]
    if row.get("names"):
        said.append(f"{format_count(len(row['names']))} tên")
    return "; ".join(said) or "–"


def _statement(statement):
    read = [
        f"{_number(figure)}{figure.get('unit', '')}"
        + (f" trên {format_number(figure['of'])}" if "of" in figure else "")
        for figure in statement["figures"]
    ]
    return Line(statement["place"], statement["text"], "; ".join(read))


def _number(holder):
    return format_number(str(holder["value"]))


def _day(text):
    return f"{Date.fromisoformat(text):%d/%m/%Y}"
