"""Cells that take nothing in; one entry a reason, with the communes, out."""

from dataclasses import dataclass

from reports.parts import Gap
from tuky_cnscd.vietnamese import format_count

MOST_CELLS, MOST_COMMUNES = 3, 30


@dataclass(frozen=True)
class Reason:
    """Why cells take nothing: how many, and where, commune by commune."""

    why: str
    cells: int
    places: tuple[str, ...]
    more: int


def reasons(gaps: tuple[Gap, ...]) -> list[Reason]:
    """The reasons, those with the most cells first."""
    groups = {}
    for gap in gaps:
        groups.setdefault(gap.why, {}).setdefault(gap.commune, []).append(gap)
    found = [_reason(why, communes) for why, communes in groups.items()]
    return sorted(found, key=lambda reason: -reason.cells)


def _reason(why, communes):
    cells = sum(not gap.lost for gaps in communes.values() for gap in gaps)
    places = [_place(commune, gaps) for commune, gaps in communes.items()]
    shown = tuple(places[:MOST_COMMUNES])
    return Reason(why, cells, shown, len(places) - len(shown))


def _place(commune, gaps):
    where = [gap.where for gap in gaps if gap.where]
    if not where:
        return commune
    if len(where) > MOST_CELLS:
        return f"{commune} ({format_count(len(where))} ô)"
    return f"{commune}: {'; '.join(where)}"
