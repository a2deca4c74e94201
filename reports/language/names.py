"""Text and the issuer's names in; the issuer called in several ways, out. Pure."""

import re
from collections import defaultdict

from tuky_cnscd.vietnamese import search_key

from .findings import Rule, TextFinding
from .known import Context, meanings
from .text import PROSE, Text

HEAD = 3  # words that every name of the issuer begins with: "Tổ chỉ đạo"
OTHER_LEVELS = re.compile(
    r"^\s*(?:cấp\s+)?(tỉnh|trung ương|xã|phường|quốc gia)\b", re.I
)
BODY = re.compile(
    r"(?<!\w)(?P<head>Sở|Bộ|Phòng|Ban|Cục|Chi cục|Trung tâm)\s+"
    r"(?P<name>[A-ZĐ]{2,}(?:&[A-ZĐ]{2,})?|[A-ZĐ]{1,3}&[A-ZĐ]{1,4})(?![\w&])"
)


def body_names(text: Text, context: Context) -> list[TextFinding]:
    """The issuer under two or more names in prose; others in two abbreviations."""
    return [*_issuer(text, context), *_short_forms(text)]


def _issuer(text, context):
    mentions = _mentions(text, context.issuer)
    kinds = {_normal(name) for name, _ in mentions}
    if len(kinds) < 2:
        return
    names = list(dict.fromkeys(name for name, _ in mentions))
    listed = "; ".join(f"“{name}”" for name in names)
    piece = next(p for name, p in mentions if _normal(name) != _normal(mentions[0][0]))
    odd = next(n for n, _ in mentions if _normal(n) != _normal(mentions[0][0]))
    yield TextFinding(
        rule=Rule.BODY_NAMES,
        piece=piece,
        quote=odd,
        message=f"Cơ quan ban hành được gọi theo {len(names):02d} cách: {listed}.",
        suggestion=f"Gọi thống nhất là “{context.issuer[0]}”.",
        about="issuer",
    )


def _mentions(text, issuer):
    """Each name of the issuer in prose, as it is written, with its piece."""
    if not issuer:
        return []
    head = " ".join(issuer[0].split()[:HEAD])
    pattern = re.compile(
        rf"(?<!\w){re.escape(head)}(?:\s+(?:{_vocabulary(issuer)})(?!\w))*", re.I
    )
    found = []
    for piece in text.of(*PROSE):
        for match in pattern.finditer(piece.text):
            name = match[0].rstrip()
            if _is_issuer(name, head, piece.text[match.end() :]):
                found.append((name, piece))
    return found


def _is_issuer(name, head, behind):
    """Not another committee: the name goes on with the issuer's own words."""
    own = name[len(head) :].strip()
    if OTHER_LEVELS.match(behind):
        return False
    return bool(re.sub(r"^triển khai$", "", own, flags=re.I))


def _vocabulary(issuer):
    """The words that the issuer's names are made of, long ones first."""
    words = set()
    for name in issuer:
        rest = name.split()[HEAD:]
        words |= set(rest)
    phrases = {m for a, m in meanings().items() if _speaks_of(a, m, issuer)}
    phrases |= {a for a, m in meanings().items() if _speaks_of(a, m, issuer)}
    every = {re.escape(w) for w in words | phrases | {"cấp"}}
    bracketed = {rf"\({re.escape(p)}\)" for p in phrases}
    return "|".join(sorted(every | bracketed, key=len, reverse=True))


def _speaks_of(short, meaning, issuer):
    own = " ".join(issuer).casefold()
    return short.casefold() in own.split() or meaning.casefold() in own


def _normal(name):
    """The name with abbreviations for words, without a place: what must be one."""
    text = f" {name} "
    for short, meaning in meanings().items():
        text = re.sub(
            rf"{re.escape(meaning)}\s*\({re.escape(short)}\)", short, text, flags=re.I
        )
        text = re.sub(re.escape(meaning), short, text, flags=re.I)
    level = re.search(r"\b(cấp huyện|huyện|thành phố|thị xã|quận|xã|phường)\b", text)
    return search_key(text[: level.end()] if level else text)


def _short_forms(text):
    """Sở TTTT beside Sở TT&TT."""
    found = defaultdict(dict)
    for piece in text.of(*PROSE):
        for match in BODY.finditer(piece.text):
            key = (match["head"], match["name"].replace("&", ""))
            found[key].setdefault(match[0], piece)
    for variants in found.values():
        if len(variants) > 1:
            (first, _), (odd, piece) = list(variants.items())[:2]
            yield TextFinding(
                rule=Rule.BODY_NAMES,
                piece=piece,
                quote=odd,
                message=f"Một cơ quan được gọi là “{first}” và “{odd}”.",
                suggestion="Gọi theo một tên, đầy đủ ở lần đầu.",
                about=" / ".join(sorted(variants)),
                clause="Quy ước trình bày của cơ quan: một cơ quan gọi theo một tên",
            )
