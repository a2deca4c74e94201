"""Kiểm tra văn bản: a PDF from anywhere in, what is known of it out; nothing is kept.

For whoever signed in, not for the public: each file is read through for seconds, and
what was issued is for the office and its communes to know.
"""

from django.shortcuts import render
from django.urls import path

from reports.forms.signed import VerifyForm
from reports.signatures import REVOCATION
from reports.verifying import verify
from teams.access import for_everyone_signed_in
from teams.models import Role

INVALID = 422


@for_everyone_signed_in
def verify_paper(request):
    """Ask for a file and say what it is, on the same page."""
    form, verdict, status = VerifyForm(), None, 200
    if request.method == "POST":
        form = VerifyForm(request.POST, request.FILES)
        if form.is_valid():
            verdict = _verdict(request.user, form.cleaned_data["file"])
        else:
            status = INVALID
    context = {
        "form": form,
        "verdict": verdict,
        "name": verdict and form.cleaned_data["file"].name,
        "may_open": request.user.has_role(Role.OFFICER, Role.LEADER),
        "may_read": request.user.has_role(Role.COMMUNE_STAFF),
        "revocation": REVOCATION,
    }
    return render(request, "reports/verify.html", context, status=status)


def _verdict(user, file):
    sees_copies = bool(user.district_ids)
    return verify(file.content, user.office, sees_copies=sees_copies)


urlpatterns = [path("van-ban/kiem-tra/", verify_paper, name="verify_paper")]
