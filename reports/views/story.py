"""A cell's story: its definition, earlier figures and every value it had."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from reports import rules
from reports.figures import load_table
from reports.models import Submission
from teams.access import for_roles
from teams.models import Role
from teams.rules import is_staff_of

from .desk.story import story_of
from .entry_page import load_sheet
from .evidence_page import evidence_url
from .scope import seen_submission, submission_url


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER, Role.LEADER)
@require_GET
def cell_story(request, submission, cell):
    """The story as a page of its own, or as the part that stands beside the form."""
    submission = seen_submission(request.user, submission)
    rows = Submission.objects.filter(pk=submission.pk)
    sheet = load_sheet(submission, load_table(submission.period, rows))
    if cell not in sheet.cells:
        raise Http404
    context = {
        "submission": submission,
        "period": submission.period,
        "story": story_of(sheet.cells[cell], sheet, submission),
        "back_url": _back(request.user, submission, cell),
        "may_attach": rules.may_attach(request.user, submission),
        "evidence_url": evidence_url(submission, cell),
    }
    beside = request.headers.get("X-Part") == "story"
    name = "parts/cell_story.html" if beside else "cell_story.html"
    response = render(request, f"reports/{name}", context)
    response.headers["Vary"] = "X-Part, Cookie"
    return response


def _back(user, submission, cell):
    """The page where this person reads the return; the form, at the cell."""
    url = submission_url(user, submission)
    return f"{url}#{cell}" if is_staff_of(user, submission.commune_id) else url


urlpatterns = [path("bieu/<int:submission>/o/<slug:cell>/", cell_story, name="story")]
