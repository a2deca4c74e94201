"""Questions on cells: who may ask, answer and settle when, and what they hold up."""

import pytest

from reports import moves, questions
from reports.models import CellQuestion, FigureVersion, ReportingPeriod, Submission
from reports.questions import Unanswered
from reports.recording import Origin, Proposal, record
from reports.rules import NotNow
from teams.models import Role
from tests.factories import (
    make_district,
    make_officer,
    make_staff,
    make_user,
    put_in_state,
)
from tests.reports.asking import ask, make_asked, reloaded

pytestmark = pytest.mark.django_db

State = Submission.State
EVERYBODY = ["officer", "leader", "lan", "binh", "stranger"]


def correct(world, key, value, hamlet=None, by=None):
    """Somebody writes another number into a cell."""
    place = world.hamlets[hamlet] if hamlet else None
    figure = world.submission.figures.get(indicator__key=key, hamlet=place)
    proposal = Proposal(
        figure.indicator_id, figure.hamlet_id, "value", value, based_on=figure.version
    )
    origin = Origin(by or world.lan, FigureVersion.Source.TYPED)
    return record([proposal], submission=world.submission, origin=origin)


def people(world):
    return {
        "officer": world.officer,
        "leader": world.leader,
        "lan": world.lan,
        "binh": make_staff(world.communes[1], "binh"),
        "stranger": make_officer(make_district("Gia Lộc"), "hai"),
    }


# --- who may, in which state ----------------------------------------------------------

VERBS = {
    "ask": lambda w, by: ask(w, "sessions", by=by),
    "withdraw": lambda w, by: questions.withdraw(w.asked[0], by=by),
    "settle": lambda w, by: questions.settle(w.asked[1], by=by),
    "answer": lambda w, by: questions.answer(w.asked[0], by=by, answer="Đúng"),
}
OPEN = {State.NOT_STARTED, State.DRAFT, State.RETURNED}
ALLOWED = {
    ("ask", "officer"): {State.SENT, State.RETURNED},
    ("withdraw", "officer"): {State.SENT, *OPEN},
    ("settle", "officer"): {State.SENT},
    ("answer", "lan"): OPEN,
}


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", list(State))
def test_only_what_is_written_here_is_possible(who, verb, state):
    world = make_asked(("vneid", None), ("guided", "An Lao"))
    questions.answer(world.asked[1], by=world.lan, answer="Đúng")
    put_in_state(world.submission, state)
    for question in world.asked:
        question.submission = world.submission
    before = list(CellQuestion.objects.values())
    by = people(world)[who]
    if state in ALLOWED.get((verb, who), ()):
        VERBS[verb](world, by)
        assert list(CellQuestion.objects.values()) != before
    else:
        with pytest.raises(NotNow):
            VERBS[verb](world, by)
        assert list(CellQuestion.objects.values()) == before


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_asked_or_answered_in_a_closed_period(verb):
    world = make_asked(("vneid", None), ("guided", "An Lao"))
    questions.answer(world.asked[1], by=world.lan, answer="Đúng")
    ReportingPeriod.objects.update(state="closed")
    world.submission = reloaded(world)
    world.asked = list(CellQuestion.objects.select_related("submission__period"))
    for by in (world.officer, world.lan):
        with pytest.raises(NotNow):
            VERBS[verb](world, by)


# --- asking ---------------------------------------------------------------------------


def test_a_question_keeps_the_version_that_was_asked_about():
    world = make_asked()
    correct_state = put_in_state(world.submission, State.DRAFT)
    correct(world, "sessions", 3)
    put_in_state(correct_state, State.SENT)
    question = ask(world, "sessions")
    assert (question.asked_version, question.asked_by) == (2, world.officer)


@pytest.mark.parametrize("back", [False, True])
def test_a_cell_has_one_open_question(back):
    world = make_asked(("guided", "An Lao"), ("guided", None), back=back)
    with pytest.raises(NotNow, match="đã có câu hỏi"):
        ask(world, "guided", "An Lao")
    ask(world, "guided", "Xuân Nẻo")
    assert CellQuestion.objects.standing().count() == 3


def test_asking_again_settles_the_answer_that_came_back():
    world = make_asked(("sessions", None))
    questions.answer(world.asked[0], by=world.lan, answer="Đúng")
    moves.submit(world.submission, by=world.lan)
    again = ask(world, "sessions", text="Kể cả của huyện?")
    world.asked[0].refresh_from_db()
    assert world.asked[0].settled_by == world.officer
    assert list(CellQuestion.objects.standing()) == [again]


def test_an_answer_that_is_not_sent_yet_is_not_asked_away():
    world = make_asked(("sessions", None))
    questions.answer(world.asked[0], by=world.lan, answer="Đúng")
    with pytest.raises(NotNow):
        ask(world, "sessions")


def test_of_a_question_taken_back_and_answered_at_once_one_holds():
    world = make_asked(("sessions", None))
    seen_earlier = CellQuestion.objects.get()
    questions.answer(world.asked[0], by=world.lan, answer="Đúng")
    with pytest.raises(NotNow, match="đã được gỡ hoặc đã xử lý"):
        questions.withdraw(seen_earlier, by=world.officer)
    assert CellQuestion.objects.get().settled_at is None


