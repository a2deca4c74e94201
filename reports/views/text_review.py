"""The words of a report looked over: findings mended, settled, looked at again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from reports import carrying, rules, text_review
from reports.consolidation import consolidate
from reports.models import SettledWording
from teams.access import for_roles, require
from teams.models import Role

from .desk.text_review import text_review_page
from .papers import composed_draft
from .scope import begun_report, district_period, district_report

GONE = "Chỗ này vừa được sửa nên không còn phát hiện đó. Đề nghị xem lại danh sách."


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def review(request, pk):
    """Every finding on the words, by section, each with where to mend it."""
    period = district_period(request.user, pk)
    report = begun_report(period)
    document, problem = _composed(report)
    page = text_review_page(report, document, period) if document else None
    context = {
        "period": period,
        "report": report,
        "problem": problem,
        "page": page,
        "may_write": rules.may_write(request.user, period),
    }
    return render(request, "reports/text_review/list.html", context)


@for_roles(Role.OFFICER)
@require_POST
def settle(request, pk):
    """Let the finding of this key be; who and when are kept."""
    return _with_finding(request, pk, _settle)


@for_roles(Role.OFFICER)
@require_POST
def replace(request, pk):
    """Put the proposed words in the quote's place: a new version of the section."""
    return _with_finding(request, pk, _replace)


@for_roles(Role.OFFICER)
@require_POST
def take_back(request, settled):
    """Look at it again."""
    rows = SettledWording.objects.for_user(request.user).select_related(
        "report__period"
    )
    row = get_object_or_404(rows, pk=settled)
    require(rules.may_write(request.user, row.report.period))
    text_review.take_back(row, by=request.user)
    messages.success(request, "Đã bỏ ý kiến; chỗ này được rà soát lại.")
    return redirect("reports:text_review", row.report.period_id)


def _composed(report):
    if report is None:
        return None, ""
    return composed_draft(report, consolidate(report.period))


def _with_finding(request, pk, act):
    """Act on the finding that the page showed, if it still stands."""
    report = district_report(request.user, pk)
    require(rules.may_write(request.user, report.period))
    document, problem = _composed(report)
    found = (
        text_review.language_findings(report, document, report.period)
        if document
        else ()
    )
    key = request.POST.get("key", "")
    finding = next((each for each in found if each.key == key), None)
    words = act(report, finding, request.user) if finding else ""
    if words:
        messages.success(request, words)
    else:
        messages.error(request, problem or GONE)
    return redirect("reports:text_review", pk)


def _settle(report, finding, user):
    text_review.settle(report, finding, by=user)
    return f"Đã ghi ý kiến “{finding.rule.stance.label}”."


def _replace(report, finding, user):
    if finding.replacement and carrying.replace_words(report, finding, by=user):
        return f"Đã thay “{finding.replacement.old}” ở {finding.place}."
    return ""


REPORT = "ky/<int:pk>/bao-cao/"

urlpatterns = [
    path(f"{REPORT}ra-soat/", review, name="text_review"),
    path(f"{REPORT}ra-soat/giu-nguyen/", settle, name="text_settle"),
    path(f"{REPORT}ra-soat/thay/", replace, name="text_replace"),
    path("ra-soat/<int:settled>/bo/", take_back, name="text_take_back"),
]
