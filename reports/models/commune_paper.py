"""The commune's own report on paper: its letterhead, and each copy that was printed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from teams.models import Commune

from .scope import ScopedQuerySet
from .source import Attachment
from .submission import Submission


class CommuneLetterhead(models.Model):
    """How a commune's papers begin and who signs them; each print keeps its own."""

    commune_path = "commune"
    district_path = "commune__district"

    commune = models.OneToOneField(
        Commune, models.CASCADE, related_name="letterhead", verbose_name="xã"
    )
    issuing_agency = models.TextField(
        "cơ quan ban hành",
        max_length=300,
        help_text="Mỗi dòng in một dòng; tối đa 02 dòng.",
    )
    place = models.CharField("địa danh", max_length=100)
    symbol = models.CharField("ký hiệu", max_length=30, default="BC-UBND")
    authority = models.TextField(
        "quyền hạn, chức vụ người ký",
        max_length=300,
        help_text="Mỗi dòng in một dòng. Ví dụ: KT. CHỦ TỊCH, dòng dưới PHÓ CHỦ TỊCH.",
    )
    signer = models.CharField("họ và tên người ký", max_length=100, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu đầu văn bản của xã"
        verbose_name_plural = "mẫu đầu văn bản của xã"

    def __str__(self):
        return f"{self.commune}"


class CommunePaper(models.Model):
    """Bản in trình ký of a commune: frozen, under a short code of its content.

    `content` is the document as a value; `figures` is what `contents.content_of` gave,
    to be compared with what stands later.
    """

    commune_path = "submission__commune"
    district_path = "submission__period__district"

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="papers", verbose_name="biểu"
    )
    code = models.CharField("mã số liệu", max_length=20)
    sha256 = models.CharField(max_length=64, help_text="Of the document's content.")
    content = models.JSONField()
    figures = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    scan = models.ForeignKey(
        Attachment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bản đã ký",
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "bản in của xã"
        verbose_name_plural = "bản in của xã"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "sha256"], name="commune_paper_once_a_content"
            )
        ]

    def __str__(self):
        return f"Bản in {self.code}"
