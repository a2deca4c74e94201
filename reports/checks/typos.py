"""In: relations that fail, what was to be expected. Out: the slips that would mend.

A mending is as likely as its slip is common, times how much more believable the figures
become by it, times how many other relations it mends or breaks. All are logarithms.
"""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from math import log

from ..figures import FigureTable, PlaceKey
from .expected import Expectations
from .findings import Mending, Rule
from .identities import Relation, Values
from .slips import Slip, could_have_been, explain

MOST = 5
RUNS, MOST_RUNS = {Slip.SHIFTED_ROW, Slip.SHIFTED_COLUMN}, 2
TO_THE_END = log(4)  # a row left out or typed twice moves all that follow
BROKEN = 8.0  # an identity that fails for another reason than this slip is rare
ONE_SLIP = log(0.01)  # how often a cell is typed wrong at all
SELDOM = 0.1  # a limit that hardly any commune exceeds
FAR_BEHIND = 9  # what is so much less likely than the first is not worth a look
LEAST_ODDS = log(0.2)  # of a slip against a limit that simply does not hold


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


def proposals(scene: Scene, rule: Rule, key: str) -> tuple[Mending, ...]:
    """What may have been typed wrong where a finding says so, likeliest first."""
    found = {}
    for relation in scene.failing(rule, key):
        least = None
        if relation.is_limit:
            usual = max(scene.usually_broken(relation), 0.02)
            least = log(min(usual / (1 - min(usual, 0.98)), 50)) + LEAST_ODDS - ONE_SLIP
        for candidate in _candidates(scene, relation):
            if not relation.allows(scene.gap(relation, candidate.changes)):
                continue
            score = scene.score(candidate)
            what = tuple(sorted(candidate.changes.items(), key=repr))
            if (least is None or score > least) and score > _score(found, what):
                found[what] = (score, candidate)
    ranked = sorted(found.values(), key=lambda each: -each[0])
    near = [c for score, c in ranked if score > ranked[0][0] - FAR_BEHIND]
    return tuple(_mending(scene, candidate) for candidate in _few_runs(near)[:MOST])


def _few_runs(ranked: list[Candidate]) -> list[Candidate]:
    """Runs of every length fit nearly as well: the best two leave room for others."""
    runs = [c for c in ranked if c.slip in RUNS]
    return [c for c in ranked if c not in runs[MOST_RUNS:]]


def _score(found, what) -> float:
    return found[what][0] if what in found else float("-inf")


def _mending(scene: Scene, candidate: Candidate) -> Mending:
    first, *others = (
        Mending(
            cell[0],
            scene.values[cell],
            after,
            commune_id=cell[1],
            hamlet_id=cell[2],
            slip=candidate.slip,
            also=(),
        )
        for cell, after in candidate.changes.items()
    )
    return Mending(**{**vars(first), "also": tuple(others)})


def _candidates(scene: Scene, relation: Relation) -> Iterator[Candidate]:
    if relation.is_limit and not _any_odd(scene, relation):
        return
    yield from _single(scene, relation)
    yield from _exchanges(scene, relation)
    yield from _mixed(scene, relation)
    yield from _shifts(scene, relation)


def _any_odd(scene: Scene, relation: Relation) -> bool:
    """A limit that others exceed too says little: a figure or share must be odd."""
    expected = scene.expected
    if expected is None:
        return False
    if expected.peers.broken.get(relation.key, 1) < SELDOM:
        return True
    if any(expected.is_odd(cell, scene.values[cell]) for cell in relation.cells):
        return True
    key, by_hamlet = relation.key, relation.by_hamlet
    return relation.rule == Rule.ABOVE_LIMIT and expected.is_odd_share(
        key, by_hamlet, *scene.sides(relation)
    )


def _single(scene: Scene, relation: Relation) -> Iterator[Candidate]:
    for cell in relation.cells:
        for after in _afters(scene, relation, cell):
            slip, odds = _slip(scene, relation, cell, after)
            yield Candidate({cell: after}, slip, odds)


