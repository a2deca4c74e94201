"""A sheet of a file and the names of its lines in; where each line stands out.

What a person sees comes first: sorting may leave the hidden keys behind. A key decides
where the words do not.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from tuky_cnscd.grids import Grid
from tuky_cnscd.vietnamese import nfc, search_key

HEAD_ROWS, LABEL_COLUMNS = 40, 20  # where heads and labels are looked for
TOTAL = re.compile(
    r"(tong|cong|tong cong|tong so|cong don)( (cac|toan|cua|so|theo|lieu))*"
    r"( (xa|phuong|thi tran|thon|kdc|khu dan cu|to dan pho))*|toan xa"
)
UNCLEAR = object()
ONLY_NUMBER = re.compile(r"\(?(\d{1,3})[.)]*")


class Names:
    """Lines by what they are called: as written, then without diacritics."""

    def __init__(self, names: Mapping[Hashable, Iterable[str]]):
        self.exact: dict[str, set] = {}
        self.loose: dict[str, set] = {}
        for line, words in names.items():
            for word in filter(None, words):
                self.exact.setdefault(_exact(word), set()).add(line)
                self.loose.setdefault(search_key(word), set()).add(line)

    def find(self, text: str) -> set:
        """The lines that are called so; more than one where the words do not say."""
        if not text:
            return set()
        return self.exact.get(_exact(text)) or self.loose.get(search_key(text), set())


def _exact(text):
    return " ".join(nfc(text).casefold().split())


@dataclass(frozen=True)
class Axis:
    """One direction of a form: its lines' names, and the mark of their hidden keys.

    `by_number`: lines that a bare number names; `choose` picks among lines of one
    name, given the lines found before it.
    """

    names: Names
    by_key: Mapping[str, Hashable]
    by_number: Mapping[str, Hashable] = field(default_factory=dict)
    choose: Callable[[set, list], Hashable | None] = lambda lines, before: None

    def of_key(self, text: str):
        return self.by_key.get(text)

    def of_words(self, text: str, before: list, key=None):
        """The line that these words name, UNCLEAR, or None.

        `key` decides between equal names; one that contradicts them was left behind
        by a sort, and then nothing does.
        """
        lines = self.names.find(text)
        if len(lines) < 2:
            return next(iter(lines), None)
        if key is not None:
            return key if key in lines else UNCLEAR
        return self.choose(lines, before) or UNCLEAR


@dataclass
class Located:
    """Where a form's lines stand in a sheet; a line found twice has two places.

    `renamed`: rows that only their key tells, by what stands in front of them now;
    `others`: rows that are none of the form's.
    """

    grid: Grid
    head: int = 0
    label_column: int = 0
    rows: dict[Hashable, list[int]] = field(default_factory=dict)
    columns: dict[Hashable, list[int]] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)
    renamed: dict[int, str] = field(default_factory=dict)
    others: list[int] = field(default_factory=list)

    def __bool__(self):
        return bool(self.rows and self.columns)

    def label(self, row: int) -> str:
        """The words in front of a row."""
        return self.grid.text(row, self.label_column)


def locate(grid: Grid, rows: Axis, columns: Axis) -> Located:
    """Find the form's rows and columns; empty where the sheet is another one."""
    key_row = _line_of_keys(_by_row(grid), columns)
    key_column = _line_of_keys(_by_column(grid), rows)
    head = _line_of_words(_by_row(grid), columns) or key_row
    label_column = _line_of_words(_by_column(grid), rows) or key_column + 1
    found = Located(grid, head, label_column)
    if head:
        _find_columns(found, columns, key_row)
        _find_rows(found, rows, key_row, key_column)
    return found


def _find_columns(found, axis, key_row):
    before: list = []
    for column in range(1, found.grid.width + 1):
        key = axis.of_key(found.grid.text(key_row, column)) if key_row else None
        text = found.grid.text(found.head, column)
        line = axis.of_words(text, before, key) or key or _of_number(axis, text)
        if line not in (None, UNCLEAR):
            before.append(line)
            found.columns.setdefault(line, []).append(column)


def _of_number(axis, text):
    """A head that is nothing but an indicator's number: "4", "(4)"."""
    number = ONLY_NUMBER.fullmatch(text)
    return axis.by_number.get(number[1]) if number else None


def _find_rows(found, axis, key_row, key_column):
    grid, before = found.grid, []
    for row in range(found.head + 1, len(grid.rows) + 1):
        if row == key_row or _is_blank(grid, row, key_column):
            continue
        key = axis.of_key(grid.text(row, key_column)) if key_column else None
        text = found.label(row)
        line = axis.of_words(text, before, key)
        if line is None and _says_total(text):
            found.totals.append(row)
            continue
        if line is None and key is not None and text:
            found.renamed[row] = text
        line = key if line is None else line
        if line not in (None, UNCLEAR):
            before.append(line)
            found.rows.setdefault(line, []).append(row)
        else:
            found.others.append(row)


def _is_blank(grid, row, key_column):
    columns = range(1, len(grid.rows[row - 1]) + 1)
    return not any(grid.text(row, c) for c in columns if c != key_column)


def _says_total(text):
    return TOTAL.fullmatch(search_key(text.rstrip(" :."))) is not None


# --- which row or column holds the keys, and which the words --------------------------


def _by_row(grid):
    for number in range(1, min(len(grid.rows), HEAD_ROWS) + 1):
        yield number, [_words(grid, number, c) for c in range(1, grid.width + 1)]


def _by_column(grid):
    rows = range(1, len(grid.rows) + 1)
    for number in range(1, min(grid.width, LABEL_COLUMNS) + 1):
        yield number, [_words(grid, row, number) for row in rows]


def _words(grid, row, column):
    """Text alone: figures must not pass for a hamlet that is called "1"."""
    return grid.text(row, column) if isinstance(grid.at(row, column), str) else ""


def _line_of_keys(lines, axis):
    return _most(
        (number, sum(axis.of_key(text) is not None for text in texts))
        for number, texts in lines
    )


def _line_of_words(lines, axis):
    return _most(
        (number, len(set().union(*(axis.names.find(text) for text in texts))))
        for number, texts in lines
    )


def _most(counts):
    """The first of the lines that count most; 0 where none counts anything."""
    number, count = max(counts, key=lambda counted: counted[1], default=(0, 0))
    return number if count else 0
