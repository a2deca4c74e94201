"""In: one commune's figures, its last period, the others. Out: its findings."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from statistics import median

from tuky_cnscd.vietnamese import format_number, round_half_up

from ..figures import FigureTable, Spec, Time
from ..totals import (
    Due,
    Total,
    Totals,
    commune_total,
    commune_totals,
    cumulative_due,
    hamlet_total,
    last_cumulative,
)
from .findings import (
    Finding,
    Rule,
    label,
    some,
    unit_words,
    with_unit,
    worst_first,
)
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
    found += _running_totals(table, totals, commune_id, last)
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


def _running_totals(
    table: FigureTable, totals: Totals, commune_id: int, last: FigureTable | None
) -> Iterator[Finding]:
    """Slips of hamlets can cancel out, so each is looked at where it is known."""
    for spec in table.specs:
        if not spec.cumulative_of or table.is_computed(spec.key):
            continue
        whole = _off(
            totals[spec.key], cumulative_due(table, last, spec.key, commune_id)
        )
        hamlets = []
        for hamlet in table.commune(commune_id).hamlets:
            now = hamlet_total(table, spec.key, commune_id, hamlet.id)
            due = cumulative_due(table, last, spec.key, commune_id, hamlet.id)
            if off := _off(now, due):
                hamlets.append((hamlet, off))
        if len(hamlets) == 1:
            hamlet, off = hamlets[0]
            where = f", tại {hamlet.name}"
            yield _running_total(spec, commune_id, *off, where, hamlet.id)
        elif whole or hamlets:
            off = whole or hamlets[0][1]
            names = some(hamlet.name for hamlet, _ in hamlets)
            where = f", tại {names}" if names else ""
            yield _running_total(spec, commune_id, *off, where)


def _off(now: Total, due: Due | None) -> tuple[Decimal, Due] | None:
    """What stands there and what is due, where they differ."""
    if due is None or not _is_known(now) or now.value == due.value:
        return None
    return now.value, due


def _running_total(spec, commune_id, value, due, where, hamlet_id=None) -> Finding:
    message = (
        f"{label(spec)} là {with_unit(value, spec)}, nhưng kỳ trước"
        f" {format_number(due.last)} + trong kỳ {format_number(due.flow)} ="
        f" {format_number(due.value)}, chênh {format_number(abs(value - due.value))}"
        f"{where}; đề nghị kiểm tra lại."
    )
    return Finding(Rule.RUNNING_TOTAL, message, spec.key, commune_id, hamlet_id)


def _far_from_last(
    table: FigureTable, totals: Totals, commune_id: int, last: FigureTable | None
) -> Iterator[Finding]:
    if last is None or all(commune.id != commune_id for commune in last.communes):
        return
    for spec in filter(_is_comparable, table.specs):
        if not last.has(spec.key) or _is_running(spec, last, commune_id):
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
    words = unit_words(table.communes)
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
                f"mức giữa của các {words}",
            )


def _is_running(spec: Spec, last: FigureTable, commune_id: int) -> bool:
    """Whether the sum of what was and what came is known: that says it exactly."""
    return (
        spec.cumulative_of is not None
        and last_cumulative(last, spec.key, commune_id) is not None
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
