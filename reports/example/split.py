"""In: a period's printed totals and its places. Out: an invented split of them.

How the district's totals split over communes and hamlets is not known. This module
invents it by a fixed rule, the same on every machine: weights come from a hash of
the names, whole numbers from the largest-remainder method, so the parts always add
up to the total. No Django, no random numbers, no floats.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

LEAST_TEAM, LARGEST_TEAM = 5, 7


@dataclass(frozen=True)
class CommunePlace:
    """A commune and the names of its hamlets, in the district's order."""

    code: str
    hamlets: tuple[str, ...]


@dataclass(frozen=True)
class Totals:
    """What a period's invented parts have to add up to, and its fixed exceptions.

    `odd_*` is one commune whose VNeID figures are given rather than invented:
    (typed total, level 1, level 2). The typed total may disagree with its parts.
    """

    households: int
    trained: int
    guided: int
    dvctt: int
    vneid_1: int
    vneid_2: int
    odd_commune: str
    odd_vneid: tuple[int, int, int]


@dataclass(frozen=True)
class Split:
    """Invented figures: by (key, commune code, hamlet name) and by (key, code)."""

    by_hamlet: Mapping[tuple[str, str, str], int]
    by_commune: Mapping[tuple[str, str], int]

    def commune_total(self, key: str, code: str) -> int:
        """The commune's figure: its own, or the sum of its hamlets."""
        if (key, code) in self.by_commune:
            return self.by_commune[key, code]
        return sum(
            value
            for (found, place, _), value in self.by_hamlet.items()
            if (found, place) == (key, code)
        )


def weight(low: int, high: int, *words: str) -> int:
    """A whole number in low..high that depends on the words alone."""
    digest = sha256("|".join(words).encode()).digest()
    return low + int.from_bytes(digest[:8], "big") % (high - low + 1)


def apportion(
    total: int,
    weights: Sequence[int],
    *,
    least: Sequence[int] | None = None,
    most: Sequence[int] | None = None,
) -> list[int]:
    """Split `total` by weight into whole parts within least..most, summing exactly.

    Parts first get `least`; the rest goes round by largest remainder, again and
    again while parts that reached `most` hand on what they could not hold.
    Raises ValueError if the bounds leave no way to reach the total.
    """
    parts = list(least) if least else [0] * len(weights)
    room = [m - p for m, p in zip(most, parts, strict=True)] if most else None
    rest = total - sum(parts)
    if rest < 0 or (room is not None and rest > sum(room)):
        raise ValueError(f"{total} does not fit the bounds")
    while rest:
        free = [i for i in range(len(parts)) if room is None or room[i] > 0]
        shares = _largest_remainder(rest, [weights[i] for i in free])
        for i, share in zip(free, shares, strict=True):
            taken = share if room is None else min(share, room[i])
            parts[i] += taken
            rest -= taken
            if room is not None:
                room[i] -= taken
    return parts


def _largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    whole = sum(weights)
    parts = [total * w // whole for w in weights]
    order = sorted(
        range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i)
    )
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def team_sizes(communes: Sequence[CommunePlace], members: int) -> dict[str, int]:
    """Members of each hamlet's team (5 to 7), by hamlet name, `members` in all."""
    hamlets = [h for c in communes for h in c.hamlets]
    sizes = apportion(
        members,
        [weight(1, 1000, "team", h) for h in hamlets],
        least=[LEAST_TEAM] * len(hamlets),
        most=[LARGEST_TEAM] * len(hamlets),
    )
    return dict(zip(hamlets, sizes, strict=True))


def split(
    period: str,
    communes: Sequence[CommunePlace],
    totals: Totals,
    sizes: Mapping[str, int],
) -> Split:
    """Invent a period's figures.

    Promises, for every hamlet: trained ≤ members of its team, dvctt ≤ guided. The
    same hamlet gets comparable figures in every period: the name's weight is
    common, `period` only shifts it by a tenth.
    """
    rows = [(c.code, h) for c in communes for h in c.hamlets]
    shift = [weight(900, 1100, period, h) for _, h in rows]
    size = [weight(600, 1400, "households", h) for _, h in rows]
    reach = [weight(700, 1300, "guided", h) for _, h in rows]
    made = [weight(850, 950, "dvctt", period, h) for _, h in rows]
    members = [sizes[h] for _, h in rows]
    households = apportion(totals.households, size)
    guided = apportion(
        totals.guided,
        [s * r * t for s, r, t in zip(households, reach, shift, strict=True)],
    )
    columns = {
        "households": households,
        "trained": apportion(totals.trained, members, most=members),
        "guided": guided,
        "dvctt": apportion(
            totals.dvctt,
            [g * m for g, m in zip(guided, made, strict=True)],
            most=guided,
        ),
    }
    by_hamlet = {
        (key, code, hamlet): value
        for key, values in columns.items()
        for (code, hamlet), value in zip(rows, values, strict=True)
    }
    return Split(by_hamlet, _by_commune(period, communes, totals, by_hamlet))


def _by_commune(
    period: str,
    communes: Sequence[CommunePlace],
    totals: Totals,
    by_hamlet: Mapping[tuple[str, str, str], int],
) -> dict[tuple[str, str], int]:
    typed, odd_1, odd_2 = totals.odd_vneid
    others = [c for c in communes if c.code != totals.odd_commune]
    size = [
        sum(by_hamlet["households", c.code, h] for h in c.hamlets)
        * weight(900, 1100, period, c.code)
        for c in others
    ]
    level_1 = apportion(
        totals.vneid_1 - odd_1,
        [
            s * weight(600, 1400, "level 1", c.code)
            for s, c in zip(size, others, strict=True)
        ],
    )
    level_2 = apportion(
        totals.vneid_2 - odd_2,
        [
            s * weight(850, 1150, "level 2", c.code)
            for s, c in zip(size, others, strict=True)
        ],
    )
    rows = {
        c.code: (a + b, a, b) for c, a, b in zip(others, level_1, level_2, strict=True)
    }
    rows[totals.odd_commune] = (typed, odd_1, odd_2)
    figures = {("sessions", c.code): 1 for c in communes}
    for code, values in rows.items():
        for key, value in zip(("vneid", "vneid_1", "vneid_2"), values, strict=True):
            figures[key, code] = value
    return figures
