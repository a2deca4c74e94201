"""Cells and words that a page sends by itself in; what became of each, as JSON, out."""

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from reports import rules
from reports.figures import load_table
from reports.intake.cells import Question, Taken
from reports.intake.forms import EntryForm, cells_named
from reports.intake.saving import save, save_words
from reports.intake.sending import SourceForm
from reports.intake.shown import show_cell
from reports.intake.words import WordsForm
from reports.models import FigureVersion, Submission
from reports.recording import Origin, Recorded
from reports.rules import NotNow
from teams.access import for_roles
from teams.models import Role

from .entry_page import load_desk, load_sheet, load_words
from .scope import one_return

GONE = "Ô này không còn trên biểu; chép lại số nếu cần rồi tải lại trang."
CLOSED = "Biểu này không còn mở để nhập. Số chưa gửi vẫn giữ trên máy này."


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER)
@require_POST
def autosave(request, submission):
    """Save what was sent, cell by cell; answer with what stands and what is odd."""
    submission = one_return(request.user, pk=submission)
    if request.POST.get("user", "") not in ("", str(request.user.pk)):
        return JsonResponse({"other_user": str(request.user)}, status=409)
    origin = _origin(request, submission)
    if origin is None:
        return JsonResponse({"closed": CLOSED}, status=403)
    form, gone = _sent_cells(submission, request.POST)
    words = WordsForm(load_words(submission), request.POST)
    try:
        recorded = _record(form, words, submission, origin)
    except NotNow as error:
        return JsonResponse({"closed": str(error)}, status=403)
    return JsonResponse(_answer(submission, form, words, recorded, gone))


def _origin(request, submission):
    """Who saves, and from what; None where entry is not theirs now."""
    if rules.may_fill_in(request.user, submission):
        return Origin(request.user, FigureVersion.Source.TYPED)
    source = SourceForm(request.POST)
    if rules.may_fill_in_on_behalf(request.user, submission) and source.is_valid():
        given = source.cleaned_data
        return Origin(request.user, given["source"], given["note"])
    return None


def _sent_cells(submission, data):
    """The form of the cells that were sent, and the names of those that are none."""
    rows = Submission.objects.filter(pk=submission.pk)
    sheet = load_sheet(submission, load_table(submission.period, rows))
    names = cells_named(data)
    gone = [name for name in names if name not in sheet.cells]
    data = data.copy()
    for field in list(data):
        if field.endswith(tuple(gone)):
            del data[field]
    form = EntryForm(sheet, data, only=set(names))
    form.full_clean()
    return form, gone


def _record(form, words, submission, origin):
    """Write cells and words, whichever were sent."""
    save_words(words, submission=submission, by=origin.by)
    if not form.cells and form.total_only() is None:
        return Recorded(0, ())
    return save(form, submission=submission, origin=origin)


def _answer(submission, form, words, recorded, gone):
    desk = load_desk(submission, read_only=False)
    form.settle(desk.sheet, recorded.conflicts)
    form.beside = desk.beside
    context = {"findings": desk.findings(), "missing": desk.missing()}
    return {
        "at": f"{timezone.localtime():%H:%M}",
        "cells": {name: _cell(form, name) for name in form.cells}
        | {name: {"state": "gone", "message": GONE} for name in gone},
        "words": {
            shown.name: {
                "state": "taken" if shown.message else "saved",
                "version": shown.version,
                "message": shown.message,
            }
            for shown in words.shown()
            if shown.name in words.fields
        },
        "boxes": sorted(desk.sheet.total_only_ids()),
        "missing": len(context["missing"]),
        "checks": render_to_string("reports/parts/entry_checks.html", context),
        "remarks": {
            address: [[remark.severity, remark.message] for remark in remarks]
            for address, remarks in desk.beside.remarks.items()
        },
        "state": [submission.state, submission.get_state_display()],
    }


def _cell(form, name):
    """What became of one cell, with what the page needs to draw it anew."""
    if form.is_refused:
        return {"state": "refused", "message": form.refusal}
    asked = form.sheet.cells[name]
    shown = show_cell(form, name, labelled_by=f"i-{asked.indicator_id}")
    context = {"form": form, "cell": shown}
    answer = {
        "state": _outcome(form.problem(name)),
        "version": asked.standing.version,
        "none": shown.none,
    }
    if asked.spec.is_list:
        template = "reports/parts/entry_list.html"
        return answer | {"list": render_to_string(template, context)}
    told = render_to_string("reports/parts/entry_told.html", context)
    return answer | {"text": shown.text, "told": told.strip()}


def _outcome(problem):
    if problem is None:
        return "saved"
    if isinstance(problem, Question):
        return "asked"
    return "taken" if isinstance(problem, Taken) else "refused"


urlpatterns = [path("bieu/<int:submission>/luu/", autosave, name="autosave")]
