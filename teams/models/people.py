"""The people: teams, their members in time, founding decisions, signers."""

from django.db import models
from django.db.models import Q

from tuky_cnscd.vietnamese import given_name_sort_key, nfc, search_key

from .dated import Dated, DatedQuerySet, ends_after_it_begins, refuse_overlap
from .places import Commune, District, Hamlet


class Decision(models.Model):
    """The decision that founded one team or, at a commune, usually many."""

    district = models.ForeignKey(
        District, models.CASCADE, related_name="decisions", verbose_name="đơn vị"
    )
    number = models.CharField("số, ký hiệu", max_length=50)
    date = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    subject = models.CharField("trích yếu", max_length=300, blank=True)

    class Meta:
        verbose_name = "quyết định thành lập"
        verbose_name_plural = "quyết định thành lập"
        ordering = ["date", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "number", "date", "issuer"],
                name="decision_once",
                violation_error_message="Quyết định này đã có trong danh bạ.",
            )
        ]

    def __str__(self):
        return f"{self.number} ngày {self.date:%d/%m/%Y} của {self.issuer}"


class ScopedQuerySet(DatedQuerySet):
    def for_user(self, user):
        """Rows of the user's communes, or of the whole district for its people."""
        return user.scope(
            self,
            commune_path=self.model.commune_path,
            district_path=self.model.district_path,
        )


class Team(Dated):
    """A community digital technology team (Tổ CNSCĐ), or the steering team."""

    class Level(models.TextChoices):
        STEERING = "steering", "Tổ chỉ đạo"
        COMMUNE = "commune", "Tổ cấp xã"
        HAMLET = "hamlet", "Tổ cấp thôn, KDC"

    commune_path = "commune"
    district_path = "district"

    district = models.ForeignKey(
        District, models.CASCADE, related_name="teams", verbose_name="đơn vị"
    )
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    commune = models.ForeignKey(
        Commune,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="teams",
        verbose_name="xã",
    )
    hamlet = models.ForeignKey(
        Hamlet,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="teams",
        verbose_name="thôn, KDC",
    )
    zalo_group = models.CharField("nhóm Zalo", max_length=200, blank=True)
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="teams",
        verbose_name="quyết định thành lập",
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "Tổ CNSCĐ"
        verbose_name_plural = "Tổ CNSCĐ"
        ordering = ["commune__position", "hamlet__position", "level"]
        constraints = [
            ends_after_it_begins("team_ends_after_it_begins"),
            models.CheckConstraint(
                condition=(
                    Q(level="steering", commune__isnull=True, hamlet__isnull=True)
                    | Q(level="commune", commune__isnull=False, hamlet__isnull=True)
                    | Q(level="hamlet", commune__isnull=False, hamlet__isnull=False)
                ),
                name="team_level_fits_its_place",
                violation_error_message=(
                    "Tổ chỉ đạo không ghi xã, thôn; Tổ cấp xã ghi xã; "
                    "Tổ cấp thôn ghi cả xã và thôn."
                ),
            ),
        ]

    def __str__(self):
        if self.level == self.Level.STEERING:
            return f"Tổ chỉ đạo CNSCĐ {self.district}"
        return f"Tổ CNSCĐ {self.hamlet or self.commune}"

    def clean(self):
        same_place = Team.objects.filter(
            district=self.district_id,
            level=self.level,
            commune=self.commune_id,
            hamlet=self.hamlet_id,
        )
        refuse_overlap(self, same_place, "Nơi này đang có một Tổ khác hoạt động.")


class Member(Dated):
    """A person's time in a team. The phone number is personal data."""

    class Role(models.TextChoices):
        HEAD = "head", "Tổ trưởng"
        DEPUTY = "deputy", "Tổ phó"
        SECRETARY = "secretary", "Thư ký"
        MEMBER = "member", "Thành viên"

    commune_path = "team__commune"
    district_path = "team__district"

    team = models.ForeignKey(
        Team, models.CASCADE, related_name="members", verbose_name="Tổ"
    )
    full_name = models.CharField("họ và tên", max_length=100)
    role = models.CharField(
        "vai trò", max_length=10, choices=Role.choices, default=Role.MEMBER
    )
    post = models.CharField("chức vụ", max_length=150, blank=True)
    body = models.CharField("cơ quan, đoàn thể", max_length=150, blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    search_key = models.CharField(max_length=150, editable=False, db_index=True)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên"
        verbose_name_plural = "thành viên"
        ordering = ["team", "sort_key"]
        constraints = [
            ends_after_it_begins("member_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["team", "full_name", "phone", "valid_from"],
                name="member_once",
                violation_error_message="Người này đã có trong Tổ từ cùng ngày.",
            ),
        ]

    def __str__(self):
        return f"{self.full_name} ({self.get_role_display()})"

    def save(self, *args, **kwargs):
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self):
        """People stand by role, then by given name; bulk writers call it too."""
        self.full_name = nfc(self.full_name).strip()
        rank = list(self.Role).index(self.role)
        self.search_key = search_key(self.full_name)[:150]
        self.sort_key = f"{rank}{given_name_sort_key(self.full_name)}"[:400]

    @property
    def masked_phone(self):
        """Only the last three digits (Law 91/2025/QH15)."""
        return f"••• ••• {self.phone[-3:]}" if self.phone else ""


class Signer(Dated):
    """Who signs, under which authority (Decree 30/2020, Annex I, component 7)."""

    commune_path = None
    district_path = "district"

    district = models.ForeignKey(
        District, models.CASCADE, related_name="signers", verbose_name="đơn vị"
    )
    authority = models.TextField(
        "quyền hạn, chức vụ của người ký",
        max_length=300,
        help_text="Mỗi dòng in một dòng, ví dụ: TM. TỔ CHỈ ĐẠO CNSCĐ",
    )
    office = models.CharField(
        "chức vụ ghi trên họ tên",
        max_length=100,
        blank=True,
        help_text="Chỉ ghi khi Tổ được dùng dấu của cơ quan người ký.",
    )
    name = models.CharField("họ và tên", max_length=100)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "người ký"
        verbose_name_plural = "người ký"
        ordering = ["-valid_from", "name"]
        constraints = [ends_after_it_begins("signer_ends_after_it_begins")]

    def __str__(self):
        return f"{self.name} ({self.authority_lines[-1]})"

    @property
    def authority_lines(self):
        return tuple(x.strip() for x in self.authority.splitlines() if x.strip())
