"""The office's own words: abbreviations that all know, bodies that are no more."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from reports.forms.text_review import OfficeWordForm
from reports.models import OfficeWord
from teams.access import for_roles
from teams.models import Role

from .shared import INVALID, bound_or_not, own_district, own_row


@for_roles(Role.OFFICER)
def office_words(request):
    """The office's own abbreviations and bodies that are no more."""
    district = own_district(request.user)
    form = OfficeWordForm(
        bound_or_not(request), instance=OfficeWord(district=district, by=request.user)
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Đã thêm “{form.instance}”.")
        return redirect("reports:office_words")
    context = {"form": form, "words": district.office_words.select_related("by")}
    status = INVALID if form.is_bound else 200
    return render(request, "reports/text_review/words.html", context, status=status)


@for_roles(Role.OFFICER)
@require_POST
def office_word_remove(request, word):
    """Take a word from the list: texts that use it are looked at again."""
    row = own_row(request, OfficeWord, word)
    row.delete()
    messages.success(request, f"Đã bỏ “{row}” khỏi danh sách.")
    return redirect("reports:office_words")


urlpatterns = [
    path("tu-ngu/", office_words, name="office_words"),
    path("tu-ngu/<int:word>/bo/", office_word_remove, name="office_word_remove"),
]
