"""In: findings and the table that they were made from. Out: the same, with mendings."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import zip_longest

from ..figures import FigureTable, Level, PlaceKey
from ..totals import Totals, commune_totals
from .expected import Expectations
from .findings import Finding, Mending, Rule
from .identities import (
    Relation,
    commune_relations,
    district_relations,
    typed_values,
)
from .relations import parts_and_total
from .scene import Scene
from .slips import Slip
from .typos import MOST, proposals

IDENTITIES = {Rule.PARTS, Rule.HAMLETS_SUM}
LIMITS = {Rule.ABOVE_LIMIT, Rule.ABOVE_ROSTER, Rule.RATIO, Rule.NOT_WITHIN}
NEAR = 3  # rows of the officer's grid that a run may have slipped by

Line = tuple[PlaceKey, ...]


def mended_commune(
    findings: Iterable[Finding],
    commune_id: int,
    expected: Expectations,
    roster: Mapping[str, int],
) -> list[Finding]:
    """Each finding of a commune with the slips that may be behind it."""
    scenes = {}

    def scene(near: int) -> Scene:
        if near not in scenes:
            scenes[near] = _commune_scene(expected, commune_id, roster, near)
        return scenes[near]

    return [
        replace(f, mendings=proposals(scene(_near(f)), f.rule, f.key))
        if f.rule in IDENTITIES | LIMITS
        else f
        for f in findings
    ]


def mended_district(finding: Finding, totals: Totals, expected: Expectations):
    """A failing sum of the district with what may be behind it, commune by commune.

    The totals come last, as a printed table would have them; where no commune's own
    figures fail, every cell that the district's sums are made of is tried before.
    """
    table = expected.table
    by_commune = [
        _placed(mended_commune([finding], commune.id, expected, {})[0], commune.name)
        for commune in table.communes
        if _fails(finding, table, commune.id)
    ]
    found = [m for rank in zip_longest(*by_commune) for m in rank if m is not None]
    found = found or _of_district(finding, table, totals)
    printed = _of_district(finding, replace(table, communes=()), totals)
    found += [m for m in printed if m not in found and m.slip != Slip.UNEXPLAINED]
    return replace(finding, mendings=tuple(found[:MOST]))


def _of_district(finding, table: FigureTable, totals: Totals) -> list[Mending]:
    relations = tuple(district_relations(table))
    scene = Scene(table, relations, _values(table, relations, totals))
    return list(proposals(scene, finding.rule, finding.key))


def _fails(finding: Finding, table: FigureTable, commune_id: int) -> bool:
    return any(
        (contradiction.rule, contradiction.key) == (finding.rule, finding.key)
        for contradiction in parts_and_total(
            table, table.spec(finding.key), commune_totals(table, commune_id)
        )
    )


def _placed(finding: Finding, name: str) -> list[Mending]:
    return [replace(mending, place=name) for mending in finding.mendings]


def _near(finding: Finding) -> int:
    return NEAR if finding.rule in IDENTITIES else 0


def _commune_scene(expected, commune_id, roster, near) -> Scene:
    table = expected.table
    around = _around(table, commune_id, near)
    relations = [*commune_relations(table, commune_id, roster)]
    for other in around:
        if other != commune_id:
            relations += commune_relations(table, other, {})
    lines = _lines(table, commune_id, around)
    cells = {
        cell for cell_lines in lines.values() for line in cell_lines for cell in line
    }
    values = _values(table, relations) | typed_values(table, cells)
    return Scene(table, tuple(relations), values, expected, lines)


def _around(table: FigureTable, commune_id: int, near: int) -> list[int]:
    if not near:
        return [commune_id]
    ids = [commune.id for commune in table.communes]
    place = ids.index(commune_id)
    return ids[max(place - near, 0) : place + near + 1]


def _values(table, relations: Iterable[Relation], totals: Totals | None = None):
    cells = {cell for relation in relations for cell in relation.cells}
    return typed_values(table, cells, totals)


def _lines(table: FigureTable, commune_id: int, around) -> dict[PlaceKey, list[Line]]:
    """The rows and columns of the form (and of the officer's grid) by their cells."""
    commune = table.commune(commune_id)
    by_hamlet, by_commune = [], []
    for spec in table.specs:
        if not table.is_computed(spec.key) and not spec.is_list:
            split = spec.level == Level.HAMLET and spec.key not in commune.total_only
            if split and commune.hamlets:
                by_hamlet.append(spec.key)
            elif spec.level in (Level.HAMLET, Level.COMMUNE):
                by_commune.append(spec.key)
    hamlets = [hamlet.id for hamlet in commune.hamlets]
    lines = [
        *(tuple((key, commune_id, h) for h in hamlets) for key in by_hamlet),
        *(tuple((key, commune_id, h) for key in by_hamlet) for h in hamlets),
        *(tuple((key, other, None) for other in around) for key in by_commune),
        tuple((key, commune_id, None) for key in by_commune),
    ]
    found = {}
    for line in lines:
        for cell in line:
            found.setdefault(cell, []).append(line)
    return found
