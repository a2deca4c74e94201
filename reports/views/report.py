"""The shelf: the period's report is written, previewed, finalised and issued."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from reports import issuing, report_types, rules
from reports.commenting import open_by_section
from reports.consolidation import consolidate
from reports.facts import UnknownFact, known_names
from reports.figures import load_specs
from reports.forms.frame import ReportForm
from reports.forms.paper import SectionForm
from reports.models import (
    Report,
    Section,
)
from reports.outline import may_move
from reports.outputs.pdf import render_pdf
from reports.tables import left_to_file
from reports.writing import SavedMeanwhile, save_section
from teams.access import for_roles, require
from teams.models import Role

from .desk.findings import by_severity
from .desk.totals import district_rules
from .desk.words import words_beside
from .papers import (
    COMPOSING_FAILED,
    composed_draft,
    light,
    pdf_response,
    say_unknown,
    written_draft,
)
from .scope import district_period, district_report


@for_roles(Role.OFFICER, Role.LEADER)
def report(request, pk):
    """The report's parts as they would print now, what stands against issuing it."""
    period = district_period(request.user, pk)
    consolidation = consolidate(period)
    row = (
        Report.objects.filter(period=period)
        .select_related("signer", "second_signer")
        .first()
    )
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
        "parts": _parts(printed, document, open_by_section(period)),
        "groups": by_severity(
            district_rules(consolidation, issuing.reasons_given(period))
        ),
        "units": consolidation.units,
        "long": left_to_file(row, consolidation) if row else (),
        "papers": _papers(period),
        "may_write": rules.may_write(request.user, period),
        "may_restart": _may_restart(request.user, row),
        "may_comment": rules.may_comment(request.user, period),
        "may_finalise": rules.may_finalise(request.user, period),
    }
    return render(request, "reports/report.html", context)


@for_roles(Role.OFFICER)
def report_edit(request, pk):
    row = _writable(request, pk)
    form = ReportForm(request.POST or None, instance=row, known=_known(row.period))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Đã lưu phần đầu và phần cuối của báo cáo.")
        return redirect("reports:report", row.period_id)
    return _edit_page(request, form, row.period, "Phần đầu và phần cuối báo cáo")


@for_roles(Role.OFFICER)
def section_add(request, pk):
    row = _writable(request, pk)
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
    row = district_report(request.user, pk)
    try:
        pdf = render_pdf(issuing.draft(row))
    except UnknownFact as error:
        messages.error(request, say_unknown(error))
    except COMPOSING_FAILED as error:
        messages.error(request, str(error))
    else:
        return pdf_response(pdf, f"du-thao-bao-cao-{row.period_id}.pdf")
    return redirect("reports:report", row.period_id)


def _papers(period):
    return light(period.issued_reports.select_related("earlier"))


def _writable(request, pk):
    row = district_report(request.user, pk)
    require(rules.may_write(request.user, row.period))
    return row


def _may_restart(user, row):
    return bool(
        row and rules.may_write(user, row.period) and report_types.may_begin_anew(row)
    )


def _try_to_compose(row, consolidation):
    """The draft; with names that are not known it stands as it is being written."""
    if row is None:
        return None, ""
    document, problem = composed_draft(row, consolidation)
    if document is None:
        document, _ = written_draft(row, consolidation)
    return document, problem


def _parts(rows, document, comments):
    """Each printed section beside the row that it is edited through."""
    if document is None:
        return []
    return [
        {
            "row": row,
            "section": section,
            "comments": comments[row.pk],
            "may_rise": rises,
            "may_sink": sinks,
        }
        for row, section, (rises, sinks) in zip(
            rows, document.sections, may_move(rows), strict=True
        )
    ]


def _known(period):
    return known_names(load_specs(period))


def _section_page(request, section, heading):
    period = section.report.period
    require(rules.may_write(request.user, period))
    form = SectionForm(
        request.POST or None,
        instance=section,
        known=_known(period),
        initial={"base": _last_version(section)},
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        theirs = _save_section(form, by=request.user)
        if theirs is None:
            messages.success(request, f"Đã lưu mục “{section.title}”.")
            return redirect("reports:report", period.pk)
    beside = words_beside(section, request.GET.get("y-kien", ""))
    return _edit_page(request, form, period, heading, beside, theirs)


def _last_version(section):
    """The number of the version that the page shows."""
    last = section.versions.last() if section.pk else None
    return last.number if last and last.body == section.body else 0


def _save_section(form, *, by):
    """Save; or the version that somebody else saved meanwhile, and nothing written."""
    try:
        save_section(form.save(commit=False), by=by, base=form.cleaned_data.get("base"))
    except SavedMeanwhile as error:
        form.data = form.data.copy()
        form.data["base"] = error.standing.number
        form.add_error(
            None,
            f"{error.standing.by} vừa lưu nội dung khác lúc "
            f"{timezone.localtime(error.standing.at):%H:%M}, xem ở dưới. Bấm Lưu lần "
            "nữa để giữ bản của bạn.",
        )
        return error.standing
    return None


def _edit_page(request, form, period, heading, beside=None, theirs=None):
    facts = consolidate(period).facts
    context = {
        "form": form,
        "period": period,
        "heading": heading,
        "facts": facts.values(),
        "beside": beside,
        "theirs": theirs,
    }
    return render(request, "reports/report_edit.html", context)


urlpatterns = [
    path("ky/<int:pk>/bao-cao/", report, name="report"),
    path("ky/<int:pk>/bao-cao/dau-cuoi/", report_edit, name="report_edit"),
    path("ky/<int:pk>/bao-cao/muc/them/", section_add, name="section_add"),
    path("muc/<int:pk>/", section_edit, name="section_edit"),
    path("ky/<int:pk>/bao-cao/xem-truoc.pdf", preview_pdf, name="preview_pdf"),
]
