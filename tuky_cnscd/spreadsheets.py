"""A spreadsheet in; rows of plain cells, or a message in Vietnamese, out. And back.

A file's size is judged before anything in it is unpacked or parsed: a few kilobytes
of .xlsx can hold gigabytes.
"""

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from tuky_cnscd.vietnamese import format_number

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MB = 1024 * 1024
MOST_BYTES = 5 * MB
MOST_UNZIPPED = 30 * MB
MOST_OF_A_PART = 2 * MB  # of what is neither a sheet nor its text: styles, names
MOST_PARTS = 500
MOST_ROWS = 5_000
MOST_COLUMNS = 200
MOST_CELLS = 300_000
CHUNK = 256 * 1024
A4 = 9  # the number of the paper size in the format

ROW_TAG = re.compile(rb"<(?:\w+:)?row[\s>/]")
CELL_TAG = re.compile(rb"<(?:\w+:)?c[\s>/]")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
TEXTS = "xl/sharedstrings.xml"
NOT_STORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

NOT_XLSX = (
    "Tệp này không phải .xlsx, hoặc đang đặt mật khẩu. Mở tệp bằng Excel, chọn Lưu dưới"
    " dạng “Excel Workbook (.xlsx)” không có mật khẩu, rồi chọn lại."
)
TOO_LARGE = "Tệp quá lớn để nhập. Bỏ các trang tính và cột thừa rồi chọn lại."
UNREADABLE = (
    "Không đọc được tệp này. Mở tệp bằng Excel, lưu lại thành một tệp .xlsx mới rồi"
    " chọn lại."
)
NOT_UTF8 = (
    "Tệp .csv không ở mã UTF-8, chữ có dấu sẽ sai. Trong Excel, chọn Lưu dưới dạng"
    " “CSV UTF-8” hoặc .xlsx rồi chọn lại."
)


class SpreadsheetError(ValueError):
    """The file cannot be taken; `message` says why and what to do."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Row:
    """A row that is not blank, under the number that Excel shows beside it."""

    number: int
    cells: tuple[Any, ...]


# --- reading ------------------------------------------------------------------------


def read_rows(file, name: str, most_rows: int = MOST_ROWS) -> list[Row]:
    """The first sheet's rows, by the file's name .xlsx or .csv.

    `file` is open for reading bytes. Raises SpreadsheetError.
    """
    kind = PurePath(name).suffix.lower()
    if kind == ".xlsx":
        return read_xlsx(file, most_rows)
    if kind == ".csv":
        return read_csv(file, most_rows)
    raise SpreadsheetError(
        "Chỉ nhận tệp .xlsx hoặc .csv. Mở tệp bằng Excel, chọn Lưu dưới dạng .xlsx rồi"
        " chọn lại."
    )


def read_xlsx(file, most_rows: int = MOST_ROWS) -> list[Row]:
    """The first sheet's rows; a formula gives the value that Excel last saved.

    Raises SpreadsheetError, also where a formula was never calculated: it would read
    as a blank.
    """
    refuse_bomb(file, most_rows)
    try:
        values = _first_sheet(file, most_rows, data_only=True)
        formulas = _first_sheet(file, most_rows, data_only=False)
    except Exception as error:  # openpyxl meets a broken file with errors of any kind
        raise SpreadsheetError(UNREADABLE) from error
    _refuse_uncalculated(values, formulas)
    return _numbered(values)


def _first_sheet(file, most_rows, *, data_only):
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about validations and styles it drops
        book = openpyxl.load_workbook(file, read_only=True, data_only=data_only)
        try:
            return list(
                book.worksheets[0].iter_rows(
                    max_row=most_rows + 1, max_col=MOST_COLUMNS, values_only=True
                )
            )
        finally:
            book.close()


def _refuse_uncalculated(values, formulas):
    for number, (row, written) in enumerate(zip(values, formulas, strict=True), 1):
        for place, (value, formula) in enumerate(zip(row, written, strict=True), 1):
            if value is None and formula is not None:
                raise SpreadsheetError(
                    f"Ô {get_column_letter(place)}{number} có công thức chưa được tính."
                    " Mở tệp bằng Excel rồi lưu lại, hoặc dán giá trị thay công thức."
                )


def read_csv(file, most_rows: int = MOST_ROWS) -> list[Row]:
    """The rows of a .csv in UTF-8, parted by comma, semicolon or tab."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise SpreadsheetError(TOO_LARGE)
    if b"\0" in data:
        raise SpreadsheetError(NOT_UTF8)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SpreadsheetError(NOT_UTF8) from error
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = _numbered(reader)
    except csv.Error as error:
        raise SpreadsheetError(UNREADABLE) from error
    if len(rows) > most_rows:
        raise SpreadsheetError(_too_many_rows(most_rows))
    return rows


