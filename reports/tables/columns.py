"""A spec and its sources in; the table's columns out: headings above, cells below."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from reports.blocks import Head
from reports.figures import Spec
from reports.tables.cells import NONE, Cell, Cells
from reports.tables.rows import Item, picked
from reports.tables.sources import Sources
from reports.tables.spec import Pick, Rows, Show, TableSpec
from reports.totals import counted

HEADINGS = {
    Show.UNIT: "Đơn vị tính",
    Show.VALUE: "Số liệu",
    Show.LAST: "Kỳ trước",
    Show.YEAR_AGO: "Cùng kỳ năm trước",
    Show.CUMULATIVE: "Lũy kế",
    Show.PLAN: "Kế hoạch năm",
    Show.PLAN_SHARE: "% kế hoạch",
    Show.CHANGE: "Tăng, giảm so với kỳ trước",
    Show.CHANGE_SHARE: "% tăng, giảm so với kỳ trước",
    Show.NAMES: "Tên sản phẩm",
    Show.COMMUNE: "Xã, thị trấn",
    Show.HEAD: "Tổ trưởng",
    Show.MEMBERS: "Số thành viên",
    Show.ZALO: "Nhóm Zalo",
}
FIRST_HEADINGS = {
    Rows.INDICATORS: "Nội dung",
    Rows.COMMUNES: "Đơn vị",
    Rows.HAMLETS: "Thôn, KDC",
    Rows.TEAMS: "Tổ",
    Rows.PRODUCTS: "Sản phẩm",
}
KINDS = {
    Show.UNIT: "unit",
    Show.NAMES: "text",
    Show.COMMUNE: "text",
    Show.HEAD: "text",
    Show.ZALO: "text",
}
HOLDS = "x"
WHOLE = "Tổng số"


@dataclass(frozen=True)
class Column:
    """One column: what it holds, the headings above its own, and its cell of a row."""

    heading: str
    kind: str
    cell: Callable[[Item], Cell]
    over: tuple[str, ...] = ()


def columns_of(spec: TableSpec, sources: Sources) -> tuple[Column, ...]:
    """The columns after the number and the name of the row."""
    cells = Cells(sources, spec.unknown)
    match spec.rows:
        case Rows.INDICATORS:
            return tuple(_of_row(cells, pick) for pick in spec.columns)
        case Rows.TEAMS:
            return tuple(_of_team(sources, pick) for pick in spec.columns)
        case Rows.PRODUCTS:
            own = tuple(_of_product(pick) for pick in spec.columns)
            return (*own, *_lists(spec, sources, cells))
    return tuple(_of_places(spec, sources, cells))


def heads_of(
    first: tuple[str, str], columns: Iterable[Column], *, numbered: bool
) -> tuple[tuple[Head, ...], ...]:
    """The rows of the head: neighbours under one heading share its cell.

    numbered: a last row counts the columns, (1) (2) and so on.
    """
    chains = [((), heading) for heading in first]
    chains += [(column.over, column.heading) for column in columns]
    depth = 1 + max(len(over) for over, _ in chains)
    rows = [tuple(_head_row(chains, level, depth)) for level in range(depth)]
    if numbered:
        rows.append(tuple(Head(f"({n})") for n in range(1, len(chains) + 1)))
    return tuple(rows)


def _head_row(chains, level, depth):
    before = ()
    for place, (over, heading) in enumerate(chains):
        if len(over) == level:
            yield Head(heading, rows=depth - level)
        elif len(over) > level and before[: level + 1] != over[: level + 1]:
            yield Head(over[level], columns=_neighbours(chains[place:], level + 1))
        before = over


def _neighbours(chains, levels):
    """How many columns in a row stand under the same headings of so many levels."""
    path = chains[0][0][:levels]
    return sum(1 for _ in takewhile(lambda chain: chain[0][:levels] == path, chains))


def _heading(pick: Pick):
    return pick.heading or HEADINGS[Show(pick.of)]


def _over(pick: Pick):
    return (pick.over,) if pick.over else ()


def _of_row(cells, pick):
    show = Show(pick.of)

    def cell(item: Item) -> Cell:
        if item.indicator is None:
            return NONE
        return cells.of(show, item.indicator, item.where)

    return Column(_heading(pick), KINDS.get(show, "figure"), cell, _over(pick))


def _of_places(spec, sources, cells):
    """Each indicator by what is shown of it; several of these stand under its name."""
    found = picked(spec, sources)
    for indicator in found:
        *over, name = _path(spec, found, indicator)
        for shown in spec.columns:
            cell = _place_cell(cells, Show(shown.of), indicator)
            if len(spec.columns) == 1:
                yield Column(name, "figure", cell, tuple(over))
            else:
                yield Column(_heading(shown), "figure", cell, (*over, name))


def _path(spec, found, indicator) -> list[str]:
    """The headings down to an indicator's own: group, what was typed, its whole."""
    words = {pick.of: pick for pick in spec.indicators}
    pick = words.get(indicator.key, Pick(indicator.key))
    path = [indicator.group] if spec.head_groups and indicator.group else []
    path += _over(pick)
    name = pick.heading or _named(indicator)
    if any(other.part_of == indicator.key for other in found):
        return [*path, name, WHOLE]
    whole = next((o for o in found if o.key == indicator.part_of), None)
    if whole is None:
        return [*path, name]
    of_whole = words.get(whole.key, Pick(whole.key))
    own = pick.heading or _part_name(indicator, whole)
    return [*path, of_whole.heading or _named(whole), own]


def _part_name(part: Spec, whole: Spec) -> str:
    """Below its whole's name: with its unit only where that is another."""
    return part.name if part.unit == whole.unit else _named(part)


def _named(indicator: Spec):
    return f"{indicator.name} ({indicator.unit})" if indicator.unit else indicator.name


def _place_cell(cells, show, indicator):
    def cell(item: Item) -> Cell:
        return cells.of(show, indicator, item.where) if item.has_figures else NONE

    return cell


def _of_team(sources, pick):
    show = Show(pick.of)

    def cell(item: Item) -> Cell:
        if item.role == "total" and show == Show.MEMBERS:
            people = counted("people", (team.people for team in sources.teams))
            return _count(people.value)
        if item.team is None:
            return NONE
        if show == Show.MEMBERS:
            return _count(item.team.people)
        text = {Show.COMMUNE: item.team.commune, Show.HEAD: item.team.head}
        return Cell(text.get(show, item.team.zalo))

    return Column(_heading(pick), KINDS.get(show, "figure"), cell, _over(pick))


def _count(number):
    return Cell(f"{number:,}".replace(",", "."), Decimal(number))


def _of_product(pick):
    def cell(item: Item) -> Cell:
        return Cell(item.commune) if item.role == "row" else NONE

    return Column(_heading(pick), "text", cell, _over(pick))


def _lists(spec, sources, cells):
    """A column for each list: which products are on it, and how many."""
    words = {pick.of: pick for pick in spec.indicators}
    for indicator in picked(spec, sources):
        pick = words.get(indicator.key, Pick(indicator.key))
        name = pick.heading or indicator.name
        yield Column(name, "figure", _list_cell(cells, indicator), _over(pick))


def _list_cell(cells, indicator):
    def cell(item: Item) -> Cell:
        if item.role == "total":
            return cells.of(Show.VALUE, indicator, None)
        return Cell(HOLDS) if indicator.key in item.lists else NONE

    return cell
