"""A commune's figures as they stand in; what its form asks for out, cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from reports.figures import Cell, CommuneUnit, FigureTable, Level, Spec

from .cells import cell_name


@dataclass(frozen=True)
class Asked:
    """One cell that the form asks for; `offered`: what a list may be picked from."""

    spec: Spec
    indicator_id: int
    hamlet_id: int | None
    standing: Cell
    offered: tuple[str, ...] = ()

    @property
    def name(self):
        return cell_name(self.indicator_id, self.hamlet_id)


@dataclass(frozen=True)
class Sheet:
    """The return of one commune, laid out for entry.

    `ids`: indicator ids by key; `products`: names of the commune's products by kind.
    """

    table: FigureTable
    commune: CommuneUnit
    ids: Mapping[str, int]
    products: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[Spec, ...]:
        """What is asked by hamlet."""
        if not self.commune.hamlets:
            return ()
        return tuple(
            spec
            for spec in self.table.specs
            if spec.level == Level.HAMLET and not self.table.is_computed(spec.key)
        )

    @cached_property
    def rows(self) -> tuple[tuple[Spec, int], ...]:
        """What stands once for the commune, with its depth under its total."""
        by_hamlet = {spec.key for spec in self.columns}
        of_communes = [
            spec
            for spec in self.table.specs
            if spec.level in (Level.HAMLET, Level.COMMUNE) and spec.key not in by_hamlet
        ]
        keys = {spec.key for spec in of_communes}
        tops = [spec for spec in of_communes if spec.part_of not in keys]
        return tuple(row for top in tops for row in self._branch(top, 0, of_communes))

    def _branch(self, spec, depth, among):
        yield spec, depth
        for part in among:
            if part.part_of == spec.key:
                yield from self._branch(part, depth + 1, among)

    @cached_property
    def cells(self) -> "Cells":
        """Every cell of the form by name, in the order of the page."""
        by_hamlet = [
            (spec, hamlet.id)
            for hamlet in self.commune.hamlets
            for spec in self.columns
        ]
        totals = [(spec, None) for spec in self.columns]
        typed = [
            (spec, None)
            for spec, _ in self.rows
            if not self.table.is_computed(spec.key)
        ]
        places = (*by_hamlet, *totals, *typed)
        return Cells(self, {cell_name(self.ids[s.key], h): (s, h) for s, h in places})

    def with_cells(self, cells) -> "Sheet":
        """The same form over other figures, its places not worked out anew."""
        sheet = replace(self, table=replace(self.table, cells=cells))
        sheet.__dict__["cells"] = Cells(sheet, self.cells.places)
        return sheet

    def ask(self, spec, hamlet_id) -> Asked:
        """One place of the form with what stands there."""
        return Asked(
            spec=spec,
            indicator_id=self.ids[spec.key],
            hamlet_id=hamlet_id,
            standing=self.table.cell(spec.key, self.commune.id, hamlet_id),
            offered=self.offered(spec.product_kind) if spec.is_list else (),
        )

    def offered(self, kind) -> tuple[str, ...]:
        """The commune's products of a kind, then stored names that are none now."""
        if kind not in self._offered:
            self._offered[kind] = self._offer(kind)
        return self._offered[kind]

    @cached_property
    def _offered(self):
        return {}

    def _offer(self, kind):
        stored = (
            name
            for spec in self.table.specs
            if spec.is_list and spec.product_kind == kind
            for name in self.table.cell(spec.key, self.commune.id).names
        )
        return tuple(dict.fromkeys([*self.products.get(kind, ()), *stored]))

    def total_only_ids(self) -> frozenset[int]:
        """Columns reported as "chỉ có tổng xã"."""
        return frozenset(
            self.ids[spec.key]
            for spec in self.columns
            if spec.key in self.commune.total_only
        )

    def address(self, key, hamlet_id=None) -> str:
        """The id on the page of a cell, a column's total or a row."""
        spec, indicator_id = self.table.spec(key), self.ids[key]
        name = cell_name(indicator_id, hamlet_id)
        if spec in self.columns and not hamlet_id:
            total_only = spec.key in self.commune.total_only
            return name if total_only else f"sum-{indicator_id}"
        return name if name in self.cells else f"row-{indicator_id}"

    def label(self, asked: Asked) -> str:
        """Where a cell stands, in words."""
        spec, what = asked.spec, self.title(asked.spec)
        if asked.hamlet_id:
            return f"{self.hamlet_names[asked.hamlet_id]}, {what}"
        return f"Tổng xã, {what}" if spec in self.columns else what

    def title(self, spec: Spec) -> str:
        """An indicator in words that stand alone."""
        return full_label(self.table, spec)

    @cached_property
    def specs(self) -> tuple[Spec, ...]:
        """Everything that the form shows, columns first."""
        return tuple(dict.fromkeys([*self.columns, *(spec for spec, _ in self.rows)]))

    @cached_property
    def hamlet_names(self) -> dict[int, str]:
        return {hamlet.id: hamlet.name for hamlet in self.commune.hamlets}


class Cells(Mapping):
    """The cells of a sheet by name, each made when it is asked for.

    Of hundreds of cells a save is about one.
    """

    def __init__(self, sheet: Sheet, places: Mapping[str, tuple[Spec, int | None]]):
        self.places = places
        self._sheet = sheet
        self._made: dict[str, Asked] = {}

    def __getitem__(self, name):
        if name not in self._made:
            self._made[name] = self._sheet.ask(*self.places[name])
        return self._made[name]

    def __iter__(self):
        return iter(self.places)

    def __len__(self):
        return len(self.places)

    def __contains__(self, name):
        return name in self.places


def full_label(table: FigureTable, spec: Spec) -> str:
    """An indicator in words that stand alone: an unnumbered part names its total."""
    if spec.part_of and not spec.number:
        return f"{spec_label(table.spec(spec.part_of))}: {spec_label(spec)}"
    return spec_label(spec)


def spec_label(spec: Spec) -> str:
    """An indicator with its number in the table: "4. Số người dân được hướng dẫn"."""
    number = spec.number.strip(" .")
    return f"{number}. {spec.name}" if number else spec.name
