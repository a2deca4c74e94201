"""A cell in; a value as it is stored, or a Vietnamese message, out. And back.

import-export's own widgets read “15.352” as 15 and speak English: none is used.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.widgets import Widget

from teams.forms import clean_phone
from tuky_cnscd.spreadsheets import without_quote
from tuky_cnscd.vietnamese import nfc, parse_cell, parse_date, quote, search_key


class Column(Field):
    """A column of the file; `required` ones must stand in its first row.

    What `refers` to another row is not set as it is read: its resource looks it up.
    """

    def __init__(self, name, attribute, widget=None, *, required=False, refers=False):
        super().__init__(attribute, name, widget or Text())
        self.required = required
        self.refers = refers


class Text(Widget):
    """Text in one line, NFC; a number that Excel made of it becomes text again."""

    def clean(self, value, row=None, **kwargs):
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, (dt.date, dt.time)):
            raise ValueError(
                "Ô này là ngày, giờ (Excel có thể đã tự đổi); định dạng ô là Text rồi"
                " nhập lại."
            )
        return " ".join(without_quote(nfc(value).strip()).split())


class Code(Text):
    """A commune's code, with the zero that Excel drops from its head."""

    def clean(self, value, row=None, **kwargs):
        code = super().clean(value, row)
        return code.zfill(5) if code.isdigit() else code


class Phone(Text):
    """A telephone number, masked wherever a preview shows it (Law 91/2025/QH15)."""

    def clean(self, value, row=None, **kwargs):
        try:
            return clean_phone(super().clean(value, row))
        except ValidationError as error:
            raise ValueError(error.message) from error

    def render(self, value, obj=None, **kwargs):
        return f"••• ••• {value[-3:]}" if value else ""


class PlainPhone(Phone):
    """A colleague's office number, which is there to be called."""

    render = Text.render


class Day(Widget):
    """A date, day first; Excel's dates arrive as datetime and leave as date."""

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, dt.datetime):
            return value.date()
        if value is None or isinstance(value, dt.date):
            return value
        if isinstance(value, str):
            return parse_date(without_quote(value))
        raise ValueError("Ô này không phải ngày; nhập ngày/tháng/năm, ví dụ 06/4/2022.")

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value


class Number(Widget):
    """A count, read by the project's one parser."""

    def clean(self, value, row=None, **kwargs):
        number = parse_cell(value)
        return None if number is None else int(number)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value


class Choice(Widget):
    """One of a model's choices, by its Vietnamese label; diacritics may be missing."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    def clean(self, value, row=None, **kwargs):
        typed = Text().clean(value)
        if not typed:
            return None
        for choice in self.choices:
            if search_key(typed) in (search_key(choice.label), choice.value):
                return choice.value
        known = ", ".join(choice.label for choice in self.choices)
        raise ValueError(f"{quote(typed)} không có trong danh sách: {known}.")

    def render(self, value, obj=None, **kwargs):
        return self.choices(value).label if value else ""
