"""What the leader says in; comments made, taken back, settled with a word, out.

Each verb is one guarded UPDATE or one row; nothing is deleted, and nothing of it
enters the paper.
"""

from collections import Counter

from django.utils import timezone

from reports import rules
from reports.models import LeaderComment
from reports.rules import NotNow

GONE = "Góp ý này vừa được xử lý hoặc rút lại. Đề nghị tải lại trang."


def comment(period, *, by, text, section=None, indicator=None, submission=None):
    """Say something of a section, of a figure, or of the whole; raises `NotNow`."""
    if not rules.may_comment(by, period):
        raise NotNow("Kỳ này chưa mở nên chưa có nội dung để góp ý.")
    return LeaderComment.objects.create(
        period=period,
        section=section,
        indicator=indicator,
        submission=submission,
        text=text,
        by=by,
    )


def take_back(row, *, by):
    """The leader takes back what nobody settled yet; it stays on record."""
    if not rules.may_take_comment_back(by, row):
        raise NotNow(GONE)
    _change(row, withdrawn_at=timezone.now())


def settle(row, *, by, reply):
    """The officer says in a word what was done; who and when are kept."""
    if not rules.may_settle_comment(by, row):
        raise NotNow(GONE)
    _change(row, reply=reply, settled_by=by, settled_at=timezone.now())


def open_by_section(period) -> Counter:
    """How many comments wait, by section id: one query."""
    rows = period.leader_comments.open().filter(section__isnull=False)
    return Counter(rows.values_list("section", flat=True))


def _change(row, **fields):
    if not LeaderComment.objects.open().filter(pk=row.pk).update(**fields):
        raise NotNow(GONE)
    row.refresh_from_db()
