"""Signed copies of an issued paper: the list, adding, one's bytes, its signatures."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from reports import rules
from reports.authorities import trusted_by
from reports.forms.signed import SignedForm
from reports.intake.file_kinds import NotTaken
from reports.models import IssuedReport, SignedCopy
from reports.pdf_reading.apart import Unreadable
from reports.rules import NotNow
from reports.signatures import REVOCATION, Signature, shown
from reports.signed_copies import check_again, hide_signed, keep_signed
from teams.access import for_roles, require
from teams.models import Role

from .evidence_page import icon_of, size_text
from .files import kept_file
from .papers import light

INVALID = 422
READERS = (Role.OFFICER, Role.LEADER)
NOT_ISSUED = "Chỉ văn bản đã ban hành mới có bản đã ký."


@dataclass(frozen=True)
class Copy:
    """One signed copy as the list shows it, with what was found when it came in."""

    row: SignedCopy
    url: str
    size: str
    icon: str
    signatures: tuple[Signature, ...]


@for_roles(*READERS)
def signed_copies(request, pk):
    """The signed copies of one paper, and the form to add one."""
    paper = _issued(request, pk)
    form = SignedForm()
    if request.method == "POST":
        require(rules.may_keep_signed(request.user, paper))
        form = SignedForm(request.POST, request.FILES)
        if form.is_valid() and _keep(request, paper, form):
            return redirect("reports:signed_copies", pk)
    context = {
        "paper": paper,
        "copies": _copies(paper),
        "form": form,
        "may_keep": rules.may_keep_signed(request.user, paper),
    }
    status = INVALID if form.is_bound else 200
    return render(request, "reports/signed/copies.html", context, status=status)


@for_roles(Role.COMMUNE_STAFF, *READERS)
@require_GET
def signed_copy(request, pk):
    """The bytes as they came; open to the district's communes as the issued paper."""
    rows = SignedCopy.objects.kept().filter(
        issued__period__district=request.user.office,
        issued__state=IssuedReport.State.ISSUED,
    )
    return kept_file(get_object_or_404(rows, pk=pk))


@for_roles(*READERS)
@require_GET
def signed_check(request, pk):
    """Each signature of one copy as it is judged now."""
    copy = _copy(request, pk)
    district = copy.issued.period.district
    try:
        found = shown(check_again(copy, district), trusted_by(district))
        unreadable = False
    except Unreadable:
        found, unreadable = (), True
    context = {
        "copy": copy,
        "paper": copy.issued,
        "signatures": found,
        "unreadable": unreadable,
        "revocation": REVOCATION,
        "may_keep": rules.may_keep_signed(request.user, copy.issued),
    }
    return render(request, "reports/signed/check.html", context)


@for_roles(Role.OFFICER)
@require_POST
def signed_hide(request, pk):
    """Hide a copy that was put in by mistake."""
    copy = _copy(request, pk)
    try:
        hide_signed(copy, by=request.user)
    except NotNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Đã bỏ bản đã ký “{copy.name}”.")
    return redirect("reports:signed_copies", copy.issued_id)


def _issued(request, pk):
    rows = light(IssuedReport.objects.for_user(request.user))
    rows = rows.filter(state=IssuedReport.State.ISSUED)
    return get_object_or_404(rows.select_related("period__district"), pk=pk)


def _copy(request, pk):
    rows = SignedCopy.objects.for_user(request.user).kept()
    rows = rows.select_related("issued__period__district", "by").defer(
        "issued__content",
        "issued__issued_content",
        "issued__signing_pdf",
        "issued__issued_pdf",
    )
    return get_object_or_404(rows, pk=pk)


def _copies(paper):
    rows = paper.signed_copies.kept().without_content().select_related("by")
    authorities = trusted_by(paper.period.district)
    return [
        Copy(
            row,
            reverse("reports:signed_copy", args=[row.pk]),
            size_text(row.size),
            icon_of(row),
            shown(row.signatures, authorities),
        )
        for row in rows
    ]


def _keep(request, paper, form):
    file = form.cleaned_data["file"]
    try:
        copy, is_new = keep_signed(file, paper, by=request.user)
    except NotTaken as why:
        form.add_error("file", f"“{file.name}”: {why}")
        return False
    if is_new:
        messages.success(request, f"Đã nhận bản đã ký “{copy.name}”.")
    else:
        messages.info(request, "Tệp này đã có trong danh sách, không cần gửi lại.")
    return True


COPY = "van-ban/ban-da-ky/<int:pk>/"

urlpatterns = [
    path("van-ban/<int:pk>/ban-da-ky/", signed_copies, name="signed_copies"),
    path(COPY, signed_copy, name="signed_copy"),
    path(f"{COPY}chu-ky/", signed_check, name="signed_check"),
    path(f"{COPY}bo/", signed_hide, name="signed_hide"),
]
