"""A return in; the files that were attached to it out, as plain values for a page."""

from dataclasses import dataclass

from django.urls import reverse

from reports import rules
from reports.intake.attached import MB
from reports.models import Attachment
from tuky_cnscd.vietnamese import format_number

WHOLE = "Cả biểu"
ICONS = (
    ("image/", "file-earmark-image"),
    ("application/pdf", "file-earmark-pdf"),
    ("wordprocessing", "file-earmark-word"),
    ("spreadsheet", "file-earmark-excel"),
    ("presentation", "file-earmark-ppt"),
)


@dataclass(frozen=True)
class Item:
    """One file as a list shows it; `remove_url` is empty where it has to stay."""

    row: Attachment
    url: str
    place: str
    remove_url: str = ""

    @property
    def size(self):
        return size_text(self.row.size)

    @property
    def is_image(self):
        return self.row.content_type.startswith("image/")

    @property
    def icon(self):
        return icon_of(self.row)


@dataclass(frozen=True)
class EvidenceList:
    """The files of a return, oldest first, and where to see or add more."""

    items: tuple[Item, ...]
    url: str
    may_attach: bool

    @property
    def size(self):
        return size_text(sum(item.row.size for item in self.items))


def evidence_list(submission, user) -> EvidenceList:
    """What a person sees of the return's files: one query, without their bytes."""
    rows = submission.attachments.kept().without_content()
    return EvidenceList(
        items=tuple(
            _item(row, user) for row in rows.select_related("indicator", "hamlet", "by")
        ),
        url=evidence_url(submission),
        may_attach=rules.may_attach(user, submission),
    )


def evidence_url(submission, cell="") -> str:
    """The page of the return's files, ready to add one to a cell (c-12-34)."""
    url = reverse("reports:evidence", args=[submission.pk])
    return f"{url}?o={cell}#them-tep" if cell else url


def icon_of(row) -> str:
    """The name of the icon for a file of that kind."""
    kind = row.content_type
    return next((icon for mark, icon in ICONS if mark in kind), "file-earmark")


def size_text(size: int) -> str:
    """A number of bytes as a person reads it: 340 KB, 1,2 MB."""
    if size < MB:
        return f"{format_number(max(size / 1024, 1), 0)} KB"
    return f"{format_number(size / MB, 1)} MB"


def _item(row, user):
    address = [row.submission_id, row.pk]
    removable = rules.may_remove(user, row)
    return Item(
        row=row,
        url=reverse("reports:evidence_file", args=address),
        place=place_text(row),
        remove_url=reverse("reports:evidence_remove", args=address)
        if removable
        else "",
    )


def place_text(row) -> str:
    """What the file is about: the return, or one cell of it."""
    if row.purpose != Attachment.Purpose.EVIDENCE:
        return row.get_purpose_display()
    if row.indicator is None:
        return WHOLE
    number = row.indicator.number.strip(" .")
    what = f"{number}. {row.indicator.name}" if number else row.indicator.name
    return f"{row.hamlet}, {what}" if row.hamlet else what
