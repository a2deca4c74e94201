"""A form and its grid's totals in; the sheet of what stands once for a commune out."""

from reports.intake.cells import cell_name

from .keys import COLUMN, ROW, mark
from .layout import COLUMN_HEADS, PARTS, ROWS_TITLE, VALUE, label_of, time_of
from .page import (
    FIRST_ROW,
    HEAD_ROW,
    KEY_COLUMN,
    KEY_ROW,
    LABEL_COLUMN,
    Form,
    address,
    finish_page,
    last_value,
    standing_value,
    start_page,
    sum_formula,
)
from .styles import (
    BOLD,
    HEAD,
    PALE,
    add_validation,
    put_formula,
    put_input,
    put_result,
    put_words,
    set_height,
    set_width,
)

UNIT_COLUMN, VALUE_COLUMN, PARTS_COLUMN, LAST_COLUMN, NOTE_COLUMN = range(3, 8)
HEADS = {  # column: its head, its width in characters
    LABEL_COLUMN: ("Chỉ tiêu", 52),
    UNIT_COLUMN: ("Đơn vị, thời gian tính", 20),
    VALUE_COLUMN: (COLUMN_HEADS[VALUE], 32),
    PARTS_COLUMN: (COLUMN_HEADS[PARTS], 16),
    LAST_COLUMN: ("Kỳ trước", 18),
    NOTE_COLUMN: ("Ghi chú", 44),
}
LIST_LINES = "\n" * 2  # room for some names


def write_rows(book, form: Form, totals: dict[str, str]) -> None:
    """Add the sheet; `totals`: where the grid's totals stand, by key."""
    page = start_page(book, ROWS_TITLE, form)
    _write_heads(page)
    keys = [spec.key for spec, _ in form.sheet.rows]
    values = {
        key: address(row, VALUE_COLUMN) for row, key in enumerate(keys, FIRST_ROW)
    }
    for row, (spec, depth) in enumerate(form.sheet.rows, FIRST_ROW):
        _write_words(page, form, spec, depth, row)
        _write_value(page, form, spec, row)
        _write_sum(page, form, spec, row, totals | values)
    finish_page(page, form, (FIRST_ROW + len(keys) - 1, NOTE_COLUMN))


def _write_heads(page):
    for column, (head, width) in HEADS.items():
        set_width(page, column, width)
        cell = page.cell(HEAD_ROW, column)
        put_words(cell, head, font=BOLD, fill=HEAD, side="center")
    for key, column in ((VALUE, VALUE_COLUMN), (PARTS, PARTS_COLUMN)):
        put_words(page.cell(KEY_ROW, column), mark(COLUMN, key), boxed=False)
    set_height(page, HEAD_ROW, [(head, width) for head, width in HEADS.values()])


def _write_words(page, form, spec, depth, row):
    label, note = label_of(form.sheet, spec), _note(form.sheet, spec)
    name = cell_name(form.sheet.ids[spec.key])
    put_words(page.cell(row, KEY_COLUMN), mark(ROW, spec.key), boxed=False)
    put_words(page.cell(row, LABEL_COLUMN), label, indent=2 * depth)
    unit = f"{spec.unit}, {time_of(spec)}"
    put_words(page.cell(row, UNIT_COLUMN), unit)
    put_words(page.cell(row, NOTE_COLUMN), note, font=PALE)
    last = form.last.get(name, "")
    put_result(page.cell(row, LAST_COLUMN), last_value(last), spec)
    _make_room(page, form, spec, depth, row)


def _make_room(page, form, spec, depth, row):
    names = form.sheet.table.cell(spec.key, form.sheet.commune.id).names
    value = "\n".join(names) + (LIST_LINES if spec.is_list else "")
    texts = {
        LABEL_COLUMN: "  " * 2 * depth + label_of(form.sheet, spec),
        VALUE_COLUMN: value,
        NOTE_COLUMN: _note(form.sheet, spec),
    }
    widths = {column: width for column, (_, width) in HEADS.items()}
    set_height(page, row, [(text, widths[c]) for c, text in texts.items()])


def _note(sheet, spec):
    if not spec.is_list:
        return ""
    offered = "; ".join(sheet.offered(spec.product_kind))
    known = f" Sản phẩm của xã: {offered}." if offered else ""
    return f"Mỗi dòng một tên (Alt+Enter).{known}"


def _write_value(page, form, spec, row):
    cell, name = page.cell(row, VALUE_COLUMN), cell_name(form.sheet.ids[spec.key])
    if name not in form.sheet.cells:
        return
    put_input(cell, standing_value(form.sheet.cells[name]), spec)
    if not spec.is_list:
        add_validation(page, cell.coordinate, cell.coordinate, spec.decimals)


def _write_sum(page, form, spec, row, places):
    """What the parts add up to: the value itself, or beside a typed total."""
    table = form.sheet.table
    parts = [places[p.key] for p in table.parts_of(spec.key) if p.key in places]
    value, beside = page.cell(row, VALUE_COLUMN), page.cell(row, PARTS_COLUMN)
    put_result(beside, None, spec)
    if table.is_computed(spec.key):
        put_result(value, "tự tính", spec)
    if parts and not spec.is_ratio:
        cell = value if table.is_computed(spec.key) else beside
        put_formula(cell, sum_formula(",".join(parts)), spec)
