"""Why a finding is let pass: one reason a rule, from a short list."""

from django import forms

from reports.checks import Rule
from reports.models import FindingReason
from tuky_cnscd.forms import TextAsTyped


class ReasonsForm(TextAsTyped, forms.Form):
    """A reason and a note for each of `rules`; what is left empty is an error."""

    def __init__(self, rules, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = [Rule(rule) for rule in rules]
        choices = [("", "Chọn lý do"), *FindingReason.Reason.choices]
        for rule in self.rules:
            self.fields[f"reason-{rule}"] = forms.ChoiceField(
                label=rule.label,
                choices=choices,
                error_messages={"required": "Đề nghị chọn một lý do."},
            )
            self.fields[f"note-{rule}"] = forms.CharField(
                label="Nói rõ thêm", max_length=500, required=False
            )

    def clean(self):
        cleaned = super().clean()
        for rule in self.rules:
            other = cleaned.get(f"reason-{rule}") == FindingReason.Reason.OTHER
            if other and not cleaned.get(f"note-{rule}"):
                self.add_error(f"note-{rule}", "Chọn “Lý do khác” thì ghi rõ lý do.")
        return cleaned

    def reasons(self):
        """{rule: (reason, note)}, as the moves take them."""
        return {
            rule.value: (
                self.cleaned_data[f"reason-{rule}"],
                self.cleaned_data[f"note-{rule}"],
            )
            for rule in self.rules
        }


class WhyForm(TextAsTyped, forms.Form):
    """The reason that a move asks for; the person concerned will read it."""

    reason = forms.CharField(
        label="Lý do",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Đề nghị ghi rõ lý do."},
    )
