"""Parts enter, what breaks the rows of the paper's head leaves: agencies, national
title, number, date, kind, subject."""

import re
from collections.abc import Iterator

from . import looks
from .findings import LintFinding, found, number, quoted
from .page import Line
from .parts import Parts
from .rows import Row
from .words import NATION, squeezed

CENTRED = 3.0  # mm
LEVEL = 1.0  # mm between baselines
SHORTEST, LONGEST = 1 / 3 - 0.02, 1 / 2 + 0.02  # of the line above
NUMBER = re.compile(r"Số\s?:\s*(\d*)\s*/\s*(\S.*)$")
SPACED = re.compile(r"\d\s+/|/\s+\S|\s-|-\s")
DATE = re.compile(
    r"^(\S.*),\s*ngày\s*(\d*|…+|\.+)\s*tháng\s*(\d*|…+|\.+)\s*năm\s*(\d*|…+|\.+)\s*$",
    re.IGNORECASE,
)


def check(parts: Parts) -> Iterator[LintFinding]:
    """All rules of the head."""
    for row in (Row.PARENT, Row.ISSUER, Row.NATION, Row.MOTTO, Row.NUMBER):
        yield from looks.check(row, getattr(parts, row))
    for row in (Row.ABOUT, Row.PLACE, Row.KIND, Row.SUBJECT):
        yield from looks.check(row, getattr(parts, row))
    yield from _agencies(parts)
    for line in parts.nation[:1]:
        yield from _nation(parts, line)
    for line in parts.motto:
        yield from _motto(parts, line)
    for line in parts.number:
        yield from _number(parts, line)
    for line in parts.place:
        yield from _place(parts, line)
    yield from _kind_and_subject(parts)


def _off(line: Line, centre: float) -> str:
    return f"{quoted(line.text)} lệch {number(abs(line.centre - centre))} mm"


def _off_centre(key, lines, centre, near=CENTRED):
    for line in lines:
        if abs(line.centre - centre) > near:
            yield found(key, line.page, _off(line, centre))


def _agencies(parts):
    if not parts.issuer:
        return
    last = parts.issuer[-1]
    yield from _off_centre("issuer.place", parts.issuer[:-1], last.centre)
    if last.centre > parts.zones.frame.width / 2:
        yield found("issuer.place", last.page, f"{quoted(last.text)} ở nửa phải")
    yield from _off_centre("parent.place", parts.parent, last.centre)
    yield from _short_rule("issuer.rule", parts, parts.issuer)
    yield from _off_centre("about.place", parts.about, last.centre)


def _short_rule(key, parts, lines):
    """A rule below the last line, as long as a third to a half of a line."""
    last = lines[-1]
    rule = parts.rule_below(last)
    if rule is None:
        yield found(key, last.page, f"không có đường kẻ dưới {quoted(last.text)}")
        return
    shares = [rule.width / (line.x1 - line.x0) for line in lines]
    if not any(SHORTEST <= share <= LONGEST for share in shares):
        words = f"đường kẻ dài bằng {number(shares[-1] * 100)}% dòng chữ"
        yield found(key, last.page, words)
    if abs(rule.centre - last.centre) > CENTRED:
        off = number(abs(rule.centre - last.centre))
        yield found(key, last.page, f"đường kẻ lệch {off} mm so với dòng chữ")


def _nation(parts, line):
    if len(parts.nation) > 1 or NATION not in squeezed(line.text):
        yield found("nation.wrap", line.page, f"bị ngắt sau {quoted(line.text)}")
    left = [*parts.parent, *parts.issuer]
    is_lower = any(other.y < line.y - 2 for other in left)
    if line.centre < parts.zones.frame.width / 2 or is_lower:
        yield found("nation.place", line.page, _where(line))


def _where(line):
    return f"{quoted(line.text)} cách mép trên {number(line.y)} mm"


def _motto(parts, line):
    if parts.nation and len(parts.nation) == 1:
        centre = parts.nation[0].centre
        yield from _off_centre("motto.place", [line], centre, 2.0)
    if not re.fullmatch(r".+ - .+ - .+", line.text):
        yield found("motto.dash", line.page, quoted(line.text))
    rule = parts.rule_below(line)
    if rule is None:
        yield found("motto.rule", line.page, "không có đường kẻ")
    elif not 0.96 <= rule.width / (line.x1 - line.x0) <= 1.04:
        share = number(rule.width / (line.x1 - line.x0) * 100)
        yield found("motto.rule", line.page, f"đường kẻ dài bằng {share}% dòng chữ")


def _number(parts, line):
    if parts.issuer:
        yield from _off_centre("number.place", [line], parts.issuer[-1].centre, 4.0)
    text = " ".join(line.text.split())
    match = NUMBER.match(text)
    if not match or match[2].upper() != match[2]:
        yield found("number.words", line.page, quoted(text))
        return
    if match[1] and len(match[1]) == 1:
        yield found("number.zero", line.page, quoted(text))
    if SPACED.search(text):
        yield found("number.spaces", line.page, quoted(text))


def _place(parts, line):
    if parts.nation and len(parts.nation) == 1:
        yield from _off_centre("place.place", [line], parts.nation[0].centre, 4.0)
    for other in parts.number:
        if abs(other.y - line.y) > LEVEL:
            off = number(abs(other.y - line.y))
            yield found("place.line", line.page, f"lệch dòng số, ký hiệu {off} mm")
    text = " ".join(line.text.split())
    match = DATE.match(text)
    if not match:
        yield found("place.words", line.page, quoted(text))
        return
    day, month = match[2], match[3]
    if day.isdigit() and len(day) == 1:
        yield found("place.day", line.page, quoted(text))
    if month.isdigit() and month != _month(int(month)):
        yield found("place.month", line.page, quoted(text))


def _month(month):
    return f"{month:02d}" if month < 3 else str(month)


def _kind_and_subject(parts):
    middle = parts.zones.frame.middle
    yield from _off_centre("kind.place", parts.kind, middle)
    yield from _off_centre("subject.place", parts.subject, middle)
    if parts.subject:
        yield from _short_rule("subject.rule", parts, parts.subject)
