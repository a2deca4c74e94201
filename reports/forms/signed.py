"""Files of the signed paper and of certificates: each comes out checked."""

from django import forms
from django.core.exceptions import ValidationError

from reports.authorities import MOST_BYTES, read_certificate
from reports.authorities import TOO_LARGE as NO_CERTIFICATE_SO_LARGE
from reports.intake.attached import check_file, refuse_size, safe_name
from reports.intake.file_kinds import JPEG, PDF, PNG, WEBP, NotTaken

SCANS = (PDF, JPEG, PNG, WEBP)
NO_SCAN = "bản đã ký phải là tệp PDF, hoặc ảnh chụp (JPG, PNG, WebP)."
EMPTY = "Tệp rỗng. Mở thử tệp gốc rồi chọn lại."


def _file_field(label, accept, required, help_text=""):
    return forms.FileField(
        label=label,
        help_text=help_text,
        widget=forms.FileInput(attrs={"accept": accept}),
        error_messages={"required": required, "empty": EMPTY, "max_length": EMPTY},
    )


class OneFileForm(forms.Form):
    """One file, read by `read`, whose refusal is said at the field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            return self.read(upload)
        except NotTaken as why:
            raise ValidationError(f"“{safe_name(upload.name)}”: {why}") from why


class SignedForm(OneFileForm):
    """The signed PDF, or a scan of the signed paper; a CheckedFile."""

    file = _file_field(
        "Tệp bản đã ký",
        ",".join(kind.content_type for kind in SCANS),
        "Chọn tệp PDF đã ký số, hoặc bản quét, ảnh chụp văn bản đã ký.",
        "Tệp PDF đã ký số từ hệ thống quản lý văn bản, hoặc bản quét; không quá 10 MB.",
    )

    def read(self, upload):
        refuse_size(upload.size, upload.name)
        file = check_file(upload.read(), upload.name)
        if file.kind not in SCANS:
            raise NotTaken(NO_SCAN)
        return file


class VerifyForm(OneFileForm):
    """Any PDF whose origin is asked; a CheckedFile."""

    file = _file_field(
        "Tệp PDF cần kiểm tra",
        PDF.content_type,
        "Chọn tệp PDF cần kiểm tra.",
        "Tệp không quá 10 MB; chỉ đọc để kiểm tra, không lưu lại.",
    )

    def read(self, upload):
        refuse_size(upload.size, upload.name)
        file = check_file(upload.read(), upload.name)
        if file.kind != PDF:
            raise NotTaken(f"đây là {file.kind.words}. Chỉ kiểm tra được tệp PDF.")
        return file


class AuthorityForm(OneFileForm):
    """The certificate of an authority; a Certificate."""

    file = _file_field(
        "Tệp chứng thư",
        ".cer,.crt,.pem,.der",
        "Chọn tệp chứng thư (.cer, .crt hoặc .pem).",
        "Tải từ trang chính thức của tổ chức chứng thực; không chọn tệp .p12, .pfx.",
    )

    def read(self, upload):
        if upload.size > MOST_BYTES:
            raise NotTaken(NO_CERTIFICATE_SO_LARGE)
        return read_certificate(upload.read())
