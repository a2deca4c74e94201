"""A return in; what the page of the commune's own report shows out, plain values."""

from dataclasses import dataclass

from django.urls import reverse

from reports import rules
from reports.commune_papers import report_of, return_table
from reports.commune_tables import blanks_of
from reports.contents import Content
from reports.forms.commune_paper import ScanForm
from reports.models import CommuneLetterhead, CommunePaper, SubmissionWords
from reports.paper_changes import ChangedSince, changes_since, light


@dataclass(frozen=True)
class PrintedPaper:
    """One copy that was made; `holds` where it says what the return says today."""

    row: CommunePaper
    holds: bool
    scan_form: ScanForm


@dataclass(frozen=True)
class PaperPage:
    """What the paper would say now in short, and the copies that were made."""

    content: Content
    blanks: tuple[str, ...]
    unwritten: tuple[str, ...]
    papers: tuple[PrintedPaper, ...]
    changed: ChangedSince | None
    head: CommuneLetterhead
    addressee: str
    may_make: bool
    back: str

    @property
    def is_new(self):
        """Whether no copy says what the return says today."""
        return not any(paper.holds for paper in self.papers)


def paper_page(submission, head: CommuneLetterhead, user, *, scans=None) -> PaperPage:
    """Everything that the page shows: a fixed number of queries.

    `scans` are forms of scans that were refused, by their paper's id.
    """
    table = return_table(submission)
    report = report_of(submission, head, table)
    content = report.content
    rows = list(light(submission.papers.all()))
    return PaperPage(
        content=content,
        blanks=blanks_of(table, submission.commune_id),
        unwritten=_unwritten(content),
        papers=tuple(
            PrintedPaper(row, row.code == content.code, _scan_form(row, scans))
            for row in reversed(rows)
        ),
        changed=changes_since(rows, content),
        head=head,
        addressee=report.addressee,
        may_make=rules.may_make_paper(user, submission),
        back=_back(submission, user),
    )


def _scan_form(row, refused):
    return (refused or {}).get(row.pk) or ScanForm(auto_id=f"id_%s_{row.pk}")


def _unwritten(content):
    """The headings that the paper leaves out because nothing stands under them."""
    words = dict(content.words)
    topics = SubmissionWords.Topic
    left = [topic.label for topic in topics if not words.get(topic, "").strip()]
    return tuple(left if content.activities else ["Các hoạt động", *left])


def _back(submission, user):
    if rules.may_see_district(user, submission.period.district_id):
        return reverse("reports:review", args=[submission.period_id, submission.pk])
    return reverse("reports:entry", args=[submission.pk])
