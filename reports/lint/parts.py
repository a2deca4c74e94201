"""Zones enter, the paper's components leave, each found by its words and place; what
is not found is empty."""

from dataclasses import dataclass

from .page import Box, Line
from .paragraphs import Paragraph, leading, paragraphs
from .signing import Signing, signing_of
from .words import (
    AGENCY,
    DATE,
    KINDS,
    MOTTO,
    NATION,
    NATION_START,
    NUMBER,
    plain,
    squeezed,
)
from .zones import LEVEL, Zones

BELOW = 8.0  # mm: a rule this near belongs to the line above it


@dataclass(frozen=True)
class Parts:
    """Each component as its lines; body and bases as paragraphs."""

    zones: Zones
    parent: tuple[Line, ...]
    issuer: tuple[Line, ...]
    nation: tuple[Line, ...]
    motto: tuple[Line, ...]
    number: tuple[Line, ...]
    place: tuple[Line, ...]
    about: tuple[Line, ...]
    kind: tuple[Line, ...]
    subject: tuple[Line, ...]
    addressee: tuple[Line, ...]
    bases: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    pitch: float | None
    recipients_heading: tuple[Line, ...]
    recipients: tuple[Line, ...]
    signing: Signing
    second: Signing

    @property
    def is_letter(self) -> bool:
        """Whether it is a công văn, whose subject stands under its number."""
        return bool(self.about)

    def rule_below(self, line: Line) -> Box | None:
        """The level line that is drawn under a line of text, if any."""
        near = [
            rule
            for rule in self.zones.sheet(line.page).rules
            if -0.5 <= rule.y0 - line.y <= BELOW
            and rule.x0 < line.x1
            and rule.x1 > line.x0
        ]
        return min(near, key=lambda rule: rule.y0, default=None)


def find(zones: Zones) -> Parts:
    """Every component of the paper."""
    nation, motto, number, place = (
        _head_lines(zones, test) for test in (_nation, _motto, _number, _place)
    )
    nation = _with_its_rest(zones, nation)
    known = {*nation, *motto, *number, *place}
    left = [line for line in zones.head if line not in known]
    about = tuple(_about(left))
    agencies = tuple(
        line for line in left if line not in about and _is_left(zones, line)
    )
    parent, issuer = _agencies(agencies)
    kind, subject, after = _title(zones)
    addressee, after = _addressee(zones, after)
    pitch = leading(after, zones.frame)
    bases, body = _bases(paragraphs(after, zones.frame, pitch))
    heading, recipients, left, right = _end(zones)
    return Parts(
        zones, parent, issuer, nation, motto, number, place, about, kind, subject,
        addressee, bases, body, pitch, heading, recipients,
        signing_of(right), signing_of(left),
    )  # fmt: skip


def _head_lines(zones, test):
    return tuple(line for line in zones.head if test(line))[:1]


def _nation(line):
    return NATION_START in squeezed(line.text)


def _motto(line):
    return squeezed(line.text) == MOTTO


def _number(line):
    return bool(NUMBER.match(plain(line.text)))


def _place(line):
    return bool(DATE.search(plain(line.text)))


def _with_its_rest(zones, nation):
    """The national title with its second line, where it was broken in two."""
    if not nation or NATION in squeezed(nation[0].text):
        return nation
    rest = [
        line
        for line in zones.head
        if 0 < line.y - nation[0].y < 9
        and squeezed(line.text)
        and NATION.endswith(squeezed(line.text))
    ]
    return nation + tuple(rest[:1])


def _is_left(zones, line):
    return line.centre < zones.frame.width / 2


def _about(lines):
    """From "V/v" on, what stands below it in the same column."""
    started = False
    for line in lines:
        started = started or plain(line.text).startswith("v/v")
        if started:
            yield line


