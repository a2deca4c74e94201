"""What the cells of a file say in; the file's own totals beside their sums out."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from reports.figures import Cell
from reports.intake.asked import Sheet
from reports.intake.cells import Reading, State, cell_name
from reports.intake.proposed import Compared
from reports.totals import amount_of
from tuky_cnscd.vietnamese import NumberProblem, format_number, parse_cell

from .layout import PARTS, VALUE
from .locating import Located
from .values import plain_text


def compare_columns(
    located: Located, readings: Mapping[str, Reading], sheet: Sheet
) -> Iterable[Compared]:
    """Each total row of the grid, column by column."""
    for spec in sheet.columns:
        if spec.key in sheet.commune.total_only:
            continue
        indicator_id = sheet.ids[spec.key]
        names = [cell_name(indicator_id, h.id) for h in sheet.commune.hamlets]
        added = _sum(spec, [readings.get(name) for name in names])
        for column in located.columns.get(spec.key, [])[:1]:
            for row in located.totals:
                label = f"{located.label(row)}, {sheet.title(spec)}"
                yield from _compared(located.grid, row, column, label, spec, added)


def compare_parts(
    located: Located, readings: Mapping[str, Reading], sheet: Sheet
) -> Iterable[Compared]:
    """What the file adds up from parts, in the rows of the commune."""
    for spec, _ in sheet.rows:
        parts = [p for p in sheet.table.parts_of(spec.key) if p not in sheet.columns]
        names = [cell_name(sheet.ids[part.key]) for part in parts]
        added = _sum(spec, [readings.get(name) for name in names])
        head = VALUE if sheet.table.is_computed(spec.key) else PARTS
        for row in located.rows.get(spec.key, [])[:1]:
            for column in located.columns.get(head, [])[:1]:
                label = f"{sheet.title(spec)}, cộng các thành phần"
                yield from _compared(located.grid, row, column, label, spec, added)


def _sum(spec, readings):
    amounts = [
        amount_of(spec, Cell(reading.state, reading.value, reading.names))
        for reading in readings
        if reading is not None and reading.state != State.BLANK
    ]
    return sum(amounts, Decimal(0)) if amounts else None


def _compared(grid, row, column, label, spec, added):
    stated = plain_text(grid.at(row, column))
    if added is None or not stated:
        return
    try:
        agrees = parse_cell(grid.at(row, column), spec.decimals) == added
    except NumberProblem:
        agrees = False
    yield Compared(
        where=grid.where(row, column),
        label=label,
        stated=stated,
        added=format_number(added),
        agrees=agrees,
    )
