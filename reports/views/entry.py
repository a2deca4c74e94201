"""The commune's desk: fill in, send, withdraw; and the officer's entry on behalf."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from reports import moves, rules
from reports.figures import load_table
from reports.from_parts import taken_into
from reports.intake.forms import EntryForm
from reports.intake.saving import save, save_words
from reports.intake.sending import SendForm, SourceForm
from reports.intake.words import WordsForm
from reports.models import FigureVersion, Submission
from reports.paper_changes import changes_since_paper
from reports.recording import Origin
from reports.rules import NotNow
from teams.access import for_roles, require
from teams.models import Role
from teams.rules import is_officer_of, is_staff_of
from tuky_cnscd.vietnamese import format_count

from .activities_page import activity_list
from .answers_page import questions_notice
from .documents import scans_of
from .entry_page import (
    entry_url,
    load_desk,
    load_sheet,
    load_words,
    page_context,
)
from .evidence_page import evidence_list
from .receipt_page import receipt_line
from .scope import seen_submission

# Named in the page's head, so that a slow line fetches them all at once.
SCRIPTS = tuple(
    f"js/entry/{name}.js"
    for name in (
        "main",
        "cells",
        "numbers",
        "outbox",
        "shelf",
        "signin",
        "undo",
        "keyboard",
        "clipboard",
        "paste",
        "preview",
        "beside",
        "draft",
    )
)
CLOSED = (
    "Biểu này không còn mở để nhập, nên chưa ghi số liệu nào vừa gửi. Số vừa nhập vẫn"
    " còn dưới đây; đề nghị liên hệ cán bộ tổng hợp."
)


@for_roles(Role.COMMUNE_STAFF)
def entry(request, submission):
    """The commune's form, or its figures where entry is closed."""
    submission = seen_submission(request.user, submission)
    may = rules.may_fill_in(request.user, submission)
    if request.method == "POST":
        return _save(request, submission, may=may)
    return _page(request, submission, may=may)


@for_roles(Role.OFFICER)
def on_behalf(request, period, submission):
    """The same form, for a commune that only telephoned or sent paper."""
    submission = seen_submission(request.user, submission, period=period)
    require(is_officer_of(request.user, submission.period.district_id))
    may = rules.may_fill_in_on_behalf(request.user, submission)
    if request.method == "POST":
        return _save(request, submission, may=may, source=SourceForm(request.POST))
    return _page(request, submission, may=may, source=SourceForm())


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER)
def submit(request, submission):
    """What is missing, what is odd and why; then send."""
    submission = seen_submission(request.user, submission)
    if submission.state not in Submission.OPEN_FOR_ENTRY:
        return _sent_already(request, submission)
    require(rules.may_submit(request.user, submission), "Biểu này không còn mở để gửi.")
    for_commune = not rules.may_fill_in(request.user, submission)
    desk = load_desk(submission, read_only=True)
    form = _send_form(request, submission, desk, for_commune)
    if form.is_bound and form.is_valid():
        sent = _send(request, submission, form, for_commune)
        if sent:
            return sent
        desk = load_desk(submission, read_only=True)
        form = _send_form(request, submission, desk, for_commune)
    return _submit_page(request, submission, desk, form, for_commune)


@for_roles(Role.COMMUNE_STAFF)
@require_POST
def withdraw(request, submission):
    """Take a sent return back, until the district takes it up."""
    submission = seen_submission(request.user, submission)
    try:
        moves.withdraw(submission, by=request.user)
    except NotNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Đã rút lại biểu. Sửa xong, đề nghị gửi lại.")
    return redirect("reports:entry", submission.pk)


def _page(request, submission, *, may, source=None):
    """The page as the return stands, nothing sent."""
    desk = load_desk(submission, read_only=not may)
    words = WordsForm(load_words(submission))
    return _show(request, submission, desk, EntryForm(desk.sheet), words, source)


def _save(request, submission, *, may, source=None):
    """Record what can be taken; show again what cannot."""
    form = _sent_form(request, submission, may=may, source=source)
    words = WordsForm(load_words(submission), request.POST)
    recorded = None
    if not form.is_refused:
        recorded = _record(request, submission, form, words, source)
    if recorded and not (form.errors or words.errors or recorded.conflicts):
        _say_saved(request, recorded.saved)
        if "send" in request.POST:
            return redirect("reports:submit", submission.pk)
        return redirect(entry_url(submission, source is not None))
    desk = load_desk(submission, read_only=False)
    if recorded:
        form.settle(desk.sheet, recorded.conflicts)
        _say_saved(request, recorded.saved, len(form.problems()) + len(words.errors))
    status = 200 if may else 403
    return _show(request, submission, desk, form, words, source, status=status)


