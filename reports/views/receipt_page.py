"""A receipt in; what was sent under it, when, and what changed since, out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from reports.contents import Change, Content, changes, short_code
from reports.models import Attachment, Receipt, SubmissionEvent
from reports.receipts import content_now
from tuky_cnscd.vietnamese import format_count

from .said_page import Said, said_of


@dataclass(frozen=True)
class Sending:
    """One time that the return was sent, and whether that was in time."""

    event: SubmissionEvent
    deadline: datetime

    @property
    def late(self) -> str:
        """How late, in words; empty if it was in time."""
        return late_text(self.event.at, self.deadline)


@dataclass(frozen=True)
class ReceiptLine:
    """A receipt in one line: its number, its code, when, and its page."""

    receipt: Receipt
    sending: Sending

    @property
    def code(self):
        return short_code(self.receipt.sha256)

    @property
    def url(self):
        address = [self.receipt.submission_id, self.receipt.number]
        return reverse("reports:receipt", args=address)


@dataclass
class ReceiptPage:
    """One receipt with all that was sent under it, as plain values."""

    line: ReceiptLine
    said: Said
    sendings: tuple[Sending, ...]
    files: tuple[Attachment, ...]
    changes: tuple[Change, ...]

    @property
    def receipt(self):
        return self.line.receipt


def receipt_line(submission) -> ReceiptLine | None:
    """The receipt of the last sending, or None: one query."""
    sendings = _sendings(submission)
    return _line(sendings[-1]) if sendings else None


def receipt_page(submission, receipt) -> ReceiptPage:
    """Everything that the page of a receipt shows: a fixed number of queries."""
    content = Content.from_json(receipt.content)
    sendings = _sendings(submission)
    last = [s for s in sendings if s.event.receipt_id == receipt.pk][-1]
    return ReceiptPage(
        line=_line(last),
        said=said_of(submission, content),
        sendings=tuple(reversed(sendings)),
        files=files_at(submission, last.event.at),
        changes=tuple(changes(content, content_now(submission))),
    )


def late_text(at: datetime, deadline: datetime) -> str:
    """“muộn 02 ngày 03 giờ”; empty if it was in time."""
    if at <= deadline:
        return ""
    minutes = int((at - deadline) / timedelta(minutes=1))
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(days, "ngày"), (hours, "giờ"), (0 if days else minutes, "phút")]
    words = [f"{format_count(number)} {unit}" for number, unit in parts if number]
    return f"muộn {' '.join(words) or 'chưa đến 01 phút'}"


def _sendings(submission):
    """Each sending that has a receipt, in order of time."""
    events = submission.events.filter(receipt__isnull=False)
    rows = events.select_related("by", "receipt").defer("receipt__content")
    return [Sending(event, submission.deadline) for event in rows]


def _line(sending):
    sending.event.receipt.submission = sending.event.submission
    return ReceiptLine(sending.event.receipt, sending)


def files_at(submission, at):
    """The evidence that lay with the return at that moment."""
    there = Q(removed_at__isnull=True) | Q(removed_at__gt=at)
    rows = submission.attachments.filter(
        there, at__lte=at, purpose=Attachment.Purpose.EVIDENCE
    )
    return tuple(rows.without_content())
