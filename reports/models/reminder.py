"""What was done to remind a commune of its return: by e-mail, or said elsewhere."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .scope import ScopedQuerySet
from .submission import Submission


class Reminder(models.Model):
    """One reminder: who was reminded of which return, how, when, by whom.

    `by` is None where the program wrote by itself; such rows carry their `day`, which
    makes them one a person and a day. Nothing is deleted.
    """

    class Way(models.TextChoices):
        EMAIL = "email", "Thư điện tử"
        ZALO = "zalo", "Zalo"
        PHONE = "phone", "Điện thoại"

    class Result(models.TextChoices):
        PENDING = "pending", "Chưa rõ đã gửi"
        DONE = "done", "Đã gửi"
        FAILED = "failed", "Không gửi được"

    SAID = frozenset({Way.ZALO, Way.PHONE})

    commune_path = None
    district_path = "submission__period__district"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="reminders", verbose_name="biểu"
    )
    way = models.CharField("cách nhắc", max_length=5, choices=Way.choices)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người nhận",
    )
    address = models.CharField("địa chỉ", max_length=254, blank=True)
    subject = models.CharField("tiêu đề", max_length=300, blank=True)
    text = models.TextField("nội dung", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người nhắc",
    )
    at = models.DateTimeField("lúc", default=timezone.now)
    day = models.DateField("ngày tự nhắc", null=True)
    result = models.CharField(
        "kết quả", max_length=7, choices=Result.choices, default=Result.DONE
    )
    reason = models.CharField("lý do", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhắc"
        verbose_name_plural = "lần nhắc"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "to", "day"],
                condition=Q(day__isnull=False),
                name="reminder_by_itself_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(day__isnull=False, way="email"),
                name="reminder_by_somebody_or_of_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(way="email") | Q(to__isnull=False),
                name="reminder_email_to_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.get_way_display()}: {self.submission}"
