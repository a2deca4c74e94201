"""What the officer said of the words: what may stay, what came of old proposals, and
the office's own abbreviations and bodies that are no more.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from teams.models import District

from .narrative import Report
from .scope import ScopedQuerySet


class SettledQuerySet(ScopedQuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(withdrawn_at__isnull=True)


class SettledWording(models.Model):
    """A finding on the words that is to stay: by whom, when; taken back, never erased.

    `key` is the finding's: it holds as long as the words do. What is as in the
    original holds for each later report of the office.
    """

    class Stance(models.TextChoices):
        AS_ORIGINAL = "as_original", "Đúng như bản gốc"
        STILL_TRUE = "still_true", "Vẫn đúng"
        KEEP = "keep", "Giữ nguyên"

    commune_path = None
    district_path = "report__period__district"

    report = models.ForeignKey(
        Report, models.CASCADE, related_name="settled_wordings", verbose_name="báo cáo"
    )
    rule = models.CharField(max_length=40)
    key = models.CharField(max_length=500)
    quote = models.CharField("trích", max_length=500, blank=True)
    stance = models.CharField("ý kiến", max_length=20, choices=Stance.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = SettledQuerySet.as_manager()

    class Meta:
        verbose_name = "lời văn đã xác nhận"
        verbose_name_plural = "lời văn đã xác nhận"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key"],
                condition=Q(withdrawn_at__isnull=True),
                name="wording_settled_once",
            )
        ]

    def __str__(self):
        return f"{self.get_stance_display()}: {self.quote}"


class ProposalOutcome(models.Model):
    """What came of one proposal of the last period, as told in this report."""

    class Outcome(models.TextChoices):
        SOLVED = "solved", "Đã được giải quyết"
        UNDER_WAY = "under_way", "Đang giải quyết"
        UNSOLVED = "unsolved", "Chưa được giải quyết"
        WITHDRAWN = "withdrawn", "Rút kiến nghị"

    OVER = frozenset({Outcome.SOLVED, Outcome.WITHDRAWN})

    commune_path = None
    district_path = "report__period__district"

    report = models.ForeignKey(
        Report, models.CASCADE, related_name="proposal_outcomes", verbose_name="báo cáo"
    )
    key = models.CharField(max_length=64, help_text="SHA-256 of the proposal's words.")
    text = models.TextField("kiến nghị", max_length=50000)
    outcome = models.CharField("kết quả", max_length=20, choices=Outcome.choices)
    note = models.CharField("nói rõ thêm", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả giải quyết kiến nghị"
        verbose_name_plural = "kết quả giải quyết kiến nghị"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key"], name="proposal_outcome_once"
            )
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.text}"


class OfficeWord(models.Model):
    """An abbreviation that the office's readers know, or a body that is no more."""

    class Kind(models.TextChoices):
        ABBREVIATION = "abbreviation", "Chữ viết tắt ai cũng biết"
        GONE_BODY = "gone_body", "Cơ quan, đơn vị không còn"

    commune_path = None
    district_path = "district"

    district = models.ForeignKey(
        District, models.CASCADE, related_name="office_words", verbose_name="đơn vị"
    )
    kind = models.CharField("loại", max_length=20, choices=Kind.choices)
    text = models.CharField("từ ngữ", max_length=200)
    until = models.DateField("không còn từ ngày", null=True, blank=True)
    now = models.CharField("nay là", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "từ ngữ của cơ quan"
        verbose_name_plural = "từ ngữ của cơ quan"
        ordering = ["kind", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "kind", "text"],
                name="office_word_once",
                violation_error_message="Từ ngữ này đã có trong danh sách.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="gone_body") | Q(until__isnull=False),
                name="gone_body_has_a_day",
                violation_error_message="Cơ quan, đơn vị không còn thì ghi rõ từ ngày.",
            ),
        ]

    def __str__(self):
        return self.text