def _show(request, submission, desk, form, words, source, *, status=200):
    on_behalf = source is not None
    context = page_context(submission, desk, form, words, on_behalf=on_behalf)
    context["source_form"] = source
    context |= _around(request, submission, desk, on_behalf)
    context["may_withdraw"] = rules.may_withdraw(request.user, submission)
    return render(request, "reports/entry.html", context, status=status)


def _around(request, submission, desk, on_behalf):
    """What stands on the page beside the figures."""
    table = desk.sheet.table
    return {
        "changed": changes_since_paper(submission, table),
        "questions": questions_notice(submission, for_commune=on_behalf),
        "evidence": evidence_list(submission, request.user),
        "scans": scans_of(submission.period.communes_answer),
        "taken": taken_into(submission),
        "activities": activity_list(submission, request.user, table=table),
        "receipt_line": receipt_line(submission),
        "scripts": SCRIPTS,
    }


def _sent_form(request, submission, *, may, source):
    """The form as it was sent, refused as a whole where it cannot be taken."""
    rows = Submission.objects.filter(pk=submission.pk)
    sheet = load_sheet(submission, load_table(submission.period, rows))
    form = EntryForm(sheet, request.POST)
    form.full_clean()
    if not may:
        form.refuse(CLOSED)
    if source is not None and not source.is_valid():
        form.refuse("Chọn nguồn số liệu rồi bấm lưu lần nữa; chưa ghi số liệu nào.")
    return form


def _record(request, submission, form, words, source):
    """What was recorded, or None where the return was closed meanwhile."""
    given = source.cleaned_data if source else {}
    try:
        save_words(words, submission=submission, by=request.user)
        return save(
            form,
            submission=submission,
            origin=Origin(
                request.user,
                given.get("source", FigureVersion.Source.TYPED),
                given.get("note", ""),
            ),
        )
    except NotNow as error:
        form.refuse(f"{error} Số vừa nhập vẫn còn dưới đây.")
        return None


def _say_saved(request, saved, problems=0):
    at = f"{timezone.localtime():%H:%M}"
    count, left = format_count(saved), format_count(problems)
    if problems and saved:
        messages.warning(
            request, f"Đã lưu {count} ô lúc {at}; còn {left} ô chưa lưu được."
        )
    elif problems:
        messages.warning(request, f"Chưa lưu được {left} ô; số khác không thay đổi.")
    elif saved:
        messages.success(request, f"Đã lưu {count} ô lúc {at}.")
    else:
        messages.success(request, f"Đã lưu lúc {at}; không có số nào thay đổi.")


def _send_form(request, submission, desk, for_commune):
    given = {row.rule: row for row in submission.finding_reasons.all()}
    warned = desk.warned(url=entry_url(submission, for_commune))
    data = request.POST if request.method == "POST" else None
    return SendForm(warned, given, data, on_behalf=for_commune)


def _send(request, submission, form, for_commune):
    """Send it: where to go next, or None where it cannot be sent."""
    try:
        moves.submit(
            submission,
            by=request.user,
            reasons=form.reasons(),
            note=form.cleaned_data.get("note", ""),
            on_behalf=for_commune,
        )
    except moves.NotComplete:
        submission.refresh_from_db(fields=["state", "sent_at"])
        return None
    except NotNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Đã gửi biểu của {submission.commune}.")
    return _to_the_sent(submission, for_commune)


def _to_the_sent(submission, for_commune):
    """The receipt for the commune, the review for the officer."""
    if for_commune:
        return redirect("reports:review", submission.period_id, submission.pk)
    if submission.receipts.exists():
        return redirect("reports:last_receipt", submission.pk)
    return redirect("reports:entry", submission.pk)


def _sent_already(request, submission):
    """Where a second press of the button, or the way back, leads."""
    messages.info(request, "Biểu này đã gửi rồi, không cần gửi lại.")
    return _to_the_sent(
        submission, not is_staff_of(request.user, submission.commune_id)
    )


def _submit_page(request, submission, desk, form, for_commune):
    url = entry_url(submission, for_commune)
    errors = [f for f in desk.findings(url=url) if f.severity == "error"]
    missing = desk.missing(url=url)
    questions = questions_notice(submission, for_commune=for_commune)
    context = {
        "submission": submission,
        "period": submission.period,
        "form": form,
        "errors": errors,
        "missing": missing,
        "questions": questions,
        "may_send": not errors and not missing and not questions,
        "for_commune": for_commune,
        "entry_url": url,
    }
    return render(request, "reports/submit.html", context)


urlpatterns = [
    path("bieu/<int:submission>/", entry, name="entry"),
    path("bieu/<int:submission>/gui/", submit, name="submit"),
    path("bieu/<int:submission>/rut-lai/", withdraw, name="withdraw"),
    path(
        "ky/<int:period>/bieu/<int:submission>/nhap-thay/",
        on_behalf,
        name="on_behalf",
    ),
]
