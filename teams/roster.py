"""A district and a date in; what the roster said on that day out."""

from dataclasses import dataclass
from functools import reduce

from django.db.models import Count, Q

from .models import Hamlet, Member, Team


@dataclass(frozen=True)
class RosterCounts:
    """How many teams, hamlets, people and groups there were on a date."""

    commune_teams: int
    hamlets: int
    hamlet_teams: int
    members: int
    zalo_groups: int
    steering_members: int
    teams: int
    hamlets_without_team: int
    teams_without_head: int


def _in_force(path, date):
    """The dated condition for a related row at `path`."""
    return Q(**{f"{path}valid_from__lte": date}) & (
        Q(**{f"{path}valid_to__isnull": True}) | Q(**{f"{path}valid_to__gte": date})
    )


def _all_in_force(paths, date):
    return reduce(lambda a, b: a & b, (_in_force(path, date) for path in paths))


def roster_counts(district, date):
    """Counts of the district's roster as it stood on `date`: three queries."""
    hamlets = Hamlet.objects.filter(
        _all_in_force(["", "commune__"], date), commune__district=district
    )
    teams = Team.objects.on(date).filter(district=district)
    by_level = teams.aggregate(
        all=Count("pk"),
        commune=Count("pk", filter=Q(level=Team.Level.COMMUNE)),
        hamlet=Count("pk", filter=Q(level=Team.Level.HAMLET)),
        zalo=Count("pk", filter=~Q(zalo_group="")),
    )
    members = _members_on(district, date).aggregate(
        steering=Count("pk", filter=Q(team__level=Team.Level.STEERING)),
        hamlet=Count("pk", filter=Q(team__level=Team.Level.HAMLET)),
        headed=Count("team", filter=Q(role=Member.Role.HEAD), distinct=True),
    )
    staffed = teams.filter(level=Team.Level.HAMLET).values("hamlet")
    by_hamlet = hamlets.aggregate(
        all=Count("pk"), without_team=Count("pk", filter=~Q(pk__in=staffed))
    )
    return RosterCounts(
        commune_teams=by_level["commune"],
        hamlets=by_hamlet["all"],
        hamlet_teams=by_level["hamlet"],
        members=members["hamlet"],
        zalo_groups=by_level["zalo"],
        steering_members=members["steering"],
        teams=by_level["all"],
        hamlets_without_team=by_hamlet["without_team"],
        teams_without_head=by_level["all"] - members["headed"],
    )


def hamlet_team_members(district, date):
    """Members of hamlet teams on `date`, as {commune id: people}: one query."""
    rows = (
        _members_on(district, date)
        .filter(team__level=Team.Level.HAMLET)
        .order_by()
        .values_list("team__commune")
        .annotate(people=Count("pk"))
    )
    return dict(rows)


def _members_on(district, date):
    return Member.objects.filter(
        _all_in_force(["", "team__"], date), team__district=district
    )
