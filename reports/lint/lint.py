"""The bytes of a PDF enter, the findings of every rule leave, each rule once."""

from collections.abc import Iterator

from . import addressee, annexes, body, end, head, paper, parts, zones
from .findings import LintFinding, found, gathered, quoted
from .page import read
from .parts import Parts
from .rows import Row
from .rules import RULES


def lint(pdf: bytes) -> tuple[LintFinding, ...]:
    """What a finished báo cáo or công văn breaks of docs/decree30.md; empty if nothing.

    Raises UnreadablePdf, with a message for people, if there is nothing to measure.
    """
    sorted_out = zones.sort_out(read(pdf))
    found_parts = parts.find(sorted_out)
    return gathered(_all(sorted_out, found_parts))


def _all(sorted_out, found_parts) -> Iterator[LintFinding]:
    yield from paper.check(sorted_out)
    yield from _missing(found_parts)
    yield from head.check(found_parts)
    yield from addressee.check(found_parts)
    yield from _order(found_parts)
    yield from body.check(found_parts)
    yield from end.check(found_parts)
    yield from annexes.check(sorted_out)


def _missing(found_parts: Parts):
    last = len(found_parts.zones.sheets) - len(found_parts.zones.annexes)
    at_end = (Row.RECIPIENTS_HEADING, Row.AUTHORITY, Row.NAME)
    for row in Row:
        if f"{row}.missing" not in RULES or row in (Row.ADDRESSEE, Row.RECIPIENTS):
            continue
        if found_parts.is_letter and row in (Row.KIND, Row.SUBJECT):
            continue
        if not _lines(found_parts, row):
            page = last if row in at_end else 1
            yield found(f"{row}.missing", page, "không tìm thấy")


def _lines(found_parts, row):
    if row in (Row.AUTHORITY, Row.NAME):
        return getattr(found_parts.signing, row)
    return getattr(found_parts, row)


def _order(found_parts: Parts):
    """Each component of page 1 below those that the decree's plan puts above it."""
    above = None
    for row in (Row.NATION, Row.MOTTO, Row.PLACE, Row.KIND, Row.SUBJECT, Row.ADDRESSEE):
        for line in getattr(found_parts, row)[:1]:
            if above and (line.page, line.y) < (above.page, above.y):
                words = f"{quoted(line.text)} ở trên {quoted(above.text)}"
                yield found("order.order", line.page, words)
            above = line
    if above and found_parts.body:
        first = found_parts.body[0].first
        if (first.page, first.y) < (above.page, above.y):
            words = f"{quoted(first.text)} ở trên {quoted(above.text)}"
            yield found("order.order", first.page, words)
