"""A machine's copy and the text of a PDF's pages in; what does not agree out.

Words are looked for in the order of the paper, each with any white space between; what
is not found is looked for by the words around it, so that the page's own is named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

PAGE_NUMBER = re.compile(r"\n(\d{1,3})\s*$")
BREAKS = re.compile(r"(?<=[-–—/])(?=\S)")
LEAD, SHOWN = 4, 120
MOST_PIECES, MOST_WORDS = 5_000, 2_000  # of a copy; of two sentences compared
MISSING = "không có"
NOT_FOUND = "không tìm thấy trong văn bản"
ABOUT = {
    "kind": "Tên loại văn bản",
    "subject": "Trích yếu",
    "number": "Số",
    "symbol": "Ký hiệu",
    "date": "Ngày ban hành",
    "place": "Địa danh",
    "parent_agency": "Cơ quan chủ quản",
    "issuer": "Cơ quan ban hành",
    "signers": "Người ký",
}
# What reading something else than a machine's copy raises.
NO_COPY = (KeyError, TypeError, AttributeError, ValueError, RecursionError)


@dataclass(frozen=True)
class Printed:
    """A piece of the copy: `label`, what leads to it on the page, and what it says."""

    label: str
    lead: str
    text: str


@dataclass(frozen=True)
class Mismatch:
    """What the data say and what the page prints instead."""

    label: str
    data: str
    page: str


def pieces(copy: dict) -> Iterator[Printed]:
    """All that the copy says that can be read off a page.

    Raises one of NO_COPY for what is no machine's copy, or too long to be ours.
    """
    rows = sum(len(table["rows"]) for table in copy["tables"])
    if rows + len(copy["statements"]) > MOST_PIECES:
        raise ValueError("More pieces than any paper has")
    for table in copy["tables"]:
        for row in table["rows"]:
            yield _row(table, row)
    for statement in copy["statements"]:
        place = statement["place"] or "Đoạn mở đầu hoặc đoạn kết"
        yield Printed(_label(place, statement["text"]), "", statement["text"])


def disagreements(copy: dict, pages: list[str]) -> list[Mismatch]:
    """Each figure whose page says something else. Raises as `pieces` does."""
    text = _running_text(copy, pages)
    found, at = [], {"row": 0, "words": 0}
    for piece in pieces(copy):
        kind = "row" if piece.lead else "words"
        match = _find(f"{piece.lead} {piece.text}", text, at[kind])
        if match:
            at[kind] = match.end()
        else:
            found.append(_mismatch(piece, text))
    return found


def differences(copy: dict, original: dict) -> list[Mismatch]:
    """What a copy says otherwise than the one that was issued."""
    found = [
        Mismatch(words, _said(copy, key), _said(original, key))
        for key, words in ABOUT.items()
        if copy["document"].get(key) != original["document"].get(key)
    ]
    ours, theirs = list(pieces(copy)), list(pieces(original))
    matcher = SequenceMatcher(None, _keys(ours), _keys(theirs), autojunk=False)
    for tag, first, end, there, there_end in matcher.get_opcodes():
        if tag != "equal":
            pairs = zip_longest(ours[first:end], theirs[there:there_end])
            found += [_difference(mine, issued) for mine, issued in pairs]
    return found


def _keys(found):
    return [(piece.lead, piece.text) for piece in found]


def _difference(mine, issued):
    """One piece of each copy; either may be missing."""
    if mine is None:
        return Mismatch(issued.label, MISSING, _cut(issued.text))
    if issued is None:
        return Mismatch(mine.label, _cut(mine.text), MISSING)
    if mine.lead != issued.lead:
        return Mismatch(mine.label, _cut(_whole(mine)), _cut(_whole(issued)))
    return Mismatch(mine.label, *_changed(mine.text, issued.text.split()))


def _whole(piece):
    return f"{piece.lead} {piece.text}".strip()


def _running_text(copy, pages):
    """The pages in one, without what stands between them: numbers, repeated heads."""
    heads = [" ".join(table["columns"]) for table in copy["tables"]]
    patterns = {_pattern(head) for head in heads if head}
    repeated = re.compile(rf"\s*(?:{'|'.join(patterns)})") if patterns else None
    texts = []
    for ordinal, page in enumerate(pages, start=1):
        number = PAGE_NUMBER.search(page)
        if ordinal > 1 and number and int(number[1]) <= ordinal:
            page = page[: number.start()]
        head = repeated.match(page) if repeated else None
        texts.append(page[head.end() :] if head else page)
    return "\n".join(texts)


def _said(copy, key):
    return _cut(str(copy["document"].get(key) or "–"))


def _row(table, row):
    if "cells" in row:
        lead, text = _cut_behind_name([c for c in row["cells"] if c["text"]])
        return Printed(_label(table["place"], lead), lead, text)
    lead = " ".join(filter(None, [row["number"], row["name"], row["unit"]]))
    return Printed(_label(table["place"], row["name"]), lead, row["text"])


def _cut_behind_name(cells):
    """A row's number and name, and what stands behind them."""
    words = (at for at, cell in enumerate(cells) if "value" not in cell)
    behind = next(words, 0) + 1
    texts = [cell["text"] for cell in cells]
    return " ".join(texts[:behind]), " ".join(texts[behind:])


def _label(place, text):
    return f"{_cut(place)}: {_cut(text)}" if place else _cut(text)


def _cut(text):
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _find(words, text, start):
    """The words from `start` on, or else from the top; no figure may go on behind."""
    pattern = re.compile(_pattern(words) + r"(?![\d%]|[.,]\d)")
    return pattern.search(text, start) or pattern.search(text)


def _pattern(words):
    pieces = (BREAKS.split(word) for word in words.split())
    return r"\s*".join(re.escape(piece) for word in pieces for piece in word)


def _mismatch(piece, text):
    if piece.lead:
        return Mismatch(piece.label, _cut(piece.text), _cut(_beside(piece, text)))
    data, page = _changed(piece.text, _around(piece.text, text))
    return Mismatch(piece.label, data, page)


def _beside(piece, text):
    """What stands behind the row's name on the page, about as long as it should be."""
    match = re.search(_pattern(piece.lead), text)
    if match is None:
        return NOT_FOUND
    behind = text[match.end() :].split()
    return " ".join(behind[: max(1, len(piece.text.split()))])


def _around(words, text):
    """The stretch of the page that begins or ends as the words do."""
    expected = words.split()
    first = re.search(_pattern(" ".join(expected[:LEAD])), text)
    if first:
        return text[first.start() :].split()[: len(expected)]
    last = re.search(_pattern(" ".join(expected[-LEAD:])), text)
    return text[: last.end()].split()[-len(expected) :] if last else []


def _changed(words, there):
    """The words that differ, on both sides."""
    expected, there = words.split()[:MOST_WORDS], there[:MOST_WORDS]
    if not there:
        return _cut(words), NOT_FOUND
    matcher = SequenceMatcher(None, expected, there, autojunk=False)
    changes = [c for c in matcher.get_opcodes() if c[0] != "equal"]
    data = "; ".join(" ".join(expected[c[1] : c[2]]) for c in changes)
    page = "; ".join(" ".join(there[c[3] : c[4]]) for c in changes)
    return data[:SHOWN] or words[:SHOWN], page[:SHOWN] or NOT_FOUND
