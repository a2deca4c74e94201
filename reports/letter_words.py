"""A period, its letterhead and whom to call in; the proposed words of a letter out.

The officer edits what is proposed. Nothing here is looked up but the communes' kinds.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from reports.figures import CommuneUnit, unit_words
from reports.models import Letter, ReportingPeriod
from teams.models import Letterhead
from tuky_cnscd.vietnamese import decree_day_month, format_count

SHORT_WORK = "kết quả hoạt động của Tổ CNSCĐ"
WORK = "kết quả hoạt động của Tổ công nghệ số cộng đồng"
MOST_IN_TEXT = 8  # late communes; a longer list goes on a page of its own
ASKED_DAY_END = (23, 59)


@dataclass(frozen=True)
class LateCommune:
    """A commune that is still expected: "xã Hưng Đạo", "đang nhập, còn 03 ô"."""

    name: str
    state: str


@dataclass(frozen=True)
class Desk:
    """Who asks: the office's name in a text, the site's address, whom to call."""

    office: str
    site: str
    contact: str

    @classmethod
    def of(cls, head: Letterhead | None, period: ReportingPeriod, site, user):
        """The desk of that officer; without a letterhead the district's own name."""
        phone = f", điện thoại {user.phone}" if user.phone else ""
        office = head.short_name if head else str(period.district)
        return cls(office, site, f"đồng chí {user.full_name}{phone}")


def dispatch_words(period: ReportingPeriod, desk: Desk) -> dict[str, str]:
    """The công văn that asks the communes for their figures, by field."""
    all_of_them = f"Ủy ban nhân dân các {communes_called(period)}"
    cause = f"Thực hiện {cited_document(period.dispatch)}, " if period.dispatch else ""
    return {
        "subject": f"báo cáo {SHORT_WORK} {period.phrase}",
        "addressees": all_of_them,
        "opening": f"{cause}{desk.office} đề nghị {all_of_them} báo cáo {WORK} (sau "
        f"đây viết tắt là Tổ CNSCĐ) {period.phrase}, cụ thể như sau:",
        "body": "\n".join(_asked(period, desk)),
        "closing": f"Đề nghị {all_of_them} quan tâm, chỉ đạo thực hiện./.",
        "recipients": "Như trên\nLưu: VT",
    }


def reminder_words(
    period: ReportingPeriod,
    desk: Desk,
    late: tuple[LateCommune, ...],
    *,
    expected: int,
    at: datetime,
    until: datetime,
) -> dict[str, str]:
    """The công văn to the late communes alone; `until` is what they are asked for."""
    words, count = communes_called(period), format_count(len(late))
    where = "có danh sách kèm theo" if len(late) > MOST_IN_TEXT else "cụ thể như sau"
    end = "." if len(late) > MOST_IN_TEXT else ":"
    those = "các đơn vị" if len(late) > 1 else "đơn vị"
    return {
        "subject": f"đôn đốc gửi báo cáo {SHORT_WORK} {period.phrase}",
        "addressees": _late_addressees(late, words),
        "opening": f"{_asked_before(period, desk)} Đến {said(at)}, đã có "
        f"{expected - len(late)}/{expected} {words} gửi báo cáo; còn {count} đơn vị "
        f"chưa gửi, {where}{end}",
        "body": f"Để bảo đảm thời gian tổng hợp, {desk.office} đề nghị {those} nêu "
        f"trên khẩn trương hoàn thành và gửi báo cáo tại địa chỉ {desk.site}, chậm "
        f"nhất {said(until)}.\n{_call(desk)}",
        "closing": f"Đề nghị {those} quan tâm, thực hiện./.",
        "recipients": "Như trên\nLưu: VT",
    }


def proposed_symbol(head: Letterhead | None) -> str:
    """A công văn has no code of its kind: "BC-TCĐ" of reports is "TCĐ" here."""
    symbol = head.symbol if head else Letterhead._meta.get_field("symbol").default
    return symbol.partition("-")[2] or symbol


def communes_called(period: ReportingPeriod) -> str:
    """What the expected communes are together: "xã, thị trấn"."""
    return unit_words(CommuneUnit(c.pk, str(c)) for c in period.expected_communes())


def said(moment: datetime) -> str:
    """17 giờ 00 ngày 24/7/2023; the end of a day is "hết ngày 24/7/2023"."""
    here = timezone.localtime(moment)
    day = f"ngày {decree_day_month(here)}"
    if (here.hour, here.minute) == ASKED_DAY_END:
        return f"hết {day}"
    return f"{here:%H} giờ {here:%M} {day}"


def registered_as(letter: Letter) -> str:
    """What a text cites as that letter's subject."""
    return f"{letter.subject[:1].upper()}{letter.subject[1:]}"


def _asked(period, desk):
    yield (
        "1. Nội dung báo cáo: số liệu theo Biểu mẫu kèm theo Công văn này; kết quả "
        "nổi bật; tồn tại, hạn chế, khó khăn; đề xuất, kiến nghị (nếu có)."
    )
    yield (
        f"2. Thời gian lấy số liệu: từ ngày {decree_day_month(period.first_day)} đến "
        f"hết ngày {decree_day_month(period.last_day)}."
    )
    notes = [line.strip() for line in period.counting_note.splitlines() if line.strip()]
    yield " ".join(["3. Cách tính: theo cột “Cách tính” của Biểu mẫu.", *notes])
    yield (
        f"4. Địa chỉ nhập số liệu và gửi báo cáo: {desk.site}, từ ngày "
        f"{decree_day_month(period.opens_on)}."
    )
    yield f"5. Thời hạn gửi: chậm nhất {said(period.deadline)}."
    yield _call(desk)


def _call(desk):
    return (
        f"Trong quá trình thực hiện, nếu có vướng mắc, đề nghị liên hệ {desk.contact} "
        "để được hướng dẫn."
    )


def _asked_before(period, desk):
    """By the office's own dispatch, or on the ground of the one that it answers."""
    cause = ""
    if cited := period.communes_answer:
        own = cited == period.commune_dispatch
        cause = f"{'Tại' if own else 'Thực hiện'} {cited_document(cited)}, "
    return (
        f"{cause}{desk.office} đã đề nghị các {communes_called(period)} gửi báo cáo "
        f"{WORK} {period.phrase}, thời hạn chậm nhất {said(period.deadline)}."
    )


def cited_document(cited) -> str:
    """A document as a text cites it: kind, number, day and issuer."""
    return (
        f"{cited.get_kind_display()} số {cited.number} ngày "
        f"{decree_day_month(cited.date)} của {cited.issuer}"
    )


def _late_addressees(late, words):
    if len(late) > MOST_IN_TEXT:
        return f"Ủy ban nhân dân {len(late)} {words} (có danh sách kèm theo)"
    return "\n".join(f"Ủy ban nhân dân {commune.name}" for commune in late)
