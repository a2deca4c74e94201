"""In: one commune's running totals, its last period. Out: what does not add up."""

from collections.abc import Iterator
from decimal import Decimal

from tuky_cnscd.vietnamese import format_number

from ..figures import FigureTable, Spec
from ..totals import (
    Due,
    Total,
    Totals,
    cumulative_due,
    hamlet_total,
    last_cumulative,
)
from .findings import Finding, Rule, label, some, with_unit


def running_totals(
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


def is_running(spec: Spec, last: FigureTable, commune_id: int) -> bool:
    """Whether the sum of what was and what came is known: that says it exactly."""
    return (
        spec.cumulative_of is not None
        and last_cumulative(last, spec.key, commune_id) is not None
    )


def _is_known(total: Total) -> bool:
    return total.value is not None and not total.incomplete
