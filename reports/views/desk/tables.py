"""A report or a type in; its tables as the officer's pages list and draw them, out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from reports.blocks import DataTable
from reports.consolidation import Consolidation, consolidate
from reports.facts import LABELS, UnknownFact, known_names
from reports.figures import load_specs
from reports.models import Indicator, ReportingPeriod, ReportTable, TypeTable
from reports.outputs.tables import measures
from reports.tables import BuiltTable, TablePlaced, built
from reports.tables.building import LONG, printed
from reports.tables.spec import Rows, TableSpec

MOST_SHOWN = 60  # rows of a preview
KINDS = {
    Rows.INDICATORS: (
        "Chỉ tiêu",
        "Mỗi dòng một chỉ tiêu, so với kỳ trước, cùng kỳ năm trước, kế hoạch.",
    ),
    Rows.COMMUNES: ("Xã, thị trấn", "Mỗi dòng một xã, mỗi chỉ tiêu một cột."),
    Rows.HAMLETS: ("Thôn, khu dân cư", "Mỗi dòng một thôn, xếp theo xã."),
    Rows.TEAMS: (
        "Tổ công nghệ số cộng đồng",
        "Mỗi dòng một Tổ: tổ trưởng, số thành viên, nhóm Zalo.",
    ),
    Rows.PRODUCTS: (
        "Sản phẩm",
        "Mỗi dòng một sản phẩm các xã báo cáo, nằm trong danh sách nào.",
    ),
}


@dataclass(frozen=True)
class Holder:
    """Whose tables they are: a period's report, or a type of report.

    consolidate: the figures that its previews show, or None where no period has any.
    """

    owner: object
    model: type
    name: str
    crumbs: tuple[tuple[str, str], ...]
    indicators: tuple[tuple[str, str, str], ...]
    known: Mapping[str, str]
    consolidate: Callable[[], Consolidation | None]
    nav_period: ReportingPeriod | None = None

    @property
    def list_url(self):
        return reverse(f"reports:{self.name}s", args=[self._number])

    @property
    def add_url(self):
        return reverse(f"reports:{self.name}_add", args=[self._number])

    @property
    def _number(self):
        return self.nav_period.pk if self.nav_period else self.owner.pk

    def sections(self) -> list[tuple[int, str]]:
        """Where a table may stand besides an annex."""
        return [(row.pk, row.title) for row in self.owner.sections.all()]

    def new_row(self):
        """A table of the owner's, not saved yet, after all others."""
        last = self.owner.tables.order_by("position").last()
        owner = "report" if self.model is ReportTable else "type"
        position = last.position + 1 if last else 1
        return self.model(**{owner: self.owner, "position": position})


@dataclass(frozen=True)
class TableLine:
    """A table in the list: its address, what its rows are, where it stands."""

    row: object
    url: str
    delete_url: str
    kind: str
    place: str
    words: str


@dataclass(frozen=True)
class Preview:
    """A table drawn as it would print now, its first rows; or why it cannot be."""

    title: str = ""
    block: DataTable | None = None
    notes: tuple[str, ...] = ()
    more: int = 0
    is_long: bool = False
    fits: bool = True
    problem: str = ""


def report_holder(report) -> Holder:
    """The tables of a period's report."""
    period = report.period
    specs = load_specs(period)
    return Holder(
        owner=report,
        model=ReportTable,
        name="report_table",
        crumbs=(
            (period.phrase, reverse("reports:board", args=[period.pk])),
            ("Báo cáo", reverse("reports:report", args=[period.pk])),
        ),
        indicators=tuple((s.key, _label(s), s.group) for s in specs),
        known=known_names(specs),
        consolidate=lambda: consolidate(period),
        nav_period=period,
    )


def type_holder(report_type) -> Holder:
    """The tables of a type; they are shown with the figures of the latest period."""
    rows = Indicator.objects.filter(district=report_type.district, is_active=True)
    return Holder(
        owner=report_type,
        model=TypeTable,
        name="type_table",
        crumbs=(
            ("Thiết lập", reverse("reports:setup")),
            ("Loại báo cáo", reverse("reports:report_types")),
            (report_type.name, reverse("reports:report_type", args=[report_type.pk])),
        ),
        indicators=tuple((row.key, _label(row), row.group) for row in rows),
        known={name: LABELS[name] for name in ("ky", "ky_sau", "nam")},
        consolidate=lambda: _latest(report_type),
    )


def lines(holder: Holder) -> list[TableLine]:
    """The tables in order, those of sections before annexes."""
    rows = holder.owner.tables.select_related("section")
    return [
        _line(holder, row)
        for row in sorted(rows, key=lambda r: (r.section_id is None, r.position, r.pk))
    ]


def preview(holder: Holder, title: str, spec: TableSpec, section_id) -> Preview:
    """The table with the figures of now; nothing of it is saved."""
    consolidation = holder.consolidate()
    if consolidation is None:
        return Preview(problem="Chưa có kỳ nào đã mở để xem thử bảng với số liệu.")
    row = TablePlaced(title, spec.to_json(), section_id)
    try:
        (table,) = built([row], consolidation)
    except UnknownFact as error:
        names = ", ".join(f"{{{name}}}" for name in error.names)
        return Preview(problem=f"Tên bảng gọi số liệu không có trong kỳ: {names}.")
    return _drawn(table)


def _drawn(table: BuiltTable) -> Preview:
    grid = table.grid
    if grid.is_empty:
        return Preview(title=table.title, problem="Bảng chưa có dòng hoặc cột nào.")
    wide = grid.wide and table.row.section_id is None
    block, *notes = printed(grid, wide=wide)
    return Preview(
        title=table.title,
        block=DataTable(block.heads, block.columns, block.lines[:MOST_SHOWN]),
        notes=tuple(note.text for note in notes),
        more=max(0, len(block.lines) - MOST_SHOWN),
        is_long=len(block.lines) > LONG,
        fits=measures(block).fits,
    )


def _line(holder, row):
    spec = TableSpec.from_json(row.spec)
    return TableLine(
        row=row,
        url=reverse(f"reports:{holder.name}_edit", args=[row.pk]),
        delete_url=reverse(f"reports:{holder.name}_delete", args=[row.pk]),
        kind=KINDS[spec.rows][0],
        place=f"Mục: {row.section.title}" if row.section_id else "Phụ lục",
        words="" if row.in_report else "không in",
    )


def _latest(report_type) -> Consolidation | None:
    """The figures of the latest period that was opened, of the type's kind if any."""
    rows = (
        ReportingPeriod.objects.filter(district=report_type.district)
        .exclude(state=ReportingPeriod.State.PLANNED)
        .select_related("district", "previous")
    )
    period = rows.filter(kind=report_type.period_kind).first() or rows.first()
    return period and consolidate(period)


def _label(indicator) -> str:
    if indicator.number:
        return f"{indicator.number}. {indicator.name}"
    is_part = getattr(indicator, "part_of_id", None) or indicator.part_of
    return f"– {indicator.name}" if is_part else indicator.name


def kinds() -> Iterable[tuple[str, str, str]]:
    """What the rows of a new table may be: value, words, a sentence."""
    return [(rows.value, *words) for rows, words in KINDS.items()]