def _agencies(lines):
    """The lines of the left cell as parent agency and issuer."""
    for at in range(1, len(lines)):
        if [line.main.bold for line in lines] == [i >= at for i in range(len(lines))]:
            return lines[:at], lines[at:]
    starts = [i for i, ln in enumerate(lines) if i and AGENCY.match(plain(ln.text))]
    return (lines[: starts[-1]], lines[starts[-1] :]) if starts else ((), lines)


def _title(zones):
    """Kind, subject, and the lines that follow."""
    flow = zones.flow
    at = next((i for i, ln in enumerate(flow[:12]) if plain(ln.text) in KINDS), None)
    if at is None:
        count = _length_of_lone_subject(zones, flow)
        return (), flow[:count], flow[count:]
    kind, rest = flow[at], flow[at + 1 :]
    count = _length_of_subject(zones, kind, rest)
    return (kind,), rest[:count], flow[:at] + rest[count:]


def _length_of_lone_subject(zones, flow):
    """Without a kind above it: as far as the lines are bold and centred."""
    middle = zones.frame.middle
    alike = (ln.main.bold and abs(ln.centre - middle) < 3 for ln in flow[:8])
    return next((i for i, belongs in enumerate(alike) if not belongs), 0)


def _length_of_subject(zones, kind, rest):
    """Up to the rule below it; without one, as far as it is bold, else centred."""
    page = [line for line in rest[:8] if line.page == kind.page]
    addressed = [
        i for i, ln in enumerate(page) if plain(ln.text).startswith("kính gửi")
    ]
    page = page[: addressed[0]] if addressed else page
    rules = [
        rule
        for rule in zones.sheet(kind.page).rules
        if kind.y < rule.y0 < kind.y + 45 and rule.width < 90
    ]
    if rules:
        return sum(line.y < rules[0].y0 + 0.5 for line in page)
    for belongs in (
        lambda line: line.main.bold,
        lambda line: abs(line.centre - kind.centre) < 3,
    ):
        count = next((i for i, ln in enumerate(page) if not belongs(ln)), len(page))
        if count:
            return count
    return 0


def _addressee(zones, lines):
    """The lines of "Kính gửi", and all others."""
    at = next(
        (i for i, ln in enumerate(lines[:8]) if plain(ln.text).startswith("kính gửi")),
        None,
    )
    if at is None:
        return (), lines
    stop = at + 1
    while stop < len(lines) and _goes_on(zones, lines[stop - 1], lines[stop]):
        stop += 1
    return lines[at:stop], lines[:at] + lines[stop:]


def _goes_on(zones, above, line):
    if line.page != above.page or line.y - above.y > 14:
        return False
    listed = line.text.lstrip()[:1] in "-–" and line.x0 > zones.frame.left + 14
    wrapped = line.x0 > zones.frame.left + 15 and not above.text.endswith((".", ":"))
    return listed or wrapped


def _bases(found):
    """Paragraphs of legal bases at the start, and all others."""
    count = 0
    while count < len(found) and plain(found[count].text).startswith("căn cứ"):
        count += 1
    return found[:count], found[count:]


def _end(zones):
    """The heading of the recipients, their lines, and both signers' columns."""
    heading = tuple(ln for ln in zones.end if squeezed(ln.text).startswith("nơinhận"))[
        :1
    ]
    border = zones.frame.left + 0.3 * (zones.frame.right - zones.frame.left)
    right = tuple(
        ln
        for ln in zones.end
        if ln.x0 > border
        and ln not in heading
        and not ln.text.startswith(("-", "–"))
        and not DATE.search(plain(ln.text))
    )
    left = [ln for ln in zones.end if ln not in right and ln not in heading]
    below = tuple(ln for ln in left if heading and _is_after(ln, heading[0]))
    listed = not heading and any(ln.text.startswith(("-", "–")) for ln in left)
    second = () if listed else tuple(ln for ln in left if ln not in below)
    return heading, below, second, right


def _is_after(line, heading):
    return (line.page, line.y) > (heading.page, heading.y - LEVEL)
