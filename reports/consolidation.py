"""A period and the returns that are to be summed in; totals, facts, findings out.

The one place where the district's figures are put together (tổng hợp), so that the
totals page, the spreadsheet and the paper can never disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from reports.checks import Activities, Finding, district_findings
from reports.facts import (
    Coverage,
    Fact,
    Facts,
    coverage,
    district_sessions,
    further,
    further_names,
    gather,
    source_facts,
    trained_communes,
)
from reports.figures import CommuneUnit, FigureTable, load_sources, load_table
from reports.judging import last_table
from reports.models import ReportingPeriod, Submission
from reports.totals import Total, district_totals
from teams.roster import RosterCounts, roster_counts

SESSIONS_KEY = "sessions"


@dataclass(frozen=True)
class Consolidation:
    """Everything that a period's paper and its totals page are made from.

    What a paper does not print (the period before, findings) is looked up where it is
    first asked for: a draft is made without it.
    """

    period: ReportingPeriod
    table: FigureTable
    totals: Mapping[str, Total]
    expected: tuple[CommuneUnit, ...]
    units: Coverage
    roster: RosterCounts
    at_hand: Mapping[str, Fact]
    sources: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def facts(self) -> Facts:
        """Every name that a text may cite; some are looked up when one does."""
        names = further_names(self.table.specs)
        return Facts(self.at_hand, names, lambda: further(self))

    @cached_property
    def last(self) -> FigureTable | None:
        """What the communes had handed in for the period before."""
        return last_table(self.period)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What disagrees or is unlikely in the totals, errors first."""
        period = self.period
        activities = Activities(trained_communes(period), district_sessions(period))
        found = district_findings(
            self.table,
            totals=self.totals,
            expected=self.expected,
            last=self.last,
            roster=vars(self.roster),
            activities={SESSIONS_KEY: activities},
        )
        return tuple(found)


def consolidate(period, *, accepted_only=False) -> Consolidation:
    """Sum what was handed in, or what was accepted alone: a fixed number of queries.

    A draft sums all that was sent; the final sums what the officer accepted.
    """
    whole = load_table(period, period.submissions.all())
    states = _states_summed(accepted_only)
    table = whole.only(*(c.id for c in whole.communes if c.state in states))
    roster = roster_counts(period.district_id, period.last_day)
    totals = district_totals(table) | _roster_totals(table, roster)
    units = coverage(table, whole.communes)
    sources = load_sources(period)
    return Consolidation(
        period=period,
        table=table,
        totals=totals,
        expected=whole.communes,
        units=units,
        roster=roster,
        at_hand=gather(period, table.specs, totals, roster, units)
        | source_facts(table.specs, sources),
        sources=sources,
    )


def _roster_totals(table, roster):
    """Indicators that nobody enters: the roster counts them."""
    return {
        spec.key: Total(spec.key, Decimal(getattr(roster, spec.roster_count)))
        for spec in table.specs
        if spec.roster_count
    }


def _states_summed(accepted_only):
    return {Submission.State.ACCEPTED} if accepted_only else Submission.HANDED_IN
