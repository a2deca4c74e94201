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

from .desk.story import story_of
from .entry_page import load_sheet
from .evidence_page import evidence_url
from .scope import seen_submission


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
        "may_attach": rules.may_attach(request.user, submission),
        "evidence_url": evidence_url(submission, cell),
    }
    beside = request.headers.get("X-Part") == "story"
    name = "parts/cell_story.html" if beside else "cell_story.html"
    response = render(request, f"reports/{name}", context)
    response.headers["Vary"] = "X-Part, Cookie"
    return response


urlpatterns = [path("bieu/<int:submission>/o/<slug:cell>/", cell_story, name="story")]
