"""What was signed, beside what was issued; the authorities that the office trusts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from teams.models import District

from .issued import IssuedReport
from .scope import ScopedQuerySet
from .source import AttachmentQuerySet


class SignedCopy(models.Model):
    """The signed PDF of an issued paper, or a scan of it; hidden, never deleted.

    `signatures` is what was found in it when it came in; `is_issued` says that the
    issued bytes are its start.
    """

    commune_path = None
    district_path = "issued__period__district"

    issued = models.ForeignKey(
        IssuedReport,
        models.CASCADE,
        related_name="signed_copies",
        verbose_name="văn bản đã ban hành",
    )
    name = models.CharField("tên tệp", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("dung lượng", help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    is_issued = models.BooleanField(default=False)
    signatures = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đã ký"
        verbose_name_plural = "bản đã ký"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="signed_copy_removed_by_somebody",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_pdf(self):
        """Whether there may be signatures in it; a picture has none."""
        return self.content_type == "application/pdf"


class AuthorityQuerySet(ScopedQuerySet):
    def trusted(self):
        """Those that nobody took out."""
        return self.filter(removed_at__isnull=True)


class Authority(models.Model):
    """A certification authority that the office trusts; public keys alone are here."""

    commune_path = None
    district_path = "district"

    district = models.ForeignKey(
        District, models.CASCADE, related_name="authorities", verbose_name="đơn vị"
    )
    name = models.CharField("tên tổ chức chứng thực", max_length=200)
    certificate = models.BinaryField(help_text="DER.")
    sha256 = models.CharField("mã kiểm tra", max_length=64)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = "tổ chức chứng thực"
        verbose_name_plural = "tổ chức chứng thực"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "sha256"],
                condition=Q(removed_at__isnull=True),
                name="authority_trusted_once",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="authority_removed_by_somebody",
            ),
        ]

    def __str__(self):
        return self.name
