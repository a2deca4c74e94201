"""What the officer writes into a letter, and what the clerk gave it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from reports.letters import expected_day
from reports.models import Letter
from teams.models import Signer
from tuky_cnscd.forms import MomentField, TextAsTyped

from .paper import ClerksNumber, refuse_unprintable_texts

LINES = {
    "subject": 2,
    "addressees": 6,
    "opening": 5,
    "body": 14,
    "closing": 2,
    "recipients": 5,
}


class LetterForm(TextAsTyped, forms.ModelForm):
    """The words of a draft and its signer."""

    class Meta:
        model = Letter
        fields = ["symbol", *LINES, "signer"]
        widgets = {
            name: forms.Textarea(attrs={"rows": rows}) for name, rows in LINES.items()
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        letter = self.instance
        day = expected_day(letter.period, letter.kind)
        signers = Signer.objects.on(day).filter(district=letter.period.district_id)
        self.fields["signer"].queryset = signers
        self.fields["signer"].empty_label = "Chưa chọn"
        if letter.late:
            self.fields[
                "opening"
            ].help_text = "Danh sách đơn vị chưa gửi in sau đoạn này."

    def clean_symbol(self):
        symbol = self.cleaned_data["symbol"].strip("/ ")
        if not symbol or any(character.isspace() for character in symbol):
            raise ValidationError("Ký hiệu viết liền, ví dụ UBND-VHTT.")
        return symbol

    def clean_subject(self):
        """The paper writes "V/v" itself, and a subject is one line."""
        subject = " ".join(self.cleaned_data["subject"].split())
        return subject.removeprefix("V/v").strip() or subject

    def clean(self):
        cleaned = super().clean()
        refuse_unprintable_texts(self, cleaned)
        return cleaned


class ReminderForm(forms.Form):
    """The new time that a reminder asks the late communes to keep."""

    until = MomentField(
        label="Đề nghị gửi chậm nhất",
        help_text="Không ghi giờ thì tính đến hết ngày.",
        error_messages={"required": "Đề nghị ghi thời hạn mới, ví dụ 25/7/2023 16:00."},
    )

    def __init__(self, *args, period, **kwargs):
        super().__init__(*args, **kwargs)
        self.period = period

    def clean_until(self):
        """Ahead of now; in the example, whose days are past, of its deadline."""
        until, now = self.cleaned_data["until"], timezone.now()
        if self.period.district.is_example:
            now = min(now, self.period.deadline)
        if until <= now:
            raise ValidationError("Thời hạn mới phải sau thời điểm hiện nay.")
        return until


class NumberForm(ClerksNumber):
    """Số and ngày as the clerk gave them; whether the communes answer a dispatch."""

    cite = forms.BooleanField(
        label="Dùng làm công văn gửi các xã của kỳ này",
        required=False,
        help_text="Công văn được ghi vào danh sách văn bản viện dẫn; báo cáo của xã "
        "mở đầu bằng “Thực hiện Công văn số …”.",
    )

    def __init__(self, *args, letter, **kwargs):
        initial = {"cite": letter.period.commune_dispatch_id is None}
        super().__init__(*args, initial=initial, **kwargs)
        self.letter = letter
        if letter.kind != Letter.Kind.DISPATCH:
            del self.fields["cite"]

    def clean_date(self):
        date, letter = self.cleaned_data["date"], self.letter
        # Nobody signs tomorrow; only a period tried out ahead may reach its due day.
        if date > max(timezone.localdate(), letter.period.due_day):
            raise ValidationError(
                f"Ngày {date:%d/%m/%Y} chưa tới. Đề nghị kiểm tra lại ngày, tháng, năm."
            )
        if letter.listed_at and date < timezone.localtime(letter.listed_at).date():
            raise ValidationError(
                "Ngày ban hành đứng trước ngày lập danh sách đơn vị chưa gửi "
                f"({timezone.localtime(letter.listed_at):%d/%m/%Y})."
            )
        self._refuse_signer_out_of_office(date)
        return date

    def _refuse_signer_out_of_office(self, date):
        signer = self.letter.signer
        if signer is None:
            raise ValidationError(
                "Công văn chưa có người ký. Hãy bấm “Thôi”, rồi “Sửa công văn” để chọn."
            )
        if not Signer.objects.on(date).filter(pk=signer.pk).exists():
            raise ValidationError(
                f"{signer.name} không giữ chức vụ đó vào ngày {date:%d/%m/%Y}. "
                "Đề nghị kiểm tra lại ngày, hoặc sửa người ký của công văn."
            )
