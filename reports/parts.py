"""The tables of a period and of its parts in; what each cell takes, or why not, out.

Flows are the sum of all parts, what is cumulative or a stock is the last part's. Only
accepted returns count; a blank stays a blank. Pure values: no database.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reports.figures import Cell, CommuneUnit, FigureTable, Level, Spec, Time
from reports.totals import added_up, amount_of

DISTRICT = "Cấp huyện"
TYPED = (Level.HAMLET, Level.COMMUNE)


@dataclass(frozen=True)
class Part:
    """A shorter period: its accepted returns, and the communes that it asked."""

    name: str
    table: FigureTable
    asked: Collection[int]

    @cached_property
    def accepted(self) -> frozenset[int]:
        """The communes whose figures count."""
        return frozenset(commune.id for commune in self.table.communes)


@dataclass(frozen=True)
class Taken:
    """What one cell takes; no commune: the district's own, no hamlet: the commune's."""

    key: str
    commune_id: int | None
    hamlet_id: int | None
    cell: Cell


@dataclass(frozen=True)
class Gap:
    """A cell that takes nothing and why; or a place whose figures go nowhere.

    `where`: the cell within the commune, empty for a whole commune that is lost.
    """

    why: str
    commune: str
    where: str = ""
    lost: bool = False


@dataclass(frozen=True)
class Merged:
    """Names of the places that were merged into another within the period, by its id.

    What they counted belongs to that other place too, which only people can add up.
    """

    communes: Mapping[int, str] = field(default_factory=dict)
    hamlets: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Filling:
    """All that the parts can give; `total_only`: keys by commune without a split."""

    taken: tuple[Taken, ...]
    gaps: tuple[Gap, ...]
    total_only: Mapping[int, frozenset[str]]


class CannotTake(Exception):
    """Why a cell takes nothing, in Vietnamese."""


def fill(table: FigureTable, parts: tuple[Part, ...], merged: Merged) -> Filling:
    """What each typed cell of `table` takes; `parts` from the first to the last."""
    taker = _Taker(table, parts, merged)
    for commune in table.communes:
        taker.take_commune(commune)
    taker.take_district()
    taker.name_the_lost()
    return Filling(tuple(taker.taken), tuple(taker.gaps), taker.total_only)


class _Taker:
    def __init__(self, table, parts, merged):
        self.table, self.parts, self.merged = table, parts, merged
        self.taken, self.gaps, self.total_only = [], [], {}

    def take_commune(self, commune: CommuneUnit):
        """Every cell of one commune's return."""
        for spec in self.table.specs:
            if spec.level in TYPED and not self.table.is_computed(spec.key):
                self._take_indicator(spec, commune)

    def take_district(self):
        """The district's own figures, which nobody accepts."""
        for spec in self.table.specs:
            own = spec.district_adds or spec.level == Level.DISTRICT
            if own and not self.table.is_computed(spec.key):
                self._take(spec, None, None)

    def name_the_lost(self):
        """Communes that reported in a part but do not report in this period."""
        here = {commune.id for commune in self.table.communes}
        for part in self.parts:
            for commune in part.table.communes:
                if commune.id not in here:
                    why = f"Có biểu trong {part.name}, không có biểu trong kỳ này"
                    self.gaps.append(Gap(why, commune.name, lost=True))

    def _take_indicator(self, spec, commune):
        by_hamlet = spec.level == Level.HAMLET and commune.hamlets
        if not by_hamlet or spec.key in commune.total_only:
            return self._take(spec, commune, None)
        if self._lacks_split(spec, commune) and self._is_untouched(spec, commune):
            if self._take(spec, commune, None):
                mine = self.total_only.get(commune.id, frozenset())
                self.total_only[commune.id] = mine | {spec.key}
            return None
        for hamlet in commune.hamlets:
            self._take(spec, commune, hamlet)
        return self._name_lost_hamlets(spec, commune)

    def _take(self, spec, commune, hamlet) -> bool:
        """Keep what the cell takes, or why not; whether it takes something."""
        commune_id, hamlet_id = commune and commune.id, hamlet and hamlet.id
        try:
            cell = self._cell(spec, commune_id, hamlet_id)
        except CannotTake as why:
            place = commune.name if commune else DISTRICT
            self.gaps.append(Gap(str(why), place, _where(spec, hamlet)))
            return False
        self.taken.append(Taken(spec.key, commune_id, hamlet_id, cell))
        return True

    def _cell(self, spec, commune_id, hamlet_id) -> Cell:
        self._refuse_merged(spec, commune_id, hamlet_id)
        cells = [
            cell
            for part in self._used(spec)
            for cell in _reported(part, spec, commune_id, hamlet_id)
        ]
        if spec.is_list and any(amount_of(spec, c) != len(c.names) for c in cells):
            raise CannotTake("Số và tên sản phẩm không khớp nhau")
        return added_up(spec, cells)

    def _used(self, spec):
        return self.parts if spec.time == Time.FLOW else self.parts[-1:]

    def _refuse_merged(self, spec, commune_id, hamlet_id):
        known = (
            self.merged.hamlets.get(hamlet_id),
            self.merged.communes.get(commune_id),
        )
        names = "; ".join(filter(None, known))
        if names and spec.time == Time.FLOW:
            raise CannotTake(f"Trong kỳ có {names} nhập vào; cần cộng thêm số nơi đó")

    def _lacks_split(self, spec, commune):
        return any(
            part.table.has(spec.key)
            and commune.id in part.accepted
            and not _is_split(part, spec.key, commune.id)
            for part in self._used(spec)
        )

    def _is_untouched(self, spec, commune):
        """Whether no hamlet has a figure yet: else the commune has begun to split."""
        cells = (self.table.cell(spec.key, commune.id, h.id) for h in commune.hamlets)
        return not any(cell.version for cell in cells)

    def _name_lost_hamlets(self, spec, commune):
        here = {hamlet.id for hamlet in commune.hamlets}
        for part in self._used(spec):
            if commune.id not in part.accepted or not part.table.has(spec.key):
                continue
            for hamlet in part.table.commune(commune.id).hamlets:
                cell = part.table.cell(spec.key, commune.id, hamlet.id)
                if hamlet.id not in here and cell.amount:
                    why = f"Thôn có số trong {part.name}, không có trong biểu kỳ này"
                    where = _where(spec, hamlet)
                    self.gaps.append(Gap(why, commune.name, where, lost=True))


