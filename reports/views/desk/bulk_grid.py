"""A period, a page and a filter in; the grid of communes × indicators out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.urls import reverse

from reports import rules
from reports.bulk import Line
from reports.checks import missing_cells
from reports.figures import FigureTable, Level, Spec, load_table
from reports.intake.asked import Sheet, full_label, spec_label
from reports.intake.grid import KPS, Way, line_of, specs_of_communes, way_of
from reports.intake.shown import ShownCell, show_cell
from reports.models import Submission
from reports.totals import commune_total
from tuky_cnscd.vietnamese import format_count

from .cells import total_text

PER_PAGE = 50


@dataclass(frozen=True)
class Head:
    """A column: an indicator as the grid names it; `total`: of what it is a part."""

    id: int
    name: str
    total: str
    unit: str
    by_hamlet: bool


@dataclass(frozen=True)
class GridCell:
    """One cell: a field (`shown`) or what stands there and why it is not typed."""

    column: int
    shown: ShownCell | None = None
    text: str = ""
    note: str = ""
    url: str = ""
    url_label: str = ""
    none: bool = False


@dataclass(frozen=True)
class GridLine:
    """One commune of the grid, ready to print.

    `missing`: blanks left in its whole return; `told`: why none of it was taken.
    """

    submission: Submission
    cells: tuple[GridCell, ...]
    base: str
    may_enter: bool
    missing: int
    told: str = ""

    @property
    def prefix(self):
        return f"{self.submission.pk}."


@dataclass
class Grid:
    """The communes of one page with their figures as they stand.

    `specs`: the columns shown; `all_specs`: those to choose from.
    """

    page: Page
    table: FigureTable
    ids: Mapping[str, int]
    specs: tuple[Spec, ...]
    all_specs: tuple[Spec, ...]
    only_open: bool

    @cached_property
    def submissions(self) -> list[Submission]:
        return list(self.page.object_list)

    @property
    def only_spec(self) -> str:
        return self.specs[0].key if self.specs != self.all_specs else ""

    def choices(self):
        """(key, words) of every column, for the filter."""
        return [(spec.key, full_label(self.table, spec)) for spec in self.all_specs]

    def heads(self) -> list[Head]:
        return [self._head(spec) for spec in self.specs]

    def _head(self, spec):
        words, label = full_label(self.table, spec), spec_label(spec)
        return Head(
            id=self.ids[spec.key],
            name=label,
            total=words.removesuffix(label) if words != label else "",
            unit=spec.unit,
            by_hamlet=spec.level == Level.HAMLET,
        )

    def sheet(self, submission) -> Sheet:
        """One commune's return; lists are not entered here, so without products."""
        return Sheet(self.table, self.table.commune(submission.commune_id), self.ids)

    def lines(self, sent: Mapping[int, Mapping[str, str]] | None = None) -> list[Line]:
        """A form for each commune of the page, or for each that was sent."""
        return [
            Line(row, line_of(self.sheet(row), self.specs, sent and sent[row.pk]))
            for row in self.submissions
            if sent is None or row.pk in sent
        ]


def load_grid(period, *, number="1", key="", only_open=False, ids=None) -> Grid:
    """The grid as it stands: a fixed number of queries.

    `number`: which page, `key`: one indicator alone, `ids`: these returns instead of
    the page's, whatever became of them since it was sent.
    """
    all_rows = rows = Submission.objects.filter(period=period).in_district_order()
    if only_open:
        rows = rows.filter(state__in=Submission.OPEN_FOR_ENTRY)
    page = Paginator(rows, PER_PAGE).get_page(number)
    shown = page.object_list if ids is None else all_rows.filter(pk__in=ids)
    page.object_list = list(shown[:PER_PAGE])
    for row in page.object_list:
        row.period = period
    shown = [row.pk for row in page.object_list]
    table = load_table(period, Submission.objects.filter(pk__in=shown))
    specs = specs_of_communes(table)
    return Grid(
        page=page,
        table=table,
        ids=dict(period.indicators.values_list("key", "pk")),
        specs=tuple(s for s in specs if s.key == key) or specs,
        all_specs=specs,
        only_open=only_open,
    )


def grid_lines(grid: Grid, user, lines: Iterable[Line]) -> list[GridLine]:
    """What the page prints of each commune; `lines`: their forms, by the return."""
    forms = {line.submission.pk: line.form for line in lines}
    return [
        _line(grid, user, row, forms[row.pk])
        for row in grid.submissions
        if row.pk in forms
    ]


def problems(lines: Iterable[Line]) -> list[tuple[str, str, str]]:
    """(the field's id, where, message) of each cell that could not be saved."""
    return [
        (f"{line.submission.pk}.{name}", f"{line.submission.commune}, {where}", message)
        for line in lines
        for name, where, message in line.form.problems()
    ]


def _line(grid, user, submission, form):
    may_enter = rules.may_fill_in_on_behalf(user, submission)
    sheet = form.sheet
    return GridLine(
        submission=submission,
        cells=tuple(_cell(sheet, s, form, submission, may_enter) for s in grid.specs),
        base=form.base_json(),
        may_enter=may_enter,
        missing=len(missing_cells(grid.table, submission.commune_id)),
        told=form.refusal if form.is_refused else "",
    )


def _cell(sheet, spec, form, submission, may_enter):
    column = sheet.ids[spec.key]
    way = way_of(sheet, spec)
    name = f"c-{column}-0"
    typed = name in form.cells and (way.is_typed or form.is_kept_as_typed(name))
    if typed and (may_enter or form.is_kept_as_typed(name)):
        return _field(form, name, spec, column, way)
    return _read_only(sheet, spec, submission, way, column, may_enter)


def _field(form, name, spec, column, way):
    shown = show_cell(form, name, spec.name)
    if shown.none and not shown.text:
        shown.text = KPS
    note = ""
    if way is Way.WHOLE:
        note = "ghi tổng xã"
    elif spec.key in form.sheet.commune.total_only and form.sheet.commune.hamlets:
        note = "chỉ có tổng xã"
    return GridCell(column, shown, note=note)


def _read_only(sheet, spec, submission, way, column, may_enter):
    total = commune_total(sheet.table, spec.key, submission.commune_id)
    note = ""
    if total.blanks and total.value is not None:
        note = f"còn {format_count(len(total.blanks))} ô trống"
    elif way is Way.COMPUTED and may_enter:
        note = "tự tính"
    elsewhere = way in (Way.BY_HAMLET, Way.LIST) and may_enter
    cell = sheet.table.cell(spec.key, submission.commune_id)
    none = way is not Way.BY_HAMLET and cell.state == "none"
    return GridCell(
        column,
        text=KPS if none else total_text(spec, total),
        note=note,
        url=_form_url(sheet, spec, submission) if elsewhere else "",
        url_label="Theo thôn" if way is Way.BY_HAMLET else "Mở danh sách",
        none=none,
    )


def _form_url(sheet, spec, submission):
    page = reverse("reports:on_behalf", args=[submission.period_id, submission.pk])
    return f"{page}#{sheet.address(spec.key)}"
