"""In: one commune's figures, its last period, the others. Out: its findings."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from statistics import median

from tuky_cnscd.vietnamese import format_number, round_half_up

from ..figures import FigureTable, Spec, Time
from ..totals import Total, Totals, commune_total, commune_totals
from .findings import Finding, Rule, label, with_unit, worst_first
from .located import hamlets_in, located
from .relations import above_the_roster, errors, unlikely

# Wide on purpose: a campaign may well triple a figure, and a rule that cries at every
# commune is soon read by nobody. Small numbers jump about, so they are left alone.
LEAST_DIFFERENCE = 50
TIMES_LAST = {Time.FLOW: 5, Time.CUMULATIVE: 5, Time.STOCK: Decimal("1.5")}
TIMES_MEDIAN = 8
FEWEST_PEERS = 5


def commune_findings(
    table: FigureTable,
    commune_id: int,
    *,
    last: FigureTable | None = None,
    roster: Mapping[str, int] | None = None,
    medians: Mapping[str, Decimal] | None = None,
) -> list[Finding]:
    """What disagrees in one commune's return, errors first; blanks are no findings.

    `last`: the period before; `roster`: the commune's own counts at the cut-off, by
    the names of IndicatorFields.RosterCount; `medians`: from `peer_medians`.
    """
    totals = commune_totals(table, commune_id)
    hamlets = hamlets_in(table, commune_id)
    found = located(errors, table, totals, hamlets, commune_id)
    found += located(unlikely, table, totals, hamlets, commune_id)
    found += [
        contradiction.finding(commune_id=commune_id)
        for contradiction in above_the_roster(table, totals, roster or {})
    ]
    found += _far_from_last(table, totals, commune_id, last)
    found += _far_from_others(table, totals, commune_id, medians or {})
    return worst_first(found)


def peer_medians(table: FigureTable) -> dict[str, Decimal]:
    """The median of the communes that have filled an indicator in, if enough have."""
    medians = {}
    for spec in filter(_is_comparable, table.specs):
        totals = (commune_total(table, spec.key, c.id) for c in table.communes)
        values = [t.value for t in totals if t.value is not None and not t.incomplete]
        if len(values) >= FEWEST_PEERS:
            medians[spec.key] = median(values)
    return medians


def _far_from_last(
    table: FigureTable, totals: Totals, commune_id: int, last: FigureTable | None
) -> Iterator[Finding]:
    if last is None or not last.has_commune(commune_id):
        return
    for spec in filter(_is_comparable, table.specs):
        if not last.has(spec.key):
            continue
        now, then = totals[spec.key], commune_total(last, spec.key, commune_id)
        if then.incomplete or not _is_known(now) or not then.value:
            continue
        shrunk = spec.time == Time.CUMULATIVE and now.value < then.value
        if shrunk or _is_far(now.value, then.value, TIMES_LAST[spec.time]):
            yield _finding(
                Rule.FAR_FROM_LAST, spec, commune_id, now.value, then.value, "kỳ trước"
            )


def _far_from_others(
    table: FigureTable, totals: Totals, commune_id: int, medians: Mapping[str, Decimal]
) -> Iterator[Finding]:
    for spec in filter(_is_comparable, table.specs):
        now, middle = totals[spec.key], medians.get(spec.key)
        if not middle or not _is_known(now):
            continue
        if _is_far(now.value, middle, TIMES_MEDIAN):
            yield _finding(
                Rule.FAR_FROM_OTHERS,
                spec,
                commune_id,
                now.value,
                middle,
                f"mức giữa của các {table.unit_words}",
            )


def _is_comparable(spec: Spec) -> bool:
    return not spec.is_list and not spec.is_ratio


def _is_known(total: Total) -> bool:
    return total.value is not None and not total.incomplete


def _is_far(value: Decimal, base: Decimal, times: Decimal | int) -> bool:
    if abs(value - base) < LEAST_DIFFERENCE:
        return False
    return value > base * times or value * times < base


def _finding(rule, spec, commune_id, value, base, than) -> Finding:
    if value > base:
        ratio = format_number(round_half_up(value / base, 1))
        change = f"nhiều hơn {format_number(value - base)}, gấp {ratio} lần"
    else:
        percent = format_number(round_half_up(100 * value / base, 1))
        change = f"ít hơn {format_number(base - value)}, chỉ bằng {percent}%"
    message = (
        f"{label(spec)} là {with_unit(value, spec)}, {than} là {format_number(base)}"
        f" ({change}); đề nghị kiểm tra lại."
    )
    return Finding(rule, message, spec.key, commune_id)
