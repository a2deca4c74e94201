"""A form and what stands beside it in; what its templates print out, ready to print."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.figures import FigureTable, Spec, Time
from reports.headings import headings
from reports.totals import Total, cumulative_due, last_cumulative
from tuky_cnscd.vietnamese import format_number, format_percent, nfc

from .asked import Asked, Sheet, spec_label
from .cells import Question, State, Taken, cell_name, total_only_name
from .lists import strange_picks

NO_CASE_WORDS = "Không phát sinh"


@dataclass(frozen=True)
class Remark:
    """A finding at its cell: "error" or "warning", and its sentence."""

    severity: str
    message: str


@dataclass(frozen=True)
class Beside:
    """What the page shows beside the cells: last period, sums, findings.

    `part_sums`: what the parts of a typed total add up to; `remarks` by address;
    `stories`: the address below which each cell's story stands.
    """

    last: FigureTable | None = None
    totals: Mapping[str, Total] = field(default_factory=dict)
    last_totals: Mapping[str, Total] = field(default_factory=dict)
    part_sums: Mapping[str, Total] = field(default_factory=dict)
    remarks: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)
    stories: str = ""
    read_only: bool = False

    def last_total(self, spec):
        """The commune's figure of the last period, as text, or nothing."""
        total = self.last_totals.get(spec.key)
        return _amount(total, spec) if total and total.value is not None else ""


@dataclass(frozen=True)
class ShownDue:
    """What a running total should be: the page adds `last` and the cell of `flow`.

    `flow`: a cell's name, or the id of an indicator that is added up on the page.
    """

    flow: str
    last: str
    text: str


@dataclass
class ShownCell:
    """One cell, ready to print."""

    name: str
    label: str
    text: str = ""
    none: bool = False
    last: str = ""
    due: ShownDue | None = None
    labelled_by: str = ""
    mode: str = "numeric"
    css: str = ""
    message: str = ""
    question: Question | None = None
    taken: Taken | None = None
    remarks: tuple[Remark, ...] = ()
    options: tuple[tuple[str, bool], ...] = ()
    added: str = ""
    group: str = ""
    value: str = ""

    @property
    def described_by(self):
        parts = [f"m-{self.name}"] if self.message else []
        return " ".join(parts + ([f"r-{self.name}"] if self.remarks else []))


def show_cell(form, name, label="", labelled_by="") -> ShownCell:
    """A cell as stored, or as sent where it could not be saved."""
    asked = form.sheet.cells[name]
    shown = ShownCell(
        name,
        label or asked.spec.name,
        labelled_by=labelled_by,
        mode="decimal" if asked.spec.decimals else "numeric",
        last=last_text(form.beside, form.sheet, asked),
        due=_due(form, asked) if asked.spec.cumulative_of else None,
        remarks=form.beside.remarks.get(name, ()),
        value=_value(asked.standing),
    )
    fill = _fill_list if asked.spec.is_list else _fill_number
    fill(shown, form, asked)
    _mark(shown, form.problem(name))
    return shown


def _fill_number(shown, form, asked):
    if shown.name in form.overruled:
        source = form.overruled[shown.name]
    elif form.is_kept_as_typed(shown.name):
        typed = form.typed(shown.name)
        shown.text, shown.none = nfc(typed.text), typed.none
        return
    else:
        source = asked.standing
    shown.none = source.state == State.NONE
    if source.state == State.VALUE:
        shown.text = format_number(source.value)


def _fill_list(shown, form, asked):
    names, shown.none = asked.standing.names, asked.standing.state == State.NONE
    if form.is_kept_as_typed(shown.name):
        typed = form.typed(shown.name)
        names, shown.none = typed.picks, typed.none
        moved = strange_picks(typed, asked.offered)
        shown.added = "\n".join([*filter(None, [nfc(typed.added)]), *moved])
    shown.options = tuple((name, name in names) for name in asked.offered)


def _mark(shown, problem):
    if problem is not None:
        shown.message = problem.messages[0]
        shown.question = problem if isinstance(problem, Question) else None
        shown.taken = problem if isinstance(problem, Taken) else None
    asked = shown.question or shown.taken
    severities = {remark.severity for remark in shown.remarks}
    if (shown.message and not asked) or "error" in severities:
        shown.css = "cell-error"
    elif asked or severities:
        shown.css = "cell-asked"
    elif shown.none:
        shown.css = "cell-none"


