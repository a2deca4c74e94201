"""Why warnings are let pass, and from what an officer enters for a commune."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import TEMPLATE_PACK, render_field
from django import forms
from django.template.loader import render_to_string

from reports.models import FigureVersion, FindingReason
from tuky_cnscd.vietnamese import nfc

Reason = FindingReason.Reason
Source = FigureVersion.Source
REASON, NOTE = "reason-", "note-"


class Warned:
    """One rule: what it found, and the reason that is asked for."""

    template = "reports/parts/submit_warning.html"

    def __init__(self, rule, messages):
        self.rule = rule
        self.messages = messages

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        names = (REASON + self.rule, NOTE + self.rule)
        fields = [render_field(name, form, context) for name in names]
        return render_to_string(
            self.template,
            {
                "title": self.rule.label,
                "messages": self.messages,
                "fields": fields,
            },
        )


class SendForm(forms.Form):
    """A reason for each rule that warns; `given` holds those given before, by rule.

    `warned` maps a rule (with its `label`) to what it found, each a message and an
    address; `on_behalf` asks for a note.
    """

    def __init__(self, warned, given, data=None, *, on_behalf=False):
        super().__init__(data, use_required_attribute=False)
        self.warned = warned
        self.given = given
        for rule in warned:
            self.fields[REASON + rule] = forms.ChoiceField(
                label="Lý do giữ số liệu",
                choices=[("", "Chọn lý do"), *Reason.choices],
                initial=given[rule].reason if rule in given else "",
                error_messages={
                    "required": "Chọn lý do giữ số liệu này.",
                    "invalid_choice": "Chọn một lý do trong danh sách.",
                },
            )
            self.fields[NOTE + rule] = _note(
                "Nói rõ thêm", initial=given[rule].note if rule in given else ""
            )
        if on_behalf:
            self.fields["note"] = _note("Ghi chú nhập thay")

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        rules = [Warned(rule, messages) for rule, messages in self.warned.items()]
        helper.layout = Layout(*rules, *(["note"] if "note" in self.fields else []))
        return helper

    def clean(self):
        for rule in self.warned:
            other = self.cleaned_data.get(REASON + rule) == Reason.OTHER
            if other and not self.cleaned_data.get(NOTE + rule):
                self.add_error(NOTE + rule, "Chọn “Lý do khác” thì ghi rõ lý do.")

    def refused(self):
        """(field's id, where, what to do) of each thing that keeps it from going."""
        return [
            (self[name].auto_id, rule.label, self.errors[name][0])
            for rule in self.warned
            for name in (REASON + rule, NOTE + rule)
            if name in self.errors
        ]

    def reasons(self):
        """{rule: (reason, note)} of those that are new or changed."""
        chosen = {
            rule: (
                self.cleaned_data[REASON + rule],
                nfc(self.cleaned_data[NOTE + rule]),
            )
            for rule in self.warned
        }
        before = {rule: (row.reason, row.note) for rule, row in self.given.items()}
        return {rule: why for rule, why in chosen.items() if why != before.get(rule)}


class SourceForm(forms.Form):
    """From what the officer enters for a commune."""

    SOURCES = (
        (Source.PHONE, "Xã báo qua điện thoại"),
        (Source.PAPER, "Bản giấy của xã"),
        (Source.MESSAGE, "Tin nhắn (Zalo, SMS)"),
    )

    source = forms.ChoiceField(
        label="Nguồn số liệu",
        choices=SOURCES,
        widget=forms.RadioSelect,
        initial=Source.PHONE,
        error_messages={"required": "Chọn nguồn số liệu."},
    )
    note = forms.CharField(
        label="Ghi chú",
        required=False,
        max_length=500,
        help_text="Ví dụ: chị Lan báo lúc 16 giờ, bản giấy gửi sau.",
    )

    def __init__(self, data=None):
        super().__init__(data, use_required_attribute=False)

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


def _note(label, initial=""):
    return forms.CharField(label=label, required=False, max_length=500, initial=initial)
