"""A form in; its sheet of hamlets × indicators, and where each total stands, out."""

from reports.intake.cells import cell_name

from .keys import HAMLET, INDICATOR, mark
from .layout import GRID_TITLE, TOTAL_LABEL, head_of, label_of
from .page import (
    FIRST_COLUMN,
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
    GREY,
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

LABEL_WIDTH, COLUMN_WIDTH, LAST_WIDTH = 26, 16, 13  # characters
HAMLETS = "Thôn, khu dân cư"
LAST = "Kỳ trước"


def write_grid(book, form: Form) -> dict[str, str]:
    """Add the sheet. The result: where each column's total stands, by key."""
    page = start_page(book, GRID_TITLE, form)
    sheet = form.sheet
    total_row = FIRST_ROW + len(sheet.commune.hamlets)
    _write_labels(page, sheet, total_row)
    for column, spec in enumerate(sheet.columns, FIRST_COLUMN):
        _write_column(page, form, spec, column, total_row)
    last_column = LABEL_COLUMN + len(sheet.columns)
    if any(form.last.get(name) for name in sheet.cells):
        for column, spec in enumerate(sheet.columns, last_column + 1):
            _write_last(page, form, spec, column, total_row)
    finish_page(page, form, (total_row, last_column))
    return {
        spec.key: f"'{GRID_TITLE}'!{address(total_row, column)}"
        for column, spec in enumerate(sheet.columns, FIRST_COLUMN)
    }


def _write_labels(page, sheet, total_row):
    set_width(page, LABEL_COLUMN, LABEL_WIDTH)
    head = page.cell(HEAD_ROW, LABEL_COLUMN)
    put_words(head, HAMLETS, font=BOLD, fill=HEAD, side="center")
    for row, hamlet in enumerate(sheet.commune.hamlets, FIRST_ROW):
        put_words(page.cell(row, KEY_COLUMN), mark(HAMLET, hamlet.id), boxed=False)
        put_words(page.cell(row, LABEL_COLUMN), hamlet.name)
        set_height(page, row, [(hamlet.name, LABEL_WIDTH)])
    put_words(page.cell(total_row, LABEL_COLUMN), TOTAL_LABEL, font=BOLD, fill=HEAD)
    set_height(page, total_row, [(TOTAL_LABEL, LABEL_WIDTH)])
    heads = [head_of(sheet, spec) for spec in sheet.columns]
    set_height(page, HEAD_ROW, [(head, COLUMN_WIDTH - 2) for head in heads])


def _write_column(page, form, spec, column, total_row):
    sheet, indicator_id = form.sheet, form.sheet.ids[spec.key]
    total_only = spec.key in sheet.commune.total_only
    set_width(page, column, COLUMN_WIDTH)
    put_words(page.cell(KEY_ROW, column), mark(INDICATOR, spec.key), boxed=False)
    head = page.cell(HEAD_ROW, column)
    put_words(head, head_of(sheet, spec), font=BOLD, fill=HEAD, side="center")
    for row, hamlet in enumerate(sheet.commune.hamlets, FIRST_ROW):
        asked = sheet.cells[cell_name(indicator_id, hamlet.id)]
        if total_only:
            put_words(page.cell(row, column), "", fill=GREY)
        else:
            put_input(page.cell(row, column), standing_value(asked), spec)
    total, first = page.cell(total_row, column), address(FIRST_ROW, column)
    area = f"{first}:{address(total_row - 1, column)}"
    if total_only:
        asked = sheet.cells[cell_name(indicator_id)]
        put_input(total, standing_value(asked), spec)
        first = area = address(total_row, column)
    else:
        put_formula(total, sum_formula(area), spec, font=BOLD)
    add_validation(page, area, first, spec.decimals)


def _write_last(page, form, spec, column, total_row):
    """The last period beside it: it moves along when the rows are sorted."""
    set_width(page, column, LAST_WIDTH)
    head = f"{LAST}: {label_of(form.sheet, spec)}"
    put_words(page.cell(HEAD_ROW, column), head, font=PALE, side="center")
    indicator_id = form.sheet.ids[spec.key]
    ids = [*(hamlet.id for hamlet in form.sheet.commune.hamlets), None]
    for row, hamlet_id in enumerate(ids, FIRST_ROW):
        text = form.last.get(cell_name(indicator_id, hamlet_id), "")
        put_result(page.cell(row, column), last_value(text), spec)
