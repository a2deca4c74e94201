"""What the officer's forms share: one row of the district, checked whole."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from tuky_cnscd.forms import TextAsTyped
from tuky_cnscd.vietnamese import NumberProblem, format_number, parse_number

from .paper import refuse_unprintable_texts

MOST = 999_999
NOT_CHOSEN, NOTHING = "Chưa chọn", "Không có"


class CountField(forms.CharField):
    """A whole number as the office writes it: 1.234, 1234 and 1 234 are one."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, *, min_value=None, max_value=None, **kwargs):
        super().__init__(**kwargs)

    def to_python(self, value):
        try:
            number = parse_number(super().to_python(value))
        except NumberProblem as problem:
            raise ValidationError(problem.message) from problem
        if number is not None and number > MOST:
            raise ValidationError(f"Số quá lớn; tối đa {format_number(MOST)}.")
        return None if number is None else int(number)


class RowForm(TextAsTyped, forms.ModelForm):
    """A row whose district is set by the view, before it is checked.

    `not_asked`: fields that the form does not ask for, yet the constraints compare.
    `error_places`: the field where a constraint's message belongs, by its name.
    """

    not_asked = frozenset({"district"})
    error_places = {"ends_after_it_begins": "valid_to"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # the page's own <form> has the token
        for field in self.fields.values():
            nothing = NOT_CHOSEN if field.required else NOTHING
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = field.empty_label and nothing
            elif isinstance(field, forms.ChoiceField):
                field.choices = [
                    (key, label if key else nothing) for key, label in field.choices
                ]

    def clean(self):
        """Any of these texts may come to stand on a paper."""
        cleaned = super().clean()
        refuse_unprintable_texts(self, cleaned)
        return cleaned

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - self.not_asked

    def add_error(self, field, error):
        """Put a constraint's message at its field; the rest as Django does."""
        if field is None and hasattr(error, "error_dict"):
            for each in error.error_dict.pop(NON_FIELD_ERRORS, []):
                super().add_error(self._place_of(each), each)
        super().add_error(field, error)

    def _place_of(self, error):
        for constraint in self._meta.model._meta.constraints:
            if constraint.violation_error_message in error.messages:
                return self._field_of(constraint)
        return None

    def _field_of(self, constraint):
        for ending, field in self.error_places.items():
            if constraint.name.endswith(ending) and field in self.fields:
                return field
        return None


def choices_of(field, rows, kept=None):
    """Offer `rows` in a field that points at one, `kept` among them whatever it is."""
    if kept is not None:
        rows = rows | rows.model.objects.filter(pk=kept)
    field.queryset = rows
