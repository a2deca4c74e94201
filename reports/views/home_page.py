"""A person in; what is theirs to do next, one block for each of their roles, out."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from reports.judging import Judgement, judge
from reports.models import (
    IssuedReport,
    LeaderComment,
    ReportingPeriod,
    Submission,
    SubmissionEvent,
)
from teams.models import Assignment, Commune, Role
from teams.roster import RosterCounts, roster_counts
from tuky_cnscd.vietnamese import format_count

from .answers_page import Notice, questions_notice
from .desk.calendar import Calendar, commune_calendar
from .documents import Scan, scans_of

State = Submission.State
EARLIER = 6
ASKS_FOR_CORRECTION = (SubmissionEvent.Move.SEND_BACK, SubmissionEvent.Move.REOPEN)


@dataclass(frozen=True)
class Desk:
    """One commune's return in an open period, and the one thing to do with it."""

    submission: Submission
    judgement: Judgement
    request: SubmissionEvent | None
    questions: Notice | None = None
    calendar: Calendar | None = None
    scans: tuple[Scan, ...] = ()

    @property
    def is_ours_to_fill(self):
        return self.submission.state in Submission.OPEN_FOR_ENTRY

    @property
    def missing(self):
        return len(self.judgement.missing)

    @property
    def errors(self):
        return len(self.judgement.errors)

    @property
    def action(self):
        """The words of the one main button."""
        if self.submission.state == State.RETURNED:
            return "Sửa theo yêu cầu"
        return "Nhập số liệu" if self.is_ours_to_fill else "Xem biểu đã gửi"


@dataclass(frozen=True)
class Progress:
    """How far an open period is: communes by state."""

    period: ReportingPeriod
    counts: Counter
    comments: int = 0
    late: int = 0

    @property
    def expected(self):
        return self.counts.total()

    @property
    def handed_in(self):
        return sum(self.counts[state] for state in Submission.HANDED_IN)

    @property
    def waiting(self):
        return self.counts[State.SENT]

    @property
    def returned(self):
        return self.counts[State.RETURNED]


@dataclass(frozen=True)
class RosterDesk:
    """The roster as it stands today, and what it lacks."""

    counts: RosterCounts
    communes: int
    gaps: tuple[tuple[str, str], ...]


def days_left(whose):
    """How long until a period's or a return's deadline: “còn 05 ngày”, “quá hạn …”."""
    closing = timezone.localtime(whose.deadline).date()
    days = (closing - timezone.localdate()).days
    if whose.is_overdue:
        return f"quá hạn {format_count(-days)} ngày" if days else "quá hạn hôm nay"
    return f"còn {format_count(days)} ngày" if days else "hạn cuối là hôm nay"


def commune_desks(user):
    """(desks in open periods, earlier returns) of the communes a person serves."""
    returns = list(
        Submission.objects.filter(commune__in=user.commune_ids)
        .select_related(
            "commune",
            "period__district",
            "period__previous",
            "period__dispatch",
            "period__commune_dispatch",
        )
        .order_by("-period__last_day", "commune__position")
    )
    asked = _requests([s for s in returns if s.state == State.RETURNED])
    desks = [
        Desk(
            s,
            judge(s),
            asked.get(s.pk),
            questions_notice(s),
            commune_calendar(s, s.period.events.all()),
            tuple(scans_of(s.period.communes_answer)),
        )
        for s in returns
        if s.period.is_open
    ]
    desks.sort(key=lambda d: (not d.is_ours_to_fill, *_urgency(d.submission)))
    return desks, [s for s in returns if not s.period.is_open][:EARLIER]


def _urgency(whose):
    """The nearest deadline first, then what is overdue, the last of it first."""
    overdue, at = whose.deadline < timezone.now(), whose.deadline.timestamp()
    return overdue, -at if overdue else at


def _requests(returned):
    """The last request for a correction, by return."""
    events = SubmissionEvent.objects.filter(
        submission__in=returned, move__in=ASKS_FOR_CORRECTION
    )
    rows = events.select_related("by").order_by("at", "pk")
    return {event.submission_id: event for event in rows}


def open_periods(district_ids):
    """Progress of the districts' open periods: three queries."""
    periods = ReportingPeriod.objects.filter(
        district__in=district_ids, state=ReportingPeriod.State.OPEN
    )
    counts = {period.pk: Counter() for period in periods}
    rows = (
        Submission.objects.filter(period__in=counts)
        .values_list("period", "state")
        .annotate(communes=Count("pk"))
    )
    for period, state, communes in rows:
        counts[period][state] = communes
    comments = Counter(
        LeaderComment.objects.open()
        .filter(period__in=counts)
        .values_list("period", flat=True)
    )
    late = Counter(
        Submission.objects.filter(period__in=counts)
        .overdue()
        .values_list("period", flat=True)
    )
    return [
        Progress(p, counts[p.pk], comments[p.pk], late[p.pk])
        for p in sorted(periods, key=_urgency)
    ]


def papers(district_ids):
    """(copies waiting for number and date, the last issued papers), without bytes."""
    rows = IssuedReport.objects.filter(period__district__in=district_ids)
    light = rows.select_related("period").only(
        "state", "number", "symbol", "date", "finalised_at", "period__phrase"
    )
    waiting = light.filter(state=IssuedReport.State.FOR_SIGNATURE)
    issued = light.filter(state=IssuedReport.State.ISSUED).order_by("-date", "-pk")
    return list(waiting), list(issued[:EARLIER])


def planned_periods(district_ids):
    """Periods that wait to be opened."""
    return ReportingPeriod.objects.filter(
        district__in=district_ids, state=ReportingPeriod.State.PLANNED
    ).order_by("opens_on")


def roster_desk(district):
    """Counts of today's roster and its gaps, each with where to mend it."""
    today = timezone.localdate()
    counts = roster_counts(district, today)
    communes = Commune.objects.on(today).filter(district=district)
    gaps = tuple(
        (f"{format_count(number)} {words}", reverse(f"admin:teams_{page}"))
        for number, words, page in (
            (_unserved(communes), "xã chưa có cán bộ nhập liệu", "user_add"),
            (
                counts.hamlets_without_team,
                "thôn, KDC chưa có Tổ",
                "team_changelist",
            ),
            (counts.teams_without_head, "Tổ chưa có Tổ trưởng", "member_changelist"),
            (
                counts.teams - counts.zalo_groups,
                "Tổ chưa ghi nhóm Zalo",
                "team_changelist",
            ),
        )
        if number
    )
    return RosterDesk(counts, communes.count(), gaps)


def _unserved(communes):
    """How many communes have nobody to enter figures."""
    serving = Assignment.objects.filter(
        role=Role.COMMUNE_STAFF, user__is_active=True, commune__in=communes
    )
    return communes.exclude(pk__in=serving.values("commune")).count()
