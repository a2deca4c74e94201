"""Users: which person works for which commune or district, in which roles."""

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from tuky_cnscd.vietnamese import nfc

from .places import Commune, District


class Role(models.TextChoices):
    COMMUNE_STAFF = "commune_staff", "Cán bộ xã"
    OFFICER = "officer", "Cán bộ tổng hợp"
    ROSTER_ADMIN = "roster_admin", "Quản trị danh bạ"
    LEADER = "leader", "Lãnh đạo"
    MEMBER_EXPORT = "member_export", "Được xuất danh sách thành viên"


DISTRICT_ROLES = frozenset({Role.OFFICER, Role.ROSTER_ADMIN, Role.LEADER})


class User(AbstractUser):
    """A person who signs in. What they may do comes from their assignments."""

    first_name = None
    last_name = None
    full_name = models.CharField("họ và tên", max_length=100)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    must_change_password = models.BooleanField(
        "phải đổi mật khẩu khi đăng nhập", default=False
    )

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ["username"]

    def __str__(self):
        return self.full_name or self.username

    def clean(self):
        super().clean()
        self.full_name = nfc(self.full_name).strip()

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name

    @cached_property
    def duties(self):
        """The user's assignments with their places: one query a request."""
        return list(
            self.assignments.select_related("district", "commune").order_by("pk")
        )

    def has_role(self, *roles):
        return any(duty.role in roles for duty in self.duties)

    @property
    def office(self):
        """The district that this person works for or reports to, or None."""
        return self.duties[0].district if self.duties else None

    @property
    def district_ids(self):
        """Districts whose communes are all open to this person."""
        return {d.district_id for d in self.duties if d.role in DISTRICT_ROLES}

    @property
    def commune_ids(self):
        """Communes for which this person enters figures."""
        return {d.commune_id for d in self.duties if d.role == Role.COMMUNE_STAFF}

    def scope(self, queryset, *, commune_path, district_path=None):
        """Cut `queryset` to what this person may see.

        `commune_path` leads from a row to its commune and `district_path` to its
        district; a row without a commune (None) is open to the district's people.
        """
        if district_path is None:
            inner = "" if commune_path == "pk" else f"{commune_path}__"
            district_path = f"{inner}district"
        allowed = Q(**{f"{district_path}__in": self.district_ids})
        if commune_path:
            allowed |= Q(**{f"{commune_path}__in": self.commune_ids})
        return queryset.filter(allowed)


class Assignment(models.Model):
    """One role of one person at a commune or at the district."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="assignments", verbose_name="người dùng"
    )
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    district = models.ForeignKey(
        District, models.CASCADE, related_name="assignments", verbose_name="đơn vị"
    )
    commune = models.ForeignKey(
        Commune,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name="xã",
    )

    class Meta:
        verbose_name = "phân công"
        verbose_name_plural = "phân công"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(role="commune_staff", commune__isnull=False)
                    | (~Q(role="commune_staff") & Q(commune__isnull=True))
                ),
                name="assignment_commune_only_for_its_staff",
                violation_error_message=(
                    "Cán bộ xã phải gắn với một xã; vai trò khác thì để trống xã."
                ),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "commune"],
                condition=Q(commune__isnull=False),
                name="assignment_once_a_commune",
                violation_error_message="Người này đã có vai trò này tại xã.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "district"],
                condition=Q(commune__isnull=True),
                name="assignment_once_a_district",
                violation_error_message="Người này đã có vai trò này.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} – {self.commune or self.district}"


class PersonalDataAccess(models.Model):
    """Who revealed or exported members' personal data, when, and how many."""

    class Action(models.TextChoices):
        REVEAL = "reveal", "Xem số điện thoại"
        EXPORT = "export", "Xuất danh sách"

    user = models.ForeignKey(
        User, models.PROTECT, related_name="data_accesses", verbose_name="người xem"
    )
    district = models.ForeignKey(District, models.CASCADE, verbose_name="đơn vị")
    at = models.DateTimeField("lúc", auto_now_add=True)
    action = models.CharField("việc", max_length=10, choices=Action.choices)
    rows = models.PositiveIntegerField("số người")

    class Meta:
        verbose_name = "nhật ký dữ liệu cá nhân"
        verbose_name_plural = "nhật ký dữ liệu cá nhân"
        ordering = ["-at"]

    def __str__(self):
        return f"{self.user} – {self.get_action_display()} ({self.rows})"
