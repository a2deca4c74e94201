"""What was typed in one cell in; a figure's state and value out, or why not."""

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from reports.models import Figure
from tuky_cnscd.vietnamese import (
    NONE,
    NumberError,
    NumberQuestion,
    format_number,
    parse_number,
    quote,
)

State = Figure.State
CELL = "c-"
NO_CASE, CONFIRM, KEEP = "none-", "confirm-", "keep-"
PICK, ADD = "pick-", "add-"
KEY, AFTER = "key-", "after-"
TOTAL_ONLY = "total-"
THEIRS = "theirs"
MOST_KEYS = 50


def cell_name(indicator_id, hamlet_id=None):
    """The name of a cell in the form: c-12-34, or c-12-0 for the whole commune."""
    return f"{CELL}{indicator_id}-{hamlet_id or 0}"


def total_only_name(indicator_id):
    """The name of the box "chỉ có tổng xã" of an indicator."""
    return f"{TOTAL_ONLY}{indicator_id}"


def uuids(text):
    """The keys in a comma-separated text; what is none is passed over."""
    found = set()
    for part in text.split(",")[:MOST_KEYS]:
        with suppress(ValueError):
            found.add(UUID(part.strip()))
    return frozenset(found)


@dataclass(frozen=True)
class Reading:
    """What a cell says: blank, "không phát sinh", a number, or a list of names."""

    state: str = State.BLANK
    value: Decimal | None = None
    names: tuple[str, ...] = ()
    new_names: tuple[str, ...] = ()

    @property
    def is_blank(self):
        return self.state == State.BLANK


def in_words(said) -> str:
    """What a cell, a version or a reading says: "1.234", names, "không phát sinh"."""
    if said.state == State.NONE:
        return NONE.value
    return "; ".join(said.names) or format_number(said.value)


@dataclass(frozen=True)
class Typed:
    """What the browser sent for a number: text, the box beside it, the answers."""

    text: str = ""
    none: bool = False
    confirm: str = ""
    keep: str = ""


class Question(ValidationError):
    """Asked at the cell; ticking the box beside it sends `answer` back."""

    def __init__(self, message, proposal):
        super().__init__(message, code="asked")
        self.answer = "none" if proposal is NONE else f"{proposal:f}"
        self.label = (
            "Đúng, không phát sinh"
            if proposal is NONE
            else f"Đúng, ghi {format_number(proposal)}"
        )


class Taken(ValidationError):
    """Somebody else saved this cell since: mine or theirs."""

    def __init__(self, message, version, who):
        super().__init__(message, code="taken")
        self.version = version
        self.who = who


class NumberInput(forms.Widget):
    """Gathers what belongs to one number; the grid's template draws it."""

    def value_from_datadict(self, data, files, name):
        return Typed(
            text=data.get(name, ""),
            none=NO_CASE + name in data,
            confirm=data.get(CONFIRM + name, ""),
            keep=data.get(KEEP + name, ""),
        )

    def value_omitted_from_data(self, data, files, name):
        return False


class NumberCell(forms.Field):
    """A number, nothing, or "không phát sinh"; a doubtful one is asked about."""

    widget = NumberInput

    def __init__(self, decimals=0):
        super().__init__(required=False)
        self.decimals = decimals

    def clean(self, typed):
        number = self._number(typed)
        if typed.none and number not in (None, NONE):
            raise ValidationError(
                f"Đã đánh dấu “không phát sinh” mà ô vẫn có {quote(typed.text)};"
                " xóa số hoặc bỏ dấu.",
                code="refused",
            )
        if typed.none or number is NONE:
            return Reading(State.NONE)
        return Reading() if number is None else Reading(State.VALUE, number)

    def _number(self, typed):
        try:
            return parse_number(typed.text, self.decimals)
        except NumberError as error:
            raise ValidationError(error.message, code="refused") from error
        except NumberQuestion as error:
            question = Question(error.message, error.proposal)
            agreed = typed.confirm == question.answer or (
                typed.none and error.proposal is NONE
            )
            if not agreed:
                raise question from error
            return error.proposal
