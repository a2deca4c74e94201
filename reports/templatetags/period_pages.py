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
    ("Tổng hợp", "reports:totals", BOTH),
    ("Biểu đồ", "reports:pictures", BOTH),
    ("Ý kiến các xã", "reports:words", BOTH),
    ("Đôn đốc", "reports:reminders", BOTH),
    ("Công văn", "reports:letters", BOTH),
    ("Lịch", "reports:calendar", BOTH),
    ("Góp ý", "reports:comments", BOTH),
    ("Báo cáo", "reports:report", BOTH),
)


@register.inclusion_tag("reports/parts/period_nav.html", takes_context=True)
def period_nav(context, period, within=""):
    """The page itself is marked; or the one that it is `within`, by its view's name."""
    request = context["request"]
    pages = []
    for label, name, roles in PAGES:
        if request.user.has_role(*roles):
            url = reverse(name, args=[period.pk])
            above = "true" if name == f"reports:{within}" else ""
            pages.append((label, url, "page" if url == request.path else above))
    return {"period": period, "pages": pages}
