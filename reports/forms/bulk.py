"""What the officer says of figures taken in bulk: where from, and whose they are."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from reports.bulk import BulkSource
from reports.intake.attached import ACCEPT, check_file, refuse_size
from reports.intake.file_kinds import NotTaken
from reports.intake.pasted import LONGEST
from reports.intake.sending import SourceForm
from tuky_cnscd.spreadsheets import XLSX
from tuky_cnscd.vietnamese import format_number, nfc

from .evidence import FilesField, FilesInput


class BulkSourceForm(SourceForm):
    """The source of what is typed for several communes at once."""

    text = forms.CharField(
        label="Nội dung tin nhắn (nếu có)",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Giữ lại với từng xã có số thay đổi ở lần lưu này.",
    )
    file = forms.FileField(
        label="Ảnh hoặc tệp nguồn (nếu có)",
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"empty": "Tệp này trống. Mở thử tệp gốc rồi chọn lại."},
    )

    def __init__(self, data=None, files=None):
        forms.Form.__init__(self, data, files, use_required_attribute=False)
        # Asked, not assumed: the button stays in sight while this does not.
        self.fields["source"].initial = None

    def clean_text(self):
        text = nfc(self.cleaned_data["text"]).strip()
        if len(text) > LONGEST:
            raise ValidationError(
                f"Tin nhắn dài {format_number(len(text))} ký tự, tối đa"
                f" {format_number(LONGEST)}; bỏ bớt phần không cần."
            )
        return text

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file:
            return None
        try:
            refuse_size(file.size, file.name)
            return check_file(file.read(), file.name)
        except NotTaken as why:
            raise ValidationError(f"“{file.name}”: {why}") from why

    def bulk_source(self) -> BulkSource:
        """What was said, once it is valid."""
        given = self.cleaned_data
        return BulkSource(
            given["source"], nfc(given["note"]), given["text"], given["file"]
        )


class DropForm(forms.Form):
    """Many filled-in forms at once; what they hold is checked one by one."""

    files = FilesField(
        label="Các tệp biểu Excel (.xlsx)",
        widget=FilesInput(attrs={"accept": f".xlsx,{XLSX}"}),
        help_text="Chọn được nhiều tệp một lần, mỗi tệp là biểu của một xã.",
        error_messages={"required": "Chọn ít nhất một tệp .xlsx."},
    )

    def __init__(self, most, data=None, files=None):
        super().__init__(data, files, use_required_attribute=False)
        self.most = most
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_files(self):
        files = self.cleaned_data["files"]
        if len(files) > self.most:
            raise ValidationError(
                f"Đã chọn {len(files)} tệp, tối đa {self.most} tệp một lần; chia ra"
                " gửi vài lần."
            )
        return files


class WhoseForm(forms.Form):
    """Whose form a file is, where it does not say so itself."""

    submission = forms.ModelChoiceField(
        queryset=None,
        label="Tệp này của xã nào?",
        empty_label="Chọn xã",
        error_messages={
            "required": "Chọn xã của tệp này.",
            "invalid_choice": "Chọn một xã trong danh sách.",
        },
    )

    def __init__(self, submissions, data=None, *, proposed=None):
        super().__init__(data, use_required_attribute=False)
        field = self.fields["submission"]
        field.queryset = submissions
        field.label_from_instance = lambda row: str(row.commune)
        field.initial = proposed
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
