"""In: the files under data/. Out: plain rows, places, people and split figures."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .people import Roster, make_roster
from .split import CommunePlace, Split, Totals, split, team_sizes

DATA = Path(__file__).parent / "data"

# The officials whose accounts the guide names; the others' names are invented.
STAFF_NAMES = {"11086": "Phạm Thị Lan", "11125": "Nguyễn Văn Bình"}


@dataclass(frozen=True)
class CommuneRow:
    """A commune as communes.csv and the merger give it; dates are ISO or empty."""

    code: str
    kind: str
    name: str
    hamlets: tuple[str, ...]
    hamlet_kind: str
    valid_to: str = ""
    successor: str = ""

    @property
    def label(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def place(self) -> CommunePlace:
        return CommunePlace(self.code, self.hamlets)


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file of data/, as dicts of strings."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def toml(name: str) -> dict:
    """A TOML file of data/."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def communes() -> tuple[CommuneRow, ...]:
    """The 23 communes of 2023, in the district's order."""
    hamlets: dict[str, list[dict]] = {}
    for row in rows("hamlets.csv"):
        hamlets.setdefault(row["commune_code"], []).append(row)
    return tuple(
        CommuneRow(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            hamlets=tuple(h["name"] for h in hamlets[row["code"]]),
            hamlet_kind=hamlets[row["code"]][0]["kind"],
            valid_to=row["valid_to"],
            successor=row["merged_into_name"],
        )
        for row in rows("communes.csv")
    )


@cache
def communes_after_merger() -> tuple[CommuneRow, ...]:
    """The 20 communes since 1 December 2024: a successor stands where its first
    predecessor stood, and takes over all their hamlets."""
    found: dict[str, CommuneRow] = {}
    for row, source in zip(communes(), rows("communes.csv"), strict=True):
        if not row.successor:
            found[row.name] = row
            continue
        earlier = found.get(row.successor)
        found[row.successor] = CommuneRow(
            code=source["merged_into_code"],
            kind=row.kind,
            name=row.successor,
            hamlets=(earlier.hamlets if earlier else ()) + row.hamlets,
            hamlet_kind=row.hamlet_kind,
        )
    return tuple(found.values())


@cache
def sizes() -> dict[str, int]:
    """Members of each hamlet's team, by hamlet."""
    places = [row.place for row in communes()]
    return team_sizes(places, toml("totals.toml")["members"])


def totals(period: str) -> Totals:
    """What the parts of `period` add up to (h2_2022, h1_2023 or practice)."""
    row = dict(toml("totals.toml")[period])
    row.pop("district_sessions")
    return Totals(**{**row, "odd_vneid": tuple(row["odd_vneid"])})


def district_sessions(period: str) -> int:
    """The sessions that the district itself counts in `period`."""
    return toml("totals.toml")[period]["district_sessions"]


@cache
def figures(period: str) -> Split:
    """The invented figures of `period`, over the communes of its time."""
    there = communes_after_merger() if period == "practice" else communes()
    return split(period, [row.place for row in there], totals(period), sizes())


@cache
def roster() -> Roster:
    """The members of all 129 teams."""
    labels = {row.code: row.label for row in communes()}
    for row in communes():
        labels |= {name: f"{row.hamlet_kind} {name}" for name in row.hamlets}
    seats = rows("steering.csv")
    return make_roster(
        [row.place for row in communes()],
        labels,
        sizes(),
        [(s["role"], s["post"], s["body"], s["sex"]) for s in seats],
        {i: s["name"] for i, s in enumerate(seats) if s["name"]},
        STAFF_NAMES,
    )


def listed(kind: str, code: str, day: str, *, online: bool) -> tuple[str, ...]:
    """A commune's products of `kind` on `day` (ISO), as they are printed."""
    since = "online_from" if online else "listed_from"
    return tuple(
        row["printed_as"]
        for row in rows("products.csv")
        if (row["kind"], row["commune_code"]) == (kind, code)
        and row[since]
        and row[since] <= day
    )
