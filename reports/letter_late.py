"""A period in; the list of a reminder letter, who is late and how far each is, out."""

from django.db.models import Max
from django.utils import timezone

from reports.checks import missing_cells
from reports.figures import load_table
from reports.lateness import late_returns
from reports.letter_words import LateCommune, said
from reports.models import Submission, SubmissionEvent
from tuky_cnscd.vietnamese import decree_day_month, format_count

State = Submission.State
ASKS_FOR_CORRECTION = (SubmissionEvent.Move.SEND_BACK, SubmissionEvent.Move.REOPEN)


def late_communes(period) -> tuple[LateCommune, ...]:
    """All that is not handed in, in the district's order; a fixed number of queries."""
    rows = late_returns(period)
    table = load_table(period, rows)
    sent_back = _sent_back(rows)
    return tuple(
        LateCommune(
            str(row.commune),
            _how_far(row, table, sent_back.get(row.pk)) + _more_time(row),
        )
        for row in rows
    )


def _more_time(submission):
    """A commune whose own deadline is later must not read as if it were not."""
    if not submission.is_extended:
        return ""
    return f" (được lùi hạn đến {said(submission.deadline)})"


def _sent_back(rows):
    """When each return was last given back for correction, by its id."""
    events = SubmissionEvent.objects.filter(
        submission__in=rows, move__in=ASKS_FOR_CORRECTION
    )
    latest = events.order_by().values_list("submission").annotate(Max("at"))
    return dict(latest)


def _how_far(submission, table, sent_back):
    if submission.state == State.NOT_STARTED:
        return "chưa nhập"
    if submission.state == State.RETURNED:
        return _given_back(sent_back)
    missing = len(missing_cells(table, submission.commune_id))
    if not missing:
        return "đã nhập đủ, chưa gửi"
    return f"đang nhập, còn {format_count(missing)} ô"


def _given_back(moment):
    if moment is None:
        return "trả lại để chỉnh sửa"
    day = decree_day_month(timezone.localtime(moment))
    return f"trả lại để chỉnh sửa ngày {day}"
