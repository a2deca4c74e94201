"""In: the totals of a place and of the places in it. Out: findings that lead to one.

Slips can cancel out in a sum, so every place is looked at, not only the sum.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ..figures import FigureTable
from ..totals import HamletTotals, Totals, commune_totals
from .findings import Finding, label, some
from .relations import Contradiction


@dataclass(frozen=True)
class Child:
    """A place within the one that is checked."""

    name: str
    totals: Totals
    commune_id: int
    hamlet_id: int | None = None


def communes_in(table: FigureTable) -> list[Child]:
    """The communes of the table, as children of the district."""
    return [
        Child(commune.name, commune_totals(table, commune.id), commune.id)
        for commune in table.communes
    ]


def hamlets_in(table: FigureTable, commune_id: int) -> list[Child]:
    """The hamlets of a commune, with what is collected by hamlet."""
    return [
        Child(h.name, HamletTotals(table, commune_id, h.id), commune_id, h.id)
        for h in table.commune(commune_id).hamlets
    ]


def located(
    check: Callable[[FigureTable, Totals], Iterable[Contradiction]],
    table: FigureTable,
    totals: Totals,
    children: Iterable[Child],
    commune_id: int | None = None,
) -> list[Finding]:
    """One finding for each rule and indicator, naming the places that it comes from."""
    whole = {(c.rule, c.key): c for c in check(table, totals)}
    origins = {}
    for child in children:
        for found in check(table, child.totals):
            origins.setdefault((found.rule, found.key), []).append((child, found))
    return [
        _located(table, whole.get(what), origins.get(what, []), commune_id)
        for what in dict.fromkeys([*whole, *origins])
    ]


def _located(
    table: FigureTable,
    whole: Contradiction | None,
    origins: list[tuple[Child, Contradiction]],
    commune_id: int | None,
) -> Finding:
    mendings = tuple(
        replace(mending, place=child.name)
        for child, found in origins
        for mending in found.mendings
    )
    if whole is None and len(origins) == 1:
        child, found = origins[0]
        found = replace(found, mendings=mendings)
        return found.finding(f", tại {child.name}", child.commune_id, child.hamlet_id)
    if whole is None:
        found = origins[0][1]
        fact = f"{label(table.spec(found.key))}: {found.rule.label.lower()}"
        whole = replace(found, fact=fact, mendings=())
    whole = replace(whole, mendings=(*mendings, *whole.mendings))
    if not origins:
        return whole.finding(commune_id=commune_id)
    where = ", tại " + some(f"{child.name} ({found.short})" for child, found in origins)
    first = origins[0][0]
    if len(origins) == 1:
        return whole.finding(where, first.commune_id, first.hamlet_id)
    return whole.finding(where, commune_id)
