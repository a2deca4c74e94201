"""The officer asks the commune about a cell, takes it back, or settles the answer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from reports import questions, rules
from reports.forms.question import QuestionForm
from reports.judging import gather_evidence
from reports.models import CellQuestion
from teams.access import for_roles, require
from teams.models import Hamlet, Role
from teams.rules import is_officer_of

from .desk.cells import anchor
from .desk.questions import asked_cell
from .desk.review import cell_beside
from .scope import district_submission

REFUSED = 409
INVALID = 422


@for_roles(Role.OFFICER)
def ask(request, period, submission):
    """One cell, ready questions, and a field for another: the second tap asks."""
    submission = district_submission(request.user, period, submission)
    if request.method != "POST":
        require(
            rules.may_ask(request.user, submission),
            "Chỉ hỏi được khi biểu đã gửi hoặc đang trả lại để chỉnh sửa.",
        )
    evidence = gather_evidence(submission.period, commune_id=submission.commune_id)
    cell = _cell(request, submission, evidence)
    form = QuestionForm(request.POST or None)
    if form.is_valid() and _ask(request, submission, cell, form):
        page = reverse("reports:review", args=[period, submission.pk])
        return redirect(f"{page}#{anchor(cell.spec.key, cell.hamlet_id)}")
    context = {
        "period": submission.period,
        "submission": submission,
        "cell": cell,
        "shown": cell_beside(evidence, submission, cell),
        "form": form,
    }
    return render(request, "reports/ask.html", context, status=_status(form))


@for_roles(Role.OFFICER)
@require_POST
def withdraw_question(request, question):
    """Take back a question that was not answered yet."""
    return _settle(request, question, questions.withdraw, "Đã gỡ câu hỏi.")


@for_roles(Role.OFFICER)
@require_POST
def settle_question(request, question):
    """The answer is clear."""
    return _settle(request, question, questions.settle, "Đã ghi nhận câu trả lời.")


def _cell(request, submission, evidence):
    commune = evidence.table.commune(submission.commune_id)
    findings = evidence.judgement(submission.commune_id).findings
    cell = asked_cell(request.GET.get("o", ""), evidence.table, commune, findings)
    if cell is None:
        raise Http404
    return cell


def _ask(request, submission, cell, form):
    """Ask, or say why it cannot be asked now."""
    try:
        questions.ask(
            submission,
            by=request.user,
            indicator=submission.period.indicators.get(key=cell.spec.key),
            hamlet=Hamlet.objects.filter(pk=cell.hamlet_id).first(),
            text=form.cleaned_data["text"],
            rule=form.cleaned_data["rule"],
        )
    except rules.NotNow as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _settle(request, pk, verb, done):
    rows = CellQuestion.objects.for_user(request.user).select_related(
        "submission__period"
    )
    question = get_object_or_404(rows, pk=pk)
    submission = question.submission
    if not is_officer_of(request.user, submission.period.district_id):
        raise Http404
    try:
        verb(question, by=request.user)
    except rules.NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    page = reverse("reports:review", args=[submission.period_id, submission.pk])
    return redirect(f"{page}#cau-hoi")


def _status(form):
    if not form.is_bound:
        return 200
    return REFUSED if form.is_valid() else INVALID


urlpatterns = [
    path("ky/<int:period>/bieu/<int:submission>/hoi/", ask, name="ask"),
    path(
        "cau-hoi/<int:question>/go/",
        withdraw_question,
        name="question_withdraw",
    ),
    path("cau-hoi/<int:question>/da-ro/", settle_question, name="question_settle"),
]
