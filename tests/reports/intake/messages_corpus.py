"""Messages of hamlet heads with what a careful clerk would enter: how many are read."""

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from reports.figures import CommuneUnit, FigureTable, HamletUnit, Spec
from reports.intake.asked import Sheet
from reports.intake.messages import read_messages

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data" / "messages"
INDICATORS = {
    "2023": ROOT / "reports" / "example" / "data" / "indicators.toml",
    "later": DATA / "later.toml",
    "other": DATA / "other.toml",
}
WHOLE = "xã"
NONE_ARISEN = "kps"


@dataclass
class Score:
    """Cells that were due and how they were read; `faults` says which were not."""

    counts: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def right_share(self) -> float:
        """Cells proposed with the right value, doubtful ones included."""
        return self.counts["right"] / self.counts["due"]

    @property
    def sure_share(self) -> float:
        """Cells proposed with the right value and without a doubt."""
        return self.counts["sure"] / self.counts["due"]

    def __str__(self):
        c = self.counts
        return (
            f"{c['messages']} tin, {c['due']} ô: đọc đúng {self.right_share:.1%}"
            f" (không cần hỏi {self.sure_share:.1%});"
            f" đề xuất sai mà không hỏi: {c['wrong']};"
            f" sai nhưng có hỏi: {c['wrong_asked']}, ngoài dự kiến {c['unforeseen']}"
        )


def _read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def sheet_of(commune: str) -> Sheet:
    """The blank return of one of the corpus's communes."""
    about = _read(DATA / "communes.toml")[commune]
    rows = _read(INDICATORS[about["indicators"]])["indicator"]
    specs = tuple(_spec(row) for row in rows)
    hamlets = tuple(HamletUnit(at, name) for at, name in enumerate(about["hamlets"], 1))
    unit = CommuneUnit(1, "xã Hưng Đạo", hamlets)
    ids = {spec.key: at for at, spec in enumerate(specs, 1)}
    return Sheet(FigureTable(specs, (unit,)), unit, ids)


def _spec(row):
    fields = {name: value for name, value in row.items() if name != "total_typed"}
    return Spec(**fields, total_of_parts=not row.get("total_typed", False))


def cells_of(sheet: Sheet, written: str) -> set[tuple]:
    """{(hamlet id or None, key, value)}, from lines of "An Lao: guided 120"."""
    cells = set()
    for line in filter(None, map(str.strip, written.splitlines())):
        place, _, figures = line.rpartition(":")
        for figure in figures.split(","):
            key, value = figure.split()
            sheet.table.spec(key)
            number = None if value == NONE_ARISEN else Decimal(value)
            cells.add((_hamlet(sheet, place), key, number))
    return cells


def _hamlet(sheet, place):
    if place == WHOLE:
        return None
    [hamlet] = [h for h in sheet.commune.hamlets if h.name.endswith(place)]
    return hamlet.id


def read_cells(text: str, sheet: Sheet) -> dict[tuple, str]:
    """{(hamlet id or None, key, value): the doubt}, hamlet notes included."""
    reading = read_messages(text, sheet)
    cells = {}
    for proposed in reading.offer.proposed:
        asked = sheet.cells[proposed.name]
        cell = (asked.hamlet_id, asked.spec.key, proposed.reading.value)
        cells[cell] = proposed.doubt
    for note in reading.by_hamlet:
        cells[note.hamlet_id, note.key, note.value] = note.doubt
    return cells


def score(group: str) -> Score:
    """Read every message of a file of the corpus and count."""
    score = Score()
    for message in _read(DATA / f"{group}.toml")["message"]:
        sheet = sheet_of(message["commune"])
        due = cells_of(sheet, message["cells"])
        maybe = cells_of(sheet, message.get("maybe", ""))
        read = read_cells(message["text"], sheet)
        unasked = {cell for cell, doubt in read.items() if not doubt}
        score.counts += Counter(
            messages=1,
            due=len(due),
            right=len(due & set(read)),
            sure=len(due & unasked),
            wrong=len(unasked - due),
            wrong_asked=len(set(read) - due - unasked),
            unforeseen=len(set(read) - due - unasked - maybe),
        )
        _note(score, message["text"], due - set(read), "thiếu")
        _note(score, message["text"], unasked - due, "SAI")
    return score


def _note(score, text, cells, what):
    if cells:
        said = sorted(f"{hamlet} {key} {value}" for hamlet, key, value in cells)
        score.faults.append(f"{what} {', '.join(said)}\n    {text.strip()!r}")


def groups() -> list[str]:
    """The files of the corpus that hold messages."""
    return sorted(p.stem for p in DATA.glob("*.toml") if "message" in _read(p))


def whole_score() -> Score:
    """All files together: the project's two numbers on messages."""
    whole = Score()
    for group in groups():
        part = score(group)
        whole.counts += part.counts
        whole.faults += part.faults
    return whole
