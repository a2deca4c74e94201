"""The frame of a report or of a type: head, words around the sections, end, numbers."""

from hashlib import sha256

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from reports.models import Report
from reports.numbering import DEEPEST, numbering_of, style_choices, styles_of
from teams.models import Signer

from .paper import LiveTextForm, refuse_unprintable
from .rows import RowForm

LEVELS = tuple(f"level_{level}" for level in range(1, DEEPEST + 1))
HEAD = (
    "kind",
    "symbol",
    "with_number",
    "with_place",
    "subject",
    "addressees",
)
WORDS = ("bases", "opening", "closing")
END = ("recipients", "two_signatures")
BASES_BEGIN = ("Căn cứ ", "Thực hiện ", "Theo ")
LIVE = ("subject", "addressees", *WORDS, "recipients")
ROWS = {
    "subject": 2,
    "addressees": 2,
    "bases": 3,
    "opening": 4,
    "closing": 3,
    "recipients": 6,
}
HELP = {
    "kind": "In hoa trên trích yếu. Để trống nếu báo cáo có hình thức công văn: trích "
    "yếu đứng dưới số, sau “V/v”.",
    "symbol": "Đứng sau số, ví dụ: BC-TCĐ. Để trống thì lấy ở mẫu đầu văn bản.",
    "addressees": "Mỗi dòng một nơi nhận. Để trống nếu không có Kính gửi.",
    "bases": "Mỗi dòng một căn cứ, ví dụ: Căn cứ Kế hoạch số 203/KH-TCĐ ngày 08 tháng "
    "11 năm 2022. In nghiêng trên đoạn mở đầu; dấu cuối dòng tự thêm.",
    "recipients": "Mỗi dòng một nơi nhận; dấu cuối dòng tự thêm.",
    "two_signatures": "Hai người ký đứng hai bên, nơi nhận ở dưới.",
}


class FrameForm(LiveTextForm, RowForm):
    """What type and report share; the style of each level is a field of its own."""

    live_fields = LIVE
    groups = (
        ("Đầu văn bản", HEAD),
        ("Lời văn quanh các mục", WORDS),
        ("Cuối văn bản", END),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in ROWS.items():
            self.fields[name].widget = forms.Textarea(attrs={"rows": rows})
        for name, text in HELP.items():
            self.fields[name].help_text = text
        self._ask_for_styles()
        self.helper.layout = Layout(
            *(Fieldset(t, *names, css_class="section") for t, names in self.groups),
            Fieldset("Đánh số các cấp mục", *LEVELS, css_class="section levels"),
        )

    def _ask_for_styles(self):
        styles = styles_of(self.instance.numbering)
        for level, name in enumerate(LEVELS, start=1):
            self.fields[name] = forms.ChoiceField(
                label=f"Cấp {level}", choices=style_choices(level), required=False
            )
            self.initial[name] = styles[level - 1]

    def clean_kind(self):
        return self._printable("kind").upper()

    def clean_symbol(self):
        return self._printable("symbol").strip("/ ")

    def clean_bases(self):
        text = self.cleaned_data["bases"]
        for line in filter(None, map(str.strip, text.splitlines())):
            if not line.removeprefix("- ").startswith(BASES_BEGIN):
                raise ValidationError(
                    "Mỗi căn cứ mở đầu bằng “Căn cứ”, “Thực hiện” hoặc “Theo”. Đề nghị "
                    f"sửa dòng “{line[:60]}”."
                )
        return text

    def _printable(self, name):
        text = " ".join(self.cleaned_data[name].split())
        refuse_unprintable(text)
        return text

    def clean(self):
        cleaned = super().clean()
        self.instance.numbering = numbering_of(cleaned.get(name, "") for name in LEVELS)
        return cleaned


class ReportForm(FrameForm):
    """The frame of a period's report, and who signs it.

    `base` is a hash of the frame that the page showed: what somebody else saved
    meanwhile is told, field by field, and not written over unseen.
    """

    base = forms.CharField(required=False, widget=forms.HiddenInput)

    groups = (
        *FrameForm.groups[:2],
        ("Cuối văn bản", (*END, "signer", "second_signer")),
    )

    class Meta:
        model = Report
        fields = [*HEAD, *WORDS, *END, "signer", "second_signer"]
        help_texts = {"signer": "Có hai cột chữ ký thì đứng ở cột bên phải."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        period = self.instance.period
        signers = Signer.objects.on(period.due_day).filter(district=period.district_id)
        for name in ("signer", "second_signer"):
            self.fields[name].queryset = signers
            self.fields[name].empty_label = "Chưa chọn"
        self._stored = {name: getattr(self.instance, name) for name in self.Meta.fields}
        self.initial["base"] = self._standing = _fingerprint(self._stored)
        self.helper.layout.append("base")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("base") not in ("", None, self._standing):
            self._tell_what_stands(cleaned)
        signer = cleaned.get("signer")
        both = cleaned.get("two_signatures") and signer is not None
        if both and cleaned.get("second_signer") == signer:
            self.add_error(
                "second_signer",
                ValidationError("Hai cột chữ ký cần hai người ký khác nhau."),
            )
        return cleaned

    def _tell_what_stands(self, cleaned):
        """Ask once: sent again, the page says that it was made from what stands now."""
        self.data = self.data.copy()
        self.data["base"] = self._standing
        self.add_error(
            None,
            "Người khác vừa lưu phần này. Chữ của bạn còn nguyên ở dưới; xem các ô có "
            "bản đang lưu, rồi bấm Lưu lần nữa để lưu bản của bạn.",
        )
        for name, value in self._stored.items():
            if name in cleaned and cleaned[name] != value:
                self.add_error(name, f"Bản đang lưu: “{_said(value)}”.")


def _fingerprint(values) -> str:
    shown = "\x1f".join(f"{name}={value}" for name, value in values.items())
    return sha256(shown.encode()).hexdigest()[:32]


def _said(value) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(value or "để trống")
