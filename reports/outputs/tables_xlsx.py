"""Grids enter, the bytes of an .xlsx leave: one sheet a table, numbers as numbers.

Heads are as on paper, cells merged where they span. It sums nothing.
"""

import io
import re
from collections.abc import Iterable, Sequence
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from reports.blocks import clean
from reports.outputs.xlsx import BOLD, GRID, LINE, NOTE, PLAIN, TITLE
from reports.tables.building import Grid
from tuky_cnscd.spreadsheets import set_up_landscape, write_text

NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
LONGEST_NAME = 31
WIDTHS = {"stt": 6, "name": 34, "unit": 13, "text": 28, "figure": 14}  # characters
TOP = 2  # rows above the head: the title, and what is summed


def tables_workbook(grids: Sequence[Grid], *, above: str) -> bytes:
    """Every table on a sheet of its own; `above`: the line below each title.

    Raises ValueError where there is none: a workbook needs a sheet.
    """
    if not grids:
        raise ValueError("A workbook needs a table.")
    book = Workbook()
    book.remove(book.active)
    for name, grid in zip(_names(grid.title for grid in grids), grids, strict=True):
        _write(book.create_sheet(name), grid, above)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _names(titles: Iterable[str]):
    """Names that a sheet may have, each once."""
    used = set()
    for number, title in enumerate(titles, start=1):
        plain = " ".join(NOT_IN_NAMES.sub(" ", title).split()) or f"Bảng {number}"
        name = plain[:LONGEST_NAME].strip()
        if name.casefold() in used:
            end = f" ({number})"
            name = plain[: LONGEST_NAME - len(end)].strip() + end
        used.add(name.casefold())
        yield name


def _write(sheet, grid, above):
    for row, (text, font) in enumerate([(grid.title, TITLE), (above, PLAIN)], 1):
        write_text(sheet.cell(row, 1), clean(text))
        sheet.cell(row, 1).font = font
    _write_heads(sheet, grid)
    first = TOP + 1 + len(grid.heads)
    for number, line in enumerate(grid.lines, first):
        _write_line(sheet, number, grid, line)
    for number, note in enumerate(grid.notes, first + len(grid.lines)):
        write_text(sheet.cell(number, 1), clean(note))
        sheet.cell(number, 1).font = NOTE
    for place, kind in enumerate(grid.kinds, 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS[kind]
    sheet.freeze_panes = sheet.cell(first, 3)
    sheet.print_title_rows = f"{TOP + 1}:{first - 1}"
    set_up_landscape(sheet)


def _write_heads(sheet, grid):
    taken, lines = set(), [1] * len(grid.heads)
    for level, heads in enumerate(grid.heads):
        free = (n for n in range(len(grid.kinds)) if (level, n) not in taken)
        for head in heads:
            places = [next(free) for _ in range(head.columns)]
            taken |= {(level + down, n) for down in range(1, head.rows) for n in places}
            _write_head(sheet, TOP + 1 + level, places, head)
            last = level + head.rows - 1  # the row that must hold what is left
            width = sum(WIDTHS[grid.kinds[place]] for place in places)
            above = sum(lines[level:last])
            lines[last] = max(lines[last], _lines(head.text, width) - above)
    for level, count in enumerate(lines):
        sheet.row_dimensions[TOP + 1 + level].height = LINE * count


def _write_head(sheet, row, places, head):
    left, right = places[0] + 1, places[-1] + 1
    bottom = row + head.rows - 1
    for line in sheet.iter_rows(row, bottom, left, right):
        for cell in line:
            cell.border = GRID
    cell = sheet.cell(row, left)
    write_text(cell, clean(head.text))
    cell.font = BOLD
    cell.alignment = Alignment("center", "center", wrap_text=True)
    if (row, left) != (bottom, right):
        sheet.merge_cells(
            start_row=row, start_column=left, end_row=bottom, end_column=right
        )


def _lines(text, width):
    """How many lines a text takes: not every program makes room for them by itself."""
    return max(1, len(wrap(text, width - 1)))


def _write_line(sheet, number, grid, line):
    font = PLAIN if line.role == "row" else BOLD
    texts = [line.number, line.name, *(cell.text for cell in line.cells)]
    values = [None, None, *line.cells]
    wrapped = (
        _lines(text, WIDTHS[kind])
        for kind, text in zip(grid.kinds, texts, strict=True)
        if kind != "figure"
    )
    sheet.row_dimensions[number].height = LINE * max(wrapped)
    for place, (kind, text, cell) in enumerate(
        zip(grid.kinds, texts, values, strict=True), 1
    ):
        written = sheet.cell(number, place)
        if cell is not None and cell.value is not None:
            written.value, written.number_format = cell.value, cell.format
        elif kind == "stt" and text.isascii() and text.isdigit():
            written.value = int(text)
        elif text:
            write_text(written, clean(text))
        written.font, written.border = font, GRID
        side = {"figure": "right", "stt": "center", "unit": "center"}.get(kind, "left")
        written.alignment = Alignment(side, "center", wrap_text=kind != "figure")
