"""Parts enter, what breaks the rows of the paper's end leaves: recipients, authority,
room to sign, name, and how the end sits on its page."""

import re
from collections.abc import Iterator

from . import looks
from .findings import LintFinding, found, number, quoted
from .lists import are_ended, items
from .page import Line
from .parts import Parts
from .rows import Row
from .words import plain

CENTRED = 3.0  # mm
LEVEL = 2.5  # mm
AT_LEFT = 4.0  # mm
ROOM = 15.0  # mm between the baselines of title and name
COLUMN = 40.0  # mm: half of a signer's column
ARCHIVE = re.compile(r"[-–]\s*lưu\s*:?\s*vt\b")
TITLES = re.compile(
    r"((gs|pgs|ts|ths|bs|ks|cn|ls|nsưt|nsnd)\s*\.|(gs|pgs|ts|ths)\s|thạc s[ĩỹ]|"
    r"tiến s[ĩỹ]|giáo sư|bác sĩ|kỹ sư|cử nhân|ông |bà )"
)


def check(parts: Parts) -> Iterator[LintFinding]:
    """All rules of the end."""
    yield from looks.check(Row.RECIPIENTS_HEADING, parts.recipients_heading)
    yield from looks.check(Row.RECIPIENTS, parts.recipients)
    yield from _heading(parts)
    if parts.recipients:
        yield from _recipients(parts)
    elif parts.recipients_heading:
        page = parts.recipients_heading[0].page
        yield found("recipients.missing", page, "không có dòng nào")
    for signing in (parts.signing, parts.second):
        yield from looks.check(Row.AUTHORITY, signing.authority)
        yield from looks.check(Row.NAME, signing.office, case=False)
        yield from looks.check(Row.NAME, signing.name)
        yield from _signing(parts, signing)
    yield from _breaks(parts)


def _heading(parts):
    for line in parts.recipients_heading:
        inwards = line.x0 - parts.zones.frame.left
        if inwards > AT_LEFT:
            words = f"cách lề trái {number(inwards)} mm"
            yield found("recipients_heading.place", line.page, words)
        if parts.second.authority:  # then the recipients stand below both
            continue
        level = [ln for ln in parts.signing.authority if ln.page == line.page]
        if level and abs(level[0].y - line.y) > LEVEL:
            off = number(abs(level[0].y - line.y))
            words = f"lệch dòng {quoted(level[0].text)} {off} mm"
            yield found("recipients_heading.place", line.page, words)


def _recipients(parts):
    lines, page = parts.recipients, parts.recipients[0].page
    named = items(lines)
    for item in named:
        if item[:1] not in "-–":
            yield found("recipients.dashes", page, quoted(item))
    if not are_ended(named):
        wrong = next((i for i in named[:-1] if not i.endswith(";")), named[-1])
        yield found("recipients.ends", page, quoted(wrong))
    if parts.addressee and "như trên" not in plain(named[0]):
        yield found("recipients.as_above", page, f"dòng đầu là {quoted(named[0])}")
    if not ARCHIVE.match(plain(named[-1])):
        yield found("recipients.archive", page, f"dòng cuối là {quoted(named[-1])}")
    edge = parts.zones.frame.left + AT_LEFT
    outlying = [ln for ln in lines if ln.text[:1] in "-–" and ln.x0 > edge]
    for line in outlying:
        yield found("recipients.place", line.page, quoted(line.text))


def _signing(parts, signing):
    middle = parts.zones.frame.middle
    if not signing.authority:
        return
    first = signing.authority[0]
    if signing is parts.signing and first.centre <= middle + 5:
        yield found(
            "authority.place", first.page, f"{quoted(first.text)} không ở nửa phải"
        )
    yield from _aligned("authority.place", signing.authority[1:], first)
    yield from _aligned("name.place", (*signing.office, *signing.name), first)
    for line in signing.name:
        if TITLES.match(plain(line.text)):
            yield found("name.titles", line.page, quoted(line.text))
    yield from _room(parts, signing)


def _aligned(key, lines: tuple[Line, ...], first: Line):
    for line in lines:
        if abs(line.centre - first.centre) > CENTRED:
            off = number(abs(line.centre - first.centre))
            yield found(key, line.page, f"{quoted(line.text)} lệch {off} mm")


def _room(parts, signing):
    for line in signing.inside:
        yield found("space.empty", line.page, f"có chữ {quoted(line.text)}")
    below = (*signing.office, *signing.name)
    if not below or below[0].page != signing.authority[-1].page:
        return
    top, bottom = signing.authority[-1], below[0]
    if bottom.y - top.y < ROOM:
        words = f"chỉ cách {number(bottom.y - top.y)} mm"
        yield found("space.room", top.page, words)
    sheet = parts.zones.sheet(top.page)
    for box in (*sheet.pictures, *sheet.drawings):
        inside = top.y + 1 < (box.y0 + box.y1) / 2 < bottom.top - 0.5
        if inside and abs(box.centre - top.centre) < COLUMN:
            yield found("space.picture", top.page, "có hình hoặc nét vẽ")


def _breaks(parts):
    zones, heading = parts.zones, parts.recipients_heading
    end = [*heading, *parts.recipients]
    signing = parts.signing
    block = [*signing.authority, *signing.office, *signing.name]
    if not block:
        return
    page = block[0].page
    if any(line.page != page for line in [*block, *end]):
        yield found("breaks.torn", page, f"từ trang {page} sang trang khác")
    above = [line for line in zones.flow if line.page == page and line.y < block[0].y]
    if len(above) < 2 and page > 1:
        yield found("breaks.signature", page, f"{len(above):02d} dòng nội dung")
