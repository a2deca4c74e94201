"""What every page shows about the person's office."""

from dataclasses import dataclass

from django.urls import reverse

from .models import Assignment, Role

# The main pages in order: the words, the address, whom they are for.
PAGES = (
    ("Trang chủ", "home", set(Role)),
    ("Kỳ báo cáo", "reports:periods", {Role.OFFICER}),
    (
        "Văn bản",
        "reports:papers",
        {Role.COMMUNE_STAFF, Role.OFFICER, Role.LEADER},
    ),
    ("Hoạt động", "reports:activities", {Role.OFFICER}),
    ("Thiết lập", "reports:setup", {Role.OFFICER}),
    ("Người dùng", "users", {Role.OFFICER, Role.ROSTER_ADMIN}),
    ("Danh bạ", "admin:index", {Role.ROSTER_ADMIN}),
)


@dataclass(frozen=True)
class OfficerContact:
    """Whom the communes call."""

    name: str
    phone: str


def office(request):
    """`office`, `nav` and `officer_contact` for the page's frame; `in_zalo`."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.must_change_password:
        return {"office": None, "nav": [], "officer_contact": None}
    return {
        "office": user.office,
        "nav": _pages_of(user, request.path),
        "officer_contact": officer_contact(user),
        "in_zalo": "Zalo" in request.headers.get("User-Agent", ""),
    }


def officer_contact(user):
    """The first active officer of the district, for commune staff; one query."""
    if not user.has_role(Role.COMMUNE_STAFF):
        return None
    if not hasattr(user, "_officer_contact"):
        user._officer_contact = first_officer(user.office)
    return user._officer_contact


def first_officer(district):
    """Whom the communes of a district call, or None; one query."""
    officers = Assignment.objects.filter(
        district=district, role=Role.OFFICER, user__is_active=True
    )
    row = officers.order_by("pk").values_list("user__full_name", "user__phone").first()
    return OfficerContact(*row) if row else None


def _pages_of(user, path):
    """(label, url, active); a page is active on its own address and below it."""
    home = reverse("home")
    pages = []
    for label, name, roles in PAGES:
        if user.has_role(*roles):
            url = reverse(name)
            active = path == url or (url != home and path.startswith(url))
            pages.append((label, url, active))
    return pages
