"""A consolidated period in; the district's totals page out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from reports.checks import Finding, Mending, Rule
from reports.consolidation import Consolidation
from reports.figures import Cell, Level, Spec
from reports.headings import headings
from reports.intake.district import own_figures
from reports.models import FindingReason
from reports.totals import Total, district_totals

from .cells import cell_text, total_text
from .findings import RuleGroup, by_severity, latest_reasons, rule_groups
from .mendings import MendingLines
from .review import review_url

ABOUT_COMMUNES = {Rule.COMMUNE_MISSING, Rule.BLANK}
PAGE_OF = {
    Rule.PROSE: "reports:report_write",
    Rule.PROSE_UNSURE: "reports:report_write",
    Rule.WORDING: "reports:text_review",
    Rule.LAYOUT: "reports:preview_pdf",
    Rule.LAYOUT_CUSTOM: "reports:preview_pdf",
}


@dataclass(frozen=True)
class TotalRow:
    """One indicator of the whole district."""

    spec: Spec
    total: Total
    text: str
    last: str
    by_communes: bool
    heading: str = ""
    cumulative: "TotalRow | None" = None

    @property
    def blanks(self):
        return len(self.total.blanks)


@dataclass(frozen=True)
class OwnRow:
    """A figure that the district entered itself."""

    spec: Spec
    cell: Cell
    text: str
    source: str = ""


@dataclass(frozen=True)
class TotalsPage:
    rows: tuple[TotalRow, ...]
    own: tuple[OwnRow, ...]
    rules: tuple[RuleGroup, ...]
    present: int
    expected: int
    missing: tuple[str, ...]
    words: str

    @property
    def has_cumulatives(self):
        return any(row.cumulative for row in self.rows)

    @property
    def width(self):
        """How many columns the table has."""
        return 5 + self.has_cumulatives

    @property
    def groups(self):
        return by_severity(self.rules)


def totals_page(sums: Consolidation, reasons) -> TotalsPage:
    """`reasons`: what was said of the district's findings, in order of time."""
    last = district_totals(sums.last) if sums.last else {}
    return TotalsPage(
        rows=tuple(_rows(sums, last)),
        own=tuple(_own(sums.table, sums.sources)),
        rules=district_rules(sums, latest_reasons(reasons)),
        present=sums.units.present,
        expected=sums.units.expected,
        missing=sums.units.missing,
        words=sums.units.words,
    )


def _rows(sums: Consolidation, last: Mapping[str, Total]):
    """One row an indicator, its running total beside it, groups under headings."""
    table = sums.table
    above = headings(table.specs)
    for spec in table.specs:
        if spec.cumulative_of and table.has(spec.cumulative_of):
            continue
        beside = table.cumulative_of(spec.key)
        yield replace(
            _row(spec, sums, last),
            heading=above.get(spec.key, ""),
            cumulative=_row(beside, sums, last) if beside else None,
        )


def _row(spec: Spec, sums: Consolidation, last: Mapping[str, Total]) -> TotalRow:
    then = last.get(spec.key)
    return TotalRow(
        spec=spec,
        total=sums.totals[spec.key],
        text=total_text(spec, sums.totals[spec.key]),
        last=total_text(spec, then) if then else "",
        by_communes=spec.level in (Level.HAMLET, Level.COMMUNE),
    )


def _own(table, sources):
    ids = dict.fromkeys((spec.key for spec in table.specs), 0)
    for figure in own_figures(table, ids, sources):
        spec, text = figure.spec, cell_text(figure.spec, figure.standing)
        yield OwnRow(spec, figure.standing, text, figure.cited or spec.source)


def district_rules(
    sums: Consolidation,
    reasons: Mapping[str, FindingReason],
    findings: Iterable[Finding] | None = None,
) -> tuple[RuleGroup, ...]:
    """The district's findings by rule, each leading to where it can be mended.

    `findings`: those of the whole paper, where it is more than its figures.
    """
    returns = {unit.id: unit.submission_id for unit in sums.expected}
    period = sums.period

    def url_of(finding: Finding | Mending) -> str:
        if finding.commune_id in returns:
            return review_url(returns[finding.commune_id], period.pk, finding)
        if finding.key:
            return reverse("reports:trace", args=[period.pk, finding.key])
        if page := PAGE_OF.get(finding.rule):
            return reverse(page, args=[period.pk])
        if finding.rule in ABOUT_COMMUNES:
            return reverse("reports:board", args=[period.pk])
        return ""

    mendings = MendingLines(sums.table, sums.findings, url_of)
    found = sums.findings if findings is None else findings
    return rule_groups(found, reasons, url_of, mendings_of=mendings)
