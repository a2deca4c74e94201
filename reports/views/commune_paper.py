"""The commune's own report: its letterhead, copies for signature, signed scans."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from reports import rules
from reports.blocks import ReportDocument
from reports.commune_papers import (
    keep_letterhead,
    keep_scan,
    letterhead_of,
    make_paper,
)
from reports.forms.commune_paper import CommuneLetterheadForm, ScanForm
from reports.outputs.docx import render_docx
from reports.outputs.paper import ReportRenderError
from reports.outputs.pdf import render_pdf
from reports.rules import NotNow
from teams.access import for_roles, require
from teams.models import Role
from teams.rules import is_staff_of
from tuky_cnscd.vietnamese import search_key

from .commune_paper_page import paper_page
from .papers import pdf_response
from .scope import seen_submission
from .word_copies import docx_response

INVALID = 422
READERS = (Role.COMMUNE_STAFF, Role.OFFICER, Role.LEADER)


@for_roles(*READERS)
def commune_paper(request, submission):
    """What the paper would say now, the copies made, and how the paper begins."""
    submission = _seen(request, submission)
    head = letterhead_of(submission.commune)
    if request.method != "POST":
        return _show(request, submission, head, CommuneLetterheadForm(instance=head))
    require(rules.may_make_paper(request.user, submission))
    form = CommuneLetterheadForm(request.POST, instance=head)
    if not form.is_valid():
        saved = letterhead_of(submission.commune)
        return _show(request, submission, saved, form, status=INVALID)
    keep_letterhead(submission, form.cleaned_data, by=request.user)
    messages.success(request, "Đã lưu phần đầu văn bản và người ký của xã.")
    return redirect("reports:commune_paper", submission.pk)


@for_roles(Role.COMMUNE_STAFF)
@require_POST
def commune_paper_make(request, submission):
    """Freeze a copy for signature."""
    submission = _seen(request, submission)
    try:
        paper, is_new = make_paper(submission, by=request.user)
    except (NotNow, ReportRenderError) as refusal:
        messages.error(request, str(refusal))
    else:
        _say_made(request, paper, is_new)
    return redirect("reports:commune_paper", submission.pk)


@for_roles(Role.COMMUNE_STAFF)
@require_POST
def commune_paper_scan(request, submission, paper):
    """Keep the signed scan of a copy."""
    row = _paper(request, submission, paper)
    require(rules.may_make_paper(request.user, row.submission))
    form = ScanForm(request.POST, request.FILES, auto_id=f"id_%s_{row.pk}")
    if form.is_valid():
        keep_scan(row, form.cleaned_data["scan"], by=request.user)
        messages.success(request, f"Đã nhận bản đã ký của bản in {row.code}.")
        return redirect("reports:commune_paper", submission)
    head = letterhead_of(row.submission.commune)
    letterhead = CommuneLetterheadForm(instance=head)
    refused = {row.pk: form}
    return _show(
        request, row.submission, head, letterhead, scans=refused, status=INVALID
    )


@for_roles(*READERS)
@require_GET
def commune_paper_pdf(request, submission, paper):
    paper = _paper(request, submission, paper)
    return pdf_response(render_pdf(_document(paper)), f"{_file_name(paper)}.pdf")


@for_roles(*READERS)
@require_GET
def commune_paper_docx(request, submission, paper):
    paper = _paper(request, submission, paper)
    return docx_response(render_docx(_document(paper)), _file_name(paper))


def _say_made(request, paper, is_new):
    if is_new:
        messages.success(request, f"Đã lập bản in {paper.code}; tải về và trình ký.")
    else:
        messages.info(request, f"Nội dung không đổi: bản in {paper.code} đã có.")


def _seen(request, pk):
    """The return, for its commune's staff and the district's officer and leader."""
    submission = seen_submission(request.user, pk)
    district = submission.period.district_id
    if is_staff_of(request.user, submission.commune_id):
        return submission
    if rules.may_see_district(request.user, district):
        return submission
    raise Http404


def _paper(request, submission, pk):
    submission = _seen(request, submission)
    paper = get_object_or_404(submission.papers.all(), pk=pk)
    paper.submission = submission
    return paper


def _document(paper):
    return ReportDocument.from_json(paper.content)


def _file_name(paper):
    place = slugify(search_key(str(paper.submission.commune)))
    return f"bao-cao-{place}-{paper.code}"


def _show(request, submission, head, form, *, scans=None, status=200):
    """The page; `scans` are forms of scans that were refused, by their paper."""
    context = {
        "submission": submission,
        "period": submission.period,
        "page": paper_page(submission, head, request.user, scans=scans),
        "form": form,
    }
    return render(request, "reports/commune_paper.html", context, status=status)


PAPER = "bieu/<int:submission>/bao-cao/"
COPY = f"{PAPER}<int:paper>/"

urlpatterns = [
    path(PAPER, commune_paper, name="commune_paper"),
    path(f"{PAPER}lap/", commune_paper_make, name="commune_paper_make"),
    path(f"{COPY}ban-da-ky/", commune_paper_scan, name="commune_paper_scan"),
    path(f"{COPY}pdf/", commune_paper_pdf, name="commune_paper_pdf"),
    path(f"{COPY}docx/", commune_paper_docx, name="commune_paper_docx"),
]
