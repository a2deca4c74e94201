"""Words in; the number that they spell out, as voice typing leaves it."""

from .tokens import Kind, Token

UNITS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5}
UNITS |= {"sau": 6, "bay": 7, "tam": 8, "chin": 9}
LINKS = frozenset({"linh", "le"})
COUNTED_NEXT = frozenset({"nguoi", "buoi", "ho", "tai", "thanh", "dong"})


def spelled_at(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """(how many tokens, which number) from here on, up to 999; None if none is spelt.

    A single word is one only before what is counted: "hai buổi", but not "bà Hai".
    """
    keys = [token.key for token in tokens[at : at + 6] if token.kind is Kind.WORD]
    hundreds, used = _hundreds(keys)
    rest, more = _below_hundred(keys[used:], after_hundreds=bool(used))
    length = used + more
    if not length or tokens[at].is_name and length == 1:
        return None
    following = keys[length : length + 1]
    if length == 1 and (not following or following[0] not in COUNTED_NEXT):
        return None
    return length, hundreds + rest


def _hundreds(keys):
    if len(keys) > 1 and keys[1] == "tram" and keys[0] in UNITS:
        return 100 * UNITS[keys[0]], 2
    return 0, 0


def _below_hundred(keys, after_hundreds):
    if not keys:
        return 0, 0
    if after_hundreds and keys[0] in LINKS and len(keys) > 1 and keys[1] in UNITS:
        return UNITS[keys[1]], 2
    if keys[0] == "muoi":
        return _with_unit(keys, 1, 10)
    if keys[0] not in UNITS:
        return 0, 0
    if len(keys) > 1 and keys[1] == "muoi":
        return _with_unit(keys, 2, 10 * UNITS[keys[0]])
    return (0, 0) if after_hundreds else (UNITS[keys[0]], 1)


def _with_unit(keys, used, tens):
    if len(keys) > used and keys[used] in UNITS:
        return tens + UNITS[keys[used]], used + 1
    return tens, used
