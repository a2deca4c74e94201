"""The frozen paper: the copy for signature, then the issued document."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .period import ReportingPeriod
from .scope import ScopedQuerySet


class IssuedReport(models.Model):
    """A report whose content is frozen for signature and, once issued, for good.

    `content` is the document as a value; `signing_pdf` has number and date blank,
    `issued_pdf` has them as the clerk gave them (Decree 30/2020, Articles 13–18).
    """

    class State(models.TextChoices):
        FOR_SIGNATURE = "for_signature", "Bản trình ký"
        DISCARDED = "discarded", "Đã hủy bản trình ký"
        ISSUED = "issued", "Đã ban hành"

    class Relation(models.TextChoices):
        REPLACES = "replaces", "Thay thế"
        CORRECTS = "corrects", "Đính chính"
        RECALLS = "recalls", "Thu hồi"

    commune_path = None
    district_path = "period__district"

    period = models.ForeignKey(
        ReportingPeriod,
        models.PROTECT,
        related_name="issued_reports",
        verbose_name="kỳ báo cáo",
    )
    state = models.CharField(
        "trạng thái",
        max_length=15,
        choices=State.choices,
        default=State.FOR_SIGNATURE,
    )
    content = models.JSONField()
    figures = models.JSONField(help_text="The totals that the paper prints, by key.")
    findings = models.JSONField(help_text="What stood, and why it was let pass.")
    signing_pdf = models.BinaryField()
    signing_sha256 = models.CharField(max_length=64)
    finalised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    finalised_at = models.DateTimeField(default=timezone.now)
    discarded_reason = models.TextField("lý do hủy", max_length=1000, blank=True)
    number = models.PositiveIntegerField("số", null=True)
    symbol = models.CharField("ký hiệu", max_length=30)
    date = models.DateField("ngày ban hành", null=True)
    issued_content = models.JSONField(null=True)
    issued_pdf = models.BinaryField(null=True)
    issued_sha256 = models.CharField(max_length=64, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    issued_at = models.DateTimeField(null=True)
    earlier = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="later",
        verbose_name="văn bản có liên quan",
    )
    relation = models.CharField(
        "quan hệ", max_length=10, choices=Relation.choices, blank=True
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản đã chốt"
        verbose_name_plural = "văn bản đã chốt"
        ordering = ["-finalised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="issued")
                | Q(
                    number__isnull=False,
                    date__isnull=False,
                    issued_pdf__isnull=False,
                    issued_content__isnull=False,
                ),
                name="issued_report_is_whole",
            ),
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(state="for_signature"),
                name="one_copy_for_signature_a_period",
                violation_error_message="Kỳ này đang có một bản trình ký.",
            ),
            models.CheckConstraint(
                condition=Q(earlier__isnull=True, relation="")
                | (Q(earlier__isnull=False) & ~Q(relation="")),
                name="relation_names_the_other_document",
            ),
        ]

    def __str__(self):
        if self.state == self.State.ISSUED:
            return f"Số {self.number:02d}/{self.symbol} ngày {self.date:%d/%m/%Y}"
        return f"{self.get_state_display()} – {self.period}"
