"""In: a table and a place. Out: the relations that its typed cells should fulfil.

Every relation is written out in the cells that somebody typed, so that a slip in one
hamlet's figure can be tried against the total of the commune.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ..figures import FigureTable, Level, PlaceKey, Spec
from ..totals import Place, Totals, amount_of, typed_places
from .findings import Rule

Values = Mapping[PlaceKey, Decimal]


@dataclass(frozen=True)
class Relation:
    """`left` equals `right` in sum, or (a limit) is at most `right` plus `most`."""

    rule: Rule
    key: str
    left: tuple[PlaceKey, ...]
    right: tuple[PlaceKey, ...]
    most: Decimal | None = None
    is_limit: bool = False

    @property
    def cells(self) -> tuple[PlaceKey, ...]:
        return (*self.left, *self.right)

    @property
    def by_hamlet(self) -> bool:
        """Whether it is of one hamlet."""
        return len({cell[1:] for cell in self.cells}) == 1 and bool(self.left[0][2])

    @cached_property
    def signs(self) -> Mapping[PlaceKey, int]:
        """1 for what stands left, -1 for what stands right."""
        return dict.fromkeys(self.left, 1) | dict.fromkeys(self.right, -1)

    def gap(self, values: Values) -> Decimal:
        """Left less right; raises KeyError where a cell is blank."""
        signed = (sign * values[cell] for cell, sign in self.signs.items())
        return sum(signed, Decimal(0)) - (self.most or 0)

    def allows(self, gap: Decimal) -> bool:
        """Whether it holds with such a gap."""
        return gap <= 0 if self.is_limit else gap == 0


def commune_relations(
    table: FigureTable, commune_id: int, roster: Mapping[str, int]
) -> list[Relation]:
    """Of the commune and of each of its hamlets."""
    hamlets = [h.id for h in table.commune(commune_id).hamlets]
    places = [Place(commune_id), *(Place(commune_id, hamlet) for hamlet in hamlets)]
    found = [relation for place in places for relation in _relations(table, place)]
    found += _of_roster(table, commune_id, roster)
    return [*found, *_of_hamlets(table, commune_id)]


def district_relations(table: FigureTable) -> list[Relation]:
    """Of the district as a whole; of a printed table, which has no communes."""
    return list(_relations(table, Place()))


def typed_values(
    table: FigureTable, cells: Iterable[PlaceKey], totals: Totals | None = None
) -> dict[PlaceKey, Decimal]:
    """What the cells count for, blanks left out; a printed table's from `totals`."""
    found = {}
    for cell in cells:
        key = cell[0]
        if totals is not None and not table.communes:
            amount = totals[key].value if key in totals else None
        else:
            amount = amount_of(table.spec(key), table.cell(*cell))
        if amount is not None:
            found[cell] = amount
    return found


def _relations(table: FigureTable, place: Place) -> Iterator[Relation]:
    for spec in table.specs:
        parts = table.parts_of(spec.key)
        if parts and not table.is_computed(spec.key):
            each = [_typed(table, part.key, place) for part in parts]
            rights = (
                tuple(cell for cells in each for cell in cells) if all(each) else ()
            )
            yield from _whole(Rule.PARTS, table, spec.key, spec.key, rights, place)
        for rule, limit in (
            (Rule.ABOVE_LIMIT, spec.at_most),
            (Rule.NOT_WITHIN, spec.within),
        ):
            if limit and table.has(limit):
                rights = _typed(table, limit, place)
                yield from _whole(rule, table, spec.key, spec.key, rights, place)
        if spec.is_ratio:
            rights = _typed(table, spec.denominator, place)
            yield from _whole(
                Rule.RATIO, table, spec.key, spec.numerator, rights, place
            )


def _whole(rule, table, key, left_key, right, place) -> Iterator[Relation]:
    left = _typed(table, left_key, place)
    if left and right:
        yield Relation(rule, key, left, right, is_limit=rule != Rule.PARTS)


def _of_roster(table, commune_id, roster) -> Iterator[Relation]:
    for spec in table.specs:
        most = roster.get(spec.at_most_roster)
        left = _typed(table, spec.key, Place(commune_id))
        if spec.at_most_roster and most is not None and left:
            most = Decimal(most)
            yield Relation(
                Rule.ABOVE_ROSTER, spec.key, left, (), most=most, is_limit=True
            )


def _of_hamlets(table: FigureTable, commune_id: int) -> Iterator[Relation]:
    """A figure of the whole commune beside hamlets that were filled in as well."""
    commune = table.commune(commune_id)
    for spec in table.specs:
        if spec.level == Level.HAMLET and spec.key in commune.total_only:
            right = tuple((spec.key, commune_id, h.id) for h in commune.hamlets)
            if right and not any(table.cell(*cell).is_blank for cell in right):
                left = ((spec.key, commune_id, None),)
                yield Relation(Rule.HAMLETS_SUM, spec.key, left, right)


def _typed(table: FigureTable, key: str, place: Place) -> tuple[PlaceKey, ...]:
    """The cells behind a figure of that place; none where it is not collected there."""
    keys = [key] if not table.communes else table.typed_keys(key)
    return tuple(
        (typed, where.commune_id, where.hamlet_id)
        for typed in keys
        for where in _places(table, table.spec(typed), place)
    )


def _places(table: FigureTable, spec: Spec, place: Place) -> Iterable[Place]:
    if place.hamlet_id:
        total_only = table.commune(place.commune_id).total_only
        by_hamlet = spec.level == Level.HAMLET and spec.key not in total_only
        return (place,) if by_hamlet else ()
    if place.commune_id:
        return typed_places(table, spec, place.commune_id)
    own = (place,)
    if not table.communes or spec.level == Level.DISTRICT:
        return own
    below = [w for c in table.communes for w in typed_places(table, spec, c.id)]
    return (*below, *(own if spec.district_adds else ()))
