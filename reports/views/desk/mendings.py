"""Findings with their mendings in; each as a line, with who typed the figure, out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import F

from reports.checks import Finding, Mending
from reports.checks.findings import inner_label
from reports.figures import FigureTable
from reports.models import FigureVersion
from tuky_cnscd.vietnamese import format_number

SHOWN = 3


@dataclass(frozen=True)
class MendingLine:
    """One slip that may be behind a finding.

    `typed`: the version that stands in the cell; None for a printed or summed figure.
    """

    change: str
    where: str
    slip: str
    url: str = ""
    typed: FigureVersion | None = None


class MendingLines:
    """The mendings of a page's findings: one query for all, none if there are none."""

    def __init__(
        self,
        table: FigureTable,
        findings: Iterable[Finding],
        url_of: Callable[[Mending], str],
    ):
        self.table = table
        self.url_of = url_of
        cells = {m.cell for f in findings for m in f.mendings[:SHOWN]}
        self.figures = {table.cell(*cell).figure_id: cell for cell in cells}
        self.figures.pop(None, None)
        self.typed = self._versions()

    def __call__(self, finding: Finding) -> tuple[MendingLine, ...]:
        """The likeliest few, best first."""
        return tuple(self._line(mending) for mending in finding.mendings[:SHOWN])

    def _versions(self):
        rows = FigureVersion.objects.filter(
            figure__in=self.figures, number=F("figure__version")
        )
        return {self.figures[row.figure_id]: row for row in rows.select_related("by")}

    def _line(self, mending: Mending) -> MendingLine:
        return MendingLine(
            change="; ".join(map(change_text, (mending, *mending.also))),
            where="; ".join(
                dict.fromkeys(
                    where_text(self.table, each) for each in (mending, *mending.also)
                )
            ),
            slip=mending.slip.label,
            url=self.url_of(mending),
            typed=self.typed.get(mending.cell),
        )


def change_text(mending: Mending) -> str:
    """1.312 → 5.312."""
    return f"{format_number(mending.before)} → {format_number(mending.after)}"


def where_text(table: FigureTable, mending: Mending) -> str:
    """Chỉ tiêu 6, thôn Ô Mễ; the commune where it is not the page's own."""
    places = [inner_label(table.spec(mending.key))]
    if mending.hamlet_id:
        hamlets = table.commune(mending.commune_id).hamlets
        places += [h.name for h in hamlets if h.id == mending.hamlet_id]
    if mending.place:
        places.append(mending.place)
    return ", ".join(places)
