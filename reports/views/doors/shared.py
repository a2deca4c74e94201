"""What all doors do alike: find the officer's rows, ask with a form, delete."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from teams.models import Role

INVALID = 422
STEPS = {"len": -1, "xuong": 1}


@dataclass(frozen=True)
class Door:
    """A register's words and address, as its pages say them."""

    list_name: str
    title: str
    one: str

    @property
    def url(self):
        return reverse(f"reports:{self.list_name}")


def own_district(user):
    """The district whose officer this person is; one office at a time."""
    return next(d.district for d in user.duties if d.role == Role.OFFICER)


def own_rows(request, model):
    """The rows of `model` that belong to the officer's district."""
    path = getattr(model, "district_path", "district")
    return model._default_manager.filter(**{path: own_district(request.user)})


def own_row(request, model, pk):
    return get_object_or_404(own_rows(request, model), pk=pk)


def bound_or_not(request):
    """The POST to bind a form to, or None."""
    return request.POST if request.method == "POST" else None


def steps_asked(request):
    """Up or down, as a move button says; what says neither is no page of ours."""
    try:
        return STEPS[request.POST.get("huong")]
    except KeyError:
        raise Http404 from None


def form_page(
    request,
    door,
    form,
    *,
    heading,
    saved,
    template="reports/doors/form.html",
    **context,
):
    """Ask, save and go to the list; what cannot be taken is asked again."""
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, saved)
        return redirect(door.url)
    context |= {"door": door, "form": form, "heading": heading}
    status = INVALID if form.is_bound else 200
    return render(request, template, context, status=status)


def delete_page(request, door, row, *, why_not=""):
    """Ask on a page of its own, then delete; `why_not` says what stands against it."""
    if request.method != "POST":
        context = {"door": door, "row": row, "why_not": why_not}
        return render(request, "reports/doors/delete.html", context)
    name = str(row)
    try:
        if not why_not:
            row.delete()
    except ProtectedError:
        why_not = f"“{name}” đang được dùng ở nơi khác nên không xóa được."
    if why_not:
        messages.error(request, why_not)
    else:
        messages.success(request, f"Đã xóa {door.one} “{name}”.")
    return redirect(door.url)
