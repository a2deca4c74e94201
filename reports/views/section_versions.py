"""What a section said before: two versions are compared, an older one is restored."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from reports import rules
from reports.models import Section
from reports.writing import restore_version
from teams.access import for_roles, require
from teams.models import Role

from .desk.section_versions import versions_page
from .scope import district_period


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def section_versions(request, pk):
    """Who saved what and when; two of them word by word."""
    section = _section(request.user, pk)
    period = section.report.period
    context = {
        "section": section,
        "period": period,
        "page": versions_page(section, request.GET),
        "may_write": rules.may_write(request.user, period),
    }
    return render(request, "reports/writing/versions.html", context)


@for_roles(Role.OFFICER)
@require_POST
def section_restore(request, pk, number):
    """Let the section say again what it said then: as its next version."""
    section = _section(request.user, pk)
    require(rules.may_write(request.user, section.report.period))
    version = get_object_or_404(section.versions, number=number)
    version.section = section
    saved = restore_version(version, by=request.user)
    messages.success(
        request,
        f"Mục “{section.title}” trở lại như phiên bản {number}, nay là phiên bản "
        f"{saved.number}. Các phiên bản khác vẫn còn.",
    )
    page = reverse("reports:report_write", args=[section.report.period_id])
    return redirect(f"{page}#muc-{section.pk}")


def _section(user, pk):
    rows = Section.objects.for_user(user).select_related("report")
    section = get_object_or_404(rows, pk=pk)
    section.report.period = district_period(user, section.report.period_id)
    return section


urlpatterns = [
    path("muc/<int:pk>/phien-ban/", section_versions, name="section_versions"),
    path(
        "muc/<int:pk>/phien-ban/<int:number>/khoi-phuc/",
        section_restore,
        name="section_restore",
    ),
]
