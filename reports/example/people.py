"""In: communes, hamlets and the sizes of their teams. Out: invented people.

Names come from a hash of the place and the seat, so the same people stand in the
same teams on every machine. The telephone numbers begin with 0000: none exists.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .split import CommunePlace, weight

NAMES = tomllib.loads(
    (Path(__file__).parent / "data" / "names.toml").read_text(encoding="utf-8")
)
FAMILY = NAMES["family"].split()
MIDDLE = {sex: words.split() for sex, words in NAMES["middle"].items()}
GIVEN = {sex: words.split() for sex, words in NAMES["given"].items()}
# Seats of a commune's and a hamlet's team: role, post, body, sex (any if blank).
COMMUNE_SEATS = (
    ("head", "Phó Chủ tịch", "UBND {place}", ""),
    ("deputy", "Công chức Văn hóa - xã hội", "UBND {place}", ""),
    ("secretary", "Bí thư", "Đoàn TNCS Hồ Chí Minh {place}", ""),
    ("member", "Chủ tịch", "Hội Liên hiệp Phụ nữ {place}", "f"),
    ("member", "Phó Trưởng Công an", "Công an {place}", "m"),
)
HAMLET_SEATS = (
    ("head", "Trưởng {kind}", "{place}", ""),
    ("deputy", "Bí thư Chi đoàn", "Chi đoàn {place}", ""),
    ("secretary", "Chi hội trưởng", "Chi hội Phụ nữ {place}", "f"),
    ("member", "Chi hội trưởng", "Chi hội Nông dân {place}", "m"),
    ("member", "Trưởng Ban Công tác Mặt trận", "{place}", ""),
    ("member", "Đoàn viên", "Chi đoàn {place}", ""),
    ("member", "Hội viên", "Chi hội Cựu chiến binh {place}", "m"),
)


@dataclass(frozen=True)
class Person:
    """An invented member: role as in teams.models.Member.Role."""

    name: str
    role: str
    post: str
    body: str
    phone: str


@dataclass(frozen=True)
class Roster:
    """The members of each team: communes by code, hamlets by name."""

    steering: tuple[Person, ...]
    communes: Mapping[str, tuple[Person, ...]]
    hamlets: Mapping[str, tuple[Person, ...]]


class Directory:
    """Hands out names and telephone numbers, the same ones in the same order."""

    def __init__(self):
        self.serial = 0

    def phone(self) -> str:
        """The next number: 0000 000 001, 0000 000 002 and so on."""
        self.serial += 1
        return f"0000 {self.serial // 1000:03d} {self.serial % 1000:03d}"

    def team(
        self,
        key: str,
        place: str,
        seats: Sequence[tuple[str, str, str, str]],
        names: Mapping[int, str] | None = None,
    ) -> tuple[Person, ...]:
        """People for `seats`, no two of one name; `names` gives some seats' names."""
        given = names or {}
        people, taken = [], set(given.values())
        for seat, (role, post, body, sex) in enumerate(seats):
            name = given.get(seat) or full_name(f"{key}/{seat}", sex, taken)
            taken.add(name)
            kind = place.removesuffix(key.rpartition("/")[2]).strip()
            people.append(
                Person(
                    name,
                    role,
                    post.format(kind=kind),
                    body.format(place=place),
                    self.phone(),
                )
            )
        return tuple(people)


def full_name(key: str, sex: str = "", taken: frozenset | set = frozenset()) -> str:
    """A Vietnamese full name that depends on `key`, none of those in `taken`."""
    sex = sex or ("m", "f")[weight(0, 1, key, "sex")]
    for turn in range(100):
        parts = (
            words[weight(0, len(words) - 1, key, part, str(turn))]
            for part, words in (
                ("family", FAMILY),
                ("middle", MIDDLE[sex]),
                ("given", GIVEN[sex]),
            )
        )
        name = " ".join(parts)
        if name not in taken:
            return name
    raise ValueError(f"no free name for {key}")


def make_roster(
    communes: Sequence[CommunePlace],
    labels: Mapping[str, str],
    sizes: Mapping[str, int],
    steering_seats: Sequence[tuple[str, str, str, str]],
    steering_names: Mapping[int, str],
    staff_names: Mapping[str, str],
) -> Roster:
    """Everybody in the example.

    `labels` gives what a commune (by code) and a hamlet (by name) is called in
    running text; `steering_names` the steering seats, and `staff_names` the
    communes' officials, whose names are given.
    """
    directory = Directory()
    steering = directory.team("steering", "", steering_seats, steering_names)
    by_commune, by_hamlet = {}, {}
    for commune in communes:
        named = staff_names.get(commune.code)
        by_commune[commune.code] = directory.team(
            commune.code,
            labels[commune.code],
            COMMUNE_SEATS,
            {1: named} if named else None,
        )
        for hamlet in commune.hamlets:
            by_hamlet[hamlet] = directory.team(
                f"{commune.code}/{hamlet}",
                labels[hamlet],
                HAMLET_SEATS[: sizes[hamlet]],
            )
    return Roster(steering, by_commune, by_hamlet)
