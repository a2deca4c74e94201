"""The products ticked and added for a list in; the names that it holds out."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from reports.models import Product
from tuky_cnscd.vietnamese import (
    NumberError,
    NumberQuestion,
    nfc,
    parse_number,
    quote,
    search_key,
)

from .cells import ADD, KEEP, NO_CASE, PICK, Reading, State

LONGEST_NAME = Product._meta.get_field("name").max_length
LONGEST_KEY = Product._meta.get_field("search_key").max_length
MOST_NEW_NAMES = 50


@dataclass(frozen=True)
class TypedList:
    """What the browser sent for a list: boxes, new names a line, the answers."""

    picks: tuple[str, ...] = ()
    added: str = ""
    none: bool = False
    keep: str = ""


class ListInput(forms.Widget):
    """Gathers what belongs to one list; its own template draws it."""

    def value_from_datadict(self, data, files, name):
        return TypedList(
            picks=tuple(data.getlist(PICK + name)),
            added=data.get(ADD + name, ""),
            none=NO_CASE + name in data,
            keep=data.get(KEEP + name, ""),
        )

    def value_omitted_from_data(self, data, files, name):
        return False


class ListCell(forms.Field):
    """Names picked from `offered` and new ones; `standing` is what is stored."""

    widget = ListInput

    def __init__(self, offered, standing):
        super().__init__(required=False)
        self.offered = offered
        self.standing = standing

    def clean(self, typed):
        known = {name_key(name): name for name in self.offered}
        picked = self._picked(typed)
        lines = [known.get(name_key(line), line) for line in _lines(typed.added)]
        names = tuple(dict.fromkeys([*picked, *lines]))
        if typed.none and names:
            raise ValidationError(
                "Đã đánh dấu “không phát sinh” mà vẫn có sản phẩm; bỏ dấu hoặc bỏ"
                " chọn sản phẩm.",
                code="refused",
            )
        if typed.none:
            return Reading(State.NONE)
        new = tuple(name for name in names if name not in self.offered)
        return self._reading(names, new)

    def _picked(self, typed):
        strange = [name for name in typed.picks if name not in self.offered]
        if strange:
            raise ValidationError(
                f"{quote(strange[0])} không còn trong danh sách sản phẩm của xã; tên đã"
                " chuyển xuống ô thêm mới, bấm lưu lần nữa nếu vẫn cần.",
                code="refused",
            )
        return [name for name in self.offered if name in typed.picks]

    def _reading(self, names, new):
        """A list left as it was keeps its order, and a number without names."""
        if set(names) == set(self.standing.names):
            names = self.standing.names
            if not names and self.standing.state == State.VALUE:
                return Reading(State.VALUE, self.standing.value)
        if not names:
            return Reading()
        return Reading(State.VALUE, Decimal(len(names)), names, new)


def name_key(name):
    """What makes two products of a commune the same."""
    return search_key(name)[:LONGEST_KEY]


def strange_picks(typed, offered):
    """Ticked names that are no longer offered, and so cannot be shown as boxes."""
    return [nfc(name) for name in typed.picks if name not in offered]


def _lines(text):
    """The new names, one a line, each once."""
    stripped = (" ".join(line.split()) for line in nfc(text).split("\n"))
    names = {name_key(line): line for line in stripped if line}
    if len(names) > MOST_NEW_NAMES:
        raise ValidationError(
            f"Có {len(names)} dòng; mỗi lần thêm tối đa {MOST_NEW_NAMES} sản phẩm.",
            code="refused",
        )
    for name in names.values():
        if len(name) > LONGEST_NAME:
            raise ValidationError(
                f"{quote(name)} dài {len(name)} ký tự; tên sản phẩm tối đa"
                f" {LONGEST_NAME} ký tự, mỗi dòng một sản phẩm.",
                code="refused",
            )
        if _is_no_name(name):
            raise ValidationError(
                f"{quote(name)} không phải tên sản phẩm; không có sản phẩm nào thì"
                " đánh dấu “không phát sinh”.",
                code="refused",
            )
    return list(names.values())


def _is_no_name(text):
    """A number, or what people write for nothing ("không", "-")."""
    try:
        parse_number(text)
    except NumberQuestion:
        return True
    except NumberError:
        return not any(char.isalpha() for char in text)
    return True
