"""What stands late in; the words that remind of it, ready to paste or to send, out."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from reports.lateness import Late, Standing
from tuky_cnscd.vietnamese import format_count, format_number

NAMED = 100
LONGEST_REASON = 200


@dataclass(frozen=True)
class Contact:
    """Whom a commune may call."""

    name: str
    phone: str = ""


def moment(at: datetime, now: datetime) -> str:
    """ "16h00 ngày 24/7"; the year where it is not this one."""
    at, now = timezone.localtime(at), timezone.localtime(now)
    year = "" if at.year == now.year else f"/{at.year}"
    return f"{at.hour}h{at:%M} ngày {at.day}/{at.month}{year}"


def group_text(standing: Standing, phrase: str, deadline: datetime, now: datetime):
    """One message for the group of all communes."""
    share = f"{format_number(standing.handed_in)}/{format_number(standing.expected)}"
    told = f"Đến {moment(now, now)}: {share} đơn vị đã gửi báo cáo {phrase}"
    late = [
        _communes(names, doing, standing.extended, now)
        for names, doing in (
            (standing.unsent, "chưa gửi"),
            (standing.returned, "đang chỉnh sửa"),
        )
    ]
    late = [each for each in late if each]
    if not late:
        return f"{told}. Cảm ơn các đồng chí."
    return f"{told}; còn {'; '.join(late)}. {_group_request(deadline, now)}"


def commune_text(late: Late, link: str, deadline: datetime, now: datetime) -> str:
    """One message for one commune: what it lacks, until when, and where."""
    period, commune = late.submission.period, late.submission.commune
    if late.is_returned:
        told = f"Báo cáo {period} của {commune} đang được trả lại để chỉnh sửa"
        told += f" (lý do: {_short(late.asked)})" if late.asked else ""
    else:
        told = f"Báo cáo {period} của {commune} chưa gửi"
    lines = [
        f"{told}{_lacking(late)}.",
        _request(deadline, now, "gửi lại" if late.is_returned else "gửi"),
        f"Nhập và gửi tại: {link}",
    ]
    return "\n".join(lines)


def email_subject(late: Late, deadline: datetime, now: datetime) -> str:
    """The subject of an e-mail, on one line."""
    period, commune = late.submission.period, late.submission.commune
    verb = "gửi lại" if late.is_returned else "gửi"
    words = f"Đề nghị {verb} báo cáo {period}, {commune}, hạn {moment(deadline, now)}"
    return " ".join(words.split())


def email_text(text: str, person, contact: Contact | None) -> str:
    """The same words as a letter to a person, with whom to call."""
    lines = [f"Kính gửi: {person}", "", text]
    if contact:
        phone = f", điện thoại {contact.phone}" if contact.phone else ""
        lines += ["", f"Cần hỗ trợ, đề nghị liên hệ {contact.name}{phone}."]
    return "\n".join([*lines, ""])


def _communes(names, doing, extended, now):
    if not names:
        return ""
    listed = ", ".join(_named(name, extended, now) for name in names[:NAMED])
    if rest := len(names) - NAMED:
        listed += f" và {format_count(rest)} đơn vị khác" if rest > 0 else ""
    return f"{format_count(len(names))} đơn vị {doing}: {listed}"


def _named(name, extended, now):
    """A commune that was given more time is not told the deadline of the others."""
    own = extended.get(name)
    return f"{name} (được lùi hạn đến {moment(own, now)})" if own else name


def _group_request(deadline, now):
    if now <= deadline:
        return f"Đề nghị các đồng chí gửi trước {moment(deadline, now)}."
    return f"Đã quá hạn gửi ({moment(deadline, now)}), đề nghị các đồng chí gửi ngay."


def _request(deadline, now, verb):
    if now <= deadline:
        return f"Đề nghị {verb} trước {moment(deadline, now)}."
    return f"Hạn gửi là {moment(deadline, now)}, đã quá hạn. Đề nghị {verb} ngay."


def _lacking(late):
    told = ""
    if late.questions:
        told += f"; còn {format_count(late.questions)} câu hỏi chưa trả lời"
    if late.missing:
        return f"{told}; còn {format_count(late.missing)} ô chưa nhập: {late.cells}"
    if late.is_returned or late.questions:
        return told
    return f"{told}; các ô đã nhập đủ, chỉ còn bước “Gửi báo cáo”"


def _short(text):
    text = text.rstrip(" .")
    return text if len(text) <= LONGEST_REASON else f"{text[:LONGEST_REASON]}…"
