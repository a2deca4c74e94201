"""A checked file and an issued paper in; its signed copy out, kept or hidden.

Nothing is deleted: a copy that was put in by mistake says who hid it and when.
"""

from django.db import transaction
from django.utils import timezone

from reports import rules
from reports.authorities import trusted_by
from reports.intake.attached import CheckedFile
from reports.intake.file_kinds import PDF, NotTaken
from reports.models import IssuedReport, SignedCopy
from reports.pdf_reading.apart import Unreadable, read_signatures
from reports.rules import NotNow

MOST_FILES = 10
TOO_MANY = f"văn bản đã có {MOST_FILES} bản đã ký. Bỏ bản không cần nữa rồi thêm."
NOT_YOURS = "Chỉ cán bộ tổng hợp thêm, bỏ được bản đã ký của văn bản đã ban hành."


def keep_signed(file: CheckedFile, issued, *, by) -> tuple[SignedCopy, bool]:
    """Keep the file beside the paper; whether it is new: the same content once.

    Raises NotNow for others than the officer, NotTaken for too many files or a PDF
    that nobody can read.
    """
    if not rules.may_keep_signed(by, issued):
        raise NotNow(NOT_YOURS)
    found = _signatures(file, issued.period.district)
    with transaction.atomic():
        held = IssuedReport.objects.select_for_update().only("issued_pdf")
        original = bytes(held.get(pk=issued.pk).issued_pdf)
        kept = issued.signed_copies.filter(removed_at__isnull=True)
        same = kept.filter(sha256=file.sha256).first()
        if same:
            return same, False
        if kept.count() >= MOST_FILES:
            raise NotTaken(TOO_MANY)
        return issued.signed_copies.create(
            **file.columns(),
            is_issued=file.content.startswith(original),
            signatures=found,
            by=by,
        ), True


def hide_signed(copy, *, by):
    """Hide the copy; hiding it twice changes nothing. Raises NotNow."""
    if not rules.may_keep_signed(by, copy.issued):
        raise NotNow(NOT_YOURS)
    SignedCopy.objects.kept().filter(pk=copy.pk).update(
        removed_by=by, removed_at=timezone.now()
    )


def check_again(copy, district) -> list[dict]:
    """The signatures as they are judged today. Raises Unreadable."""
    if not copy.is_pdf:
        return []
    certificates = [bytes(a.certificate) for a in trusted_by(district).values()]
    return read_signatures(bytes(copy.content), certificates)


def _signatures(file, district):
    if file.kind != PDF:
        return []
    certificates = [bytes(a.certificate) for a in trusted_by(district).values()]
    try:
        return read_signatures(file.content, certificates)
    except Unreadable as error:
        raise NotTaken(UNREADABLE) from error


UNREADABLE = (
    "không đọc được tệp PDF này. Mở thử tệp; nếu có mật khẩu thì bỏ mật khẩu, nếu hỏng"
    " thì lưu lại rồi gửi."
)
