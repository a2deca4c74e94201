"""Findings on the words in; the page of them, by part of the paper, out."""

from dataclasses import dataclass

from django.urls import reverse

from reports.carrying import FIELDS, printed_rows
from reports.language import Rule, TextFinding
from reports.models import SettledWording
from reports.text_review import language_findings

FRAME = "Phần đầu và phần cuối"
ELSEWHERE = {
    Rule.OLD_PROPOSAL: ("reports:last_proposals", "Ghi kết quả"),
    Rule.SIGNER: ("reports:report_edit", "Chọn người ký"),
    Rule.DATE: ("reports:period_edit", "Sửa kỳ báo cáo"),
}


@dataclass(frozen=True)
class Line:
    """One finding with where to mend it."""

    finding: TextFinding
    url: str
    link: str

    @property
    def before(self) -> str:
        return self._around[0]

    @property
    def after(self) -> str:
        return self._around[1]

    @property
    def _around(self):
        """What stands before and behind the quote in its sentence."""
        sentence = self.finding.sentence
        if self.finding.quote and self.finding.quote in sentence:
            before, _, after = sentence.partition(self.finding.quote)
            return before, after
        return "", ""


@dataclass(frozen=True)
class Group:
    """The findings of one section, or of the frame."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class TextReviewPage:
    """The whole page: groups in the order of the paper, and what was settled."""

    groups: tuple[Group, ...]
    settled: tuple[SettledWording, ...]

    @property
    def count(self) -> int:
        return sum(len(group.lines) for group in self.groups)


def text_review_page(report, document, period) -> TextReviewPage:
    """A fixed number of queries, however long the paper."""
    rows = printed_rows(report)
    groups: dict[str, list] = {}
    for finding in language_findings(report, document, period):
        section = finding.piece.section
        row = None if section is None else rows[section]
        made = None if section is None else document.sections[section]
        heading = f"{made.number} {made.title}" if made else FRAME
        groups.setdefault(heading, []).append(_line(finding, row, period))
    settled = report.settled_wordings.standing().select_related("by")
    return TextReviewPage(
        tuple(Group(heading, tuple(lines)) for heading, lines in groups.items()),
        tuple(settled),
    )


def _line(finding, row, period):
    name, words = ELSEWHERE.get(finding.rule, ("", ""))
    if name and not (row and finding.quote and finding.rule == Rule.OLD_PROPOSAL):
        url = reverse(name, args=[period.pk])
    elif row:
        url, words = reverse("reports:section_edit", args=[row.pk]), "Sửa mục"
    else:
        url, words = _frame_url(finding, period), "Sửa phần này"
    return Line(finding, url, words)


def _frame_url(finding, period):
    """The form of the frame, at the field of the part."""
    field = FIELDS.get(finding.piece.part, "")
    url = reverse("reports:report_edit", args=[period.pk])
    return f"{url}#id_{field}" if field else url
