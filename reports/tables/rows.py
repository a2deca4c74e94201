"""A spec and its sources in; the table's rows in order out, each knowing its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.figures import Level, Spec
from reports.headings import headings
from reports.numbering import roman
from reports.tables.sources import OWN, Sources, TeamLine
from reports.tables.spec import Numbering, Rows, Show, TableSpec, Total
from reports.totals import Place

FROM_COMMUNES = (Level.HAMLET, Level.COMMUNE)


@dataclass(frozen=True)
class Item:
    """What a row stands for; has_figures is False where it is a heading alone.

    where: the place of its figures, None the whole district. indicator: of a row of
    indicators. lists: the keys of the lists that name its product.
    """

    name: str
    role: str = "row"
    has_figures: bool = True
    where: Place | None = None
    indicator: Spec | None = None
    team: TeamLine | None = None
    commune: str = ""
    lists: frozenset[str] = frozenset()
    is_part: bool = False


def picked(spec: TableSpec, sources: Sources) -> tuple[Spec, ...]:
    """The indicators that the table shows, in its order; unknown keys fall away.

    Without any picked, all that the period prints and that its rows can hold.
    """
    table = sources.now.of.table
    keys = [pick.of for pick in spec.indicators]
    found = [table.spec(key) for key in keys if table.has(key)]
    if not keys:
        found = _all(spec, table.specs)
    return tuple(s for s in found if fits(s, spec.rows))


def fits(indicator: Spec, rows: Rows) -> bool:
    """Whether such rows have a figure of the indicator of their own."""
    if rows == Rows.INDICATORS:
        return True
    if rows == Rows.HAMLETS:
        return indicator.level == Level.HAMLET
    if rows == Rows.PRODUCTS:
        return indicator.is_list
    return rows == Rows.COMMUNES and indicator.level in FROM_COMMUNES


def items(spec: TableSpec, sources: Sources) -> tuple[Item, ...]:
    """The rows in order, those of groups, of the district's own and of totals too."""
    rows = tuple(_MAKERS[spec.rows](spec, sources))
    if spec.rows == Rows.INDICATORS or spec.total == Total.NONE:
        return rows
    whole = Item("Tổng cộng", role="total")
    return (whole, *rows) if spec.total == Total.FIRST else (*rows, whole)


def numbers(spec: TableSpec, rows: Iterable[Item]) -> Iterator[str]:
    """What stands in the first column of each row: groups I, II where they count."""
    groups = count = 0
    per_group = spec.numbering == Numbering.PER_GROUP
    for item in rows:
        if item.role == "group":
            groups, count = groups + 1, 0 if per_group else count
            yield roman(groups) if per_group else ""
        elif item.role == "total" or item.where == OWN or item.is_part:
            yield _own_number(spec, item)
        elif spec.numbering == Numbering.OWN and item.indicator:
            yield item.indicator.number
        else:
            count += 1
            yield str(count)


def _own_number(spec, item):
    keeps = spec.numbering == Numbering.OWN and item.indicator
    return item.indicator.number if keeps else ""


def _all(spec, specs):
    printed = [s for s in specs if s.in_table]
    if Show.CUMULATIVE not in spec.shows:
        return printed
    keys = {s.key for s in printed}
    return [s for s in printed if s.cumulative_of not in keys]


def _indicators(spec, sources):
    specs = picked(spec, sources)
    above = headings(specs) if spec.grouped else {}
    keys = {s.key for s in specs}
    for indicator in specs:
        if indicator.key in above:
            yield Item(above[indicator.key], role="group", has_figures=False)
        is_part = indicator.part_of in keys
        name = f"- {indicator.name}" if is_part else indicator.name
        yield Item(name, indicator=indicator, is_part=is_part)


def _communes(spec, sources):
    for unit in sources.now.of.expected:
        yield Item(unit.name, where=Place(unit.id), commune=unit.name)
    yield from _own(spec, sources)


def _hamlets(spec, sources):
    for unit in sources.now.of.expected:
        if spec.grouped:
            yield Item(unit.name, "group", where=Place(unit.id), commune=unit.name)
        for hamlet in unit.hamlets:
            place = Place(unit.id, hamlet.id)
            yield Item(hamlet.name, where=place, commune=unit.name)
    yield from _own(spec, sources)


def _own(spec, sources):
    """The district's own figures have a row where they are part of the totals."""
    if any(s.district_adds for s in picked(spec, sources)):
        yield Item(f"Số liệu riêng của {sources.period.district}", where=OWN)


def _teams(spec, sources):
    commune = None
    for team in sources.teams:
        if spec.grouped and team.commune_id != commune:
            commune = team.commune_id
            yield Item(team.commune, "group", has_figures=False)
        yield Item(f"Tổ CNSCĐ {team.name}", team=team, commune=team.commune)


def _products(spec, sources):
    table, lists = sources.now.of.table, picked(spec, sources)
    for unit in table.communes:
        named = {s.key: table.cell(s.key, unit.id).names for s in lists}
        names = dict.fromkeys(name for each in named.values() for name in each)
        if names and spec.grouped:
            yield Item(unit.name, "group", has_figures=False)
        for name in names:
            holds = frozenset(key for key, each in named.items() if name in each)
            yield Item(name, commune=unit.name, lists=holds)


_MAKERS = {
    Rows.INDICATORS: _indicators,
    Rows.COMMUNES: _communes,
    Rows.HAMLETS: _hamlets,
    Rows.TEAMS: _teams,
    Rows.PRODUCTS: _products,
}
