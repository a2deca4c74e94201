"""A second, unlike generator: other sizes, other shapes, other slips.

Made after the ranking and not used to set it: 2 to 6 parts, a part that has parts of
its own, hamlets of one digit beside communes of six, some without a last period.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from reports.figures import CommuneUnit, FigureTable, HamletUnit, Level, Spec, Time

from .slips import World, slipped, value


def other_world(rng: Random) -> World:
    """8 to 30 communes; one total by commune or hamlet, maybe with a nested part."""
    by_hamlet = rng.random() < 0.5
    sheet = _sheet(rng, by_hamlet)
    size = 10 ** rng.uniform(1, 5)
    leaves = [s for s in sheet if s.part_of and not _parts(sheet, s.key)]
    usual = {s.key: rng.paretovariate(1.1) for s in leaves}
    spread = rng.choice((0.2, 0.5, 0.9))
    communes, now, then = [], {}, {}
    for c in range(1, rng.randint(8, 30) + 1):
        count = rng.randint(2, 9) if by_hamlet else 0
        units = tuple(HamletUnit(1000 * c + h, f"khu {h}") for h in range(count))
        communes.append(CommuneUnit(c, f"phường {c}", units))
        for place in [(c, unit.id) for unit in units] or [(c, None)]:
            weight = size * rng.gammavariate(2, 0.5) / max(count, 1)
            base = {
                k: weight * u * rng.lognormvariate(0, spread) for k, u in usual.items()
            }
            for cells, times in ((then, 1), (now, rng.triangular(0.6, 2, 1.1))):
                noisy = {
                    k: b * times * rng.lognormvariate(0, spread / 2)
                    for k, b in base.items()
                }
                _fill(cells, sheet, place, noisy)
    tables = [FigureTable(sheet, tuple(communes), cells) for cells in (now, then)]
    if rng.random() < 0.3:
        tables[1] = None
    return World(*tables, dict.fromkeys(range(100), 0))


def _sheet(rng, by_hamlet):
    level = {"level": Level.HAMLET if by_hamlet else Level.COMMUNE, "time": Time.FLOW}
    typed = {"total_of_parts": False, **level}
    parts = [
        Spec(f"part_{n}", f"1.{n}", f"Phần {n}", part_of="all", **level)
        for n in range(rng.randint(2, 6))
    ]
    nested = []
    if rng.random() < 0.5:
        parts[0] = replace(parts[0], total_of_parts=False)
        nested = [
            Spec(f"deep_{n}", "", f"Nhỏ {n}", part_of="part_0", **level)
            for n in range(rng.randint(2, 4))
        ]
    return (
        Spec("before", "0", "Trước", **level),
        Spec("all", "1", "Tổng", **typed),
        *parts[:1],
        *nested,
        *parts[1:],
        Spec("after", "2", "Sau", **level),
    )


def _parts(sheet, key):
    return [s for s in sheet if s.part_of == key]


def _fill(cells, sheet, place, leaves):
    numbers = {key: round(number) for key, number in leaves.items()}

    def total(key):
        below = _parts(sheet, key)
        return sum(total(s.key) for s in below) if below else numbers[key]

    for spec in sheet:
        known = spec.part_of or spec.key == "all"
        number = total(spec.key) if known else round(sum(numbers.values()) * 0.37)
        cells[spec.key, *place] = value(number)


# --- slips

NEAR = {
    "1": "24",
    "2": "135",
    "3": "26",
    "4": "157",
    "5": "2468",
    "6": "359",
    "7": "48",
    "8": "579",
    "9": "68",
    "0": "1",
}


def near_key(rng, text):
    i = rng.randrange(len(text))
    return text[:i] + rng.choice(NEAR[text[i]]) + text[i + 1 :]


def two_wrong(rng, text):
    for _ in range(2):
        i = rng.randrange(len(text))
        text = text[:i] + rng.choice("0123456789") + text[i + 1 :]
    return text


def insert(rng, text):
    i = rng.randrange(len(text) + 1)
    return text[:i] + rng.choice("0123456789") + text[i:]


def far_swap(rng, text):
    i, j = sorted(rng.sample(range(len(text)), 2)) if len(text) > 1 else (0, 0)
    letters = list(text)
    letters[i], letters[j] = letters[j], letters[i]
    return "".join(letters)


def hundred(rng, text):
    return text + "00"


def cut_group(rng, text):
    return text[:-3] or "0"


def first_lost(rng, text):
    return text[1:]


def nothing(rng, text):
    return "0"


def any_number(rng, text):
    return str(rng.randint(0, 10 ** len(text)))


SINGLE: dict[str, Callable] = {
    "phím bên cạnh": near_key,
    "sai hai chữ số": two_wrong,
    "chèn chữ số": insert,
    "đổi hai chữ số xa": far_swap,
    "thêm hai số 0": hundred,
    "mất nhóm ba số": cut_group,
    "mất chữ số đầu": first_lost,
    "ghi 0": nothing,
    "số bất kỳ": any_number,
}


def total_left_out(rng, table, cell):
    part = rng.choice(table.parts_of("all")).key
    where = cell[1:]
    return {
        ("all", *where): table.cell("all", *where).value
        - table.cell(part, *where).value
    }


def columns_turned(rng, table, cell):
    keys = [s.key for s in table.specs]
    start = rng.randrange(len(keys) - 2)
    run = [(key, *cell[1:]) for key in keys[start : start + 3]]
    return {
        c: table.cell(*n).value for c, n in zip(run, run[1:] + run[:1], strict=True)
    }


def rows_up(rng, table, cell):
    """From a random hamlet on, each has the next one's; the last is typed twice."""
    ids = [h.id for h in table.commune(cell[1]).hamlets]
    if len(ids) < 3:
        return {}
    run = [(cell[0], cell[1], h) for h in ids[rng.randrange(len(ids) - 2) :]]
    return {c: table.cell(*n).value for c, n in zip(run, run[1:], strict=False)}


def tails_mixed(rng, table, cell):
    part = rng.choice(table.parts_of("all")).key
    one, two = ("all", *cell[1:]), (part, *cell[1:])
    a, b = table.cell(*one).value, table.cell(*two).value
    return {one: a - a % 1000 + b % 1000, two: b - b % 1000 + a % 1000}


AMONG: dict[str, Callable] = {
    "cộng sót": total_left_out,
    "ba cột lệch vòng": columns_turned,
    "dòng lệch lên": rows_up,
    "lẫn ba số cuối": tails_mixed,
}
KINDS = (*SINGLE, *AMONG)


def other_slip(rng: Random, clean: World, kind: str):
    """One slip of that kind; None if the figures agree all the same."""
    table = clean.table
    taking_part = [c for c in table.cells if table.spec(c[0]).part_of or c[0] == "all"]
    cell = rng.choice(taking_part)
    if kind in SINGLE:
        text = SINGLE[kind](rng, str(int(table.cell(*cell).value)))
        wrong = {cell: Decimal(text or 0)}
    else:
        wrong = AMONG[kind](rng, table, cell)
    return slipped(clean, kind, cell, wrong)
