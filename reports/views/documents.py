"""The scans of a cited document: the list, adding, removing, one file's bytes."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from reports.dispatches import keep_scan
from reports.forms.evidence import ScanForm
from reports.intake.attached import check_file, refuse_size, safe_name
from reports.intake.file_kinds import NotTaken
from reports.models import CitedDocument, DocumentFile
from teams.access import for_roles
from teams.models import Role
from tuky_cnscd.vietnamese import format_count

from .doors.registers import DOCUMENTS
from .doors.shared import INVALID, own_row
from .evidence_page import icon_of, size_text
from .files import kept_file


@dataclass(frozen=True)
class Scan:
    """One file of a document as a list shows it."""

    row: DocumentFile
    url: str
    size: str
    icon: str


def scans_of(document) -> list[Scan]:
    """The files of a document, or none without one: one query, without their bytes."""
    if document is None:
        return []
    rows = document.files.without_content().select_related("by")
    return [
        Scan(
            row,
            reverse("reports:document_file", args=[row.pk]),
            size_text(row.size),
            icon_of(row),
        )
        for row in rows
    ]


@for_roles(Role.OFFICER)
def document_files(request, pk):
    """The scans of one document, and the form to add some."""
    document = own_row(request, CitedDocument, pk)
    form = ScanForm()
    if request.method == "POST":
        form = ScanForm(request.POST, request.FILES)
        if form.is_valid() and _keep_all(request, document, form):
            return redirect("reports:document_files", pk)
    context = {
        "door": DOCUMENTS,
        "heading": "Bản quét văn bản",
        "document": document,
        "scans": scans_of(document),
        "periods": list(document.periods.all() | document.periods_of_communes.all()),
        "form": form,
    }
    status = INVALID if form.is_bound else 200
    return render(request, "reports/doors/document_files.html", context, status=status)


@for_roles(Role.OFFICER)
@require_POST
def document_file_remove(request, pk):
    """Take a wrong file away."""
    row = own_row(request, DocumentFile, pk)
    row.delete()
    messages.success(request, f"Đã bỏ tệp “{row.name}”.")
    return redirect("reports:document_files", row.document_id)


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER, Role.LEADER)
@require_GET
def document_file(request, pk):
    """The bytes, for the district and for the communes whom the document asks."""
    files = DocumentFile.objects.for_user(request.user)
    return kept_file(get_object_or_404(files, pk=pk))


def _keep_all(request, document, form):
    """Keep each file that can be kept; whether all could."""
    new = 0
    for upload in form.cleaned_data["files"]:
        try:
            refuse_size(upload.size, upload.name)
            file = check_file(upload.read(), upload.name)
            new += keep_scan(file, document, by=request.user)[1]
        except NotTaken as why:
            form.add_error("files", f"“{safe_name(upload.name)}”: {why}")
    if new:
        messages.success(request, f"Đã thêm {format_count(new)} tệp.")
    elif form.is_valid():
        messages.info(request, "Tệp này đã có trong danh sách, không cần gửi lại.")
    return form.is_valid()


REGISTER = "van-ban-vien-dan/"

urlpatterns = [
    path(f"{REGISTER}<int:pk>/tep/", document_files, name="document_files"),
    path(f"{REGISTER}tep/<int:pk>/", document_file, name="document_file"),
    path(
        f"{REGISTER}tep/<int:pk>/bo/",
        document_file_remove,
        name="document_file_remove",
    ),
]
