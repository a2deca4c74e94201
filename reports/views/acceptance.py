"""What was accepted of a return, as it stood then, and what changed since."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_GET

from reports.acceptances import changed_between, changed_files
from reports.contents import Content, short_code
from reports.models import Acceptance, Attachment
from reports.paper_changes import Since
from reports.receipts import content_now
from teams.access import for_roles
from teams.models import Role

from .receipt_page import files_at
from .said_page import Said, said_of
from .scope import seen_submission, submission_url


@dataclass(frozen=True)
class AcceptancePage:
    """One acceptance; `later` is the next one, if there is one."""

    acceptance: Acceptance
    said: Said
    files: tuple[Attachment, ...]
    later: Acceptance | None
    changes: tuple[Since, ...]
    files_since: tuple[tuple[str, Attachment], ...]
    all: tuple[Acceptance, ...]

    @property
    def count(self):
        return len(self.changes) + len(self.files_since)

    @property
    def code(self):
        return short_code(self.acceptance.sha256)


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER, Role.LEADER)
@require_GET
def acceptance(request, submission, number):
    """The content as it was accepted, and where today's differs."""
    submission = seen_submission(request.user, submission)
    rows = submission.acceptances.select_related("event__by")
    row = get_object_or_404(rows, number=number)
    context = {
        "submission": submission,
        "period": submission.period,
        "page": _page(submission, row),
        "back": submission_url(request.user, submission),
    }
    return render(request, "reports/acceptance.html", context)


def _page(submission, row) -> AcceptancePage:
    """A fixed number of queries."""
    rows = submission.acceptances.select_related("event__by")
    others = tuple(rows.defer("content"))
    later = rows.filter(number=row.number + 1).first()
    until = later.event.at if later else None
    other = Content.from_json(later.content) if later else content_now(submission)
    evidence = submission.attachments.filter(purpose=Attachment.Purpose.EVIDENCE)
    files = list(evidence.without_content().select_related("by", "removed_by"))
    return AcceptancePage(
        acceptance=row,
        said=said_of(submission, Content.from_json(row.content)),
        files=files_at(submission, row.event.at),
        later=later,
        changes=changed_between(row, other, until=until),
        files_since=tuple(changed_files(files, row.event.at, until)),
        all=others,
    )


urlpatterns = [
    path(
        "bieu/<int:submission>/tiep-nhan/<int:number>/",
        acceptance,
        name="acceptance",
    )
]
