"""Pieces in; cited document symbols, and which of them look malformed, out. Pure.

Decree 30/2020, Annex I: number, "/", then the abbreviation of the kind (none on a công
văn) and of the issuer, hyphens between them, no spaces. Annex III lists the kinds.
Party papers are written otherwise ("57-NQ/TW", "12-CV/HU") and are let be.
"""

import re
from dataclasses import dataclass

from .findings import Rule, TextFinding
from .text import PROSE, Part, Piece, Text

KINDS = {
    "nghị quyết": ("NQ",),
    "quyết định": ("QĐ",),
    "chỉ thị": ("CT",),
    "quy chế": ("QC",),
    "quy định": ("QyĐ",),
    "thông cáo": ("TC",),
    "thông báo": ("TB",),
    "hướng dẫn": ("HD",),
    "chương trình": ("CTr",),
    "kế hoạch": ("KH",),
    "phương án": ("PA",),
    "đề án": ("ĐA",),
    "dự án": ("DA",),
    "báo cáo": ("BC",),
    "biên bản": ("BB",),
    "tờ trình": ("TTr",),
    "hợp đồng": ("HĐ",),
    "công điện": ("CĐ",),
    "thông tư": ("TT", "TTLT"),
    "nghị định": ("NĐ",),
    "công văn": (),
}
CODES = frozenset(code for codes in KINDS.values() for code in codes) | {"CV"}
SYMBOL = re.compile(
    r"(?P<kind>" + "|".join(KINDS) + r")\s+(?:số\s*:?\s*)?"
    r"(?P<symbol>\d{1,6}(?:\s*/\s*\d{4})?\s*(?P<join>[-–/]|/\s)\s*"
    r"[A-ZĐ&][\w&]*(?:\s*[-–/]\s*[A-ZĐ][\w&]*)*)",
    re.IGNORECASE,
)
BLANK = re.compile(
    r"(?:" + "|".join(KINDS) + r")\s+số\s*(?P<symbol>/[A-ZĐ][\w&/-]*)", re.I
)
PARTY = re.compile(r"\d{1,6}-[A-ZĐ][\w&]*/[A-ZĐ]")
LAW = re.compile(r"^\d{1,4}/\d{4}/")
ANY = re.compile(
    r"\d{1,6}\s?(?:/\d{4})?\s?[-–/]\s?[A-ZĐ][A-Za-zĐđ&]*(?:\s?[-–/]\s?[A-ZĐ][A-Za-zĐđ&]*\d*)*"
)
ASSEMBLY = re.compile(r"^\d{1,4}/\d{4}/(UBTV)?QH\d+$")
LEGAL = frozenset({"thông tư", "nghị định"})


@dataclass(frozen=True)
class Citation:
    """A cited document: its kind in small letters, its symbol as it is written."""

    piece: Piece
    kind: str
    symbol: str


def citations(text: Text) -> list[Citation]:
    """Every document cited with its number, in order."""
    found = []
    for piece in text.of(*PROSE, Part.SUBJECT, Part.TABLE):
        for match in SYMBOL.finditer(piece.text):
            symbol = match["symbol"].strip()
            if symbol[:1].isdigit() and any(c.isupper() for c in symbol):
                found.append(Citation(piece, match["kind"].lower(), symbol))
    return found


def without_symbols(text: str) -> str:
    """The text with blanks where symbols stand, so that no letter of them is read."""
    return ANY.sub(lambda m: " " * len(m[0]), text)


def malformed_symbols(text: Text) -> list[TextFinding]:
    """Each symbol that does not look as one is written, once a document."""
    found = {}
    for cited in citations(text):
        problem = _problem(cited.kind, cited.symbol)
        if problem:
            found.setdefault(cited.symbol, _finding(cited.piece, cited.symbol, problem))
    for piece in text.of(*PROSE):
        for match in BLANK.finditer(piece.text):
            problem = "chưa có số đứng trước dấu gạch chéo"
            quote = match[0].strip()
            found.setdefault(quote, _finding(piece, quote, problem))
    return list(found.values())


def same_symbol(one: str, other: str) -> bool:
    """Whether two spellings mean one symbol: spaces, dashes and case aside."""
    return _bare(one) == _bare(other)


def _bare(symbol):
    return re.sub(r"[\s–]", lambda m: "-" if m[0] == "–" else "", symbol).casefold()


def _finding(piece, quote, problem):
    return TextFinding(
        rule=Rule.SYMBOL,
        piece=piece,
        quote=quote,
        message=f"Số, ký hiệu “{quote}” {problem}.",
        suggestion="Đề nghị đối chiếu bản gốc; sửa nếu chép sai, hoặc bấm “Đúng như "
        "bản gốc” nếu bản gốc ghi như vậy.",
    )


def _problem(kind, symbol):
    if re.search(r"\s*[-–/]\s+|\s+[-–/]", symbol):
        return "có dấu cách ở cạnh dấu gạch"
    if PARTY.match(symbol):
        return ""
    if symbol[0] != "0" and re.match(r"\d(?!\d)", symbol):
        return "có số nhỏ hơn 10 mà không có số 0 phía trước"
    if ASSEMBLY.match(symbol):
        return ""
    groups = re.split(r"[-–]", LAW.sub("", symbol).split("/", 1)[-1])
    if kind == "công văn":
        return _problem_of_dispatch(groups)
    if kind in LEGAL and not LAW.match(symbol):
        return "thiếu năm ban hành"
    return _problem_of_kind(kind, groups)


def _problem_of_dispatch(groups):
    if len(groups) > 1 and groups[0] in CODES:
        return f"có “{groups[0]}”: ký hiệu công văn không có chữ viết tắt tên loại"
    return ""


def _problem_of_kind(kind, groups):
    first, codes = groups[0], KINDS[kind]
    if first in codes:
        return "" if len(groups) > 1 else "thiếu chữ viết tắt tên cơ quan ban hành"
    words = " hoặc ".join(f"“{code}”" for code in codes)
    return f"không có chữ viết tắt tên loại {words} ở đầu phần ký hiệu"
