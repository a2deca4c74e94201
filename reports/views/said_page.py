"""A content that was kept in; what a page prints of it out."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reports.contents import Content, table_of
from reports.figures import load_specs
from reports.models import SubmissionWords

from .desk.commune_figures import CommuneFigures, CommuneRow, Grid

MOST_COLUMNS = 6  # that a sheet of A4 holds


@dataclass(frozen=True)
class Did:
    """An activity as it was sent."""

    date: date
    title: str
    participants: str


@dataclass
class Said:
    """All that a return said at one moment, as `parts/said.html` prints it."""

    content: Content
    figures: CommuneFigures

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """The figures by hamlet, in tables no wider than a sheet of paper."""
        grid = self.figures.grid()
        return tuple(_cut(grid)) if grid else ()

    @cached_property
    def totals(self) -> tuple[CommuneRow, ...]:
        return self.figures.totals()

    @property
    def words(self):
        """(heading, text) of what the commune wrote."""
        topics = dict(SubmissionWords.Topic.choices)
        said = [(key, text) for key, text in self.content.words if text]
        return [(topics.get(key, key), text) for key, text in said]

    @property
    def activities(self):
        return [
            Did(date.fromisoformat(day), title, people)
            for day, title, people in self.content.activities
        ]


def said_of(submission, content: Content) -> Said:
    """A content of the return, ready to print: one query, for its indicators."""
    commune = submission.commune
    specs = load_specs(submission.period)
    table = table_of(content, specs, commune.pk, str(commune))
    return Said(content, CommuneFigures(table, commune.pk))


def _cut(grid):
    for start in range(0, len(grid.specs), MOST_COLUMNS):
        part = slice(start, start + MOST_COLUMNS)
        rows = tuple(type(row)(row.name, row.cells[part]) for row in grid.rows)
        yield Grid(grid.specs[part], rows, grid.totals[part])
