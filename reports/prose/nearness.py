"""Two numbers in; whether one may be a slip of the other, or its rounding, out."""

from decimal import Decimal

from tuky_cnscd.vietnamese import round_half_up

from .numbers import Mention

ROUGHLY = Decimal("0.1")


def says(mention: Mention, value: Decimal) -> bool:
    """Whether the number as written stands for the value, rounding included."""
    if mention.is_percent or mention.step < 1:
        places = max(0, -mention.step.as_tuple().exponent)
        if round_half_up(value, places) == mention.value:
            return True
    if mention.value == value:
        return True
    return _is_round(mention) and _rounds(mention, value)


def _is_round(mention):
    tenth = mention.step / 10 if mention.is_percent else Decimal(10)
    return mention.is_rough and (
        mention.step > 1 or mention.value % tenth == 0 or mention.is_percent
    )


def _rounds(mention, value):
    grain = _grain(mention)
    if mention.hedge == "over":
        return mention.value <= value < mention.value + grain
    if mention.hedge == "under":
        return mention.value - grain < value <= mention.value
    return abs(mention.value - value) < grain


def _grain(mention):
    """How far a rounded number may stand from what it rounds."""
    if mention.step > 1:
        return mention.step
    if mention.is_percent:
        return max(Decimal(1), 5 * mention.step if mention.value % 5 == 0 else 1)
    digits = f"{mention.value:f}"
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(10) ** zeros


def is_slip(typed: Decimal, value: Decimal) -> bool:
    """One digit changed, added, dropped or exchanged with its neighbour, tens, ± 1."""
    if typed == value:
        return False
    if abs(typed - value) == 1:
        return True
    a, b = (f"{abs(number):f}".replace(".", "") for number in (typed, value))
    if a.rstrip("0") == b.rstrip("0") and len(a) != len(b):
        return True
    return _one_edit(a, b)


def _one_edit(a, b):
    if len(a) == len(b):
        apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if len(apart) == 1:
            return True
        return len(apart) == 2 and sorted(a) == sorted(b)
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
