"""A return in; what the commune did in the period, beside its figure of sessions."""

from dataclasses import dataclass

from django.urls import reverse

from reports import rules
from reports.consolidation import SESSIONS_KEY
from reports.figures import load_table
from reports.intake.asked import spec_label
from reports.models import Activity, Submission
from reports.totals import commune_total
from tuky_cnscd.vietnamese import format_count

from .desk.cells import total_text


@dataclass(frozen=True)
class ActivityList:
    """The activities of a return in order of time, and what may be done with them.

    `compared` says how many sessions are listed and what the figure says.
    """

    rows: tuple[Activity, ...]
    url: str
    may_edit: bool
    compared: str = ""


def activity_list(submission, user, table=None) -> ActivityList:
    """The list as a page shows it; `table` (if at hand) holds the return's figures."""
    rows = tuple(submission.period.activities_of(submission.commune_id))
    if table is None:
        returns = Submission.objects.filter(pk=submission.pk)
        table = load_table(submission.period, returns)
    return ActivityList(
        rows=rows,
        url=reverse("reports:own_activities", args=[submission.pk]),
        may_edit=rules.may_fill_in(user, submission),
        compared=_compared(rows, table, submission.commune_id),
    )


def _compared(rows, table, commune_id):
    """The register beside the figure, without judging either."""
    if not table.has(SESSIONS_KEY):
        return ""
    spec = table.spec(SESSIONS_KEY)
    total = commune_total(table, SESSIONS_KEY, commune_id)
    held = sum(row.kind in Activity.SESSIONS for row in rows)
    figure = (
        "chưa nhập"
        if total.value is None
        else f"đang ghi {total_text(spec, total)} {spec.unit.lower()}"
    )
    return (
        f"Danh sách có {format_count(held)} hội nghị, tập huấn; chỉ tiêu"
        f" “{spec_label(spec)}” {figure}."
    )
