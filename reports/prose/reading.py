"""Sections (title, raw text) and known figures in; findings in order out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .comparing import compare
from .findings import ProseFinding
from .known import Known, known_figures


def prose_findings(
    sections: Iterable[tuple[str, str]], figures: Sequence[Known]
) -> tuple[ProseFinding, ...]:
    """What is to be said of each typed number, in the order of the text.

    `start` and `end` count in the section's raw text; `section_at` is its place.
    """
    return tuple(
        replace(finding, section=title, section_at=at)
        for at, (title, text) in enumerate(sections)
        for finding in compare(text, figures, title)
    )


def report_findings(report, consolidation) -> tuple[ProseFinding, ...]:
    """Those of a period's report: its opening, printed sections and closing.

    Severity: a warning where a figure is known in full, a hint where communes are
    missing from it or it only looks like one, None where a number agrees.
    """
    rows = [row for row in report.sections.all() if row.in_report]
    sections = [
        ("Đoạn mở đầu", report.opening),
        *((row.title, row.body) for row in rows),
        ("Đoạn kết", report.closing),
    ]
    return prose_findings(sections, known_figures(consolidation))


def contradictions(
    sections: Iterable[tuple[str, str]], figures: Sequence[Known]
) -> tuple[ProseFinding, ...]:
    """Those alone that an officer should look at before the paper is signed."""
    found = prose_findings(sections, figures)
    return tuple(finding for finding in found if finding.is_contradiction)
