"""Parts enter, what breaks the rows of the text leaves: paragraphs, headings, their
numbers, the closing mark, page breaks."""

from collections.abc import Iterator
from statistics import mode

from . import looks, outline
from .findings import LintFinding, found, number, quoted
from .lists import are_ended
from .outline import HEADINGS, MOSTLY, Entry, Kind
from .page import MM
from .paragraphs import Paragraph
from .parts import Parts
from .rows import Row
from .tables import table_boxes

INDENTS = (10.0, 12.7)  # mm
NEAR = 0.7  # mm
RAGGED = 1.2  # mm short of the right edge
SINGLE = 1.149  # of the size: what a word processor calls single, in this font
SPACING = 6.0  # points
LEADING = (0.97, 1.53)  # lines


def check(parts: Parts) -> Iterator[LintFinding]:
    """All rules of the text."""
    for paragraph in parts.bases:
        yield from looks.check(Row.BASES, paragraph.lines)
    if parts.bases and not are_ended([p.text.rstrip() for p in parts.bases]):
        last = parts.bases[-1]
        yield found("bases.ends", last.page, quoted(last.text))
    entries = outline.outline(parts.body)
    for entry in entries:
        yield from _look(entry)
    yield from outline.check(entries)
    text = [*parts.bases, *parts.body]
    for paragraph in text:
        yield from _shape(parts, paragraph)
    yield from _gaps(parts, text)
    yield from _leading(parts)
    yield from _end(parts)
    yield from _lonely(parts, entries)


def _look(entry: Entry):
    row, lines = outline.ROWS[entry.kind], entry.paragraph.lines
    if entry.kind in HEADINGS:
        yield from looks.check(row, lines, case=entry.kind is not Kind.TITLE)
        return
    for finding in looks.check(row, lines):
        if not finding.rule.endswith(".style") or _is_styled(entry.paragraph):
            yield finding


def _is_styled(paragraph: Paragraph):
    """Whether the paragraph is set apart as a whole, not a stretch of it."""
    return (
        paragraph.share(lambda span: span.bold) > MOSTLY
        or paragraph.share(lambda span: span.italic) > MOSTLY
    )


def _shape(parts, paragraph):
    frame = parts.zones.frame
    inwards = paragraph.first.x0 - frame.left
    if min(abs(inwards - indent) for indent in INDENTS) > NEAR:
        words = f"{quoted(paragraph.text, 40)} lùi {number(max(inwards, 0))} mm"
        yield found("body.indent", paragraph.page, words)
    for line in paragraph.lines[:-1]:
        if line.x1 < frame.right - RAGGED and not _is_bold(paragraph):
            yield found(
                "body.justify", line.page,
                f"{quoted(line.text, 40)} hụt {number(frame.right - line.x1)} mm",
            )  # fmt: skip


def _is_bold(paragraph):
    return paragraph.share(lambda span: span.bold) > MOSTLY


def _gaps(parts, text):
    """Between two paragraphs of one page with nothing drawn between them."""
    if parts.pitch is None:
        return
    for above, below in zip(text, text[1:], strict=False):
        if above.last.page != below.page or _is_parted(parts, above, below):
            continue
        gap = (below.first.y - above.last.y - parts.pitch) / MM
        if gap < SPACING - 0.6:
            words = f"{number(max(gap, 0))} pt trước {quoted(below.text, 40)}"
            yield found("body.spacing", below.page, words)


def _is_parted(parts, above, below):
    boxes = table_boxes(parts.zones.sheet(below.page))
    return any(above.last.y < box.y1 and box.y0 < below.first.y for box in boxes)


def _leading(parts):
    if parts.pitch is None:
        return
    wrapped = [p.first.size for p in parts.body for _ in p.lines[1:]]
    if not wrapped:
        return
    lines = parts.pitch / (mode(wrapped) * SINGLE * MM)
    if not LEADING[0] <= lines <= LEADING[1]:
        words = f"{lines:.2f} dòng".replace(".", ",")
        yield found("body.leading", parts.body[0].page, words)


def _end(parts):
    if parts.body and not parts.body[-1].text.rstrip().endswith("./."):
        last = parts.body[-1]
        yield found("end.mark", last.page, f"đoạn cuối {quoted(last.text[-40:])}")


def _lonely(parts, entries):
    """A heading with nothing of its own below it on its page."""
    zones = parts.zones
    for entry in entries:
        last = entry.paragraph.last
        if entry.kind not in HEADINGS or last.page == len(zones.sheets):
            continue
        others = (*zones.flow, *zones.cells, *zones.end)
        if not any(ln.page == last.page and ln.y > last.y + 1 for ln in others):
            yield found("breaks.heading", last.page, quoted(entry.paragraph.text))
