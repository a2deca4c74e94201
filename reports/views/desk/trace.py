"""One indicator in; its total down to communes and hamlets, adding up, out."""

from dataclasses import dataclass

from reports.consolidation import Consolidation
from reports.figures import CommuneUnit, Level, Spec
from reports.models import Submission
from reports.totals import commune_total

from .cells import CellView, view_of_cell, view_of_total


@dataclass(frozen=True)
class TracedHamlet:
    name: str
    cell: CellView


@dataclass(frozen=True)
class TracedCommune:
    """A commune's figure, the hamlets that make it up, and whether it is summed."""

    unit: CommuneUnit
    state: str
    cell: CellView
    hamlets: tuple[TracedHamlet, ...]
    counted: bool
    blanks: int = 0


@dataclass(frozen=True)
class TracePage:
    spec: Spec
    total: CellView
    own: CellView | None
    communes: tuple[TracedCommune, ...]
    parts: tuple[Spec, ...]
    made_of: tuple[Spec, ...]
    is_computed: bool
    blanks: int
    source: str = ""

    @property
    def by_hamlet(self):
        return any(commune.hamlets for commune in self.communes)


def trace_page(sums: Consolidation, key: str) -> TracePage:
    """Raises KeyError where the period has no such indicator."""
    table, spec = sums.table, sums.table.spec(key)
    total = sums.totals[key]
    adds = (spec.district_adds or spec.level == Level.DISTRICT) and not (
        table.is_computed(key)
    )
    ratio = [table.spec(k) for k in (spec.numerator, spec.denominator) if k]
    return TracePage(
        spec=spec,
        total=view_of_total(spec, total),
        own=view_of_cell(spec, table.cell(key)) if adds else None,
        communes=tuple(_communes(sums, spec)),
        parts=table.parts_of(key),
        made_of=tuple(ratio),
        is_computed=table.is_computed(key),
        blanks=len(total.blanks),
        source=sums.sources.get(key) or spec.source if adds else "",
    )


def _communes(sums: Consolidation, spec: Spec):
    if spec.level not in (Level.HAMLET, Level.COMMUNE):
        return
    summed = {unit.id for unit in sums.table.communes}
    for unit in sums.expected:
        state = Submission.State(unit.state).label
        if unit.id in summed:
            yield _commune(sums.table, spec, unit, state)
        else:
            yield TracedCommune(unit, state, CellView("", ""), (), counted=False)


def _commune(table, spec, unit, state):
    total = commune_total(table, spec.key, unit.id)
    by_hamlet = (
        spec.level == Level.HAMLET
        and spec.key not in unit.total_only
        and not table.is_computed(spec.key)
    )
    hamlets = unit.hamlets if by_hamlet else ()
    typed = not hamlets and not table.is_computed(spec.key)
    return TracedCommune(
        unit=unit,
        state=state,
        cell=view_of_cell(spec, table.cell(spec.key, unit.id))
        if typed
        else view_of_total(spec, total),
        hamlets=tuple(
            TracedHamlet(
                h.name, view_of_cell(spec, table.cell(spec.key, unit.id, h.id), h.id)
            )
            for h in hamlets
        ),
        counted=True,
        blanks=len(total.blanks),
    )
