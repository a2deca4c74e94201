"""Bản đã tiếp nhận: what the district took up of a return, as it stood then."""

from django.db import models

from .scope import ScopedQuerySet
from .submission import Submission, SubmissionEvent


class Acceptance(models.Model):
    """The content of a return at one acceptance. Never changed.

    `content` is what `contents.content_of` gave then; `sha256` is its hash; the event
    says who took it up, and when.
    """

    commune_path = "submission__commune"
    district_path = "submission__period__district"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="acceptances", verbose_name="biểu"
    )
    number = models.PositiveIntegerField("lần", help_text="1, 2, … within the return.")
    event = models.OneToOneField(
        SubmissionEvent, models.CASCADE, related_name="acceptance"
    )
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đã tiếp nhận"
        verbose_name_plural = "bản đã tiếp nhận"
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="acceptance_number_once"
            )
        ]

    def __str__(self):
        return f"Bản tiếp nhận lần {self.number}: {self.submission}"
