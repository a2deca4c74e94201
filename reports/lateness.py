"""A period in; which returns are still to be sent, and what each of them lacks, out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from reports.checks import missing_cells
from reports.figures import FigureTable, load_table
from reports.models import CellQuestion, Submission, SubmissionEvent
from teams.models import Assignment, Role, User
from tuky_cnscd.vietnamese import format_count

SATURDAY = 5
BEFORE = frozenset({3, 1})  # days before the deadline
AFTER = 14  # days: ten working days
PLACES_NAMED = 4
INDICATORS_NAMED = 6
LONGEST_NAME = 48
Move = SubmissionEvent.Move


@dataclass(frozen=True)
class Standing:
    """How far a period is: communes by name, in the district's order.

    `extended`: the own deadline of those that were given more time, by name.
    """

    expected: int
    unsent: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    extended: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def handed_in(self) -> int:
        return self.expected - len(self.unsent) - len(self.returned)


@dataclass(frozen=True)
class Late:
    """A return that its commune has still to send, and whom to ask for it.

    `cells`: the blank ones in words, shortened; `asked`: why it was sent back.
    """

    submission: Submission
    missing: int = 0
    cells: str = ""
    questions: int = 0
    asked: str = ""
    staff: tuple[User, ...] = ()

    @property
    def is_returned(self) -> bool:
        return self.submission.state == Submission.State.RETURNED

    @property
    def reachable(self) -> tuple[User, ...]:
        """Those who can be written to."""
        return tuple(person for person in self.staff if person.email)


def is_due(deadline: datetime, today: date) -> bool:
    """Whether the program reminds by itself on that day.

    Three days and one day before the deadline, then on the working days of the two
    weeks after it; public holidays are not known here.
    """
    left = (timezone.localtime(deadline).date() - today).days
    if left in BEFORE:
        return True
    return -AFTER <= left < 0 and today.weekday() < SATURDAY


def late_returns(period):
    """What is still to be sent, in the district's order; never what was sent."""
    rows = period.submissions.filter(state__in=Submission.OPEN_FOR_ENTRY)
    return rows.in_district_order()


def standing_of(period) -> Standing:
    """Two queries, however many communes."""
    late = list(late_returns(period))
    returned = [s for s in late if s.state == Submission.State.RETURNED]
    unsent = [s for s in late if s.state != Submission.State.RETURNED]
    return Standing(
        expected=period.submissions.count(),
        unsent=tuple(str(s.commune) for s in unsent),
        returned=tuple(str(s.commune) for s in returned),
        extended={str(s.commune): s.deadline for s in late if s.is_extended},
    )


def describe(period, submissions) -> list[Late]:
    """What these returns of one period lack: a fixed number of queries."""
    pks = [submission.pk for submission in submissions]
    table = load_table(period, period.submissions.filter(pk__in=pks))
    questions, asked = _open_questions(pks), _reasons(pks)
    staff = _staff([submission.commune_id for submission in submissions])
    return [
        Late(
            submission=submission,
            missing=len(missing_cells(table, submission.commune_id)),
            cells=cells_in_words(table, submission.commune_id),
            questions=questions[submission.pk],
            asked=asked.get(submission.pk, ""),
            staff=staff.get(submission.commune_id, ()),
        )
        for submission in submissions
    ]


def cells_in_words(table: FigureTable, commune_id: int) -> str:
    """ "Số hộ – thôn An Lao, thôn Xuân Nẻo; Số buổi; và 12 ô khác"; "" for none."""
    places: dict[str, list[int | None]] = {}
    for cell in missing_cells(table, commune_id):
        places.setdefault(cell.key, []).append(cell.hamlet_id)
    named = list(places)[:INDICATORS_NAMED]
    parts = [_indicator(table, commune_id, key, places[key]) for key in named]
    rest = sum(len(where) for key, where in places.items() if key not in named)
    return "; ".join([*parts, *([f"và {format_count(rest)} ô khác"] if rest else [])])


def _indicator(table, commune_id, key, blanks):
    spec = table.spec(key)
    name = _short(spec.name)
    if spec.part_of and not spec.number:
        name = f"{_short(table.spec(spec.part_of).name)}: {name}"
    hamlets = {h.id: h.name for h in table.commune(commune_id).hamlets}
    where = [hamlets[pk] for pk in blanks if pk in hamlets]
    if not where:
        return name
    if len(where) == len(hamlets) > 1:
        return f"{name} – cả {format_count(len(where))} thôn, KDC"
    named = where[:PLACES_NAMED]
    if rest := len(where) - len(named):
        named.append(f"{format_count(rest)} nơi khác")
    return f"{name} – {', '.join(named)}"


def _short(name):
    """A name in a message is read beside the form, which has it in full."""
    if len(name) <= LONGEST_NAME:
        return name
    return name[:LONGEST_NAME].rsplit(" ", 1)[0].rstrip(",;") + "…"


def _open_questions(pks) -> Counter:
    rows = CellQuestion.objects.open().filter(submission__in=pks)
    return Counter(rows.values_list("submission", flat=True))


def _reasons(pks) -> dict[int, str]:
    """Why each was last sent back or reopened."""
    events = SubmissionEvent.objects.filter(
        submission__in=pks, move__in=(Move.SEND_BACK, Move.REOPEN)
    )
    rows = events.order_by("at", "pk").values_list("submission", "reason")
    return {pk: " ".join(reason.split()) for pk, reason in rows}


def _staff(commune_ids) -> dict[int, tuple[User, ...]]:
    """Who enters figures for each commune, in the order they were appointed."""
    duties = Assignment.objects.filter(
        role=Role.COMMUNE_STAFF, commune__in=commune_ids, user__is_active=True
    )
    people: dict[int, tuple[User, ...]] = {}
    for duty in duties.select_related("user").order_by("pk"):
        people[duty.commune_id] = (*people.get(duty.commune_id, ()), duty.user)
    return people
