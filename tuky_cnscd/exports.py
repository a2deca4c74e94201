"""Heads and rows of plain values in; an .xlsx or a .csv that Vietnamese Excel opens.

A row is text, whole numbers, Decimals, dates, moments and None. Rows may come from a
query as they are read: neither file keeps them all in memory as cells.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .spreadsheets import FORMULA_STARTS, NOT_STORABLE, write_text

CSV = "text/csv; charset=utf-8"
# Where the comma is the decimal mark, as here, Excel parts columns by semicolons,
# whatever Windows calls its list separator. A "sep=" line would make it forget the
# byte order mark, and with it the Vietnamese letters.
SEPARATOR = ";"
MOST_SHEET_ROWS = 1_048_575  # of a sheet, below its head
WIDEST, NARROWEST = 50, 9  # characters
MOMENT, DAY = "dd/mm/yyyy hh:mm", "dd/mm/yyyy"
LINES = 500


def xlsx_bytes(headers: Sequence[str], rows: Iterable[Sequence], title: str) -> bytes:
    """Numbers as numbers, text never as a formula, moments in the office's time.

    What does not fit on one sheet goes on on the next, under the same head.
    """
    book, rows, number = Workbook(write_only=True), iter(rows), 1
    while True:
        part = list(islice(rows, 1))
        if not part and number > 1:
            break
        name = title if number == 1 else f"{title} ({number})"
        sheet = _sheet(book, name, headers)
        for row in part:
            sheet.append([_cell(sheet, value) for value in row])
        for row in islice(rows, MOST_SHEET_ROWS - 1):
            sheet.append([_cell(sheet, value) for value in row])
        number += 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book, title, headers):
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for place, header in enumerate(headers, 1):
        width = min(max(len(header), NARROWEST), WIDEST // 2) + 2
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_head(sheet, header) for header in headers])
    return sheet


def _head(sheet, header):
    cell = WriteOnlyCell(sheet)
    write_text(cell, header)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet, value):
    """Plain values as they are; a cell of its own only for what needs a style."""
    if isinstance(value, str):
        if not value.startswith(FORMULA_STARTS):
            return NOT_STORABLE.sub("", value)
        cell = WriteOnlyCell(sheet)
        write_text(cell, value)
        return cell
    if isinstance(value, dt.date):
        is_moment = isinstance(value, dt.datetime)
        cell = WriteOnlyCell(sheet, _naive(value) if is_moment else value)
        cell.number_format = MOMENT if is_moment else DAY
        return cell
    return value


def _naive(moment):
    """Excel knows no time zones: the office's own, to the second."""
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0)


def csv_pieces(headers: Sequence[str], rows: Iterable[Sequence]) -> Iterator[bytes]:
    """UTF-8 with the mark that Excel needs, decimals with a comma, in pieces."""
    yield "\ufeff".encode()
    lines = iter([list(headers)])
    yield _written(lines)
    rows = iter(rows)
    while part := list(islice(rows, LINES)):
        yield _written(part)


def _written(rows) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATOR)
    writer.writerows([_plain(value) for value in row] for row in rows)
    return out.getvalue().encode()


def _plain(value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    if isinstance(value, dt.datetime):
        return f"{_naive(value):%d/%m/%Y %H:%M:%S}"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return str(value)
