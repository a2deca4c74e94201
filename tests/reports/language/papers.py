"""A report as plain text in; the document that it is, with what is known, out."""

import datetime as dt
import re
from pathlib import Path

from reports.blocks import (
    Bullet,
    IndicatorTable,
    Letterhead,
    Numbered,
    Paragraph,
    ReportDocument,
    Row,
    Section,
    Signature,
)
from reports.language import Context, Dispatch

DATA = Path(__file__).parents[2] / "data"
LEVELS = (
    (3, re.compile(r"^(\d+\.\d+\.)\s+(.+)$")),
    (1, re.compile(r"^([IVX]+\.)\s+(.+)$")),
    (2, re.compile(r"^(\d+\.)\s+(.+[^.;])$")),
)
ITEM = re.compile(r"^(\d+\.|[a-zđ]\))\s+(.+)$")

CONTEXT = Context(
    cut_off=dt.date(2023, 6, 14),
    dispatch=Dispatch(
        "1134/ TCĐCNSCĐ",
        dt.date(2023, 7, 18),
        "Tổ chỉ đạo triển khai công nghệ số cộng đồng tỉnh Hải Dương",
    ),
    signed_on=dt.date(2023, 7, 24),
    issuer=(
        "Tổ chỉ đạo triển khai CNSCĐ huyện Tứ Kỳ",
        "Tổ chỉ đạo triển khai Công nghệ số cộng đồng",
    ),
    signer_terms=((dt.date(2022, 1, 1), None),),
)


def source() -> str:
    """The report of July 2023 as it was published."""
    return (DATA / "bao-cao-2023.txt").read_text("utf-8")


def document_of(text: str, **fields) -> ReportDocument:
    """The document that a published text is: headings by their numbers."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    subject = lines.index("BÁO CÁO") + 1
    start = next(i for i, line in enumerate(lines) if line.startswith("I. "))
    end = next(i for i, line in enumerate(lines) if line.endswith("./."))
    listed = lines.index("Nơi nhận:") + 1
    signed = next(i for i, x in enumerate(lines) if i > listed and x[0] != "-")
    before = lines[subject + 1 : start]
    addressees = [x[10:] for x in before if x.startswith("Kính gửi: ")]
    return ReportDocument(
        **{
            "letterhead": Letterhead("", ("Tổ chỉ đạo",), "Tứ Kỳ"),
            "subject": lines[subject],
            "addressees": tuple(addressees),
            "opening": " ".join(x for x in before if not x.startswith("Kính gửi")),
            "sections": sections_of(lines[start:end]),
            "closing": lines[end],
            "recipients": tuple(lines[listed:signed]),
            "signature": Signature(
                tuple(lines[signed:-2]), office=lines[-2], name=lines[-1]
            ),
            "month": 7,
            "year": 2023,
            **fields,
        }
    )


def sections_of(lines) -> tuple[Section, ...]:
    """Sections by their headings; lines with tabs are rows of a table."""
    found: list[tuple] = []
    for line in lines:
        level, number, title = heading_of(line)
        if level:
            found.append((level, number, title, []))
        else:
            found[-1][3].append(line)
    return tuple(Section(*head, blocks_of(body)) for *head, body in found)


def heading_of(line):
    for level, pattern in LEVELS:
        match = pattern.match(line)
        if match:
            return level, match[1], match[2]
    return 0, "", ""


def blocks_of(lines):
    rows = [Row(*line.split("\t")) for line in lines if "\t" in line]
    table = (IndicatorTable(tuple(rows[1:])),) if rows else ()
    return (*table, *(block_of(line) for line in lines if "\t" not in line))


def block_of(line):
    if line.startswith("- "):
        return Bullet(line[2:])
    item = ITEM.match(line)
    return Numbered(item[1], item[2]) if item else Paragraph(line)


def small(*, opening="Tổ báo cáo như sau:", **sections) -> ReportDocument:
    """A paper of a few sections of the first level, by title; no dispatch."""
    return document_of(
        "BÁO CÁO\nKết quả hoạt động\n"
        + f"{opening}\n"
        + "\n".join(
            f"{number}. {title.replace('_', ' ')}\n{body}"
            for number, (title, body) in zip(
                ("I", "II", "III", "IV"), sections.items(), strict=False
            )
        )
        + "\nTrên đây là báo cáo./.\nNơi nhận:\n- Lưu: VT.\nTỔ TRƯỞNG\n\nTrần A\nB"
    )
