"""A letter with its letterhead in; its công văn as a ReportDocument out."""

from collections.abc import Iterable
from datetime import date as Date

from reports.blocks import (
    Annex,
    FormTable,
    Letterhead,
    Paragraph,
    PlaceTable,
    ReportDocument,
    Signature,
    Status,
)
from reports.document import text_blocks
from reports.letter_words import MOST_IN_TEXT
from reports.models import Letter
from reports.models.indicator import IndicatorFields
from teams.models import Letterhead as LetterheadRow

LATE_COLUMNS = ("STT", "Đơn vị", "Tình trạng")
FORM_COLUMNS = ("STT", "Chỉ tiêu", "Đơn vị tính", "Cách tính", "Số liệu")
TO_FILL_IN = "…" * 20
LONG_DEFINITION = 200  # letters: from there on a row of a narrow form grows too tall
Level = IndicatorFields.Level


def compose_letter(
    letter: Letter, head: LetterheadRow, *, day: Date, number: int | None = None
) -> ReportDocument:
    """The letter on that letterhead: a gap stands for the day until it is numbered."""
    return ReportDocument(
        letterhead=Letterhead(head.parent_agency, head.issuing_lines, head.place),
        kind="",
        subject=letter.subject,
        addressees=_lines(letter.addressees),
        opening=letter.opening,
        sections=(),
        body=(*_late_in_text(letter), *text_blocks(letter.body)),
        closing=letter.closing,
        recipients=_lines(letter.recipients),
        signature=_signature(letter.signer),
        symbol=letter.symbol,
        number=None if number is None else str(number),
        date=None if number is None else day,
        month=day.month,
        year=day.year,
        status=Status.SIGNING if number is None else Status.ISSUED,
        is_example=letter.period.district.is_example,
        annexes=_annexes(letter, head.short_name),
    )


def asked_indicators(period) -> list[IndicatorFields]:
    """What the communes fill in: as pinned, or as the catalogue has it before that."""
    rows = list(period.indicators.all())
    if not rows:
        rows = list(period.district.indicators.filter(is_active=True))
    entered = (Level.HAMLET, Level.COMMUNE)
    return [row for row in rows if row.level in entered and not row.numerator_id]


def _annexes(letter, issuer):
    if letter.kind == Letter.Kind.DISPATCH:
        return (_form(letter.period, issuer),)
    if len(letter.late) <= MOST_IN_TEXT:
        return ()
    title = "Danh sách đơn vị chưa gửi báo cáo"
    return (Annex("Phụ lục", title, issuer, (_late_table(letter.late),)),)


def _form(period, issuer):
    rows = asked_indicators(period)
    return Annex(
        label="Biểu mẫu",
        title=f"Số liệu hoạt động của Tổ công nghệ số cộng đồng {period.phrase}",
        issuer=issuer,
        blocks=(
            Paragraph(f"Đơn vị báo cáo: {TO_FILL_IN}", indent=False),
            FormTable(FORM_COLUMNS, tuple(_form_rows(rows))),
        ),
        wide=any(len(row.definition) > LONG_DEFINITION for row in rows),
    )


def _form_rows(rows: Iterable[IndicatorFields]):
    for row in rows:
        name = f"- {row.name}" if row.part_of_id else row.name
        yield row.number, name, row.unit, row.definition, ""


def _late_in_text(letter):
    few = 0 < len(letter.late) <= MOST_IN_TEXT
    return (_late_table(letter.late),) if few else ()


def _late_table(late):
    rows = ((str(n), *row) for n, row in enumerate(late, start=1))
    return PlaceTable(LATE_COLUMNS, tuple(rows))


def _lines(text):
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _signature(signer):
    if signer is None:
        return Signature(())
    return Signature(signer.authority_lines, signer.office, signer.name)
