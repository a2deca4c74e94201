"""A file chosen in a browser in; the form that it is, kept with its return, out."""

import hashlib

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from reports.intake.asked import Sheet
from reports.intake.attached import LONGEST_NAME, safe_name
from reports.models import Attachment, Submission
from tuky_cnscd.spreadsheets import XLSX, SpreadsheetError

from .reading import read_form


class UploadForm(forms.Form):
    """One filled-in form; another's, or none, is refused at the field."""

    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        widget=forms.FileInput(attrs={"accept": f".xlsx,{XLSX}"}),
        error_messages={
            "required": "Chọn tệp biểu đã ghi số.",
            "invalid": "Chọn tệp biểu đã ghi số.",
            "missing": "Chọn tệp biểu đã ghi số.",
            "empty": "Tệp này trống. Lưu lại tệp rồi chọn lại.",
        },
    )

    def __init__(self, sheet: Sheet, period, data=None, files=None):
        super().__init__(data, files, use_required_attribute=False)
        self.sheet, self.period = sheet, period
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            read_form(file, self.sheet, self.period)
        except SpreadsheetError as error:
            raise ValidationError(error.message, code="refused") from error
        return file


def keep(file, submission: Submission, *, by) -> Attachment:
    """The file among those of the return; the same bytes are kept once."""
    file.seek(0)
    content = file.read()
    kept, _ = submission.attachments.get_or_create(
        purpose=Attachment.Purpose.FORM,
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={
            "name": safe_name(file.name)[-LONGEST_NAME:],
            "content_type": XLSX,
            "size": len(content),
            "content": content,
            "by": by,
        },
    )
    return kept
