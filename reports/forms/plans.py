"""The year's plan of each indicator as typed; the numbers that changed out."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from tuky_cnscd.vietnamese import NumberProblem, format_number, parse_number

MOST = Decimal(10) ** 12


class PlanField(forms.CharField):
    """A number as the office writes it, with decimals where the indicator has some."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, *, decimals, **kwargs):
        super().__init__(required=False, **kwargs)
        self.decimals = decimals

    def prepare_value(self, value):
        return format_number(value) if isinstance(value, Decimal) else value

    def to_python(self, value):
        try:
            number = parse_number(super().to_python(value), decimals=self.decimals)
        except NumberProblem as problem:
            raise ValidationError(problem.message) from problem
        if number is not None and number >= MOST:
            raise ValidationError("Số quá lớn, tối đa 12 chữ số.")
        return None if number is None else Decimal(number)


class PlanForm(forms.Form):
    """One field an indicator; `plans` are those in force, by key."""

    def __init__(self, data=None, *, indicators, plans):
        super().__init__(data)
        self.plans = plans
        for row in indicators:
            self.fields[row.key] = PlanField(
                label=f"{row} ({row.unit})",
                decimals=row.decimals,
                initial=plans.get(row.key),
            )

    def changed(self) -> dict[str, Decimal | None]:
        """The plans that are not what they were, by key; None takes one back."""
        return {
            key: value
            for key, value in self.cleaned_data.items()
            if value != self.plans.get(key)
        }
