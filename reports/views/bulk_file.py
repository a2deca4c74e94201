"""One received file: whose it is, what it would change, and taking it over."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from reports import rules
from reports.forms.bulk import WhoseForm
from reports.intake.proposed import TakeOverForm
from reports.models import ReceivedFile
from reports.receiving import CLOSED, bring_back, give_to, skip, take
from reports.rules import NotNow
from teams.access import for_roles, require
from teams.models import Role

from .desk.bulk_files import files_of, load_previews, returns_of, whose
from .scope import district_period
from .taking import NOTHING_TICKED, say_taken

INVALID = 422
FILES = "ky/<int:period>/nhan-tep/"
NOT_OPEN = "Biểu của xã không mở để nhập, nên chưa lấy được số trong tệp này."


@for_roles(Role.OFFICER)
def bulk_file(request, period, file):
    """What one file would change, cell by cell; take over what is ticked."""
    period, file = _received(request, period, file)
    if request.method != "POST":
        return _file_page(request, period, file)
    may = file.submission and rules.may_fill_in_on_behalf(request.user, file.submission)
    require(may, NOT_OPEN)
    return _take(request, period, file)


@for_roles(Role.OFFICER)
@require_POST
def bulk_file_whose(request, period, file):
    """Say by hand of which commune a file is."""
    period, file = _received(request, period, file)
    require(rules.may_receive(request.user, period), CLOSED)
    form = WhoseForm(returns_of(period), request.POST)
    if not form.is_valid():
        return _file_page(request, period, file, chosen=form, status=INVALID)
    _try(request, give_to, file, form.cleaned_data["submission"], by=request.user)
    return redirect("reports:bulk_file", period.pk, file.pk)


@for_roles(Role.OFFICER)
@require_POST
def bulk_file_skip(request, period, file):
    """Put a file aside, or back among those that wait."""
    period, file = _received(request, period, file)
    require(rules.may_receive(request.user, period), CLOSED)
    if "xem-lai" in request.POST:
        _try(request, bring_back, file, by=request.user)
        return redirect("reports:bulk_file", period.pk, file.pk)
    if _try(request, skip, file, by=request.user):
        messages.success(request, f"Đã bỏ qua tệp “{file.name}”. Tệp vẫn giữ ở đây.")
    return redirect("reports:bulk_files", period.pk)


def _received(request, period, file):
    period = district_period(request.user, period)
    rows = files_of(period, ReceivedFile.objects.for_user(request.user))
    file = get_object_or_404(rows, pk=file)
    file.period = period
    if file.submission:
        file.submission.period = period
    return period, file


def _file_page(
    request, period, file, *, chosen=None, refusal="", after=None, status=200
):
    """One file: whose it is, and what it would change; `after`: conflicts just met."""
    (preview,) = load_previews(period, request.user, [file], settled=True)
    if after and preview.form:
        preview.form.stand_against(after)
    said, proposed = whose(period, file)
    returns = returns_of(period)
    context = {
        "period": period,
        "preview": preview,
        "file": file,
        "form": preview.form,
        "refusal": refusal,
        "said": said,
        "proposed": proposed,
        "whose": chosen or WhoseForm(returns, proposed=file.submission or proposed),
        "may_change": rules.may_receive(request.user, period)
        and file.state != ReceivedFile.State.TAKEN,
    }
    return render(request, "reports/bulk_file.html", context, status=status)


def _take(request, period, file):
    """Record what was ticked; where somebody wrote meanwhile, ask again."""
    (preview,) = load_previews(period, request.user, [file], settled=True)
    if preview.form is None:
        return _file_page(request, period, file, refusal=preview.error, status=INVALID)
    form = TakeOverForm(preview.form.offer, preview.sheet, request.POST)
    form.full_clean()
    if form.is_empty():
        return _file_page(request, period, file, refusal=NOTHING_TICKED, status=INVALID)
    try:
        recorded = take(form, file, file.submission, by=request.user)
    except NotNow as error:
        messages.error(request, str(error))
        return redirect("reports:bulk_file", period.pk, file.pk)
    say_taken(request, f"tệp {file.name}", recorded)
    if recorded.conflicts:
        file.refresh_from_db(fields=["state"])
        return _file_page(request, period, file, after=recorded.conflicts)
    return redirect("reports:bulk_files", period.pk)


def _try(request, verb, *args, **more):
    try:
        verb(*args, **more)
    except NotNow as error:
        messages.error(request, str(error))
        return False
    return True


urlpatterns = [
    path(f"{FILES}<int:file>/", bulk_file, name="bulk_file"),
    path(f"{FILES}<int:file>/xa/", bulk_file_whose, name="bulk_file_whose"),
    path(f"{FILES}<int:file>/bo-qua/", bulk_file_skip, name="bulk_file_skip"),
]
