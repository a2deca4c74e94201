"""The officer's grid: all communes × indicators, typed for those that telephoned."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from reports import rules
from reports.bulk import save_lines
from reports.forms.bulk import BulkSourceForm
from reports.intake.grid import sent_by_return
from teams.access import for_roles, require
from teams.models import Role
from tuky_cnscd.vietnamese import format_count

from .desk.bulk_grid import PER_PAGE, grid_lines, load_grid, problems
from .scope import district_period

INVALID = 422
CLOSED = "Biểu này không còn mở để nhập, nên chưa ghi số nào của xã."
NO_SOURCE = (
    "Chưa ghi số liệu nào. Chọn nguồn số liệu ở cuối trang rồi bấm Lưu số liệu; số"
    " vừa gõ vẫn còn dưới đây."
)
STRANGE = (
    "Trang gửi lên có biểu không thuộc kỳ này, nên chưa ghi số liệu nào. Mở lại trang"
    " rồi nhập lại."
)


@for_roles(Role.OFFICER)
def bulk_grid(request, period):
    """One editable page of communes; on POST what can be taken is saved."""
    period = district_period(request.user, period)
    asked = _asked(request)
    if request.method != "POST":
        grid = load_grid(period, **asked)
        return _page(request, period, grid, grid.lines(), BulkSourceForm(), asked)
    require(rules.may_run(request.user, period.district_id))
    return _save(request, period, asked)


def _asked(request):
    """Which page, which column, which communes: what the address says."""
    return {
        "number": request.GET.get("trang", "1"),
        "key": request.GET.get("chi-tieu", ""),
        "only_open": "chua-gui" in request.GET,
    }


def _save(request, period, asked):
    sent = sent_by_return(request.POST)
    grid = load_grid(period, ids=list(sent)[: PER_PAGE + 1], **asked)
    lines, source = grid.lines(sent), BulkSourceForm(request.POST, request.FILES)
    refusal = _refusal(sent, lines, source)
    for line in lines:
        line.form.full_clean()
        if refusal or not rules.may_fill_in_on_behalf(request.user, line.submission):
            _refuse(line, refusal)
    if not refusal:
        _record(lines, source.bulk_source(), request.user)
    _say_saved(request, lines)
    if not refusal and not any(line.form.errors or line.conflicts for line in lines):
        return redirect(_address(period, asked))
    return _again(request, period, asked, lines, source, refusal)


def _refusal(sent, lines, source):
    """Why nothing at all can be taken, or an empty text."""
    if len(lines) != len(sent):
        return STRANGE
    return "" if source.is_valid() else NO_SOURCE


def _refuse(line, refusal):
    """A closed return is no matter where nothing of it was changed."""
    if refusal or line.form.changes() or line.form.errors:
        line.form.refuse(refusal or CLOSED)


def _record(lines, source, user):
    open_lines = [line for line in lines if not line.form.is_refused]
    save_lines(open_lines, lambda row: source.origin(row, user), user)


def _again(request, period, asked, lines, source, refusal):
    """The page as it stands now, with what could not be saved."""
    grid = load_grid(period, ids=[line.submission.pk for line in lines], **asked)
    fresh = {row.pk: row for row in grid.submissions}
    for line in lines:
        sheet = grid.sheet(fresh[line.submission.pk])
        if line.form.is_refused:
            line.form.sheet = sheet
        else:
            line.form.settle(sheet, line.conflicts)
    return _page(
        request, period, grid, lines, source, asked, refusal=refusal, status=INVALID
    )


def _page(request, period, grid, lines, source, asked, *, refusal="", status=200):
    context = {
        "period": period,
        "grid": grid,
        "heads": grid.heads(),
        "lines": grid_lines(grid, request.user, lines),
        "may_save": period.is_open and bool(lines),
        "source_form": source,
        "refusal": refusal,
        "problems": problems(lines),
        "address": _address(period, asked),
    }
    return render(request, "reports/bulk_grid.html", context, status=status)


def _address(period, asked):
    return reverse("reports:bulk_grid", args=[period.pk]) + _query(asked)


def _query(asked):
    page = asked["number"] if asked["number"] != "1" else ""
    given = {
        "trang": page,
        "chi-tieu": asked["key"],
        "chua-gui": "1" if asked["only_open"] else "",
    }
    text = urlencode({name: value for name, value in given.items() if value})
    return f"?{text}" if text else ""


def _say_saved(request, lines):
    saved, communes = sum(x.saved for x in lines), sum(bool(x.saved) for x in lines)
    left = len(problems(lines)) + sum(len(line.conflicts) for line in lines)
    if saved:
        told = (
            f"Đã lưu {format_count(saved)} ô của {format_count(communes)} xã lúc"
            f" {timezone.localtime():%H:%M}, ghi là nhập thay."
        )
        whole = sum(line.whole for line in lines)
        if whole:
            told += f" Đã đánh dấu “Chỉ có tổng xã” cho {format_count(whole)} ô."
        messages.success(request, told)
    elif not left and not any(line.form.is_refused for line in lines):
        messages.info(request, "Không có số nào thay đổi nên không lưu gì.")


urlpatterns = [path("ky/<int:period>/nhap-bang/", bulk_grid, name="bulk_grid")]
