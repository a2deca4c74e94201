"""A form in; what both of its sheets share out: title, hidden keys, set-up, values."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from openpyxl.utils import get_column_letter

from reports.intake.asked import Asked, Sheet
from reports.intake.cells import State
from reports.models import ReportingPeriod
from tuky_cnscd.spreadsheets import set_up_landscape, write_text
from tuky_cnscd.vietnamese import NONE, NumberProblem, parse_number

from .keys import corner_mark, written
from .styles import PALE, TITLE, hide_column, hide_row, lock, put_words

KEY_COLUMN, LABEL_COLUMN, FIRST_COLUMN = 1, 2, 3
TITLE_ROW, HINT_ROW, KEY_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3, 4, 5
MOST_LAST_DECIMALS = 3


@dataclass(frozen=True)
class Form:
    """Whose form it is; `last`: the last period's values as text, by cell name."""

    sheet: Sheet
    period: ReportingPeriod
    last: Mapping[str, str]
    deadline: dt.datetime

    @property
    def title(self) -> str:
        return f"Biểu số liệu {self.sheet.commune.name}, {self.period.phrase}"

    @property
    def hint(self) -> str:
        deadline = timezone.localtime(self.deadline)
        example = "Số liệu ví dụ. " if self.period.district.is_example else ""
        return (
            f"{example}Ghi số vào ô nền vàng. Không có gì để báo thì ghi KPS; để trống"
            f" là chưa có số. Hạn gửi: {deadline:%H:%M} ngày {deadline:%d/%m/%Y}."
        )


def start_page(book, title: str, form: Form):
    """A new sheet with title, hint and the corner that says whose form it is."""
    page = book.create_sheet(title)
    put_words(page.cell(TITLE_ROW, LABEL_COLUMN), form.title, font=TITLE, boxed=False)
    put_words(page.cell(HINT_ROW, LABEL_COLUMN), form.hint, font=PALE, boxed=False)
    write_text(page.cell(KEY_ROW, KEY_COLUMN), corner_mark(form.sheet, form.period))
    page.row_dimensions[TITLE_ROW].height = 24
    page.row_dimensions[HINT_ROW].height = 20
    return page


def finish_page(page, form: Form, last_printed: tuple[int, int]):
    """Hide the keys, lock the labels, keep the heads in sight, set up the paper.

    `last_printed`: the row and column where the printed part ends.
    """
    hide_row(page, KEY_ROW)
    hide_column(page, get_column_letter(KEY_COLUMN))
    page.freeze_panes = page.cell(FIRST_ROW, FIRST_COLUMN)
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    row, column = last_printed
    page.print_area = f"B1:{get_column_letter(column)}{row}"
    set_up_landscape(page)
    page.oddFooter.left.text = form.title.replace("&", "&&")
    lock(page)


def address(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def sum_formula(addresses: str) -> str:
    """The sum of what is filled in; nothing while nothing is."""
    return f'=IF(COUNTA({addresses})=0,"",SUM({addresses}))'


def standing_value(asked: Asked):
    """What stands in a cell, for the file: a number as a number, all else as text."""
    cell = asked.standing
    if cell.state == State.VALUE and not asked.spec.is_list:
        return plain_number(cell.value)
    return written(asked) or None


def last_value(text: str):
    """A last period's text as a number, where it is one."""
    try:
        number = parse_number(text, MOST_LAST_DECIMALS)
    except NumberProblem:
        return text
    return text or None if number in (None, NONE) else plain_number(number)


def plain_number(value: Decimal):
    """A number that openpyxl writes: whole ones without a fraction."""
    return int(value) if value == value.to_integral_value() else float(value)
