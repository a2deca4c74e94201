"""A file's keys and lines beside the form of today in; what differs out, in words."""

from reports.intake.asked import Sheet
from reports.intake.proposed import Problem

from .finding import Pages
from .keys import Keys
from .layout import GRID_TITLE, ROWS_TITLE

FILE = "Tệp"


def other_form(keys: Keys | None, sheet: Sheet):
    """What an old form lacks, and what it still has."""
    if keys is None:
        return
    indicators = {spec.key: sheet.title(spec) for spec in sheet.specs}
    gone = _listed(keys.indicators, but=indicators)
    new = _listed(indicators, but=keys.indicators)
    left = _listed(keys.hamlets, but=sheet.hamlet_names)
    come = _listed(sheet.hamlet_names, but=keys.hamlets)
    if gone:
        yield _old(f"có chỉ tiêu nay không còn trong biểu, không lấy: {gone}.")
    if new:
        yield _old(f"chưa có chỉ tiêu: {new}. Nhập các ô đó trên biểu.")
    if left:
        yield _old(f"có thôn nay không còn trong biểu, không lấy: {left}.")
    if come:
        yield _old(f"chưa có thôn: {come}. Nhập các ô đó trên biểu.")


def _old(what):
    return Problem(FILE, f"Tệp là biểu cũ, {what}")


def _listed(names, but):
    return "; ".join(name for line, name in names.items() if line not in but)


def missing_lines(pages: Pages, sheet: Sheet):
    """Lines that the file had, or should have, and that cannot be found in it."""
    keys = pages.keys
    if sheet.columns:
        known = keys.hamlets if keys else sheet.hamlet_names
        hamlets = {i: n for i, n in sheet.hamlet_names.items() if i in known}
        yield from _missing(pages.grid, GRID_TITLE, hamlets, "dòng của")
        labels = {spec.key: sheet.title(spec) for spec in sheet.columns}
        yield from _missing_columns(pages.grid, _known(labels, keys))
    typed = [spec for spec, _ in sheet.rows if not sheet.table.is_computed(spec.key)]
    if typed:
        labels = {spec.key: sheet.title(spec) for spec in typed}
        yield from _missing(pages.rows, ROWS_TITLE, _known(labels, keys), "dòng")


def _known(labels, keys):
    if keys is None:
        return labels
    return {key: label for key, label in labels.items() if key in keys.indicators}


def _missing(located, title, labels, what):
    if located is None:
        yield Problem(
            title,
            f"Không thấy trang “{title}” trong tệp, hoặc trang đã mất tên dòng, tên"
            " cột: không lấy được số nào của trang này.",
        )
    elif lost := _listed(labels, but=located.rows):
        yield Problem(
            located.grid.title,
            f"Không thấy {what}: {lost}. Số đang có trên biểu giữ nguyên.",
        )


def _missing_columns(located, labels):
    if located and (lost := _listed(labels, but=located.columns)):
        yield Problem(
            located.grid.title,
            f"Không thấy cột: {lost}. Số đang có trên biểu giữ nguyên.",
        )
