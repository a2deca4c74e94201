"""A reporting period: what is asked, from when until when, and what may change."""

from django import forms
from django.utils import timezone

from reports.models import CitedDocument, ReportingPeriod
from reports.planning import DATES, shorter_kinds
from reports.terms import months_missing, overlapping
from tuky_cnscd.forms import DayField, MomentField, TextAsTyped

from .rows import RowForm

State = ReportingPeriod.State
WORDS = {"phrase", "next_phrase", "dispatch", "commune_dispatch", "none_as"}
MAY_CHANGE = {
    State.OPEN: WORDS | {"parts", "counting_note", "previous"},
    State.CLOSED: WORDS,
}


class PeriodForm(RowForm):
    """A period. Once it is open its days stay, for they chose communes and figures."""

    error_places = {
        "period_ends_after_it_begins": "last_day",
        "period_phrase_once": "phrase",
    }

    class Meta:
        model = ReportingPeriod
        fields = [
            "phrase",
            "next_phrase",
            "first_day",
            "last_day",
            "opens_on",
            "deadline",
            "dispatch",
            "commune_dispatch",
            "previous",
            "parts",
            "counting_note",
            "none_as",
        ]
        field_classes = {
            "first_day": DayField,
            "last_day": DayField,
            "opens_on": DayField,
            "deadline": MomentField,
        }
        widgets = {
            "counting_note": forms.Textarea(attrs={"rows": 5}),
            "parts": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "last_day": "Xã, thôn và Tổ được tính theo danh bạ tại ngày này.",
            "deadline": "Không ghi giờ thì tính đến hết ngày. Quá hạn xã vẫn gửi được, "
            "có ghi là muộn.",
            "dispatch": "Báo cáo của huyện mở đầu bằng “Thực hiện …” văn bản này. Chưa "
            "có trong danh sách thì thêm ở trang Văn bản viện dẫn.",
            "commune_dispatch": "Báo cáo của xã mở đầu bằng “Thực hiện …” văn bản này; "
            "để trống thì xã theo công văn cấp trên.",
            "counting_note": "Xã đọc đoạn này ở đầu biểu nhập liệu.",
            "previous": "Biểu của xã hiện số liệu kỳ này để đối chiếu.",
            "parts": "Số trong kỳ được cộng từ các kỳ này, số lũy kế và thời điểm lấy "
            "của kỳ cuối; chỉ lấy từ biểu đã tiếp nhận. Xã kiểm tra, sửa rồi gửi.",
        }

    def __init__(self, *args, plan=None, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer_rows()
        for name in DATES if plan else ():
            field = self.fields[name]
            field.help_text = f"{plan.reason(name)} {field.help_text}".strip()
        may_change = MAY_CHANGE.get(self.instance.state, self.fields)
        for name, field in self.fields.items():
            field.disabled = name not in may_change

    def clean(self):
        cleaned = super().clean()
        first_day, previous = cleaned.get("first_day"), cleaned.get("previous")
        opens_on, deadline = cleaned.get("opens_on"), cleaned.get("deadline")
        if first_day and previous and previous.first_day >= first_day:
            self._refuse("previous", "Kỳ trước để so sánh phải bắt đầu trước kỳ này.")
        if opens_on and deadline and opens_on > timezone.localtime(deadline).date():
            self._refuse("opens_on", "Ngày mở nhập liệu phải trước hạn gửi.")
        if cleaned.get("parts") and first_day and cleaned.get("last_day"):
            self._check_parts(cleaned["parts"], first_day, cleaned["last_day"])
        return cleaned

    def _check_parts(self, parts, first_day, last_day):
        """The parts lie within the period, once each day, and leave no month out."""
        for part in parts:
            if part.first_day < first_day or part.last_day > last_day:
                days = f"{part.first_day:%d/%m/%Y} – {part.last_day:%d/%m/%Y}"
                self._refuse("parts", f"{part} ({days}) không nằm trong kỳ này.")
        if pair := overlapping(parts):
            self._refuse(
                "parts",
                f"{pair[0]} và {pair[1]} có ngày trùng nhau nên số sẽ bị cộng hai lần;"
                " bỏ bớt một kỳ.",
            )
        for first, last in months_missing(first_day, last_day, parts):
            self._refuse(
                "parts",
                f"Các kỳ đã chọn còn thiếu từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}."
                " Chọn đủ các kỳ, hoặc không chọn kỳ nào.",
            )

    def _offer_rows(self):
        """What each choice is made from: rows of the district."""
        district = self.instance.district_id
        others = ReportingPeriod.objects.filter(district=district)
        others = others.exclude(pk=self.instance.pk)
        documents = CitedDocument.objects.filter(district=district)
        for name in ("dispatch", "commune_dispatch"):
            self.fields[name].queryset = documents
        self.fields["previous"].queryset = others
        shorter = others.filter(kind__in=shorter_kinds(self.instance.kind))
        self.fields["parts"].queryset = shorter
        if not shorter:
            del self.fields["parts"]
            self.helper.layout = self.helper.build_default_layout(self)

    def _refuse(self, name, message):
        """Speak only of what the person may still change."""
        if not self.fields[name].disabled:
            self.add_error(name, message)

    def save(self, commit=True):
        """Write only what was asked: the state may have moved meanwhile."""
        if not commit or self.instance._state.adding:
            return super().save(commit)
        asked = {name for name, field in self.fields.items() if not field.disabled}
        self.instance.save(update_fields=asked - {"parts"})
        if "parts" in asked:
            self.instance.parts.set(self.cleaned_data["parts"])
        return self.instance


class DeadlineForm(TextAsTyped, forms.Form):
    """A new deadline and why; whoever has to send reads both."""

    deadline = MomentField(
        label="Hạn gửi mới",
        help_text="Ví dụ: 26/07/2023 16:00. Không ghi giờ thì tính đến hết ngày.",
        error_messages={"required": "Đề nghị ghi hạn mới."},
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Đề nghị ghi rõ lý do."},
    )

    def __init__(self, data=None, *, after, why):
        """`after`: the moment that the new deadline must be later than, and `why`."""
        super().__init__(data)
        self._after, self._why = after, why

    def clean_deadline(self):
        deadline = self.cleaned_data["deadline"]
        if deadline is not None and deadline <= self._after:
            raise forms.ValidationError(self._why)
        return deadline
