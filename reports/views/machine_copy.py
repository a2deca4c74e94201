"""What a machine reads of a frozen paper: as a page, as JSON, and its schema."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_GET

from reports.issuing import copy_for_machines
from reports.machine_copy import SCHEMA, SCHEMA_FILE, to_bytes
from reports.models import IssuedReport
from teams.access import for_everyone_signed_in, for_roles
from teams.models import Role

from .machine_copy_page import machine_page

READERS = (Role.OFFICER, Role.LEADER)


@for_roles(*READERS)
@require_GET
def machine_copy(request, pk):
    """All that the machine's copy says, in words."""
    paper = _paper(request, pk)
    copy = copy_for_machines(paper)
    context = {"paper": paper, "page": copy and machine_page(copy)}
    return render(request, "reports/machine_copy.html", context)


@for_roles(*READERS)
@require_GET
def machine_json(request, pk):
    """The bytes that the issued PDF carries, or will carry with number and date."""
    paper = _paper(request, pk)
    copy = copy_for_machines(paper)
    if copy is None:
        raise Http404
    name = f"bao-cao-{paper.number or 'trinh-ky'}-{paper.pk}.json"
    return _download(to_bytes(copy), name)


@for_everyone_signed_in
@require_GET
def machine_schema(request):
    """What stands where in the machine's copy, as a JSON Schema."""
    return _download(SCHEMA_FILE.read_bytes(), f"{SCHEMA}.json")


def _paper(request, pk):
    rows = IssuedReport.objects.for_user(request.user).select_related("period")
    return get_object_or_404(rows.defer("signing_pdf"), pk=pk)


def _download(content, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/json", headers=headers)


urlpatterns = [
    path("van-ban/<int:pk>/du-lieu/", machine_copy, name="machine_copy"),
    path("van-ban/<int:pk>/du-lieu.json", machine_json, name="machine_json"),
    path("van-ban/luoc-do.json", machine_schema, name="machine_schema"),
]
