"""In: cells and totals. Out: what a page prints of them, and where they stand on it."""

from dataclasses import dataclass

from reports.figures import Cell, Spec
from reports.models import Figure
from reports.totals import Total
from tuky_cnscd.vietnamese import EMPTY, format_number, format_percent

NOTHING_AROSE = "không phát sinh"


@dataclass(frozen=True)
class CellView:
    """One figure on a page; `last` is what stood there in the period before.

    `ask`: where to ask the commune about it; `asked`: the question that stands,
    "waiting" or "answered".
    """

    anchor: str
    text: str
    names: tuple[str, ...] = ()
    figure_id: int | None = None
    is_blank: bool = False
    is_none: bool = False
    incomplete: bool = False
    last: str = ""
    severity: str = ""
    label: str = ""
    total_only: bool = False
    ask: str = ""
    asked: str = ""


def anchor(key: str, hamlet_id: int | None = None) -> str:
    """The id of a cell on the page of one commune; no hamlet: the whole commune's."""
    return f"o-{key}-{hamlet_id or 'xa'}"


def cell_text(spec: Spec, cell) -> str:
    """A figure (or a version of it) in words: “–” for blank, “không phát sinh”."""
    if cell.state == Figure.State.NONE:
        return NOTHING_AROSE
    if cell.state == Figure.State.BLANK:
        return EMPTY
    if cell.value is None:
        return format_number(len(cell.names))
    return format_number(cell.value, spec.decimals)


def total_text(spec: Spec, total: Total) -> str:
    """A total in words; “–” where nothing is known of it."""
    if spec.is_ratio:
        return format_percent(total.value, spec.decimals)
    if total.value is None:
        return EMPTY
    return format_number(total.value, spec.decimals)


def view_of_cell(spec: Spec, cell: Cell, hamlet_id=None, **more) -> CellView:
    """A typed figure."""
    return CellView(
        anchor=anchor(spec.key, hamlet_id),
        text=cell_text(spec, cell),
        names=cell.names,
        figure_id=cell.figure_id,
        is_blank=cell.is_blank,
        is_none=cell.state == Figure.State.NONE,
        **more,
    )


def view_of_total(spec: Spec, total: Total, hamlet_id=None, **more) -> CellView:
    """A figure that was added up, and so has no history of its own."""
    return CellView(
        anchor=anchor(spec.key, hamlet_id),
        text=total_text(spec, total),
        names=total.names,
        is_blank=total.value is None,
        incomplete=total.incomplete,
        **more,
    )
