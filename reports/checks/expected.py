"""In: a cell, the last period, what is usual. Out: how believable a value is there."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from math import log, sqrt

from ..figures import FigureTable, PlaceKey, Time
from ..totals import HamletTotals, Totals, commune_totals
from .peers import Peers, Spread, base_of, value_of

# Where there are too few communes to know what is usual.
USUAL_GROWTH = {Time.FLOW: 0.6, Time.CUMULATIVE: 0.4, Time.STOCK: 0.1}
# Student's t: a value far off is unlikely, not impossible.
FREEDOM = 3


@dataclass(frozen=True)
class Expectations:
    """What one commune's cells should be like, judged from all that is not the cell."""

    table: FigureTable
    last: FigureTable | None = None
    peers: Peers = field(default_factory=Peers)

    def gain(self, cell: PlaceKey, before: Decimal, after: Decimal) -> float:
        """By how much more believable (a log of odds) `after` is than `before`."""
        expected = self.of(cell)
        if expected is None:
            return 0
        return _belief(expected, after) - _belief(expected, before)

    def is_odd(self, cell: PlaceKey, value: Decimal) -> bool:
        """Whether a value is far from what was to be expected there."""
        expected = self.of(cell)
        return expected is not None and abs(_off(expected, value)) > FREEDOM

    def gain_of_share(self, key, by_hamlet: bool, before, after) -> float:
        """The same for an indicator's share in its limit; each a pair of values."""
        usual = self.peers.share.get((key, by_hamlet))
        if usual is None:
            return 0
        return _share_belief(usual, *after) - _share_belief(usual, *before)

    def is_odd_share(self, key, by_hamlet: bool, value, limit) -> bool:
        """Whether an indicator is an unusual share of its limit."""
        usual = self.peers.share.get((key, by_hamlet))
        return usual is not None and abs(_off_share(usual, value, limit)) > FREEDOM

    def of(self, cell: PlaceKey) -> Spread | None:
        """The logarithm that the cell's value should have, if anything is known."""
        if cell not in self._known:
            self._known[cell] = _joined(list(self._predictions(*cell)))
        return self._known[cell]

    @cached_property
    def _known(self) -> dict[PlaceKey, Spread | None]:
        return {}

    @cached_property
    def _sums(self) -> dict:
        return {}

    def _predictions(self, key, commune_id, hamlet_id):
        """From the last period and its usual growth; from the size of the place."""
        then = self._last(key, commune_id, hamlet_id)
        growth = self.peers.growth.get((key, bool(hamlet_id)))
        if then:
            usual = growth or Spread(0, USUAL_GROWTH[self.table.spec(key).time])
            yield Spread(log(then) + usual.middle, usual.scale)
        rate = self.peers.rate.get((key, bool(hamlet_id)))
        base = self._base(commune_id, hamlet_id) if rate else None
        if base:
            yield Spread(log(base) + rate.middle, rate.scale)

    def _last(self, key, commune_id, hamlet_id) -> Decimal | None:
        if self.last is None or not self.last.has(key):
            return None
        if not self.last.has_commune(commune_id):
            return None
        if hamlet_id is None:
            return value_of(self._totals(self.last, commune_id)[key])
        cell = self.last.cell(key, commune_id, hamlet_id)
        return cell.amount

    def _base(self, commune_id, hamlet_id) -> Decimal | None:
        if commune_id is None:
            return None
        totals = self._totals(self.table, commune_id, hamlet_id)
        hamlets = None if hamlet_id else len(self.table.commune(commune_id).hamlets)
        return base_of(self.table, totals, hamlets)

    def _totals(self, table, commune_id, hamlet_id=None) -> Totals:
        where = (id(table), commune_id, hamlet_id)
        if where not in self._sums:
            if hamlet_id:
                self._sums[where] = HamletTotals(table, commune_id, hamlet_id)
            else:
                self._sums[where] = commune_totals(table, commune_id)
        return self._sums[where]


def _joined(predictions: list[Spread]) -> Spread | None:
    """One prediction of several, each weighing as much as it is sharp."""
    if not predictions:
        return None
    weights = [1 / each.scale**2 for each in predictions]
    middle = sum(
        each.middle * weight for each, weight in zip(predictions, weights, strict=True)
    )
    return Spread(middle / sum(weights), min(each.scale for each in predictions))


def _share_belief(usual: Spread, value, limit) -> float:
    odds = 1 + _off_share(usual, value, limit) ** 2 / FREEDOM
    return -(FREEDOM + 1) / 2 * log(odds)


def _off_share(usual: Spread, value, limit) -> float:
    scale = sqrt(usual.scale**2 + 1 / max(float(limit), 1.0))
    return (log((float(value) + 0.5) / (float(limit) + 0.5)) - usual.middle) / scale


def _belief(expected: Spread, value: Decimal) -> float:
    """The log of a density over whole numbers, up to a constant."""
    odds = 1 + _off(expected, value) ** 2 / FREEDOM
    return -(FREEDOM + 1) / 2 * log(odds) - log(float(value) + 1)


def _off(expected: Spread, value: Decimal) -> float:
    """In deviations; small numbers jump about by more than their ratio says."""
    usual = max(1.0, 2.718281828 ** min(expected.middle, 40))
    scale = sqrt(expected.scale**2 + 1 / usual)
    return (log(float(value) + 0.5) - expected.middle) / scale
