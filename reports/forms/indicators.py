"""An indicator of the catalogue: what is counted, by whom, and against what."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from reports.arranging import arrange
from reports.catalogue import keys_in_use
from reports.facts import LABELS
from reports.indicator_keys import RESERVED, key_of
from reports.models import Indicator, PeriodIndicator

from .rows import CountField, RowForm, choices_of

Kind, Level, Time = Indicator.Kind, Indicator.Level, Indicator.Time
NO_PARTS = (Kind.LIST, Kind.PERCENT)
GROUPS = (
    ("Nội dung", ("number", "name", "unit", "group", "definition")),
    ("Cách thu thập", ("kind", "time", "level", "decimals", "product_kind")),
    ("Số của cấp huyện và danh bạ", ("district_adds", "source", "roster_count")),
    ("Thành phần và tổng", ("part_of", "total_typed", "numerator", "denominator")),
    ("Đối chiếu", ("at_most", "at_most_roster", "within")),
    ("Trong báo cáo", ("in_table", "key")),
)
GROUP_LIST = "nhom-da-co"  # the page's <datalist> of groups that there are
HELP = {
    "number": "Để trống thì in không có số thứ tự.",
    "group": "Các chỉ tiêu cùng nhóm đứng cạnh nhau dưới một dòng tiêu đề. Để trống "
    "nếu không chia nhóm (đứng trước các nhóm); thành phần theo nhóm của tổng.",
    "definition": "Xã đọc khi bấm “Cách tính” cạnh ô nhập.",
    "decimals": "0 với số đếm; nhiều nhất 3.",
    "product_kind": "Chỉ dùng khi kiểu số liệu là danh sách sản phẩm.",
    "source": "Ví dụ: Công an huyện. Dùng cho số do cấp huyện nhập; khi nhập số sẽ hỏi "
    "thêm văn bản, ngày.",
    "roster_count": "Chỉ dùng khi số liệu lấy từ danh bạ.",
    "numerator": "Chỉ dùng khi kiểu số liệu là tỷ lệ phần trăm.",
    "denominator": "Chỉ dùng khi kiểu số liệu là tỷ lệ phần trăm.",
    "at_most": "Lớn hơn thì hệ thống nhắc kiểm tra lại, xã vẫn gửi được nếu có lý do.",
    "within": "Mọi sản phẩm ở đây phải có trong danh sách được chọn.",
    "key": "Gọi số liệu trong lời văn, ví dụ {guided}. Để trống thì tự đặt theo nội "
    "dung; đổi được đến khi có kỳ mở với chỉ tiêu này.",
}
FIXED_KEY = (
    "Không đổi được nữa: các kỳ đã mở nối số liệu với nhau qua tên này. Nội dung, đơn "
    "vị, cách tính vẫn sửa được."
)


class IndicatorForm(RowForm):
    """Every relation stays inside the district's own catalogue."""

    error_places = {"indicator_key_once": "key"}

    class Meta:
        model = Indicator
        fields = [name for _, names in GROUPS for name in names]
        field_classes = {"decimals": CountField}
        widgets = {
            "definition": forms.Textarea(attrs={"rows": 3}),
            "group": forms.TextInput(attrs={"list": GROUP_LIST}),
        }
        help_texts = HELP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer_relations()
        self.fields["key"].required = False
        if self._is_pinned():
            self.fields["key"].disabled = True
            self.fields["key"].help_text = FIXED_KEY
        self.helper.layout = Layout(
            *(Fieldset(t, *names, css_class="section") for t, names in GROUPS)
        )

    def _offer_relations(self):
        rows = Indicator.objects.filter(district=self.instance.district_id)
        rows = rows.filter(is_active=True).exclude(pk=self.instance.pk)
        amounts = rows.exclude(kind=Kind.PERCENT).exclude(level=Level.ROSTER)
        wholes = rows.filter(
            part_of=None, cumulative_of__isnull=not self.instance.cumulative_of_id
        )
        offers = {
            "part_of": wholes.exclude(kind__in=NO_PARTS),
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
        if not key:
            taken = keys_in_use(self.instance.district_id)
            return key_of(self.cleaned_data.get("name", ""), taken, LABELS)
        if not self.fields["key"].disabled and (
            key in LABELS or key.startswith(RESERVED)
        ):
            raise ValidationError(
                "Tên này dành cho số liệu chung của báo cáo; đề nghị chọn tên khác, "
                f"không bắt đầu bằng {', '.join(RESERVED)}."
            )
        return key

    def clean(self):
        cleaned = super().clean()
        for check in (self._as_a_part, self._as_a_kind, self._as_a_total):
            for field, message in check(cleaned):
                self.add_error(field, message)
        return cleaned

    def save(self, commit=True):
        """The row, and the catalogue in order: what belongs together stands so."""
        row = super().save(commit)
        arrange(row.district_id)
        row.refresh_from_db(fields=["position", "group"])
        return row

    def _as_a_part(self, cleaned):
        if not cleaned.get("part_of"):
            return
        if cleaned.get("kind") in NO_PARTS:
            yield "part_of", "Danh sách và tỷ lệ không thể là thành phần của tổng."
        elif self._parts().exists():
            yield (
                "part_of",
                "Chỉ tiêu này đang có thành phần nên không thể là thành phần của chỉ"
                " tiêu khác.",
            )

    def _as_a_kind(self, cleaned):
        """What is filled in for another kind or level would count, or be lost."""
        if cleaned.get("kind") != Kind.LIST and cleaned.get("within"):
            yield "within", "Chỉ danh sách mới nằm trong danh sách khác."
        if cleaned.get("kind") != Kind.PERCENT:
            for name in ("numerator", "denominator"):
                if cleaned.get(name):
                    yield name, "Chỉ tỷ lệ phần trăm mới có tử số, mẫu số."
        level = cleaned.get("level")
        if cleaned.get("roster_count") and level != Level.ROSTER:
            yield "roster_count", "Chỉ chọn khi “Ai nhập” là “Lấy từ danh bạ”."
        own = level == Level.DISTRICT or cleaned.get("district_adds")
        if cleaned.get("source") and not own:
            yield "source", "Chỉ ghi khi cấp huyện nhập số này."

    def _as_a_total(self, cleaned):
        kind = cleaned.get("kind")
        if kind in NO_PARTS and self._parts().exists():
            yield (
                "kind",
                "Chỉ tiêu này đang có thành phần; danh sách và tỷ lệ không có thành"
                " phần.",
            )
        if kind == Kind.PERCENT and self._is_in_a_ratio():
            yield "kind", "Chỉ tiêu này đang là tử số hoặc mẫu số của một tỷ lệ."
        time = cleaned.get("time")
        if time != Time.FLOW and self._leaning("cumulative_of").exists():
            yield "time", "Chỉ tiêu này có số lũy kế đi kèm nên phải tính “Trong kỳ”."

    def _parts(self):
        return self._leaning("part_of")

    def _is_in_a_ratio(self):
        return (
            self._leaning("numerator").exists() or self._leaning("denominator").exists()
        )

    def _leaning(self, relation):
        return Indicator.objects.filter(**{relation: self.instance.pk or 0})
