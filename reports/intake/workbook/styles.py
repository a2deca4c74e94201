"""How the cells of a form look and what they take: one place for both its sheets."""

from textwrap import wrap

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tuky_cnscd.spreadsheets import write_text

FACE = "Times New Roman"
PLAIN, BOLD = Font(name=FACE, size=12), Font(name=FACE, size=12, bold=True)
TITLE = Font(name=FACE, size=14, bold=True)
PALE = Font(name=FACE, size=12, italic=True, color="57606A")
HAIR = Side(style="thin", color="848D97")
BOX = Border(left=HAIR, right=HAIR, top=HAIR, bottom=HAIR)
INPUT = PatternFill("solid", fgColor="FFF6E0")
HEAD = PatternFill("solid", fgColor="EAF1F9")
GREY = PatternFill("solid", fgColor="D9DEE4")
LINE = 16  # points, the height of one line of text
DECIMAL_RULE = "Ô này cần số từ 0 trở lên, hoặc KPS nếu không phát sinh."
WHOLE_RULE = (
    "Ô này cần số nguyên từ 0 trở lên, hoặc KPS nếu không phát sinh. Gõ 15.352 mà hiện"
    " ra 15,352 là Excel hiểu sai: gõ liền 15352."
)
UNLOCKED = Protection(locked=False)


def put_words(cell, text, *, font=PLAIN, fill=None, boxed=True, side="left", indent=0):
    """Text that is not typed over: labels, heads, notes."""
    write_text(cell, text)
    cell.font = font
    cell.alignment = Alignment(side, "center", wrap_text=boxed, indent=indent)
    _dress(cell, fill, boxed)


def put_input(cell, value, spec):
    """A cell to fill in; `value`: a number, text, or None."""
    if isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value
    cell.font = PLAIN
    side = "left" if spec.is_list else "right"
    cell.alignment = Alignment(side, "center", wrap_text=spec.is_list, indent=1)
    cell.number_format = "@" if spec.is_list else number_format(spec)
    cell.protection = UNLOCKED
    _dress(cell, INPUT, boxed=True)


def put_result(cell, value, spec):
    """A number or text that is only looked at."""
    if isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value
    _dress_result(cell, spec, PALE)


def put_formula(cell, formula, spec, *, font=PALE):
    """What Excel adds up by itself."""
    cell.value = formula
    _dress_result(cell, spec, font)


def _dress_result(cell, spec, font):
    cell.font = font
    cell.alignment = Alignment("right", "center", wrap_text=spec.is_list, indent=1)
    cell.number_format = number_format(spec)
    _dress(cell, None, boxed=True)


def _dress(cell, fill, boxed):
    if fill:
        cell.fill = fill
    if boxed:
        cell.border = BOX


def number_format(spec):
    """Thousands marked as the reader's own Excel marks them."""
    return "#,##0" + (f".{'0' * spec.decimals}" if spec.decimals else "")


def hide_row(sheet, row):
    sheet.row_dimensions[row].hidden = True


def hide_column(sheet, letter):
    sheet.column_dimensions[letter].hidden = True


def set_width(sheet, column, characters):
    sheet.column_dimensions[get_column_letter(column)].width = characters


def set_height(sheet, row, texts):
    """Room for the longest of (text, width in characters): none is made on opening."""
    lines = [
        sum(len(wrap(line, max(int(width), 1))) or 1 for line in text.split("\n"))
        for text, width in texts
    ]
    sheet.row_dimensions[row].height = LINE * max([1, *lines]) + 4


def lock(sheet):
    """Labels are locked, without a password; sorting and widths stay free."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.sort = protection.autoFilter = False


def add_validation(sheet, area, first, decimals):
    """Warn about what is neither a number nor KPS; the person may keep it.

    `first`: the address of the area's first cell, which the rule is written for.
    """
    whole = "" if decimals else f",{first}=INT({first})"
    rule = DataValidation(
        type="custom",
        formula1=(
            f'IF(ISNUMBER({first}),AND({first}>=0{whole}),UPPER(TRIM({first}))="KPS")'
        ),
        allow_blank=True,
        errorStyle="warning",
        errorTitle="Xem lại số vừa ghi",
        error=DECIMAL_RULE if decimals else WHOLE_RULE,
        showErrorMessage=True,
    )
    rule.add(area)
    sheet.add_data_validation(rule)
