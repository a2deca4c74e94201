"""Parts enter, what breaks the row of "Kính gửi" leaves."""

from collections.abc import Iterator

from . import looks
from .findings import LintFinding, found, number, quoted
from .lists import are_ended, items
from .parts import Parts
from .rows import Row
from .words import plain


def check(parts: Parts) -> Iterator[LintFinding]:
    """The rules of "Kính gửi"."""
    lines = parts.addressee
    if not lines:
        yield from _no_addressee(parts)
        return
    yield from looks.check(Row.ADDRESSEE, lines)
    after = lines[0].text.partition(":")[2].strip()
    listed = [line for line in lines[1:] if line.text.lstrip()[:1] in "-–"]
    if after and listed:
        yield found("addressee.dashes", lines[0].page, quoted(lines[0].text))
    elif not after and len(lines) > 1:
        yield from _listed(lines, listed)


def _no_addressee(parts):
    if parts.recipients and "như trên" in plain(parts.recipients[0].text):
        yield found("addressee.missing", 1, "không có, mà nơi nhận ghi “Như trên”")
    elif parts.is_letter or (parts.kind and plain(parts.kind[0].text) == "báo cáo"):
        yield found("addressee.absent", 1, "không có")


def _listed(lines, listed):
    page = lines[0].page
    if len(listed) < 2:
        key = "same_line" if len(listed) < 2 and len(lines) == 2 else "dashes"
        yield found(f"addressee.{key}", page, quoted(lines[1].text))
        return
    named = items(lines[1:])
    if not are_ended(named):
        yield found("addressee.ends", page, quoted(" ".join(named)))
    colon = lines[0].x1
    for line in listed:
        if abs(line.x0 - colon) > 4:
            off = number(abs(line.x0 - colon))
            words = f"{quoted(line.text)} lệch dấu hai chấm {off} mm"
            yield found("addressee.aligned", line.page, words)
