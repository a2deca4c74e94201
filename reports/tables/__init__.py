"""A report's tables as data: specs and a consolidation in; blocks and annexes out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reports.blocks import Annex, Paragraph
from reports.consolidation import Consolidation
from reports.facts import fill
from reports.numbering import roman
from reports.tables.building import LONG, Grid, build, printed
from reports.tables.rows import items
from reports.tables.sources import load
from reports.tables.spec import Numbering, Pick, Show, TableSpec, Unknown

END = "./."
STANDARD_TITLE = "Bảng số liệu thống kê"


@dataclass(frozen=True)
class TablePlaced:
    """A table that is in no database: its title, spec and section (None: an annex)."""

    title: str
    spec: dict
    section_id: int | None = None


@dataclass(frozen=True)
class BuiltTable:
    """One table of a report with its figures; `row` is its ReportTable or TypeTable.

    title: the row's, its live figures filled in.
    """

    row: object
    title: str
    spec: TableSpec
    grid: Grid

    @property
    def goes_as_file(self) -> bool:
        """Whether it is offered as a spreadsheet instead of on paper."""
        is_annex = self.row.section_id is None
        return is_annex and self.grid.is_long and not self.spec.print_long


@dataclass(frozen=True)
class LongTable:
    """A table that is offered as a spreadsheet alone, and how many rows it has."""

    title: str
    lines: int


def built(rows: Iterable, consolidation: Consolidation) -> tuple[BuiltTable, ...]:
    """Tables of a report or a type with their figures; a fixed number of queries.

    Raises `facts.UnknownFact` where a title cites a name that the period lacks.
    """
    rows = tuple(rows)
    specs = [TableSpec.from_json(row.spec) for row in rows]
    sources = load(consolidation, specs)
    titles = [fill(row.title, consolidation.facts) for row in rows]
    return tuple(
        BuiltTable(row, title, spec, build(title, spec, sources))
        for row, title, spec in zip(rows, titles, specs, strict=True)
    )


def tables_of(report, consolidation: Consolidation) -> tuple[BuiltTable, ...]:
    """The tables that a period's report prints, in order."""
    return built(report.tables.filter(in_report=True), consolidation)


def blocks_of(section, tables: Iterable[BuiltTable], *, before_text: bool) -> tuple:
    """The tables that stand in a section before its text, or after it, as blocks."""
    return tuple(
        block
        for table in tables
        if table.row.section_id == section.pk
        and table.spec.before_text == before_text
        and not table.grid.is_empty
        for block in printed(table.grid, wide=False, caption=table.title)
    )


def annexes_of(tables: Iterable[BuiltTable], issuer: str) -> tuple[Annex, ...]:
    """The tables that go with the report on pages of their own, numbered if several.

    issuer closes the line that names the paper. A long one is left to its file.
    """
    rows = [
        table
        for table in tables
        if table.row.section_id is None
        and not table.goes_as_file
        and not table.grid.is_empty
    ]
    several = len(rows) > 1
    return tuple(
        Annex(
            label=f"Phụ lục {roman(place)}" if several else "Phụ lục",
            title=table.title,
            issuer=issuer,
            blocks=_closed(printed(table.grid, wide=table.grid.wide)),
            wide=table.grid.wide,
        )
        for place, table in enumerate(rows, start=1)
    )


def left_to_file(report, consolidation: Consolidation) -> tuple[LongTable, ...]:
    """The annexes that are too long to be printed unasked: three queries at most."""
    rows = [
        (row, replace(TableSpec.from_json(row.spec), columns=()))
        for row in report.tables.filter(in_report=True, section=None)
    ]
    sources = load(consolidation, [spec for _, spec in rows])
    found = (
        LongTable(row.title, len(items(spec, sources)))
        for row, spec in rows
        if not spec.print_long
    )
    return tuple(table for table in found if table.lines > LONG)


def grids_of(report, consolidation: Consolidation) -> tuple[Grid, ...]:
    """Every table of a report for a spreadsheet, that of indicators first.

    Whatever the report prints stands there, the long ones too.
    """
    standard = _standard(consolidation.table)
    rows = [TablePlaced(STANDARD_TITLE, standard.to_json())]
    rows += report.tables.filter(in_report=True)
    tables = built(rows, consolidation)
    return tuple(table.grid for table in tables if table.grid.lines)


def _standard(table) -> TableSpec:
    """The paper's own table of indicators, each part and running total by itself."""
    shows = [Show.UNIT, Show.VALUE]
    shows += [Show.CUMULATIVE] * any(s.cumulative_of for s in table.specs)
    shows += [Show.NAMES] * any(s.is_list for s in table.specs)
    return TableSpec(
        columns=tuple(Pick(show) for show in shows),
        numbering=Numbering.OWN,
        unknown=Unknown.KNOWN,
    )


def _closed(blocks):
    """The last words of an annex end with "./."; a table alone has it below."""
    *others, last = blocks
    if isinstance(last, Paragraph):
        return (*others, Paragraph(f"{last.text}{END}".replace(f".{END}", END)))
    return (*blocks, Paragraph(END, indent=False))
