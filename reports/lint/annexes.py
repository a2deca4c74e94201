"""Zones enter, what breaks the row of annexes leaves."""

from collections.abc import Iterator

from .findings import LintFinding, found, number, quoted
from .page import Line
from .tables import table_boxes
from .words import ANNEX, is_capitals, plain
from .zones import Zones

CENTRED = 4.0  # mm
NEAR = 0.3  # points


def starts(zones: Zones) -> tuple[tuple[Line, ...], ...]:
    """The lines of each page on which an annex begins."""
    return tuple(
        lines
        for lines in zones.annexes
        if any(ANNEX.match(plain(line.text)) for line in lines[:2])
    )


def check(zones: Zones) -> Iterator[LintFinding]:
    """Label, title and the paper that it goes with, of each annex."""
    for line in zones.strays[:1]:
        yield found("annex.page", line.page, f"{quoted(line.text)} ở giữa trang")
    first_pages = starts(zones)
    for lines in first_pages:
        label, title, enclosed = _head_of(lines)
        yield from _label(zones, label, len(first_pages))
        yield from _title(zones, label, title)
        yield from _enclosed(zones, label, enclosed)
    yield from _ends(zones, first_pages)


def _is_centred(zones, line):
    sheet = zones.sheet(line.page)
    middles = (sheet.width / 2, (sheet.width + 15) / 2, zones.frame.middle)
    return min(abs(line.centre - middle) for middle in middles) < CENTRED


def _head_of(lines):
    """The label; the lines of the title; those of "(Kèm theo …)"."""
    label = next(line for line in lines if ANNEX.match(plain(line.text)))
    rest = lines[lines.index(label) + 1 : lines.index(label) + 10]
    at = next((i for i, ln in enumerate(rest) if _opens_enclosed(ln)), None)
    if at is None:
        return label, [ln for ln in rest[:3] if ln.main.bold], []
    stop = at
    while stop < len(rest) - 1 and not rest[stop].text.rstrip().endswith(")"):
        stop += 1
    return label, rest[:at], rest[at : stop + 1]


def _opens_enclosed(line):
    return plain(line.text).lstrip("( ").startswith(("kèm theo", "ban hành kèm theo"))


def _label(zones, label, count):
    wrong = _unlike(zones, label, (13, 14), bold=True, italic=False)
    if is_capitals(label.text):
        wrong.append("chữ in hoa")
    if wrong:
        yield found(
            "annex.label", label.page, f"{quoted(label.text)} {', '.join(wrong)}"
        )
    words = plain(label.text)
    if words.startswith("phụ lục") and count > 1:
        numeral = words.removeprefix("phụ lục").strip()
        if not numeral or set(numeral) - set("ivxlc"):
            yield found("annex.roman", label.page, quoted(label.text))


def _title(zones, label, lines):
    if not lines:
        yield found("annex.title", label.page, "không có tên phụ lục")
    for line in lines:
        wrong = _unlike(zones, line, (13, 14), bold=True, italic=False)
        if not is_capitals(line.text):
            wrong.append("chữ in thường")
        if wrong:
            words = f"{quoted(line.text)} {', '.join(wrong)}"
            yield found("annex.title", line.page, words)


def _enclosed(zones, label, lines):
    if not lines:
        yield found("annex.enclosed", label.page, "không có dòng “(Kèm theo …)”")
    for line in lines:
        wrong = _unlike(zones, line, (13, 14), bold=False, italic=True)
        if wrong:
            words = f"{quoted(line.text)} {', '.join(wrong)}"
            yield found("annex.enclosed", line.page, words)


def _unlike(zones, line, sizes, bold, italic):
    """What of the line is not so, in words."""
    wrong = []
    if not sizes[0] - NEAR <= line.size <= sizes[1] + NEAR:
        wrong.append(f"cỡ chữ {number(line.size)}")
    if line.main.bold != bold:
        wrong.append("đậm" if line.main.bold else "không đậm")
    if line.main.italic != italic:
        wrong.append("nghiêng" if line.main.italic else "đứng")
    if not _is_centred(zones, line):
        wrong.append("không canh giữa")
    return wrong


def _ends(zones, first_pages):
    """Each annex's last line, unless a table ends it."""
    for lines in first_pages:
        page = _last_page(zones, first_pages, lines)
        last = next(ls for ls in reversed(zones.annexes[: page + 1]) if ls)[-1]
        tables = table_boxes(zones.sheet(last.page))
        ends_in_table = any(box.y1 > last.y - 2 for box in tables)
        if not ends_in_table and not last.text.rstrip().endswith("./."):
            yield found("annex.end", last.page, quoted(last.text))


def _last_page(zones, first_pages, lines):
    """Where in zones.annexes the annex that starts with these lines ends."""
    at = first_pages.index(lines) + 1
    after = first_pages[at : at + 1]
    return zones.annexes.index(after[0]) - 1 if after else len(zones.annexes) - 1
