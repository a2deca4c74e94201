"""The catalogue and what a period pinned of it in; how they differ, in names, out."""

from dataclasses import dataclass

from reports.models.indicator import IndicatorFields
from reports.opening import PLAIN


@dataclass(frozen=True)
class Renewal:
    """What pinning anew would add, leave out and change, by name and in order."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def is_needed(self):
        return bool(self.added or self.gone or self.changed)

    @property
    def lists(self):
        """(what happens, to which) of each kind."""
        return ("Thêm", self.added), ("Bỏ", self.gone), ("Sửa", self.changed)


def renewal_of(rows, copies) -> Renewal:
    """`rows`: what is in use in the catalogue; `copies`: what the period pinned."""
    now, then = _by_key(rows), _by_key(copies)
    return Renewal(
        added=tuple(str(now[key]) for key in now if key not in then),
        gone=tuple(str(then[key]) for key in then if key not in now),
        changed=tuple(
            str(now[key])
            for key in now
            if key in then
            and _says(now[key], now.values()) != _says(then[key], then.values())
        ),
    )


def _by_key(rows):
    return {row.key: row for row in rows}


def _says(row, rows):
    """All that it says, others named by their keys; places count by their order."""
    keys = {each.pk: each.key for each in rows}
    place = list(keys.values()).index(row.key)
    fields = [getattr(row, name) for name in PLAIN if name != "position"]
    relations = [
        keys.get(getattr(row, f"{name}_id")) for name in IndicatorFields.RELATIONS
    ]
    return [*fields, *relations, place]
