"""Many communes' forms dropped at once; their list, and all clean ones taken over."""

from itertools import islice

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import path

from reports import rules
from reports.forms.bulk import DropForm
from reports.models import ReceivedFile
from reports.receiving import CLOSED, MOST_FILES, receive, take
from reports.rules import NotNow
from teams.access import for_roles, require
from teams.models import Role
from tuky_cnscd.forms import row_id
from tuky_cnscd.vietnamese import format_count

from . import bulk_file
from .bulk_file import FILES, INVALID
from .desk.bulk_files import files_of, load_previews, returns_of
from .scope import district_period

PER_PAGE = 30


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
def bulk_take_all(request, period):
    """Take over all files that nobody needs to look into; their list is shown first."""
    period = district_period(request.user, period)
    if request.method != "POST":
        waiting = {"state": ReceivedFile.State.WAITING, "submission__isnull": False}
        rows = files_of(period).without_content().filter(**waiting)[:MOST_FILES]
        clean = [p for p in load_previews(period, request.user, rows) if p.is_clean]
        context = {"period": period, "previews": clean, "most": MOST_FILES}
        return render(request, "reports/bulk_take_all.html", context)
    require(rules.may_receive(request.user, period), CLOSED)
    agreed = _agreed(request)
    rows = files_of(period).without_content().filter(pk__in=agreed)
    taken, left = [], []
    for preview in load_previews(period, request.user, rows):
        same = preview.is_clean and agreed[preview.file.pk] == preview.fingerprint
        done = same and _take_whole(preview, request.user)
        (taken if done else left).append(preview)
    _say_all(request, taken, left)
    return redirect("reports:bulk_files", period.pk)


def _receive_all(files, period, user):
    expected = {row.commune_id: row for row in returns_of(period)}
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
    pages = Paginator(files_of(period).without_content(), PER_PAGE)
    page = pages.get_page(request.GET.get("trang", pages.num_pages))
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


def _agreed(request):
    """{file id: the fingerprint that was shown} of the files on the list."""
    sent = {
        row_id(name.removeprefix("tep-")): value
        for name, value in request.POST.items()
        if name.startswith("tep-")
    }
    sent.pop(None, None)
    return dict(islice(sent.items(), MOST_FILES))


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


urlpatterns = [
    path(FILES, bulk_files, name="bulk_files"),
    path(f"{FILES}lay-tat-ca/", bulk_take_all, name="bulk_take_all"),
    *bulk_file.urlpatterns,
]
