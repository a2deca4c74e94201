"""A thousand random walks: nobody moves a return but as the written table allows.

Each step is anybody's try at anything. What the table does not allow must be refused
and leave no trace; what it allows must lead to where it says.
"""

import random
from decimal import Decimal

import pytest

from reports import moves, opening, questions
from reports.models import (
    CellQuestion,
    Figure,
    PeriodEvent,
    ReportingPeriod,
    Submission,
    SubmissionEvent,
)
from reports.recording import Origin, Proposal, record
from reports.rules import NotNow
from tests import factories as make

pytestmark = pytest.mark.django_db

# action | who | period | return | question on its cell -> period, return, question
# "=" stays as it is. A question is: none; open; changed (the figure was corrected, and
# not sent yet); answered.
TABLE = """
enter       | lan officer | open   | not_started             | none    -> = draft =
enter       | lan officer | open   | draft returned          | none answered -> = = =
enter       | lan officer | open   | draft returned          | open changed -> = = changed
submit      | lan officer | open   | draft returned          | none answered -> = sent =
submit      | lan officer | open   | draft returned          | changed -> = sent answered
withdraw    | lan         | open   | sent                    | none open answered -> = draft =
send_back   | officer     | open   | sent                    | none open -> = returned =
send_back   | officer     | open   | sent                    | answered -> = returned none
accept      | officer     | open   | sent                    | none answered -> = accepted none
reopen      | officer     | open   | accepted                | none    -> = returned =
ask         | officer     | open   | sent                    | none answered -> = = open
ask         | officer     | open   | returned                | none    -> = = open
answer      | lan         | open   | draft returned          | open changed answered -> = = answered
take_back   | officer     | open   | draft sent returned     | open changed -> = = none
settle      | officer     | open   | sent                    | answered -> = = none
close       | officer     | open   | *                       | *       -> closed = =
open_again  | officer     | closed | *                       | *       -> open = =
"""  # noqa: E501 -- one row a line
PEOPLE = ("lan", "binh", "officer", "leader", "admin", "stranger")
STATES = {
    "period": ("open", "closed"),
    "return": tuple(Submission.State.values),
    "question": ("none", "open", "changed", "answered"),
}
START = ("none", "open", "answered")
CHUNKS, WALKS, STEPS = 2, 500, 4


def read(table):
    """The table as {(action, who, period, return, question): what it leads to}."""
    allowed = {}
    for line in filter(None, table.splitlines()):
        action, who, *states, last = (cell.strip() for cell in line.split("|"))
        question, leads_to = last.split(" -> ")
        given = [
            STATES[name] if cell.strip() == "*" else cell.split()
            for name, cell in zip(STATES, [*states, question], strict=True)
        ]
        for person in who.split():
            for period in given[0]:
                for state in given[1]:
                    for asked in given[2]:
                        now = (period, state, asked)
                        goal = zip(leads_to.split(), now, strict=True)
                        allowed[action, person, *now] = tuple(
                            old if new == "=" else new for new, old in goal
                        )
    return allowed


ALLOWED = read(TABLE)
ACTIONS = sorted({action for action, *_ in ALLOWED})


