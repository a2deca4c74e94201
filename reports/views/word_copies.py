"""A report, as a draft or frozen, in; its words as .docx out, marked as no original."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_GET

from reports import issuing
from reports.blocks import ReportDocument
from reports.facts import UnknownFact
from reports.models import IssuedReport
from reports.outputs.docx import render_docx
from teams.access import for_roles
from teams.models import Role

from .papers import COMPOSING_FAILED, say_unknown
from .scope import district_report

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def draft_docx(request, pk):
    """The draft as it would print, or back with what stands against it."""
    row = district_report(request.user, pk)
    try:
        body = render_docx(issuing.draft(row))
    except UnknownFact as error:
        messages.error(request, say_unknown(error))
    except COMPOSING_FAILED as error:
        messages.error(request, str(error))
    else:
        return docx_response(body, f"du-thao-bao-cao-{row.period_id}")
    return redirect("reports:report", row.period_id)


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def signing_docx(request, pk):
    """The words of a copy for signature."""
    row = get_object_or_404(_light(IssuedReport.objects.for_user(request.user)), pk=pk)
    return _frozen(row.content, f"ban-trinh-ky-{row.pk}")


@for_roles(Role.OFFICER, Role.LEADER, Role.COMMUNE_STAFF)
@require_GET
def issued_docx(request, pk):
    """The words of an issued paper, for all who may open its PDF."""
    row = get_object_or_404(
        _light(IssuedReport.objects),
        pk=pk,
        period__district=request.user.office,
        state=IssuedReport.State.ISSUED,
    )
    return _frozen(row.issued_content, f"bc-tcd-{row.number:02d}-{row.date.year}")


def docx_response(body, name):
    """The bytes as a .docx that the browser saves under this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.docx"'}
    return HttpResponse(body, content_type=WORD, headers=headers)


def _frozen(content, name):
    return docx_response(render_docx(ReportDocument.from_json(content)), name)


def _light(rows):
    return rows.defer("signing_pdf", "issued_pdf")


urlpatterns = [
    path("ky/<int:pk>/bao-cao/du-thao.docx", draft_docx, name="draft_docx"),
    path("van-ban/<int:pk>/trinh-ky.docx", signing_docx, name="signing_docx"),
    path("van-ban/<int:pk>.docx", issued_docx, name="issued_docx"),
]
