"""A type's sections in; what its page lists, numbered and movable, out."""

from dataclasses import dataclass

from reports.models import TypeSection
from reports.numbering import level_choices, section_numbers
from reports.outline import may_move


@dataclass(frozen=True)
class Line:
    """One section in its place: its number (none where it is left out)."""

    row: TypeSection
    number: str
    may_rise: bool
    may_sink: bool

    @property
    def name(self):
        """Number and title, as the paper has them."""
        return f"{self.number} {self.row.title}".strip()


def outline_of(sections, numbering) -> tuple[Line, ...]:
    """`sections` in order; those that are left out carry no number."""
    rows = list(sections)
    printed = [row for row in rows if row.in_report]
    numbers = section_numbers((row.level for row in printed), numbering)
    by_row = dict(zip((row.pk for row in printed), numbers, strict=True))
    return tuple(
        Line(row, by_row.get(row.pk, ""), *moves)
        for row, moves in zip(rows, may_move(rows), strict=True)
    )


def frame_in_words(frame) -> list[tuple[str, str]]:
    """What the frame says, a (name, text) pair each, empty ones left out."""
    kind = frame.kind or "Hình thức công văn (trích yếu đứng dưới số, sau “V/v”)"
    columns = "02 cột" if frame.two_signatures else "01 cột"
    lines = [
        ("Tên loại văn bản", kind),
        ("Trích yếu", frame.subject),
        ("Ký hiệu", frame.symbol or "theo mẫu đầu văn bản"),
        ("Không in", _left_out(frame)),
        ("Kính gửi", _joined(frame.addressees)),
        ("Căn cứ", _joined(frame.bases)),
        ("Mở đầu", frame.opening),
        ("Kết", frame.closing),
        ("Nơi nhận", _joined(frame.recipients)),
        ("Chữ ký", columns),
        ("Đánh số", _numbering(frame.numbering)),
    ]
    return [(name, text) for name, text in lines if text]


def _left_out(frame):
    parts = {"số, ký hiệu": frame.with_number, "địa danh, ngày tháng": frame.with_place}
    return "; ".join(name for name, printed in parts.items() if not printed)


def _joined(lines):
    return "; ".join(line.strip(" ;.") for line in lines.splitlines() if line.strip())


def _numbering(numbering):
    return " · ".join(name for _, name in level_choices(numbering)[:4])
