"""The sheets of a file in; whose form it says it is, or may be, out.

Only what the file says by its keys is sure. The rest is proposed to a person.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tuky_cnscd.grids import Grid
from tuky_cnscd.vietnamese import search_key

from .keys import corner_of, read_keys

TITLE_ROWS, PLACE_COLUMNS = 6, 10
FEWEST_HAMLETS = 2
NOT_PLAIN = re.compile(r"[^a-z0-9]+")
KIND = re.compile(r"^(thon|xom|kdc|khu dan cu|tdp|to dan pho) ")


@dataclass(frozen=True)
class Says:
    """Whose form a file says it is; without names where its hidden sheet is gone."""

    commune_id: int
    period_id: int
    commune: str = ""
    period: str = ""

    def __str__(self):
        return f"{self.commune}, {self.period}" if self.commune else ""


def says_whose(grids: list[Grid]) -> Says | None:
    """By its hidden sheet, else by the hidden corner of its sheets."""
    keys = read_keys(grids)
    if keys:
        return Says(keys.commune_id, keys.period_id, keys.commune, keys.period)
    corners = {corner for grid in grids if (corner := corner_of(grid))}
    return Says(*corners.pop()) if len(corners) == 1 else None


def sure_commune(grids, communes: Mapping[int, str], period) -> int | None:
    """The commune of this period that the file says it is of; `communes`: their names.

    Numbers alone could be another office's: where the file has names, they agree too.
    """
    said = says_whose(grids)
    if said is None or said.period_id != period.pk or said.commune_id not in communes:
        return None
    if said.commune and (
        search_key(said.commune) != search_key(communes[said.commune_id])
        or search_key(said.period) != search_key(period.phrase)
    ):
        return None
    return said.commune_id


def likely_commune(
    file_name: str,
    grids: list[Grid],
    communes: Mapping[int, str],
    hamlets: Mapping[int, Iterable[str]],
) -> int | None:
    """The one commune that the keys, the file's name, a title or its hamlets name.

    `communes` and `hamlets` hold bare names by the commune's id.
    """
    said = says_whose(grids)
    titles = " ".join(_texts(grids, TITLE_ROWS))
    for text in (said.commune if said else "", file_name, titles):
        found = _named_in(text, communes)
        if found is not None:
            return found
    return _by_hamlets(grids, hamlets)


def _named_in(text, communes):
    """The commune named there, or None where none or several are."""
    plain = _plain(text)
    found = {i: _plain(name) for i, name in communes.items()}
    found = {i: name for i, name in found.items() if name and name in plain}
    longest = [
        i
        for i, name in found.items()
        if not any(name != other and name in other for other in found.values())
    ]
    return longest[0] if len(longest) == 1 else None


def _by_hamlets(grids, hamlets):
    """The commune most of whose hamlets stand in the file, if it is clearly one."""
    texts = {KIND.sub("", search_key(text)) for text in _texts(grids)}
    counts = sorted(
        ((len(texts & set(map(search_key, names))), i) for i, names in hamlets.items()),
        reverse=True,
    )
    (most, commune), (second, _) = [*counts, (0, None), (0, None)][:2]
    return commune if most >= FEWEST_HAMLETS and most > second else None


def _texts(grids, rows=None):
    for grid in grids:
        for row in grid.rows[:rows]:
            yield from (c for c in row[:PLACE_COLUMNS] if isinstance(c, str))


def _plain(text):
    return NOT_PLAIN.sub("", search_key(text))
