"""Report types: the frame, sections and tables that a period's report starts from."""

from django.db import models

from teams.models import District

from .narrative import ReportFields, Section, SectionFields
from .period import ReportingPeriod
from .scope import ScopedQuerySet


class ReportType(ReportFields):
    """A kind of periodic report of the office; copied when a report is begun."""

    commune_path = None
    district_path = "district"

    district = models.ForeignKey(
        District, models.CASCADE, related_name="report_types", verbose_name="đơn vị"
    )
    name = models.CharField("tên loại báo cáo", max_length=200)
    period_kind = models.CharField(
        "dùng cho kỳ",
        max_length=10,
        choices=ReportingPeriod.Kind.choices,
        default=ReportingPeriod.Kind.HALF_YEAR,
    )
    in_use = models.BooleanField("đang dùng", default=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "loại báo cáo"
        verbose_name_plural = "loại báo cáo"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"],
                name="report_type_name_once",
                violation_error_message="Đã có loại báo cáo mang tên này.",
            )
        ]

    def __str__(self):
        return self.name


class TypeSection(SectionFields):
    """One heading of a type, with the words that a report begins with."""

    commune_path = None
    district_path = "type__district"

    type = models.ForeignKey(ReportType, models.CASCADE, related_name="sections")

    objects = ScopedQuerySet.as_manager()

    class Meta(SectionFields.Meta):
        verbose_name = "mục của loại báo cáo"
        verbose_name_plural = "mục của loại báo cáo"


class TableFields(models.Model):
    """A table as data: `spec` is a `tables.TableSpec` as JSON.

    Without a section it is an annex of its own after the signature.
    """

    position = models.PositiveIntegerField("thứ tự", default=1)
    title = models.CharField("tên bảng", max_length=300)
    spec = models.JSONField("hàng và cột", default=dict)
    in_report = models.BooleanField("đưa vào báo cáo", default=True)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class TypeTable(TableFields):
    """A table of a type; it stands in one of its sections or as an annex."""

    commune_path = None
    district_path = "type__district"

    type = models.ForeignKey(ReportType, models.CASCADE, related_name="tables")
    section = models.ForeignKey(
        TypeSection,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="tables",
        verbose_name="đứng ở mục",
    )

    objects = ScopedQuerySet.as_manager()

    class Meta(TableFields.Meta):
        verbose_name = "bảng của loại báo cáo"
        verbose_name_plural = "bảng của loại báo cáo"


class ReportTable(TableFields):
    """A table of a period's report, copied from its type."""

    commune_path = None
    district_path = "report__period__district"

    report = models.ForeignKey("reports.Report", models.CASCADE, related_name="tables")
    section = models.ForeignKey(
        Section,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="tables",
        verbose_name="đứng ở mục",
    )

    objects = ScopedQuerySet.as_manager()

    class Meta(TableFields.Meta):
        verbose_name = "bảng của báo cáo"
        verbose_name_plural = "bảng của báo cáo"
