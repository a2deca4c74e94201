"""Facts and narrative in; a ReportDocument, a tree of plain blocks, out."""

import re
from dataclasses import replace

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
    Status,
)
from reports.consolidation import Consolidation
from reports.facts import fill, is_complete
from reports.figures import Level
from reports.letter_words import proposed_symbol
from reports.markup import read_runs
from reports.models import Section as SectionRow
from reports.numbering import section_numbers
from reports.printed import Printed, rows_of_table, when_counted
from reports.tables import annexes_of, blocks_of, tables_of

BULLET = re.compile(r"^[-–•]\s+(?P<text>.+)$")
NUMBERED = re.compile(r"^(?P<number>\d{1,2}\.|[a-zđ]\))\s+(?P<text>.+)$")


class NotReadyToCompose(Exception):
    """Something that every paper needs is not there; says what and where to mend."""


def compose(report, consolidation: Consolidation, *, status) -> ReportDocument:
    """The period's report as a value, its live figures filled in.

    Raises `NotReadyToCompose` where no letterhead is in force on the due day, and
    `facts.UnknownFact` where the text cites a name that does not exist.
    """
    period = report.period
    facts = consolidation.facts
    head = _letterhead(period)
    tables = tables_of(report, consolidation)
    return ReportDocument(
        letterhead=Letterhead(head.parent_agency, head.issuing_lines, head.place),
        subject=fill(report.subject, facts),
        opening=fill(report.opening, facts),
        sections=_sections(report, consolidation, tables),
        closing=fill(report.closing, facts),
        recipients=_lines(fill(report.recipients, facts)),
        addressees=_lines(fill(report.addressees, facts)),
        signature=_signature(report.signer),
        second_signature=_second_signature(report),
        kind=report.kind,
        bases=_lines(fill(report.bases, facts)),
        with_number=report.with_number,
        with_place=report.with_place,
        symbol=report.symbol or _usual_symbol(report, head),
        month=period.due_day.month,
        year=period.due_day.year,
        status=status,
        is_example=period.district.is_example,
        annexes=annexes_of(tables, head.short_name),
    )


def numbered(document: ReportDocument, *, number, date) -> ReportDocument:
    """The same document with what the clerk gave: nothing else changes."""
    return replace(
        document,
        number=f"{number:02d}",
        date=date,
        month=None,
        year=None,
        status=Status.ISSUED,
    )


def text_blocks(text: str) -> tuple:
    """Lines of text as blocks: "- " opens a bullet, "1. " a numbered item.

    Within a line "**" makes bold and "*" italic, see `markup`.
    """
    return tuple(_block(line.strip()) for line in text.splitlines() if line.strip())


def table_rows(consolidation: Consolidation) -> tuple[Row, ...]:
    """The indicators that stand in the table, with parts and names in their cell."""
    units = consolidation.units

    def mark(spec, total):
        complete = is_complete(spec, total, units) or spec.level == Level.DISTRICT
        return "" if complete else f" ({total.counted}/{units.expected} xã)"

    table = consolidation.table
    printed = Printed(consolidation.period, table, consolidation.totals, mark)
    return printed.rows(rows_of_table(table.specs))


def _block(line):
    if found := BULLET.match(line):
        text, runs = read_runs(found["text"])
        return Bullet(text, runs)
    if found := NUMBERED.match(line):
        text, runs = read_runs(found["text"])
        return Numbered(found["number"], text, runs)
    text, runs = read_runs(line)
    return Paragraph(text, runs=runs)


def _lines(text):
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _sections(report, consolidation, tables):
    rows = [row for row in report.sections.all() if row.in_report]
    numbers = section_numbers((row.level for row in rows), report.numbering)
    return tuple(
        Section(
            row.level,
            number,
            fill(row.title, consolidation.facts),
            (
                *blocks_of(row, tables, before_text=True),
                *_section_blocks(row, consolidation),
                *blocks_of(row, tables, before_text=False),
            ),
        )
        for row, number in zip(rows, numbers, strict=True)
    )


def _section_blocks(row, consolidation):
    blocks = text_blocks(fill(row.body, consolidation.facts))
    if row.table != SectionRow.Table.INDICATORS:
        return blocks
    table = IndicatorTable(table_rows(consolidation))
    notes = _what_is_missing(consolidation)
    when = when_counted(consolidation.period, consolidation.table.specs)
    return (when, table, *notes, *blocks)


def _what_is_missing(consolidation):
    """The paper says which communes and cells its sums do not hold."""
    units, notes = consolidation.units, []
    if units.missing:
        notes.append(
            f"Số liệu tổng hợp từ {units.share}; chưa có số liệu của: "
            f"{', '.join(units.missing)}."
        )
    blanks = [
        spec.name
        for spec in consolidation.table.specs
        if spec.in_table and consolidation.totals[spec.key].incomplete
    ]
    if blanks:
        notes.append(f"Chưa đủ số liệu ở: {'; '.join(blanks)}.")
    return tuple(Paragraph(note) for note in notes)


def _letterhead(period):
    row = period.district.letterhead_on(period.due_day)
    if row is None:
        raise NotReadyToCompose(
            "Chưa có mẫu đầu văn bản cho ngày "
            f"{period.due_day:%d/%m/%Y}. Hãy thêm ở mục Mẫu đầu văn bản."
        )
    return row


def _usual_symbol(report, head):
    return head.symbol if report.kind else proposed_symbol(head)


def _signature(signer):
    if signer is None:
        return Signature(())
    return Signature(signer.authority_lines, signer.office, signer.name)


def _second_signature(report):
    """The left one of two columns: empty until somebody is named, or none at all."""
    return _signature(report.second_signer) if report.two_signatures else None
