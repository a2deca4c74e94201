"""The shelf: the period's report is written, previewed, finalised and issued."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from reports import issuing, rules
from reports.blocks import Status
from reports.consolidation import consolidate
from reports.document import NotReadyToCompose, compose
from reports.facts import UnknownFact, known_names
from reports.figures import load_specs
from reports.forms.paper import IssueForm, ReportForm, SectionForm
from reports.intake.review import ReasonsForm, WhyForm
from reports.models import (
    FindingReason,
    IssuedReport,
    Report,
    Section,
)
from reports.outputs.pdf import ReportRenderError, render_pdf
from reports.rules import NotNow
from reports.writing import save_section, start_report
from teams.access import for_roles, require
from teams.models import Role

from .desk.findings import by_severity, rule_groups
from .desk.review import review_url
from .scope import district_period

COMPOSING_FAILED = (NotReadyToCompose, ReportRenderError)


@for_roles(Role.OFFICER, Role.LEADER)
def report(request, pk):
    """The report's parts as they would print now, what stands against issuing it."""
    period = district_period(request.user, pk)
    consolidation = consolidate(period)
    row = Report.objects.filter(period=period).select_related("signer").first()
    document, problem = _try_to_compose(row, consolidation)
    sections = list(row.sections.all()) if row else []
    printed = [section for section in sections if section.in_report]
    context = {
        "period": period,
        "report": row,
        "document": document,
        "problem": problem,
        "sections": printed,
        "left_out": [section for section in sections if not section.in_report],
        "parts": _parts(printed, document),
        "groups": _groups(consolidation, issuing.reasons_given(period)),
        "units": consolidation.units,
        "papers": _papers(period),
        "may_write": rules.may_write(request.user, period),
        "may_finalise": rules.may_finalise(request.user, period),
    }
    return render(request, "reports/report.html", context)


@require_POST
@for_roles(Role.OFFICER)
def report_start(request, pk):
    period = district_period(request.user, pk)
    require(rules.may_write(request.user, period))
    start_report(period, by=request.user)
    return redirect("reports:report", period.pk)


@for_roles(Role.OFFICER)
def report_edit(request, pk):
    row = _report(request, pk)
    form = ReportForm(request.POST or None, instance=row, known=_known(row.period))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Đã lưu phần đầu và phần cuối của báo cáo.")
        return redirect("reports:report", row.period_id)
    return _edit_page(request, form, row.period, "Phần đầu và phần cuối báo cáo")


@for_roles(Role.OFFICER)
def section_add(request, pk):
    row = _report(request, pk)
    last = row.sections.last()
    section = Section(report=row, position=last.position + 1 if last else 1)
    return _section_page(request, section, "Thêm mục")


@for_roles(Role.OFFICER)
def section_edit(request, pk):
    section = get_object_or_404(
        Section.objects.for_user(request.user).select_related("report__period"), pk=pk
    )
    return _section_page(request, section, f"Sửa mục: {section.title}")


@for_roles(Role.OFFICER, Role.LEADER)
def preview_pdf(request, pk):
    """The draft as it would print; opens in the browser."""
    row = _report(request, pk, write=False)
    try:
        pdf = render_pdf(issuing.draft(row))
    except UnknownFact as error:
        messages.error(request, _unknown(error))
    except COMPOSING_FAILED as error:
        messages.error(request, str(error))
    else:
        return _pdf(pdf, f"du-thao-bao-cao-{row.period_id}.pdf")
    return redirect("reports:report", row.period_id)


