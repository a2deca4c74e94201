"""An indicator of the catalogue: what is counted, by whom, and against what."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from reports.facts import LABELS
from reports.models import Indicator, PeriodIndicator

from .rows import CountField, RowForm, choices_of

Kind = Indicator.Kind
NO_PARTS = (Kind.LIST, Kind.PERCENT)
GROUPS = (
    ("Nội dung", ("number", "name", "unit", "definition", "key")),
    ("Cách thu thập", ("kind", "time", "level", "decimals", "product_kind")),
    ("Lấy từ danh bạ và số của cấp huyện", ("roster_count", "district_adds")),
    ("Thành phần và tổng", ("part_of", "total_typed", "numerator", "denominator")),
    ("Đối chiếu", ("at_most", "at_most_roster", "within")),
    ("Trong báo cáo", ("in_table", "position")),
)
HELP = {
    "number": "Để trống thì in không có số thứ tự.",
    "definition": "Xã đọc khi bấm “Cách tính” cạnh ô nhập.",
    "decimals": "0 với số đếm; nhiều nhất 3.",
    "product_kind": "Chỉ dùng khi kiểu số liệu là danh sách sản phẩm.",
    "roster_count": "Chỉ dùng khi số liệu lấy từ danh bạ.",
    "numerator": "Chỉ dùng khi kiểu số liệu là tỷ lệ phần trăm.",
    "denominator": "Chỉ dùng khi kiểu số liệu là tỷ lệ phần trăm.",
    "at_most": "Lớn hơn thì hệ thống nhắc kiểm tra lại, xã vẫn gửi được nếu có lý do.",
    "within": "Mọi sản phẩm ở đây phải có trong danh sách được chọn.",
    "position": "Chỉ tiêu đứng theo thứ tự này từ nhỏ đến lớn.",
}


class IndicatorForm(RowForm):
    """Every relation stays inside the district's own catalogue."""

    error_places = {"indicator_key_once": "key"}

    class Meta:
        model = Indicator
        fields = [name for _, names in GROUPS for name in names]
        field_classes = {"decimals": CountField, "position": CountField}
        widgets = {"definition": forms.Textarea(attrs={"rows": 3})}
        help_texts = HELP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer_relations()
        if self._is_pinned():
            self.fields["key"].disabled = True
            self.fields[
                "key"
            ].help_text = "Không đổi được nữa: các kỳ đã mở nối với nhau theo tên này."
        self.helper.layout = Layout(
            *(Fieldset(t, *names, css_class="section") for t, names in GROUPS)
        )

    def _offer_relations(self):
        rows = Indicator.objects.filter(district=self.instance.district_id)
        rows = rows.filter(is_active=True).exclude(pk=self.instance.pk)
        amounts = rows.exclude(kind=Kind.PERCENT)
        offers = {
            "part_of": rows.filter(part_of=None).exclude(kind__in=NO_PARTS),
            "within": rows.filter(kind=Kind.LIST),
            "at_most": rows,
            "numerator": amounts,
            "denominator": amounts,
        }
        for name, offered in offers.items():
            kept = getattr(self.instance, f"{name}_id")
            choices_of(self.fields[name], offered, kept)

    def _is_pinned(self):
        """Whether a period has a copy under this key already."""
        return (
            self.instance.pk is not None
            and PeriodIndicator.objects.filter(
                period__district=self.instance.district_id, key=self.instance.key
            ).exists()
        )

    def clean_key(self):
        key = self.cleaned_data["key"]
        if key in LABELS or key.startswith(("so_", "danh_sach_")):
            raise ValidationError(
                "Tên này dành cho số liệu chung của báo cáo; đề nghị chọn tên khác, "
                "không bắt đầu bằng so_ hoặc danh_sach_."
            )
        return key

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if cleaned.get("part_of"):
            if kind in NO_PARTS:
                self.add_error(
                    "part_of", "Danh sách và tỷ lệ không thể là thành phần của tổng."
                )
            elif self._parts().exists():
                self.add_error(
                    "part_of",
                    "Chỉ tiêu này đang có thành phần nên không thể là thành phần của "
                    "chỉ tiêu khác.",
                )
        if cleaned.get("within") and kind != Kind.LIST:
            self.add_error("within", "Chỉ danh sách mới nằm trong danh sách khác.")
        if kind in NO_PARTS and self._parts().exists():
            self.add_error(
                "kind",
                "Chỉ tiêu này đang có thành phần; danh sách và tỷ lệ không có thành "
                "phần.",
            )
        if kind == Kind.PERCENT and self._is_in_a_ratio():
            self.add_error(
                "kind", "Chỉ tiêu này đang là tử số hoặc mẫu số của một tỷ lệ."
            )
        return cleaned

    def _parts(self):
        return Indicator.objects.filter(part_of=self.instance.pk or 0)

    def _is_in_a_ratio(self):
        me = self.instance.pk or 0
        return Indicator.objects.filter(Q(numerator=me) | Q(denominator=me)).exists()
