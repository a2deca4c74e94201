"""Before signing: what stands against the paper, for the officer alone."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from reports import issuing, rules
from reports.blocks import Status
from reports.consolidation import consolidate
from reports.document import compose
from reports.facts import UnknownFact
from reports.outputs.pdf import render_pdf
from reports.previews import keep_preview
from reports.proofreading import proofread
from teams.access import for_roles, require
from teams.models import Role

from .desk.cover_sheet import cover_sheet
from .papers import COMPOSING_FAILED, say_unknown
from .scope import district_report


@for_roles(Role.OFFICER)
@require_GET
def sheet(request, pk):
    """Findings with their reasons, blanks, and what changed since the last preview."""
    row = district_report(request.user, pk)
    require(rules.may_write(request.user, row.period))
    sums = consolidate(row.period)
    document, pdf = _composed(request, row, sums)
    if document is None:
        return redirect("reports:report", row.period_id)
    reasons = issuing.reasons_given(row.period)
    findings = proofread(row, document, sums, pdf)
    context = {
        "period": row.period,
        "units": sums.units,
        "sheet": cover_sheet(
            row, document, sums, reasons, findings, reader=request.user
        ),
        "comments": row.period.leader_comments.open().count(),
    }
    return render(request, "reports/cover_sheet.html", context)


@for_roles(Role.OFFICER)
@require_POST
def preview(request, pk):
    """Keep what is shown as the last preview, then show it."""
    row = district_report(request.user, pk)
    require(rules.may_write(request.user, row.period))
    sums = consolidate(row.period)
    document, _ = _composed(request, row, sums)
    if document is None:
        return redirect("reports:report", row.period_id)
    keep_preview(document, sums, report=row, by=request.user)
    return redirect("reports:preview_pdf", row.period_id)


def _composed(request, row, sums):
    try:
        document = compose(row, sums, status=Status.DRAFT)
        return document, render_pdf(document)
    except UnknownFact as error:
        messages.error(request, say_unknown(error))
    except COMPOSING_FAILED as error:
        messages.error(request, str(error))
    return None, b""


urlpatterns = [
    path("ky/<int:pk>/bao-cao/phieu-kiem-tra/", sheet, name="cover_sheet"),
    path("ky/<int:pk>/bao-cao/xem-truoc/", preview, name="preview"),
]
