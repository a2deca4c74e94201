"""A period's consolidation and specs in; all that their tables are made of, out.

Only what the columns ask for is loaded, in a number of queries that does not grow
with communes, rows or tables.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import Prefetch

from reports.consolidation import Consolidation, consolidate
from reports.facts import is_complete
from reports.figures import Level, Spec
from reports.judging import same_period_last_year
from reports.models import Figure, Plan
from reports.tables.spec import Rows, Show, TableSpec
from reports.totals import Place, Total, amount_of, commune_total, hamlet_total
from reports.totals import typed_places as places_typed
from teams.models import Member, Team

OWN = Place()  # the district's own figure, apart from those of its communes
WITH_LAST = frozenset({Show.LAST, Show.CHANGE, Show.CHANGE_SHARE})


@dataclass(frozen=True)
class Figures:
    """One period's figures at any place; `where` None is the whole district."""

    of: Consolidation

    def total(self, key: str, where: Place | None) -> Total | None:
        """The sum there, or None where the period has no such figure or place."""
        table = self.of.table
        if not table.has(key):
            return None
        if where is None:
            return self.of.totals[key]
        if where == OWN:
            return self._own(table.spec(key))
        if not table.has_commune(where.commune_id):
            expected = where.commune_id in self._expected
            return Total(key) if expected else None
        if where.hamlet_id is None:
            return commune_total(table, key, where.commune_id)
        return hamlet_total(table, key, where.commune_id, where.hamlet_id)

    @cached_property
    def _expected(self):
        return {unit.id for unit in self.of.expected}

    def is_complete(self, spec: Spec, total: Total, where: Place | None) -> bool:
        """Whether no place that belongs to the sum is blank or missing."""
        if where is not None:
            return total.value is not None and not total.incomplete
        known = total.value is not None or not spec.is_ratio
        return known and is_complete(spec, total, self.of.units)

    def mark(self, spec: Spec, total: Total, where: Place | None) -> str:
        """What stands behind the sum of what is known."""
        if where is not None or spec.level == Level.DISTRICT:
            return " (chưa đủ)"
        return f" ({total.counted}/{self.of.units.expected} xã)"

    def nothing_arose(self, spec: Spec, where: Place | None) -> bool:
        """Whether every place there said "không phát sinh"; a typed zero is none."""
        states = {cell.state for cell in self._cells(spec, where)}
        return states == {Figure.State.NONE}

    def _cells(self, spec, where):
        table = self.of.table
        if where is None:
            return [c for place, c in table.cells.items() if place[0] == spec.key]
        places = (where,)
        if where.commune_id and where.hamlet_id is None:
            places = places_typed(table, spec, where.commune_id)
        return [table.cell(spec.key, p.commune_id, p.hamlet_id) for p in places]

    def _own(self, spec):
        cell = self.of.table.cell(spec.key)
        if not (spec.district_adds or spec.level == Level.DISTRICT):
            return None
        blanks = (OWN,) if cell.is_blank else ()
        return Total(spec.key, amount_of(spec, cell), 1, blanks, cell.names)


@dataclass(frozen=True)
class TeamLine:
    """A team as its row says it; people counts its members."""

    commune_id: int | None
    commune: str
    name: str
    head: str
    people: int
    zalo: str


@dataclass(frozen=True)
class Sources:
    """This period's figures and what they stand beside; None where there is none."""

    now: Figures
    last: Figures | None = None
    year_ago: Figures | None = None
    plans: Mapping[str, Decimal] = field(default_factory=dict)
    teams: tuple[TeamLine, ...] = ()

    @property
    def period(self):
        return self.now.of.period


def load(consolidation: Consolidation, specs: Iterable[TableSpec]) -> Sources:
    """What these tables ask for, each thing once."""
    specs = tuple(specs)
    shown = {show for spec in specs for show in spec.shows}
    period = consolidation.period
    last = period.previous if shown & WITH_LAST else None
    year_ago = same_period_last_year(period) if Show.YEAR_AGO in shown else None
    asks_plans = shown & {Show.PLAN, Show.PLAN_SHARE}
    asks_teams = any(spec.rows == Rows.TEAMS for spec in specs)
    return Sources(
        now=Figures(consolidation),
        last=last and Figures(consolidate(last)),
        year_ago=year_ago and Figures(consolidate(year_ago)),
        plans=Plan.objects.in_force(period) if asks_plans else {},
        teams=_teams(period) if asks_teams else (),
    )


def _teams(period) -> tuple[TeamLine, ...]:
    """The teams on the period's last day, in the district's order: two queries."""
    day = period.last_day
    people = Member.objects.on(day).order_by("sort_key")
    rows = (
        Team.objects.on(day)
        .filter(district=period.district_id)
        .exclude(level=Team.Level.STEERING)
        .select_related("commune", "hamlet")
        .prefetch_related(Prefetch("members", people, to_attr="people"))
        .order_by(
            "commune__position",
            "commune__sort_key",
            "level",
            "hamlet__position",
            "hamlet__sort_key",
            "pk",
        )
    )
    return tuple(_team_line(row) for row in rows)


def _team_line(team):
    heads = (m.full_name for m in team.people if m.role == Member.Role.HEAD)
    return TeamLine(
        commune_id=team.commune_id,
        commune=str(team.commune),
        name=str(team.hamlet or team.commune),
        head=next(heads, ""),
        people=len(team.people),
        zalo=team.zalo_group,
    )
