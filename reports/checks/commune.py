"""In: one commune's figures, its last period, the others. Out: its findings."""

from collections.abc import Mapping
from decimal import Decimal
from statistics import median

from ..figures import FigureTable
from ..totals import commune_total, commune_totals
from .copied import copied_findings
from .expected import Expectations
from .far import Compared, far_findings
from .findings import Finding, worst_first
from .located import hamlets_in, located
from .peers import Peers, comparable, value_of
from .relations import above_the_roster, errors, unlikely
from .running import running_totals
from .scenes import mended_commune

FEWEST_PEERS = 5


def commune_findings(
    table: FigureTable,
    commune_id: int,
    *,
    last: FigureTable | None = None,
    roster: Mapping[str, int] | None = None,
    medians: Mapping[str, Decimal] | None = None,
    peers: Peers | None = None,
) -> list[Finding]:
    """What disagrees in one commune's return, errors first; blanks are no findings.

    `last`: the period before; `roster`: the commune's own counts at the cut-off, by
    the names of IndicatorFields.RosterCount; `medians`: from `peer_medians`; `peers`:
    from `peers_of`. Hints are for the officer alone.
    """
    peers, roster = peers or Peers(), roster or {}
    totals = commune_totals(table, commune_id)
    hamlets = hamlets_in(table, commune_id)
    found = located(errors, table, totals, hamlets, commune_id)
    found += located(unlikely, table, totals, hamlets, commune_id)
    found += [
        contradiction.finding(commune_id=commune_id)
        for contradiction in above_the_roster(table, totals, roster)
    ]
    found += running_totals(table, totals, commune_id, last)
    commune = table.commune(commune_id)
    compared = Compared(table, totals, commune, last, medians or {}, peers)
    found += far_findings(compared)
    found += copied_findings(table, commune_id, last)
    expected = Expectations(table, last, peers)
    return worst_first(mended_commune(found, commune_id, expected, roster))


def peer_medians(table: FigureTable) -> dict[str, Decimal]:
    """The median of the communes that have filled an indicator in, if enough have."""
    medians = {}
    for spec in comparable(table.specs):
        totals = (commune_total(table, spec.key, c.id) for c in table.communes)
        values = [v for v in map(value_of, totals) if v is not None]
        if len(values) >= FEWEST_PEERS:
            medians[spec.key] = median(values)
    return medians
