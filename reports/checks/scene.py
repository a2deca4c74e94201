"""In: the relations and cells of one place. Out: how likely a change of them is.

A change is as likely as its slip is common, times how much more believable the figures
become by it, times how many other relations it mends or breaks. All are logarithms.
"""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from math import log

from ..figures import FigureTable, PlaceKey
from .expected import Expectations
from .findings import Rule
from .identities import Relation, Values
from .slips import Slip

BROKEN = 8.0  # an identity that fails for another reason than this slip is rare


@dataclass(frozen=True)
class Candidate:
    """Cells with the values they should have, and the odds of the slip by itself."""

    changes: Mapping[PlaceKey, Decimal]
    slip: Slip
    odds: float


@dataclass(frozen=True)
class Scene:
    """All that mendings of one commune (or of one printed table) are judged by."""

    table: FigureTable
    relations: tuple[Relation, ...]
    values: Values
    expected: Expectations | None = None
    lines: Mapping[PlaceKey, tuple[tuple[PlaceKey, ...], ...]] = field(
        default_factory=dict
    )

    @cached_property
    def gaps(self) -> dict[int, Decimal]:
        """By how much each relation without a blank in it fails, by its `id`."""
        return {
            id(relation): relation.gap(self.values)
            for relation in self.relations
            if all(cell in self.values for cell in relation.cells)
        }

    @cached_property
    def of_cell(self) -> dict[PlaceKey, list[Relation]]:
        """The relations that each cell takes part in."""
        found = {}
        for relation in self.relations:
            if id(relation) in self.gaps:
                for cell in relation.cells:
                    found.setdefault(cell, []).append(relation)
        return found

    def failing(self, rule: Rule, key: str) -> list[Relation]:
        """The relations of a finding that do not hold, blanks left aside."""
        return [
            relation
            for relation in self.relations
            if (relation.rule, relation.key) == (rule, key)
            and id(relation) in self.gaps
            and not relation.allows(self.gaps[id(relation)])
        ]

    def gap(self, relation: Relation, changes: Values) -> Decimal:
        """What the gap would be with these changes."""
        signs, gap = relation.signs, self.gaps[id(relation)]
        for cell, after in changes.items():
            if cell in signs:
                gap += signs[cell] * (after - self.values[cell])
        return gap

    def solve(self, relation: Relation, cell: PlaceKey, changes: Values) -> Decimal:
        """What the cell must be for an identity to hold with these other changes."""
        now = changes.get(cell, self.values[cell])
        return now - relation.signs[cell] * self.gap(relation, changes)

    def neighbours(self, cell: PlaceKey) -> Iterator[PlaceKey]:
        """The cells beside it on the form, in its row and in its column."""
        for line in self.lines.get(cell, ()):
            place = line.index(cell)
            for near in line[max(place - 1, 0) : place + 2]:
                if near != cell and near in self.values:
                    yield near

    def score(self, candidate: Candidate) -> float:
        """The log of the odds of that slip having happened, up to a constant."""
        changes = candidate.changes
        score = candidate.odds
        if self.expected:
            score += sum(
                self.expected.gain(cell, self.values[cell], after)
                for cell, after in changes.items()
            )
        touched = {
            id(relation): relation
            for cell in changes
            for relation in self.of_cell.get(cell, ())
        }
        return score + sum(self._effect(r, changes) for r in touched.values())

    def _effect(self, relation: Relation, changes) -> float:
        before = relation.allows(self.gaps[id(relation)])
        after = relation.allows(self.gap(relation, changes))
        effect = self._weight(relation) * (after - before)
        if relation.rule == Rule.ABOVE_LIMIT and self.expected:
            sides = self.sides(relation), self.sides(relation, changes)
            effect += self.expected.gain_of_share(
                relation.key, relation.by_hamlet, *sides
            )
        return effect

    def sides(self, relation: Relation, changes=None) -> tuple[Decimal, Decimal]:
        """What stands left and right, in sum."""
        values = ChainMap(changes or {}, self.values)
        left, right = (
            sum((values[cell] for cell in cells), Decimal(0))
            for cells in (relation.left, relation.right)
        )
        return left, right

    def _weight(self, relation: Relation) -> float:
        if not relation.is_limit:
            return BROKEN
        return -log(max(self.usually_broken(relation), 0.02))

    def usually_broken(self, relation: Relation) -> float:
        """How often such a limit does not hold, without any slip."""
        peers = self.expected.peers if self.expected else None
        return peers.broken.get(relation.key, 0.05) if peers else 0.05
