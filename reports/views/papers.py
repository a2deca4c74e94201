"""The frozen paper: closed for signature, given up, issued, read again."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from reports import issuing, rules
from reports.blocks import Status
from reports.checks import pressing_rules
from reports.consolidation import consolidate
from reports.document import NotReadyToCompose, compose
from reports.facts import UnknownFact
from reports.forms.paper import IssueForm
from reports.forms.why import ReasonsForm, WhyForm
from reports.models import IssuedReport, Report, SignedCopy
from reports.outputs.pdf import ReportRenderError
from reports.previewing import draft_being_written
from reports.register import NumberTaken, register
from reports.rules import NotNow
from reports.tables import left_to_file
from teams.access import for_roles, require
from teams.models import Role

from .desk.findings import by_severity
from .desk.totals import district_rules
from .machine_copy_page import machine_page
from .scope import district_report

DOCUMENTS = (
    "content",
    "figures",
    "findings",
    "issued_content",
    "signing_pdf",
    "issued_pdf",
)
COMPOSING_FAILED = (NotReadyToCompose, ReportRenderError)


@for_roles(Role.OFFICER)
def finalise(request, pk):
    """A page of its own: what will be frozen, and a reason for all that stands."""
    row = district_report(request.user, pk)
    require(rules.may_finalise(request.user, row.period))
    consolidation = consolidate(row.period, accepted_only=True)
    known = issuing.reasons_given(row.period)
    try:
        findings = issuing.findings_before_signing(row, consolidation)
    except UnknownFact as error:
        messages.error(request, say_unknown(error))
        return redirect("reports:report", row.period_id)
    except COMPOSING_FAILED as error:
        messages.error(request, str(error))
        return redirect("reports:report", row.period_id)
    pressing = pressing_rules(findings)
    data = request.POST if request.method == "POST" else None
    form = ReasonsForm(pressing, data, given=known)
    if request.method == "POST" and form.is_valid():
        return _finalise(request, row, form.reasons())
    context = {
        "period": row.period,
        "form": form,
        "groups": by_severity(district_rules(consolidation, known, findings)),
        "units": consolidation.units,
        "long": left_to_file(row, consolidation),
        "open_comments": row.period.leader_comments.open().count(),
    }
    return render(request, "reports/finalise.html", context)


@for_roles(Role.OFFICER, Role.LEADER, Role.COMMUNE_STAFF)
def papers(request):
    """Every document of the office: issued ones for all, copies for the officer."""
    rows = light(IssuedReport.objects.filter(period__district=request.user.office))
    if not request.user.district_ids:
        rows = rows.filter(state=IssuedReport.State.ISSUED)
    copies = SignedCopy.objects.kept().without_content()
    context = {
        "papers": rows.select_related("period", "earlier").prefetch_related(
            Prefetch("signed_copies", copies)
        ),
        "may_open": bool(request.user.district_ids),
    }
    return render(request, "reports/papers.html", context)


@for_roles(Role.OFFICER, Role.LEADER)
def number_register(request):
    """Sổ văn bản: numbers and dates as the clerk gave them, a series and year each."""
    series = register(request.user.office)
    years = sorted({each.year for each in series}, reverse=True)
    asked = request.GET.get("nam", "")
    chosen = next((year for year in years if str(year) == asked), None)
    shown = [each for each in series if chosen in (None, each.year)]
    context = {"series": shown, "years": years, "chosen": chosen}
    return render(request, "reports/register.html", context)


@for_roles(Role.OFFICER, Role.LEADER)
def issued(request, pk):
    """One frozen paper: its bytes, its fingerprint, its relations."""
    row = _issued(request, pk)
    context = {
        "paper": row,
        "period": row.period,
        "later": light(row.later.all()),
        "signed_copies": row.signed_copies.kept().without_content(),
        "may_issue": rules.may_issue(request.user, row),
        "may_follow": rules.may_finalise(request.user, row.period),
    }
    return render(request, "reports/issued.html", context)


@for_roles(Role.OFFICER)
def issue(request, pk):
    row = _issued(request, pk)
    require(rules.may_issue(request.user, row))
    report_row = Report.objects.filter(period=row.period).first()
    initial = {"signer": report_row and report_row.signer_id}
    form = IssueForm(request.POST or None, issued=row, initial=initial)
    if request.method == "POST" and form.is_valid() and _issue(request, row, form):
        return redirect("reports:issued", row.pk)
    context = {
        "paper": row,
        "period": row.period,
        "form": form,
        "machine": machine_page(issuing.copy_for_machines(row)),
    }
    return render(request, "reports/issue.html", context)


@for_roles(Role.OFFICER)
def discard(request, pk):
    row = _issued(request, pk)
    require(rules.may_issue(request.user, row))
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issuing.discard(row, by=request.user, reason=form.cleaned_data["reason"])
        except NotNow as error:  # somebody else was first
            messages.error(request, str(error))
        else:
            messages.success(request, "Đã hủy bản trình ký; bản này vẫn được lưu.")
        return redirect("reports:report", row.period_id)
    context = {"paper": row, "period": row.period, "form": form}
    return render(request, "reports/discard.html", context)


@for_roles(Role.OFFICER, Role.LEADER)
def signing_pdf(request, pk):
    row = _issued(request, pk, whole=True)
    return pdf_response(bytes(row.signing_pdf), f"ban-trinh-ky-{row.pk}.pdf")


@for_roles(Role.OFFICER, Role.LEADER, Role.COMMUNE_STAFF)
def issued_pdf(request, pk):
    """The issued bytes as they were stored; open to the district's communes too."""
    row = get_object_or_404(
        IssuedReport,
        pk=pk,
        period__district=request.user.office,
        state=IssuedReport.State.ISSUED,
    )
    return pdf_response(
        bytes(row.issued_pdf), f"bc-tcd-{row.number:02d}-{row.date.year}.pdf"
    )


