"""What the officer writes and enters for the paper: words, number, date, signer."""

from difflib import get_close_matches

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from reports.facts import unknown_names
from reports.models import IssuedReport, Report, Section
from reports.outputs import fonts
from reports.outputs.paper import too_long
from teams.models import Signer
from tuky_cnscd.forms import DayField, TextAsTyped

NUMBER_IS = "Số văn bản là số nguyên từ 1 đến 99.999."


def refuse_unknown_names(text, known):
    """Raise a Vietnamese ValidationError for each {name} that the period lacks."""
    problems = []
    for name in unknown_names(text, known):
        near = get_close_matches(name, known, n=1)
        hint = f" Có phải {{{near[0]}}}?" if near else ""
        problems.append(f"Không có số liệu tên {{{name}}}.{hint}")
    if problems:
        raise ValidationError(problems)


def refuse_unprintable(text):
    """Raise a Vietnamese ValidationError for the first character that the paper
    cannot print, or a word without end."""
    word = fonts.endless(text)
    if word is not None:
        raise ValidationError(f"Ô này {too_long(word)}")
    character = fonts.unprintable(text)
    if character is not None:
        raise ValidationError(
            f"Văn bản không in được ký tự {fonts.named(character)}. "
            "Đề nghị xóa hoặc thay ký tự này."
        )


def refuse_unprintable_texts(form, cleaned):
    """Put refuse_unprintable()'s message at each field whose text wants it."""
    for name, text in list(cleaned.items()):
        try:
            refuse_unprintable(text if isinstance(text, str) else "")
        except ValidationError as error:
            form.add_error(name, error)


class LiveTextForm(TextAsTyped, forms.ModelForm):
    """Texts that may cite figures by name; `known` are the period's names."""

    live_fields = ()

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = known

    def clean(self):
        cleaned = super().clean()
        for name in self.live_fields:
            text = cleaned.get(name) or ""
            try:
                refuse_unknown_names(text, self.known)
                refuse_unprintable(text)
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned


class ReportForm(LiveTextForm):
    """Subject, addressees, opening, closing, recipients and signer."""

    live_fields = ("subject", "addressees", "opening", "closing", "recipients")

    class Meta:
        model = Report
        fields = [
            "subject",
            "addressees",
            "opening",
            "closing",
            "recipients",
            "signer",
        ]
        widgets = {
            "subject": forms.Textarea(attrs={"rows": 2}),
            "addressees": forms.Textarea(attrs={"rows": 2}),
            "opening": forms.Textarea(attrs={"rows": 4}),
            "closing": forms.Textarea(attrs={"rows": 3}),
            "recipients": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        period = self.instance.period
        self.fields["signer"].queryset = Signer.objects.on(period.due_day).filter(
            district=period.district_id
        )
        self.fields["signer"].empty_label = "Chưa chọn"


class SectionForm(LiveTextForm):
    """One heading with its text."""

    live_fields = ("title", "body")

    class Meta:
        model = Section
        fields = ["title", "body", "level", "table", "position", "in_report"]
        widgets = {"body": forms.Textarea(attrs={"rows": 16})}
        help_texts = {
            "body": "Mỗi dòng là một đoạn. Dòng mở đầu bằng “- ” là gạch đầu dòng, "
            "bằng “1. ” là mục đánh số. Số liệu gọi theo tên, ví dụ {guided}.",
            "in_report": "Bỏ dấu thì mục không in ra, nội dung vẫn được giữ.",
            "position": "Mục đứng theo thứ tự này; STT của mục tự đánh.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", "Chưa chọn"), *Section.Level.choices]


class ClerksNumber(forms.Form):
    """Số and ngày of a document, as the clerk gave them."""

    number = forms.IntegerField(
        label="Số",
        min_value=1,
        max_value=99999,
        error_messages={
            "required": "Đề nghị ghi số văn thư đã cấp.",
            **dict.fromkeys(("invalid", "min_value", "max_value"), NUMBER_IS),
        },
    )
    date = DayField(
        label="Ngày ban hành",
        error_messages={"required": "Đề nghị ghi ngày văn thư đã cấp."},
    )


class IssueForm(TextAsTyped, ClerksNumber):
    """What the clerk gave after the signature, and the document it relates to."""

    signer = forms.ModelChoiceField(
        Signer.objects.none(),
        label="Người ký",
        empty_label="Chưa chọn",
        error_messages={"required": "Đề nghị chọn người đã ký."},
    )
    relation = forms.ChoiceField(
        label="Quan hệ với văn bản đã ban hành",
        choices=[("", "Văn bản mới"), *IssuedReport.Relation.choices],
        required=False,
    )
    earlier = forms.ModelChoiceField(
        IssuedReport.objects.none(),
        label="Văn bản đã ban hành",
        required=False,
        empty_label="Không có",
    )

    def __init__(self, *args, issued, **kwargs):
        super().__init__(*args, **kwargs)
        self.issued = issued
        district = issued.period.district_id
        self.fields["signer"].queryset = Signer.objects.filter(district=district)
        earlier = IssuedReport.objects.filter(
            period=issued.period_id, state=IssuedReport.State.ISSUED
        ).defer("signing_pdf", "issued_pdf", "content", "issued_content")
        self.fields["earlier"].queryset = earlier
        if not earlier.exists():  # the first paper of its period relates to none
            del self.fields["relation"], self.fields["earlier"]

    def clean_date(self):
        date = self.cleaned_data["date"]
        period = self.issued.period
        if date <= period.last_day:
            raise ValidationError(
                f"Ngày ban hành phải sau ngày chốt số liệu {period.last_day:%d/%m/%Y}."
            )
        if period.dispatch and date < period.dispatch.date:
            raise ValidationError(
                "Ngày ban hành đứng trước ngày của công văn yêu cầu báo cáo "
                f"({period.dispatch.date:%d/%m/%Y})."
            )
        # Nobody signs tomorrow; only a period tried out ahead may reach its due day.
        if date > max(timezone.localdate(), period.due_day):
            raise ValidationError(
                f"Ngày {date:%d/%m/%Y} chưa tới. Đề nghị kiểm tra lại ngày, tháng, năm."
            )
        return date

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("relation")) != bool(cleaned.get("earlier")):
            self.add_error(
                "earlier",
                "Chọn cả quan hệ và văn bản đã ban hành, hoặc để trống cả hai.",
            )
        signer, date = cleaned.get("signer"), cleaned.get("date")
        earlier = cleaned.get("earlier")
        if earlier and date and date < earlier.date:
            self.add_error(
                "date",
                "Ngày ban hành đứng trước ngày của văn bản đã ban hành được chọn "
                f"({earlier.date:%d/%m/%Y}).",
            )
        if signer and date and not Signer.objects.on(date).filter(pk=signer.pk):
            self.add_error("signer", "Người này không giữ chức vụ đó vào ngày ký.")
        return cleaned
