"""How the district's papers begin and who signs them: both dated."""

from django import forms
from django.core.exceptions import ValidationError

from teams.models import Letterhead, Signer
from tuky_cnscd.forms import DayField

from .rows import RowForm

MOST_LINES = 2
DAYS = {"valid_from": DayField, "valid_to": DayField}
UNTIL = "Để trống nếu chưa có ngày kết thúc."


class LetterheadForm(RowForm):
    """A letterhead from a day on; two never share a day."""

    error_places = RowForm.error_places | {"letterhead_one_a_day": "valid_from"}

    class Meta:
        model = Letterhead
        fields = [
            "parent_agency",
            "issuing_agency",
            "short_name",
            "place",
            "symbol",
            "number_series",
            "valid_from",
            "valid_to",
        ]
        field_classes = DAYS
        widgets = {"issuing_agency": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "parent_agency": "Để trống nếu văn bản không ghi cơ quan chủ quản.",
            "place": "Đứng trước ngày tháng, ví dụ: Tứ Kỳ, ngày 24 tháng 7 năm 2023.",
            "symbol": "Đứng sau số, ví dụ: Số: 11/BC-TCĐ.",
            "valid_to": UNTIL,
        }

    def clean_issuing_agency(self):
        text = self.cleaned_data["issuing_agency"]
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError("Tên cơ quan ban hành ghi tối đa 02 dòng.")
        return "\n".join(lines)


class SignerForm(RowForm):
    """Who signs from a day on, and under which authority."""

    class Meta:
        model = Signer
        fields = ["authority", "office", "name", "valid_from", "valid_to"]
        field_classes = DAYS
        widgets = {"authority": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"valid_to": UNTIL}

    def clean_authority(self):
        text = self.cleaned_data["authority"]
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        return "\n".join(lines)
