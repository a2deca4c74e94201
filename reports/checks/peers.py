"""In: all returns of a period, and of the one before. Out: what is usual among them.

Middles and spreads are medians and median deviations, so that a slip in one return
does not move what the others are held against. Computed once a period.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import exp, log
from statistics import median

from ..figures import CommuneUnit, FigureTable, Level, Spec
from ..totals import HamletTotals, Total, Totals, commune_totals

HOUSEHOLDS = "households"
FEWEST = 8
FEWEST_SIBLINGS = 4
ENOUGH = 300  # a median of so many is as good as one of thousands
# A deviation of a normal sample is its median deviation times this.
NORMAL = 1.4826
LEAST_SCALE = 0.1


@dataclass(frozen=True)
class Spread:
    """The middle of natural logarithms and how far they usually lie from it."""

    middle: float
    scale: float

    @property
    def times(self) -> float:
        """The middle as a plain ratio."""
        return exp(self.middle)

    def distance(self, ratio: float) -> float:
        """How many usual deviations a plain ratio lies from the middle, signed."""
        return (log(ratio) - self.middle) / self.scale


# By indicator, and whether of hamlets (else of communes).
Spreads = Mapping[tuple[str, bool], Spread]


@dataclass(frozen=True)
class Peers:
    """`growth`: against the last period; `rate`: for each unit of `base_of` a place.

    `share`: of an indicator in what limits it.
    `within`: how far a hamlet's rate lies from its siblings' middle, by indicator.
    `broken`: the share of communes where a limit does not hold, by its indicator.
    """

    growth: Spreads = field(default_factory=dict)
    rate: Spreads = field(default_factory=dict)
    share: Spreads = field(default_factory=dict)
    within: Mapping[str, Spread] = field(default_factory=dict)
    broken: Mapping[str, float] = field(default_factory=dict)


def sample(table: FigureTable) -> tuple[CommuneUnit, ...]:
    """The communes that tell what is usual: all, or every so-manieth of very many."""
    return table.communes[:: max(1, len(table.communes) // ENOUGH)]


def peers_of(table: FigureTable, last: FigureTable | None = None) -> Peers:
    """What is usual in `table`, whose communes have handed in."""
    growth, rate, share, within, limits = (defaultdict(list) for _ in range(5))
    before = {c.id: {h.id for h in c.hamlets} for c in last.communes} if last else {}
    for commune in sample(table):
        then = commune_totals(last, commune.id) if commune.id in before else {}
        totals = commune_totals(table, commune.id)
        _collect(table, totals, len(commune.hamlets), then, (growth, rate), False)
        _collect_limits(table, totals, limits)
        _collect_shares(table, totals, share, False)
        own = defaultdict(list)
        for hamlet in commune.hamlets:
            known = hamlet.id in before.get(commune.id, ())
            then = HamletTotals(last, commune.id, hamlet.id) if known else {}
            totals = HamletTotals(table, commune.id, hamlet.id)
            _collect(table, totals, None, then, (growth, own), True)
            _collect_shares(table, totals, share, True)
        _collect_siblings(own, rate, within)
    broken = {key: sum(each) / len(each) for key, each in limits.items()}
    spreads = (_spreads(each) for each in (growth, rate, share, within))
    return Peers(*spreads, broken)


def base_of(table: FigureTable, totals: Totals, hamlets: int | None) -> Decimal | None:
    """What a place's figures are divided by: its households, else its `hamlets`."""
    if table.has(HOUSEHOLDS):
        known = value_of(totals[HOUSEHOLDS])
        if known:
            return known
    return None if hamlets is None else Decimal(hamlets or 1)


def value_of(total: Total) -> Decimal | None:
    """A total that is whole, else None."""
    return None if total.incomplete else total.value


def comparable(specs: Iterable[Spec]) -> Iterator[Spec]:
    """What can be held against other places: no lists, no ratios."""
    return (spec for spec in specs if not spec.is_list and not spec.is_ratio)


def _collect(table, totals, hamlets, then, into, by_hamlet):
    growth, rate = into
    base = base_of(table, totals, hamlets)
    for spec in comparable(table.specs):
        if by_hamlet and spec.level != Level.HAMLET:
            continue
        value = value_of(totals[spec.key])
        if not value:
            continue
        if base and spec.key != HOUSEHOLDS:
            rate[spec.key, by_hamlet].append(log(value / base))
        last = _last_value(then, spec.key)
        if last:
            growth[spec.key, by_hamlet].append(log(value / last))


def _collect_siblings(own, rate, within):
    for (key, by_hamlet), logs in own.items():
        rate[key, by_hamlet] += logs
        if len(logs) >= FEWEST_SIBLINGS:
            middle = median(logs)
            within[key] += [each - middle for each in logs]


def _last_value(then: Totals, key: str) -> Decimal | None:
    try:
        return value_of(then[key])
    except KeyError:  # an indicator that is new
        return None


def _collect_limits(table, totals, limits):
    for spec in table.specs:
        if spec.at_most and table.has(spec.at_most):
            value, limit = value_of(totals[spec.key]), value_of(totals[spec.at_most])
            if value is not None and limit is not None:
                limits[spec.key].append(value > limit)


def _collect_shares(table, totals, share, by_hamlet):
    for spec in table.specs:
        if spec.at_most and table.has(spec.at_most):
            value, limit = value_of(totals[spec.key]), value_of(totals[spec.at_most])
            if value and limit:
                share[spec.key, by_hamlet].append(log(value / limit))


def _spreads(logs: Mapping) -> dict:
    return {
        what: _spread(values) for what, values in logs.items() if len(values) >= FEWEST
    }


def _spread(values: list[float]) -> Spread:
    middle = median(values)
    deviation = median(abs(value - middle) for value in values)
    return Spread(middle, max(NORMAL * deviation, LEAST_SCALE))