def _afters(scene: Scene, relation: Relation, cell: PlaceKey) -> Iterable[Decimal]:
    """What the cell could be instead: one number, unless it is only limited."""
    value = scene.values[cell]
    if relation.is_limit:
        return could_have_been(value)
    after = scene.solve(relation, cell, {})
    return (after,) if after >= 0 else ()


def _slip(scene, relation, cell, after) -> tuple[Slip, float]:
    """The likeliest of the ways that could have put the value there."""
    value = scene.values[cell]
    ways = [explain(after, value)]
    near = list(scene.neighbours(cell))
    if value > 9 and any(scene.values[each] == value for each in near):
        ways.append((Slip.NEIGHBOUR, log(0.05 / len(near))))
    if value == 0:
        ways.append((Slip.NOTHING, log(0.02)))
    if relation.left == (cell,) and not relation.is_limit:
        parts = [scene.values[each] for each in relation.right]
        if value - after in parts:
            ways.append((Slip.TWICE, log(0.02 / len(parts))))
        if after - value in parts:
            ways.append((Slip.LEFT_OUT, log(0.03 / len(parts))))
    return max(ways, key=lambda way: way[1])


def _exchanges(scene: Scene, relation: Relation) -> Iterator[Candidate]:
    """Two cells in each other's place."""
    sides = set(relation.left), set(relation.right)
    for cell in relation.cells:
        near = [(each, log(0.02)) for each in scene.neighbours(cell)]
        far = relation.right if cell in sides[0] else ()
        near += [(each, log(0.01 / len(far))) for each in far]
        for other, odds in near:
            one, two = scene.values[cell], scene.values[other]
            if one != two and not any({cell, other} <= side for side in sides):
                yield Candidate({cell: two, other: one}, Slip.EXCHANGED, odds)


def _mixed(scene: Scene, relation: Relation) -> Iterator[Candidate]:
    """The last digits of a total and of a part in each other's place."""
    if relation.is_limit:
        return
    for left in relation.left:
        for right in relation.right:
            one, two = scene.values[left], scene.values[right]
            for cut in (10, 100, 1000):
                if max(one, two) >= cut and one % cut != two % cut:
                    after = {
                        left: one - one % cut + two % cut,
                        right: two - two % cut + one % cut,
                    }
                    odds = log(0.002 / len(relation.right))
                    yield Candidate(after, Slip.MIXED, odds)


def _shifts(scene: Scene, relation: Relation) -> Iterator[Candidate]:
    """A run of cells, each with the figure of the one before or behind it."""
    lines = {line for cell in relation.cells for line in scene.lines.get(cell, ())}
    for line in sorted(lines, key=repr):
        line = [cell for cell in line if cell in scene.values]
        same_key = len({cell[0] for cell in line}) == 1
        slip = Slip.SHIFTED_ROW if same_key else Slip.SHIFTED_COLUMN
        odds = log(0.04 / max(len(line), 2) ** 2)
        for start in range(len(line)):
            for end in range(start + 2, len(line) + 1):
                run = line[start:end]
                more = TO_THE_END if end == len(line) else 0
                for cells in (run, run[::-1]):
                    for changes, less in _unshifted(scene, cells):
                        yield Candidate(changes, slip, odds + more + less)


def _unshifted(scene: Scene, cells: list[PlaceKey]):
    """Each cell's figure back from its follower; the last one's was lost, or is first.

    Yields the changes and by how much the way they came about is the less likely.
    """
    values = scene.values
    after = {cell: values[near] for cell, near in zip(cells, cells[1:], strict=False)}
    first, last = cells[0], cells[-1]
    if len(cells) > 2:
        yield _changed(values, after | {last: values[first]}), 0
    spurious = values[first] not in (0, values[cells[1]])
    if spurious and len(cells) == 2:
        return
    for relation in scene.of_cell.get(last, ()):
        if not relation.is_limit:
            lost = scene.solve(relation, last, after)
            if lost >= 0:
                # A number from nowhere in the first cell would be a second slip.
                less = ONE_SLIP - log(float(values[first]) + 1) if spurious else 0
                yield _changed(values, after | {last: lost}), less


def _changed(values: Values, after: Values) -> dict[PlaceKey, Decimal]:
    return {cell: number for cell, number in after.items() if number != values[cell]}
