"""What was done in a period, and the documents that were cited for it."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from teams.models import Commune, District

from .period import ReportingPeriod
from .scope import ScopedQuerySet


class CitedDocument(models.Model):
    """A document that a text cites, spelled as on the document itself."""

    class Kind(models.TextChoices):
        DECISION = "decision", "Quyết định"
        DISPATCH = "dispatch", "Công văn"
        PLAN = "plan", "Kế hoạch"
        OTHER = "other", "Văn bản khác"

    commune_path = None
    district_path = "district"

    district = models.ForeignKey(
        District, models.CASCADE, related_name="documents", verbose_name="đơn vị"
    )
    kind = models.CharField("loại văn bản", max_length=10, choices=Kind.choices)
    number = models.CharField("số, ký hiệu", max_length=50)
    date = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    subject = models.CharField("về việc", max_length=500, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản viện dẫn"
        verbose_name_plural = "văn bản viện dẫn"
        ordering = ["-date", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "number", "date", "issuer"],
                name="document_once",
                violation_error_message="Văn bản này đã có.",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} số {self.number} ngày {self.date:%d/%m/%Y}"


class DocumentFileQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """The district's; commune staff see those of periods that they report in."""
        if user.district_ids:
            return self.filter(document__district__in=user.district_ids)
        asked = ReportingPeriod.objects.for_user(user).annotate(
            answered=Coalesce("commune_dispatch", "dispatch")
        )
        return self.filter(document__in=asked.values("answered"))

    def without_content(self):
        """For lists: the bytes stay in the database."""
        return self.defer("content")


class DocumentFile(models.Model):
    """A scan of a cited document, or what came with it; bytes as of an attachment."""

    commune_path = None
    district_path = "document__district"

    document = models.ForeignKey(
        CitedDocument, models.CASCADE, related_name="files", verbose_name="văn bản"
    )
    name = models.CharField("tên tệp", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("dung lượng", help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = DocumentFileQuerySet.as_manager()

    class Meta:
        verbose_name = "bản quét của văn bản"
        verbose_name_plural = "bản quét của văn bản"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "sha256"], name="file_once_a_document"
            )
        ]

    def __str__(self):
        return self.name


class Activity(models.Model):
    """A conference, a training or another activity of a commune or the district."""

    class Kind(models.TextChoices):
        CONFERENCE = "conference", "Hội nghị"
        TRAINING = "training", "Tập huấn"
        DIRECTION = "direction", "Ban hành văn bản"
        OTHER = "other", "Hoạt động khác"

    SESSIONS = frozenset({Kind.CONFERENCE, Kind.TRAINING})

    commune_path = "commune"
    district_path = "district"

    district = models.ForeignKey(
        District, models.CASCADE, related_name="activities", verbose_name="đơn vị"
    )
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="xã tổ chức",
        help_text="Để trống nếu cấp huyện tổ chức.",
    )
    kind = models.CharField("loại hoạt động", max_length=12, choices=Kind.choices)
    date = models.DateField("ngày")
    title = models.CharField("nội dung", max_length=500)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    partners = models.CharField("đơn vị phối hợp", max_length=500, blank=True)
    participants = models.PositiveIntegerField("số người dự", null=True, blank=True)
    documents = models.ManyToManyField(
        CitedDocument, blank=True, verbose_name="văn bản viện dẫn"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "hoạt động"
        verbose_name_plural = "hoạt động"
        ordering = ["date", "pk"]

    def __str__(self):
        return f"{self.date:%d/%m/%Y}: {self.title}"
