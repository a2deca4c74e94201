"""What stands in one cell of a file in; its reading out, with a doubt, or why not."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

from reports.intake.asked import Asked
from reports.intake.cells import Reading, State
from reports.intake.lists import ListCell, TypedList, name_key
from tuky_cnscd.vietnamese import (
    NONE,
    NumberError,
    NumberQuestion,
    format_number,
    nfc,
    parse_cell,
    parse_number,
    search_key,
)

NOTHING_AROSE = {"kps", "khong phat sinh"}
BROKEN = re.compile(r"#(REF|DIV/0|VALUE|NAME|N/A|NUM|NULL|SPILL)[!?]?|Err:\d+")
BULLET = re.compile(r"\s*([-–—+*•·]|\d{1,2}[.)])\s+")
LINES = re.compile(r"[\n;]")


@dataclass(frozen=True)
class Said:
    """One cell of a file as it is understood; `doubt`: what a person should decide."""

    reading: Reading
    text: str = ""
    doubt: str = ""


class Unreadable(ValueError):
    """It cannot be taken; `message` says how to mend it."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def plain_text(value) -> str:
    """A cell's value as a Vietnamese office would read it: 15.352, "15,352", names."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return format_number(Decimal(str(value))) if abs(value) < 1e15 else str(value)
    return "" if value is None else nfc(str(value)).strip()


def read_value(value, asked: Asked) -> Said:
    """What the cell says for that figure. Raises Unreadable."""
    text = plain_text(value)
    if isinstance(value, str):
        if BROKEN.fullmatch(text):
            raise Unreadable(
                f"Công thức trong ô báo lỗi {text}. Sửa công thức, hoặc gõ thẳng số."
            )
        if not text:
            return Said(Reading())
        if search_key(text) in NOTHING_AROSE:
            return Said(Reading(State.NONE), text)
    if value is None:
        return Said(Reading())
    if asked.spec.is_list:
        return _read_list(value, text, asked)
    return _read_number(value, text, asked.spec.decimals)


def _read_number(value, text, decimals):
    try:
        number, doubt = parse_cell(value, decimals), ""
    except NumberQuestion as question:
        number, doubt = question.proposal, question.message
    except NumberError as error:
        raise Unreadable(error.message) from error
    if number is NONE:
        return Said(Reading(State.NONE), text, doubt)
    if number is None:
        return Said(Reading(), text)
    return Said(Reading(State.VALUE, number), text, doubt)


# --- lists of products ----------------------------------------------------------------


def _read_list(value, text, asked):
    if not isinstance(value, str):
        raise Unreadable(
            f"Ô này cần tên sản phẩm, mỗi dòng một tên; trong tệp đang ghi {text}."
        )
    doubt = _is_nothing(text)
    if doubt:
        return Said(Reading(State.NONE), text, doubt)
    names = [name for line in LINES.split(text) for name in _names(line, asked)]
    typed = TypedList(added="\n".join(names))
    try:
        reading = ListCell(asked.offered, asked.standing).clean(typed)
    except ValidationError as error:
        raise Unreadable(error.messages[0]) from error
    return Said(reading, "; ".join(names), _about_new(reading.new_names))


def _is_nothing(text):
    try:
        parse_number(text)
    except NumberQuestion as question:
        return question.message if question.proposal is NONE else ""
    except NumberError:
        pass
    return ""


def _names(line, asked):
    """The names in a line: parted by commas unless the whole is one that we know."""
    whole = BULLET.sub("", line, count=1).strip() if BULLET.match(line) else line
    known = {name_key(name) for name in asked.offered}
    if name_key(whole) in known:
        return [whole]
    return filter(None, (part.strip() for part in whole.split(",")))


def _about_new(names):
    if not names:
        return ""
    listed = ", ".join(f"“{name}”" for name in names)
    return f"Chưa có trong danh mục sản phẩm của xã: {listed}. Có đúng tên không?"
