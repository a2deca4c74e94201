"""A return's form out as .xlsx; a filled-in one in, shown cell by cell, then taken."""

import io
from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from reports.intake.shown import last_text
from reports.intake.workbook import read_form, write_form
from reports.intake.workbook.upload import UploadForm, keep
from reports.models import Attachment, FigureVersion
from reports.recording import Origin
from teams.access import for_roles
from teams.models import Role
from tuky_cnscd.spreadsheets import SpreadsheetError

from .entry_page import load_desk
from .files import xlsx_response
from .scope import seen_submission
from .taking import about, offer_page, open_return, sheet_of

MOST_SHOWN_FILES = 5


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
    deadline = submission.deadline
    content = write_form(desk.sheet, submission.period, last=last, deadline=deadline)
    return xlsx_response(
        content, "bieu", submission.commune.name, submission.period.phrase
    )


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER)
def workbook_upload(request, submission):
    """Choose a filled-in form; the same file again leads to the same preview."""
    submission = open_return(request, submission)
    if request.method != "POST":
        return _upload_page(request, submission, UploadForm(None, None))
    form = UploadForm(sheet_of(submission), submission.period, None, request.FILES)
    if not form.is_valid():
        return _upload_page(request, submission, form)
    kept = keep(form.cleaned_data["file"], submission, by=request.user)
    return redirect("reports:workbook_preview", submission.pk, kept.pk)


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER)
def workbook_preview(request, submission, file):
    """What the file would change, cell by cell; take over what is ticked."""
    submission = open_return(request, submission)
    files = Attachment.objects.for_user(request.user).kept()
    forms = files.filter(submission=submission, purpose=Attachment.Purpose.FORM)
    file = get_object_or_404(forms, pk=file)
    try:
        return offer_page(
            request,
            submission,
            read=partial(read_form, io.BytesIO(file.content), period=submission.period),
            origin=Origin(request.user, FigureVersion.Source.FILE, file=file),
            template="reports/workbook_preview.html",
            source=f"tệp {file.name}",
            file=file,
        )
    except SpreadsheetError as error:
        messages.error(request, error.message)
        return redirect("reports:workbook_upload", submission.pk)


def _upload_page(request, submission, form):
    files = submission.attachments.kept().without_content()
    earlier = files.filter(purpose=Attachment.Purpose.FORM).select_related("by")
    context = {
        **about(request, submission),
        "form": form,
        "earlier": earlier.order_by("-at", "-pk")[:MOST_SHOWN_FILES],
    }
    return render(request, "reports/workbook_upload.html", context)


urlpatterns = [
    path("bieu/<int:submission>/bieu.xlsx", workbook, name="workbook"),
    path("bieu/<int:submission>/tep-excel/", workbook_upload, name="workbook_upload"),
    path(
        "bieu/<int:submission>/tep-excel/<int:file>/",
        workbook_preview,
        name="workbook_preview",
    ),
]
