"""A rule and what was measured enter, a finding with its citation leaves."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .rows import Row, Severity
from .rules import RULES


@dataclass(frozen=True)
class LintFinding:
    """What one page shows and one rule does not allow; all words in Vietnamese.

    others counts the further places where the same rule is broken.
    """

    rule: str
    page: int
    found: str
    others: int = 0

    @property
    def row(self) -> Row:
        """The row of docs/decree30.md."""
        return RULES[self.rule].row

    @property
    def citation(self) -> str:
        """Where the decree says it."""
        if self.severity is Severity.NOTE and self.row.is_law:
            return f"{self.row.citation}; theo thông lệ"
        return self.row.citation

    @property
    def allowed(self) -> str:
        """What the rule allows."""
        return RULES[self.rule].allowed

    @property
    def severity(self) -> Severity:
        """Whether the decree or only custom is broken."""
        return RULES[self.rule].severity

    @property
    def message(self) -> str:
        """One sentence: what of, what was found, what is allowed."""
        further = f" (và {self.others:02d} chỗ khác)" if self.others else ""
        subject = RULES[self.rule].subject
        return f"{subject}: {self.found}{further}. Quy định: {self.allowed}."


def found(rule: str, page: int, what: str) -> LintFinding:
    """A finding of a rule that is known; KeyError if there is no such rule."""
    return LintFinding(RULES[rule].key, page, what)


def gathered(findings: Iterable[LintFinding]) -> tuple[LintFinding, ...]:
    """Each rule once, at its first place; errors first, then by page."""
    first: dict[str, LintFinding] = {}
    for finding in findings:
        known = first.get(finding.rule)
        if known is None:
            first[finding.rule] = finding
        else:
            first[finding.rule] = replace(known, others=known.others + 1)
    return tuple(
        sorted(first.values(), key=lambda f: (f.severity is Severity.NOTE, f.page))
    )


def quoted(text: str, most: int = 60) -> str:
    """A line's words in quotation marks, cut where they are many."""
    words = " ".join(text.split())
    return f"“{words if len(words) <= most else words[: most - 1] + '…'}”"


def number(value: float) -> str:
    """A measure as it is written: one decimal, with a comma."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
