"""A text as typed in; every number in it that counts something, with its place, out."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from reports.facts import REFERENCE

from .exempt import exempt_spans
from .spelled import THOUSANDS, spelled_numbers

NUMBER = re.compile(r"(?:[1-9]\d{0,2}(?:[ \u00a0]\d{3})+(?![\d])|\d+(?:[.,]\d+)*)")
OF = re.compile(r"\s*(?:/|trên tổng số|trên|trong tổng số)\s*(?=\w)")
DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
COMMAS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
DECIMAL = re.compile(r"(?P<whole>\d+|[1-9]\d{0,2}(?:\.\d{3})+),(?P<rest>\d+)")
SCALE = re.compile(
    rf"\s*({'|'.join(THOUSANDS)})(?!\w|\s+đồng)(?:\s+(\d{{3}})(?!\d))?", re.I
)
PERCENT = re.compile(r"\s*(?:%|phần trăm|điểm phần trăm|điểm %)", re.I)
OVER = "hơn|trên|quá|vượt|lớn hơn"
UNDER = "gần|dưới|ngót|suýt soát|xấp xỉ|sát"
ABOUT = "khoảng|chừng|ước|ước đạt|ước tính|tầm|vào khoảng|trên dưới"
HEDGE = re.compile(
    rf"(?:(?<!\w)(?:(?P<over>{OVER})|(?P<under>{UNDER})|(?P<about>{ABOUT})))\s+$", re.I
)
# One word is a number only before what is counted; "năm" is a year, "ba" a name.
COUNTED = re.compile(
    r"\s+(?:xã|thôn|kdc|khu dân cư|tổ(?! trưởng| phó| chức)|thành viên|buổi|hội nghị|"
    r"trong tổng số|trên tổng số|lớp|sản phẩm|người|hộ|đồng chí|tài khoản|nhóm|"
    r"đơn vị|địa phương)(?!\w)|\s*/\s*\d",
    re.I,
)
YEAR_BEFORE = re.compile(
    r"(?:trong|đầu|cuối|hàng|hằng|từng|mỗi|cả|nửa|một số)\s+$", re.I
)


class Form(Enum):
    """How a number is written."""

    COUNT = "17.250"
    DECIMAL = "95,5"
    PERCENT = "95,5%"
    WORDS = "hai mươi ba"
    MALFORMED = "17.25"
    LIVE = "{guided}"


@dataclass(frozen=True)
class Mention:
    """A number of a text: text[start:end] reads `value`.

    `step`: how fine it is written (1; 1000 in "17 nghìn"); `hedge`: "over", "under",
    "about" or "". `of_start`: where the fraction that it is the top of goes on.
    """

    start: int
    end: int
    value: Decimal
    form: Form = Form.COUNT
    step: Decimal = Decimal(1)
    hedge: str = ""
    below: "Mention | None" = None

    @property
    def is_percent(self) -> bool:
        return self.form is Form.PERCENT

    @property
    def is_rough(self) -> bool:
        """Whether the words say that the number is rounded."""
        return bool(self.hedge) or self.step > 1


def mentions(text: str) -> tuple[Mention, ...]:
    """Every number of the text that counts something, in order.

    Left out: live {names}, dates, years, spans of time, document symbols, ranks,
    numbering, telephones. Of a fraction "22/23" the 23 hangs `below` the 22.
    """
    spans = exempt_spans(text)

    def is_free(start, end):
        return all(end <= a or start >= b for a, b in spans)

    found = [_mention(text, m) for m in NUMBER.finditer(text) if is_free(*m.span())]
    taken = [(m.start, m.end) for m in found]
    for word in spelled_numbers(text):
        apart = all(word.end <= a or word.start >= b for a, b in taken)
        if apart and is_free(word.start, word.end) and _counts(text, word):
            found.append(_in_words(text, word))
    found.sort(key=lambda mention: mention.start)
    return tuple(_with_fractions(text, _apart(found)))


def live(text: str) -> tuple[Mention, ...]:
    """Where live {names} stand; their value is not looked at."""
    return tuple(
        Mention(found.start(), found.end(), Decimal(0), Form.LIVE)
        for found in REFERENCE.finditer(text)
    )


def read_number(typed: str) -> tuple[Decimal, Form]:
    """What a written number says: dots part thousands, a comma the decimals."""
    typed = re.sub(r"[ \u00a0]", "", typed)
    if typed.isdigit():
        return Decimal(typed), Form.COUNT
    if DOTTED.fullmatch(typed):
        return Decimal(typed.replace(".", "")), Form.COUNT
    if COMMAS.fullmatch(typed):
        return Decimal(typed.replace(",", "")), Form.MALFORMED
    if parts := DECIMAL.fullmatch(typed):
        whole = parts["whole"].replace(".", "")
        return Decimal(f"{whole}.{parts['rest']}"), Form.DECIMAL
    return Decimal(re.sub(r"\D", "", typed)), Form.MALFORMED


def _mention(text, found):
    value, form = read_number(found[0])
    mention = Mention(found.start(), found.end(), value, form)
    if form is Form.DECIMAL:
        places = -value.as_tuple().exponent
        mention = replace(mention, step=Decimal(1).scaleb(-places))
    if scale := SCALE.match(text, found.end()):
        mention = _scaled(mention, scale)
    elif percent := PERCENT.match(text, found.end()):
        mention = _percent(mention, percent, found[0])
    return replace(mention, hedge=_hedge(text, mention.start))


def _scaled(mention, scale):
    factor = Decimal(THOUSANDS[scale[1].casefold()])
    rest = Decimal(scale[2] or 0)
    step = Decimal(1) if scale[2] else mention.step * factor
    value = mention.value * factor + rest
    return replace(mention, end=scale.end(), value=value, step=step)


def _percent(mention, percent, typed):
    value, step = mention.value, mention.step
    if mention.form is Form.MALFORMED and typed.count(",") == 1 and "." not in typed:
        value, step = Decimal(typed.replace(",", ".")), Decimal("0.001")
    elif mention.form is Form.MALFORMED and typed.count(".") == 1:
        value = Decimal(typed)  # 95.5%: a dot for the comma
        step = Decimal(1).scaleb(value.as_tuple().exponent)
    return replace(
        mention, end=percent.end(), value=value, step=step, form=Form.PERCENT
    )


def _in_words(text, word):
    mention = Mention(word.start, word.end, Decimal(word.value), Form.WORDS)
    if percent := PERCENT.match(text, word.end):
        mention = replace(mention, end=percent.end(), form=Form.PERCENT)
    return replace(mention, hedge=_hedge(text, word.start))


def _hedge(text, start):
    found = HEDGE.search(text[max(0, start - 20) : start])
    return found.lastgroup if found else ""


def _counts(text, word):
    if not word.single:
        return True
    if word.value < 2 or not COUNTED.match(text, word.end):
        return False
    return not YEAR_BEFORE.search(text[max(0, word.start - 10) : word.start])


def _apart(found):
    """Without what an earlier number reaches over: the 250 of "17 nghìn 250"."""
    kept = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _with_fractions(text, found):
    rest = iter(found)
    for mention in rest:
        bar = OF.match(text, mention.end)
        below = next((m for m in found if bar and m.start == bar.end()), None)
        if below is not None:
            next(rest, None)
            mention = replace(mention, below=below)
        yield mention
