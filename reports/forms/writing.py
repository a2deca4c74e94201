"""A section's text as it is sent in; plain text, its base and what it lacks, out."""

from django import forms
from django.core.exceptions import ValidationError

from reports.models import Section
from tuky_cnscd.forms import TextAsTyped

from .paper import refuse_unknown_names, refuse_unprintable

LONGEST = Section._meta.get_field("body").max_length
TOO_LONG = (
    "Mục này dài quá 50.000 ký tự nên chưa lưu. Đề nghị chuyển bớt sang mục khác."
)
HIGHEST = 2**31 - 1


class BodyForm(TextAsTyped, forms.Form):
    """What is written now, and the version that it was made from."""

    body = forms.CharField(
        max_length=LONGEST, required=False, error_messages={"max_length": TOO_LONG}
    )
    base = forms.IntegerField(
        min_value=0,
        max_value=HIGHEST,
        error_messages={
            name: "Trang này không còn khớp với máy chủ; đề nghị tải lại trang."
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )

    def problem(self) -> str:
        """Why it cannot be saved, in a sentence."""
        return next(iter(self.errors.values()))[0]


def remarks_on(text: str, known) -> list[str]:
    """What keeps the copy for signature back: unknown names, characters that the
    paper's font lacks. The text itself is kept as a draft."""
    return [
        *_said(refuse_unknown_names, text, known),
        *_said(refuse_unprintable, text),
    ]


def _said(refuse, *asked):
    try:
        refuse(*asked)
    except ValidationError as error:
        return error.messages
    return []
