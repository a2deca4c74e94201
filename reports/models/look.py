"""When a person last looked through what changed in a period."""

from django.conf import settings
from django.db import models

from .period import ReportingPeriod


class LastLook(models.Model):
    """Everything up to here was seen: moved by “Đã xem hết” alone, never by reading.

    `recent` names what was seen of the minutes before `at`; see `reports.news`.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="ai"
    )
    period = models.ForeignKey(
        ReportingPeriod, models.CASCADE, related_name="+", verbose_name="kỳ"
    )
    at = models.DateTimeField("xem lúc")
    recent = models.JSONField(
        default=dict, help_text="{kind: [[first id, last id], …]} of what was shown."
    )

    class Meta:
        verbose_name = "lần xem gần nhất"
        verbose_name_plural = "lần xem gần nhất"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "period"], name="last_look_once_a_person"
            )
        ]

    def __str__(self):
        return f"{self.user_id}/{self.period_id}"
