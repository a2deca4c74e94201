"""What is counted: the catalogue, and the copies pinned to each period."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models

from teams.models import District

from .period import ReportingPeriod
from .scope import ScopedQuerySet


class IndicatorFields(models.Model):
    """What an indicator says, in the catalogue and in a period's pinned copy."""

    class Kind(models.TextChoices):
        COUNT = "count", "Số đếm"
        DECIMAL = "decimal", "Số thập phân"
        MONEY = "money", "Số tiền"
        PERCENT = "percent", "Tỷ lệ phần trăm"
        LIST = "list", "Danh sách sản phẩm"

    class Time(models.TextChoices):
        FLOW = "flow", "Trong kỳ"
        CUMULATIVE = "cumulative", "Lũy kế"
        STOCK = "stock", "Thời điểm"

    class Level(models.TextChoices):
        HAMLET = "hamlet", "Xã nhập theo thôn"
        COMMUNE = "commune", "Xã nhập"
        DISTRICT = "district", "Cấp huyện nhập"
        ROSTER = "roster", "Lấy từ danh bạ"

    class ProductKind(models.TextChoices):
        OCOP = "ocop", "Sản phẩm OCOP"
        OTHER = "other", "Sản phẩm khác"

    class RosterCount(models.TextChoices):
        COMMUNE_TEAMS = "commune_teams", "Số Tổ CNSCĐ cấp xã"
        HAMLETS = "hamlets", "Số thôn, KDC"
        HAMLET_TEAMS = "hamlet_teams", "Số Tổ CNSCĐ thôn, KDC"
        MEMBERS = "members", "Số thành viên Tổ CNSCĐ thôn, KDC"
        ZALO_GROUPS = "zalo_groups", "Số nhóm Zalo"

    key = models.CharField(
        "tên dùng trong văn bản",
        max_length=40,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9_]*$",
                "Chỉ dùng chữ thường không dấu, chữ số và dấu gạch dưới.",
            )
        ],
        help_text="Gọi số liệu trong lời văn, ví dụ {guided}.",
    )
    number = models.CharField("STT trong bảng", max_length=10, blank=True)
    name = models.CharField("nội dung", max_length=300)
    unit = models.CharField("đơn vị tính", max_length=50)
    definition = models.TextField("cách tính", max_length=2000, blank=True)
    group = models.CharField("nhóm", max_length=150, blank=True)
    kind = models.CharField(
        "kiểu số liệu", max_length=10, choices=Kind.choices, default=Kind.COUNT
    )
    time = models.CharField("thời gian tính", max_length=10, choices=Time.choices)
    level = models.CharField("ai nhập", max_length=10, choices=Level.choices)
    decimals = models.PositiveSmallIntegerField(
        "số chữ số thập phân", default=0, validators=[MaxValueValidator(3)]
    )
    district_adds = models.BooleanField(
        "cấp huyện cũng có số liệu riêng", default=False
    )
    source = models.CharField("cơ quan cung cấp số liệu", max_length=150, blank=True)
    cumulative_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="là số lũy kế của",
    )
    part_of = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="là thành phần của",
    )
    total_typed = models.BooleanField(
        "tổng do xã nhập để đối chiếu",
        default=False,
        help_text="Không đánh dấu thì tổng được cộng từ các thành phần.",
    )
    within = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="nằm trong danh sách",
    )
    at_most = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="không lớn hơn",
    )
    at_most_roster = models.CharField(
        "không lớn hơn số trong danh bạ",
        max_length=20,
        choices=RosterCount.choices,
        blank=True,
    )
    numerator = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tử số",
    )
    denominator = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="mẫu số",
    )
    roster_count = models.CharField(
        "số lấy từ danh bạ", max_length=20, choices=RosterCount.choices, blank=True
    )
    product_kind = models.CharField(
        "loại sản phẩm", max_length=10, choices=ProductKind.choices, blank=True
    )
    in_table = models.BooleanField("in trong bảng số liệu", default=True)
    position = models.PositiveIntegerField("thứ tự", default=0)

    RELATIONS = (
        "part_of",
        "cumulative_of",
        "within",
        "at_most",
        "numerator",
        "denominator",
    )
    SUMMABLE = (Kind.COUNT, Kind.DECIMAL, Kind.MONEY)
    ENTERED = (Level.HAMLET, Level.COMMUNE, Level.DISTRICT)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.number}. {self.name}" if self.number else self.name

    def clean(self):
        if self.kind == self.Kind.LIST and not self.product_kind:
            raise ValidationError({"product_kind": "Chọn loại sản phẩm."})
        if self.kind == self.Kind.LIST and self.level != self.Level.COMMUNE:
            raise ValidationError({"level": "Danh sách sản phẩm do xã nhập."})
        if self.kind == self.Kind.COUNT and self.decimals:
            raise ValidationError({"decimals": "Số đếm không có phần thập phân."})
        if self.level == self.Level.ROSTER and not self.roster_count:
            raise ValidationError({"roster_count": "Chọn số lấy từ danh bạ."})
        if self.kind == self.Kind.PERCENT and not (
            self.numerator_id and self.denominator_id
        ):
            raise ValidationError({"kind": "Tỷ lệ phần trăm cần cả tử số và mẫu số."})
        if self.cumulative_of_id and self.time != self.Time.CUMULATIVE:
            raise ValidationError({"time": "Số lũy kế có thời gian tính là “Lũy kế”."})

    @property
    def may_be_cumulated(self):
        """Whether a running total of it can be kept beside it."""
        countable = self.kind in self.SUMMABLE and self.level in self.ENTERED
        return self.time == self.Time.FLOW and countable


class Indicator(IndicatorFields):
    """A chỉ tiêu in the district's catalogue; retired ones stay for history."""

    commune_path = None
    district_path = "district"

    district = models.ForeignKey(
        District, models.CASCADE, related_name="indicators", verbose_name="đơn vị"
    )
    is_active = models.BooleanField("đang dùng", default=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(IndicatorFields.Meta):
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "key"],
                name="indicator_key_once",
                violation_error_message="Tên này đã dùng cho một chỉ tiêu khác.",
            )
        ]


class PeriodIndicator(IndicatorFields):
    """The copy pinned when a period opens; linked over time by `key`."""

    commune_path = None
    district_path = "period__district"

    period = models.ForeignKey(
        ReportingPeriod,
        models.CASCADE,
        related_name="indicators",
        verbose_name="kỳ báo cáo",
    )

    objects = ScopedQuerySet.as_manager()

    class Meta(IndicatorFields.Meta):
        verbose_name = "chỉ tiêu của kỳ"
        verbose_name_plural = "chỉ tiêu của kỳ"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "key"], name="period_indicator_key_once"
            )
        ]
