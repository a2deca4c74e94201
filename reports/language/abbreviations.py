"""Text in; abbreviations used before they are explained, or never, out. Pure."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from .findings import Rule, TextFinding
from .known import Context, known_abbreviations, meanings
from .symbols import without_symbols
from .text import CUSTOMARY, Piece, Text
from .words import WORD, is_slip, is_vietnamese

LETTERS = "A-ZĐƯƠÂĂÊÔ"
ABBREVIATION = re.compile(rf"(?<![\w&-])[{LETTERS}][{LETTERS}&]*[{LETTERS}](?![\w&])")
ROMAN = re.compile(r"[IVXL]+")
EXPLAINED = re.compile(
    r"\(\s*(?:(?:sau đây\s+)?(?:được\s+)?(?:viết|gọi)\s+tắt\s+(?:là|:)?\s*)?[“\"]?"
    rf"(?P<name>[{LETTERS}][{LETTERS}&]*[{LETTERS}])[”\"]?\s*\)"
)
LONGEST_SLIP = 4


@dataclass
class Use:
    """Where an abbreviation is used, in order, and where it is explained first."""

    name: str
    pieces: list[Piece] = field(default_factory=list)
    explained: Piece | None = None
    in_time: bool = False


def uses(text: Text) -> dict[str, Use]:
    """Abbreviations of the text by name; lists of bodies at the end are left out."""
    found: dict[str, Use] = defaultdict(lambda: Use(""))
    for piece in text.pieces:
        if piece.part in CUSTOMARY or piece.is_shouted:
            continue
        for name, explains in _in_order(without_symbols(piece.text)):
            use = found[name]
            use.name = name
            if explains and use.explained is None:
                use.explained, use.in_time = piece, not use.pieces
            use.pieces.append(piece)
    return dict(found)


def unexplained(text: Text, context: Context) -> list[TextFinding]:
    """Each abbreviation that a reader meets without knowing it, once."""
    known = known_abbreviations() | context.abbreviations
    found = uses(text)
    slips = slips_of(text, context)
    return [
        _finding(use, text)
        for use in found.values()
        if use.name not in known and use.name not in slips and not use.in_time
    ]


def slips_of(text: Text, context: Context) -> dict[str, str]:
    """Abbreviations that look like another one mistyped: CNCSĐ, CNSCD of CNSCĐ."""
    known = known_abbreviations() | context.abbreviations
    found = uses(text)
    firm = {
        name
        for name, use in found.items()
        if use.explained or name in known or len(use.pieces) > 2
    } | set(meanings())
    slips = {}
    for name, use in found.items():
        if name in known or use.explained or len(name) < LONGEST_SLIP:
            continue
        if name in meanings() or spelled_out(text, name):
            continue
        near = [f for f in firm if f != name and is_slip(_latin(f), _latin(name))]
        near += [f for f in firm if f != name and _latin(f) == _latin(name)]
        if near and any(n in found for n in near):
            slips[name] = next(n for n in near if n in found)
    return slips


def spelled_out(text: Text, name: str) -> str:
    """The words of the text whose first letters are the abbreviation's, or ""."""
    letters = name.replace("&", "")
    for piece in text.pieces:
        for run in re.split(r"[.,;:()/]", piece.text):
            words = WORD.findall(run)
            for start in range(len(words) - len(letters) + 1):
                some = words[start : start + len(letters)]
                initials = "".join(word[0] for word in some)
                if initials.upper() == letters and not piece.is_shouted:
                    return " ".join(some)
    return ""


def _latin(name):
    return name.replace("Đ", "D")


def _in_order(text):
    """Each abbreviation with whether it stands in brackets after its words."""
    explained = {m.start("name"): m["name"] for m in EXPLAINED.finditer(text)}
    for match in ABBREVIATION.finditer(text):
        if not (ROMAN.fullmatch(match[0]) or _is_shouted(text, match)):
            yield match[0], match.start() in explained or _explains(text, match)


def _is_shouted(text, match):
    """A word of a heading in capitals: a syllable beside others in capitals."""
    before = WORD.findall(text[: match.start()])[-1:]
    after = WORD.findall(text[match.end() :])[:1]
    beside = any(word.isupper() and len(word) > 1 for word in before + after)
    return beside and is_vietnamese(match[0])


def _explains(text, match):
    """ "KDC (khu dân cư)": the words in brackets behind it have its letters."""
    behind = re.match(r"\s*\(([^()]+)\)", text[match.end() :])
    if not behind:
        return False
    initials = "".join(word[0] for word in WORD.findall(behind[1]))
    return initials.upper() == match[0].replace("&", "")


def _finding(use, text):
    first = use.pieces[0]
    words = _words_of(use.name, text)
    if use.explained is None:
        return TextFinding(
            rule=Rule.ABBREVIATION_NEVER,
            piece=first,
            quote=use.name,
            message=f"“{use.name}” không được giải thích ở chỗ nào trong báo cáo.",
            suggestion=f"Ghi “{words} ({use.name})” ở {_lower(first.place)}.",
        )
    return TextFinding(
        rule=Rule.ABBREVIATION_EARLY,
        piece=first,
        quote=use.name,
        message=f"“{use.name}” dùng từ {_lower(first.place)}, đến "
        f"{_lower(use.explained.place)} mới giải thích.",
        suggestion=f"Ghi “{words}” ở {_lower(first.place)}, hoặc giải thích ngay ở đó.",
    )


def _words_of(name, text):
    """What it stands for, as the text says it; in the usual capitals where known."""
    said, usual = spelled_out(text, name), meanings().get(name, "")
    if said.casefold() == usual.casefold():
        return usual or "cụm từ đầy đủ"
    return said or usual


def _lower(place):
    return place[:1].lower() + place[1:]
