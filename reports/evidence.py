"""A checked file and its place in; an attachment of the return out, or hidden again.

Nothing is deleted: a removed file says who removed it and when.
"""

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from reports import rules
from reports.intake.attached import MB, CheckedFile
from reports.intake.file_kinds import NotTaken
from reports.models import Attachment, Submission
from reports.rules import NotNow

MOST_FILES = 30
MOST_TOGETHER = 60 * MB
TOO_MANY = f"biểu đã có {MOST_FILES} tệp. Bỏ tệp không cần nữa rồi thêm."
TOO_MUCH = (
    f"các tệp của biểu cộng lại quá {MOST_TOGETHER // MB} MB. Bỏ tệp không cần nữa,"
    " hoặc gửi tệp nhỏ hơn."
)

Evidence = Attachment.Purpose.EVIDENCE


def attach(
    file: CheckedFile, submission, *, by, indicator_id=None, hamlet_id=None, note=""
) -> tuple[Attachment, bool]:
    """Keep the file with the return, or with one cell of it; whether it is new.

    The same content at the same place is kept once. Raises NotNow where nothing can
    be attached any more, and NotTaken where the return has too many files.
    """
    with transaction.atomic():
        submission = _held(submission)
        if not rules.may_attach(by, submission):
            raise NotNow("Biểu này không còn nhận thêm tệp.")
        place = {"indicator_id": indicator_id, "hamlet_id": hamlet_id}
        kept = submission.attachments.kept().filter(purpose=Evidence)
        same = kept.filter(sha256=file.sha256, **place).first()
        if same:
            return same, False
        _refuse_too_much(kept, file)
        return submission.attachments.create(
            purpose=Evidence,
            **file.columns(),
            note=note,
            by=by,
            **place,
        ), True


def remove(attachment, *, by):
    """Hide the file; removing it twice changes nothing. Raises NotNow."""
    with transaction.atomic():
        attachment.submission = _held(attachment.submission)
        if not rules.may_remove(by, attachment):
            raise NotNow("Tệp này không bỏ được nữa.")
        Attachment.objects.kept().filter(pk=attachment.pk).update(
            removed_by=by, removed_at=timezone.now()
        )


def _held(submission):
    """The return, locked, so that counting and adding are one act."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related("period")
    return rows.get(pk=submission.pk)


def _refuse_too_much(kept, file):
    so_far = kept.order_by().aggregate(files=Count("pk"), size=Sum("size"))
    if so_far["files"] >= MOST_FILES:
        raise NotTaken(TOO_MANY)
    if (so_far["size"] or 0) + file.size > MOST_TOGETHER:
        raise NotTaken(TOO_MUCH)
