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
NUMBERS, UNIT = (11, 14, 17, 20), 20  # mm, as in the stylesheet
NAMES = (30, 34, 38, 42, 46, 50, 56, 62, 70, 80, 90)  # mm, as in the stylesheet
TEXTS = 42  # mm of a column of words that is not the row's name
BEST = {False: 17, True: 24}  # mm a column of figures, before names get the rest
MANY = 4  # columns of figures: from there on the letters are a size smaller


@dataclass(frozen=True)
class Measures:
    """Points of the letters; millimetres of the number, the name and each figure.

    fits: every word of the head and every figure stays whole.
    """

    points: int
    number: int
    name: int
    figure: float
    fits: bool

    def of(self, kind: str) -> float:
        """The width in mm of a column that holds this."""
        fixed = {"stt": self.number, "unit": UNIT, "name": self.name, "text": TEXTS}
        return fixed.get(kind, self.figure)


def measures(table: DataTable) -> Measures:
    """The largest letters, and the widest names beside them, that fit the page."""
    found, sizes = None, SIZES
    if table.columns.count("figure") > MANY:
        sizes = SIZES[1:]
    for points in sizes:
        found = _at(table, points)
        if found.fits:
            return found
    return found


def _at(table, points) -> Measures:
    number = _number_width(table, points)
    room = WIDTHS[table.wide] - number
    room -= UNIT * table.columns.count("unit") + TEXTS * table.columns.count("text")
    figures = table.columns.count("figure")
    if not figures:
        return Measures(points, number, int(room), 0, True)
    needed = SIDES + _widest(_in_figures(table), points)
    names = [line.cells[1] for line in table.lines if not line.is_heading]
    longest = SIDES + max(
        (fonts.width(n, points, fonts.BOLD) for n in names), default=0
    )
    left = room - figures * max(needed, BEST[table.wide])
    name = _name_width(min(left, longest), left)
    figure = (room - name) / figures
    fits = figure >= needed and name >= SIDES + _widest(names, points)
    return Measures(points, number, name, figure, fits)


def _number_width(table, points):
    """The narrowest step in which no number breaks: XVIII is as wide as 10.000."""
    widest = SIDES + _widest((line.cells[0] for line in table.lines), points)
    return next((step for step in NUMBERS if step >= widest), NUMBERS[-1])


def _name_width(enough, left):
    """The narrowest step that is enough, or the widest of what is left."""
    within = [step for step in NAMES if step <= left]
    return next((s for s in within if s >= enough), max(within, default=NAMES[0]))


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
