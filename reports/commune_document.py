"""One commune's figures, words, activities in; its own report, a ReportDocument, out.

It says nothing that its code (`Content.code`) does not answer for, apart from the
letterhead and the frame of the sentences.
"""

from dataclasses import dataclass
from datetime import date as Date

from reports.blocks import (
    Bullet,
    Letterhead,
    ReportDocument,
    Section,
    Signature,
    Status,
)
from reports.commune_tables import commune_figures, hamlet_figures, place_word
from reports.contents import Content
from reports.document import text_blocks
from reports.figures import FigureTable
from reports.models import CitedDocument, ReportingPeriod, SubmissionWords
from reports.numbering import section_numbers
from tuky_cnscd.vietnamese import decree_day_month, format_count

TEAM = "Tổ công nghệ số cộng đồng"
Topic = SubmissionWords.Topic


@dataclass(frozen=True)
class CommuneReport:
    """What a commune's paper is made from; `table` holds its return."""

    period: ReportingPeriod
    commune: str
    commune_id: int
    table: FigureTable
    content: Content
    letterhead: Letterhead
    signature: Signature
    symbol: str
    addressee: str

    @property
    def issuer(self) -> str:
        return f"Ủy ban nhân dân {self.commune}"


def compose_commune(report: CommuneReport) -> ReportDocument:
    """The commune's báo cáo for its leader to sign: number and day are left blank."""
    period = report.period
    return ReportDocument(
        letterhead=report.letterhead,
        subject=f"Kết quả hoạt động của {TEAM} {period.phrase}",
        opening=_opening(report),
        sections=_numbered(_parts(report)),
        closing=f"Trên đây là báo cáo kết quả hoạt động của Tổ CNSCĐ {period.phrase} "
        f"của {report.issuer}./.",
        recipients=("Như trên", "Lưu: VT"),
        signature=report.signature,
        symbol=report.symbol,
        month=period.due_day.month,
        year=period.due_day.year,
        addressees=(report.addressee,) if report.addressee else (),
        status=Status.SIGNING,
        is_example=period.district.is_example,
        code=report.content.code,
    )


def _opening(report):
    answered = report.period.communes_answer
    cause = f"Thực hiện {_cited(answered)}, " if answered else ""
    return (
        f"{cause}{report.issuer} báo cáo kết quả hoạt động của {TEAM} (sau đây viết "
        f"tắt là Tổ CNSCĐ) {report.period.phrase}, cụ thể như sau:"
    )


def _cited(document: CitedDocument) -> str:
    subject = document.subject
    about = f" về việc {subject[:1].lower()}{subject[1:]}" if subject else ""
    return (
        f"{document.get_kind_display()} số {document.number} ngày "
        f"{decree_day_month(document.date)} của {document.issuer}{about}"
    )


def _parts(report):
    """(level, title, blocks) of each heading; what has nothing to say is left out."""
    figures = (report.period, report.table, report.commune_id)
    word = place_word(report.table.commune(report.commune_id))
    words = {topic: text_blocks(text) for topic, text in report.content.words}
    first = (1, f"Kết quả hoạt động {report.period.phrase}", ())
    others = (
        (2, "Số liệu tổng hợp", commune_figures(*figures)),
        (2, f"Số liệu theo {word}", hamlet_figures(*figures)),
        (2, "Các hoạt động đã tổ chức", _activities(report.content)),
        (2, "Kết quả nổi bật", words.get(Topic.RESULTS)),
        (1, "Tồn tại, hạn chế, khó khăn", words.get(Topic.DIFFICULTIES)),
        (1, "Đề xuất, kiến nghị", words.get(Topic.PROPOSALS)),
    )
    return [first, *(part for part in others if part[-1])]


def _numbered(parts) -> tuple[Section, ...]:
    numbers = section_numbers(level for level, *_ in parts)
    return tuple(
        Section(level, number, title, blocks)
        for number, (level, title, blocks) in zip(numbers, parts, strict=True)
    )


def _activities(content: Content) -> tuple[Bullet, ...]:
    return tuple(
        Bullet(
            f"Ngày {decree_day_month(Date.fromisoformat(day))}: {title.rstrip(' .;')}"
            f"{f', {format_count(people)} người dự' if people else ''}."
        )
        for day, title, people in content.activities
    )
