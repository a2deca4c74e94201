"""A reporting period: what is asked of the communes, from when until when."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from teams.models import Commune, District

from .scope import ScopedQuerySet


class PeriodQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Periods of the user's district; commune staff see those once opened."""
        if user.district_ids:
            return self.filter(district__in=user.district_ids)
        return self.filter(submissions__commune__in=user.commune_ids).distinct()


class ReportingPeriod(models.Model):
    """First day, last day (= cut-off), and a deadline with its hour; never an enum.

    Decree 09/2019 proposes days for standing regimes; a dispatch may ask for others.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Chưa mở"
        OPEN = "open", "Đang mở"
        CLOSED = "closed", "Đã chốt"

    class Kind(models.TextChoices):
        MONTH = "month", "Tháng"
        QUARTER = "quarter", "Quý"
        HALF_YEAR = "half_year", "6 tháng"
        YEAR = "year", "Năm"
        AD_HOC = "ad_hoc", "Đột xuất"

    # How long a term of each standing regime is; one that is asked for once has none.
    MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF_YEAR: 6, Kind.YEAR: 12}

    class NoneAs(models.TextChoices):
        ZERO = "zero", "Số 0"
        DASH = "dash", "Dấu –"

    commune_path = None
    district_path = "district"

    district = models.ForeignKey(
        District, models.CASCADE, related_name="periods", verbose_name="đơn vị"
    )
    kind = models.CharField(
        "loại kỳ", max_length=10, choices=Kind.choices, default=Kind.HALF_YEAR
    )
    phrase = models.CharField(
        "kỳ báo cáo", max_length=100, help_text="Ví dụ: 6 tháng đầu năm 2023"
    )
    next_phrase = models.CharField(
        "kỳ tiếp theo", max_length=100, help_text="Ví dụ: 6 tháng cuối năm 2023"
    )
    first_day = models.DateField("từ ngày")
    last_day = models.DateField("đến ngày (chốt số liệu)")
    opens_on = models.DateField("ngày mở nhập liệu")
    deadline = models.DateTimeField("hạn gửi")
    dispatch = models.ForeignKey(
        "CitedDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="periods",
        verbose_name="công văn cấp trên yêu cầu báo cáo",
    )
    commune_dispatch = models.ForeignKey(
        "CitedDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="periods_of_communes",
        verbose_name="công văn gửi các xã",
    )
    counting_note = models.TextField(
        "hướng dẫn cách tính số liệu", max_length=3000, blank=True
    )
    none_as = models.CharField(
        "in “không phát sinh” là",
        max_length=5,
        choices=NoneAs.choices,
        default=NoneAs.ZERO,
    )
    previous = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="following",
        verbose_name="kỳ trước để so sánh",
    )
    parts = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="wholes",
        verbose_name="lấy số liệu từ các kỳ",
    )
    left_out = models.ManyToManyField(
        Commune, blank=True, related_name="+", verbose_name="xã không phải báo cáo"
    )
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=State.choices,
        default=State.PLANNED,
        editable=False,
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "kỳ báo cáo"
        verbose_name_plural = "kỳ báo cáo"
        ordering = ["-last_day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="period_ends_after_it_begins",
                violation_error_message="Ngày cuối kỳ phải bằng hoặc sau ngày đầu kỳ.",
            ),
            models.UniqueConstraint(
                fields=["district", "phrase"],
                name="period_phrase_once",
                violation_error_message="Đã có kỳ báo cáo mang tên này.",
            ),
        ]

    def __str__(self):
        return self.phrase

    def clean(self):
        if self.deadline and self.last_day and self.due_day <= self.last_day:
            raise ValidationError(
                {
                    "deadline": "Hạn gửi phải sau ngày chốt số liệu ít nhất "
                    "01 ngày làm việc (Nghị định 09/2019/NĐ-CP)."
                }
            )

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def communes_answer(self):
        """The document that the communes' reports answer: ours, else the one above."""
        return self.commune_dispatch or self.dispatch

    def has_begun(self):
        """Whether a commune opened its form to enter, or any figure is there."""
        return (
            self.submissions.exclude(state="not_started").exists()
            or self.indicators.filter(figures__isnull=False).exists()
        )

    @property
    def is_overdue(self):
        """The clock only says "quá hạn"; it never closes a period."""
        return self.is_open and timezone.now() > self.deadline

    @property
    def due_day(self):
        """The day of the deadline here: when the paper is expected to be signed."""
        return timezone.localtime(self.deadline).date()

    def activities_of(self, *communes):
        """What these communes did from the first day to the last, in order."""
        return self.district.activities.filter(
            commune__in=communes, date__range=(self.first_day, self.last_day)
        ).order_by("date", "pk")

    def expected_communes(self):
        """Those of `communes_then` that must report; on opening they get a return."""
        return self.communes_then().exclude(pk__in=self.left_out.values("pk"))

    def communes_then(self):
        """The district's communes in being at the cut-off."""
        return Commune.objects.on(self.last_day).filter(district=self.district_id)


class PeriodEvent(models.Model):
    """Who opened, closed or reopened a period or set its deadline, when, and why."""

    class Move(models.TextChoices):
        OPEN = "open", "Mở kỳ"
        CLOSE = "close", "Chốt kỳ"
        REOPEN = "reopen", "Mở lại kỳ"
        RENEW = "renew", "Cập nhật chỉ tiêu"
        DEADLINE = "deadline", "Đổi hạn gửi"

    period = models.ForeignKey(
        ReportingPeriod, models.CASCADE, related_name="events", verbose_name="kỳ"
    )
    move = models.CharField("việc", max_length=10, choices=Move.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ai"
    )
    at = models.DateTimeField("lúc", default=timezone.now)
    reason = models.TextField("lý do", max_length=1000, blank=True)
    deadline = models.DateTimeField(
        "hạn gửi", null=True, help_text="The deadline from then on, if it was set."
    )

    class Meta:
        verbose_name = "diễn biến kỳ báo cáo"
        verbose_name_plural = "diễn biến kỳ báo cáo"
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_move_display()} {self.period}"
