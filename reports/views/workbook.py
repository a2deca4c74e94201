"""A return's form out as .xlsx; a filled-in one in, shown cell by cell, then taken."""

import io

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from reports import rules
from reports.figures import load_table
from reports.intake.proposed import TakeOverForm
from reports.intake.saving import take_over
from reports.intake.shown import last_text
from reports.intake.workbook import SheetReading, read_form, write_form
from reports.intake.workbook.upload import UploadForm, keep
from reports.models import Attachment, FigureVersion, Submission
from reports.recording import Origin
from reports.rules import NotNow
from teams.access import for_roles, require
from teams.models import Role
from tuky_cnscd.spreadsheets import SpreadsheetError
from tuky_cnscd.vietnamese import format_count

from .entry_page import entry_url, load_desk, load_sheet
from .files import xlsx_response
from .scope import seen_submission

CLOSED = "Biểu này không còn mở để nhập."
MOST_SHOWN_FILES = 5
NOTHING_TICKED = "Chưa đánh dấu ô nào. Đánh dấu ô cần lấy rồi bấm lại."


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER)
@require_GET
def workbook(request, submission):
    """The form as it stands now, to be filled in offline."""
    submission = seen_submission(request.user, submission)
    desk = load_desk(submission, read_only=True)
    last = {
        name: last_text(desk.beside, desk.sheet, asked)
        for name, asked in desk.sheet.cells.items()
    }
    content = write_form(desk.sheet, submission.period, last=last)
    return xlsx_response(
        content, "bieu", submission.commune.name, submission.period.phrase
    )


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER)
def workbook_upload(request, submission):
    """Choose a filled-in form; the same file again leads to the same preview."""
    submission = _open_return(request, submission)
    if request.method != "POST":
        return _upload_page(request, submission, UploadForm(None, None))
    form = UploadForm(_sheet(submission), submission.period, None, request.FILES)
    if not form.is_valid():
        return _upload_page(request, submission, form)
    kept = keep(form.cleaned_data["file"], submission, by=request.user)
    return redirect("reports:workbook_preview", submission.pk, kept.pk)


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER)
def workbook_preview(request, submission, file):
    """What the file would change, cell by cell; take over what is ticked."""
    submission = _open_return(request, submission)
    files = Attachment.objects.for_user(request.user).kept()
    forms = files.filter(submission=submission, purpose=Attachment.Purpose.FORM)
    file = get_object_or_404(forms, pk=file)
    sheet = _sheet(submission)
    try:
        reading = _read(file, sheet, submission)
    except SpreadsheetError as error:
        messages.error(request, error.message)
        return redirect("reports:workbook_upload", submission.pk)
    if request.method != "POST":
        form = TakeOverForm(reading.offer, sheet)
        return _preview(request, submission, file, reading, form)
    return _take_over(request, submission, file, reading, sheet)


def _open_return(request, pk):
    """A return that this person may fill in now."""
    submission = seen_submission(request.user, pk)
    require(rules.may_submit(request.user, submission), CLOSED)
    return submission


def _is_for_commune(request, submission):
    """Whether the officer does it in the commune's place."""
    return not rules.may_fill_in(request.user, submission)


def _sheet(submission):
    rows = Submission.objects.filter(pk=submission.pk)
    return load_sheet(submission, load_table(submission.period, rows))


def _read(file, sheet, submission) -> SheetReading:
    return read_form(io.BytesIO(file.content), sheet, submission.period)


# --- taking over ----------------------------------------------------------------------


def _take_over(request, submission, file, reading, sheet):
    form = TakeOverForm(reading.offer, sheet, request.POST)
    form.full_clean()
    if form.is_empty():
        return _preview(request, submission, file, reading, form, NOTHING_TICKED)
    origin = Origin(request.user, FigureVersion.Source.FILE, file=file)
    try:
        recorded = take_over(form, submission=submission, origin=origin)
    except NotNow as error:
        messages.error(request, str(error))
        return redirect(entry_url(submission, _is_for_commune(request, submission)))
    _say_taken(request, file, recorded)
    if not recorded.conflicts:
        return redirect(entry_url(submission, _is_for_commune(request, submission)))
    sheet = _sheet(submission)
    reading = _read(file, sheet, submission)
    form = TakeOverForm(reading.offer, sheet)
    form.stand_against(recorded.conflicts)
    return _preview(request, submission, file, reading, form)


def _say_taken(request, file, recorded):
    saved, left = recorded.saved, len(recorded.conflicts)
    if left:
        messages.warning(
            request,
            f"Đã lấy {format_count(saved)} ô; {format_count(left)} ô có người vừa ghi"
            " số khác nên chưa lấy.",
        )
    elif saved:
        messages.success(request, f"Đã lấy {format_count(saved)} ô từ tệp {file.name}.")
    else:
        messages.info(request, "Số trong tệp đã có trên biểu: không có ô nào thay đổi.")


# --- pages ----------------------------------------------------------------------------


def _upload_page(request, submission, form):
    files = submission.attachments.kept().without_content()
    earlier = files.filter(purpose=Attachment.Purpose.FORM).select_related("by")
    context = {
        **_about(request, submission),
        "form": form,
        "earlier": earlier.order_by("-at", "-pk")[:MOST_SHOWN_FILES],
    }
    return render(request, "reports/workbook_upload.html", context)


def _preview(request, submission, file, reading, form, refusal=""):
    context = {
        **_about(request, submission),
        "file": file,
        "form": form,
        "notes": reading.notes,
        "refusal": refusal,
    }
    return render(request, "reports/workbook_preview.html", context)


def _about(request, submission):
    for_commune = _is_for_commune(request, submission)
    return {
        "submission": submission,
        "period": submission.period,
        "for_commune": for_commune,
        "entry_url": entry_url(submission, for_commune),
    }


urlpatterns = [
    path("bieu/<int:submission>/bieu.xlsx", workbook, name="workbook"),
    path("bieu/<int:submission>/tep-excel/", workbook_upload, name="workbook_upload"),
    path(
        "bieu/<int:submission>/tep-excel/<int:file>/",
        workbook_preview,
        name="workbook_preview",
    ),
]
