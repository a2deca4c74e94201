"""In: a FigureTable. Out: the one list of what a commune has still to fill in."""

from dataclasses import dataclass

from ..figures import FigureTable
from ..totals import commune_total


@dataclass(frozen=True)
class MissingCell:
    """A blank that keeps a commune from sending; no hamlet: the commune's own cell."""

    key: str
    commune_id: int
    hamlet_id: int | None = None


def missing_cells(table: FigureTable, commune_id: int) -> list[MissingCell]:
    """The blanks in a commune's return, in the order of the form.

    What is computed, or comes from the district or the roster, is never missing.
    """
    return [
        MissingCell(spec.key, place.commune_id, place.hamlet_id)
        for spec in table.specs
        if not table.is_computed(spec.key)
        for place in commune_total(table, spec.key, commune_id).blanks
    ]
