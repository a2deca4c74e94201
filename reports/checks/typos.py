"""In: a finding's rule and its scene. Out: the slips that would mend it, best first."""

from math import log

from .candidates import ONE_SLIP, candidates
from .findings import Mending, Rule
from .scene import Candidate, Scene
from .slips import Slip

MOST = 5
RUNS, MOST_RUNS = {Slip.SHIFTED_ROW, Slip.SHIFTED_COLUMN}, 2
FAR_BEHIND = 9  # what is so much less likely than the first is not worth a look
LEAST_ODDS = log(0.2)  # of a slip against a limit that simply does not hold


def proposals(scene: Scene, rule: Rule, key: str) -> tuple[Mending, ...]:
    """What may have been typed wrong where a finding says so, likeliest first."""
    found = {}
    for relation in scene.failing(rule, key):
        least = None
        if relation.is_limit:
            usual = max(scene.usually_broken(relation), 0.02)
            least = log(min(usual / (1 - min(usual, 0.98)), 50)) + LEAST_ODDS - ONE_SLIP
        for candidate in candidates(scene, relation):
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
