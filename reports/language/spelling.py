"""Text in; things that are spelled in several ways, out. Pure.

Four ways to differ: a name's capitals (VNeID, VneID), a name or an abbreviation with
a letter wrong, a product's name (cây, cáy), a phrase with another tone mark.
"""

import re
from collections import Counter, defaultdict

from .abbreviations import slips_of, uses
from .findings import Rule, TextFinding
from .known import Context
from .text import CUSTOMARY, Part, Text
from .words import (
    Word,
    bare,
    chunks,
    has_inner_capital,
    is_slip,
    is_vietnamese,
    same_tone_elsewhere,
    words,
)

SHORTEST_NAME = 4
PRODUCTS = re.compile(r"(?:gồm|sản phẩm[^:;.]*):\s*(?P<names>[^.]+)", re.I)
SPAN = 4
OFTEN = 3


def spellings(text: Text, context: Context) -> list[TextFinding]:
    """One finding for each thing with more than one spelling."""
    pieces = [
        piece
        for piece in text.pieces
        if piece.part not in CUSTOMARY and not piece.is_shouted
    ]
    all_words = [word for piece in pieces for word in words(piece)]
    return [
        *_capitals(all_words),
        *_near_names(all_words),
        *_abbreviations(text, context),
        *_products(pieces),
        *_phrases(pieces),
        *_customs(all_words),
    ]


def _finding(odd: Word, variants, message, suggestion):
    return TextFinding(
        rule=Rule.SPELLING,
        piece=odd.piece,
        quote=odd.text,
        message=message,
        suggestion=suggestion,
        about=" / ".join(sorted(set(variants))),
    )


def _capitals(all_words):
    """VNeID and VneID; Zalo and zalo. A capital that opens a sentence says nothing."""
    groups = defaultdict(list)
    for word in all_words:
        groups[word.text.casefold()].append(word)
    for group in groups.values():
        if len({w.text for w in group}) > 1 and _is_name(group):
            counts = _counts(group)
            if len(counts) > 1:
                yield _of_variants(group, counts)


def _is_name(group):
    texts = {word.text for word in group}
    return any(map(has_inner_capital, texts)) or not is_vietnamese(group[0].text)


def _counts(group):
    """How often each spelling stands where it was free to be another."""
    free = [w.text for w in group if not (w.opens and w.text == w.text.capitalize())]
    return Counter(free)


def _of_variants(group, counts):
    usual = max(counts, key=lambda text: (counts[text], sum(c.isupper() for c in text)))
    odd = next(w for w in group if w.text in counts and w.text != usual)
    several = " và ".join(f"“{text}”" for text in counts)
    return _finding(
        odd,
        counts,
        f"Cùng một tên viết là {several}.",
        f"Viết thống nhất là “{usual}”.",
    )


def _near_names(all_words):
    """Zalo and Zallo: words of no Vietnamese spelling that differ by a letter."""
    names = defaultdict(list)
    for word in all_words:
        folded = word.text.casefold()
        foreign = len(folded) >= SHORTEST_NAME and not is_vietnamese(folded)
        if foreign and not word.text.isupper():
            names[folded].append(word)
    for one in names:
        for other in names:
            rarer = len(names[one]) < len(names[other])
            if rarer and is_slip(one, other):
                odd, usual = names[one][0], names[other][0].text
                yield _finding(
                    odd,
                    (odd.text, usual),
                    f"“{odd.text}” gần giống “{usual}” đã dùng trong báo cáo.",
                    f"Nếu là một, viết thống nhất là “{usual}”.",
                )


def _abbreviations(text, context):
    found = uses(text)
    for slip, meant in slips_of(text, context).items():
        odd = Word(slip, found[slip].pieces[0], False)
        yield _finding(
            odd,
            (slip, meant),
            f"“{slip}” gần giống chữ viết tắt “{meant}” đã dùng trong báo cáo.",
            f"Nếu là một, viết thống nhất là “{meant}”.",
        )


