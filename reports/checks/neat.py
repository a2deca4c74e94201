"""In: totals, the number of communes, roster, last period. Out: what is too neat."""

from collections.abc import Iterator, Mapping

from tuky_cnscd.vietnamese import format_number

from ..figures import FigureTable, Kind, Spec, Time
from ..totals import Totals, district_totals
from .findings import Finding, Rule, inner_label

FEWEST_COMMUNES = 3
ROUND = 50  # so that one total in 50 × communes is round by chance
LEAST_REPEATED = 100  # small numbers repeat by chance


def too_neat(
    table: FigureTable,
    totals: Totals,
    communes: int,
    roster: Mapping[str, int],
    last: FigureTable | None,
) -> Iterator[Finding]:
    """One finding for all totals that look planned rather than counted."""
    counts = [
        spec
        for spec in table.specs
        if spec.kind == Kind.COUNT
        and totals[spec.key].value
        and not totals[spec.key].incomplete
    ]
    before = district_totals(last) if last else {}
    found = [
        *((s, text) for s in counts for text in _rounds(s, totals, communes)),
        *((s, text) for s in counts for text in _as_in_roster(s, totals, roster)),
        *((s, text) for s in counts for text in _as_before(s, totals, before)),
    ]
    if found:
        facts = ", ".join(f"{inner_label(spec)} là {text}" for spec, text in found)
        yield Finding(
            Rule.TOO_NEAT,
            f"Có số liệu tròn hoặc trùng khít: {facts}; đề nghị kiểm tra lại.",
            found[0][0].key,
        )


def _rounds(spec: Spec, totals: Totals, communes: int) -> Iterator[str]:
    value = totals[spec.key].value
    if communes < FEWEST_COMMUNES or value % (communes * ROUND):
        return
    each = format_number(value / communes)
    yield f"{format_number(value)} = {communes} × {each}"


def _as_in_roster(
    spec: Spec, totals: Totals, roster: Mapping[str, int]
) -> Iterator[str]:
    value = totals[spec.key].value
    if spec.at_most_roster and value == roster.get(spec.at_most_roster):
        yield f"{format_number(value)}, đúng bằng số trong danh bạ"


def _as_before(spec: Spec, totals: Totals, before: Totals) -> Iterator[str]:
    value = totals[spec.key].value
    repeats = spec.key in before and before[spec.key].value == value
    if repeats and spec.time == Time.FLOW and value >= LEAST_REPEATED:
        yield f"{format_number(value)}, đúng bằng kỳ trước"
