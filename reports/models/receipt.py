"""Biên nhận: what a commune sent, under a number and a hash of the content."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .scope import ScopedQuerySet
from .submission import Submission


class Receipt(models.Model):
    """One content of a return that was sent. Sent again unchanged, it is the same.

    `content` is what `contents.content_of` gave then; `sha256` is its hash.
    """

    commune_path = "submission__commune"
    district_path = "submission__period__district"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="receipts", verbose_name="biểu"
    )
    number = models.PositiveIntegerField("số", help_text="1, 2, … within the return.")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "biên nhận"
        verbose_name_plural = "biên nhận"
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="receipt_number_once"
            ),
            models.UniqueConstraint(
                fields=["submission", "sha256"], name="receipt_once_a_content"
            ),
        ]

    def __str__(self):
        return f"{self.submission.commune.code}-{self.number:02d}"
