"""A report, its document, figures and pages in; what to look at before signing, out.

Findings of the totals, the numbers in the prose, the words and the layout together.
"""

from reports.blocks import ReportDocument
from reports.checks import Finding, Rule, Severity
from reports.checks.findings import worst_first
from reports.consolidation import Consolidation
from reports.lint import lint
from reports.lint.rows import Severity as LayoutSeverity
from reports.prose import report_findings
from reports.text_review import language_findings


def proofread(
    report, document: ReportDocument, sums: Consolidation, pdf: bytes
) -> tuple[Finding, ...]:
    """Every finding, errors first; `pdf` is the document as it prints.

    Numbers of the prose that contradict a figure, and pages that break a row of the
    decree, want a reason before signing; what the words could say better does not.
    """
    found = (
        *sums.findings,
        *_prose(report, sums),
        *_words(report, document),
        *_layout(document, pdf),
    )
    return tuple(worst_first(found))


def _prose(report, sums):
    for finding in report_findings(report, sums):
        if finding.is_contradiction:
            sure = finding.severity == Severity.WARNING
            rule = Rule.PROSE if sure else Rule.PROSE_UNSURE
            yield Finding(rule, f"{finding.section}: {finding.message}")


def _words(report, document):
    for finding in language_findings(report, document, report.period):
        yield Finding(Rule.WORDING, f"{finding.place}: {finding.message}")


def _layout(document, pdf):
    left_out = _not_asked_for(document)
    for finding in lint(pdf):
        if finding.rule not in left_out:
            broken = finding.severity is LayoutSeverity.ERROR
            rule = Rule.LAYOUT if broken else Rule.LAYOUT_CUSTOM
            text = f"Trang {finding.page}, {finding.message} ({finding.citation})"
            yield Finding(rule, text)


def _not_asked_for(document):
    """Rows of the decree that the report's type leaves out on purpose."""
    asked = {
        "number.missing": document.with_number,
        "place.missing": document.with_place,
        "recipients_heading.missing": bool(document.recipients),
    }
    return {rule for rule, is_asked in asked.items() if not is_asked}
