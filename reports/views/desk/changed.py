"""Changes of figures in; what a page says of them out: where, then and now, who."""

from dataclasses import dataclass

from reports.changes import Change
from reports.figures import FigureTable
from reports.intake.asked import full_label
from reports.models import Figure, FigureVersion

from .cells import cell_text

BLANK = "chưa nhập"


@dataclass(frozen=True)
class ChangeLine:
    """One figure then and now; `place` is its hamlet, or nothing."""

    indicator: str
    place: str
    before: str
    after: str
    version: FigureVersion
    is_real: bool


def change_line(change: Change, table: FigureTable) -> ChangeLine:
    """A change in words."""
    figure = change.figure
    spec = table.spec(figure.indicator.key)
    return ChangeLine(
        indicator=full_label(table, spec),
        place=str(figure.hamlet) if figure.hamlet_id else "",
        before=_text(spec, change.before),
        after=_text(spec, change.after),
        version=change.after,
        is_real=change.is_real,
    )


def _text(spec, version):
    if version is None or version.state == Figure.State.BLANK:
        return BLANK
    names = f" ({'; '.join(version.names)})" if version.names else ""
    return cell_text(spec, version) + names
