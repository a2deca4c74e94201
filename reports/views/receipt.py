"""The receipt of a sent return: on screen, and printed as it stands."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_GET

from teams.access import for_roles
from teams.models import Role

from .receipt_page import receipt_line, receipt_page
from .scope import seen_submission, submission_url


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER, Role.LEADER)
@require_GET
def last_receipt(request, submission):
    """The receipt of the last sending."""
    submission = seen_submission(request.user, submission)
    line = receipt_line(submission)
    if line is None:
        raise Http404
    receipt = get_object_or_404(submission.receipts, pk=line.receipt.pk)
    return _page(request, submission, receipt)


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER, Role.LEADER)
@require_GET
def receipt(request, submission, number):
    """One receipt, also of a content that was corrected since."""
    submission = seen_submission(request.user, submission)
    row = get_object_or_404(submission.receipts, number=number)
    return _page(request, submission, row)


def _page(request, submission, row):
    context = {
        "submission": submission,
        "period": submission.period,
        "page": receipt_page(submission, row),
        "back": submission_url(request.user, submission),
        "is_open": submission.state in submission.OPEN_FOR_ENTRY,
    }
    return render(request, "reports/receipt.html", context)


RECEIPT = "bieu/<int:submission>/bien-nhan/"

urlpatterns = [
    path(RECEIPT, last_receipt, name="last_receipt"),
    path(f"{RECEIPT}<int:number>/", receipt, name="receipt"),
]