@for_roles(Role.OFFICER)
def finalise(request, pk):
    """A page of its own: what will be frozen, and a reason for all that stands."""
    row = _report(request, pk)
    require(rules.may_finalise(request.user, row.period))
    consolidation = consolidate(row.period, accepted_only=True)
    known = issuing.reasons_given(row.period)
    open_rules = issuing.unexplained_rules(consolidation.findings, known)
    form = ReasonsForm(open_rules, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _keep_reasons(row.period, form, request.user)
        return _finalise(request, row)
    context = {
        "period": row.period,
        "form": form,
        "groups": _groups(consolidation, known),
        "units": consolidation.units,
    }
    return render(request, "reports/finalise.html", context)


@for_roles(Role.OFFICER, Role.LEADER, Role.COMMUNE_STAFF)
def papers(request):
    """Every document of the office: issued ones for all, copies for the officer."""
    rows = _light(IssuedReport.objects.filter(period__district=request.user.office))
    if not request.user.district_ids:
        rows = rows.filter(state=IssuedReport.State.ISSUED)
    context = {
        "papers": rows.select_related("period", "earlier"),
        "may_open": bool(request.user.district_ids),
    }
    return render(request, "reports/papers.html", context)


@for_roles(Role.OFFICER, Role.LEADER)
def issued(request, pk):
    """One frozen paper: its bytes, its fingerprint, its relations."""
    row = _issued(request, pk)
    context = {
        "paper": row,
        "period": row.period,
        "later": _light(row.later.all()),
        "may_issue": rules.may_issue(request.user, row),
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
    context = {"paper": row, "period": row.period, "form": form}
    return render(request, "reports/issue.html", context)


@for_roles(Role.OFFICER)
def discard(request, pk):
    row = _issued(request, pk)
    require(rules.may_issue(request.user, row))
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        issuing.discard(row, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Đã hủy bản trình ký; bản này vẫn được lưu.")
        return redirect("reports:report", row.period_id)
    context = {"paper": row, "period": row.period, "form": form}
    return render(request, "reports/discard.html", context)


@for_roles(Role.OFFICER, Role.LEADER)
def signing_pdf(request, pk):
    row = _issued(request, pk, whole=True)
    return _pdf(bytes(row.signing_pdf), f"ban-trinh-ky-{row.pk}.pdf")


@for_roles(Role.OFFICER, Role.LEADER, Role.COMMUNE_STAFF)
def issued_pdf(request, pk):
    """The issued bytes as they were stored; open to the district's communes too."""
    row = get_object_or_404(
        IssuedReport,
        pk=pk,
        period__district=request.user.office,
        state=IssuedReport.State.ISSUED,
    )
    return _pdf(bytes(row.issued_pdf), f"bc-tcd-{row.number:02d}-{row.date.year}.pdf")


def _groups(consolidation, reasons):
    """Findings by severity and rule, each leading to the commune it is about."""
    returns = {unit.id: unit.submission_id for unit in consolidation.expected}
    period = consolidation.period

    def url_of(finding):
        if finding.commune_id is None:
            return reverse("reports:totals", args=[period.pk])
        return review_url(returns[finding.commune_id], period.pk, finding)

    return by_severity(rule_groups(consolidation.findings, reasons, url_of))


def _report(request, period_pk, write=True):
    rows = Report.objects.for_user(request.user).select_related(
        "period__district", "period__dispatch", "period__previous", "signer"
    )
    row = get_object_or_404(rows, period=period_pk)
    if write:
        require(rules.may_write(request.user, row.period))
    return row


def _light(rows):
    """Rows without their documents: a list needs no bytes."""
    return rows.defer("content", "issued_content", "signing_pdf", "issued_pdf")


def _papers(period):
    return _light(period.issued_reports.select_related("earlier"))


def _issued(request, pk, whole=False):
    rows = IssuedReport.objects.for_user(request.user).select_related(
        "period__district", "period__dispatch", "finalised_by", "issued_by", "earlier"
    )
    return get_object_or_404(rows if whole else rows.defer("signing_pdf"), pk=pk)


def _try_to_compose(row, consolidation):
    if row is None:
        return None, ""
    try:
        return compose(row, consolidation, status=Status.DRAFT), ""
    except UnknownFact as error:
        return None, _unknown(error)
    except NotReadyToCompose as error:
        return None, str(error)


def _parts(rows, document):
    """Each printed section beside the row that it is edited through."""
    if document is None:
        return []
    return [
        {"row": row, "section": section}
        for row, section in zip(rows, document.sections, strict=True)
    ]


def _unknown(error):
    names = ", ".join(f"{{{name}}}" for name in error.names)
    return f"Lời văn gọi số liệu không có trong kỳ này: {names}. Hãy sửa mục có tên đó."


def _known(period):
    return known_names(load_specs(period))


def _section_page(request, section, heading):
    period = section.report.period
    require(rules.may_write(request.user, period))
    form = SectionForm(request.POST or None, instance=section, known=_known(period))
    if request.method == "POST" and form.is_valid():
        save_section(form.save(commit=False), by=request.user)
        messages.success(request, f"Đã lưu mục “{section.title}”.")
        return redirect("reports:report", period.pk)
    return _edit_page(request, form, period, heading)


def _edit_page(request, form, period, heading):
    facts = consolidate(period).facts
    context = {
        "form": form,
        "period": period,
        "heading": heading,
        "facts": facts.values(),
    }
    return render(request, "reports/report_edit.html", context)


def _keep_reasons(period, form, user):
    FindingReason.objects.bulk_create(
        FindingReason(period=period, rule=rule, reason=reason, note=note, by=user)
        for rule, (reason, note) in form.reasons().items()
    )


def _finalise(request, row):
    try:
        paper = issuing.finalise(row, by=request.user)
    except UnknownFact as error:
        messages.error(request, _unknown(error))
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
    except issuing.NumberTaken as error:
        form.add_error("number", str(error))
        return False
    except (NotNow, ReportRenderError) as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, f"Đã ban hành {row}.")
    return True


def _pdf(body, name):
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


urlpatterns = [
    path("ky/<int:pk>/bao-cao/", report, name="report"),
    path("ky/<int:pk>/bao-cao/bat-dau/", report_start, name="report_start"),
    path("ky/<int:pk>/bao-cao/dau-cuoi/", report_edit, name="report_edit"),
    path("ky/<int:pk>/bao-cao/muc/them/", section_add, name="section_add"),
    path("muc/<int:pk>/", section_edit, name="section_edit"),
    path("ky/<int:pk>/bao-cao/xem-truoc.pdf", preview_pdf, name="preview_pdf"),
    path("ky/<int:pk>/bao-cao/trinh-ky/", finalise, name="finalise"),
    path("van-ban/", papers, name="papers"),
    path("van-ban/<int:pk>/", issued, name="issued"),
    path("van-ban/<int:pk>/phat-hanh/", issue, name="issue"),
    path("van-ban/<int:pk>/huy/", discard, name="discard"),
    path("van-ban/<int:pk>/trinh-ky.pdf", signing_pdf, name="signing_pdf"),
    path("van-ban/<int:pk>.pdf", issued_pdf, name="issued_pdf"),
]
