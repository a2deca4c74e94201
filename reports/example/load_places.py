"""In: the example's files. Out: its district with letterhead, signer and places.

The merger of 1 December 2024 is loaded too: 23 communes before it, 20 since, with
lineage, so a report counts the places of its own time.
"""

from dataclasses import dataclass
from datetime import date

from teams.models import Commune, District, Hamlet, Letterhead, Signer

from . import reading
from .reading import CommuneRow

KINDS = {kind.label: kind.value for kind in (*Commune.Kind, *Hamlet.Kind)}
STEP = 10


@dataclass(frozen=True)
class Land:
    """The loaded places. Communes by name, hamlets by (commune's name, own name)."""

    district: District
    signer: Signer
    communes: dict[str, Commune]
    hamlets: dict[tuple[str, str], Hamlet]

    def hamlets_of(self, commune: Commune) -> dict[str, Hamlet]:
        """The hamlets of a commune, by name."""
        return {
            name: hamlet
            for (place, name), hamlet in self.hamlets.items()
            if place == commune.name
        }


def load_places() -> Land:
    """Write the district and everything in it that stands still."""
    facts = reading.toml("district.toml")
    district = District.objects.create(is_example=True, **facts["district"])
    since = {"district": district, "valid_from": facts["known_since"]}
    Letterhead.objects.create(**since, **facts["letterhead"])
    signer = Signer.objects.create(**since, **facts["signer"])
    merged = [r for r in reading.communes_after_merger() if r not in reading.communes()]
    began = {row.name: facts["merger"]["first_day"] for row in merged}
    rows = [*reading.communes(), *merged]
    dates = {row.name: began.get(row.name, facts["known_since"]) for row in rows}
    communes = _load_communes(district, rows, dates)
    hamlets = _load_hamlets(communes, rows, dates)
    _link_successors(communes, hamlets)
    return Land(district, signer, communes, hamlets)


def _load_communes(district, rows: list[CommuneRow], dates) -> dict[str, Commune]:
    order = [row.name for row in reading.communes()]
    communes = {}
    for row in rows:
        # A successor stands where its first predecessor stood.
        first = next((r.name for r in rows if r.successor == row.name), row.name)
        communes[row.name] = Commune(
            district=district,
            code=row.code,
            kind=KINDS[row.kind],
            name=row.name,
            position=(order.index(first) + 1) * STEP,
            valid_from=dates[row.name],
            valid_to=_day(row.valid_to),
        )
    return _bulk(communes)


def _load_hamlets(communes, rows: list[CommuneRow], dates):
    hamlets = {
        (row.name, name): Hamlet(
            commune=communes[row.name],
            kind=KINDS[row.hamlet_kind],
            name=name,
            position=place * STEP,
            valid_from=dates[row.name],
            valid_to=_day(row.valid_to),
        )
        for row in rows
        for place, name in enumerate(row.hamlets, start=1)
    }
    return _bulk(hamlets)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _bulk(places: dict) -> dict:
    for place in places.values():
        place.set_keys()
    next(iter(places.values()))._meta.default_manager.bulk_create(places.values())
    return places


def _link_successors(communes, hamlets) -> None:
    for row in reading.communes():
        if row.successor:
            communes[row.name].successors.add(communes[row.successor])
            for name in row.hamlets:
                successor = hamlets[row.successor, name]
                hamlets[row.name, name].successors.add(successor)
