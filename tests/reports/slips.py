"""Clean years of figures, and slips put into them: what the checks are measured by.

A world is the period's table and the last one's. Nothing here knows how the checks
rank: slips are made as people make them, each kind as often as the others.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from reports.checks import Rule, commune_findings, peer_medians, peers_of
from reports.figures import (
    Cell,
    CommuneUnit,
    Figure,
    FigureTable,
    HamletUnit,
    Kind,
    Level,
    Spec,
    Time,
)

COMMUNES = 23
HALVES = 0.25  # how far the halves of a year differ


@dataclass(frozen=True)
class World:
    """One period, the one before, and members by commune."""

    table: FigureTable
    last: FigureTable
    members: dict[int, int]


@dataclass(frozen=True)
class Slipped:
    """A world with one slip: of which kind, and {cell: what it should be}."""

    world: World
    kind: str
    commune_id: int
    true: dict


def value(number) -> Cell:
    """A figure that was typed."""
    return Cell(Figure.State.VALUE, Decimal(number))


# --- the first generator: the indicators of 2023, as a district has them

# Where the e-identity accounts are split: by commune, their parts by hamlet, or all.
SPLITS = ("commune", "parts", "hamlet")


def specs(split="commune"):
    """The indicators of 2023."""
    of_total = Level.HAMLET if split == "hamlet" else Level.COMMUNE
    of_parts = Level.COMMUNE if split == "commune" else Level.HAMLET
    by_hamlet = {"level": Level.HAMLET}
    vneid = {"level": of_total, "total_of_parts": False, "at_most": "guided"}
    return (
        Spec("households", "1", "Số hộ", "Hộ", time=Time.STOCK, **by_hamlet),
        Spec("sessions", "2", "Số buổi", "Buổi"),
        Spec("trained", "3", "Số", "Người", at_most_roster="members", **by_hamlet),
        Spec("guided", "4", "Số người", "Người", **by_hamlet),
        Spec("dvctt", "5", "DVCTT", "TK", at_most="guided", **by_hamlet),
        Spec("vneid", "6", "VNeID", "TK", **vneid),
        Spec("vneid_1", "", "Mức độ 1", "TK", part_of="vneid", level=of_parts),
        Spec("vneid_2", "", "Mức độ 2", "TK", part_of="vneid", level=of_parts),
        Spec("ocop", "7", "OCOP", "SP", kind=Kind.LIST, time=Time.STOCK),
    )


def world(rng: Random, split="commune", half=1, communes=COMMUNES) -> World:
    """A district of 23 communes of 3 to 7 hamlets, this period and the last."""
    sheet = specs(split)
    units, now, then, members = [], {}, {}, {}
    season = 1 + rng.uniform(-HALVES, HALVES) * half
    for c in range(1, communes + 1):
        hamlets = tuple(
            HamletUnit(100 * c + h, f"thôn {h}")
            for h in range(1, rng.randint(3, 7) + 1)
        )
        units.append(CommuneUnit(c, f"xã {c}", hamlets))
        drift = season * rng.lognormvariate(0, 0.15)
        zeal = rng.lognormvariate(0, 0.25)
        for hamlet in hamlets:
            _hamlet(rng, (now, then), c, hamlet.id, zeal, drift)
        members[c] = sum(now["trained", c, h.id] for h in hamlets) + rng.randint(0, 3)
        for cells in (now, then):
            cells["sessions", c, None] = 1 + (rng.random() < 0.3) * rng.randint(1, 3)
    tables = (
        FigureTable(sheet, tuple(units), _cells(numbers, sheet, units))
        for numbers in (now, then)
    )
    return World(*tables, members)


def _hamlet(rng, periods, commune, hamlet, zeal, drift):
    households = round(rng.lognormvariate(6.2, 0.35))
    trained = rng.randint(3, 8)
    rates = {
        "guided": 0.3 * zeal * rng.lognormvariate(0, 0.2),
        "vneid_1": 0.08 * zeal * rng.lognormvariate(0, 0.4),
        "vneid_2": 1.2 * zeal * rng.lognormvariate(0, 0.25),
    }
    share = rng.uniform(0.75, 0.97)
    for now, cells in zip((True, False), periods, strict=True):
        place = commune, hamlet
        grown = rng.uniform(1.0, 1.02) if now else 1
        cells["households", *place] = round(households * grown)
        cells["trained", *place] = trained
        for key, rate in rates.items():
            times = rng.lognormvariate(0, 0.2) * (drift if now else 1)
            cells[key, *place] = round(households * rate * times)
        share_now = min(0.99, share * rng.uniform(0.95, 1.05))
        cells["dvctt", *place] = int(cells["guided", *place] * share_now)
        total = cells["vneid_1", *place] + cells["vneid_2", *place]
        cells["vneid", *place] = total


def _cells(numbers, sheet, communes):
    """Hamlets' numbers, added up where the indicator is the commune's."""
    by_hamlet = {spec.key for spec in sheet if spec.level == Level.HAMLET}
    cells = {
        place: value(number)
        for place, number in numbers.items()
        if place[2] is None or place[0] in by_hamlet
    }
    for key in {spec.key for spec in sheet} - by_hamlet - {"sessions", "ocop"}:
        for commune in communes:
            total = sum(numbers[key, commune.id, h.id] for h in commune.hamlets)
            cells[key, commune.id, None] = value(total)
    for commune in communes:
        names = tuple(f"Sản phẩm {commune.id}.{n}" for n in range(commune.id % 3))
        state = Figure.State.VALUE if names else Figure.State.NONE
        cells["ocop", commune.id, None] = Cell(state, names=names)
    return cells


# --- slips in one number


def one_digit(rng, text):
    place = rng.randrange(len(text))
    return text[:place] + rng.choice("0123456789") + text[place + 1 :]


def swap(rng, text):
    place = rng.randrange(len(text) - 1) if len(text) > 1 else 0
    return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]


def drop(rng, text):
    place = rng.randrange(len(text))
    return text[:place] + text[place + 1 :]


def double(rng, text):
    place = rng.randrange(len(text))
    return text[: place + 1] + text[place:]


def zeros(rng, text):
    return text + rng.choice(("0", "000"))


def fewer_zeros(rng, text):
    return text[:-3] if len(text) > 3 else text[:-1]


IN_ONE: dict[str, Callable] = {
    "một chữ số": one_digit,
    "đảo hai chữ số": swap,
    "thiếu chữ số": drop,
    "lặp chữ số": double,
    "thừa số 0": zeros,
    "thiếu số 0, ba số cuối": fewer_zeros,
}
# --- slips among cells


def exchange_rows(rng, table, cell):
    return _exchange(table, cell, rng.choice(_column(table, cell) or [cell]))


def exchange_columns(rng, table, cell):
    return _exchange(table, cell, rng.choice(_row(table, cell) or [cell]))


def copy_of_neighbour(rng, table, cell):
    near = _column(table, cell) + _row(table, cell)
    return {cell: table.cell(*rng.choice(near or [cell])).value}


def shift_rows(rng, table, cell):
    """From this cell on, each has the figure of the one above."""
    key, commune, hamlet = cell
    if hamlet is None:
        ids = [c.id for c in table.communes]
        line = [(key, c, None) for c in ids[ids.index(commune) :][:3]]
    else:
        ids = [h.id for h in table.commune(commune).hamlets]
        line = [(key, commune, h) for h in ids[ids.index(hamlet) :]]
    pairs = zip(line[1:], line, strict=False)
    return {below: table.cell(*above).value for below, above in pairs}


def twice(rng, table, cell):
    total = [s.key for s in table.specs if not s.total_of_parts][0]
    near = [c for c in table.cells if c[1:] == cell[1:] and c[0] == total]
    if not near or cell[0] == total:
        return {}
    return {near[0]: table.cell(*near[0]).value + table.cell(*cell).value}


AMONG: dict[str, Callable] = {
    "đổi chỗ hai dòng": exchange_rows,
    "đổi chỗ hai cột": exchange_columns,
    "chép số bên cạnh": copy_of_neighbour,
    "lệch một dòng": shift_rows,
    "cộng hai lần": twice,
}


def _exchange(table, one, two):
    return {one: table.cell(*two).value, two: table.cell(*one).value}


def _column(table, cell):
    key, commune, hamlet = cell
    if hamlet is None:
        ids = [c.id for c in table.communes]
        return [(key, near, None) for near in _beside(ids, commune)]
    ids = [h.id for h in table.commune(commune).hamlets]
    return [(key, commune, near) for near in _beside(ids, hamlet)]


def _row(table, cell):
    key, *place = cell
    keys = [
        s.key for s in table.specs if not s.is_list and (s.key, *place) in table.cells
    ]
    return [(near, *place) for near in _beside(keys, key)]


def _beside(items, item):
    place = items.index(item)
    return items[max(place - 1, 0) : place] + items[place + 1 : place + 2]


# --- putting a slip in, and looking for it


def slip_in(rng: Random, clean: World, kind: str, keys=("vneid", "vneid_1", "vneid_2")):
    """One slip of that kind in a random cell of an identity; None if nothing fails."""
    table = clean.table
    cell = rng.choice([c for c in table.cells if c[0] in keys])
    if kind in IN_ONE:
        typed = IN_ONE[kind](rng, str(int(table.cell(*cell).value)))
        wrong = {cell: Decimal(typed or 0)}
    else:
        wrong = AMONG[kind](rng, table, cell)
    return slipped(clean, kind, cell, wrong)


def slipped(clean: World, kind: str, cell, wrong):
    """The world with those values in it instead; None if they are the true ones."""
    table = clean.table
    wrong = {c: v for c, v in wrong.items() if v != table.cell(*c).value}
    if not wrong:
        return None
    cells = {**table.cells, **{c: value(v) for c, v in wrong.items()}}
    world = replace(clean, table=replace(table, cells=cells))
    return Slipped(world, kind, cell[1], {c: table.cell(*c).value for c in wrong})


def proposals(slipped: Slipped, rule=Rule.PARTS, key=None):
    """What the commune's first finding of that rule offers, best first, or None."""
    world = slipped.world
    findings = commune_findings(
        world.table,
        slipped.commune_id,
        last=world.last,
        roster={"members": world.members[slipped.commune_id]},
        medians=peer_medians(world.table),
        peers=peers_of(world.table, world.last),
    )
    failing = [f for f in findings if f.rule == rule and key in (None, f.key)]
    return failing[0].mendings if failing else None


def names_the_cause(mending, true) -> bool:
    """Whether it says all that is wrong (and of a run at least its cells here)."""
    said = {m.cell: m.after for m in (mending, *mending.also)}
    return said == true


@dataclass
class Score:
    """How often the true cause was among the first three, by kind."""

    tried: Counter
    found: Counter
    first: Counter

    @property
    def share(self) -> float:
        return sum(self.found.values()) / sum(self.tried.values())


def measure(
    rng: Random,
    make_world: Callable,
    rounds: int,
    *,
    slip: Callable = slip_in,
    kinds=(*IN_ONE, *AMONG),
    rule=Rule.PARTS,
    key=None,
) -> Score:
    """Slips of every kind in turn, each in a world of its own."""
    score = Score(Counter(), Counter(), Counter())
    while sum(score.tried.values()) < rounds:
        clean = make_world(rng)
        for kind in kinds:
            slipped = slip(rng, clean, kind)
            offered = slipped and proposals(slipped, rule, key)
            if offered is None:
                continue
            hits = [names_the_cause(m, slipped.true) for m in offered]
            score.tried[kind] += 1
            score.found[kind] += any(hits[:3])
            score.first[kind] += any(hits[:1])
    return score
