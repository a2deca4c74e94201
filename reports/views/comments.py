"""The leader comments on a section or a figure; the officer settles with a word."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from reports import commenting, rules
from reports.forms.comment import CommentForm, SettleForm
from reports.models import LeaderComment, Section, Submission
from teams.access import for_roles, require
from teams.models import Role
from tuky_cnscd.forms import row_id

from .desk.comments import Target, comments_page
from .scope import district_period

INVALID = 422
WRITING = "viet"  # the page that the reply was written on


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def comments(request, period):
    """What the leader said, open ones first; answered ones behind a tab."""
    return _list(request, district_period(request.user, period))


@for_roles(Role.LEADER)
def comment_add(request, period):
    """One section or figure, named by the address, and a field to write in."""
    period = district_period(request.user, period)
    require(rules.may_comment(request.user, period))
    target = _target(request, period)
    form = CommentForm(request.POST or None)
    if form.is_valid():
        commenting.comment(
            period, by=request.user, text=form.cleaned_data["text"], **target.fields()
        )
        messages.success(request, "Đã ghi góp ý; cán bộ tổng hợp thấy ngay.")
        return redirect(target.url(period.pk))
    context = {
        "period": period,
        "form": form,
        "label": target.label,
        "back": target.url(period.pk),
    }
    status = INVALID if form.is_bound else 200
    return render(request, "reports/comments/add.html", context, status=status)


@for_roles(Role.LEADER)
@require_POST
def comment_take_back(request, comment):
    """Take back what nobody settled yet."""
    row = _comment(request, comment)
    if row.by_id != request.user.pk:
        raise Http404
    return _done(request, row, commenting.take_back, "Đã rút lại góp ý.")


@for_roles(Role.OFFICER)
@require_POST
def comment_settle(request, comment):
    """Say what was done; without a word it stays open."""
    row = _comment(request, comment)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _list(request, row.period, refused={row.pk: form})
    return _done(
        request,
        row,
        commenting.settle,
        "Đã ghi kết quả xử lý; lãnh đạo đọc được.",
        reply=form.cleaned_data["reply"],
    )


def _list(request, period, refused=None):
    page = comments_page(
        period,
        request.user,
        which=request.GET.get("xem", ""),
        number=request.GET.get("trang"),
        refused=refused,
    )
    context = {
        "period": period,
        "page": page,
        "may_comment": rules.may_comment(request.user, period),
    }
    status = INVALID if refused else 200
    return render(request, "reports/comments/list.html", context, status=status)


def _comment(request, pk):
    rows = LeaderComment.objects.for_user(request.user).select_related("period")
    row = get_object_or_404(rows, pk=pk)
    row.period = district_period(request.user, row.period_id)
    return row


def _done(request, row, verb, words, **fields):
    try:
        verb(row, by=request.user, **fields)
    except rules.NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    if request.POST.get("back") == WRITING and row.section_id:
        page = reverse("reports:report_write", args=[row.period_id])
        return redirect(f"{page}#muc-{row.section_id}")
    return redirect("reports:comments", row.period_id)


def _target(request, period):
    """What ?muc=, ?chi-tieu= and ?bieu= name, all of this period, or 404."""
    asked = request.GET
    if "muc" in asked:
        rows = Section.objects.filter(report__period=period)
        return Target(section=get_object_or_404(rows, pk=row_id(asked["muc"])))
    if "chi-tieu" not in asked:
        return Target()
    indicator = get_object_or_404(period.indicators, key=asked["chi-tieu"])
    if "bieu" not in asked:
        return Target(indicator=indicator)
    returns = Submission.objects.filter(period=period).select_related("commune")
    submission = get_object_or_404(returns, pk=row_id(asked["bieu"]))
    return Target(indicator=indicator, submission=submission)


urlpatterns = [
    path("ky/<int:period>/gop-y/", comments, name="comments"),
    path("ky/<int:period>/gop-y/them/", comment_add, name="comment_add"),
    path("gop-y/<int:comment>/rut/", comment_take_back, name="comment_take_back"),
    path("gop-y/<int:comment>/xu-ly/", comment_settle, name="comment_settle"),
]
