"""What the district's desk shows in; heads and rows of plain values out, to be saved.

A number is a number, "không phát sinh" a text in its place, and a blank is empty, so
that neither counts as a zero; where there is one cell a row, a column says which.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from reports.checks import missing_cells
from reports.figures import Cell, CommuneUnit, FigureTable, Level, Spec
from reports.intake.asked import full_label
from reports.models import Figure, FigureVersion, Submission
from reports.totals import amount_of, commune_total
from teams.models import Hamlet

NOTHING_AROSE = "không phát sinh"
ENTERED = (Level.HAMLET, Level.COMMUNE)
WHOLE = "(toàn xã)"


@dataclass(frozen=True)
class Sheet:
    """One table: its title, its heads, and its rows as they are asked for."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence]


def board_sheet(rows, holder_words) -> Sheet:
    """The board's rows (`views.desk.board.Row`); `holder_words` names who holds one."""
    heads = (
        *("STT", "Mã xã", "Đơn vị", "Trạng thái", "Đang giữ", "Giữ từ lúc"),
        *("Số ngày giữ", "Ô chưa nhập", "Lỗi", "Cảnh báo", "Câu hỏi chờ xã"),
        *("Câu hỏi đã trả lời", "Tài liệu", "Nhập gần nhất", "Gửi lúc"),
        *("Quá hạn", "Gửi muộn", "Có thay đổi từ lần xem trước"),
    )
    return Sheet("Tình hình các xã", heads, _board_rows(rows, holder_words))


def _board_rows(rows, holder_words):
    for place, row in enumerate(rows, 1):
        s = row.submission
        yield (
            *(place, s.commune.code, str(s.commune), s.get_state_display()),
            *(holder_words(row.holder), row.since, row.days, row.missing),
            *(row.errors, row.warnings, row.waiting, row.answered, row.files),
            *(s.touched_at, s.sent_at, _yes(row.overdue), _yes(s.is_late)),
            _yes(row.changed),
        )


def _yes(value) -> str:
    return "có" if value else ""


def matrix_sheet(table: FigureTable) -> Sheet:
    """Communes × indicators: totals as they are entered now, sent or not."""
    specs = [spec for spec in table.specs if spec.level in ENTERED]
    heads = ["STT", "Đơn vị", "Trạng thái", "Ô chưa nhập"]
    for spec in specs:
        heads.append(_head(table, spec))
        if spec.is_list:
            heads.append(f"Tên: {full_label(table, spec)}")
    heads.append("Chưa nhập ở")
    return Sheet("Đối chiếu", heads, _matrix_rows(table, specs))


def _head(table, spec):
    label = full_label(table, spec)
    return f"{label} ({spec.unit})" if spec.unit else label


def _matrix_rows(table, specs):
    for place, unit in enumerate(table.communes, 1):
        missing = missing_cells(table, unit.id)
        state = Submission.State(unit.state).label
        row: list[object] = [place, unit.name, state, len(missing)]
        for spec in specs:
            total = commune_total(table, spec.key, unit.id)
            row.append(_value(table, spec, unit, total))
            if spec.is_list:
                row.append("; ".join(total.names))
        keys = dict.fromkeys(cell.key for cell in missing)
        where = "; ".join(full_label(table, table.spec(key)) for key in keys)
        yield [*row, where]


def _value(table, spec, unit, total):
    """A number; “không phát sinh” where all that was typed says so; else empty."""
    if total.blanks or table.is_computed(spec.key):
        return total.value
    cells = [table.cell(spec.key, unit.id, place) for place in _places(spec, unit)]
    if cells and all(cell.state == Figure.State.NONE for cell in cells):
        return NOTHING_AROSE
    return total.value


def _places(spec: Spec, unit: CommuneUnit):
    """Where the commune enters it: in each hamlet, or once."""
    by_hamlet = spec.level == Level.HAMLET and spec.key not in unit.total_only
    return [h.id for h in unit.hamlets] if by_hamlet and unit.hamlets else [None]