def test_a_question_taken_back_is_not_answered():
    world = make_asked(("sessions", None))
    questions.withdraw(world.asked[0], by=world.officer)
    with pytest.raises(NotNow):
        questions.answer(world.asked[0], by=world.lan, answer="Đúng")
    assert CellQuestion.objects.get().answer == ""


# --- sending back and taking up -------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("", "Rà soát 02 số liệu"),
        ("Gửi trước 16 giờ.", "Rà soát 02 số liệu. Gửi trước 16 giờ."),
    ],
)
def test_open_questions_are_the_reason(note, reason):
    world = make_asked(("sessions", None), ("guided", "An Lao"), back=False)
    moves.send_back(world.submission, by=world.officer, reason=note)
    assert world.submission.events.get().reason == reason


def test_without_a_question_a_reason_is_needed():
    world = make_asked(("sessions", None), back=False)
    questions.withdraw(world.asked[0], by=world.officer)
    with pytest.raises(NotNow, match="ghi lý do trả lại"):
        moves.send_back(world.submission, by=world.officer)
    assert reloaded(world).state == State.SENT


def test_a_return_with_an_open_question_is_not_taken_up():
    world = make_asked(("sessions", None), ("vneid", None), back=False)
    with pytest.raises(Unanswered, match="02 câu hỏi.*chưa tiếp nhận được"):
        moves.accept(world.submission, by=world.officer)
    assert reloaded(world).state == State.SENT


@pytest.mark.parametrize("move", ["accept", "send_back"])
def test_a_move_settles_what_was_answered(move):
    world = make_asked(("sessions", None))
    questions.answer(world.asked[0], by=world.lan, answer="Đúng")
    moves.submit(world.submission, by=world.lan)
    more = {"reason": "Thiếu tệp"} if move == "send_back" else {}
    getattr(moves, move)(world.submission, by=world.officer, **more)
    assert CellQuestion.objects.get().settled_by == world.officer
    assert world.submission.events.last().reason == more.get("reason", "")


# --- answering ------------------------------------------------------------------------


def test_a_return_is_not_sent_before_each_question_is_answered():
    world = make_asked(("sessions", None), ("guided", "An Lao"), ("vneid", None))
    questions.answer(world.asked[0], by=world.lan, answer="Đúng")
    correct(world, "guided", 101, "An Lao")
    with pytest.raises(Unanswered, match="01 câu hỏi") as refusal:
        moves.submit(world.submission, by=world.lan)
    assert refusal.value.questions == (world.asked[2],)
    assert reloaded(world).state == State.RETURNED
    assert CellQuestion.objects.open().count() == 2


def test_a_changed_figure_is_an_answer_and_sending_says_whose():
    world = make_asked(("guided", "An Lao"))
    correct(world, "guided", 101, "An Lao")
    assert questions.unanswered(world.submission) == []
    moves.submit(world.submission, by=world.officer)
    question = CellQuestion.objects.get()
    assert (question.answer, question.answered_by) == ("", world.officer)


def test_another_cells_change_is_no_answer():
    world = make_asked(("guided", "An Lao"))
    correct(world, "guided", 51, "Xuân Nẻo")
    correct(world, "sessions", 3)
    assert questions.unanswered(world.submission) == world.asked


def test_a_sum_is_answered_by_what_it_is_the_sum_of():
    world = make_asked(("guided", None), ("sessions", None))
    correct(world, "guided", 51, "Xuân Nẻo")
    assert questions.unanswered(world.submission) == [world.asked[1]]


def test_what_changed_before_the_question_is_no_answer():
    world = make_asked()
    put_in_state(world.submission, State.RETURNED)
    correct(world, "guided", 51, "Xuân Nẻo")
    asked = [ask(world, "guided"), ask(world, "guided", "Xuân Nẻo")]
    assert questions.unanswered(world.submission) == asked


def test_a_later_question_is_not_answered_by_what_changed_after_an_earlier_one():
    world = make_asked(("guided", "Xuân Nẻo"))
    correct(world, "guided", 51, "Xuân Nẻo")
    later = ask(world, "guided")
    assert questions.unanswered(world.submission) == [later]


def test_an_answer_can_be_put_otherwise_until_it_is_sent():
    world = make_asked(("sessions", None))
    questions.answer(world.asked[0], by=world.lan, answer="Đúng")
    questions.answer(world.asked[0], by=world.lan, answer="Đúng, đã đối chiếu sổ")
    moves.submit(world.submission, by=world.lan)
    assert CellQuestion.objects.get().answer == "Đúng, đã đối chiếu sổ"


def test_questions_are_seen_by_the_commune_and_its_district_alone():
    world = make_asked(("sessions", None))
    seen = {
        who: CellQuestion.objects.for_user(user).exists()
        for who, user in people(world).items()
    }
    assert seen == {
        "officer": True,
        "leader": True,
        "lan": True,
        "binh": False,
        "stranger": False,
    }
    keeper = make_user("minh", Role.MEMBER_EXPORT, world.district)
    assert not CellQuestion.objects.for_user(keeper).exists()
