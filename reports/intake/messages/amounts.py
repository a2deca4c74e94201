"""Tokens in; the amounts written there out, each with why it may not be a figure."""

from dataclasses import dataclass
from decimal import Decimal

from tuky_cnscd.vietnamese import (
    NONE,
    NumberError,
    NumberProblem,
    NumberQuestion,
    parse_number,
)

from .spelled import spelled_at
from .tokens import Kind, Token

APPROXIMATE_MARKS = frozenset("~≈±<>≤≥")
MULTIPLES = frozenset({"k", "tr", "x"})
LIKE_DIGITS = frozenset({"o", "l", "i"})
LONGEST = 12


@dataclass(frozen=True)
class Amount:
    """`text` as it stands, to be read by the rules of the indicator's cell.

    `fault`: why it is no figure; `doubt`: why it may be another one.
    """

    text: str
    doubt: str = ""
    fault: str = ""
    is_percent: bool = False
    is_none: bool = False

    def value(self, decimals: int = 0) -> tuple[Decimal | None, str]:
        """The number (None: "không phát sinh") and a doubt. Raises NumberProblem."""
        if self.fault:
            raise NumberError(self.fault)
        if self.is_none:
            return None, self.doubt
        try:
            return parse_number(self.text, decimals), self.doubt
        except NumberQuestion as asked:
            if asked.proposal is NONE:
                raise
            return asked.proposal, self.doubt or asked.message


def amount_at(tokens: list[Token], at: int) -> tuple[int, Amount] | None:
    """How many tokens from here on make an amount, and which; None if none do."""
    if tokens[at].kind is not Kind.NUMBER:
        return _in_words(tokens, at)
    row = _row(tokens, at)
    said = tokens[at].typed if len(row) == 1 else _typed(tokens[at : at + len(row)])
    if len(row) > 1:
        return len(row), _of_several(row, said)
    return _of_one(tokens, at, said)


def _in_words(tokens, at):
    spelled = spelled_at(tokens, at)
    if not spelled:
        return None
    length, number = spelled
    said = _typed(tokens[at : at + length])
    return length, Amount(str(number), f"Tin ghi bằng chữ “{said}”: có phải {number}?")


def _row(tokens, at):
    """A number with all that is joined to it: 45+30, 5/7, 50-60."""
    end = at + 1
    while (
        end + 1 < len(tokens)
        and end - at < LONGEST
        and tokens[end].key in ("+", "/", "-", "=")
        and tokens[end + 1].kind is Kind.NUMBER
        and _joins(tokens, end, end - at > 1)
    ):
        end += 2
    return tokens[at:end]


def _joins(tokens, mark, has_sum):
    key = tokens[mark].key
    glued = tokens[mark - 1].end == tokens[mark].start == tokens[mark + 1].start - 1
    if key == "=":
        return has_sum
    return glued if key == "-" else True


def _typed(tokens):
    text, end = "", tokens[0].start
    for token in tokens:
        text += " " * (token.start > end) + token.typed
        end = token.end
    return text


def _of_several(row, said):
    marks = {token.key for token in row[1::2]}
    numbers = [token.typed for token in row[::2]]
    if marks == {"/"} and len(numbers) == 2:
        return Amount(numbers[0], f"Tin ghi “{said}”: có phải {numbers[0]}?")
    if "+" in marks and marks <= {"+", "="}:
        return _sum(numbers, row, said)
    return Amount(said, fault=f"“{said}” chưa rõ là số nào; ghi một số")


def _sum(numbers, row, said):
    stated = numbers.pop() if row[-2].key == "=" else None
    try:
        total = sum(parse_number(text) for text in numbers)
        if stated and parse_number(stated) != total:
            return Amount(said, fault=f"“{said}” cộng không đúng; ghi một số")
    except NumberProblem:
        return Amount(said, fault=f"“{said}” chưa rõ là số nào; ghi một số")
    return Amount(f"{total:f}", f"Cộng từ “{said}”.")


def _of_one(tokens, at, said):
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    glued = after is not None and after.start == tokens[at].end
    if after is not None and after.key == "%":
        return 2, Amount(said, is_percent=True)
    before = tokens[at - 1] if at else None
    behind = before is not None and before.end == tokens[at].start
    if behind and before.key in LIKE_DIGITS:
        said = before.typed + said
        return 1, Amount(said, fault=f"“{said}” chưa rõ là số nào; ghi đủ chữ số")
    if glued and after.key in MULTIPLES | LIKE_DIGITS:
        length = 2
        following = tokens[at + 2] if at + 2 < len(tokens) else None
        if following and following.kind is Kind.NUMBER and following.start == after.end:
            length = 3
        said = _typed(tokens[at : at + length])
        return length, Amount(said, fault=f"“{said}” chưa rõ là số nào; ghi đủ chữ số")
    if before is not None and before.key in APPROXIMATE_MARKS:
        return 1, Amount(
            said, f"Tin ghi “{before.typed}{said}”, chưa phải số chính xác."
        )
    return 1, Amount(said)
