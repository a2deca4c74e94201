"""A form in; the keys that its file hides out, and the keys of a file back.

They stand twice: on a hidden sheet, and in the hidden row and column of each sheet,
so that a sheet copied elsewhere, or sorted, still says what its cells are.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from reports.intake.asked import Asked, Sheet
from reports.intake.cells import State
from tuky_cnscd.grids import Grid
from tuky_cnscd.spreadsheets import write_text

LAYOUT = 1  # raised when the marks below change their meaning
MARK = "tuky-bieu"
KEY_SHEET = "_khoa"
KPS = "KPS"
INDICATOR, HAMLET, ROW, COLUMN = "chi-tieu", "thon", "dong", "cot"
CORNER = re.compile(rf"{MARK} {LAYOUT} xa (\d{{1,9}}) ky (\d{{1,9}})")
MOST_KEYS = 10_000


@dataclass(frozen=True)
class Keys:
    """Whose form a file is, and every cell's version and text when it was made."""

    commune_id: int
    commune: str
    period_id: int
    period: str
    made_at: dt.datetime
    indicators: Mapping[str, str] = field(default_factory=dict)
    hamlets: Mapping[int, str] = field(default_factory=dict)
    cells: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def mark(kind: str, key) -> str:
    """What the hidden row or column says of one line: "thon:71", unlike any name."""
    return f"{kind}:{key}"


def corner_mark(sheet: Sheet, period) -> str:
    """Whose form a sheet is, where its hidden row and column meet."""
    return f"{MARK} {LAYOUT} xa {sheet.commune.id} ky {period.pk}"


def written(asked: Asked) -> str:
    """What stands in a cell, as its text in the file; lists have one name a line."""
    cell = asked.standing
    if cell.state == State.NONE:
        return KPS
    if asked.spec.is_list:
        return "\n".join(cell.names)
    return "" if cell.value is None else f"{cell.value.normalize():f}"


# --- out --------------------------------------------------------------------------


def write_keys(book, sheet: Sheet, period, at: dt.datetime) -> None:
    """Add the hidden sheet."""
    page = book.create_sheet(KEY_SHEET)
    page.sheet_state = "veryHidden"
    page.protection.sheet = True
    for number, row in enumerate(_key_rows(sheet, period, at), 1):
        for place, text in enumerate(row, 1):
            write_text(page.cell(number, place), str(text))


def _key_rows(sheet, period, at):
    yield MARK, LAYOUT, "Không sửa trang này: nhờ nó mà phần mềm đọc lại được tệp."
    yield "xa", sheet.commune.id, sheet.commune.name
    yield "ky", period.pk, period.phrase
    yield "luc", at.isoformat(), ""
    for spec in sheet.specs:
        yield INDICATOR, spec.key, sheet.title(spec)
    for hamlet in sheet.commune.hamlets:
        yield HAMLET, hamlet.id, hamlet.name
    for name, asked in sheet.cells.items():
        yield "o", name, f"{asked.standing.version} {written(asked)}"


# --- in ---------------------------------------------------------------------------


def read_keys(grids: list[Grid]) -> Keys | None:
    """The keys on the hidden sheet, whatever it is called; None where it is gone."""
    for grid in grids:
        if holds_keys(grid) and grid.text(1, 2) == str(LAYOUT):
            try:
                return _keys(grid)
            except (KeyError, ValueError, OverflowError):
                return None
    return None


def holds_keys(grid: Grid) -> bool:
    """Whether it is the hidden sheet, of whatever layout."""
    return grid.text(1, 1) == MARK


def _keys(grid):
    found: dict[str, dict[str, str]] = {}
    for number in range(2, min(len(grid.rows), MOST_KEYS) + 1):
        kind, key, text = (grid.text(number, place) for place in (1, 2, 3))
        found.setdefault(kind, {})[key] = text
    ((commune_id, commune),) = found["xa"].items()
    ((period_id, period),) = found["ky"].items()
    (at,) = found["luc"]
    return Keys(
        commune_id=int(commune_id),
        commune=commune,
        period_id=int(period_id),
        period=period,
        made_at=_moment(at),
        indicators=found.get(INDICATOR, {}),
        hamlets={int(key): name for key, name in found.get(HAMLET, {}).items()},
        cells={name: _version(text) for name, text in found.get("o", {}).items()},
    )


def _moment(text):
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return timezone.localtime(moment)


def _version(text):
    version, _, said = text.partition(" ")
    return int(version), said


def corner_of(grid: Grid) -> tuple[int, int] | None:
    """(commune id, period id) from a sheet's hidden corner, wherever it went."""
    for row in range(1, min(len(grid.rows), 40) + 1):
        for cell in grid.rows[row - 1][:10]:
            found = CORNER.fullmatch(cell) if isinstance(cell, str) else None
            if found:
                return int(found[1]), int(found[2])
    return None
