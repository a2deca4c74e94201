"""A sheet in; the names and keys of its lines out, as both directions use them."""

from collections.abc import Mapping
from functools import partial

from reports.figures import Spec, Time
from reports.intake.asked import Sheet, spec_label
from teams.models import Hamlet
from tuky_cnscd.vietnamese import search_key

from .keys import COLUMN, HAMLET, INDICATOR, ROW, mark
from .locating import Axis, Names

GRID_TITLE, ROWS_TITLE, GUIDE_TITLE = "Biểu số liệu", "Số liệu chung", "Hướng dẫn"
VALUE, PARTS = "gia-tri", "cong"
COLUMN_HEADS = {VALUE: "Số kỳ này", PARTS: "Cộng các thành phần"}
TOTAL_LABEL = "Cộng toàn xã"
TOTAL_ONLY = "Chỉ có tổng xã"
KINDS = tuple(search_key(kind.label) for kind in Hamlet.Kind)


def label_of(sheet: Sheet, spec: Spec) -> str:
    """An indicator as the form calls it: never as another, so that rows may be sorted.

    A part without a number names that of its total: "mức độ 1 (chỉ tiêu 6)".
    """
    if not spec.part_of or spec.number:
        return spec_label(spec)
    number = sheet.table.spec(spec.part_of).number.strip(" .")
    return f"{spec.name} (chỉ tiêu {number})" if number else sheet.title(spec)


def head_of(sheet: Sheet, spec: Spec) -> str:
    """The head of an indicator's column, with its unit below."""
    head = f"{label_of(sheet, spec)}\n({spec.unit.lower()}, {time_of(spec)})"
    only_total = spec.key in sheet.commune.total_only
    return f"{head}\n{TOTAL_ONLY}" if only_total else head


def time_of(spec: Spec) -> str:
    """Over which time it is counted, in words."""
    return Time(spec.time).label.lower()


def hamlet_axis(sheet: Sheet, renamed: Mapping[int, str] | None = None) -> Axis:
    """The rows of the grid; `renamed`: what hamlets were called when it was made."""
    called = {
        hamlet.id: [hamlet.name, _bare(hamlet.name), (renamed or {}).get(hamlet.id)]
        for hamlet in sheet.commune.hamlets
    }
    return Axis(Names(called), {mark(HAMLET, id): id for id in called})


def _bare(name):
    """A hamlet without its kind: "An Lao" of "thôn An Lao"."""
    words = name.split()
    for kind in KINDS:
        length = len(kind.split())
        if search_key(" ".join(words[:length])) == kind and words[length:]:
            return " ".join(words[length:])
    return name


def indicator_axis(sheet: Sheet) -> Axis:
    """The columns of the grid."""
    return _axis_of(sheet, sheet.columns, INDICATOR)


def row_axis(sheet: Sheet) -> Axis:
    """The rows of what stands once for the commune."""
    specs = tuple(spec for spec, _ in sheet.rows)
    parents = {spec.key: spec.part_of for spec in specs}
    return _axis_of(sheet, specs, ROW, partial(_part_of_the_last, parents))


def _part_of_the_last(parents, lines, before):
    """Parts are called alike below different totals: that of the total above them."""
    for total in reversed(before):
        found = [line for line in lines if parents[line] == total]
        if len(found) == 1:
            return found[0]
    return None


def _axis_of(sheet, specs, kind, choose=None):
    called = {
        spec.key: [
            head_of(sheet, spec),
            label_of(sheet, spec),
            sheet.title(spec),
            spec.name,
        ]
        for spec in specs
    }
    marks = {mark(kind, key): key for key in called}
    numbers = {spec.number.strip(" ."): spec.key for spec in specs if spec.number}
    return Axis(Names(called), marks, numbers, *filter(None, [choose]))


def value_axis() -> Axis:
    """The columns beside the commune's rows."""
    called = {key: [head] for key, head in COLUMN_HEADS.items()}
    return Axis(Names(called), {mark(COLUMN, key): key for key in called})
