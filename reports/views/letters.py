"""The letters around a period: proposed, edited, printed, numbered and frozen."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from reports import rules
from reports.document import NotReadyToCompose
from reports.forms.letter import LetterForm, NumberForm, ReminderForm
from reports.letter_late import late_communes
from reports.letters import (
    NobodyLate,
    discard_letter,
    document_of,
    number_letter,
    save_letter,
    start_dispatch,
    start_reminder,
)
from reports.models import Letter
from reports.outputs.docx import render_docx
from reports.outputs.paper import ReportRenderError
from reports.outputs.pdf import render_pdf
from reports.register import NumberTaken
from reports.rules import NotNow
from teams.access import for_roles, require
from teams.models import Role

from .desk.letters import letter_page, letters_page
from .papers import pdf_response
from .scope import district_period
from .word_copies import docx_response

INVALID = 422
FILE_NAMES = {"dispatch": "cong-van-yeu-cau-bao-cao", "reminder": "cong-van-don-doc"}


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def letters(request, period):
    """Every letter of the period, and the two that may be begun."""
    period = district_period(request.user, period)
    context = {"period": period, "page": letters_page(period, request.user)}
    return render(request, "reports/letters/list.html", context)


@for_roles(Role.OFFICER)
@require_POST
def letter_dispatch(request, period):
    """Propose the letter that asks the communes for their figures."""
    period = district_period(request.user, period)
    require(rules.may_write(request.user, period))
    letter = start_dispatch(period, by=request.user, site=_site(request))
    messages.success(request, "Đã soạn công văn. Đề nghị đọc lại và sửa trước khi in.")
    return redirect("reports:letter", period.pk, letter.pk)


@for_roles(Role.OFFICER)
def letter_reminder(request, period):
    """Show who is late and ask for the new time; on POST, propose the reminder."""
    period = district_period(request.user, period)
    require(rules.may_remind(request.user, period))
    form = ReminderForm(request.POST or None, period=period)
    if form.is_bound and form.is_valid():
        return _start_reminder(request, period, form.cleaned_data["until"])
    context = {"period": period, "form": form, "late": late_communes(period)}
    status = INVALID if form.is_bound else 200
    return render(request, "reports/letters/reminder.html", context, status=status)


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def letter(request, period, letter):
    """One letter as it would print, or as it was frozen."""
    row = _letter(request, period, letter)
    context = {"period": row.period, "page": letter_page(row, request.user)}
    return render(request, "reports/letters/letter.html", context)


@for_roles(Role.OFFICER)
def letter_edit(request, period, letter):
    row = _draft(request, period, letter)
    form = LetterForm(request.POST or None, instance=row)
    if form.is_bound and form.is_valid():
        try:
            save_letter(form.save(commit=False), by=request.user)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Đã lưu công văn.")
        return redirect("reports:letter", row.period_id, row.pk)
    return _form_page(request, row, form, "edit")


@for_roles(Role.OFFICER)
def letter_number(request, period, letter):
    """Write down what the clerk gave: from then on nothing changes."""
    row = _draft(request, period, letter)
    form = NumberForm(request.POST or None, letter=row)
    if form.is_bound and form.is_valid():
        try:
            number_letter(row, by=request.user, **form.cleaned_data)
        except NumberTaken as refusal:
            form.add_error("number", str(refusal))
        except (NotNow, NotReadyToCompose, ReportRenderError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi số, ngày: {row}.")
            return redirect("reports:letter", row.period_id, row.pk)
    return _form_page(request, row, form, "number")


@for_roles(Role.OFFICER)
def letter_discard(request, period, letter):
    """Ask on a page of its own; on POST, throw the draft away."""
    row = _draft(request, period, letter)
    if request.method != "POST":
        return _form_page(request, row, None, "discard")
    try:
        discard_letter(row, by=request.user)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã bỏ bản soạn.")
    return redirect("reports:letters", row.period_id)


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def letter_pdf(request, period, letter):
    return _file(request, period, letter, render_pdf, _pdf)


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def letter_docx(request, period, letter):
    return _file(request, period, letter, render_docx, docx_response)


def _letter(request, period, pk):
    rows = Letter.objects.for_user(request.user).select_related(
        "period__district",
        "period__dispatch",
        "period__commune_dispatch",
        "signer",
        "by",
        "numbered_by",
    )
    return get_object_or_404(rows, pk=pk, period=period)


def _draft(request, period, pk):
    row = _letter(request, period, pk)
    require(rules.may_change_letter(request.user, row))
    return row


def _site(request):
    """The address as a paper gives it: what a person types."""
    address = request.build_absolute_uri(reverse("home")).rstrip("/")
    return address.removeprefix("https://")


def _start_reminder(request, period, until):
    try:
        row = start_reminder(period, by=request.user, site=_site(request), until=until)
    except (NobodyLate, NotNow) as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:letters", period.pk)
    messages.success(request, "Đã soạn công văn. Đề nghị đọc lại và sửa trước khi in.")
    return redirect("reports:letter", period.pk, row.pk)


def _form_page(request, row, form, name):
    context = {"period": row.period, "letter": row, "form": form}
    status = INVALID if form is not None and form.is_bound else 200
    template = f"reports/letters/{name}.html"
    return render(request, template, context, status=status)


def _file(request, period, pk, render_paper, response):
    """The paper, or back to its page with what stands against printing it."""
    row = _letter(request, period, pk)
    try:
        body = render_paper(document_of(row))
    except (NotReadyToCompose, ReportRenderError) as error:
        messages.error(request, str(error))
        return redirect("reports:letter", row.period_id, row.pk)
    return response(body, f"{FILE_NAMES[row.kind]}-{row.number or f'du-thao-{row.pk}'}")


def _pdf(body, name):
    return pdf_response(body, f"{name}.pdf")


LETTERS = "ky/<int:period>/cong-van/"
LETTER = f"{LETTERS}<int:letter>/"

urlpatterns = [
    path(LETTERS, letters, name="letters"),
    path(f"{LETTERS}yeu-cau/", letter_dispatch, name="letter_dispatch"),
    path(f"{LETTERS}don-doc/", letter_reminder, name="letter_reminder"),
    path(LETTER, letter, name="letter"),
    path(f"{LETTER}sua/", letter_edit, name="letter_edit"),
    path(f"{LETTER}so-ngay/", letter_number, name="letter_number"),
    path(f"{LETTER}bo/", letter_discard, name="letter_discard"),
    path(f"{LETTER}pdf/", letter_pdf, name="letter_pdf"),
    path(f"{LETTER}docx/", letter_docx, name="letter_docx"),
]
