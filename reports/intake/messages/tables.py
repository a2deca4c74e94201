"""Lines in; the tables among them read by their headings, the others handed on.

A table is a line of headings without a number, then lines of as many cells. Headings
are indicators and rows hamlets, or the other way round.
"""

from dataclasses import dataclass

from tuky_cnscd.vietnamese import NumberProblem

from .amounts import Amount
from .finding import Finder
from .found import WHOLE, Found, Missed
from .lexicon import Role
from .lines import Line, LineReader, none_amount
from .phrases import Phrase
from .places import Place
from .vocabulary import NOTHING, Meant

GAP = "  "
SEPARATORS = ("\t", "|", ";", ",", "-", "/", GAP)
FEWEST_HEADINGS = 2
UNCLEAR = Amount("", fault="chưa rõ là số nào; ghi một số trong ô")
PLAIN = {Role.NUMBER, Role.NONE, Role.NONE_ASKED, Role.CONCEPT, Role.FILLER}
NONE_MARKS = {"-", "x", "//", "/", "_", "."}


@dataclass(frozen=True)
class Cell:
    """The phrases between two separators, and what they name."""

    phrases: tuple[Phrase, ...]
    meant: Meant = NOTHING
    place: Place | None = None
    is_other: bool = False

    @property
    def numbers(self) -> list[Phrase]:
        return [phrase for phrase in self.phrases if phrase.role is Role.NUMBER]


def take_tables(lines: list[Line], reader: LineReader, finder: Finder) -> None:
    """Hand every line to the finder, rows of tables already read."""
    at = 0
    while at < len(lines):
        length = _table(lines, at, reader, finder)
        if not length:
            finder.take(lines[at])
        at += length or 1


def _table(lines, at, reader, finder):
    """How many lines from here on are a table; 0 if none begins here."""
    for separator in SEPARATORS:
        headings = _cells(lines[at], separator, reader)
        if not _are_headings(headings):
            continue
        rows = []
        for line in lines[at + 1 :]:
            if _is_rule(line):
                rows.append((line, ()))
                continue
            cells = _cells(line, separator, reader)
            if line.head or len(cells) < FEWEST_HEADINGS or not _fits(cells, headings):
                break
            rows.append((line, cells))
        if any(cells for _, cells in rows):
            for line, cells in rows:
                _row(line, cells, headings, finder, reader)
            return 1 + len(rows)
    return 0


def _is_rule(line):
    """The line of dashes under the headings of a table."""
    return all(p.role is Role.MARK and p.typed in "|-:=+_" for p in line.phrases)


def _cells(line, separator, reader):
    groups = [[]]
    for phrase in line.phrases:
        before = groups[-1][-1:]
        if separator == GAP and before and phrase.start - before[0].end >= len(GAP):
            groups.append([])
        if phrase.role is Role.MARK and phrase.tokens[0].key == separator:
            groups.append([])
        else:
            groups[-1].append(phrase)
    if separator == "|":
        groups = groups[not groups[0] :][: -1 if not groups[-1] else None]
    return [_cell(tuple(group), reader) for group in groups]


def _cell(phrases, reader):
    places = [phrase.what for phrase in phrases if phrase.role is Role.PLACE]
    if any(phrase.role in (Role.WHOLE, Role.TOTAL) for phrase in phrases):
        places = [WHOLE]
    mention = frozenset().union(*(phrase.concepts for phrase in phrases))
    unknown = any(phrase.role is Role.UNKNOWN for phrase in phrases)
    meant = reader.vocabulary.meant(mention)
    others = (
        Role.ANOTHER,
        Role.ALTERING,
        Role.CUMULATIVE,
    )  # another period's, a plan's, a part's
    is_other = any(phrase.role in others for phrase in phrases)
    if is_other:
        meant = NOTHING
    if unknown and meant.spec:
        meant = Meant(meant.spec, vague=True)
    return Cell(phrases, meant, places[0] if len(places) == 1 else None, is_other)


def _are_headings(cells):
    if len(cells) < FEWEST_HEADINGS + 1 or any(cell.numbers for cell in cells):
        return False
    named = [cell for cell in cells if cell.meant.spec or cell.is_other]
    places = [cell for cell in cells if cell.place and not cell.meant.spec]
    return max(len(named), len(places)) >= FEWEST_HEADINGS


def _fits(cells, headings):
    """As many cells, or fewer where the last are blank; one at least has a figure."""
    return len(cells) <= len(headings) and any(cell.numbers for cell in cells)


def _row(line, cells, headings, finder, reader):
    named = [at for at, cell in enumerate(cells) if cell.place or cell.meant.spec]
    place, spec, at_label = _label(cells, headings, named, reader)
    for at, (cell, heading) in enumerate(zip(cells, headings, strict=False)):
        if at == at_label or not (heading.meant.spec or heading.place):
            continue
        meant = heading.meant if heading.meant.spec else spec
        whose = place or heading.place
        if meant.spec and whose and cell.phrases:
            _figure(cell, meant, whose, line, finder.record)


def _label(cells, headings, named, reader):
    """Whose row it is: (place, Meant, the place of the cell that says so)."""
    for at in named:
        if at >= len(headings) or headings[at].meant.spec or headings[at].place:
            continue
        return cells[at].place, cells[at].meant, at
    for at, cell in enumerate(cells):
        words = {phrase.key for phrase in headings[at].phrases}
        about_places = words & {"thon", "khu", "kdc", "khu dan cu", "to dan pho", "xom"}
        if (
            about_places
            and len(cell.numbers) == 1
            and cell.numbers[0].what.text.isdigit()
        ):
            return reader.places.numbered(int(cell.numbers[0].what.text)), NOTHING, at
    return None, NOTHING, -1


def _figure(cell, meant, place, line, record):
    spans = tuple((phrase.start, phrase.end) for phrase in cell.phrases)
    try:
        value, doubt = _amount(cell).value(meant.spec.decimals)
    except NumberProblem as problem:
        message = problem.message.rstrip(".")
        record.missed.append(Missed(line.number, spans, message))
        return
    doubts = [doubt, place.doubt, *_doubts(cell, meant)]
    found = Found(
        meant.spec,
        value,
        place,
        line.number,
        record.block.number,
        spans,
        " ".join(filter(None, doubts)),
        is_own_place=True,
    )
    record.found.append(found)


def _doubts(cell, meant):
    if not meant.is_clean:
        yield f"Chưa chắc cột này là “{meant.spec.name}”."
    others = [p.typed for p in cell.phrases if p.role not in PLAIN]
    if others and len(cell.phrases) > len(others):
        yield f"Trong ô còn có “{' '.join(others)}”."


def _amount(cell) -> Amount:
    """The one amount of a cell, "không phát sinh" and the marks for it included."""
    numbers = cell.numbers
    nones = [p for p in cell.phrases if p.role in (Role.NONE, Role.NONE_ASKED)]
    if len(numbers) + len(nones) > 1:
        return UNCLEAR
    if numbers:
        return numbers[0].what
    if nones:
        return none_amount(nones[0])
    typed = "".join(phrase.typed for phrase in cell.phrases)
    if typed.lower() in NONE_MARKS:
        return Amount(typed, f"“{typed}” là không phát sinh?", is_none=True)
    return UNCLEAR
