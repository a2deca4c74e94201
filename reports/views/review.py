"""The district's desk: one commune's return, and what to do with it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from reports import moves, rules
from reports.forms.why import ReasonsForm, WhyForm
from reports.intake.words import WordsForm
from teams.access import for_roles, require
from teams.models import Role

from .activities_page import activity_list
from .desk.review import review_page
from .entry_page import load_words
from .evidence_page import evidence_list
from .receipt_page import receipt_line
from .scope import district_submission
from .totals import urlpatterns as totals_urlpatterns

REFUSED = 409
INVALID = 422


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def review(request, period, submission):
    """One commune's figures beside the last period's, findings first."""
    submission = district_submission(request.user, period, submission)
    return _show(request, submission)


@for_roles(Role.OFFICER)
@require_POST
def accept(request, period, submission):
    """Take the return up, with one reason for each rule that stands against it."""
    submission = district_submission(request.user, period, submission)
    page = review_page(submission, request.user)
    form = ReasonsForm(page.unexplained, request.POST)
    if form.is_valid():
        seen = request.POST.get("noi-dung", "")
        verb = partial(moves.accept, reasons=form.reasons(), seen=seen)
        if _done(request, submission, verb, "Đã tiếp nhận biểu của {}."):
            return redirect("reports:review", period, submission.pk)
    return _show(request, submission, reasons=form)


@for_roles(Role.OFFICER)
@require_POST
def send_back(request, period, submission):
    """Return it to the commune to be corrected."""
    submission = district_submission(request.user, period, submission)
    asked = submission.questions.open().exists()
    form = WhyForm(request.POST, optional=asked)
    if form.is_valid():
        verb = partial(moves.send_back, reason=form.cleaned_data["reason"])
        if _done(request, submission, verb, "Đã trả lại {} để chỉnh sửa."):
            return redirect("reports:review", period, submission.pk)
    return _show(request, submission, why=form)


@for_roles(Role.OFFICER)
def reopen(request, period, submission):
    """Ask first, then open an accepted return again."""
    submission = district_submission(request.user, period, submission)
    if request.method != "POST":
        require(rules.may_reopen(request.user, submission))
    form = WhyForm(request.POST or None)
    if form.is_valid():
        verb = partial(moves.reopen, reason=form.cleaned_data["reason"])
        if _done(request, submission, verb, "Đã mở lại biểu của {} để chỉnh sửa."):
            return redirect("reports:review", period, submission.pk)
    context = {"period": submission.period, "submission": submission, "form": form}
    status = _status(form) if form.is_bound else 200
    return render(request, "reports/review_reopen.html", context, status=status)


def _done(request, submission, verb, message):
    """Make the move and say so, or say why it cannot be made now."""
    try:
        verb(submission, by=request.user)
    except (rules.NotNow, moves.NotComplete) as refusal:
        submission.refresh_from_db(fields=["state", "sent_at"])
        messages.error(request, _why_not(refusal))
        return False
    messages.success(request, message.format(submission.commune))
    return True


def _why_not(refusal):
    if isinstance(refusal, rules.NotNow):
        return str(refusal)
    labels = "; ".join(rule.label for rule in refusal.unexplained)
    return f"Chưa tiếp nhận được: số liệu vừa thay đổi, còn cần lý do cho: {labels}."


def _show(request, submission, *, reasons=None, why=None):
    """The page of one return; what was typed and not taken stands on it again."""
    page = review_page(submission, request.user)
    refused = next((form for form in (reasons, why) if form is not None), None)
    if reasons is None or reasons.rules != page.unexplained:
        data = reasons.data if reasons is not None else None
        reasons = ReasonsForm(page.unexplained, data)
    context = {
        "period": submission.period,
        "page": page,
        "words": WordsForm(load_words(submission)).shown(),
        "activities": activity_list(submission, request.user, table=page.table),
        "evidence": evidence_list(submission, request.user),
        "receipt_line": receipt_line(submission),
        "submission": submission,
        "reasons_form": reasons,
        "why_form": why or WhyForm(optional=bool(page.questions.waiting)),
        "lost": "" if page.may.review else _typed(refused),
    }
    status = _status(refused) if refused is not None else 200
    return render(request, "reports/review.html", context, status=status)


def _typed(form):
    """The words of a form that the page has no place for any more."""
    if form is None:
        return ""
    names = [name for name in form.fields if not name.startswith("reason-")]
    return "\n".join(filter(None, (form[name].value() for name in names)))


def _status(form):
    return REFUSED if form.is_valid() else INVALID


RETURN = "ky/<int:period>/bieu/<int:submission>/"

urlpatterns = [
    path(RETURN, review, name="review"),
    path(f"{RETURN}tiep-nhan/", accept, name="accept"),
    path(f"{RETURN}tra-lai/", send_back, name="send_back"),
    path(f"{RETURN}mo-lai/", reopen, name="reopen"),
    *totals_urlpatterns,
]
