"""Paragraphs enter; what each is by its number (part, clause, point, dash, text), and
what breaks the order of the numbers, leaves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .findings import LintFinding, found, quoted
from .paragraphs import Paragraph
from .rows import Row
from .words import LETTERS

PART = re.compile(r"([ABCDĐEGH])\.\s+\S")  # an "I." may follow, so no I, V, X
ROMAN = re.compile(r"([IVX]+)\.\s+\S")
MANY = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\.?\s+\S")
ARABIC = re.compile(r"(\d{1,2})\.\s+\S")
LETTER = re.compile(r"([a-zđ])\)\s+\S")
PARTS = "ABCDĐEGH"
MOSTLY = 0.8  # of its letters
VALUES = {"I": 1, "V": 5, "X": 10}


class Kind(StrEnum):
    """What a paragraph is by how it begins and how it is set."""

    PART = "part"  # "A."
    ROMAN = "roman"
    CLAUSE = "clause"  # "1." with a title on its own line
    THIRD = "third"  # "3.1." with a title
    ITEM = "item"  # "1." without
    LETTER = "letter"
    TITLE = "title"  # a heading without a number
    TEXT = "text"


ROWS = {
    Kind.PART: Row.HEADING_1,
    Kind.ROMAN: Row.HEADING_1,
    Kind.CLAUSE: Row.HEADING_2,
    Kind.THIRD: Row.HEADING_3,
    Kind.ITEM: Row.ITEMS,
    Kind.LETTER: Row.ITEMS,
    Kind.TITLE: Row.HEADING_3,
    Kind.TEXT: Row.BODY,
}
HEADINGS = (Kind.PART, Kind.ROMAN, Kind.CLAUSE, Kind.THIRD, Kind.TITLE)


@dataclass(frozen=True)
class Entry:
    """A paragraph with its kind and its number as it is printed, without end mark."""

    kind: Kind
    label: str
    paragraph: Paragraph


def outline(body: tuple[Paragraph, ...]) -> tuple[Entry, ...]:
    """Each paragraph with its kind; a clause is one that its setting or place says."""
    return tuple(_entry(body, i) for i in range(len(body)))


def _entry(body, i):
    paragraph = body[i]
    text = paragraph.text.strip()
    for kind, pattern in ((Kind.PART, PART), (Kind.ROMAN, ROMAN)):
        if match := pattern.match(text):
            return Entry(kind, match[1], paragraph)
    if match := MANY.match(text):
        kind = Kind.THIRD if _is_title(body, i) else Kind.ITEM
        return Entry(kind, match[1], paragraph)
    if match := ARABIC.match(text):
        kind = Kind.CLAUSE if _is_title(body, i) else Kind.ITEM
        return Entry(kind, match[1], paragraph)
    if match := LETTER.match(text):
        return Entry(Kind.LETTER, match[1], paragraph)
    is_bold = paragraph.share(lambda span: span.bold) > MOSTLY
    ends = text[-1:] in ".;:,"
    return Entry(Kind.TITLE if is_bold and not ends else Kind.TEXT, "", paragraph)


def _is_title(body, i):
    """Bold as a whole; or, though not bold, a line of its own with text below it."""
    paragraph = body[i]
    if paragraph.share(lambda span: span.bold) > MOSTLY:
        return True
    ends = paragraph.text.rstrip()[-1:] in ".;:,"
    if ends or len(paragraph.lines) > 1:
        return False
    following = body[i + 1].text if i + 1 < len(body) else ""
    return bool(following) and not ARABIC.match(following)


def check(entries: tuple[Entry, ...]) -> Iterator[LintFinding]:
    """Numbers that leave one out, come twice or start anew where they may not."""
    last: dict[tuple[Kind, str], int] = {}
    within = ""
    for entry in entries:
        if not entry.label:
            continue
        scope, place, row = _place(entry, within)
        expected = last.get((entry.kind, scope), 0) + 1
        if (
            place is None
            or (place != expected and place != 1)
            or _is_twice(place, expected, entry.kind)
        ):
            yield _out_of_order(entry, row)
        last[entry.kind, scope] = place or expected
        within = _forget(last, entry, within)


def _is_twice(place, expected, kind):
    """Whether a heading starts again at 1 within what holds it."""
    return place == 1 and expected > 1 and kind in HEADINGS


def _place(entry, within):
    """What holds it, which in its row it is, and the rule of its row."""
    match entry.kind:
        case Kind.PART:
            return "", PARTS.find(entry.label) + 1, "heading_1.sequence"
        case Kind.ROMAN:
            return "", _roman(entry.label), "heading_1.sequence"
        case Kind.CLAUSE:
            return "", int(entry.label), "heading_2.sequence"
        case Kind.LETTER:
            place = LETTERS.find(entry.label) + 1
            return "", place or None, "items.letters"
    if "." not in entry.label:
        return "", int(entry.label), "items.sequence"
    holder, _, own = entry.label.rpartition(".")
    fits = not within or holder.split(".")[0] == within
    key = "heading_3.sequence" if entry.kind is Kind.THIRD else "items.sequence"
    return holder, int(own) if fits else None, key


def _forget(last, entry, within):
    """After a heading, what it holds counts from 1 again; the clause it is in."""
    inner = {
        Kind.PART: (Kind.ROMAN, Kind.CLAUSE, Kind.THIRD, Kind.ITEM, Kind.LETTER),
        Kind.ROMAN: (Kind.CLAUSE, Kind.THIRD, Kind.ITEM, Kind.LETTER),
        Kind.CLAUSE: (Kind.THIRD, Kind.ITEM, Kind.LETTER),
        Kind.THIRD: (Kind.ITEM, Kind.LETTER),
        Kind.ITEM: (Kind.LETTER,),
    }.get(entry.kind, ())
    for key in [key for key in last if key[0] in inner]:
        del last[key]
    if entry.kind in (Kind.PART, Kind.ROMAN):
        return ""
    return entry.label if entry.kind is Kind.CLAUSE else within


def _out_of_order(entry, key):
    paragraph = entry.paragraph
    return found(key, paragraph.page, f"{quoted(paragraph.text, 40)} không đúng thứ tự")


def _roman(label):
    values = [VALUES[letter] for letter in label]
    after = [*values[1:], 0]
    pairs = zip(values, after, strict=True)
    return sum(-value if value < later else value for value, later in pairs)
