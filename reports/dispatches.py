"""A checked file and a cited document in; the document's scan out, or why not.

The bytes stand in the database, so that one back-up holds all.
"""

from django.db import transaction

from reports import rules
from reports.intake.attached import CheckedFile
from reports.intake.file_kinds import NotTaken
from reports.models import CitedDocument, DocumentFile
from reports.rules import NotNow

MOST_FILES = 10
TOO_MANY = f"văn bản đã có {MOST_FILES} tệp. Bỏ tệp không cần nữa rồi thêm."


def keep_scan(file: CheckedFile, document, *, by) -> tuple[DocumentFile, bool]:
    """Keep the file with the document; whether it is new: the same content once.

    Raises NotNow where `by` does not run the district, NotTaken for too many files.
    """
    if not rules.may_run(by, document.district_id):
        raise NotNow("Chỉ cán bộ tổng hợp thêm được bản quét của văn bản.")
    with transaction.atomic():
        CitedDocument.objects.select_for_update().get(pk=document.pk)
        same = document.files.filter(sha256=file.sha256).first()
        if same:
            return same, False
        if document.files.count() >= MOST_FILES:
            raise NotTaken(TOO_MANY)
        return document.files.create(
            **file.columns(),
            by=by,
        ), True
