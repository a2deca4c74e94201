"""The letters around a period: the dispatch that asks, the reminder to the late."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from teams.models import Signer

from .period import ReportingPeriod
from .scope import ScopedQuerySet


class Letter(models.Model):
    """A công văn: words that may be edited until number and date freeze them.

    `late` is the list of a reminder as it stood at `listed_at`: [place, state] each.
    `content` is the document as a value, frozen with number and date.
    """

    class Kind(models.TextChoices):
        DISPATCH = "dispatch", "Công văn yêu cầu báo cáo"
        REMINDER = "reminder", "Công văn đôn đốc"

    commune_path = None
    district_path = "period__district"

    period = models.ForeignKey(
        ReportingPeriod,
        models.PROTECT,
        related_name="letters",
        verbose_name="kỳ báo cáo",
    )
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    symbol = models.CharField(
        "ký hiệu", max_length=30, help_text="In sau số văn bản, ví dụ UBND-VHTT."
    )
    subject = models.CharField(
        "V/v", max_length=300, help_text="In dưới số văn bản, sau chữ “V/v”."
    )
    addressees = models.TextField(
        "kính gửi", max_length=10000, help_text="Mỗi dòng một nơi nhận."
    )
    opening = models.TextField("đoạn mở đầu", max_length=3000)
    body = models.TextField(
        "nội dung",
        max_length=20000,
        help_text="Mỗi dòng là một đoạn. Dòng mở đầu bằng “- ” là gạch đầu dòng, "
        "bằng “1. ” là mục đánh số.",
    )
    closing = models.TextField("đoạn kết", max_length=3000)
    recipients = models.TextField(
        "nơi nhận", max_length=2000, help_text="Mỗi dòng một nơi nhận."
    )
    signer = models.ForeignKey(
        Signer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name="người ký",
    )
    late = models.JSONField(default=list, blank=True)
    listed_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    number = models.PositiveIntegerField("số", null=True)
    date = models.DateField("ngày ban hành", null=True)
    content = models.JSONField(null=True)
    numbered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    numbered_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "công văn"
        verbose_name_plural = "công văn"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    number__isnull=True, date__isnull=True, content__isnull=True
                )
                | Q(number__isnull=False, date__isnull=False, content__isnull=False),
                name="numbered_letter_is_whole",
            )
        ]

    def __str__(self):
        if self.is_numbered:
            return f"Số {self.number:02d}/{self.symbol} ngày {self.date:%d/%m/%Y}"
        return f"{self.get_kind_display()} (chưa ghi số)"

    @property
    def is_numbered(self):
        """Whether the clerk gave its number: then nothing in it changes any more."""
        return self.number is not None
