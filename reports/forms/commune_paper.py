"""What a commune says about its own paper: how it begins, who signs it, the scan."""

from django import forms
from django.core.exceptions import ValidationError

from reports.intake.attached import check_file, refuse_size, safe_name
from reports.intake.file_kinds import JPEG, PDF, PNG, WEBP, NotTaken
from reports.models import CommuneLetterhead
from tuky_cnscd.forms import TextAsTyped

from .paper import refuse_unprintable_texts

MOST_ISSUERS, MOST_AUTHORITIES = 2, 4
SCANS = (JPEG, PNG, WEBP, PDF)
NO_SCAN = "bản đã ký phải là tệp PDF quét hoặc ảnh chụp."


class CommuneLetterheadForm(TextAsTyped, forms.ModelForm):
    """The commune's letterhead; the next paper is printed with it."""

    class Meta:
        model = CommuneLetterhead
        fields = ["issuing_agency", "place", "symbol", "authority", "signer"]
        widgets = {
            "issuing_agency": forms.Textarea(attrs={"rows": 2}),
            "authority": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "place": "Đứng trước ngày tháng, ví dụ: Hưng Đạo, ngày … tháng …",
            "symbol": "Đứng sau số, ví dụ: Số:      /BC-UBND.",
            "authority": "Mỗi dòng in một dòng, ví dụ: TM. ỦY BAN NHÂN DÂN, "
            "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH.",
            "signer": "Để trống nếu chưa rõ ai ký; bản in chừa chỗ ghi họ tên.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)

    def clean_issuing_agency(self):
        return _lines(self.cleaned_data["issuing_agency"], MOST_ISSUERS)

    def clean_authority(self):
        return _lines(self.cleaned_data["authority"], MOST_AUTHORITIES)

    def clean(self):
        cleaned = super().clean()
        refuse_unprintable_texts(self, cleaned)
        return cleaned


class ScanForm(forms.Form):
    """The signed paper as one file; it comes out as a CheckedFile."""

    scan = forms.FileField(
        label="Bản đã ký",
        help_text="Tệp PDF quét hoặc ảnh chụp; nhiều trang thì quét thành một tệp PDF.",
        widget=forms.FileInput(
            attrs={"accept": ",".join(kind.content_type for kind in SCANS)}
        ),
        error_messages={
            "required": "Chọn tệp quét hoặc ảnh chụp bản đã ký.",
            "empty": "Tệp rỗng. Mở thử tệp gốc rồi chọn lại.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)

    def clean_scan(self):
        upload = self.cleaned_data["scan"]
        try:
            refuse_size(upload.size, upload.name)
            file = check_file(upload.read(), upload.name)
            if file.kind not in SCANS:
                raise NotTaken(NO_SCAN)
        except NotTaken as why:
            raise ValidationError(f"“{safe_name(upload.name)}”: {why}") from why
        return file


def _lines(text, most):
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) > most:
        raise ValidationError(f"Ghi tối đa {most:02d} dòng; đang có {len(lines):02d}.")
    return "\n".join(lines)
