"""Where a form's lines stand in a sheet in; where each cell stands out, and what not.

What is there twice, merged or beside the form is named, and left out.
"""

from dataclasses import dataclass, field

from reports.intake.asked import Sheet
from reports.intake.cells import cell_name
from reports.intake.proposed import Problem
from tuky_cnscd.vietnamese import format_count

from .layout import VALUE
from .locating import Located
from .values import plain_text

TWICE = "Chỉ giữ một, xóa phần thừa rồi tải lại; chưa lấy số nào ở đó."


@dataclass
class Placed:
    """The cells of one sheet: name → (row, column)."""

    located: Located
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, where, message):
        self.problems.append(Problem(where, message))


def place_grid(located: Located, sheet: Sheet) -> Placed:
    """Hamlets × indicators, and the totals of what has a total alone."""
    placed = Placed(located)
    columns = _once(placed, located.columns, _column_where, sheet)
    rows = _rows_in_use(placed, columns.values(), sheet.hamlet_names)
    for key, column in columns.items():
        indicator_id = sheet.ids[key]
        if key in sheet.commune.total_only:
            _place_total(placed, sheet, key, column, rows.values())
            continue
        for hamlet_id, row in rows.items():
            placed.places[cell_name(indicator_id, hamlet_id)] = row, column
        _tell_lone_total(placed, sheet, key, column, rows.values())
    _tell_others(placed, columns.values(), "thôn nào của xã", "tên thôn")
    _drop_merged(placed)
    return placed


def place_rows(located: Located, sheet: Sheet) -> Placed:
    """What stands once for the commune."""
    placed = Placed(located)
    columns = _once(placed, located.columns, _column_where, sheet)
    if VALUE not in columns:
        return placed
    column = columns[VALUE]
    labels = {spec.key: sheet.title(spec) for spec, _ in sheet.rows}
    for key, row in _rows_in_use(placed, [column], labels).items():
        name = cell_name(sheet.ids[key])
        if name in sheet.cells:
            placed.places[name] = row, column
    _tell_others(placed, [column], "chỉ tiêu nào của biểu", "tên chỉ tiêu")
    _drop_merged(placed)
    return placed


# --- once, and no more ----------------------------------------------------------------


def _once(placed, found, where_of, sheet):
    once = {}
    for line, places in found.items():
        if len(places) == 1:
            once[line] = places[0]
            continue
        wheres = " và ".join(where_of(placed.located, place) for place in places)
        placed.tell(wheres, f"Cùng một cột của biểu có {len(places)} lần. {TWICE}")
    return once


def _column_where(located, column):
    return located.grid.where(located.head, column)


def _rows_in_use(placed, columns, labels):
    """{line: its row}; of a line that stands twice, the row that is not empty."""
    grid, rows = placed.located.grid, {}
    for line, found in placed.located.rows.items():
        used = [row for row in found if any(grid.text(row, c) for c in columns)]
        if len(used) > 1:
            wheres = " và ".join(
                grid.where(row, placed.located.label_column) for row in used
            )
            placed.tell(wheres, f"{labels[line]} có {len(used)} dòng. {TWICE}")
        else:
            rows[line] = (used or found)[0]
    return rows


# --- totals ---------------------------------------------------------------------------


def _place_total(placed, sheet, key, column, rows):
    grid, totals = placed.located.grid, placed.located.totals
    label = sheet.title(sheet.table.spec(key))
    typed = [row for row in rows if grid.text(row, column)]
    if typed:
        placed.tell(
            grid.where(typed[0], column),
            f"{label} đang báo “chỉ có tổng xã” nên không lấy số theo thôn"
            f" ({format_count(len(typed))} ô). Bỏ dấu đó trên biểu rồi tải lại tệp.",
        )
    if len(totals) == 1:
        placed.places[cell_name(sheet.ids[key])] = totals[0], column


def _tell_lone_total(placed, sheet, key, column, rows):
    """A total typed for a column that has nothing by hamlet."""
    grid = placed.located.grid
    if any(grid.at(row, column) is not None for row in rows):
        return
    for row in placed.located.totals:
        if grid.text(row, column) not in ("", "0"):
            placed.tell(
                grid.where(row, column),
                f"{sheet.title(sheet.table.spec(key))} chỉ có tổng, không có số theo"
                " thôn. Nếu không chia được theo thôn, đánh dấu “Chỉ có tổng xã” trên"
                " biểu rồi ghi tổng ở đó.",
            )


# --- beside the form ------------------------------------------------------------------


def _tell_others(placed, columns, what, name):
    located, grid = placed.located, placed.located.grid
    for row in located.others:
        if not any(_is_number(grid.at(row, column)) for column in columns):
            continue
        label = located.label(row)
        message = (
            f"Dòng “{label}” không phải {what} nên không lấy. Nếu cần, ghi đúng {name}"
            " như trong biểu."
            if label
            else f"Dòng này có số mà không ghi {name} nên không lấy. Ghi {name} vào."
        )
        placed.tell(grid.where(row, located.label_column), message)


def _is_number(value):
    return plain_text(value)[:1].isdigit()


def _drop_merged(placed):
    grid = placed.located.grid
    for area in grid.merged:
        inside = [name for name, at in placed.places.items() if area.holds(*at)]
        if len(inside) < 2:
            continue
        placed.tell(
            f"{grid.title}!{area}",
            f"Gộp {format_count(len(inside))} ô của biểu thành một nên không rõ số là"
            " của ô nào. Bỏ gộp ô (Unmerge) rồi ghi số vào từng ô.",
        )
        for name in inside:
            del placed.places[name]
