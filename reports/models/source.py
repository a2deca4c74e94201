"""Where figures come from: files and messages that were handed in with a return."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from teams.models import Hamlet

from .indicator import PeriodIndicator
from .period import ReportingPeriod
from .scope import ScopedQuerySet
from .submission import Submission


class AttachmentQuerySet(ScopedQuerySet):
    def kept(self):
        """Those that nobody removed."""
        return self.filter(removed_at__isnull=True)

    def without_content(self):
        """For lists: the bytes stay in the database."""
        return self.defer("content")


class Attachment(models.Model):
    """A file of a return: evidence, the signed scan, or a form filled in offline.

    The bytes stand in the database, so that one back-up holds all, and a figure and
    its evidence are never saved one without the other. Removing hides the file; a
    figure taken from it still names it.
    """

    class Purpose(models.TextChoices):
        EVIDENCE = "evidence", "Tài liệu kèm theo"
        SIGNED = "signed", "Bản đã ký"
        FORM = "form", "Biểu Excel"

    commune_path = "submission__commune"
    district_path = "submission__period__district"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="attachments", verbose_name="biểu"
    )
    purpose = models.CharField("loại", max_length=10, choices=Purpose.choices)
    indicator = models.ForeignKey(
        PeriodIndicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chỉ tiêu",
    )
    hamlet = models.ForeignKey(
        Hamlet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="thôn",
    )
    name = models.CharField("tên tệp", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("dung lượng", help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    note = models.CharField("ghi chú", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp kèm theo"
        verbose_name_plural = "tệp kèm theo"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "sha256"],
                condition=Q(purpose="form"),
                name="form_file_once_a_submission",
            ),
            models.CheckConstraint(
                condition=Q(indicator__isnull=False) | Q(hamlet__isnull=True),
                name="attachment_at_a_hamlet_names_its_indicator",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="attachment_removed_by_somebody",
            ),
        ]

    def __str__(self):
        return self.name


class SourceMessage(models.Model):
    """What a hamlet head wrote, as it was pasted; figures taken from it name it."""

    commune_path = "submission__commune"
    district_path = "submission__period__district"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="messages", verbose_name="biểu"
    )
    text = models.TextField("tin nhắn", max_length=20_000)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "tin nhắn nguồn"
        verbose_name_plural = "tin nhắn nguồn"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "sha256"], name="message_once_a_submission"
            )
        ]

    def __str__(self):
        return f"Tin nhắn dán lúc {timezone.localtime(self.at):%H:%M %d/%m/%Y}"


class ReceivedFile(models.Model):
    """A form that the district was sent by its own ways, until it is taken over.

    It waits here, its bytes as they came, because at first it may not say whose it is;
    taken over, it becomes an attachment of that commune's return.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ xem"
        TAKEN = "taken", "Đã lấy vào"
        SKIPPED = "skipped", "Bỏ qua"

    commune_path = None
    district_path = "period__district"

    period = models.ForeignKey(
        ReportingPeriod,
        models.CASCADE,
        related_name="received_files",
        verbose_name="kỳ báo cáo",
    )
    submission = models.ForeignKey(
        Submission,
        models.CASCADE,
        null=True,
        related_name="received_files",
        verbose_name="biểu",
    )
    by_hand = models.BooleanField(
        default=False, help_text="The officer said whose it is; the file does not."
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=State.choices, default=State.WAITING
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveIntegerField("dung lượng", help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp đã nhận"
        verbose_name_plural = "tệp đã nhận"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "sha256"], name="received_file_once_a_period"
            )
        ]

    def __str__(self):
        return self.name