def _products(pieces):
    """Products in lists whose names differ by marks alone: cây cấp đông, mắm cáy."""
    seen = defaultdict(dict)
    for piece in pieces:
        for name in _names(piece):
            for word in _common_words(name):
                seen[bare(word)].setdefault(word, (name, piece))
    for variants in seen.values():
        if len(variants) > 1:
            (word, (name, piece)), (_, (other, _)) = list(variants.items())[:2]
            if name == other:
                continue
            yield TextFinding(
                rule=Rule.SPELLING,
                piece=piece,
                quote=name,
                message=f"Tên sản phẩm “{name}” đứng cạnh “{other}”: chữ khác dấu.",
                suggestion=f"Đề nghị kiểm tra lại chữ “{word}” theo tên sản phẩm đã "
                "đăng ký.",
                about=" / ".join(sorted(variants)),
            )


def _names(piece):
    """The names in a list of products, in a table's cell or behind a colon."""
    found = PRODUCTS.search(piece.text)
    listed = found["names"].rpartition(":")[2] if found else ""
    if not found and piece.part == Part.TABLE and piece.text.count(",") > 2:
        listed = piece.text.rpartition(". ")[2] or piece.text
    names = [name.strip() for name in re.split(r"[,;]", listed)]
    return [name.rstrip(". ") for name in names if name.rstrip(". ")]


def _common_words(name):
    """Words of a product that name no place or person, in small letters."""
    name = re.split(r"\s*[-–]\s", name.replace("- ", " - "))[0]
    parts = [part for part in name.split() if part.isalpha()]
    return [
        part.lower() for i, part in enumerate(parts) if i == 0 or not part[0].isupper()
    ]


def _phrases(pieces):
    """Four words that stand elsewhere with another mark on one inner word."""
    seen = defaultdict(dict)
    for piece in pieces:
        for run in chunks(piece):
            small = [word.lower() for word in run]
            for start in range(len(small) - SPAN + 1):
                phrase = tuple(small[start : start + SPAN])
                key = tuple(map(bare, phrase))
                seen[key].setdefault(phrase, []).append(
                    (run[start : start + SPAN], piece)
                )
    told = set()
    for variants in seen.values():
        if len(variants) > 1:
            yield from _slipped(variants, told)


def _slipped(variants, told):
    odd, usual = sorted(variants, key=lambda phrase: len(variants[phrase]))[:2]
    differ = [i for i, (a, b) in enumerate(zip(odd, usual, strict=True)) if a != b]
    if len(differ) != 1 or len(variants[odd]) >= OFTEN:
        return
    pair = frozenset((odd[differ[0]], usual[differ[0]]))
    inner = differ[0] in range(1, SPAN - 1)
    if not inner or pair in told or same_tone_elsewhere(*pair):
        return
    told.add(pair)
    written, piece = variants[odd][0]
    quote = " ".join(written)
    yield TextFinding(
        rule=Rule.SPELLING,
        piece=piece,
        quote=quote,
        message=f"“{quote}” khác “{' '.join(usual)}” ở chỗ khác một dấu.",
        suggestion=f"Đề nghị kiểm tra lại chữ “{written[differ[0]]}”.",
        about=" / ".join(sorted(pair)),
    )


def _customs(all_words):
    """hoà beside hòa: one finding for all such words."""
    groups = defaultdict(dict)
    for word in all_words:
        small = word.text.lower()
        groups[bare(small).replace("y", "i")].setdefault(small, word)
    pairs = []
    for variants in groups.values():
        texts = list(variants)
        pairs += [
            (variants[b], a, b)
            for i, a in enumerate(texts)
            for b in texts[i + 1 :]
            if same_tone_elsewhere(a, b)
        ]
    if pairs:
        several = "; ".join(f"“{a}” và “{b}”" for _, a, b in pairs)
        yield _finding(
            pairs[0][0],
            [f"{a} {b}" for _, a, b in pairs],
            f"Viết dấu, i/y chưa thống nhất: {several}.",
            "Chọn một cách viết cho cả báo cáo.",
        )
