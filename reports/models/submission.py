"""One commune's return for a period: its figures, their versions, its events."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from teams.models import Commune, Hamlet

from .indicator import PeriodIndicator
from .period import ReportingPeriod
from .scope import ScopedQuerySet


class SubmissionQuerySet(ScopedQuerySet):
    def in_district_order(self):
        return self.select_related("commune").order_by(
            "commune__position", "commune__sort_key"
        )

    def handed_in(self):
        """Everything that was sent and not sent back: what a draft report sums."""
        return self.filter(state__in=Submission.HANDED_IN)

    def overdue(self):
        """Not handed in, though the commune's own deadline is past."""
        now = timezone.now()
        return self.exclude(state__in=Submission.HANDED_IN).filter(
            Q(extended_to__isnull=True) | Q(extended_to__lt=now),
            period__state=ReportingPeriod.State.OPEN,
            period__deadline__lt=now,
        )


class Submission(models.Model):
    """Biểu số liệu của xã: made when the period opens, for each expected commune."""

    class State(models.TextChoices):
        NOT_STARTED = "not_started", "Chưa nhập"
        DRAFT = "draft", "Đang nhập"
        SENT = "sent", "Đã gửi"
        RETURNED = "returned", "Trả lại để chỉnh sửa"
        ACCEPTED = "accepted", "Đã tiếp nhận"

    OPEN_FOR_ENTRY = frozenset({State.NOT_STARTED, State.DRAFT, State.RETURNED})
    HANDED_IN = frozenset({State.SENT, State.ACCEPTED})
    OPEN_TO_QUESTIONS = frozenset({State.SENT, State.RETURNED})

    commune_path = "commune"
    district_path = "period__district"

    period = models.ForeignKey(
        ReportingPeriod,
        models.CASCADE,
        related_name="submissions",
        verbose_name="kỳ báo cáo",
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="submissions", verbose_name="xã"
    )
    state = models.CharField(
        "trạng thái", max_length=15, choices=State.choices, default=State.NOT_STARTED
    )
    total_only = models.ManyToManyField(
        PeriodIndicator, blank=True, verbose_name="chỉ có tổng xã"
    )
    touched_at = models.DateTimeField("nhập gần nhất", null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    extended_to = models.DateTimeField("lùi hạn đến", null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "biểu số liệu của xã"
        verbose_name_plural = "biểu số liệu của xã"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "commune"], name="submission_once_a_period"
            )
        ]

    def __str__(self):
        return f"{self.commune} – {self.period}"

    @property
    def deadline(self):
        """This commune's own: the period's, or the later one that it was given."""
        if self.extended_to is None:
            return self.period.deadline
        return max(self.extended_to, self.period.deadline)

    @property
    def is_extended(self):
        return self.deadline != self.period.deadline

    @property
    def is_overdue(self):
        """Not handed in, and its own deadline is past; as `overdue()` says in SQL."""
        return (
            self.period.is_open
            and self.state not in self.HANDED_IN
            and timezone.now() > self.deadline
        )

    @property
    def is_late(self):
        return self.sent_at is not None and self.sent_at > self.deadline


class Figure(models.Model):
    """One value as it stands now. `submission` is None for the district's own."""

    class State(models.TextChoices):
        BLANK = "blank", "Chưa nhập"
        NONE = "none", "Không phát sinh"
        VALUE = "value", "Có số liệu"

    commune_path = "submission__commune"
    district_path = "indicator__period__district"

    indicator = models.ForeignKey(
        PeriodIndicator, models.PROTECT, related_name="figures"
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, related_name="figures"
    )
    hamlet = models.ForeignKey(
        Hamlet, models.PROTECT, null=True, related_name="figures"
    )
    state = models.CharField(max_length=5, choices=State.choices, default=State.BLANK)
    value = models.DecimalField(
        max_digits=15, decimal_places=3, null=True, help_text="Twelve digits and three."
    )
    names = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu"
        verbose_name_plural = "số liệu"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "indicator", "hamlet"],
                condition=Q(hamlet__isnull=False),
                name="figure_once_a_hamlet",
            ),
            models.UniqueConstraint(
                fields=["submission", "indicator"],
                condition=Q(hamlet__isnull=True, submission__isnull=False),
                name="figure_once_a_commune",
            ),
            models.UniqueConstraint(
                fields=["indicator"],
                condition=Q(submission__isnull=True),
                name="figure_once_a_district",
            ),
            models.CheckConstraint(
                condition=Q(submission__isnull=False) | Q(hamlet__isnull=True),
                name="figure_of_a_hamlet_has_a_submission",
            ),
            models.CheckConstraint(
                condition=Q(state="value", value__isnull=False)
                | (~Q(state="value") & Q(value__isnull=True)),
                name="figure_has_a_value_when_it_says_so",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0),
                name="figure_not_negative",
            ),
        ]

    def __str__(self):
        return f"{self.indicator_id}: {self.value if self.value is not None else '–'}"