def last_text(beside: Beside, sheet: Sheet, asked: Asked) -> str:
    """The same cell in the last period, as text; nothing where it was not asked."""
    last = beside.last
    if last is None or not last.has(asked.spec.key):
        return ""
    if asked.hamlet_id is None:
        return beside.last_total(asked.spec)
    cell = last.cell(asked.spec.key, sheet.commune.id, asked.hamlet_id)
    return "" if cell.is_blank else _value(cell)


def _due(form, asked):
    """The last period's running total and what came since, to be taken or not."""
    sheet, key, last = form.sheet, asked.spec.key, form.beside.last
    place = (sheet.commune.id, asked.hamlet_id)
    stood = last_cumulative(last, key, *place)
    if stood is None or form.beside.read_only:
        return None
    due = cumulative_due(sheet.table, last, key, *place)
    flow = str(sheet.ids[asked.spec.cumulative_of])
    return ShownDue(
        flow=cell_name(flow, asked.hamlet_id) if asked.hamlet_id else flow,
        last=f"{stood.normalize():f}",
        text=format_number(due.value) if due else "",
    )


def _value(cell):
    """A cell where it cannot be changed."""
    if cell.state == State.NONE:
        return NO_CASE_WORDS
    return format_number(cell.value)


def _amount(total, spec):
    if total and total.value is not None and spec.is_ratio:
        return format_percent(total.value, spec.decimals)
    return format_number(total.value) if total else "–"


@dataclass
class ShownSpec:
    """A column or a row: the words of an indicator, its sums, its own cell."""

    id: int
    name: str
    unit: str
    time: str
    definition: str
    total: str
    blanks: int
    last: str
    cell: ShownCell | None = None
    box: str = ""
    ticked: bool = False
    depth: int = 0
    is_list: bool = False
    parts: str = ""
    parts_sum: str = ""
    parts_differ: bool = False
    remarks: tuple[Remark, ...] = ()
    heading: str = ""


def _show_spec(form, spec: Spec, heading="") -> ShownSpec:
    total = form.beside.totals.get(spec.key)
    indicator_id = form.sheet.ids[spec.key]
    sum_address = form.sheet.address(spec.key)
    return ShownSpec(
        id=indicator_id,
        name=spec_label(spec),
        unit=spec.unit,
        time=Time(spec.time).label,
        definition=spec.definition,
        total=_amount(total, spec),
        blanks=len(total.blanks) if total else 0,
        last=form.beside.last_total(spec),
        is_list=spec.is_list,
        heading=heading,
        remarks=()
        if sum_address in form.sheet.cells
        else form.beside.remarks.get(sum_address, ()),
    )


def show_columns(form) -> list[ShownSpec]:
    """The columns of the grid, each with its way out "chỉ có tổng xã"."""
    columns, above = [], headings(form.sheet.columns)
    for spec in form.sheet.columns:
        shown = _show_spec(form, spec, above.get(spec.key, ""))
        shown.box = total_only_name(shown.id)
        shown.ticked = form.is_ticked(shown.id)
        name = cell_name(shown.id)
        shown.cell = show_cell(form, name, shown.name, f"total-words i-{shown.id}")
        columns.append(shown)
    return columns


def show_lines(form, columns):
    """(hamlet, its cells) of each line of the grid."""
    for hamlet in form.sheet.commune.hamlets:
        yield hamlet, [_show_in_line(form, column, hamlet) for column in columns]


def _show_in_line(form, column, hamlet):
    name, words = cell_name(column.id, hamlet.id), f"i-{column.id} h-{hamlet.id}"
    shown = show_cell(form, name, column.name, words)
    shown.group = column.heading
    return shown


def show_rows(form) -> list[ShownSpec]:
    """What stands once for the commune, parts below their total."""
    rows, above = [], headings(spec for spec, _ in form.sheet.rows)
    for spec, depth in form.sheet.rows:
        shown = _show_spec(form, spec, above.get(spec.key, ""))
        shown.depth = depth
        parts = form.sheet.table.parts_of(spec.key)
        shown.parts = " ".join(str(form.sheet.ids[part.key]) for part in parts)
        name = cell_name(shown.id)
        if name in form.sheet.cells:
            shown.cell = show_cell(form, name, labelled_by=f"i-{shown.id}")
            _compare_parts(shown, form, spec)
        rows.append(shown)
    return rows


def _compare_parts(shown, form, spec):
    parts = form.beside.part_sums.get(spec.key)
    if parts is None:
        return
    shown.parts_sum = _amount(parts, spec)
    total = form.beside.totals[spec.key].value
    known = total is not None and parts.value is not None and not parts.incomplete
    shown.parts_differ = known and total != parts.value
