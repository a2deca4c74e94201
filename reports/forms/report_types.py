"""A report type: what it is made from, its frame, its sections."""

from django import forms
from django.core.exceptions import ValidationError

from reports.checks.findings import inner
from reports.models import ReportType, TypeSection
from reports.report_types import (
    BLANK,
    PREFILLED,
    START_WORDS,
    copy_type,
    make_type,
    patterns,
    rename,
)
from tuky_cnscd.forms import TextAsTyped
from tuky_cnscd.vietnamese import search_key

from .frame import END, HEAD, WORDS, FrameForm
from .paper import SectionForm

NAME_TAKEN = "Đã có loại báo cáo mang tên này."
CARRIED = "-tiep"


class NewTypeForm(TextAsTyped, forms.Form):
    """A name, and what to begin from: a pattern, or one of the office's own types."""

    source = forms.ChoiceField(
        label="Lập từ",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Đề nghị chọn một mẫu."
        ),
    )
    name = forms.CharField(
        label="Tên loại báo cáo",
        max_length=200,
        required=False,
        help_text="Để trống thì lấy tên của mẫu được chọn.",
    )

    def __init__(self, *args, district, **kwargs):
        super().__init__(*args, **kwargs)
        self.district = district
        self.types = {
            str(row.pk): row for row in ReportType.objects.filter(district=district)
        }
        own = [(pk, f"Bản sao của “{row}”") for pk, row in self.types.items()]
        given = [
            (key, name if key == BLANK else f"Mẫu {inner(name)}")
            for key, name in patterns().items()
        ]
        self.fields["source"].choices = [*given, *own]

    def clean(self):
        cleaned = super().clean()
        source = cleaned.get("source")
        if source and not cleaned.get("name"):
            if source == BLANK or source in self.types:
                self.add_error("name", "Đề nghị đặt tên loại báo cáo.")
                return cleaned
            cleaned["name"] = patterns()[source]
        refuse_taken_name(cleaned.get("name"), self.types.values())
        return cleaned

    def save(self):
        """The new type."""
        name, source = self.cleaned_data["name"], self.cleaned_data["source"]
        if source in self.types:
            return copy_type(self.types[source], name=name)
        return make_type(self.district, source, name=name)


def refuse_taken_name(name, others):
    """Raise where another type is called so, whatever its capitals and accents."""
    if name and search_key(name) in {search_key(row.name) for row in others}:
        raise ValidationError({"name": NAME_TAKEN})


class TypeForm(FrameForm):
    """A type's name, the periods that it is for, and its frame."""

    groups = (("Loại báo cáo", ("name", "period_kind")), *FrameForm.groups)
    prefilled, start_words = PREFILLED, START_WORDS

    class Meta:
        model = ReportType
        fields = ["name", "period_kind", *HEAD, *WORDS, *END]

    def clean(self):
        cleaned = super().clean()
        row = self.instance
        others = ReportType.objects.filter(district=row.district_id).exclude(pk=row.pk)
        refuse_taken_name(cleaned.get("name"), others)
        return cleaned

    def save(self, commit=True):
        """Write it; reports begun from it go on under its new name."""
        if "name" in self.changed_data:
            name = self.instance.name
            self.instance.name = self.initial["name"]
            rename(self.instance, name)
        return super().save(commit)


class TypeSectionForm(SectionForm):
    """A heading of a type, with the words that a report begins with."""

    prefilled, start_words = ("body",), START_WORDS

    class Meta(SectionForm.Meta):
        model = TypeSection
        fields = ["title", "level", "table", "body", "in_report"]
        widgets = {"body": forms.Textarea(attrs={"rows": 8})}

    @property
    def numbering(self):
        return self.instance.type.numbering


class NewTypeSectionForm(TypeSectionForm):
    """The same, with the place where it is put."""

    behind = forms.ChoiceField(label="Đứng sau mục", required=False)

    field_order = ["title", "level", "behind"]

    def __init__(self, *args, outline, **kwargs):
        """`outline`: the type's sections in order, as (row, number) pairs."""
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row, _ in outline}
        named = [
            (str(row.pk), f"{number} {row.title}".strip()) for row, number in outline
        ]
        self.fields["behind"].choices = [("", "Đứng đầu"), *named]
        if named:
            self.initial.setdefault("behind", named[-1][0])

    def behind_which(self):
        """The section that it stands behind, or None for the first place."""
        return self.rows.get(self.cleaned_data["behind"])


class StartForm(forms.Form):
    """What a period's report begins from: a type, or the last words of that type.

    `types` in the order to offer; `last`: the latest report of each, by its name.
    """

    start = forms.ChoiceField(
        label="Loại báo cáo",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Đề nghị chọn loại báo cáo."
        ),
    )

    def __init__(self, *args, types, last, **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = dict(_offers(types, last))
        self.fields["start"].choices = [
            (key, _in_words(*offer, last)) for key, offer in self.offers.items()
        ]
        self.initial.setdefault("start", next(iter(self.offers), ""))

    def chosen(self):
        """(type, whether its last words are carried on)."""
        return self.offers[self.cleaned_data["start"]]


def _offers(types, last):
    for row in types:
        if row.name in last:
            yield f"{row.pk}{CARRIED}", (row, True)
        yield str(row.pk), (row, False)


def _in_words(row, carried, last):
    if carried:
        return f"{row}: viết tiếp từ lời văn {last[row.name].period.phrase}"
    return f"{row}: bắt đầu từ mẫu" if row.name in last else str(row)
