"""Clean years and gross errors: how often the checks cry, and how often they are right.

Growth and noise are lognormal, with a season of the half-year and of the commune; the
generator knows nothing of the bounds that the checks use.
"""

from dataclasses import dataclass, replace
from random import Random

from reports.checks import Finding, Rule, commune_findings, peer_medians, peers_of

from .slips import World, value, world

ODD = (Rule.FAR_FROM_LAST, Rule.FAR_FROM_OTHERS, Rule.HAMLET_FAR)
NEAT = (Rule.COPIED, Rule.SAME_VALUE, Rule.TOO_NEAT)
GROSS = ("×10 của thôn", "×10 của xã", "÷10 của xã", "đổi hai cột", "chép kỳ trước")


@dataclass(frozen=True)
class Mistaken:
    """A world with one gross error in it, and whose it is."""

    world: World
    kind: str
    commune_id: int


def odd_findings(world: World, rules=(*ODD, *NEAT)) -> list[Finding]:
    """What all communes of one report are asked about for oddity alone."""
    medians = peer_medians(world.table)
    peers = peers_of(world.table, world.last)
    return [
        finding
        for commune in world.table.communes
        for finding in commune_findings(
            world.table,
            commune.id,
            last=world.last,
            roster={"members": world.members[commune.id]},
            medians=medians,
            peers=peers,
        )
        if finding.rule in rules
    ]


def alarms_of_clean_reports(rng: Random, years: int) -> list[int]:
    """Findings of each report: two halves a year."""
    return [
        len(odd_findings(world(rng, half=half)))
        for _ in range(years)
        for half in (1, 2)
    ]


def gross_error(rng: Random, clean: World, kind: str) -> Mistaken:
    """One large mistake at a random commune."""
    table = clean.table
    commune = rng.choice(table.communes)
    own = (commune.id, None)
    hamlet = (commune.id, rng.choice(commune.hamlets).id)
    if kind == "×10 của thôn":
        changed = _times(table, (rng.choice(("guided", "dvctt")), *hamlet), 10)
    elif kind == "×10 của xã":
        changed = _times(table, (rng.choice(("vneid", "vneid_1", "vneid_2")), *own), 10)
    elif kind == "÷10 của xã":
        changed = _times(table, (rng.choice(("vneid", "vneid_2")), *own), 0.1)
    elif kind == "đổi hai cột":
        changed = _exchanged(table, ("vneid_1", *own), ("vneid_2", *own))
    else:
        flows = ("guided", "dvctt")
        places = [(key, commune.id, h.id) for key in flows for h in commune.hamlets]
        changed = {cell: clean.last.cell(*cell) for cell in places}
    cells = {**table.cells, **changed}
    return Mistaken(replace(clean, table=replace(table, cells=cells)), kind, commune.id)


def is_noticed(mistaken: Mistaken) -> bool:
    """Whether the commune is asked about anything odd."""
    findings = odd_findings(mistaken.world)
    return any(f.commune_id == mistaken.commune_id for f in findings)


def _times(table, cell, times):
    return {cell: value(round(float(table.cell(*cell).value) * times))}


def _exchanged(table, one, two):
    return {one: table.cell(*two), two: table.cell(*one)}
