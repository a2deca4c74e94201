"""In: a FigureTable. Out: totals with their blanks. The only place that sums.

It sums what it is given: the caller says which communes are in the table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tuky_cnscd.vietnamese import round_half_up

from .figures import Cell, FigureTable, Level, Spec
from .models import Figure


@dataclass(frozen=True)
class Place:
    """Where a figure stands: a hamlet, a commune, or (both None) the district's own."""

    commune_id: int | None = None
    hamlet_id: int | None = None


@dataclass(frozen=True)
class Total:
    """A sum: `value` of what is known (None if nothing is), and the blank places.

    `counted`: of a commune, the cells that are filled in; of the district, the
    communes that have no blank. A ratio is in percent.
    """

    key: str
    value: Decimal | None = None
    counted: int = 0
    blanks: tuple[Place, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def incomplete(self) -> bool:
        return bool(self.blanks)


Totals = Mapping[str, Total]


def hamlet_total(
    table: FigureTable, key: str, commune_id: int, hamlet_id: int
) -> Total:
    """What one hamlet counts; nothing for what is not collected by hamlet."""

    def leaf(spec: Spec) -> Total:
        by_hamlet = spec.level == Level.HAMLET
        if not by_hamlet or spec.key in table.commune(commune_id).total_only:
            return Total(spec.key)
        return _of_places(table, spec, (Place(commune_id, hamlet_id),))

    return _computed(table, key, leaf)


class HamletTotals(dict):
    """A hamlet's totals, each added up when it is asked for: few have a rule."""

    def __init__(self, table: FigureTable, commune_id: int, hamlet_id: int):
        super().__init__()
        self._of = (commune_id, hamlet_id)
        self._table = table

    def __missing__(self, key):
        self[key] = hamlet_total(self._table, key, *self._of)
        return self[key]


def commune_total(table: FigureTable, key: str, commune_id: int) -> Total:
    """What one commune counts: its own figure, or the sum of its hamlets."""

    def leaf(spec: Spec) -> Total:
        return _of_places(table, spec, typed_places(table, spec, commune_id))

    return _computed(table, key, leaf)


def commune_totals(table: FigureTable, commune_id: int) -> dict[str, Total]:
    """Every indicator's total of one commune, in the table's order."""
    return {s.key: commune_total(table, s.key, commune_id) for s in table.specs}


def district_total(table: FigureTable, key: str) -> Total:
    """The communes of the table, and the district's own figure where it has one."""

    def leaf(spec: Spec) -> Total:
        totals = [commune_total(table, spec.key, c.id) for c in table.communes]
        complete = sum(bool(t.counted) and not t.incomplete for t in totals)
        if spec.district_adds or spec.level == Level.DISTRICT:
            totals.append(_of_places(table, spec, (Place(),)))
        return _sum(spec.key, totals, counted=complete)

    return _computed(table, key, leaf)


def district_totals(table: FigureTable) -> dict[str, Total]:
    """Every indicator's total, in the table's order."""
    return {spec.key: district_total(table, spec.key) for spec in table.specs}


@dataclass(frozen=True)
class Due:
    """What a running total should be: the period before's, and what came since."""

    last: Decimal
    flow: Decimal

    @property
    def value(self) -> Decimal:
        return self.last + self.flow


def cumulative_due(
    table: FigureTable,
    last: FigureTable | None,
    key: str,
    commune_id: int,
    hamlet_id: int | None = None,
) -> Due | None:
    """The due of a commune's running total, or of one hamlet's.

    None where the indicator adds nothing up, or either number is not known in full.
    """
    flow_key = table.spec(key).cumulative_of
    if flow_key is None or last_cumulative(last, key, commune_id, hamlet_id) is None:
        return None
    flow = _total_at(table, flow_key, commune_id, hamlet_id)
    if flow.value is None or flow.incomplete:
        return None
    return Due(last_cumulative(last, key, commune_id, hamlet_id), flow.value)


def last_cumulative(
    last: FigureTable | None, key: str, commune_id: int, hamlet_id: int | None = None
) -> Decimal | None:
    """What the running total stood at in the period before, if known in full."""
    known = last and last.has(key) and last.has_commune(commune_id)
    if not known:
        return None
    total = _total_at(last, key, commune_id, hamlet_id)
    return None if total.incomplete else total.value


def _total_at(table, key, commune_id, hamlet_id) -> Total:
    if hamlet_id is None:
        return commune_total(table, key, commune_id)
    return hamlet_total(table, key, commune_id, hamlet_id)


def amount_of(spec: Spec, cell: Cell) -> Decimal | None:
    """What a cell counts for: a list counts its names unless a number was typed."""
    if spec.is_list and cell.amount is None and not cell.is_blank:
        return Decimal(len(cell.names))
    return cell.amount


def added_up(spec: Spec, cells: Iterable[Cell]) -> Cell:
    """These figures as one: blank if one is; "không phát sinh" only if all are.

    A list names each product once and counts the names.
    """
    cells = tuple(cells)
    states = {cell.state for cell in cells}
    if not cells or any(cell.is_blank for cell in cells):
        return Cell()
    if states == {Figure.State.NONE}:
        return Cell(Figure.State.NONE)
    names = tuple(dict.fromkeys(name for cell in cells for name in cell.names))
    amounts = [amount_of(spec, cell) for cell in cells]
    value = Decimal(len(names)) if spec.is_list else sum(amounts, Decimal(0))
    return Cell(Figure.State.VALUE, value, names)


def counted(key: str, amounts: Iterable[int]) -> Total:
    """What lines of a roster count together."""
    amounts = tuple(amounts)
    return Total(key, Decimal(sum(amounts)), len(amounts))


def typed_places(table: FigureTable, spec: Spec, commune_id: int) -> tuple[Place, ...]:
    """Where a commune types what it reports of an indicator."""
    commune = table.commune(commune_id)
    if spec.level in (Level.DISTRICT, Level.ROSTER):
        return ()
    if spec.level != Level.HAMLET or spec.key in commune.total_only:
        return (Place(commune_id),)
    hamlets = tuple(Place(commune_id, hamlet.id) for hamlet in commune.hamlets)
    return hamlets or (Place(commune_id),)


def _of_places(table: FigureTable, spec: Spec, places: Iterable[Place]) -> Total:
    amounts, names, blanks = [], [], []
    for place in places:
        cell = table.cell(spec.key, place.commune_id, place.hamlet_id)
        if cell.is_blank:
            blanks.append(place)
        else:
            amounts.append(amount_of(spec, cell))
            names.extend(cell.names)
    known = [amount for amount in amounts if amount is not None]
    return Total(
        spec.key,
        value=sum(known, Decimal(0)) if known else None,
        counted=len(amounts),
        blanks=tuple(blanks),
        names=tuple(names),
    )


def _computed(table: FigureTable, key: str, leaf) -> Total:
    """A typed figure by `leaf`; a ratio or a total of parts from what it is made of."""
    spec = table.spec(key)
    if not table.is_computed(key):
        return leaf(spec)
    if spec.is_ratio:
        top = _computed(table, spec.numerator, leaf)
        bottom = _computed(table, spec.denominator, leaf)
        return _ratio(spec, top, bottom)
    parts = [_computed(table, part.key, leaf) for part in table.parts_of(key)]
    return _sum(key, parts, counted=min(part.counted for part in parts))


def _sum(key: str, totals: Iterable[Total], counted: int | None = None) -> Total:
    totals = tuple(totals)
    known = [total.value for total in totals if total.value is not None]
    return Total(
        key,
        value=sum(known, Decimal(0)) if known else None,
        counted=sum(t.counted for t in totals) if counted is None else counted,
        blanks=tuple(dict.fromkeys(place for t in totals for place in t.blanks)),
        names=tuple(name for total in totals for name in total.names),
    )


def _ratio(spec: Spec, top: Total, bottom: Total) -> Total:
    value = None
    if top.value is not None and bottom.value:
        value = round_half_up(100 * top.value / bottom.value, spec.decimals)
    blanks = tuple(dict.fromkeys((*top.blanks, *bottom.blanks)))
    return Total(spec.key, value, min(top.counted, bottom.counted), blanks)
