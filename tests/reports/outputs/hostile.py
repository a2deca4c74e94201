"""Texts that break careless programs, and a paper that has them in every place."""

import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum

PRINTED = {
    "markup": "<b>&amp; &#65; ]]> {x} {{ y }} {% z %} <!-- 'q' \"Q\" <w:p/> \\(n) %",
    "decomposed": unicodedata.normalize("NFD", "Tổ Công nghệ số cộng đồng Tứ Kỳ"),
    "marked": "\ufeffmột\u200ehai\u200fba\u200bbốn\u00adnăm",  # nothing of it shows
    "formula": "=1+1 +2 -3 @SUM(A1) '4",
}
REFUSED = {
    "NUL": "a\0b",
    "bell": "a\ab",
    "turned": "a\u202eb",
    "isolated": "a\u2067b",
    "emoji": "a😀b",
    "surrogate": "a\ud800b",
    "private": "a\ue000b",
    "noncharacter": "a\uffffb",
}
LONG = "dài" * 3334  # a word of some 10,000 letters
NO_TEXT = {"language", "number", "code", "role"}  # not typed, or not for a person
KINDS_OF_COLUMNS = {"stt", "name", "text", "unit", "figure"}


def everywhere(value, text_for):
    """The same tree with each of its texts replaced by text_for(its path)."""
    return _replaced(value, text_for, "")


def _replaced(value, text_for, path):
    if isinstance(value, Enum):
        return value
    if isinstance(value, tuple) and value and KINDS_OF_COLUMNS.issuperset(value):
        return value
    if isinstance(value, str):
        return text_for(path) if value else value
    if isinstance(value, tuple):
        pairs = enumerate(value)
        return tuple(_replaced(each, text_for, f"{path}.{n}") for n, each in pairs)
    if is_dataclass(value):
        return replace(
            value,
            **{
                each.name: _replaced(
                    getattr(value, each.name), text_for, f"{path}.{each.name}"
                )
                for each in fields(value)
                if each.init and each.name not in NO_TEXT
            },
        )
    return value