def _issued(request, pk, whole=False):
    rows = IssuedReport.objects.for_user(request.user).select_related(
        "period__district", "period__dispatch", "finalised_by", "issued_by", "earlier"
    )
    return get_object_or_404(rows if whole else rows.defer("signing_pdf"), pk=pk)


def _finalise(request, row, reasons):
    try:
        paper = issuing.finalise(row, by=request.user, reasons=reasons)
    except UnknownFact as error:
        messages.error(request, say_unknown(error))
    except (NotNow, *COMPOSING_FAILED) as error:
        messages.error(request, str(error))
    except issuing.Unexplained:
        messages.error(request, "Số liệu vừa thay đổi; đề nghị xem lại phát hiện mới.")
        return redirect("reports:finalise", row.period_id)
    else:
        messages.success(request, "Đã chốt bản trình ký; nội dung không đổi nữa.")
        return redirect("reports:issued", paper.pk)
    return redirect("reports:report", row.period_id)


def _issue(request, row, form):
    try:
        issuing.issue(row, by=request.user, **form.cleaned_data)
    except NumberTaken as error:
        form.add_error("number", str(error))
        return False
    except (NotNow, ReportRenderError) as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, f"Đã ban hành văn bản: {row}.")
    return True


def light(rows):
    """Rows without their documents: a list needs no bytes, nor those of relations."""
    of_earlier = (f"earlier__{name}" for name in DOCUMENTS)
    return rows.defer(*DOCUMENTS, *of_earlier)


def composed_draft(report, consolidation):
    """The draft and "", or None and what the officer reads of why there is none."""
    try:
        return compose(report, consolidation, status=Status.DRAFT), ""
    except UnknownFact as error:
        return None, say_unknown(error)
    except NotReadyToCompose as error:
        return None, str(error)


def written_draft(report, consolidation):
    """The same with names that are not known standing as they were typed."""
    try:
        return draft_being_written(report, consolidation), ""
    except NotReadyToCompose as error:
        return None, str(error)


def say_unknown(error):
    """What the officer reads where the text cites names that are not there."""
    names = ", ".join(f"{{{name}}}" for name in error.names)
    return f"Lời văn gọi số liệu không có trong kỳ này: {names}. Hãy sửa mục có tên đó."


def pdf_response(body, name):
    """The bytes as a PDF that opens in the browser."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


urlpatterns = [
    path("ky/<int:pk>/bao-cao/trinh-ky/", finalise, name="finalise"),
    path("van-ban/", papers, name="papers"),
    path("van-ban/so/", number_register, name="register"),
    path("van-ban/<int:pk>/", issued, name="issued"),
    path("van-ban/<int:pk>/phat-hanh/", issue, name="issue"),
    path("van-ban/<int:pk>/huy/", discard, name="discard"),
    path("van-ban/<int:pk>/trinh-ky.pdf", signing_pdf, name="signing_pdf"),
    path("van-ban/<int:pk>.pdf", issued_pdf, name="issued_pdf"),
]
