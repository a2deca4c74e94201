"""Form fields that read dates as the office writes them, and text as NFC."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from tuky_cnscd.vietnamese import DateError, nfc, parse_date

LONGEST_ID = 18  # digits: more do not fit a column
CLOCK = re.compile(r"(?P<hour>\d{1,2})\s*[:hg]\s*(?P<minute>\d{2})?$", re.IGNORECASE)


def row_id(text: str) -> int | None:
    """A row's id as a page sends it back, or None for what no page ever sends."""
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_ID
    return int(text) if is_number else None


class DayField(forms.CharField):
    """A date typed as dd/mm/yyyy; a browser's own date box follows its language."""

    widget = forms.TextInput(attrs={"placeholder": "dd/mm/yyyy"})

    def prepare_value(self, value):
        return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else value

    def to_python(self, value):
        try:
            return parse_date(super().to_python(value))
        except DateError as error:
            raise ValidationError(str(error)) from error

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class MomentField(DayField):
    """A day with its hour, "24/7/2023 16:00"; without an hour, the end of that day."""

    widget = forms.TextInput(attrs={"placeholder": "dd/mm/yyyy giờ:phút"})

    def prepare_value(self, value):
        if isinstance(value, dt.datetime):
            return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
        return super().prepare_value(value)

    def to_python(self, value):
        if isinstance(value, dt.datetime):  # the initial of a field that is disabled
            return value
        text = " ".join(forms.CharField.to_python(self, value).split())
        found = CLOCK.search(text)
        day = super().to_python(text[: found.start()] if found else text)
        if day is None:
            return None
        if found is None:
            return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))
        try:
            clock = dt.time(int(found["hour"]), int(found["minute"] or 0))
        except ValueError as error:
            raise ValidationError(
                "Giờ không đúng; ghi từ 00:00 đến 23:59, ví dụ 16:00."
            ) from error
        return timezone.make_aware(dt.datetime.combine(day, clock))


class TextAsTyped:
    """Mixin for forms: every text comes out NFC, without control characters."""

    def clean(self):
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = nfc(value)
        return cleaned