def _reported(part, spec, commune_id, hamlet_id):
    """The part's cells that make up one cell. Raises CannotTake."""
    _refuse_unlike(part, spec)
    if commune_id is not None and commune_id not in part.accepted:
        asked = commune_id in part.asked
        raise CannotTake(
            f"Biểu {part.name} chưa được tiếp nhận"
            if asked
            else f"Không có biểu trong {part.name}"
        )
    places = _places(part, spec, commune_id, hamlet_id)
    cells = [part.table.cell(spec.key, *place) for place in places]
    if any(cell.is_blank for cell in cells):
        raise CannotTake(f"Ô trống trong {part.name}")
    return cells


def _places(part, spec, commune_id, hamlet_id):
    if commune_id is None:
        return [(None, None)]
    split = _is_split(part, spec.key, commune_id)
    hamlets = [h.id for h in part.table.commune(commune_id).hamlets]
    if hamlet_id is None:
        return [(commune_id, h) for h in hamlets] if split else [(commune_id, None)]
    if not split:
        raise CannotTake(f"{part.name} chỉ có tổng xã")
    if hamlet_id not in hamlets:
        raise CannotTake(f"{part.name} chưa có thôn này")
    return [(commune_id, hamlet_id)]


def _refuse_unlike(part, spec: Spec):
    if not part.table.has(spec.key):
        raise CannotTake(f"{part.name} không có chỉ tiêu “{spec.name}”")
    theirs = part.table.spec(spec.key)
    if (theirs.unit, theirs.kind, theirs.time) != (spec.unit, spec.kind, spec.time):
        raise CannotTake(f"{part.name} tính “{spec.name}” theo cách khác")
    if part.table.is_computed(spec.key):
        raise CannotTake(f"{part.name} không nhập “{spec.name}” mà tính ra")


def _is_split(part, key, commune_id):
    commune = part.table.commune(commune_id)
    by_hamlet = part.table.spec(key).level == Level.HAMLET
    return bool(by_hamlet and commune.hamlets and key not in commune.total_only)


def _where(spec, hamlet):
    number = spec.number.strip(" .")
    what = f"{number}. {spec.name}" if number else spec.name
    return f"{hamlet.name}, {what}" if hamlet else what
