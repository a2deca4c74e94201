"""A period's evidence in; what stands at each commune's figure of an indicator, out."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import TextChoices

from reports.figures import FigureTable, Level
from reports.judging import Evidence, Judgement
from reports.models import CellQuestion
from reports.news import FIGURE
from reports.totals import commune_total

ENTERED = (Level.HAMLET, Level.COMMUNE)


class Mark(TextChoices):
    """What may stand at a figure, worst first; the value stands in addresses."""

    ERROR = "loi", "Lỗi"
    WAITING = "dang-hoi", "Đang hỏi"
    ANSWERED = "da-tra-loi", "Đã trả lời"
    ODD = "khac-thuong", "Khác thường"
    BLANK = "trong", "Còn trống"
    FRESH = "moi", "Mới thay đổi"

    @property
    def sign(self):
        """A sign beside the colour."""
        return SIGNS[self]


SIGNS = {
    Mark.ERROR: "✕",
    Mark.WAITING: "?",
    Mark.ANSWERED: "↩",
    Mark.ODD: "▲",
    Mark.BLANK: "▢",
    Mark.FRESH: "●",
}


@dataclass(frozen=True)
class CellMarks:
    """`blanks`: how many cells are blank; `hamlet_id`: where the worst of it stands."""

    marks: frozenset[Mark] = frozenset()
    blanks: int = 0
    hamlet_id: int | None = None

    @property
    def in_order(self) -> tuple[Mark, ...]:
        """Worst first."""
        return tuple(mark for mark in Mark if mark in self.marks)


NOTHING = CellMarks()
Cells = dict[tuple[int, str], CellMarks]


def marked_cells(period, evidence: Evidence, fresh) -> Cells:
    """{(commune, indicator): what stands there}, only where something does.

    `fresh`: items of `reports.news` that their reader did not see yet. One query, and
    a time that grows with the number of figures alone.
    """
    table = evidence.table
    found = _Found()
    for commune in table.communes:
        found.judgement(commune.id, evidence.judgement(commune.id))
    for key, commune, hamlet, answered in _questions(period):
        found.add(commune, key, hamlet, Mark.ANSWERED if answered else Mark.WAITING)
    for commune in table.communes:
        found.blanks(table, commune.id)
    ids = {item.part for item in fresh if item.kind == FIGURE}
    for (key, commune, hamlet), cell in table.cells.items() if ids else ():
        if cell.figure_id in ids and commune is not None:
            found.add(commune, key, hamlet, Mark.FRESH)
    return found.cells


class _Found:
    """Gathers marks; the first place told of a cell is where its link will lead."""

    def __init__(self):
        self.cells: Cells = {}

    def add(self, commune, key, hamlet, mark, blanks=0):
        known = self.cells.get((commune, key))
        self.cells[commune, key] = (
            replace(known, marks=known.marks | {mark}, blanks=known.blanks + blanks)
            if known
            else CellMarks(frozenset({mark}), blanks, hamlet)
        )

    def judgement(self, commune, judgement: Judgement):
        for finding in judgement.findings:
            if finding.key:
                mark = Mark.ERROR if finding.is_error else Mark.ODD
                self.add(commune, finding.key, finding.hamlet_id, mark)

    def blanks(self, table: FigureTable, commune):
        for spec in table.specs:
            if spec.level in ENTERED:
                places = commune_total(table, spec.key, commune).blanks
                if places:
                    hamlet = places[0].hamlet_id
                    if table.is_computed(spec.key):
                        hamlet = None
                    self.add(commune, spec.key, hamlet, Mark.BLANK, len(places))


def _questions(period):
    rows = CellQuestion.objects.standing().filter(submission__period=period)
    return rows.order_by("answered_at", "pk").values_list(
        "indicator__key", "submission__commune", "hamlet", "answered_at"
    )


def count_marks(cells: Cells) -> Counter[Mark]:
    """How many cells carry each mark."""
    return Counter(mark for cell in cells.values() for mark in cell.marks)
