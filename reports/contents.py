"""A return in; its whole content as one plain value, with a code and a hash, out.

The same content gives the same code whoever looks, so that a receipt, a paper and the
figures of today can be compared.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property
from typing import Self

from reports.figures import Cell, CommuneUnit, FigureTable, HamletUnit
from reports.models import Figure, SubmissionWords
from tuky_cnscd.vietnamese import EMPTY, format_number

CODE_LENGTH = 8


@dataclass(frozen=True)
class Line:
    """One cell of a return, in words that stand on their own.

    `key` and `hamlet_id` say which cell; `value` is a plain number or "".
    """

    key: str
    hamlet_id: int | None
    label: str
    place: str
    state: str
    value: str = ""
    names: tuple[str, ...] = ()
    version: int = 0

    @property
    def cell(self):
        return self.key, self.hamlet_id

    @property
    def text(self) -> str:
        """The value as a person reads it."""
        if self.state == Figure.State.NONE:
            return "không phát sinh"
        if self.names:
            return "; ".join(self.names)
        return format_number(self.value) if self.value else EMPTY


@dataclass(frozen=True)
class Content:
    """All that a commune sends: figures, words, activities."""

    lines: tuple[Line, ...] = ()
    total_only: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    activities: tuple[tuple[str, str, str], ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Hash of what is said, whatever the versions and labels."""
        said = {
            "figures": sorted(
                [line.key, line.hamlet_id or 0, line.state, line.value, *line.names]
                for line in self.lines
                if line.state != Figure.State.BLANK
            ),
            "total_only": sorted(self.total_only),
            "words": sorted(pair for pair in self.words if pair[1]),
            "activities": sorted(self.activities),
        }
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def code(self) -> str:
        """The short code that paper carries: 7F3A-92C1."""
        return short_code(self.sha256)

    def to_json(self) -> dict:
        return json.loads(json.dumps(asdict(self)))

    @classmethod
    def from_json(cls, data: dict) -> Self:
        """The content that to_json() was called on."""
        return cls(
            lines=tuple(
                Line(**{**line, "names": tuple(line["names"])})
                for line in data["lines"]
            ),
            total_only=tuple(data["total_only"]),
            words=tuple(map(tuple, data["words"])),
            activities=tuple(map(tuple, data["activities"])),
        )


@dataclass(frozen=True)
class Change:
    """A cell (or words) that says something else than it did."""

    label: str
    place: str
    before: str
    after: str
    key: str = ""
    hamlet_id: int | None = None


def short_code(sha256: str) -> str:
    """The first letters of a hash, parted so that they can be read out."""
    letters = sha256[:CODE_LENGTH].upper()
    return f"{letters[:4]}-{letters[4:]}"


def content_of(submission, table: FigureTable) -> Content:
    """What the return says now; `table` holds it. Two queries."""
    return contents_of([submission], table)[submission.pk]


def contents_of(submissions: Collection, table: FigureTable) -> dict[int, Content]:
    """What returns of one period say now, by their ids. Two queries."""
    if not submissions:
        return {}
    period = next(iter(submissions)).period
    communes = [submission.commune_id for submission in submissions]
    cells = _cells_by_place(table, set(communes))
    words = _words_of(submissions)
    activities = _activities_of(period, communes)
    return {
        submission.pk: _content(
            table,
            table.commune(submission.commune_id),
            cells,
            words.get(submission.pk, ()),
            activities.get(submission.commune_id, ()),
        )
        for submission in submissions
    }


def _content(table, commune, cells, words, activities):
    return Content(
        lines=tuple(_lines(table.specs, commune, cells)),
        total_only=tuple(sorted(commune.total_only)),
        words=tuple(words),
        activities=tuple(activities),
    )


def _cells_by_place(table, communes):
    """{(key, commune): [(hamlet, cell)]}: one pass over the table."""
    found = {}
    for (key, commune, hamlet), cell in table.cells.items():
        if commune in communes:
            found.setdefault((key, commune), []).append((hamlet, cell))
    return found


def _words_of(submissions):
    rows = SubmissionWords.objects.filter(submission__in=submissions)
    words = {}
    for row in rows.order_by("topic"):
        words.setdefault(row.submission_id, []).append((row.topic, row.text))
    return words


def _activities_of(period, communes):
    found = {}
    for activity in period.activities_of(*communes):
        people = "" if activity.participants is None else str(activity.participants)
        line = (activity.date.isoformat(), activity.title, people)
        found.setdefault(activity.commune_id, []).append(line)
    return found


def table_of(content: Content, specs, commune_id: int, name: str) -> FigureTable:
    """The figures of a content, as a table that can be summed.

    `specs` are the period's, which never change once it is open.
    """
    places = ((line.hamlet_id, line.place) for line in content.lines if line.hamlet_id)
    commune = CommuneUnit(
        id=commune_id,
        name=name,
        hamlets=tuple(HamletUnit(pk, place) for pk, place in dict(places).items()),
        total_only=frozenset(content.total_only),
    )
    cells = {
        (line.key, commune_id, line.hamlet_id): Cell(
            state=line.state,
            value=Decimal(line.value) if line.value else None,
            names=line.names,
            version=line.version,
        )
        for line in content.lines
    }
    return FigureTable(specs=tuple(specs), communes=(commune,), cells=cells)


def changes(before: Content, after: Content) -> list[Change]:
    """What differs, in the order of the form, then words and activities."""
    old = {line.cell: line for line in before.lines}
    new = {line.cell: line for line in after.lines}
    found = [
        _change(old.get(cell), new.get(cell)) for cell in dict.fromkeys([*new, *old])
    ]
    found += _changed_words(dict(before.words), dict(after.words))
    found += _changed_activities(before, after)
    return [change for change in found if change.before != change.after]


def _lines(specs, commune, cells):
    hamlet_names = {hamlet.id: hamlet.name for hamlet in commune.hamlets}
    order = {hamlet: place for place, hamlet in enumerate(hamlet_names)}
    for spec in specs:
        places = list(cells.get((spec.key, commune.id), ()))
        places.sort(key=lambda place: order.get(place[0], len(order)))
        number = spec.number.strip(" .")
        for hamlet, cell in places:
            yield Line(
                key=spec.key,
                hamlet_id=hamlet,
                label=f"{number}. {spec.name}" if number else spec.name,
                place=hamlet_names.get(hamlet, "") if hamlet else "",
                state=str(cell.state),
                value="" if cell.value is None else f"{cell.value.normalize():f}",
                names=cell.names,
                version=cell.version,
            )


def _change(old: Line | None, new: Line | None) -> Change:
    line = new or old
    return Change(
        label=line.label,
        place=line.place,
        before=old.text if old else EMPTY,
        after=new.text if new else EMPTY,
        key=line.key,
        hamlet_id=line.hamlet_id,
    )


def _changed_words(old, new):
    for topic in SubmissionWords.Topic:
        yield Change(
            topic.label, "", old.get(topic, "") or EMPTY, new.get(topic, "") or EMPTY
        )


def _changed_activities(before, after):
    gone = set(before.activities) - set(after.activities)
    come = set(after.activities) - set(before.activities)
    for activity in before.activities:
        if activity in gone:
            yield Change("Hoạt động", "", _activity(activity), EMPTY)
    for activity in after.activities:
        if activity in come:
            yield Change("Hoạt động", "", EMPTY, _activity(activity))


def _activity(activity):
    day, title, participants = activity
    year, month, date = day.split("-")
    people = f", {participants} người" if participants else ""
    return f"{date}/{month}/{year}: {title}{people}"
