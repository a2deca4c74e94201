"""The hidden field of a page in; the version of each cell that it was made from out."""

import json

from django import forms
from django.core.exceptions import ValidationError

LONGEST_BASE = 200_000
TOTALS = "t"
NO_BASE = ({}, None)
BASE = "base-"


class VersionField(forms.IntegerField):
    """The version of one cell that the page showed; a spoiled one is none seen."""

    def __init__(self):
        super().__init__(required=False)

    def clean(self, value):
        try:
            return super().clean(value) or 0
        except ValidationError:
            return 0


class BaseField(forms.Field):
    """The version of each cell that the page was made from: {"c-12-34": 3}.

    Under "t" stand the indicators that were "chỉ có tổng xã" then.
    """

    widget = forms.HiddenInput
    default_error_messages = {
        "spoiled": "Trang này bị hỏng khi gửi nên chưa ghi số liệu nào. Số vừa nhập vẫn"
        " còn dưới đây; kiểm tra rồi bấm lưu lần nữa."
    }

    def __init__(self):
        super().__init__(required=False)

    def clean(self, text):
        try:
            base = json.loads(text[:LONGEST_BASE]) if text else {}
            totals = base.pop(TOTALS, None)
            if totals is not None:
                totals = frozenset(map(_whole, totals))
            return {name: _whole(base[name]) for name in base}, totals
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            message = self.error_messages["spoiled"]
            raise ValidationError(message, code="spoiled") from error


def _whole(number):
    if type(number) is not int or not 0 <= number < 2**31:
        raise ValueError
    return number


def write_base(versions, total_only_ids):
    """The text of the hidden field; cells that were never saved are left out."""
    base = {name: version for name, version in versions.items() if version}
    base[TOTALS] = sorted(total_only_ids)
    return json.dumps(base, separators=(",", ":"))
