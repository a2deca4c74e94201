"""A DataTable enters; how wide its columns are and how large its letters, leaves.

The first columns take what they need; those of figures share the rest evenly. The
letters are as large as lets every word stay whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.blocks import DataTable
from reports.outputs import fonts

WIDTHS = {False: 165, True: 252}  # mm of text on a page upright and across
SIZES = (12, 11, 10, 9)  # points
SIDES = 3.8  # mm of a cell at its sides, borders included
NUMBER, UNIT = 11, 20  # mm
NAMES = (38, 46, 56, 70, 90)  # mm, the steps that the stylesheet knows
TEXTS = 42  # mm of a column of words that is not the row's name
BEST_FIGURE = 24  # mm: from there on the name may have what is left


@dataclass(frozen=True)
class Measures:
    """Points of the letters; millimetres of the name and of each column of figures.

    fits: every word of the head and every figure stays whole.
    """

    points: int
    name: int
    figure: float
    fits: bool

    def of(self, kind: str) -> float:
        """The width in mm of a column that holds this."""
        fixed = {"stt": NUMBER, "unit": UNIT, "name": self.name, "text": TEXTS}
        return fixed.get(kind, self.figure)


def measures(table: DataTable) -> Measures:
    """The largest letters, and the widest names beside them, that fit the page."""
    found = None
    for points in SIZES:
        found = _at(table, points)
        if found.fits:
            return found
    return found


def _at(table, points) -> Measures:
    room = WIDTHS[table.wide] - NUMBER
    room -= UNIT * table.columns.count("unit") + TEXTS * table.columns.count("text")
    figures = table.columns.count("figure")
    if not figures:
        return Measures(points, int(room), 0, True)
    needed = SIDES + _widest(_in_figures(table), points)
    name = _name_width(room, figures, max(needed, BEST_FIGURE))
    names = SIDES + _widest((line.cells[1] for line in table.lines), points)
    figure = (room - name) / figures
    return Measures(points, name, figure, figure >= needed and name >= names)


def _name_width(room, figures, best):
    """The widest step that leaves the figures what is best for them."""
    left = room - figures * best
    return max((step for step in NAMES if step <= left), default=NAMES[0])


def _in_figures(table) -> Iterable[str]:
    """The texts that stand in one column of figures, heads and all."""
    for row in table.heads:
        yield from (head.text for head in row if head.columns == 1)
    for line in table.lines:
        for kind, text in zip(table.columns, line.cells, strict=True):
            if kind == "figure":
                yield text


def _widest(texts, points) -> float:
    """The widest single word, in millimetres; bold, as heads are."""
    words = {word for text in texts for word in text.split()}
    return max((fonts.width(word, points, fonts.BOLD) for word in words), default=0)
