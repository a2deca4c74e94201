"""Files sent to the district in; kept, given to a commune's return, taken over, out.

Each file is one act of its own: what is wrong with one keeps no other back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from reports import rules
from reports.bulk import on_behalf_note
from reports.intake.attached import CheckedFile, check_file, refuse_size, safe_name
from reports.intake.file_kinds import XLSX, NotTaken
from reports.intake.proposed import TakeOverForm
from reports.intake.saving import take_over
from reports.intake.workbook.parsed import grids_of
from reports.intake.workbook.upload import keep
from reports.intake.workbook.whose import sure_commune
from reports.models import FigureVersion, ReceivedFile, Submission
from reports.recording import Origin, Recorded
from reports.rules import NotNow
from tuky_cnscd.spreadsheets import SpreadsheetError

MOST_FILES = 60  # in one sending
NOT_EXCEL = "không phải biểu Excel. Ở đây chỉ nhận tệp .xlsx."
CLOSED = "Kỳ này không mở, nên không nhận tệp."
GIVEN_AWAY = "Tệp này vừa được ghi là của xã khác, nên chưa lấy số nào."
State = ReceivedFile.State


@dataclass(frozen=True)
class Arrival:
    """What became of one file: kept (`is_new` or known before), or why it was not."""

    name: str
    file: ReceivedFile | None = None
    is_new: bool = False
    why: str = ""


def receive(upload, period, expected: Mapping[int, Submission], *, by) -> Arrival:
    """Keep a file with the period, under its commune's return where it says so.

    `expected`: the period's returns by the commune's id. The same bytes are kept once.
    Raises NotNow where the period is not open, or not this person's to run.
    """
    _require(by, period)
    try:
        checked, grids = _read(upload)
    except (NotTaken, SpreadsheetError) as why:
        return Arrival(safe_name(upload.name), why=str(why))
    names = {commune_id: str(row.commune) for commune_id, row in expected.items()}
    commune_id = sure_commune(grids, names, period)
    kept, is_new = ReceivedFile.objects.get_or_create(
        period=period,
        sha256=checked.sha256,
        defaults={
            "submission": expected.get(commune_id),
            "name": checked.name,
            "size": checked.size,
            "content": checked.content,
            "by": by,
        },
    )
    return Arrival(checked.name, kept, is_new)


def _read(upload) -> tuple[CheckedFile, list]:
    refuse_size(upload.size, upload.name)
    checked = check_file(upload.read(), upload.name)
    if checked.kind is not XLSX:
        raise NotTaken(NOT_EXCEL)
    return checked, grids_of(checked.content)


def give_to(file: ReceivedFile, submission: Submission, *, by):
    """Say by hand whose form it is. Raises NotNow once it was taken over."""
    _change(file, by, submission=submission, by_hand=True, state=State.WAITING)


def skip(file: ReceivedFile, *, by):
    """Put it aside; it stays, and can be looked at again. Raises NotNow."""
    _change(file, by, state=State.SKIPPED, settled_by=by, settled_at=timezone.now())


def bring_back(file: ReceivedFile, *, by):
    """Look at a file that was put aside again. Raises NotNow once it was taken."""
    _change(file, by, state=State.WAITING, settled_by=None, settled_at=None)


def _require(by, period):
    if not rules.may_receive(by, period):
        raise NotNow(CLOSED)


def _change(file, by, **fields):
    _require(by, file.period)
    rows = ReceivedFile.objects.filter(pk=file.pk).exclude(state=State.TAKEN)
    if not rows.update(**fields):
        raise NotNow("Số trong tệp này đã lấy vào biểu, không đổi được nữa.")


@transaction.atomic
def take(form: TakeOverForm, file: ReceivedFile, submission, *, by) -> Recorded:
    """Record what is ticked, the file kept with the return as where it comes from.

    Raises NotNow where the return is not open for entry, or the file was said to be
    another commune's meanwhile.
    """
    rows = ReceivedFile.objects.select_for_update().filter(pk=file.pk)
    if not rows.filter(submission=submission).values_list("pk").first():
        raise NotNow(GIVEN_AWAY)
    content = ContentFile(bytes(file.content), file.name)
    kept = keep(content, submission, by=by)
    source = FigureVersion.Source.FILE
    origin = Origin(by, source, on_behalf_note(""), file=kept)
    recorded = take_over(form, submission=submission, origin=origin)
    if recorded.saved or not recorded.conflicts:
        rows.update(state=State.TAKEN, settled_by=by, settled_at=timezone.now())
    return recorded
