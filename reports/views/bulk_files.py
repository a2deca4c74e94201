"""Many communes' forms dropped at once; each shown, then taken over, one or all."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from reports import rules
from reports.forms.bulk import DropForm, WhoseForm
from reports.intake.proposed import TakeOverForm
from reports.intake.workbook.parsed import grids_of
from reports.intake.workbook.whose import likely_commune, says_whose
from reports.models import ReceivedFile, Submission
from reports.receiving import MOST_FILES, bring_back, give_to, receive, skip, take
from reports.rules import NotNow
from teams.access import for_roles, require
from teams.models import Hamlet, Role
from tuky_cnscd.vietnamese import format_count

from .desk.bulk_files import load_previews
from .scope import district_period
from .taking import NOTHING_TICKED, say_taken

INVALID = 422
PER_PAGE = 30
CLOSED = "Kỳ này không mở, nên không nhận tệp."
NOT_OPEN = "Biểu của xã không mở để nhập, nên chưa lấy được số trong tệp này."


@for_roles(Role.OFFICER)
def bulk_files(request, period):
    """The files that came in, and the place to drop more."""
    period = district_period(request.user, period)
    if request.method != "POST":
        return _list_page(request, period, DropForm(MOST_FILES))
    require(rules.may_receive(request.user, period), CLOSED)
    form = DropForm(MOST_FILES, None, request.FILES)
    if not form.is_valid():
        return _list_page(request, period, form, status=INVALID)
    arrivals = _receive_all(form.cleaned_data["files"], period, request.user)
    _say_received(request, arrivals)
    refused = [arrival for arrival in arrivals if arrival.why]
    if not refused:
        return redirect("reports:bulk_files", period.pk)
    form = DropForm(MOST_FILES)
    return _list_page(request, period, form, refused=refused, status=INVALID)


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
    form = WhoseForm(_returns(period), request.POST)
    if not form.is_valid():
        return _file_page(request, period, file, whose=form, status=INVALID)
    _try(request, give_to, file, form.cleaned_data["submission"])
    return redirect("reports:bulk_file", period.pk, file.pk)


@for_roles(Role.OFFICER)
@require_POST
def bulk_file_skip(request, period, file):
    """Put a file aside, or back among those that wait."""
    period, file = _received(request, period, file)
    require(rules.may_receive(request.user, period), CLOSED)
    if "xem-lai" in request.POST:
        _try(request, bring_back, file)
        return redirect("reports:bulk_file", period.pk, file.pk)
    if _try(request, skip, file, by=request.user):
        messages.success(request, f"Đã bỏ qua tệp “{file.name}”. Tệp vẫn giữ ở đây.")
    return redirect("reports:bulk_files", period.pk)


@for_roles(Role.OFFICER)
def bulk_take_all(request, period):
    """Take over all files that nobody needs to look into; their list is shown first."""
    period = district_period(request.user, period)
    if request.method != "POST":
        waiting = _files(period).filter(state=ReceivedFile.State.WAITING)
        rows = waiting.filter(submission__isnull=False)[:MOST_FILES]
        clean = [p for p in load_previews(period, request.user, rows) if p.is_clean]
        context = {"period": period, "previews": clean, "most": MOST_FILES}
        return render(request, "reports/bulk_take_all.html", context)
    require(rules.may_receive(request.user, period), CLOSED)
    agreed = _agreed(request)
    rows = _files(period).filter(pk__in=agreed)
    taken, left = [], []
    for preview in load_previews(period, request.user, rows):
        same = preview.is_clean and agreed[preview.file.pk] == preview.fingerprint
        done = same and _take_whole(preview, request.user)
        (taken if done else left).append(preview)
    _say_all(request, taken, left)
    return redirect("reports:bulk_files", period.pk)


def _received(request, period, file):
    period = district_period(request.user, period)
    rows = _files(period, ReceivedFile.objects.for_user(request.user), content=True)
    file = get_object_or_404(rows, pk=file)
    if file.submission:
        file.submission.period = period
    return period, file


def _files(period, rows=ReceivedFile.objects, *, content=False):
    rows = rows.filter(period=period) if content else rows.without_content()
    names = ("submission__commune", "by", "settled_by")
    return rows.filter(period=period).select_related(*names).order_by("at", "pk")


def _returns(period):
    return Submission.objects.filter(period=period).in_district_order()


def _receive_all(files, period, user):
    expected = {row.commune_id: row for row in _returns(period)}
    return [receive(file, period, expected, by=user) for file in files]


def _say_received(request, arrivals):
    new = sum(arrival.is_new for arrival in arrivals)
    known = [a.name for a in arrivals if a.file and not a.is_new]
    if new:
        messages.success(
            request,
            f"Đã nhận {format_count(new)} tệp; chưa ghi gì vào biểu. Xem trước rồi lấy"
            " số ở danh sách dưới đây.",
        )
    if known:
        messages.info(
            request,
            f"{format_count(len(known))} tệp đã nhận từ trước, không thay đổi gì:"
            f" {', '.join(known)}.",
        )


def _list_page(request, period, form, *, refused=(), status=200):
    page = Paginator(_files(period), PER_PAGE).get_page(request.GET.get("trang"))
    previews = load_previews(period, request.user, page.object_list)
    context = {
        "period": period,
        "form": form,
        "refused": refused,
        "page": page,
        "previews": previews,
        "clean": sum(preview.is_clean for preview in previews),
        "may_receive": rules.may_receive(request.user, period),
        "most": MOST_FILES,
    }
    return render(request, "reports/bulk_files.html", context, status=status)


def _file_page(
    request, period, file, *, whose=None, refusal="", after=None, status=200
):
    """One file: whose it is, and what it would change; `after`: conflicts just met."""
    (preview,) = load_previews(period, request.user, [file], settled=True)
    if after and preview.form:
        preview.form.stand_against(after)
    said, proposed = _whose(period, file)
    returns = _returns(period)
    context = {
        "period": period,
        "preview": preview,
        "file": file,
        "form": preview.form,
        "refusal": refusal,
        "said": said,
        "proposed": proposed,
        "whose": whose or WhoseForm(returns, proposed=file.submission or proposed),
        "may_change": rules.may_receive(request.user, period)
        and file.state != ReceivedFile.State.TAKEN,
    }
    return render(request, "reports/bulk_file.html", context, status=status)


def _whose(period, file):
    """(what the file says of itself, the return it may be of) where it is not sure."""
    if file.submission and not file.by_hand:
        return "", None
    grids = grids_of(bytes(file.content))
    rows = {row.commune_id: row for row in _returns(period)}
    hamlets: dict[int, list[str]] = {}
    places = Hamlet.objects.filter(commune__in=rows).values_list("commune", "name")
    for commune_id, name in places:
        hamlets.setdefault(commune_id, []).append(name)
    names = {commune_id: row.commune.name for commune_id, row in rows.items()}
    said = says_whose(grids)
    return str(said or ""), rows.get(likely_commune(file.name, grids, names, hamlets))


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


def _agreed(request):
    """{file id: the fingerprint that was shown} of the files on the list."""
    sent = {
        name.removeprefix("tep-"): value
        for name, value in request.POST.items()
        if name.startswith("tep-")
    }
    ours = [name for name in sent if name.isascii() and name.isdigit()]
    return {int(name): sent[name] for name in ours[:MOST_FILES] if len(name) < 19}


def _take_whole(preview, user):
    """Whether all that the list showed of this file was recorded."""
    file = preview.file
    file.content = ReceivedFile.objects.values_list("content", flat=True).get(
        pk=file.pk
    )
    try:
        recorded = take(preview.taking_all(), file, file.submission, by=user)
    except NotNow:
        return False
    return not recorded.conflicts


def _say_all(request, taken, left):
    cells = sum(len(preview.choices) for preview in taken)
    if taken:
        messages.success(
            request,
            f"Đã lấy {format_count(cells)} ô từ {format_count(len(taken))} tệp, ghi là"
            " nhập thay.",
        )
    if left:
        names = ", ".join(preview.file.name for preview in left)
        messages.warning(
            request,
            f"{format_count(len(left))} tệp có thay đổi sau khi bạn mở danh sách nên"
            f" chưa lấy hết: {names}. Xem lại từng tệp.",
        )
    if not taken and not left:
        messages.info(request, "Chưa chọn tệp nào để lấy.")


def _try(request, verb, *args, **more):
    try:
        verb(*args, **more)
    except NotNow as error:
        messages.error(request, str(error))
        return False
    return True


FILES = "ky/<int:period>/nhan-tep/"

urlpatterns = [
    path(FILES, bulk_files, name="bulk_files"),
    path(f"{FILES}lay-tat-ca/", bulk_take_all, name="bulk_take_all"),
    path(f"{FILES}<int:file>/", bulk_file, name="bulk_file"),
    path(f"{FILES}<int:file>/xa/", bulk_file_whose, name="bulk_file_whose"),
    path(f"{FILES}<int:file>/bo-qua/", bulk_file_skip, name="bulk_file_skip"),
]
