"""In: the loaded places and the invented people. Out: teams, members and accounts."""

from datetime import date

from django.contrib.auth.hashers import make_password

from teams.models import Assignment, Decision, Member, Role, Team, User
from tuky_cnscd.vietnamese import search_key

from . import reading
from .load_places import Land
from .people import Person
from .reading import CommuneRow

# The officer's account, as in district.toml.
OFFICER = "canbo"


def load_people(land: Land, password: str) -> dict[str, User]:
    """Write 129 teams with their members, and the accounts, by user name."""
    roster = reading.roster()
    teams = [(_steering_team(land), roster.steering)]
    for row in reading.communes():
        teams += _teams_of(land, row, roster.communes[row.code], roster.hamlets)
    for row in _merged():
        # The first predecessor's people lead the new commune's team.
        first = predecessors(row.name)[0]
        people = [_moved(p, first, row) for p in roster.communes[first.code]]
        teams += _teams_of(land, row, people, roster.hamlets)
    Team.objects.bulk_create(team for team, _ in teams)
    _load_members(teams)
    return _load_users(land, password)


def staff_username(commune_name: str) -> str:
    """The account of a commune's staff: Hưng Đạo -> xa-hung-dao."""
    return "xa-" + search_key(commune_name).replace(" ", "-")


def predecessors(name: str) -> list[CommuneRow]:
    """The communes that went into the one of this name, in the district's order."""
    return [row for row in reading.communes() if row.successor == name]


def _merged() -> list[CommuneRow]:
    return [r for r in reading.communes_after_merger() if predecessors(r.name)]


def _steering_team(land: Land) -> Team:
    row = next(r for r in reading.rows("documents.csv") if r["key"] == "qd1252")
    decision = Decision.objects.create(
        district=land.district,
        number=row["symbol"],
        date=date.fromisoformat(row["date"]),
        issuer=row["issuer"],
        subject=row["subject"],
    )
    return Team(
        district=land.district,
        level=Team.Level.STEERING,
        decision=decision,
        zalo_group=f"Tổ chỉ đạo CNSCĐ {land.district}",
        valid_from=decision.date,
    )


def _teams_of(land: Land, row: CommuneRow, people, by_hamlet):
    """A commune's team and those of its hamlets, founded by one decision."""
    decision = _founding(land, row)
    commune = land.communes[row.name]
    common = {
        "district": land.district,
        "commune": commune,
        "decision": decision,
        "valid_from": decision.date,
        "valid_to": commune.valid_to,
    }
    team = Team(level=Team.Level.COMMUNE, zalo_group=f"CNSCĐ {row.label}", **common)
    teams = [(team, people)]
    for name, hamlet in land.hamlets_of(commune).items():
        group = f"CNSCĐ {row.hamlet_kind} {name} - {row.label}"
        team = Team(level=Team.Level.HAMLET, hamlet=hamlet, zalo_group=group, **common)
        teams.append((team, by_hamlet[name]))
    return teams


def _founding(land: Land, row: CommuneRow) -> Decision:
    facts = reading.toml("district.toml")["founding"]
    after = "_after_merger" if predecessors(row.name) else ""
    return Decision.objects.create(
        district=land.district,
        number=facts[f"number{after}"],
        date=facts[f"date{after}"],
        issuer=f"UBND {row.label}",
        subject=f"Thành lập Tổ CNSCĐ {row.label} và các Tổ CNSCĐ thôn, khu dân cư",
    )


def _moved(person: Person, old: CommuneRow, new: CommuneRow) -> Person:
    body = person.body.replace(old.label, new.label)
    return Person(person.name, person.role, person.post, body, person.phone)


def _load_members(teams) -> None:
    members = [
        Member(
            team=team,
            full_name=person.name,
            role=person.role,
            post=person.post,
            body=person.body,
            phone=person.phone,
            valid_from=team.valid_from,
            valid_to=team.valid_to,
        )
        for team, people in teams
        for person in people
    ]
    for member in members:
        member.set_keys()
    Member.objects.bulk_create(members)


def _load_users(land: Land, password: str) -> dict[str, User]:
    """The district's people and one account a commune; one password for all."""
    hashed = make_password(password)
    district_rows = reading.toml("district.toml")["user"]
    rows = [(r["username"], r["full_name"], r["phone"]) for r in district_rows]
    rows += [_staff_row(row) for row in [*reading.communes(), *_merged()]]
    users = {
        username: User(username=username, full_name=name, phone=phone, password=hashed)
        for username, name, phone in rows
    }
    User.objects.bulk_create(users.values())
    Assignment.objects.bulk_create(_assignments(land, users, district_rows))
    return users


def _staff_row(row: CommuneRow) -> tuple[str, str, str]:
    """The official of the commune's team; of a new commune, the last to come in."""
    former = predecessors(row.name)
    official = reading.roster().communes[(former[-1] if former else row).code][1]
    return staff_username(row.name), official.name, official.phone


def _assignments(land: Land, users, district_rows):
    for row in district_rows:
        for role in row["roles"]:
            yield Assignment(
                user=users[row["username"]], district=land.district, role=role
            )
    for row in [*reading.communes(), *_merged()]:
        # Staff of a new commune see what its predecessors sent.
        for name in [row.name, *(p.name for p in predecessors(row.name))]:
            yield Assignment(
                user=users[staff_username(row.name)],
                district=land.district,
                commune=land.communes[name],
                role=Role.COMMUNE_STAFF,
            )
