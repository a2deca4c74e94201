"""A period's returns in; what the middle commune of those that sent has, out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from reports.checks import FEWEST_PEERS, HOUSEHOLDS, sample, value_of
from reports.figures import FigureTable, Spec
from reports.judging import Evidence
from reports.models import Submission
from reports.totals import commune_total
from tuky_cnscd.vietnamese import format_number, round_half_up


@dataclass(frozen=True)
class Peer:
    """The middle of the others; `by_households`: scaled to the commune's households."""

    text: str
    by_households: bool = False


def peers(evidence: Evidence, commune_id: int) -> dict[str, Peer]:
    """What stands beside a commune's figures, by indicator; nothing of too few.

    It is the median of the totals, as the checks take it. Where the communes agree
    better in the value per household, it is the median of those times the commune's
    own households: a small commune is then not held against a large one.
    """
    table = evidence.table
    handed_in = table.only(
        *(c.id for c in table.communes if c.state in Submission.HANDED_IN)
    )
    handed_in = handed_in.only(*(c.id for c in sample(handed_in)))
    households = _totals(handed_in, HOUSEHOLDS)
    own = _totals(table.only(commune_id), HOUSEHOLDS).get(commune_id)
    return {
        key: _peer(table.spec(key), middle, _totals(handed_in, key), households, own)
        for key, middle in evidence.medians.items()
    }


def _peer(spec: Spec, middle, values, households, own) -> Peer:
    rates = {c: v / households[c] for c, v in values.items() if households.get(c)}
    scalable = own and spec.key != HOUSEHOLDS and len(rates) >= FEWEST_PEERS
    by_households = scalable and _spread(rates.values()) < _spread(values.values())
    if by_households:
        middle = median(rates.values()) * own
    value = round_half_up(middle, spec.decimals)
    return Peer(format_number(value, spec.decimals), bool(by_households))


def _spread(values: Iterable[Decimal]) -> Decimal:
    """How far the middle half strays, in parts of the median."""
    values = list(values)
    middle = median(values)
    if not middle:
        return Decimal("Infinity")
    return median(abs(value - middle) for value in values) / middle


def _totals(table: FigureTable, key: str) -> Mapping[int, Decimal]:
    """What each commune counts, where it is known and whole."""
    if not table.has(key):
        return {}
    totals = {c.id: value_of(commune_total(table, key, c.id)) for c in table.communes}
    return {commune: value for commune, value in totals.items() if value is not None}
