"""Text pasted in a browser in; the message that it is, kept with its return, out."""

import hashlib

from crispy_forms.helper import FormHelper
from django import forms

from reports.models import SourceMessage, Submission
from tuky_cnscd.vietnamese import format_number, nfc

LONGEST = SourceMessage._meta.get_field("text").max_length


class PasteForm(forms.Form):
    """One message or many, as they were copied."""

    text = forms.CharField(
        label="Tin nhắn của thôn",
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 10,
                "placeholder": "Thôn An Lao: 120 người, DVCTT 98, VNeID mức 2 45",
            }
        ),
        error_messages={"required": "Dán tin nhắn vào ô này rồi bấm lại."},
    )

    def __init__(self, data=None):
        super().__init__(data, use_required_attribute=False)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_text(self):
        text = nfc(self.cleaned_data["text"]).strip()
        if not text:
            raise forms.ValidationError("Dán tin nhắn vào ô này rồi bấm lại.")
        if len(text) > LONGEST:
            raise forms.ValidationError(
                f"Đoạn dán dài {format_number(len(text))} ký tự, tối đa"
                f" {format_number(LONGEST)}; chia ra dán vài lần."
            )
        return text


def keep_message(text: str, submission: Submission, *, by) -> SourceMessage:
    """The message among those of the return; the same words are kept once."""
    kept, _ = submission.messages.get_or_create(
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        defaults={"text": text, "by": by},
    )
    return kept
