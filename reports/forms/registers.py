"""The registers: activities, the documents that are cited, products."""

from django import forms
from django.core.exceptions import ValidationError

from reports.models import Activity, CitedDocument, Product, ReportingPeriod
from teams.models import Commune
from tuky_cnscd.forms import DayField

from .rows import CountField, RowForm

DISTRICT = "cap-huyen"


class CommuneChoice(forms.ModelChoiceField):
    """Communes in the district's order; one that is no more says until when it was."""

    def label_from_instance(self, obj):
        ended = f" (đến {obj.valid_to:%d/%m/%Y})" if obj.valid_to else ""
        return f"{obj}{ended}"


class ActivityForm(RowForm):
    """What was done, when, where, and the documents cited for it."""

    class Meta:
        model = Activity
        fields = [
            "date",
            "kind",
            "title",
            "commune",
            "place",
            "partners",
            "participants",
            "documents",
        ]
        field_classes = {
            "date": DayField,
            "participants": CountField,
            "commune": CommuneChoice,
        }
        widgets = {
            "title": forms.Textarea(attrs={"rows": 3}),
            "partners": forms.Textarea(attrs={"rows": 2}),
            "documents": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        district = self.instance.district_id
        communes = self.fields["commune"]
        communes.queryset = Commune.objects.filter(district=district)
        communes.empty_label = "Cấp huyện tổ chức"
        communes.help_text = ""
        documents = self.fields["documents"]
        documents.queryset = CitedDocument.objects.filter(district=district)
        if not documents.queryset.exists():
            documents.help_text = "Chưa có văn bản nào trong sổ văn bản viện dẫn."

    def clean(self):
        cleaned = super().clean()
        date, commune = cleaned.get("date"), cleaned.get("commune")
        if date and commune and not _existed(commune.pk, date):
            self.add_error("commune", _unknown_on(date))
        return cleaned


class OwnActivityForm(RowForm):
    """What a commune did itself, within the period that it reports on."""

    class Meta(ActivityForm.Meta):
        fields = ["date", "kind", "title", "place", "participants"]
        help_texts = {"place": "Ví dụ: Nhà văn hóa thôn An Lao."}

    def __init__(self, *args, period, **kwargs):
        super().__init__(*args, **kwargs)
        self.period = period
        self.fields["date"].help_text = f"Trong kỳ: {_days(period)}."

    def clean_date(self):
        date = self.cleaned_data["date"]
        if not self.period.first_day <= date <= self.period.last_day:
            raise ValidationError(
                f"Ngày {date:%d/%m/%Y} nằm ngoài kỳ báo cáo ({_days(self.period)});"
                " ghi ngày đã tổ chức trong kỳ."
            )
        if not _existed(self.instance.commune_id, date):
            raise ValidationError(_unknown_on(date))
        return date


def _existed(commune_id, date):
    return Commune.objects.on(date).filter(pk=commune_id).exists()


def _unknown_on(date):
    return f"Danh bạ không có đơn vị này vào ngày {date:%d/%m/%Y}."


def _days(period):
    return f"từ {period.first_day:%d/%m/%Y} đến {period.last_day:%d/%m/%Y}"


class ActivityFilter(forms.Form):
    """Which activities the list shows; a word it does not know is passed over."""

    ky = forms.ModelChoiceField(
        ReportingPeriod.objects.none(),
        label="Kỳ báo cáo",
        required=False,
        empty_label="Tất cả các kỳ",
    )
    xa = forms.ChoiceField(label="Nơi tổ chức", required=False)
    loai = forms.ChoiceField(
        label="Loại",
        required=False,
        choices=[("", "Tất cả các loại"), *Activity.Kind.choices],
    )

    def __init__(self, *args, periods, communes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ky"].queryset = periods
        self.fields["xa"].choices = [
            ("", "Cấp huyện và các xã"),
            (DISTRICT, "Cấp huyện"),
            *((str(commune.pk), str(commune)) for commune in communes),
        ]

    def cut(self, rows):
        """`rows` cut to what was chosen."""
        self.full_clean()
        chosen = getattr(self, "cleaned_data", {})
        if period := chosen.get("ky"):
            rows = rows.filter(date__range=(period.first_day, period.last_day))
        if place := chosen.get("xa"):
            rows = rows.filter(commune=None if place == DISTRICT else place)
        if kind := chosen.get("loai"):
            rows = rows.filter(kind=kind)
        return rows


class DocumentForm(RowForm):
    """A document that texts cite, spelled as on the document itself."""

    error_places = {"document_once": "number"}

    class Meta:
        model = CitedDocument
        fields = ["kind", "number", "date", "issuer", "subject"]
        field_classes = {"date": DayField}
        widgets = {"subject": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "number": "Chép đúng như trên văn bản, ví dụ 1252/QĐ-UBND.",
            "subject": "Trích yếu của văn bản, không ghi chữ “Về việc”.",
        }


class ProductForm(RowForm):
    """A product of a commune: what its lists are picked from."""

    not_asked = frozenset({"search_key"})
    error_places = {"product_once_a_commune": "name"}

    class Meta:
        model = Product
        fields = ["commune", "kind", "name", "maker", "printed_as"]
        field_classes = {"commune": CommuneChoice}

    def __init__(self, *args, district, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commune"].queryset = Commune.objects.filter(district=district)

    def clean(self):
        cleaned = super().clean()
        row = Product(
            **{n: cleaned.get(n, "") for n in ("name", "maker", "printed_as")}
        )
        row.set_keys()
        self.instance.search_key = row.search_key or "-"
        return cleaned
