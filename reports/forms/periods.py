"""A reporting period: what is asked, from when until when, and what may change."""

from django import forms
from django.utils import timezone

from reports.models import CitedDocument, ReportingPeriod
from reports.terms import term_after, term_of
from tuky_cnscd.forms import DayField, MomentField

from .rows import RowForm

State = ReportingPeriod.State
WORDS = {"phrase", "next_phrase", "dispatch", "none_as"}
MAY_CHANGE = {
    State.OPEN: WORDS | {"deadline", "counting_note", "previous"},
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
            "previous",
            "counting_note",
            "none_as",
        ]
        field_classes = {
            "first_day": DayField,
            "last_day": DayField,
            "opens_on": DayField,
            "deadline": MomentField,
        }
        widgets = {"counting_note": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "last_day": "Xã, thôn và Tổ được tính theo danh bạ tại ngày này.",
            "deadline": "Không ghi giờ thì tính đến hết ngày. Quá hạn xã vẫn gửi được, "
            "có ghi là muộn.",
            "dispatch": "Chưa có trong danh sách thì thêm ở trang Văn bản viện dẫn.",
            "counting_note": "Xã đọc đoạn này ở đầu biểu nhập liệu.",
            "previous": "Biểu của xã hiện số liệu kỳ này để đối chiếu.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        district = self.instance.district_id
        self.fields["dispatch"].queryset = CitedDocument.objects.filter(
            district=district
        )
        self.fields["previous"].queryset = ReportingPeriod.objects.filter(
            district=district
        ).exclude(pk=self.instance.pk)
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
        return cleaned

    def _refuse(self, name, message):
        """Speak only of what the person may still change."""
        if not self.fields[name].disabled:
            self.add_error(name, message)

    def save(self, commit=True):
        """Write only what was asked: the state may have moved meanwhile."""
        if not commit or self.instance._state.adding:
            return super().save(commit)
        asked = [name for name, field in self.fields.items() if not field.disabled]
        self.instance.save(update_fields=asked)
        return self.instance


def proposal(previous, today):
    """What the form of a new period starts from, all of it shown and asked.

    The days follow Decree 09/2019 after the `previous` period, or around `today`.
    """
    if previous is None:
        term = term_of(today)
    else:
        term = term_after(previous.first_day, previous.last_day)
    return {
        "phrase": term.phrase,
        "next_phrase": term.next_phrase,
        "first_day": term.first_day,
        "last_day": term.last_day,
        "opens_on": term.opens_on,
        "deadline": term.deadline,
        "previous": previous,
        "counting_note": previous.counting_note if previous else "",
        "none_as": previous.none_as if previous else ReportingPeriod.NoneAs.ZERO,
    }
