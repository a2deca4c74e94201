"""A planned period in; an open one out, its indicators pinned, its returns made.

Also the communes that it asks, renewing the pinned indicators, closing, reopening and
the deadline of all. Each is a move: rule, guard, rows and event in one transaction.
"""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from reports import rules
from reports.models import (
    Indicator,
    PeriodEvent,
    PeriodIndicator,
    ReportingPeriod,
    Submission,
)
from reports.models.indicator import IndicatorFields
from reports.rules import NotNow

State = ReportingPeriod.State
Move = PeriodEvent.Move
COMMUNES_STAY = "Kỳ đã mở nên danh sách xã phải báo cáo không đổi được nữa."
PLAIN = [
    field.name
    for field in IndicatorFields._meta.get_fields()
    if field.name not in IndicatorFields.RELATIONS
]


def choose_communes(period, shown, asked, *, by):
    """Of the communes `shown` (ids), those in `asked` must report, the others not.

    Raises `NotNow` once the period is open.
    """
    with transaction.atomic():
        period = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
        if not rules.may_choose_communes(by, period):
            raise NotNow(COMMUNES_STAY)
        period.left_out.remove(*asked)
        period.left_out.add(*set(shown) - set(asked))


def open_period(period, *, by):
    """Pin copies of the active indicators and make a return for each commune.

    The communes are those in being at the cut-off. Raises `NotNow` where the period
    is not planned any more, or nothing could be asked of anyone.
    """
    if not rules.may_open(by, period):
        raise NotNow("Kỳ này đã mở hoặc đã chốt.")
    with _moving(period, State.PLANNED, State.OPEN):
        pin_indicators(period)
        communes = list(period.expected_communes())
        if not communes:
            raise NotNow(
                "Danh bạ chưa có xã nào phải báo cáo tại ngày chốt số liệu, hoặc các xã"
                " đã bỏ chọn hết."
            )
        Submission.objects.bulk_create(
            Submission(period=period, commune=commune) for commune in communes
        )
        _log(period, Move.OPEN, by, deadline=period.deadline)


def close_period(period, *, by, reason=""):
    """Nothing more is entered; a paper can still be made. A reason may be given."""
    if not rules.may_close(by, period):
        raise NotNow("Chỉ chốt được kỳ đang mở.")
    with _moving(period, State.OPEN, State.CLOSED):
        _log(period, Move.CLOSE, by, reason)


def reopen_period(period, *, by, reason):
    """Open a closed period again; the reason stays with it."""
    if not rules.may_reopen_period(by, period):
        raise NotNow("Chỉ mở lại được kỳ đã chốt.")
    with _moving(period, State.CLOSED, State.OPEN):
        _log(period, Move.REOPEN, by, reason)


def renew_indicators(period, *, by):
    """Pin the catalogue as it is now, in place of what the opening pinned.

    Raises `NotNow` once anything was entered, by a commune or by the district.
    """
    with transaction.atomic():
        rows = ReportingPeriod.objects.select_for_update().filter(pk=period.pk)
        period = rows.get()
        list(period.submissions.select_for_update())  # nobody begins meanwhile
        if not rules.may_renew_indicators(by, period):
            raise NotNow(
                "Kỳ này không mở hoặc đã có số liệu, nên không đổi được bộ chỉ tiêu."
            )
        pin_indicators(period)
        _log(period, Move.RENEW, by)


def set_deadline(period, deadline, *, by, reason):
    """Change the deadline of all while the period is open; the reason stays with it.

    Communes that were given more time keep the later of the two. Raises `NotNow`
    where the period is not open, or `deadline` is no later than its cut-off.
    """
    if not rules.may_set_deadline(by, period):
        raise NotNow("Chỉ đổi được hạn gửi của kỳ đang mở.")
    if timezone.localtime(deadline).date() <= period.last_day:
        raise NotNow("Hạn gửi phải sau ngày chốt số liệu.")
    with _moving(period, State.OPEN, State.OPEN, deadline=deadline):
        _log(period, Move.DEADLINE, by, reason, deadline=deadline)
    period.deadline = deadline


def pin_indicators(period):
    """Copy the district's active indicators, with the relations between them.

    A copy that the period has already is brought up to date; one whose indicator is
    not in use any more goes. Raises `NotNow` where no indicator is in use.
    """
    rows = list(Indicator.objects.filter(district=period.district_id, is_active=True))
    if not rows:
        raise NotNow("Chưa có chỉ tiêu nào đang dùng. Hãy thêm chỉ tiêu trước.")
    pinned = {copy.key: copy for copy in period.indicators.all()}
    copies = {r.pk: pinned.pop(r.key, PeriodIndicator(period=period)) for r in rows}
    for row in rows:
        for name in PLAIN:
            setattr(copies[row.pk], name, getattr(row, name))
    PeriodIndicator.objects.bulk_create(c for c in copies.values() if c.pk is None)
    for row in rows:
        for name in IndicatorFields.RELATIONS:
            other = copies.get(getattr(row, f"{name}_id"))
            setattr(copies[row.pk], name, other)
    PeriodIndicator.objects.bulk_update(
        copies.values(), [*PLAIN, *IndicatorFields.RELATIONS]
    )
    period.indicators.filter(key__in=pinned).delete()


@contextmanager
def _moving(period, state, to, **fields):
    """Move the row if it stands in `state`; what follows is undone with it."""
    with transaction.atomic():
        rows = ReportingPeriod.objects.filter(pk=period.pk, state=state)
        if not rows.update(state=to, **fields):
            raise NotNow("Kỳ vừa được người khác chuyển trạng thái. Hãy tải lại trang.")
        yield
    period.state = to


def _log(period, move, by, reason="", **more):
    PeriodEvent.objects.create(period=period, move=move, by=by, reason=reason, **more)
