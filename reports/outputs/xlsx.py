"""A FigureTable and its totals enter, the bytes of the Bảng tổng hợp as .xlsx leave.

A plain grid under one header row, without merged cells, so that it pastes into Word
or into the province's file as it is. It sums nothing itself.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from reports.checks import MissingCell, missing_cells
from reports.checks.findings import inner
from reports.facts import Coverage
from reports.figures import Cell, CommuneUnit, FigureTable, Level
from reports.headings import headings
from reports.models import Figure, ReportingPeriod, Submission
from reports.totals import Total, amount_of, commune_total
from tuky_cnscd.spreadsheets import set_up_landscape, write_text
from tuky_cnscd.vietnamese import format_count, format_number

FACE = "Times New Roman"
PLAIN, BOLD = Font(name=FACE, size=11), Font(name=FACE, size=11, bold=True)
TITLE = Font(name=FACE, size=13, bold=True)
NOTE = Font(name=FACE, size=11, italic=True)
HAIR = Side(style="thin", color="808080")
GRID = Border(left=HAIR, right=HAIR, top=HAIR, bottom=HAIR)
TOP_ROWS = 4  # title, period and cut-off, what is summed, headings of groups
NOT_SUMMED = "Chưa tính vào tổng"
NUMBER_WIDTH = 10  # characters
LINE = 15  # points, the height of one line of text


@dataclass(frozen=True)
class Column:
    """One column: its head, its width in characters, and whether it holds numbers."""

    head: str
    width: int
    is_number: bool = False
    group: str = ""


@dataclass(frozen=True)
class Number:
    """A value for a numeric cell; None leaves it empty."""

    value: object
    format: str


def district_workbook(
    table: FigureTable,
    totals: Mapping[str, Total],
    period: ReportingPeriod,
    *,
    expected: Sequence[CommuneUnit],
    coverage: Coverage,
) -> bytes:
    """The communes in the district's order × the indicators, with totals and states.

    `table` holds the communes that are summed and `totals` their sums; `expected` is
    every commune that has to report: those not summed stand there without figures.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Bảng tổng hợp"
    columns = _columns(table, totals)
    _write_top(sheet, period, coverage)
    _write_header(sheet, columns)
    rows = _body(table, totals, period, expected)
    for number, (cells, font) in enumerate(rows, TOP_ROWS + 2):
        _write_row(sheet, number, columns, cells, font)
    _set_up_page(sheet, columns, period)
    book.properties.creator = str(period.district)
    book.properties.title = f"Bảng tổng hợp số liệu {period.phrase}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- what stands in the rows ----------------------------------------------------------


def _columns(table: FigureTable, totals: Mapping[str, Total]) -> list[Column]:
    columns = [
        Column("STT", 5, is_number=True),
        Column("Đơn vị", 17),
        Column("Trạng thái", 13),
    ]
    above = headings(table.specs)
    for spec in table.specs:
        width = max(NUMBER_WIDTH, len(format_number(totals[spec.key].value)) + 3)
        group = above.get(spec.key, "")
        columns.append(Column(_head(table, spec), width, True, group))
        if spec.is_list:
            columns.append(Column(f"Tên sản phẩm ({_short(spec)})", 22))
    return [*columns, Column("Ghi chú", 20)]


def _short(spec):
    number = spec.number.strip(" .")
    return f"chỉ tiêu {number}" if number else inner(spec.name)


def _head(table, spec):
    """A part without a number of its own is named with its total."""
    number = spec.number.strip(" .")
    name = f"{number}. {spec.name}" if number else spec.name
    if spec.part_of and not number:
        name = f"{_short(table.spec(spec.part_of)).capitalize()}, {inner(name)}"
    return f"{name} ({spec.unit})" if spec.unit else name


def _body(table, totals, period, expected):
    """(cells, font) of each row below the header."""
    summed = {unit.id for unit in table.communes}
    for place, unit in enumerate(expected, 1):
        head = [Number(place, "0"), unit.name, Submission.State(unit.state).label]
        if unit.id in summed:
            yield [*head, *_of_commune(table, unit, period)], PLAIN
        else:
            yield [*head, *_nothing(table), NOT_SUMMED], PLAIN
    if any(_is_own(spec) for spec in table.specs):
        head = [Number(None, "0"), f"Số liệu riêng của {period.district}", ""]
        yield [*head, *_of_district(table, period), ""], PLAIN
    head = [Number(None, "0"), "Tổng cộng", ""]
    yield [*head, *_of_totals(table, totals), _incomplete(totals)], BOLD
    yield [*head[:1], "Số đơn vị có đủ số liệu", "", *_counted(table, totals)], NOTE


def _is_own(spec):
    return spec.district_adds or spec.level == Level.DISTRICT


def _nothing(table):
    for spec in table.specs:
        yield Number(None, _format(spec))
        if spec.is_list:
            yield ""


