"""What the last period's report proposed, and what came of it, told by the officer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from reports import carrying, rules
from reports.forms.text_review import InsertForm, OutcomeForm
from teams.access import for_roles, require
from teams.models import Role

from .scope import begun_report, district_period, district_report

INVALID = 422


@for_roles(Role.OFFICER, Role.LEADER)
def last_proposals(request, pk):
    """What the last period proposed, and what came of it."""
    period = district_period(request.user, pk)
    report = begun_report(period)
    proposals = carrying.last_proposals(report, period) if report else []
    data = request.POST or None
    forms = [OutcomeForm(proposal, data) for proposal in proposals]
    if request.method == "POST":
        require(report is not None and rules.may_write(request.user, period))
        if all([form.is_valid() for form in forms]):
            _tell(request, report, forms)
            return redirect("reports:last_proposals", period.pk)
    return _proposals_page(request, period, report, forms)


@for_roles(Role.OFFICER)
@require_POST
def insert_outcomes(request, pk):
    """Put what was said of old proposals at the end of a section."""
    report = district_report(request.user, pk)
    require(rules.may_write(request.user, report.period))
    form = InsertForm(report, request.POST)
    proposals = carrying.last_proposals(report, report.period)
    if form.is_valid() and carrying.outcome_lines(proposals):
        section = form.cleaned_data["section"]
        carrying.insert_outcomes(section, proposals, by=request.user)
        messages.success(request, f"Đã đưa kết quả vào mục “{section.title}”.")
        return redirect("reports:report", pk)
    messages.error(request, "Chưa đưa vào được: chọn mục và ghi kết quả trước.")
    return redirect("reports:last_proposals", pk)


def _tell(request, report, forms):
    for form in forms:
        if form.cleaned_data["outcome"]:
            carrying.tell_outcome(
                report,
                form.proposal,
                outcome=form.cleaned_data["outcome"],
                note=form.cleaned_data["note"],
                by=request.user,
            )
    messages.success(request, "Đã lưu kết quả giải quyết kiến nghị.")


def _proposals_page(request, period, report, forms):
    proposals = [form.proposal for form in forms]
    bound = any(form.is_bound for form in forms)
    context = {
        "period": period,
        "report": report,
        "forms": forms,
        "text": carrying.outcome_lines(proposals),
        "insert": InsertForm(report) if report else None,
        "may_write": rules.may_write(request.user, period),
    }
    return render(
        request,
        "reports/text_review/proposals.html",
        context,
        status=INVALID if bound else 200,
    )


REPORT = "ky/<int:pk>/bao-cao/kien-nghi-ky-truoc/"

urlpatterns = [
    path(REPORT, last_proposals, name="last_proposals"),
    path(f"{REPORT}dua-vao/", insert_outcomes, name="outcomes_insert"),
]
