"""A return in; who has it in hand, and since when, out."""

from django.db.models import Max, TextChoices
from django.utils import timezone

from reports.models import Submission, SubmissionEvent

Move = SubmissionEvent.Move
HANDS_OVER = (Move.SUBMIT, Move.WITHDRAW, Move.SEND_BACK, Move.ACCEPT, Move.REOPEN)


class Holder(TextChoices):
    """Who has to do the next thing; the value stands in addresses."""

    COMMUNE = "xa", "Xã đang giữ"
    DISTRICT = "huyen", "Chờ cán bộ huyện"
    NOBODY = "khong", "Không ai giữ"


def holder_of(submission) -> Holder:
    """Follows from the state; nothing can be done in a period that is not open."""
    state = submission.state
    if not submission.period.is_open or state == Submission.State.ACCEPTED:
        return Holder.NOBODY
    return Holder.DISTRICT if state == Submission.State.SENT else Holder.COMMUNE


def holder_label(holder: Holder, level_word: str) -> str:
    """The district's own word for its level stands in for “huyện”."""
    return holder.label.replace("huyện", level_word)


class HeldSince:
    """Since when each return of a period is where it is: two queries for all."""

    def __init__(self, period):
        self._last = dict(
            SubmissionEvent.objects.filter(
                submission__period=period, move__in=HANDS_OVER
            )
            .order_by()
            .values_list("submission")
            .annotate(Max("at"))
        )
        self._period = period.events.aggregate(last=Max("at"))["last"]

    def of(self, submission):
        """The last move that changed hands; opening the period was one for all."""
        moved = self._last.get(submission.pk)
        if submission.state == Submission.State.ACCEPTED:
            return moved
        return max(filter(None, [moved, self._period]), default=None)


def days_since(moment) -> int | None:
    """Whole days by the office's calendar: what came yesterday is held for one."""
    if moment is None:
        return None
    return (timezone.localdate() - timezone.localdate(moment)).days
