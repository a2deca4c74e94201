"""Findings and reasons in; what a page lists, rule by rule, errors first, out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from reports.checks import Finding, Rule, Severity
from reports.models import FindingReason

from .mendings import MendingLine


@dataclass(frozen=True)
class Line:
    """One finding as the page says it, where it leads, and where to ask about it."""

    message: str
    url: str
    ask: str = ""
    mendings: tuple[MendingLine, ...] = ()


@dataclass
class RuleGroup:
    """The findings of one rule, why they were let pass, and the form to say so."""

    rule: Rule
    lines: tuple[Line, ...]
    reason: FindingReason | None = None
    form: object = None

    @property
    def severity(self):
        return self.rule.severity

    @property
    def is_hint(self):
        return self.severity == Severity.HINT


@dataclass(frozen=True)
class SeverityGroup:
    severity: str
    rules: tuple[RuleGroup, ...]

    @property
    def count(self):
        return sum(len(group.lines) for group in self.rules)


def rule_groups(
    findings: Iterable[Finding],
    reasons: Mapping[str, FindingReason],
    url_of: Callable[[Finding], str],
    ask_of: Callable[[Finding], str] = lambda finding: "",
    mendings_of: Callable[[Finding], tuple[MendingLine, ...]] = lambda finding: (),
) -> tuple[RuleGroup, ...]:
    """The findings by rule, in the order given."""
    lines = {}
    for finding in findings:
        mendings = mendings_of(finding)
        message = finding.bare if mendings else finding.message
        line = Line(message, url_of(finding), ask_of(finding), mendings)
        lines.setdefault(finding.rule, []).append(line)
    return tuple(
        RuleGroup(rule, tuple(found), reasons.get(rule))
        for rule, found in lines.items()
    )


def by_severity(groups: Iterable[RuleGroup]) -> tuple[SeverityGroup, ...]:
    """Errors, then warnings, then hints; only those that there are."""
    groups = tuple(groups)
    found = (
        SeverityGroup(severity, tuple(g for g in groups if g.severity == severity))
        for severity in Severity
    )
    return tuple(group for group in found if group.rules)


def latest_reasons(rows: Iterable[FindingReason]) -> dict[str, FindingReason]:
    """The last reason given for each rule; rows come in order of time."""
    return {row.rule: row for row in rows}
