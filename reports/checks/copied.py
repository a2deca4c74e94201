"""In: a commune's cells, its last period. Out: figures that look written, not counted.

Each hint needs so many digits to agree that chance is a poor explanation.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from math import log10

from tuky_cnscd.vietnamese import format_count, format_number

from ..figures import FigureTable, Kind, Level, PlaceKey, Time
from ..totals import typed_places
from .findings import Finding, Rule, inner, inner_label, label, some, with_unit

LEAST_REPEATED = 10  # smaller numbers repeat by chance
LEAST_ALIKE = 100
LEAST_DIGITS = 5  # of all that agrees, as a sum of decimal logarithms
LEAST_DIGITS_ALIKE = 4  # one number of four digits, or two of three
SHARE_REPEATED = 1 / 3
ROUND_TO, FEWEST_ROUND, SHARE_ROUND = 10, 6, 0.85


def copied_findings(
    table: FigureTable, commune_id: int, last: FigureTable | None
) -> Iterator[Finding]:
    """Hints on one commune: as last time, alike in its hamlets, round throughout."""
    cells = _counts(table, commune_id)
    if last is not None:
        yield from _as_last_time(table, commune_id, cells, last)
    yield from _alike(table, commune_id, cells)
    yield from _round(table, commune_id, cells)
    yield from _beside_hamlets(table, commune_id)


def _counts(table: FigureTable, commune_id: int) -> dict[PlaceKey, int]:
    """The typed counts of the commune that are worth comparing."""
    found = {}
    for spec in table.specs:
        if spec.kind == Kind.COUNT and not table.is_computed(spec.key):
            for place in typed_places(table, spec, commune_id):
                cell = spec.key, commune_id, place.hamlet_id
                amount = table.cell(*cell).amount
                if amount and amount >= LEAST_REPEATED:
                    found[cell] = int(amount)
    return found


def _as_last_time(table, commune_id, cells, last) -> Iterator[Finding]:
    flows = {
        cell: number
        for cell, number in cells.items()
        if table.spec(cell[0]).time == Time.FLOW and last.has(cell[0])
    }
    same = [c for c, number in flows.items() if last.cell(*c).amount == number]
    digits = sum(log10(flows[cell]) for cell in same)
    if digits < LEAST_DIGITS or len(same) < max(2, SHARE_REPEATED * len(flows)):
        return
    keys = dict.fromkeys(cell[0] for cell in same)
    names = some(inner_label(table.spec(key)) for key in keys)
    yield Finding(
        Rule.COPIED,
        f"Có {format_count(len(same))}/{len(flows)} số liệu trong kỳ đúng bằng kỳ"
        f" trước ({names}); đề nghị kiểm tra lại.",
        same[0][0],
        commune_id,
        same[0][2],
    )


def _alike(table, commune_id, cells) -> Iterator[Finding]:
    """Hamlets that share a figure; one finding, of those that share the most."""
    shared = defaultdict(list)
    by_value = defaultdict(list)
    for (key, _, hamlet), number in cells.items():
        if hamlet and number >= LEAST_ALIKE:
            by_value[key, number].append(hamlet)
    groups = {}
    for (key, number), hamlets in by_value.items():
        for pair in combinations(hamlets, 2):
            shared[pair].append((key, number))
        if len(hamlets) > 2:
            digits = (len(hamlets) - 1) * log10(number)
            groups[tuple(hamlets)] = (digits, [(key, number)])
    for pair, same in shared.items():
        groups.setdefault(pair, (sum(log10(number) for _, number in same), same))
    if not groups:
        return
    hamlets, (digits, same) = max(groups.items(), key=lambda group: group[1][0])
    if digits < LEAST_DIGITS_ALIKE:
        return
    names = {h.id: h.name for h in table.commune(commune_id).hamlets}
    where = some(names[hamlet] for hamlet in hamlets)
    what = some(
        f"{inner_label(table.spec(key))} là {with_unit(number, table.spec(key))}"
        for key, number in same
    )
    yield Finding(
        Rule.SAME_VALUE,
        f"Các thôn có số liệu giống nhau: {where} cùng có {what}; đề nghị kiểm tra"
        " lại.",
        same[0][0],
        commune_id,
        hamlets[0],
    )


def _round(table, commune_id, cells) -> Iterator[Finding]:
    large = {cell: number for cell, number in cells.items() if number >= LEAST_ALIKE}
    neat = [cell for cell, number in large.items() if number % ROUND_TO == 0]
    if len(neat) < FEWEST_ROUND or len(neat) < SHARE_ROUND * len(large):
        return
    examples = ", ".join(format_number(large[cell]) for cell in neat[:3])
    yield Finding(
        Rule.TOO_NEAT,
        f"Có {len(neat)}/{len(large)} số liệu là số tròn chục ({examples}…); đề nghị"
        " kiểm tra lại.",
        neat[0][0],
        commune_id,
        neat[0][2],
    )


def _beside_hamlets(table: FigureTable, commune_id: int) -> Iterator[Finding]:
    """A figure of the whole commune where the hamlets were filled in as well."""
    commune = table.commune(commune_id)
    for spec in table.specs:
        if spec.level != Level.HAMLET or spec.key not in commune.total_only:
            continue
        total = table.cell(spec.key, commune_id).amount
        hamlets = [table.cell(spec.key, commune_id, h.id) for h in commune.hamlets]
        if total is None or not hamlets or any(cell.is_blank for cell in hamlets):
            continue
        added = sum(cell.amount for cell in hamlets)
        if added != total:
            yield Finding(
                Rule.HAMLETS_SUM,
                f"{label(spec)} toàn xã ghi {with_unit(total, spec)}, các thôn đã nhập"
                f" trước đó cộng lại {format_number(added)}, chênh"
                f" {format_number(abs(added - total))} {inner(spec.unit)}; đề nghị"
                " kiểm tra lại.",
                spec.key,
                commune_id,
            )
