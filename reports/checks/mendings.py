"""In: numbers that should add up. Out: every one-digit change that makes them."""

from collections.abc import Sequence
from decimal import Decimal

from .findings import Mending


def one_digit_mendings(
    parts: Sequence[tuple[str, Decimal]], total: tuple[str, Decimal]
) -> tuple[Mending, ...]:
    """Mendings of `sum(parts) == total`, best first: pairs are (key, number).

    A leading digit may come or go (4.621 → 621). Those that keep the number of digits
    come first, then the total before its parts.
    """
    numbers = [value for _, value in parts]
    surplus = sum(numbers) - total[1]
    wanted = [(*total, total[1] + surplus)]
    wanted += [(key, value, value - surplus) for key, value in parts]
    found = [
        Mending(key, before, after)
        for key, before, after in wanted
        if after >= 0 and _differ_in_one_digit(before, after)
    ]
    return tuple(sorted(found, key=_changes_length))


def _differ_in_one_digit(before: Decimal, after: Decimal) -> bool:
    first, second = _digits(before), _digits(after)
    width = max(len(first), len(second))
    pairs = zip(first.rjust(width, "0"), second.rjust(width, "0"), strict=True)
    return sum(a != b for a, b in pairs) == 1


def _changes_length(mending: Mending) -> bool:
    return len(_digits(mending.before)) != len(_digits(mending.after))


def _digits(value: Decimal) -> str:
    """The digits without the comma: three decimals are the most that are stored."""
    return str(int(value * 1000))
