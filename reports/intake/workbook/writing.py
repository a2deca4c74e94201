"""A return's sheet in; the bytes of its form as .xlsx out, to be filled in offline."""

import datetime as dt
import io
from collections.abc import Mapping

from django.utils import timezone
from openpyxl import Workbook

from reports.intake.asked import Sheet
from reports.models import ReportingPeriod
from tuky_cnscd.spreadsheets import set_up_landscape

from .keys import write_keys
from .layout import GUIDE_TITLE, time_of
from .page import Form
from .styles import BOLD, HEAD, TITLE, lock, put_words, set_height
from .writing_grid import write_grid
from .writing_rows import write_rows

STEPS = (
    "1. Ghi số vào các ô nền vàng. Mỗi ô một số; không ghi đơn vị tính vào ô.",
    "2. Không có gì để báo thì ghi KPS (không phát sinh). Ô để trống là chưa có số.",
    "3. Tên sản phẩm: mỗi dòng một tên, xuống dòng trong ô bằng Alt+Enter.",
    "4. Các ô khác đang khóa để không sửa nhầm. Cần thì mở khóa bằng Review → Unprotect"
    " Sheet, không có mật khẩu.",
    "5. Lưu tệp dạng .xlsx, rồi mở trang nhập số liệu của xã, bấm “Cách nhập khác”,"
    " “Lấy số từ tệp Excel” và chọn tệp. Phần mềm cho xem từng ô sẽ thay đổi trước"
    " khi ghi vào biểu.",
    "6. Tệp chỉ dùng cho đúng xã và kỳ báo cáo này.",
)
GUIDE_WIDTHS = (50, 26, 80)  # characters


def write_form(
    sheet: Sheet,
    period: ReportingPeriod,
    *,
    last: Mapping[str, str] | None = None,
    at: dt.datetime | None = None,
    deadline: dt.datetime | None = None,
) -> bytes:
    """The commune's form as it stands at `at`, with the last period's values.

    `last` holds them as text, by cell name. `deadline`: the commune's own, where it
    is not the period's.
    """
    form = Form(sheet, period, last or {}, deadline or period.deadline)
    book = Workbook()
    book.remove(book.active)
    totals = write_grid(book, form) if sheet.columns else {}
    if sheet.rows:
        write_rows(book, form, totals)
    _write_guide(book, sheet)
    write_keys(book, sheet, period, at or timezone.now())
    book.properties.creator = sheet.commune.name
    book.properties.title = form.title
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_guide(book, sheet):
    page = book.create_sheet(GUIDE_TITLE)
    for place, width in enumerate(GUIDE_WIDTHS):
        page.column_dimensions["ABC"[place]].width = width
    put_words(page["A1"], "Cách ghi biểu này", font=TITLE, boxed=False)
    for number, step in enumerate(STEPS, 2):
        put_words(page.cell(number, 1), step, boxed=False)
    _write_definitions(page, sheet, len(STEPS) + 3)
    set_up_landscape(page)
    lock(page)


def _write_definitions(page, sheet, top):
    heads = ("Chỉ tiêu", "Đơn vị, thời gian tính", "Cách tính")
    for place, head in enumerate(heads, 1):
        put_words(page.cell(top, place), head, font=BOLD, fill=HEAD)
    for row, spec in enumerate(sheet.specs, top + 1):
        unit = f"{spec.unit}, {time_of(spec)}"
        texts = (sheet.title(spec), unit, spec.definition)
        for place, text in enumerate(texts, 1):
            put_words(page.cell(row, place), text)
        set_height(page, row, zip(texts, GUIDE_WIDTHS, strict=True))
