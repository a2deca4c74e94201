"""A report that is being written in; its sections with all that stands beside, out."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Max, OuterRef, Subquery

from reports.checks import Severity
from reports.facts import Fact, cited_names, known_names
from reports.forms.writing import remarks_on
from reports.models import Section, SectionVersion
from reports.prose import known_figures, prose_findings
from reports.text_diff import Piece, compare
from reports.text_review import language_findings
from reports.words_beside import Topic, topic_of
from tuky_cnscd.vietnamese import search_key

from .comments import Line, section_comments

LONG_TEXT = 24  # characters: more stand on a line of their own


@dataclass(frozen=True)
class TextFinding:
    """What is odd in the text: `severity` is error, warning or hint.

    `quote` is the place as it stands, `suggestion` what to write instead, `clause` the
    rule that asks for it: then the suggestion is a sentence of its own. `section` is
    the id of the section's row; None: the whole.
    """

    severity: str
    message: str
    quote: str = ""
    suggestion: str = ""
    clause: str = ""
    section: int | None = None


@dataclass(frozen=True)
class Figure:
    """A number or name that may be put into the text: what it is, what it prints."""

    name: str
    label: str
    text: str

    @property
    def is_long(self):
        return len(self.text) > LONG_TEXT


@dataclass
class Part:
    """One section: its text, the version `base` that it is, and what stands beside.

    `theirs` is what somebody else saved meanwhile; `problem` why it was not saved.
    """

    row: Section
    body: str
    base: int
    saved: SectionVersion | None
    number: str = ""
    title: str = ""
    cited: list[tuple[str, Fact | None]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    findings: list[TextFinding] = field(default_factory=list)
    comments: list[Line] = field(default_factory=list)
    topic: str = ""
    theirs: SectionVersion | None = None
    problem: str = ""

    @property
    def topic_label(self):
        return Topic(self.topic).label

    @property
    def both(self):
        """The two texts of a conflict: pieces of what is saved, and of what is not."""
        return differing(self.theirs.body, self.body)

    @property
    def rows(self):
        """Lines that the field needs at first, as wide as it is on a screen."""
        lines = sum(1 + len(line) // 70 for line in self.body.split("\n"))
        return min(30, max(4, lines + 1))


def differing(theirs: str, mine: str) -> tuple[list[Piece], list[Piece]]:
    """Each of two texts in pieces, those marked that the other has not."""
    pieces = compare(theirs, mine)
    return (
        [piece for piece in pieces if piece.kind != "in"],
        [piece for piece in pieces if piece.kind != "out"],
    )


def figures_of(consolidation) -> list[Figure]:
    """Every fact that the text may cite, by what it means."""
    specs = {spec.key: spec for spec in consolidation.table.specs}
    names = known_names(specs.values())
    figures = [
        Figure(fact.name, _label(fact, specs, names), fact.text)
        for fact in consolidation.facts.values()
    ]
    return sorted(figures, key=lambda figure: search_key(figure.label))


def _label(fact, specs, names):
    """A part is called after its whole too: "mức độ 1" says little alone."""
    spec = specs.get(fact.name)
    whole = spec and specs.get(spec.part_of)
    label = names.get(fact.name, fact.label)
    return f"{whole.name}: {label}" if whole else label


def findings_of(report, document, consolidation) -> list[TextFinding]:
    """What is odd in the report's text; `document` is None where it cannot be made."""
    found = list(_of_numbers(report, consolidation))
    if document is not None:
        found += _of_words(report, document)
    return found


def _of_numbers(report, consolidation):
    """Typed numbers that contradict a figure, or that could be live."""
    figures = known_figures(consolidation)
    for row in report.sections.all():
        for finding in prose_findings([(row.title, row.body)], figures):
            yield TextFinding(
                severity=str(finding.severity or Severity.HINT),
                message=finding.message,
                quote=finding.quote,
                suggestion=finding.suggestion,
                section=row.pk,
            )


def _of_words(report, document):
    printed = [row.pk for row in report.sections.all() if row.in_report]
    for finding in language_findings(report, document, report.period):
        at = finding.piece.section
        yield TextFinding(
            severity=str(Severity.HINT),
            message=finding.message,
            quote=finding.quote,
            suggestion=finding.suggestion,
            clause=finding.clause,
            section=None if at is None else printed[at],
        )


def parts_of(report, user, consolidation, document) -> list[Part]:
    """Every section in order, those that are not printed too: a fixed number of
    queries."""
    saved = _standing_versions(report)  # before the texts: they may only be newer
    rows = list(report.sections.all())
    comments = section_comments(report.period, user)
    printed = _printed(rows, document)
    findings = by_section(findings_of(report, document, consolidation))
    return [
        Part(
            row=row,
            body=row.body,
            base=saved[row.pk].number if row.pk in saved else 0,
            saved=saved.get(row.pk),
            number=printed[row.pk].number if row.pk in printed else "",
            title=printed[row.pk].title if row.pk in printed else row.title,
            cited=[(n, consolidation.facts.get(n)) for n in cited_names(row.body)],
            remarks=remarks_on(row.body, consolidation.facts),
            findings=findings[row.pk],
            comments=comments[row.pk],
            topic=topic_of(row.title),
        )
        for row in rows
    ]


def by_section(findings) -> dict:
    """Findings by the section's id, in their order; the whole report's under None."""
    found = defaultdict(list)
    for finding in findings:
        found[finding.section].append(finding)
    return found


def _standing_versions(report):
    rows = SectionVersion.objects.filter(section__report=report)
    newest = rows.filter(section=OuterRef("section")).values("section")
    newest = newest.annotate(newest=Max("number")).values("newest")
    standing = rows.filter(number=Subquery(newest)).select_related("by").defer("body")
    return {version.section_id: version for version in standing}


def _printed(rows, document):
    """Each printed section of the document, by the id of its row."""
    printed = [row for row in rows if row.in_report]
    sections = document.sections if document else ()
    return {row.pk: section for row, section in zip(printed, sections, strict=False)}
