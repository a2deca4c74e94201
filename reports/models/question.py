"""The officer's question on one cell, and what the commune answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from teams.models import Hamlet

from .indicator import PeriodIndicator
from .scope import ScopedQuerySet
from .submission import Submission


class QuestionQuerySet(ScopedQuerySet):
    def standing(self):
        """Those that the officer did not settle."""
        return self.filter(settled_at__isnull=True)

    def open(self):
        """Those that wait for the commune."""
        return self.standing().filter(answered_at__isnull=True)


class CellQuestion(models.Model):
    """Rà soát số liệu: asked of one cell, answered in words or by a new figure."""

    commune_path = "submission__commune"
    district_path = "submission__period__district"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="questions", verbose_name="biểu"
    )
    indicator = models.ForeignKey(
        PeriodIndicator, models.PROTECT, related_name="+", verbose_name="chỉ tiêu"
    )
    hamlet = models.ForeignKey(
        Hamlet, models.PROTECT, null=True, related_name="+", verbose_name="thôn"
    )
    text = models.CharField("câu hỏi", max_length=500)
    rule = models.CharField(max_length=40, blank=True)
    asked_version = models.PositiveIntegerField(
        default=0, help_text="The version of the figure that was asked about."
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField("trả lời", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "câu hỏi về số liệu"
        verbose_name_plural = "câu hỏi về số liệu"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="question_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="question_settled_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["submission", "indicator", "hamlet"],
                condition=Q(settled_at__isnull=True, hamlet__isnull=False),
                name="one_standing_question_a_hamlet_cell",
            ),
            models.UniqueConstraint(
                fields=["submission", "indicator"],
                condition=Q(settled_at__isnull=True, hamlet__isnull=True),
                name="one_standing_question_a_commune_cell",
            ),
        ]

    def __str__(self):
        return self.text
