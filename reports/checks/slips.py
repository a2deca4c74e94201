"""In: a number as it should be and as it was typed. Out: which slip that would be.

How likely each slip is are rough odds of office work, not measured ones: a wrong digit
is commoner than a swap, a swap than a lost zero; see `UNEXPLAINED` for all the rest.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from math import comb, log

from django.db.models import TextChoices


class Slip(TextChoices):
    """What went wrong at the keyboard or in the copying, as a page says it."""

    DIGIT = "digit", "nhầm một chữ số"
    DIGITS = "digits", "nhầm hai chữ số"
    SWAPPED = "swapped", "đảo hai chữ số liền nhau"
    SCRAMBLED = "scrambled", "đảo thứ tự các chữ số"
    OMITTED = "omitted", "gõ thiếu một chữ số"
    DOUBLED = "doubled", "gõ lặp một chữ số"
    INSERTED = "inserted", "gõ thừa một chữ số"
    ZEROS_MORE = "zeros_more", "thừa số 0 ở cuối"
    ZEROS_LESS = "zeros_less", "thiếu số 0 ở cuối"
    THOUSANDS_MORE = "thousands_more", "thừa ba số 0 (nhầm dấu chấm hàng nghìn)"
    THOUSANDS_LESS = "thousands_less", "thiếu ba số cuối (nhầm dấu chấm hàng nghìn)"
    NEIGHBOUR = "neighbour", "chép số của ô bên cạnh"
    EXCHANGED = "exchanged", "đổi chỗ hai ô"
    SHIFTED_ROW = "shifted_row", "lệch một dòng"
    SHIFTED_COLUMN = "shifted_column", "lệch một cột"
    MIXED = "mixed", "lẫn chữ số giữa hai ô"
    TWICE = "twice", "cộng hai lần một số"
    LEFT_OUT = "left_out", "cộng sót một số"
    NOTHING = "nothing", "ghi 0 hoặc không phát sinh, trong khi tổng có tính"
    UNEXPLAINED = "unexplained", "số cần có để khớp"


# Keys beside or above each other on a numeric pad, and digits alike in handwriting.
ALIKE = frozenset(
    frozenset(pair)
    for pairs in (
        "12 23 45 56 78 89 14 47 25 58 36 69",
        "17 38 60 80 49 79 01 35 90 68",
    )
    for pair in pairs.split()
)
TIMES_ALIKE = 2
Ways = Iterator[tuple[Slip, float]]


def explain(true: Decimal, typed: Decimal) -> tuple[Slip, float]:
    """The likeliest slip from `true` to `typed`, and the log of all ways together."""
    first, second = _digits(true, typed)
    ways = Counter()
    for slip, odds in _ways(first, second):
        ways[slip] += odds
    rest = 0.02 / 10 ** max(len(first), len(second), 2)
    if not ways:
        return Slip.UNEXPLAINED, log(rest)
    return max(ways, key=ways.get), log(sum(ways.values()) + rest)


def could_have_been(typed: Decimal) -> set[Decimal]:
    """Every number that one of the commoner slips turns into `typed`."""
    text, scale = _scaled(typed)
    found = {text + "0" * more for more in (1, 2, 3)}
    found |= {text[:-cut] for cut in (1, 2, 3) if text.endswith("0" * cut)}
    for i in range(len(text)):
        head, rest, digit = text[:i], text[i + 1 :], text[i]
        found |= {head + d + rest for d in "0123456789"}
        found |= {head + d + digit + rest for d in "0123456789"}
        found |= {head + rest, head + rest[:1] + digit + rest[1:]}
    found |= {text + d for d in "0123456789"}
    return {Decimal(number) / scale for number in found if number} - {typed}


def _ways(true: str, typed: str) -> Ways:
    if len(true) == len(typed):
        yield from _same_length(true, typed)
    elif len(typed) < len(true):
        # A zero in front is not seen: 1.043 swapped to 0.143 is stored as 143.
        yield from _same_length(true, typed.rjust(len(true), "0"))
        yield from _shorter(true, typed)
    else:
        yield from _longer(true, typed)
    yield from _thousands(true, typed)


def _same_length(true: str, typed: str) -> Ways:
    length = len(true)
    wrong = [i for i in range(length) if true[i] != typed[i]]
    if len(wrong) == 1:
        alike = frozenset((true[wrong[0]], typed[wrong[0]])) in ALIKE
        yield Slip.DIGIT, 0.3 * (TIMES_ALIKE if alike else 1) / (12 * length)
    if len(wrong) == 2:
        i, j = wrong
        yield Slip.DIGITS, 0.03 / (81 * comb(length, 2))
        if (true[i], true[j]) == (typed[j], typed[i]):
            if j == i + 1:
                yield Slip.SWAPPED, 0.15 / (length - 1)
            else:
                yield Slip.SCRAMBLED, 0.03 / comb(length, 2)
    elif len(wrong) > 2 and sorted(true) == sorted(typed):
        turned = typed in true + true or typed == true[::-1]
        yield Slip.SCRAMBLED, 0.02 / (length if turned else 10 ** (length - 1))


def _shorter(true: str, typed: str) -> Ways:
    if len(true) == len(typed) + 1:
        places = sum(_without(true, i) == typed for i in range(len(true)))
        if places:
            yield Slip.OMITTED, 0.14 * places / len(true)
    for zeros, odds in ((1, 0.05), (2, 0.02)):
        if true == typed + "0" * zeros:
            yield Slip.ZEROS_LESS, odds


def _longer(true: str, typed: str) -> Ways:
    if len(typed) == len(true) + 1:
        twice = sum(true[: i + 1] + true[i:] == typed for i in range(len(true)))
        if twice:
            yield Slip.DOUBLED, 0.1 * twice / len(true)
        elif any(_without(typed, i) == true for i in range(len(typed))):
            yield Slip.INSERTED, 0.04 / (10 * len(typed))
    for zeros, odds in ((1, 0.05), (2, 0.02)):
        if typed == true + "0" * zeros:
            yield Slip.ZEROS_MORE, odds


def _thousands(true: str, typed: str) -> Ways:
    if typed == true + "000":
        yield Slip.THOUSANDS_MORE, 0.05
    if len(true) > 3 and typed == true[:-3]:
        yield Slip.THOUSANDS_LESS, 0.05
    elif len(true) > 3 and typed == str(round(int(true) / 1000)):
        yield Slip.THOUSANDS_LESS, 0.01


def _without(text: str, place: int) -> str:
    return text[:place] + text[place + 1 :]


def _digits(*values: Decimal) -> list[str]:
    """Their digits on one scale: three decimals are the most that are stored."""
    scale = 1 if all(value == int(value) for value in values) else 1000
    return [str(int(value * scale)) for value in values]


def _scaled(value: Decimal) -> tuple[str, int]:
    scale = 1 if value == int(value) else 1000
    return str(int(value * scale)), scale