class Walker:
    """One return in a period, and everybody who may come near it."""

    def __init__(self):
        district = make.make_district()
        commune = make.make_commune(district)
        other = make.make_commune(district, "An Thanh", "11125")
        make.make_indicator(district, "guided")
        officer = make.make_officer(district)
        self.people = {
            "lan": make.make_staff(commune, "lan"),
            "binh": make.make_staff(other, "binh"),
            "officer": officer,
            "leader": make.make_user("tuan", "leader", district),
            "admin": make.make_user("minh", "roster_admin", district),
            "stranger": make.make_officer(make.make_district("Gia Lộc"), "hai"),
        }
        self.period = make.make_open_period(district, officer)
        self.submission = self.period.submissions.get(commune=commune)
        self.guided = self.period.indicators.get()
        self.value = 0

    def start(self, state, asked):
        """Put the return into a state as if it had come there, perhaps with a question.

        `asked`: none, open or answered.
        """
        Figure.objects.all().delete()
        CellQuestion.objects.all().delete()
        ReportingPeriod.objects.filter(pk=self.period.pk).update(state="open")
        if state != "not_started":
            make.set_figure(self.submission, "guided", 1, by=self.people["lan"])
        if asked != "none":
            make.put_in_state(self.submission, "sent")
            self.act("ask", "officer")
        if asked == "answered":
            make.put_in_state(self.submission, "returned")
            self.act("answer", "lan")
        make.put_in_state(self.submission, state)

    def now(self):
        """(period, return, question) as they stand in the database."""
        period = ReportingPeriod.objects.get(pk=self.period.pk)
        submission = Submission.objects.get(pk=self.submission.pk)
        question = submission.questions.standing().first()
        if question is None:
            asked = "none"
        elif question.answered_at:
            asked = "answered"
        else:
            figure = submission.figures.get()
            asked = "changed" if figure.version > question.asked_version else "open"
        return period.state, submission.state, asked

    def trace(self):
        """What any move leaves behind."""
        return (
            SubmissionEvent.objects.count(),
            PeriodEvent.objects.count(),
            CellQuestion.objects.count(),
            *Figure.objects.values_list("version", "value"),
        )

    def act(self, action, who):
        """Try it as that person, who opened the page just now."""
        by = self.people[who]
        submission = Submission.objects.select_related("period").get(
            pk=self.submission.pk
        )
        getattr(self, f"_{action}")(submission, by)

    def _enter(self, submission, by):
        self.value += 1
        figure = submission.figures.first()
        proposal = Proposal(
            self.guided.pk,
            None,
            "value",
            Decimal(1000 + self.value),
            based_on=figure.version if figure else 0,
        )
        record([proposal], submission=submission, origin=Origin(by, "typed"))

    def _submit(self, submission, by):
        moves.submit(submission, by=by)

    def _withdraw(self, submission, by):
        moves.withdraw(submission, by=by)

    def _send_back(self, submission, by):
        moves.send_back(submission, by=by, reason="Kiểm tra lại")

    def _accept(self, submission, by):
        moves.accept(submission, by=by)

    def _reopen(self, submission, by):
        moves.reopen(submission, by=by, reason="Có số mới")

    def _ask(self, submission, by):
        questions.ask(submission, by=by, indicator=self.guided, text="Đúng không?")

    def _answer(self, submission, by):
        questions.answer(self._question(submission), by=by, answer="Đúng")

    def _take_back(self, submission, by):
        questions.withdraw(self._question(submission), by=by)

    def _settle(self, submission, by):
        questions.settle(self._question(submission), by=by)

    def _close(self, submission, by):
        opening.close_period(submission.period, by=by)

    def _open_again(self, submission, by):
        opening.reopen_period(submission.period, by=by, reason="Còn xã chưa gửi")

    def _question(self, submission):
        question = submission.questions.standing().first()
        if question is None:
            raise NotNow("No question stands.")
        question.submission = submission
        return question


@pytest.fixture
def walker():
    return Walker()


@pytest.mark.parametrize("seed", range(CHUNKS))
def test_no_walk_leaves_the_table(walker, seed):
    chance = random.Random(seed)
    done = set()
    for _ in range(WALKS):
        state = chance.choice(STATES["return"])
        askable = state in Submission.OPEN_TO_QUESTIONS
        walker.start(state, chance.choice(START if askable else START[:1]))
        path, left = [walker.now()], walker.trace()
        for _ in range(STEPS):
            step = chance.choice(tries_from(path[-1], chance))
            goal = ALLOWED.get((*step, *path[-1]))
            try:
                walker.act(*step)
            except (NotNow, moves.NotComplete):
                assert goal is None, (path, step)
                assert walker.trace() == left, (path, step)
            else:
                assert goal is not None, (path, step)
                done.add(step[0])
            path.append(walker.now())
            left = walker.trace()
            assert path[-1] == (goal or path[-2]), (path, step)
    assert done == set(ACTIONS)


def tries_from(now, chance):
    """What may be tried next: half of the time something that is allowed."""
    allowed = [step[:2] for step in ALLOWED if step[2:] == now]
    if allowed and chance.random() < 0.5:
        return allowed
    return [(action, who) for action in ACTIONS for who in PEOPLE]