def cells_sheet(table: FigureTable) -> Sheet:
    """Every cell that communes enter, one a row, with its state in words."""
    heads = (
        *("Đơn vị", "Trạng thái của biểu", "Thôn", "Chỉ tiêu", "Đơn vị tính"),
        *("Số liệu", "Tình trạng", "Tên (nếu là danh sách)"),
    )
    return Sheet("Số liệu theo thôn", heads, _cell_rows(table))


def _cell_rows(table: FigureTable) -> Iterator[tuple]:
    typed = [s for s in table.specs if s.level in ENTERED]
    typed = [(s, full_label(table, s)) for s in typed if not table.is_computed(s.key)]
    for unit in table.communes:
        names = {None: WHOLE, **{hamlet.id: hamlet.name for hamlet in unit.hamlets}}
        state = Submission.State(unit.state).label
        for spec, label in typed:
            for place in _places(spec, unit):
                cell = table.cell(spec.key, unit.id, place)
                shown = _shown(spec, cell)
                yield (unit.name, state, names[place], label, spec.unit, *shown)


def _shown(spec: Spec, cell: Cell):
    value = None if cell.state == Figure.State.NONE else amount_of(spec, cell)
    return value, Figure.State(cell.state).label, "; ".join(cell.names)


# --- history --------------------------------------------------------------------------

VERSION = (
    *("figure", "number", "state", "value", "names", "by__full_name", "by__username"),
    *("at", "source", "note", "file__name", "message__at", "figure__hamlet"),
    *("figure__submission", "figure__indicator__key", "figure__hamlet__kind"),
    "figure__hamlet__name",
)


def history_sheet(period, table: FigureTable) -> Sheet:
    """Every version of every figure of the period, in order: read as it is written.

    `table`: the period's indicators and communes.
    """
    heads = (
        *("Đơn vị", "Thôn", "Chỉ tiêu", "Đơn vị tính", "Lần nhập", "Từ"),
        *("Tình trạng trước", "Thành", "Tình trạng sau", "Tên (nếu là danh sách)"),
        *("Người nhập", "Lúc", "Nguồn", "Tệp hoặc tin nhắn", "Ghi chú"),
    )
    return Sheet("Lịch sử số liệu", heads, _history_rows(period, table))


def _history_rows(period, table):
    communes = {unit.submission_id: unit.name for unit in table.communes}
    labels = {spec.key: full_label(table, spec) for spec in table.specs}
    rows = (
        FigureVersion.objects.filter(figure__indicator__period=period)
        .order_by(
            "figure__submission__commune__position",
            "figure__submission__commune__sort_key",
            "figure__indicator__position",
            "figure__hamlet__position",
            "figure__hamlet__sort_key",
            "figure",
            "number",
        )
        .values(*VERSION)
    )
    before: dict = {}
    for row in rows.iterator(chunk_size=2000):
        same = before.get("figure") == row["figure"]
        yield _history_row(row, before if same else {}, period, communes, labels, table)
        before = row


def _history_row(row, before, period, communes, labels, table):
    key = row["figure__indicator__key"]
    own = f"{period.district} (số liệu riêng)"
    state_before = before.get("state", Figure.State.BLANK)
    return (
        communes.get(row["figure__submission"], own),
        _hamlet(row),
        labels[key],
        table.spec(key).unit,
        row["number"],
        before.get("value"),
        Figure.State(state_before).label,
        row["value"],
        Figure.State(row["state"]).label,
        "; ".join(row["names"]),
        row["by__full_name"] or row["by__username"],
        row["at"],
        FigureVersion.Source(row["source"]).label,
        row["file__name"] or _message(row["message__at"]),
        row["note"],
    )


def _hamlet(row):
    if row["figure__hamlet"] is None:
        return WHOLE
    kind = Hamlet.Kind(row["figure__hamlet__kind"]).label
    return f"{kind} {row['figure__hamlet__name']}"


def _message(at):
    if at is None:
        return ""
    return f"Tin nhắn dán lúc {timezone.localtime(at):%H:%M %d/%m/%Y}"
