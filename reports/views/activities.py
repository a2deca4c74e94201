"""A commune's own activities of a period: list, add, change, delete."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from reports import activities as verbs
from reports import rules
from reports.forms.registers import OwnActivityForm
from reports.models import Activity
from reports.rules import NotNow
from teams.access import for_roles, require
from teams.models import Role

from .activities_page import activity_list
from .scope import own_submission

INVALID = 422
CLOSED = "Biểu này không còn mở để nhập, nên không ghi hoạt động được nữa."


@for_roles(Role.COMMUNE_STAFF)
@require_GET
def own_activities(request, submission):
    """What the commune did in the period of this return."""
    submission = own_submission(request.user, submission)
    context = {"activities": activity_list(submission, request.user)}
    return _render(request, "list", submission, context)


@for_roles(Role.COMMUNE_STAFF)
def own_activity_add(request, submission):
    submission = _open_submission(request, submission)
    row = Activity(district=submission.period.district, commune=submission.commune)
    return _form_page(request, submission, row, "Thêm hoạt động")


@for_roles(Role.COMMUNE_STAFF)
def own_activity_edit(request, submission, pk):
    submission = _open_submission(request, submission)
    return _form_page(request, submission, _row(submission, pk), "Sửa hoạt động")


@for_roles(Role.COMMUNE_STAFF)
def own_activity_delete(request, submission, pk):
    """Ask on a page of its own, then delete."""
    submission = _open_submission(request, submission)
    row = _row(submission, pk)
    if request.method != "POST":
        return _render(request, "delete", submission, {"row": row})
    said = f"Đã xóa hoạt động ngày {row.date:%d/%m/%Y}."
    return _done(request, submission, verbs.drop, row, said)


def _form_page(request, submission, row, heading):
    data = request.POST if request.method == "POST" else None
    form = OwnActivityForm(data, instance=row, period=submission.period)
    if form.is_bound and form.is_valid():
        return _done(
            request, submission, verbs.keep, form.instance, "Đã lưu hoạt động."
        )
    context = {"form": form, "heading": heading}
    status = INVALID if form.is_bound else 200
    return _render(request, "form", submission, context, status=status)


def _open_submission(request, pk):
    submission = own_submission(request.user, pk)
    require(rules.may_fill_in(request.user, submission), CLOSED)
    return submission


def _row(submission, pk):
    rows = submission.period.activities_of(submission.commune_id)
    return get_object_or_404(rows, pk=pk)


def _done(request, submission, verb, row, said) -> HttpResponseRedirect:
    try:
        verb(row, submission, by=request.user)
    except NotNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("reports:own_activities", submission.pk)


def _render(request, name, submission, context, *, status=200):
    context |= {"submission": submission, "period": submission.period}
    template = f"reports/activities/{name}.html"
    return render(request, template, context, status=status)


OWN = "bieu/<int:submission>/hoat-dong/"

urlpatterns = [
    path(OWN, own_activities, name="own_activities"),
    path(f"{OWN}them/", own_activity_add, name="own_activity_add"),
    path(f"{OWN}<int:pk>/", own_activity_edit, name="own_activity_edit"),
    path(f"{OWN}<int:pk>/xoa/", own_activity_delete, name="own_activity_delete"),
]
