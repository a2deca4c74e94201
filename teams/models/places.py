"""The land: the district that reports, its communes and their hamlets."""

from django.core.validators import RegexValidator
from django.db import models

from tuky_cnscd.vietnamese import nfc, search_key, sort_key

from .dated import Dated, DatedQuerySet, ends_after_it_begins, refuse_overlap


class District(models.Model):
    """The body that consolidates and issues the report (cơ quan tổng hợp).

    Its level word is data: since July 2025 Vietnam has no district level, and the
    same work is done by a province-level city or by a commune.
    """

    level_word = models.CharField("cấp", max_length=30, default="huyện")
    name = models.CharField("tên", max_length=100)
    is_example = models.BooleanField("là dữ liệu ví dụ", default=False)

    class Meta:
        verbose_name = "đơn vị tổng hợp"
        verbose_name_plural = "đơn vị tổng hợp"
        constraints = [
            models.UniqueConstraint(
                fields=["level_word", "name"],
                name="district_name_once",
                violation_error_message="Đã có đơn vị tổng hợp mang tên này.",
            )
        ]

    def __str__(self):
        return f"{self.level_word} {self.name}"

    def letterhead_on(self, date):
        """The letterhead in force on `date`, or None."""
        return self.letterheads.on(date).order_by("-valid_from").first()


class Letterhead(Dated):
    """How the district's papers begin (Decree 30/2020, Annex I, components 1–4)."""

    class NumberSeries(models.TextChoices):
        OWN = "own", "Hệ thống số riêng, từ 01 mỗi năm"
        AGENCY = "agency", "Hệ thống số của cơ quan"

    district = models.ForeignKey(
        District, models.CASCADE, related_name="letterheads", verbose_name="đơn vị"
    )
    parent_agency = models.CharField("cơ quan chủ quản", max_length=200, blank=True)
    issuing_agency = models.TextField(
        "cơ quan ban hành",
        max_length=300,
        help_text="Mỗi dòng in một dòng; tối đa 02 dòng.",
    )
    short_name = models.CharField(
        "tên gọi trong văn bản",
        max_length=200,
        help_text="Ví dụ: Tổ chỉ đạo triển khai CNSCĐ huyện Tứ Kỳ",
    )
    place = models.CharField("địa danh", max_length=100)
    symbol = models.CharField("ký hiệu", max_length=30, default="BC-TCĐ")
    number_series = models.CharField(
        "hệ thống số",
        max_length=10,
        choices=NumberSeries.choices,
        default=NumberSeries.OWN,
    )

    class Meta:
        verbose_name = "mẫu đầu văn bản"
        verbose_name_plural = "mẫu đầu văn bản"
        ordering = ["-valid_from"]
        constraints = [
            ends_after_it_begins("letterhead_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["district", "valid_from"],
                name="letterhead_one_a_day",
                violation_error_message="Đã có mẫu đầu văn bản từ ngày này.",
            ),
        ]

    def __str__(self):
        return (
            f"{self.issuing_agency.replace(chr(10), ' ')} ({self.valid_from:%d/%m/%Y})"
        )

    def clean(self):
        self.issuing_agency = nfc(self.issuing_agency).strip()
        if self.district_id:
            refuse_overlap(
                self,
                Letterhead.objects.filter(district=self.district_id),
                "Trùng thời gian với một mẫu đầu văn bản khác.",
            )

    @property
    def issuing_lines(self):
        return tuple(line.strip() for line in self.issuing_agency.splitlines() if line)


class PlaceQuerySet(DatedQuerySet):
    def for_user(self, user):
        """The places that `user` may see: their communes, or their district's."""
        return user.scope(self, commune_path=self.model.commune_path)


class NamedPlace(Dated):
    """A place with a kind and a name, found without diacritics."""

    name = models.CharField("tên", max_length=100)
    position = models.PositiveIntegerField("thứ tự", default=0)
    search_key = models.CharField(max_length=150, editable=False, db_index=True)
    sort_key = models.CharField(max_length=300, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.get_kind_display()} {self.name}"

    def save(self, *args, **kwargs):
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self):
        """Fill what searching and sorting use; bulk writers call it themselves."""
        self.name = nfc(self.name).strip()
        self.search_key = search_key(f"{self.get_kind_display()} {self.name}")[:150]
        self.sort_key = sort_key(self.name)[:300]


class Commune(NamedPlace):
    """The unit that reports: xã, phường or thị trấn.

    A code is unique only at a date: after a merger it may go on with the successor.
    """

    class Kind(models.TextChoices):
        XA = "xa", "xã"
        PHUONG = "phuong", "phường"
        THI_TRAN = "thi_tran", "thị trấn"

    commune_path = "pk"

    district = models.ForeignKey(
        District, models.CASCADE, related_name="communes", verbose_name="đơn vị"
    )
    code = models.CharField(
        "mã đơn vị hành chính",
        max_length=5,
        validators=[
            RegexValidator(r"^\d{5}$", "Mã đơn vị hành chính gồm đúng 05 chữ số.")
        ],
    )
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        verbose_name="nhập vào",
    )

    class Meta:
        verbose_name = "xã, phường, thị trấn"
        verbose_name_plural = "xã, phường, thị trấn"
        ordering = ["position", "sort_key", "valid_from"]
        constraints = [
            ends_after_it_begins("commune_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["district", "code", "valid_from"],
                name="commune_code_once_a_day",
                violation_error_message="Mã này đã dùng cho một xã từ cùng ngày.",
            ),
        ]

    def clean(self):
        if self.district_id:
            refuse_overlap(
                self,
                Commune.objects.filter(district=self.district_id, code=self.code),
                "Mã này đang dùng cho một xã khác trong cùng thời gian.",
            )


class Hamlet(NamedPlace):
    """Part of a commune: thôn, khu dân cư or tổ dân phố."""

    class Kind(models.TextChoices):
        THON = "thon", "thôn"
        KDC = "kdc", "khu dân cư"
        TO_DAN_PHO = "tdp", "tổ dân phố"

    commune_path = "commune"

    commune = models.ForeignKey(
        Commune, models.CASCADE, related_name="hamlets", verbose_name="xã"
    )
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        verbose_name="nhập vào",
    )

    class Meta:
        verbose_name = "thôn, khu dân cư"
        verbose_name_plural = "thôn, khu dân cư"
        ordering = ["commune__position", "position", "sort_key"]
        constraints = [
            ends_after_it_begins("hamlet_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["commune", "kind", "name", "valid_from"],
                name="hamlet_name_once_a_day",
                violation_error_message="Xã này đã có thôn cùng tên từ cùng ngày.",
            ),
        ]

    def clean(self):
        if self.commune_id:
            refuse_overlap(
                self,
                Hamlet.objects.filter(
                    commune=self.commune_id,
                    search_key=search_key(f"{self.get_kind_display()} {self.name}"),
                ).filter(name=nfc(self.name).strip()),
                "Xã này đang có một thôn cùng tên trong cùng thời gian.",
            )
