"""What the leader says of a section or a figure, and how it was settled."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .indicator import PeriodIndicator
from .narrative import Section
from .period import ReportingPeriod
from .scope import ScopedQuerySet
from .submission import Submission


class CommentQuerySet(ScopedQuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def open(self):
        """Those that wait for the officer."""
        return self.standing().filter(settled_at__isnull=True)


class LeaderComment(models.Model):
    """Góp ý: of a section, of a figure (of one commune where `submission` says so),
    or of the whole report. It never enters the paper, and nothing is deleted.
    """

    LONGEST = 1000

    commune_path = None
    district_path = "period__district"

    period = models.ForeignKey(
        ReportingPeriod,
        models.CASCADE,
        related_name="leader_comments",
        verbose_name="kỳ báo cáo",
    )
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, related_name="+", verbose_name="mục"
    )
    indicator = models.ForeignKey(
        PeriodIndicator,
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name="chỉ tiêu",
    )
    submission = models.ForeignKey(
        Submission, models.CASCADE, null=True, related_name="+", verbose_name="biểu"
    )
    text = models.CharField("góp ý", max_length=LONGEST)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reply = models.CharField("kết quả xử lý", max_length=LONGEST, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "góp ý của lãnh đạo"
        verbose_name_plural = "góp ý của lãnh đạo"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=True) | Q(indicator__isnull=True),
                name="comment_on_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(submission__isnull=True) | Q(indicator__isnull=False),
                name="comment_on_a_commune_names_the_figure",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, reply="")
                | (
                    Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(reply="")
                ),
                name="comment_settled_by_somebody_with_a_word",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="comment_settled_or_withdrawn",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def is_open(self):
        return self.settled_at is None and self.withdrawn_at is None
