"""One indicator in; its total down to communes, hamlets and typed cells, out."""

from dataclasses import dataclass

from reports.consolidation import Consolidation
from reports.figures import CommuneUnit, FigureTable, Level, Spec
from reports.models import Submission
from reports.totals import commune_total

from .cells import CellView, view_of_cell, view_of_total


@dataclass(frozen=True)
class Leaf:
    """A figure that was typed, and so has a history; `place` and `name` say which.

    `source`: who gave the district its own figure, and in what document.
    """

    place: str
    name: str
    cell: CellView
    source: str = ""


@dataclass(frozen=True)
class TracedCommune:
    """A commune's figure, the cells that make it up, and whether it is summed."""

    unit: CommuneUnit
    state: str
    cell: CellView
    leaves: tuple[Leaf, ...]
    counted: bool
    is_open: bool = False

    @property
    def blanks(self) -> int:
        return sum(leaf.cell.is_blank for leaf in self.leaves)


@dataclass(frozen=True)
class TracePage:
    """`own`: what the district entered itself; `communes`: those of one page."""

    spec: Spec
    total: CellView
    own: tuple[Leaf, ...]
    communes: tuple[TracedCommune, ...]
    parts: tuple[Spec, ...]
    made_of: tuple[Spec, ...]
    within: tuple[Spec, ...]
    is_computed: bool
    blanks: int


def is_by_commune(sums: Consolidation, key: str) -> bool:
    """Whether communes enter it, or what it is computed from."""
    specs = map(sums.table.spec, sums.table.typed_keys(key))
    return any(spec.level in (Level.HAMLET, Level.COMMUNE) for spec in specs)


def trace_page(sums: Consolidation, key: str, communes, *, unfold=None) -> TracePage:
    """`communes`: the units to show, in order; `unfold`: the id of one shown open.

    Raises KeyError where the period has no such indicator.
    """
    table, spec = sums.table, sums.table.spec(key)
    total = sums.totals[key]
    ratio = [table.spec(k) for k in (spec.numerator, spec.denominator) if k]
    summed = {unit.id for unit in table.communes}
    return TracePage(
        spec=spec,
        total=view_of_total(spec, total),
        own=tuple(_own(sums, key)),
        communes=tuple(
            _commune(table, spec, unit, unit.id in summed, unit.id == unfold)
            for unit in communes
        ),
        parts=table.parts_of(key),
        made_of=tuple(ratio),
        within=tuple(computed_from(table, key)),
        is_computed=table.is_computed(key),
        blanks=len(total.blanks),
    )


def computed_from(table: FigureTable, key: str):
    """The indicators that are computed from this one, in order."""
    for spec in table.specs:
        below = {part.key for part in table.parts_of(spec.key)}
        below |= {spec.numerator, spec.denominator, *table.typed_keys(spec.key)}
        if table.is_computed(spec.key) and key in below - {spec.key}:
            yield spec


def _own(sums, key):
    table = sums.table
    for typed in map(table.spec, table.typed_keys(key)):
        if typed.district_adds or typed.level == Level.DISTRICT:
            cell = view_of_cell(typed, table.cell(typed.key))
            source = sums.sources.get(typed.key) or typed.source
            yield Leaf("", typed.name, cell, source)


def _commune(table, spec, unit, counted, is_open):
    state = Submission.State(unit.state).label
    if not counted:
        return TracedCommune(unit, state, CellView("", ""), (), False, is_open)
    leaves = tuple(_leaves(table, spec.key, unit))
    cell = view_of_total(spec, commune_total(table, spec.key, unit.id))
    alone = len(leaves) == 1 and not leaves[0].place
    if alone and not table.is_computed(spec.key):
        cell, leaves = leaves[0].cell, ()
    return TracedCommune(unit, state, cell, leaves, True, is_open)


def _leaves(table, key, unit):
    """The cells that were typed for a commune's figure, as `totals` sums them."""
    for typed in map(table.spec, table.typed_keys(key)):
        name = typed.name if typed.key != key else ""
        by_hamlet = typed.level == Level.HAMLET and typed.key not in unit.total_only
        if by_hamlet and unit.hamlets:
            for hamlet in unit.hamlets:
                cell = table.cell(typed.key, unit.id, hamlet.id)
                view = view_of_cell(typed, cell, hamlet.id)
                yield Leaf(hamlet.name, name, view)
        elif typed.level in (Level.HAMLET, Level.COMMUNE):
            view = view_of_cell(typed, table.cell(typed.key, unit.id))
            yield Leaf("", name, view)
