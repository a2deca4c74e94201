"""Messages of hamlet heads pasted in; what was understood, shown, then taken over."""

from dataclasses import dataclass
from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from reports.intake.asked import Sheet, full_label
from reports.intake.messages import MessageReading, read_messages
from reports.intake.pasted import PasteForm, keep_message
from reports.intake.proposed import Offer
from reports.models import FigureVersion, SourceMessage
from reports.recording import Origin
from teams.access import for_roles
from teams.models import Role
from tuky_cnscd.vietnamese import format_number

from .taking import about, offer_page, open_return

MOST_SHOWN = 5
NOTHING_AROSE = "không phát sinh"


@dataclass(frozen=True)
class Note:
    """A hamlet's part of what is asked for the commune as a whole."""

    label: str
    value: str
    doubt: str


@dataclass(frozen=True)
class Read:
    """The messages as they were read, ready to print."""

    reading: MessageReading
    notes: tuple[Note, ...]

    @property
    def offer(self) -> Offer:
        return self.reading.offer

    @property
    def pieces(self):
        return self.reading.pieces


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER)
def paste(request, submission):
    """Paste one message or many; they are kept as the source of what is taken."""
    submission = open_return(request, submission)
    form = PasteForm(request.POST or None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        message = keep_message(text, submission, by=request.user)
        return redirect("reports:message", submission.pk, message.pk)
    earlier = submission.messages.select_related("by").order_by("-at", "-pk")
    context = {
        **about(request, submission),
        "form": form,
        "earlier": earlier[:MOST_SHOWN],
    }
    return render(request, "reports/paste.html", context)


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER)
def message(request, submission, message):
    """What was understood and what was not; take over what is ticked."""
    submission = open_return(request, submission)
    rows = SourceMessage.objects.for_user(request.user).select_related("by")
    message = get_object_or_404(rows, pk=message, submission=submission)
    return offer_page(
        request,
        submission,
        read=partial(_read, message.text),
        origin=Origin(request.user, FigureVersion.Source.MESSAGE, message=message),
        template="reports/message.html",
        source="tin nhắn",
        message=message,
    )


def _read(text, sheet: Sheet) -> Read:
    reading = read_messages(text, sheet)
    notes = tuple(_note(note, sheet) for note in reading.by_hamlet)
    return Read(reading, notes)


def _note(note, sheet):
    place = sheet.hamlet_names[note.hamlet_id]
    value = NOTHING_AROSE if note.value is None else format_number(note.value)
    spec = sheet.table.spec(note.key)
    return Note(f"{place}, {full_label(sheet.table, spec)}", value, note.doubt)


urlpatterns = [
    path("bieu/<int:submission>/tin-nhan/", paste, name="paste"),
    path("bieu/<int:submission>/tin-nhan/<int:message>/", message, name="message"),
]
