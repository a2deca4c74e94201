"""A period's pages as one row of links on each of them."""

from django import template
from django.urls import reverse

from teams.models import Role

register = template.Library()

OFFICER, BOTH = (Role.OFFICER,), (Role.OFFICER, Role.LEADER)

# In the order of the work: the words, the address, whom the page is for.
PAGES = (
    ("Tình hình", "reports:board", BOTH),
    ("Đối chiếu", "reports:matrix", BOTH),
    ("Thay đổi", "reports:changes_since", BOTH),
    ("Nhập số liệu", "reports:bulk_grid", OFFICER),
    ("Lịch", "reports:calendar", BOTH),
    ("Tổng hợp", "reports:totals", BOTH),
    ("Biểu đồ", "reports:pictures", BOTH),
    ("Ý kiến các xã", "reports:words", BOTH),
    ("Đôn đốc", "reports:reminders", BOTH),
    ("Công văn", "reports:letters", BOTH),
    ("Góp ý", "reports:comments", BOTH),
    ("Báo cáo", "reports:report", BOTH),
)


@register.inclusion_tag("reports/parts/period_nav.html", takes_context=True)
def period_nav(context, period):
    """`here` is the page's own address; a page below one is not that page."""
    request = context["request"]
    addresses = (
        (label, reverse(name, args=[period.pk]))
        for label, name, roles in PAGES
        if request.user.has_role(*roles)
    )
    return {
        "period": period,
        "pages": [(label, url, url == request.path) for label, url in addresses],
    }
