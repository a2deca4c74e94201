"""What a file or a message proposes, shown and taken over: shared by both pages."""

from django.contrib import messages
from django.shortcuts import redirect, render

from reports import rules
from reports.figures import load_table
from reports.intake.proposed import TakeOverForm
from reports.intake.saving import take_over
from reports.models import Submission
from reports.rules import NotNow
from teams.access import require
from tuky_cnscd.vietnamese import format_count

from .entry_page import entry_url, load_sheet
from .scope import seen_submission

CLOSED = "Biểu này không còn mở để nhập."
NOTHING_TICKED = "Chưa đánh dấu ô nào. Đánh dấu ô cần lấy rồi bấm lại."


def open_return(request, pk):
    """A return that this person may fill in now."""
    submission = seen_submission(request.user, pk)
    require(rules.may_submit(request.user, submission), CLOSED)
    return submission


def sheet_of(submission):
    """The return's sheet as it stands now."""
    rows = Submission.objects.filter(pk=submission.pk)
    return load_sheet(submission, load_table(submission.period, rows))


def about(request, submission):
    """What each of these pages says of its return."""
    for_commune = not rules.may_fill_in(request.user, submission)
    return {
        "submission": submission,
        "period": submission.period,
        "for_commune": for_commune,
        "entry_url": entry_url(submission, for_commune),
    }


def offer_page(request, submission, *, read, origin, template, source, **more):
    """The preview of what a source proposes; on POST, what was ticked is recorded.

    `read` gives the source's reading of a sheet, `source` names it in sentences;
    `more` goes to the template beside the reading.
    """
    sheet = sheet_of(submission)
    reading = read(sheet)
    if request.method != "POST":
        form = TakeOverForm(reading.offer, sheet)
        return _preview(request, submission, template, reading, form, **more)
    form = TakeOverForm(reading.offer, sheet, request.POST)
    form.full_clean()
    if form.is_empty():
        more["refusal"] = NOTHING_TICKED
        return _preview(request, submission, template, reading, form, **more)
    try:
        recorded = take_over(form, submission=submission, origin=origin)
    except NotNow as error:
        messages.error(request, str(error))
        return redirect(about(request, submission)["entry_url"])
    say_taken(request, source, recorded)
    if not recorded.conflicts:
        return redirect(about(request, submission)["entry_url"])
    sheet = sheet_of(submission)
    reading = read(sheet)
    form = TakeOverForm(reading.offer, sheet)
    form.stand_against(recorded.conflicts)
    return _preview(request, submission, template, reading, form, **more)


def _preview(request, submission, template, reading, form, **more):
    context = {**about(request, submission), "reading": reading, "form": form, **more}
    return render(request, template, context)


def say_taken(request, source, recorded):
    """Tell how many cells were taken over from a source, and how many were not."""
    saved, left = recorded.saved, len(recorded.conflicts)
    if left:
        messages.warning(
            request,
            f"Đã lấy {format_count(saved)} ô; {format_count(left)} ô có người vừa ghi"
            " số khác nên chưa lấy.",
        )
    elif saved:
        messages.success(request, f"Đã lấy {format_count(saved)} ô từ {source}.")
    else:
        messages.info(
            request, f"Số trong {source} đã có trên biểu: không có ô nào thay đổi."
        )