def _of_commune(table: FigureTable, unit: CommuneUnit, period):
    for spec in table.specs:
        total = commune_total(table, spec.key, unit.id)
        cell = table.cell(spec.key, unit.id)
        yield _number(spec, total.value, cell, period)
        if spec.is_list:
            yield "; ".join(total.names)
    yield _blanks(missing_cells(table, unit.id), table)


def _of_district(table: FigureTable, period):
    for spec in table.specs:
        cell = table.cell(spec.key) if _is_own(spec) else Cell()
        yield _number(spec, amount_of(spec, cell), cell, period)
        if spec.is_list:
            yield "; ".join(cell.names)


def _of_totals(table: FigureTable, totals: Mapping[str, Total]):
    for spec in table.specs:
        yield Number(totals[spec.key].value, _format(spec))
        if spec.is_list:
            yield ""


def _counted(table: FigureTable, totals: Mapping[str, Total]):
    for spec in table.specs:
        entered = spec.level in (Level.HAMLET, Level.COMMUNE)
        yield Number(totals[spec.key].counted if entered else None, "0")
        if spec.is_list:
            yield ""
    yield ""


def _number(spec, value, cell, period) -> Number:
    """“Không phát sinh” is the number 0, shown as the period's setting says."""
    as_dash = period.none_as == ReportingPeriod.NoneAs.DASH
    if cell.state == Figure.State.NONE and as_dash:
        return Number(value, '"–"')
    return Number(value, _format(spec))


def _format(spec):
    whole = "#,##0"
    fraction = f".{'0' * spec.decimals}" if spec.decimals else ""
    if spec.is_ratio:
        return f'0{fraction}"%"'
    return whole + fraction


def _blanks(missing: Sequence[MissingCell], table) -> str:
    if not missing:
        return ""
    keys = dict.fromkeys(cell.key for cell in missing)
    where = ", ".join(_short(table.spec(key)) for key in keys)
    return f"Còn {format_count(len(missing))} ô chưa có số liệu: {where}"


def _incomplete(totals: Mapping[str, Total]) -> str:
    places = {place for total in totals.values() for place in total.blanks}
    return "Chưa đủ: còn ô chưa có số liệu" if places else ""


# --- how they are written -------------------------------------------------------------


def _write_top(sheet, period, coverage):
    title = f"Bảng tổng hợp số liệu Tổ công nghệ số cộng đồng {period.district}"
    cut_off = (
        f"Kỳ báo cáo: {period.phrase} (từ {period.first_day:%d/%m/%Y} đến"
        f" {period.last_day:%d/%m/%Y}). Số liệu chốt đến hết ngày"
        f" {period.last_day:%d/%m/%Y}."
    )
    summed = f"Tổng hợp từ {coverage.share}."
    if coverage.missing:
        summed += f" Chưa tính: {', '.join(coverage.missing)}."
    if period.district.is_example:
        summed = f"Số liệu ví dụ. {summed}"
    for row, (text, font) in enumerate(
        [(title, TITLE), (cut_off, PLAIN), (summed, PLAIN)], 1
    ):
        cell = sheet.cell(row, 1)
        write_text(cell, text)
        cell.font = font


def _write_header(sheet, columns):
    for place, column in enumerate(columns, 1):
        if column.group:
            heading = sheet.cell(TOP_ROWS, place)
            write_text(heading, column.group)
            heading.font = BOLD
        cell = sheet.cell(TOP_ROWS + 1, place)
        write_text(cell, column.head)
        cell.font, cell.border = BOLD, GRID
        cell.alignment = Alignment("center", "center", wrap_text=True)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
    _set_height(sheet, TOP_ROWS + 1, columns, [column.head for column in columns])


def _write_row(sheet, number, columns, values, font):
    for place, (column, value) in enumerate(zip(columns, values, strict=True), 1):
        cell = sheet.cell(number, place)
        if isinstance(value, Number):
            cell.value, cell.number_format = value.value, value.format
        elif value:
            write_text(cell, value)
        cell.font, cell.border = font, GRID
        side = "right" if column.is_number else "left"
        cell.alignment = Alignment(side, "center", wrap_text=not column.is_number)
    _set_height(sheet, number, columns, values)


def _set_height(sheet, number, columns, values):
    """Room for the longest text: not every program makes it when opening a file."""
    lines = [
        len(wrap(value, column.width))
        for column, value in zip(columns, values, strict=True)
        if isinstance(value, str)
    ]
    sheet.row_dimensions[number].height = LINE * max([1, *lines])


def _set_up_page(sheet, columns, period):
    header = TOP_ROWS + 1
    sheet.freeze_panes = sheet.cell(header + 1, 3)
    first = TOP_ROWS if any(column.group for column in columns) else header
    sheet.print_title_rows = f"{first}:{header}"
    set_up_landscape(sheet)
    example = "Số liệu ví dụ – " if period.district.is_example else ""
    sheet.oddFooter.left.text = f"{example}{period.phrase}".replace("&", "&&")
