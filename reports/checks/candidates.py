"""In: a relation that fails and its scene. Out: every slip that could be behind it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import log

from ..figures import PlaceKey
from .findings import Rule
from .identities import Relation, Values
from .scene import Candidate, Scene
from .slips import Slip, could_have_been, explain

ONE_SLIP = log(0.01)  # how often a cell is typed wrong at all
SELDOM = 0.1  # a limit that hardly any commune exceeds
TO_THE_END = log(4)  # a row left out or typed twice moves all that follow


def candidates(scene: Scene, relation: Relation) -> Iterator[Candidate]:
    """Some mend the relation, some do not: the caller sifts and ranks them."""
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
