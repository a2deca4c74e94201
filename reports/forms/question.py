"""What the officer asks of a cell in; a question as it is stored out."""

from django import forms

from reports.checks import Rule
from reports.models import CellQuestion
from tuky_cnscd.forms import TextAsTyped


class QuestionForm(TextAsTyped, forms.Form):
    """A question in the officer's own words or a ready one, with the rule behind it."""

    text = forms.CharField(
        label="Câu hỏi",
        max_length=CellQuestion._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Đề nghị ghi câu hỏi."},
    )
    rule = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_rule(self):
        """A rule that there is, or none: it only helps the commune to understand."""
        rule = self.cleaned_data["rule"]
        return rule if rule in Rule.values else ""
