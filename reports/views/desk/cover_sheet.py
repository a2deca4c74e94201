"""A report as it stands in; what its officer should know before it is signed, out."""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.blocks import ReportDocument
from reports.checks import Finding
from reports.consolidation import Consolidation
from reports.figures import Level
from reports.models import FindingReason, Report, ReportPreview
from reports.previews import Changes, changes_since

from .findings import SeverityGroup, by_severity
from .totals import district_rules


@dataclass(frozen=True)
class Blank:
    """A total that not every unit stands in; `missing` names the first of them."""

    key: str
    name: str
    counted: int
    expected: int
    missing: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class CoverSheet:
    """What stands against signing; nothing of it enters the paper."""

    groups: tuple[SeverityGroup, ...]
    blanks: tuple[Blank, ...]
    changes: Changes | None
    previewed: ReportPreview | None

    @property
    def unexplained(self) -> int:
        """How many errors and warnings have no reason yet."""
        return sum(
            len(rule.lines)
            for group in self.groups
            for rule in group.rules
            if not rule.is_hint and rule.reason is None
        )


NAMED = 5


def cover_sheet(
    report: Report,
    document: ReportDocument,
    sums: Consolidation,
    reasons: Mapping[str, FindingReason],
    findings: tuple[Finding, ...],
    *,
    reader,
) -> CoverSheet:
    """`reader`: whose last preview the changes are told from. One query more."""
    last = ReportPreview.objects.filter(report=report, by=reader).first()
    return CoverSheet(
        groups=by_severity(district_rules(sums, reasons, findings)),
        blanks=tuple(_blanks(sums)),
        changes=changes_since(last, document, sums) if last else None,
        previewed=last,
    )


def _blanks(sums):
    names = {unit.id: unit.name for unit in sums.table.communes}
    for spec in sums.table.specs:
        total = sums.totals[spec.key]
        if spec.level in (Level.HAMLET, Level.COMMUNE):
            left = dict.fromkeys(
                names[place.commune_id]
                for place in total.blanks
                if place.commune_id in names
            )
            missing = [*sums.units.missing, *left]
        else:
            missing = []
        if missing or total.incomplete:
            counted = sums.units.expected - len(missing)
            yield Blank(
                spec.key,
                spec.name,
                counted,
                sums.units.expected,
                tuple(missing[:NAMED]),
                max(0, len(missing) - NAMED),
            )
