"""The commune's own words beside its figures, with every version of them."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .scope import ScopedQuerySet
from .submission import Submission


class SubmissionWords(models.Model):
    """What a commune writes under one heading, as it stands now."""

    class Topic(models.TextChoices):
        RESULTS = "results", "Kết quả nổi bật"
        DIFFICULTIES = "difficulties", "Tồn tại, khó khăn"
        PROPOSALS = "proposals", "Đề xuất, kiến nghị"

    LONGEST = 5_000

    commune_path = "submission__commune"
    district_path = "submission__period__district"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="words", verbose_name="biểu"
    )
    topic = models.CharField("mục", max_length=15, choices=Topic.choices)
    text = models.TextField("nội dung", max_length=LONGEST, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "lời của xã"
        verbose_name_plural = "lời của xã"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "topic"], name="words_once_a_topic"
            )
        ]

    def __str__(self):
        return f"{self.get_topic_display()}: {self.submission}"


class WordsVersion(models.Model):
    """What a commune wrote before and writes now: who, when. Never changed."""

    words = models.ForeignKey(SubmissionWords, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    key = models.UUIDField(null=True, help_text="As on FigureVersion.")

    class Meta:
        verbose_name = "phiên bản lời của xã"
        verbose_name_plural = "phiên bản lời của xã"
        ordering = ["words", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["words", "number"], name="words_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["words", "key"], name="words_version_key_once"
            ),
        ]

    def __str__(self):
        return f"{self.words_id}/{self.number}"
