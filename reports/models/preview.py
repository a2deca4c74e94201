"""The report as a person last previewed it, to tell what changed since."""

from django.conf import settings
from django.db import models

from .narrative import Report


class ReportPreview(models.Model):
    """The last preview of one person; each new one takes the place of the old."""

    report = models.ForeignKey(
        Report, models.CASCADE, related_name="previews", verbose_name="báo cáo"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="ai"
    )
    at = models.DateTimeField("lúc")
    content = models.JSONField(help_text="The document as a value.")
    totals = models.JSONField(help_text="[name, printed amount] of each total, by key.")

    class Meta:
        verbose_name = "lần xem trước"
        verbose_name_plural = "lần xem trước"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "by"], name="last_preview_once_a_person"
            )
        ]

    def __str__(self):
        return f"{self.report_id}/{self.by_id}"
