"""A spec and its sources in; the table as a grid of cells, and as it is printed, out.

Pure: nothing is looked up here. The paper and the spreadsheet are made of one grid.
"""

from collections.abc import Callable
from dataclasses import dataclass

from reports.blocks import DataTable, Head, Line, Paragraph
from reports.tables.cells import UNKNOWN, Cell
from reports.tables.columns import FIRST_HEADINGS, columns_of, heads_of
from reports.tables.rows import items, numbers
from reports.tables.sources import Sources
from reports.tables.spec import Page, Rows, Show, TableSpec, Unknown

NUMBER_HEADING = "TT"
MOST_UPRIGHT = 5  # columns of figures that stand well on a page upright
LONG = 300  # rows: from there on an annex is offered as a file instead


@dataclass(frozen=True)
class GridLine:
    """A row with its role, as in blocks.Line; the cells after its number and name."""

    number: str
    name: str
    cells: tuple[Cell, ...]
    role: str = "row"


@dataclass(frozen=True)
class Grid:
    """A table with its numbers still in it.

    kinds: what each column holds, as in blocks.DataTable; notes: the lines below.
    """

    title: str
    heads: tuple[tuple[Head, ...], ...]
    kinds: tuple[str, ...]
    lines: tuple[GridLine, ...]
    notes: tuple[str, ...] = ()
    wide: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show: no row, or no column beside the name."""
        return not self.lines or len(self.kinds) < 3

    @property
    def is_long(self) -> bool:
        """Whether it has more rows than an annex is printed with unasked."""
        return len(self.lines) > LONG


def build(title: str, spec: TableSpec, sources: Sources) -> Grid:
    """The table's grid from what was loaded."""
    columns = columns_of(spec, sources)
    rows = items(spec, sources)
    lines = [
        GridLine(number, row.name, tuple(c.cell(row) for c in columns), row.role)
        for number, row in zip(numbers(spec, rows), rows, strict=True)
    ]
    if spec.unknown == Unknown.NO_ROW:
        lines = [line for line in lines if _stands(line)]
    return Grid(
        title=title,
        heads=heads_of(
            (NUMBER_HEADING, FIRST_HEADINGS[spec.rows]),
            columns,
            numbered=spec.column_numbers,
        ),
        kinds=("stt", "name", *(column.kind for column in columns)),
        lines=tuple(lines),
        notes=_notes(spec, sources, lines),
        wide=_is_wide(spec, columns),
    )


def printed(grid: Grid, *, wide: bool, caption: str = "") -> tuple:
    """The table as it is printed, and the lines below it."""
    lines = tuple(
        Line((line.number, line.name, *(c.text for c in line.cells)), line.role)
        for line in grid.lines
    )
    table = DataTable(grid.heads, grid.kinds, lines, caption=caption, wide=wide)
    return (table, *(Paragraph(note) for note in grid.notes))


def _stands(line: GridLine) -> bool:
    return line.role != "total" or all(cell.known for cell in line.cells)


def _is_wide(spec, columns):
    if spec.page != Page.AUTO:
        return spec.page == Page.ACROSS
    return len(columns) > MOST_UPRIGHT


def _notes(spec: TableSpec, sources: Sources, lines) -> tuple[str, ...]:
    """What the reader must know of the figures above: who is missing, and why."""
    notes = [note(sources) for shows, note in _WHY if shows & set(spec.shows)]
    units = sources.now.of.units
    asks_figures = spec.rows in (Rows.INDICATORS, Rows.COMMUNES, Rows.HAMLETS)
    if units.missing and asks_figures:
        notes.append(f"Chưa có số liệu của: {', '.join(units.missing)}.")
    if any(cell.text == UNKNOWN for line in lines for cell in line.cells):
        notes.append(f"Dấu “{UNKNOWN}”: chưa đủ số liệu.")
    return tuple(note for note in notes if note)


def _without_last(sources: Sources) -> str:
    return "" if sources.last else "Chưa có số liệu kỳ trước để so sánh."


def _without_year_ago(sources: Sources) -> str:
    return "" if sources.year_ago else "Chưa có số liệu cùng kỳ năm trước để so sánh."


_WHY: tuple[tuple[set[Show], Callable[[Sources], str]], ...] = (
    ({Show.LAST, Show.CHANGE, Show.CHANGE_SHARE}, _without_last),
    ({Show.YEAR_AGO}, _without_year_ago),
)