def _numbered(found) -> list[Row]:
    rows = (Row(number, _trimmed(cells)) for number, cells in enumerate(found, 1))
    return [
        row for row in rows if any(str(c).strip() for c in row.cells if c is not None)
    ]


def _trimmed(cells):
    """The cells up to the last that holds anything."""
    cells = list(cells)
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


# --- refusing -----------------------------------------------------------------------


def refuse_bomb(file, most_rows: int = MOST_ROWS) -> None:
    """Raise SpreadsheetError unless `file` is an .xlsx of a size that can be parsed.

    The file is left at its beginning. Sizes that the archive declares are believed
    for what they limit only: nothing beyond them is ever unpacked.
    """
    file.seek(0, io.SEEK_END)
    if file.tell() > MOST_BYTES:
        raise SpreadsheetError(TOO_LARGE)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _refuse_large_parts(parts)
            sheets = [part for part in parts if SHEET.fullmatch(part.filename)]
            _refuse_large_sheets(archive, sheets, most_rows)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise SpreadsheetError(NOT_XLSX) from error
    except Exception as error:
        if isinstance(error, SpreadsheetError):
            raise
        raise SpreadsheetError(UNREADABLE) from error
    finally:
        file.seek(0)


def _refuse_large_parts(parts):
    names = {part.filename.lower() for part in parts}
    if "[content_types].xml" not in names or not any(
        name.startswith("xl/") for name in names
    ):
        raise SpreadsheetError(NOT_XLSX)
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNZIPPED:
        raise SpreadsheetError(TOO_LARGE)
    for part in parts:
        name = part.filename.lower()
        is_cells = SHEET.fullmatch(name) or name == TEXTS
        is_xml = name.endswith((".xml", ".rels"))
        if is_xml and not is_cells and part.file_size > MOST_OF_A_PART:
            raise SpreadsheetError(TOO_LARGE)


def _refuse_large_sheets(archive, sheets, most_rows):
    """Rows are limited in each sheet, cells in all together."""
    cells = 0
    for sheet in sheets:
        rows = 0
        for text in _pieces(archive, sheet):
            rows += len(ROW_TAG.findall(text))
            cells += len(CELL_TAG.findall(text))
            if rows > most_rows + 1:
                raise SpreadsheetError(_too_many_rows(most_rows))
            if cells > MOST_CELLS:
                raise SpreadsheetError(TOO_LARGE)


def _pieces(archive, sheet):
    """The sheet's text, cut before a tag: one across two chunks is read with the next.

    What follows the last tag of all holds neither row nor cell.
    """
    tail = b""
    with archive.open(sheet) as part:
        while chunk := part.read(CHUNK):
            text = tail + chunk
            cut = max(text.rfind(b"<"), 0)
            tail = text[cut:][:CHUNK]
            yield text[:cut]


def _too_many_rows(most_rows):
    return (
        f"Tệp có hơn {format_number(most_rows)} dòng. Chia thành nhiều tệp nhỏ rồi"
        " nhập lần lượt."
    )


# --- writing ------------------------------------------------------------------------


def set_up_landscape(sheet) -> None:
    """Print an openpyxl sheet on A4 landscape, as wide as the page, centred."""
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = 0.6  # inches
    margins.top = margins.bottom = 0.7
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.right.text = "Trang &P/&N"


def write_text(cell, text: str) -> None:
    """Put text in an openpyxl cell so that it is never read as a formula."""
    cell.value = NOT_STORABLE.sub("", text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA_STARTS)


def write_xlsx(headers, rows, title: str) -> bytes:
    """A workbook of one sheet: headers kept in sight, text as text, dates as dates."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title[:31]
    sheet.freeze_panes = "A2"
    widths = [len(header) for header in headers]
    for place, header in enumerate(headers, 1):
        cell = sheet.cell(1, place)
        write_text(cell, header)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            _write_value(sheet.cell(number, place), value)
            widths[place - 1] = max(widths[place - 1], len(_plain(value)))
    for place, width in enumerate(widths, 1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = min(max(width + 2, 10), 60)
        column.number_format = "@"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_value(cell, value):
    if isinstance(value, dt.date):
        cell.value = value
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        cell.value = value
    elif value is not None and value != "":
        write_text(cell, str(value))
        cell.number_format = "@"


def write_csv(headers, rows) -> bytes:
    """UTF-8 with the mark that Excel needs; text that starts a formula is quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headers)
    writer.writerows([_safe(_plain(value)) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(value) -> str:
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def without_quote(text: str) -> str:
    """Text from a cell without the mark that kept it from being a formula."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text
