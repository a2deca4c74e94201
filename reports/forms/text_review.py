"""What the officer says of old proposals and of the office's own words; values out."""

from django import forms

from reports.models import OfficeWord, ProposalOutcome
from tuky_cnscd.forms import DayField, TextAsTyped

from .rows import RowForm


class OutcomeForm(TextAsTyped, forms.Form):
    """What came of one proposal; blank while nobody knows."""

    outcome = forms.ChoiceField(
        label="Kết quả",
        choices=[("", "Chưa ghi"), *ProposalOutcome.Outcome.choices],
        required=False,
    )
    note = forms.CharField(label="Nói rõ thêm", max_length=500, required=False)

    def __init__(self, proposal, data=None):
        before = proposal.outcome
        initial = before and {"outcome": before.outcome, "note": before.note}
        super().__init__(data, prefix=proposal.key[:12], initial=initial)
        self.proposal = proposal

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("note") and not cleaned.get("outcome"):
            self.add_error("outcome", "Có ghi chú thì chọn cả kết quả.")
        if self.proposal.outcome and not cleaned.get("outcome"):
            self.add_error("outcome", "Kết quả đã ghi thì sửa được, không bỏ trống.")
        return cleaned


class InsertForm(forms.Form):
    """The section that the outcomes go to the end of."""

    section = forms.ModelChoiceField(
        None,
        label="Đưa vào mục",
        empty_label=None,
        error_messages={
            "required": "Đề nghị chọn mục.",
            "invalid_choice": "Mục này không còn. Đề nghị tải lại trang.",
        },
    )

    def __init__(self, report, data=None):
        super().__init__(data)
        self.fields["section"].queryset = report.sections.filter(in_report=True)


class OfficeWordForm(RowForm):
    """An abbreviation that all readers know, or a body that is no more."""

    error_places = {"office_word_once": "text", "gone_body_has_a_day": "until"}

    until = DayField(
        label="Không còn từ ngày",
        required=False,
        help_text="Chỉ ghi cho cơ quan, đơn vị không còn.",
    )

    class Meta:
        model = OfficeWord
        fields = ["kind", "text", "until", "now"]
        help_texts = {
            "text": "Chữ viết tắt ghi đúng chữ hoa, ví dụ CNSCĐ; cơ quan, đơn vị ghi "
            "đủ tên.",
            "now": "Cơ quan, đơn vị làm việc đó hiện nay.",
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == OfficeWord.Kind.ABBREVIATION:
            cleaned |= {"until": None, "now": ""}
        return cleaned
