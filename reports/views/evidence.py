"""Evidence of a return: the list, adding files, one file's bytes, removing."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from reports import rules
from reports.evidence import attach, remove
from reports.figures import load_table
from reports.forms.evidence import AttachForm
from reports.intake.attached import check_file, refuse_size, safe_name
from reports.intake.file_kinds import NotTaken
from reports.models import Attachment, Submission
from reports.rules import NotNow
from teams.access import for_roles, require
from teams.models import Role
from tuky_cnscd.vietnamese import format_count

from .entry_page import load_sheet
from .evidence_page import evidence_list, evidence_url
from .files import kept_file
from .scope import seen_submission, submission_url

INVALID = 422
CLOSED = "Biểu này không còn nhận thêm tệp."


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER, Role.LEADER)
def evidence(request, submission):
    """The files of a return, and the form to add some."""
    submission = seen_submission(request.user, submission)
    if request.method != "POST":
        form = AttachForm(_sheet(submission), at=request.GET.get("o", ""))
        return _page(request, submission, form)
    require(rules.may_attach(request.user, submission), CLOSED)
    form = AttachForm(_sheet(submission), request.POST, request.FILES)
    if form.is_valid() and _attach_all(request, submission, form):
        return redirect(evidence_url(submission))
    return _page(request, submission, form, status=INVALID)


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER, Role.LEADER)
@require_GET
def evidence_file(request, submission, pk):
    """The bytes as they were sent, for those who may see the return."""
    return kept_file(_attachment(request, submission, pk, Attachment.objects))


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER)
@require_POST
def evidence_remove(request, submission, pk):
    """Hide one file of the list."""
    row = _attachment(request, submission, pk, Attachment.objects.without_content())
    try:
        remove(row, by=request.user)
    except NotNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Đã bỏ tệp “{row.name}”.")
    return redirect(evidence_url(row.submission))


def _attachment(request, submission, pk, rows):
    submission = seen_submission(request.user, submission)
    row = get_object_or_404(rows.kept(), submission=submission, pk=pk)
    row.submission = submission
    return row


def _sheet(submission):
    rows = Submission.objects.filter(pk=submission.pk)
    return load_sheet(submission, load_table(submission.period, rows))


def _attach_all(request, submission, form):
    """Keep each file that can be kept; whether all could.

    What is refused says why at the field, and keeps no other file back.
    """
    new = 0
    for upload in form.cleaned_data["files"]:
        try:
            new += _attach_one(request.user, submission, form, upload)
        except NotTaken as why:
            form.add_error("files", f"“{safe_name(upload.name)}”: {why}")
        except NotNow as error:
            form.add_error(None, str(error))
            break
    _say_added(request, new, form)
    return form.is_valid()


def _attach_one(user, submission, form, upload):
    refuse_size(upload.size, upload.name)
    file = check_file(upload.read(), upload.name)
    note = form.cleaned_data["note"]
    return attach(file, submission, by=user, note=note, **form.cell())[1]


def _say_added(request, new, form):
    if new:
        messages.success(request, f"Đã thêm {format_count(new)} tệp.")
    elif form.is_valid():
        messages.info(request, "Tệp này đã có trong danh sách, không cần gửi lại.")


def _page(request, submission, form, *, status=200):
    context = {
        "submission": submission,
        "period": submission.period,
        "evidence": evidence_list(submission, request.user),
        "form": form,
        "removed": _removed(submission),
        "back": submission_url(request.user, submission),
    }
    return render(request, "reports/evidence.html", context, status=status)


def _removed(submission):
    """Files that were taken away: who, when; nobody opens them here."""
    gone = submission.attachments.filter(
        removed_at__isnull=False, purpose=Attachment.Purpose.EVIDENCE
    )
    return list(gone.without_content().select_related("removed_by"))


FILES = "bieu/<int:submission>/tep/"

urlpatterns = [
    path(FILES, evidence, name="evidence"),
    path(f"{FILES}<int:pk>/", evidence_file, name="evidence_file"),
    path(f"{FILES}<int:pk>/bo/", evidence_remove, name="evidence_remove"),
]
