"""The commune answers the officer's questions: just those cells, then send again."""

import re

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from reports import moves, questions, rules
from reports.checks import pressing_rules
from reports.figures import load_table
from reports.intake.answers import SEEN, AnswersForm
from reports.models import FigureVersion, Submission
from reports.recording import Origin, record
from reports.rules import NotNow
from teams.access import for_roles
from teams.models import Role
from tuky_cnscd.forms import row_id
from tuky_cnscd.vietnamese import format_count

from .answers_page import cards, changed_ids, questions_of, versions_since
from .entry_page import WHY_RETURNED, load_desk, load_sheet

CLOSED = (
    "Biểu này không còn mở để sửa, nên chưa ghi nội dung nào vừa gửi. Nội dung vừa nhập"
    " vẫn còn dưới đây; đề nghị liên hệ cán bộ tổng hợp."
)


@for_roles(Role.COMMUNE_STAFF)
def answers(request, submission):
    """The cells that the officer asks about, each with its question and an answer."""
    rows = Submission.objects.for_user(request.user).select_related(
        "commune", "period__district", "period__previous"
    )
    submission = get_object_or_404(rows, pk=submission)
    may = rules.may_answer(request.user, submission)
    if request.method == "POST":
        return _save(request, submission, may)
    asked = questions_of(submission)
    desk = load_desk(submission, read_only=not may)
    return _show(request, submission, desk, AnswersForm(desk.sheet, asked), asked, may)


def _save(request, submission, may):
    """Record what can be taken and send; show again what cannot."""
    posted = _posted(request)
    form = _sent_form(request, submission, posted)
    if not may:
        form.refuse(CLOSED)
    recorded = None if form.is_refused else _record(request, submission, form)
    if recorded and not form.errors and not recorded.conflicts:
        return _send(request, submission)
    desk = load_desk(submission, read_only=False)
    if recorded:
        form.settle(desk.sheet, recorded.conflicts)
    asked = questions_of(submission, posted)
    return _show(request, submission, desk, form, asked, may, 200 if may else 403)


def _posted(request):
    """Ids of the questions that stood on the page as it was made."""
    numbers = [
        name.removeprefix(SEEN) for name in request.POST if name.startswith(SEEN)
    ]
    return [pk for pk in map(row_id, numbers) if pk is not None]


def _sent_form(request, submission, posted):
    table = load_table(submission.period, Submission.objects.filter(pk=submission.pk))
    asked = questions_of(submission, posted)
    changed = changed_ids(asked, table, versions_since(submission, asked))
    sheet = load_sheet(submission, table)
    form = AnswersForm(sheet, asked, request.POST, changed=changed)
    form.full_clean()
    return form


def _record(request, submission, form):
    """What was recorded, or None where the return was closed meanwhile."""
    origin = Origin(request.user, FigureVersion.Source.TYPED)
    try:
        with transaction.atomic():
            recorded = record(form.proposals(), submission=submission, origin=origin)
            for question, words in form.answers():
                questions.answer(question, by=request.user, answer=words)
        return recorded
    except NotNow as error:
        form.refuse(f"{error} Nội dung vừa nhập vẫn còn dưới đây.")
        return None


def _send(request, submission):
    """Send the return again, or lead to what keeps it from going."""
    try:
        moves.submit(submission, by=request.user)
    except moves.NotComplete as refusal:
        submission.refresh_from_db(fields=["state", "sent_at"])
        messages.warning(request, _what_is_left(refusal))
        return redirect("reports:submit", submission.pk)
    except NotNow as refusal:
        messages.error(request, f"Đã lưu. {refusal}")
    else:
        messages.success(
            request, f"Đã trả lời và gửi lại biểu của {submission.commune}."
        )
    return redirect("reports:answers", submission.pk)


def _what_is_left(refusal):
    counted = (
        (len(refusal.judgement.missing), "ô chưa nhập"),
        (len(refusal.judgement.errors), "lỗi cần sửa"),
        (len(_warnings(refusal)), "cảnh báo cần lý do"),
    )
    left = ", ".join(f"{format_count(n)} {words}" for n, words in counted if n)
    return f"Đã lưu số liệu và câu trả lời. Chưa gửi được, còn {left}."


def _warnings(refusal):
    errors = pressing_rules(refusal.judgement.errors)
    return [rule for rule in refusal.unexplained if rule not in errors]


def _show(request, submission, desk, form, asked, may, status=200):
    versions = versions_since(submission, asked)
    shown = cards(form, asked, desk, versions)
    context = {
        "submission": submission,
        "period": submission.period,
        "form": form,
        "cards": shown,
        "problems": [card for card in shown if form.failed(card.row)]
        if form.settled
        else [],
        "waiting": sum(not card.is_answered for card in shown),
        "note": _note(submission) if may else "",
        "read_only": desk.beside.read_only,
    }
    return render(request, "reports/answers.html", context, status=status)


def _note(submission):
    """What was said when the return came back, beside the questions themselves."""
    events = submission.events.filter(move__in=WHY_RETURNED)
    last = events.order_by("-at", "-pk").first()
    return re.sub(moves.ASKED, "", last.reason) if last else ""


urlpatterns = [path("bieu/<int:submission>/ra-soat/", answers, name="answers")]
