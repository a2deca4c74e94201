"""Cells and words that a page sends by itself in; what became of each, as JSON, out."""

from dataclasses import replace

from django.db import transaction
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from reports import rules
from reports.figures import cell_of, load_cells, load_total_only
from reports.intake.asked import Sheet
from reports.intake.cells import TOTAL_ONLY, Question, Taken
from reports.intake.forms import EntryForm, cells_named
from reports.intake.saving import save_held, save_words
from reports.intake.sending import SourceForm
from reports.intake.shown import show_cell
from reports.intake.versions import TOTALS
from reports.intake.words import WORDS, WordsForm
from reports.judging import background, product_names
from reports.models import FigureVersion
from reports.recording import Origin, take_hold
from reports.rules import NotNow
from teams.access import for_roles
from teams.models import Role

from .entry_page import Desk, beside, load_words
from .scope import light_submission

GONE = "Ô này không còn trên biểu; chép lại số nếu cần rồi tải lại trang."
SAW_NO_BOX = f'"{TOTALS}":[]'  # as the page's script writes it
CLOSED = "Biểu này không còn mở để nhập. Số chưa gửi vẫn giữ trên máy này."


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER)
@require_POST
def autosave(request, submission):
    """Save what was sent, cell by cell; answer with what stands and what is odd."""
    submission = light_submission(request.user, submission)
    if request.POST.get("user", "") not in ("", str(request.user.pk)):
        return JsonResponse({"other_user": str(request.user)}, status=409)
    origin = _origin(request, submission)
    if origin is None:
        return JsonResponse({"closed": CLOSED}, status=403)
    try:
        return JsonResponse(_save(submission, request.POST, origin))
    except NotNow as error:
        return JsonResponse({"closed": str(error)}, status=403)


def _origin(request, submission):
    """Who saves, and from what; None where entry is not theirs now."""
    if rules.may_fill_in(request.user, submission):
        return Origin(request.user, FigureVersion.Source.TYPED)
    source = SourceForm(request.POST)
    if rules.may_fill_in_on_behalf(request.user, submission) and source.is_valid():
        given = source.cleaned_data
        return Origin(request.user, given["source"], given["note"])
    return None


def _save(submission, data, origin):
    """Write what was sent in one transaction; the answer to it."""
    behind = background(submission)
    with transaction.atomic():
        take_hold(submission, by=origin.by)
        words = _save_words(submission, data, origin)
        before = _sheet(submission, behind, data)
        form, gone = _sent_cells(before, data)
        recorded = save_held(form, submission, origin)
    after = _sheet_after(submission, behind, before, form, recorded)
    form.settle(after, recorded.conflicts)
    return _answer(submission, behind, form, words, gone)


def _save_words(submission, data, origin):
    """The form of the words that were sent, or None: most often only cells are."""
    if not any(name.startswith(WORDS) for name in data):
        return None
    words = WordsForm(load_words(submission), data)
    save_words(words, submission=submission, by=origin.by)
    return words


def _sheet(submission, behind, data):
    """The return's sheet as it stands now, read under the hold."""
    keys = {pk: key for key, pk in behind.ids.items()}
    table = behind.table(
        load_cells(submission, keys), _total_only(submission, behind, data)
    )
    commune = table.commune(submission.commune_id)
    return Sheet(table, commune, behind.ids, behind.products)


def _total_only(submission, behind, data):
    """Columns without a split; asked for only where there may be any."""
    boxes = any(name.startswith(TOTAL_ONLY) for name in data)
    if boxes or behind.commune.total_only or SAW_NO_BOX not in data.get("base", ""):
        return load_total_only(submission)
    return ()


def _sheet_after(submission, behind, before, form, recorded):
    """The sheet with what was just written: nothing is read again but the products."""
    keys = {pk: key for key, pk in behind.ids.items()}
    written = {
        (keys[f.indicator_id], submission.commune_id, f.hamlet_id): cell_of(f)
        for f in recorded.figures
    }
    sheet = before.with_cells({**before.table.cells, **written})
    boxes = form.total_only()
    if boxes is not None:
        table = behind.table(sheet.table.cells, map(keys.get, boxes))
        commune = table.commune(submission.commune_id)
        sheet = replace(sheet, table=table, commune=commune)
    if any(asked.spec.is_list for asked in form.cells.values()):
        sheet = replace(sheet, products=product_names(submission.commune_id))
    return sheet


def _sent_cells(sheet, data):
    """The form of the cells that were sent, and the names of those that are none."""
    names = cells_named(data)
    gone = [name for name in names if name not in sheet.cells]
    if gone:
        data = data.copy()
        for field in [each for each in data if each.endswith(tuple(gone))]:
            del data[field]
    form = EntryForm(sheet, data, only=set(names))
    form.full_clean()
    return form, gone


def _answer(submission, behind, form, words, gone):
    judgement = behind.judgement(form.sheet.table)
    form.beside = beside(form.sheet, judgement, behind.last, submission)
    desk = Desk(form.sheet, form.beside, judgement)
    checks = desk.checks()
    return {
        "at": f"{timezone.localtime():%H:%M}",
        "cells": {name: _cell(form, name) for name in form.cells}
        | {name: {"state": "gone", "message": GONE} for name in gone},
        "words": {each.name: _topic(each) for each in words.sent()} if words else {},
        "boxes": sorted(form.sheet.total_only_ids()),
        "missing": checks["missing_count"],
        "checks": render_to_string("reports/parts/entry_checks.html", checks),
        "remarks": {
            address: [[remark.severity, remark.message] for remark in remarks]
            for address, remarks in form.beside.remarks.items()
        },
        "state": [submission.state, submission.get_state_display()],
    }


def _topic(shown):
    return {
        "state": "taken" if shown.message else "saved",
        "version": shown.version,
        "message": shown.message,
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
    told = ""
    if shown.message:
        told = render_to_string("reports/parts/entry_told.html", context).strip()
    return answer | {"text": shown.text, "told": told}


def _outcome(problem):
    if problem is None:
        return "saved"
    if isinstance(problem, Question):
        return "asked"
    return "taken" if isinstance(problem, Taken) else "refused"


urlpatterns = [path("bieu/<int:submission>/luu/", autosave, name="autosave")]
