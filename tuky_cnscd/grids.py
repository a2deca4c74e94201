"""A workbook in; its sheets out, cell by cell under the addresses that Excel shows.

For files that people fill in: formulas without a result and merged cells are told.
"""

import re
import warnings
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from tuky_cnscd.spreadsheets import (
    MOST_COLUMNS,
    TOO_LARGE,
    UNREADABLE,
    SpreadsheetError,
    refuse_bomb,
)

MOST_SHEETS = 12
MOST_MERGES = 1_000
MERGE_TAG = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"'
)


@dataclass(frozen=True)
class Area:
    """A block of cells, its first and last row and column included, from 1."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, row: int, column: int) -> bool:
        """Whether that cell is one of the block."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self):
        first = f"{get_column_letter(self.left)}{self.top}"
        return f"{first}:{get_column_letter(self.right)}{self.bottom}"


@dataclass(frozen=True)
class Grid:
    """One worksheet; rows and columns count from 1. Rows end at their last value."""

    title: str
    rows: tuple[tuple[Any, ...], ...]
    uncalculated: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[Area, ...] = field(default=())

    def at(self, row: int, column: int) -> Any:
        """The plain value there; None for a blank, and outside the sheet."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        return cells[column - 1] if 0 < column <= len(cells) else None

    def text(self, row: int, column: int) -> str:
        """What stands there, as text without white space around it."""
        value = self.at(row, column)
        return "" if value is None else str(value).strip()

    def where(self, row: int, column: int) -> str:
        """The cell's address as a person finds it: "Biểu số liệu!C7"."""
        return f"{self.title}!{get_column_letter(column)}{row}"

    def merge_at(self, row: int, column: int) -> Area | None:
        """The merged cells that this one belongs to."""
        return next((area for area in self.merged if area.holds(row, column)), None)

    @cached_property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def read_grids(file, most_rows: int) -> list[Grid]:
    """All worksheets, hidden ones too; a formula gives the value last saved.

    `file` is open for reading bytes; rows beyond `most_rows` are not looked at.
    Raises SpreadsheetError.
    """
    refuse_bomb(file)
    try:
        values = _read(file, most_rows, data_only=True)
        written = _read(file, most_rows, data_only=False)
    except SpreadsheetError:
        raise
    except Exception as error:  # openpyxl meets a broken file with errors of any kind
        raise SpreadsheetError(UNREADABLE) from error
    return [
        Grid(title, rows, _uncalculated(rows, formulas), merged)
        for (title, rows, merged), (_, formulas, _) in zip(values, written, strict=True)
    ]


def _read(file, most_rows, *, data_only):
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about validations and styles it drops
        book = openpyxl.load_workbook(file, read_only=True, data_only=data_only)
        try:
            if len(book.worksheets) > MOST_SHEETS:
                raise SpreadsheetError(TOO_LARGE)
            return [
                (sheet.title, _rows(sheet, most_rows), _merged(book, sheet))
                for sheet in book.worksheets
            ]
        finally:
            book.close()


def _rows(sheet, most_rows):
    # The size that a sheet declares may be wrong; rows end where they end.
    sheet.reset_dimensions()
    found = sheet.iter_rows(max_row=most_rows, max_col=MOST_COLUMNS, values_only=True)
    rows = [_without_tail(row) for row in found]
    return tuple(_without_tail(rows, blank=()))


def _without_tail(cells, blank=None):
    end = len(cells)
    while end and cells[end - 1] == blank:
        end -= 1
    return cells[:end]


def _merged(book, sheet):
    """Read from the sheet's text: openpyxl lists them only by filling them all."""
    with book._archive.open(sheet._worksheet_path) as part:
        found = MERGE_TAG.findall(part.read())
    if len(found) > MOST_MERGES:
        raise SpreadsheetError(TOO_LARGE)
    return tuple(Area(*range_boundaries(ref.decode())) for ref in found)


def _uncalculated(values, formulas):
    return frozenset(
        (row, column)
        for row, written in enumerate(formulas, 1)
        for column, formula in enumerate(written, 1)
        if formula is not None and _at(values, row, column) is None
    )


def _at(rows, row, column):
    cells = rows[row - 1] if row <= len(rows) else ()
    return cells[column - 1] if column <= len(cells) else None
