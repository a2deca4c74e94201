"""The words of a period's report: sections, addressee, recipients, signer."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from teams.models import Signer

from .period import ReportingPeriod
from .scope import ScopedQuerySet


class ReportFields(models.Model):
    """The frame of a paper around its sections; in a type and in a period's report.

    An empty `kind` makes a báo cáo in the form of a công văn: its subject stands under
    the number. `numbering` holds one style a level of heading, see `NUMBERING`.
    """

    NUMBERING = "I.|1.|1.1.|a)"

    kind = models.CharField(
        "tên loại văn bản",
        max_length=60,
        default="BÁO CÁO",
        blank=True,
        help_text="Để trống nếu báo cáo có hình thức công văn.",
    )
    symbol = models.CharField(
        "ký hiệu",
        max_length=30,
        blank=True,
        help_text="Để trống thì lấy ký hiệu ở mẫu đầu văn bản.",
    )
    subject = models.CharField("trích yếu", max_length=300)
    addressees = models.TextField(
        "kính gửi", max_length=1000, blank=True, help_text="Mỗi dòng một nơi nhận."
    )
    bases = models.TextField(
        "căn cứ ban hành", max_length=3000, blank=True, help_text="Mỗi dòng một căn cứ."
    )
    opening = models.TextField("đoạn mở đầu", max_length=3000)
    closing = models.TextField("đoạn kết", max_length=3000)
    recipients = models.TextField(
        "nơi nhận", max_length=2000, blank=True, help_text="Mỗi dòng một nơi nhận."
    )
    with_number = models.BooleanField("có số, ký hiệu", default=True)
    with_place = models.BooleanField("có địa danh, ngày tháng", default=True)
    two_signatures = models.BooleanField("hai cột chữ ký", default=False)
    numbering = models.CharField(
        "kiểu đánh số các cấp mục", max_length=40, default=NUMBERING
    )

    class Meta:
        abstract = True


class SectionFields(models.Model):
    """One heading with its text; the numbering follows the order.

    Each line of `body` is a paragraph; a line that begins with "- " is a bullet.
    """

    class Level(models.IntegerChoices):
        ONE = 1, "I."
        TWO = 2, "1."
        THREE = 3, "1.1."
        FOUR = 4, "a)"
        FIVE = 5, "cấp 5"
        SIX = 6, "cấp 6"

    class Table(models.TextChoices):
        NONE = "", "Không"
        INDICATORS = "indicators", "Bảng số liệu thống kê"

    position = models.PositiveIntegerField("thứ tự")
    level = models.PositiveSmallIntegerField("cấp mục", choices=Level.choices)
    title = models.CharField("tiêu đề", max_length=300)
    table = models.CharField(
        "bảng đứng đầu mục",
        max_length=20,
        choices=Table.choices,
        default=Table.NONE,
        blank=True,
    )
    body = models.TextField("nội dung", max_length=50000, blank=True)
    in_report = models.BooleanField("đưa vào báo cáo", default=True)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class Report(ReportFields):
    """What the officer writes for one period; the figures come by name.

    Its frame, sections and tables are copies of a type's: what changes in the type
    later changes nothing here.
    """

    commune_path = None
    district_path = "period__district"

    period = models.OneToOneField(
        ReportingPeriod,
        models.CASCADE,
        related_name="report",
        verbose_name="kỳ báo cáo",
    )
    type_name = models.CharField("loại báo cáo", max_length=200, blank=True)
    signer = models.ForeignKey(
        Signer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name="người ký",
    )
    second_signer = models.ForeignKey(
        Signer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ký ở cột bên trái",
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "nội dung báo cáo"
        verbose_name_plural = "nội dung báo cáo"

    def __str__(self):
        return f"Báo cáo {self.period}"


class Section(SectionFields):
    """One heading of a period's report, kept with its versions."""

    commune_path = None
    district_path = "report__period__district"

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")

    objects = ScopedQuerySet.as_manager()

    class Meta(SectionFields.Meta):
        verbose_name = "mục"
        verbose_name_plural = "mục"


class SectionVersion(models.Model):
    """What a section said before and says now; never changed."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "phiên bản của mục"
        verbose_name_plural = "phiên bản của mục"
        ordering = ["section", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "number"], name="section_version_number_once"
            )
        ]

    def __str__(self):
        return f"{self.section_id}/{self.number}"
