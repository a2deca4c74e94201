"""What the officer says of findings and moves in; plain values out."""

from django import forms

from reports.models import FindingReason
from tuky_cnscd.forms import TextAsTyped

EXPLAIN_OTHER = "Chọn “Lý do khác” thì ghi rõ lý do."


class WhyForm(TextAsTyped, forms.Form):
    """The reason that a move asks for; the person concerned will read it."""

    reason = forms.CharField(
        label="Lý do",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Đề nghị ghi rõ lý do."},
    )

    def __init__(self, *args, optional=False, **kwargs):
        super().__init__(*args, **kwargs)
        if optional:
            self.fields["reason"].required = False
            self.fields["reason"].label = "Ghi chú (nếu có)"


class ReasonsForm(TextAsTyped, forms.Form):
    """A reason and a note for each of `rules` (reports.checks.Rule), once a rule.

    `given` are FindingReasons by rule, proposed again.
    """

    def __init__(self, rules, data=None, given=None):
        super().__init__(data)
        self.rules = tuple(rules)
        choices = [("", "Chọn lý do"), *FindingReason.Reason.choices]
        for rule in self.rules:
            before = (given or {}).get(rule)
            self.fields[f"reason-{rule.value}"] = forms.ChoiceField(
                label=f"{rule.label}: lý do",
                choices=choices,
                initial=before and before.reason,
                error_messages={"required": "Đề nghị chọn một lý do."},
            )
            self.fields[f"note-{rule.value}"] = forms.CharField(
                label="Nói rõ thêm",
                max_length=500,
                required=False,
                initial=before and before.note,
            )

    def clean(self):
        cleaned = super().clean()
        for rule in self.rules:
            other = cleaned.get(f"reason-{rule.value}") == FindingReason.Reason.OTHER
            if other and not cleaned.get(f"note-{rule.value}"):
                self.add_error(f"note-{rule.value}", EXPLAIN_OTHER)
        return cleaned

    def reasons(self):
        """{rule: (reason, note)}, as the moves take it."""
        return {
            rule.value: (
                self.cleaned_data[f"reason-{rule.value}"],
                self.cleaned_data[f"note-{rule.value}"],
            )
            for rule in self.rules
        }