class FigureVersion(models.Model):
    """Every value that a figure ever had: who, when, and from what. Never changed."""

    class Source(models.TextChoices):
        TYPED = "typed", "Nhập trên biểu"
        PHONE = "phone", "Xã báo qua điện thoại, cấp huyện nhập thay"
        PAPER = "paper", "Từ bản giấy"
        FILE = "file", "Từ tệp"
        MESSAGE = "message", "Từ tin nhắn"
        PERIOD = "period", "Lấy từ các kỳ trong kỳ"
        EXAMPLE = "example", "Dữ liệu ví dụ"

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=5, choices=Figure.State.choices)
    value = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    names = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=10, choices=Source.choices)
    note = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(
        "Attachment", models.PROTECT, null=True, related_name="versions"
    )
    message = models.ForeignKey(
        "SourceMessage", models.PROTECT, null=True, related_name="versions"
    )
    key = models.UUIDField(
        null=True, help_text="Given by the sender, so that a repeat writes nothing."
    )

    class Meta:
        verbose_name = "phiên bản số liệu"
        verbose_name_plural = "phiên bản số liệu"
        ordering = ["figure", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "number"], name="figure_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["figure", "key"], name="figure_version_key_once"
            ),
        ]

    def __str__(self):
        return f"{self.figure_id}/{self.number}"


class SubmissionEvent(models.Model):
    """One move of a submission: who, when, why. Never changed."""

    class Move(models.TextChoices):
        START = "start", "Bắt đầu nhập"
        SUBMIT = "submit", "Gửi báo cáo"
        WITHDRAW = "withdraw", "Rút lại"
        SEND_BACK = "send_back", "Trả lại để chỉnh sửa"
        ACCEPT = "accept", "Tiếp nhận"
        REOPEN = "reopen", "Mở lại"
        ON_BEHALF = "on_behalf", "Cấp huyện nhập thay"
        EXTEND = "extend", "Đổi hạn gửi của xã"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="events", verbose_name="biểu"
    )
    move = models.CharField("việc", max_length=10, choices=Move.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ai"
    )
    at = models.DateTimeField("lúc", default=timezone.now)
    reason = models.TextField("lý do", max_length=1000, blank=True)
    receipt = models.ForeignKey(
        "Receipt",
        models.PROTECT,
        null=True,
        related_name="sendings",
        verbose_name="biên nhận",
        help_text="What was sent, where the move is sending.",
    )
    deadline = models.DateTimeField(
        "hạn gửi", null=True, help_text="The commune's own, where the move set it."
    )

    class Meta:
        verbose_name = "diễn biến"
        verbose_name_plural = "diễn biến"
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_move_display()}: {self.submission}"


class FindingReason(models.Model):
    """Why a finding was let pass, once a rule; the district's has no submission."""

    class Reason(models.TextChoices):
        POLICE = "police", "Số do Công an cung cấp"
        CUMULATIVE = "cumulative", "Số lũy kế"
        DISTRICT_EVENT = "district_event", "Gồm hội nghị cấp huyện"
        CHECKED = "checked", "Đã kiểm tra lại, số đúng"
        OTHER = "other", "Lý do khác"

    period = models.ForeignKey(
        ReportingPeriod, models.CASCADE, related_name="finding_reasons"
    )
    submission = models.ForeignKey(
        Submission, models.CASCADE, null=True, related_name="finding_reasons"
    )
    rule = models.CharField(max_length=40)
    reason = models.CharField("lý do", max_length=20, choices=Reason.choices)
    note = models.CharField("nói rõ thêm", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "lý do giữ số liệu"
        verbose_name_plural = "lý do giữ số liệu"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="other") | ~Q(note=""),
                name="other_reason_is_explained",
                violation_error_message="Chọn “Lý do khác” thì ghi rõ lý do.",
            )
        ]

    def __str__(self):
        return f"{self.rule}: {self.get_reason_display()}"
