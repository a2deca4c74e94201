"""A return and its commune's letterhead in; a frozen copy to be signed out."""

import hashlib
import json

from django.db import transaction
from django.utils import timezone

from reports import rules
from reports.blocks import Letterhead, ReportDocument, Signature
from reports.commune_document import CommuneReport, compose_commune
from reports.contents import content_of
from reports.figures import FigureTable, load_table
from reports.models import Attachment, CommuneLetterhead, CommunePaper, Submission
from reports.outputs.paper import refuse_unprintable
from reports.rules import NotNow

AUTHORITY = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
NOT_YOURS = "Bản in này do cán bộ của xã lập."


def letterhead_of(commune) -> CommuneLetterhead:
    """The commune's letterhead, or the usual one, not saved yet, made from its name."""
    saved = CommuneLetterhead.objects.filter(commune=commune).first()
    return saved or CommuneLetterhead(
        commune=commune,
        issuing_agency=f"ỦY BAN NHÂN DÂN\n{str(commune).upper()}",
        place=commune.name,
        authority="\n".join(AUTHORITY),
    )


def keep_letterhead(submission, values, *, by):
    """Store how the commune's papers begin from now on; copies made keep theirs."""
    _require(by, submission)
    CommuneLetterhead.objects.update_or_create(
        commune=submission.commune, defaults=values
    )


def return_table(submission) -> FigureTable:
    """The figures of one return."""
    rows = Submission.objects.filter(pk=submission.pk)
    return load_table(submission.period, rows)


def report_of(submission, head: CommuneLetterhead, table: FigureTable) -> CommuneReport:
    """What the paper would be made from now; `table` holds the return."""
    period = submission.period
    district_head = period.district.letterhead_on(period.due_day)
    return CommuneReport(
        period=period,
        commune=str(submission.commune),
        commune_id=submission.commune_id,
        table=table,
        content=content_of(submission, table),
        letterhead=Letterhead("", _lines(head.issuing_agency), head.place),
        signature=Signature(_lines(head.authority), "", head.signer),
        symbol=head.symbol,
        addressee=district_head.short_name if district_head else str(period.district),
    )


def make_paper(submission, *, by) -> tuple[CommunePaper, bool]:
    """Freeze what the paper says now, and whether that is a new paper.

    Raises `NotNow` for anybody but the commune's staff, and `ReportRenderError` where
    a character cannot be printed.
    """
    _require(by, submission)
    with transaction.atomic():
        Submission.objects.select_for_update().get(pk=submission.pk)
        head = letterhead_of(submission.commune)
        report = report_of(submission, head, return_table(submission))
        document = compose_commune(report)
        refuse_unprintable(document)
        return CommunePaper.objects.get_or_create(
            submission=submission,
            sha256=_hash_of(document),
            defaults={
                "code": document.code,
                "content": document.to_json(),
                "figures": report.content.to_json(),
                "by": by,
            },
        )


def keep_scan(paper, file, *, by) -> Attachment:
    """Lay the signed scan beside its paper; an earlier one is hidden, never lost.

    `file` is a CheckedFile. Raises `NotNow` for anybody but the commune's staff.
    """
    _require(by, paper.submission)
    with transaction.atomic():
        held = CommunePaper.objects.select_for_update().get(pk=paper.pk)
        earlier = Attachment.objects.kept().filter(pk=held.scan_id)
        if same := earlier.filter(sha256=file.sha256).first():
            return same
        earlier.update(removed_by=by, removed_at=timezone.now())
        scan = Attachment.objects.create(
            submission=paper.submission,
            purpose=Attachment.Purpose.SIGNED,
            **file.columns(),
            by=by,
        )
        CommunePaper.objects.filter(pk=paper.pk).update(scan=scan)
    return scan


def _require(user, submission):
    if not rules.may_make_paper(user, submission):
        raise NotNow(NOT_YOURS)


def _lines(text):
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _hash_of(document: ReportDocument) -> str:
    text = json.dumps(document.to_json(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
