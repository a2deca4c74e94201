"""A return's moves: who may, from which state, what is left behind."""

import pytest

from reports import moves
from reports.models import FindingReason, Submission
from reports.moves import NotComplete
from reports.rules import NotNow
from tests import factories as make

pytestmark = pytest.mark.django_db

State = Submission.State


@pytest.fixture
def world():
    """Hưng Đạo and An Thanh report two indicators; accounts need people guided."""
    district = make.make_district()
    hung_dao = make.make_commune(district)
    an_thanh = make.make_commune(district, "An Thanh", "11125")
    guided = make.make_indicator(district, "guided")
    make.make_indicator(district, "dvctt", at_most=guided)
    officer = make.make_officer(district)
    period = make.make_open_period(district, officer)
    other = make.make_district("Gia Lộc")
    return {
        "lan": make.make_staff(hung_dao, "lan"),
        "binh": make.make_staff(an_thanh, "binh"),
        "officer": officer,
        "leader": make.make_user("tuan", "leader", district),
        "stranger": make.make_officer(other, "hai"),
        "submission": period.submissions.get(commune=hung_dao),
        "period": period,
    }


def fill(world, guided=120, dvctt=98):
    for key, number in (("guided", guided), ("dvctt", dvctt)):
        make.set_figure(world["submission"], key, number, by=world["lan"])
    return make.put_in_state(world["submission"], State.DRAFT)


MOVES = {
    "submit": lambda s, by: moves.submit(s, by=by),
    "withdraw": lambda s, by: moves.withdraw(s, by=by),
    "send_back": lambda s, by: moves.send_back(s, by=by, reason="Kiểm tra lại"),
    "accept": lambda s, by: moves.accept(s, by=by),
    "reopen": lambda s, by: moves.reopen(s, by=by, reason="Có số mới"),
}
OPEN = (State.DRAFT, State.RETURNED)
ALLOWED = {
    ("submit", "lan"): {state: State.SENT for state in OPEN},
    ("submit", "officer"): {state: State.SENT for state in OPEN},
    ("withdraw", "lan"): {State.SENT: State.DRAFT},
    ("send_back", "officer"): {State.SENT: State.RETURNED},
    ("accept", "officer"): {State.SENT: State.ACCEPTED},
    ("reopen", "officer"): {State.ACCEPTED: State.RETURNED},
}


@pytest.mark.parametrize("who", ["lan", "binh", "officer", "leader", "stranger"])
@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("state", [s for s in State if s != State.NOT_STARTED])
def test_only_the_written_moves_are_possible(world, who, move, state):
    submission = fill(world)
    make.put_in_state(submission, state)
    goal = ALLOWED.get((move, who), {}).get(state)
    if goal is None:
        with pytest.raises(NotNow):
            MOVES[move](submission, world[who])
        goal = state
        assert not submission.events.exists()
    else:
        MOVES[move](submission, world[who])
        assert submission.events.get().by == world[who]
    submission.refresh_from_db()
    assert submission.state == goal


@pytest.mark.parametrize("move", MOVES)
def test_nothing_moves_in_a_closed_period(world, move):
    submission = fill(world)
    type(world["period"]).objects.update(state="closed")
    submission = Submission.objects.select_related("period").get(pk=submission.pk)
    with pytest.raises(NotNow):
        MOVES[move](submission, world["officer"])


def test_a_blank_cell_keeps_a_return_from_being_sent(world):
    make.set_figure(world["submission"], "guided", 120, by=world["lan"])
    make.put_in_state(world["submission"], State.DRAFT)
    with pytest.raises(NotComplete) as refusal:
        moves.submit(world["submission"], by=world["lan"])
    assert [cell.key for cell in refusal.value.judgement.missing] == ["dvctt"]
    world["submission"].refresh_from_db()
    assert world["submission"].state == State.DRAFT


def test_a_cell_where_nothing_arose_is_not_missing(world):
    submission = fill(world, dvctt=None)
    moves.submit(submission, by=world["lan"])
    assert submission.state == State.SENT


def test_a_warning_is_sent_with_one_reason_a_rule(world):
    submission = fill(world, guided=98, dvctt=120)
    with pytest.raises(NotComplete) as refusal:
        moves.submit(submission, by=world["lan"])
    assert refusal.value.unexplained == ("above_limit",)
    moves.submit(
        submission, by=world["lan"], reasons={"above_limit": ("cumulative", "")}
    )
    row = FindingReason.objects.get()
    assert (row.rule, row.reason, row.by) == (
        "above_limit",
        "cumulative",
        world["lan"],
    )


def test_the_reason_that_the_commune_gave_serves_the_officer_too(world):
    submission = fill(world, guided=98, dvctt=120)
    moves.submit(
        submission, by=world["lan"], reasons={"above_limit": ("cumulative", "")}
    )
    moves.accept(submission, by=world["officer"])
    assert submission.state == State.ACCEPTED


def test_the_officer_explains_what_nobody_explained(world):
    submission = make.put_in_state(fill(world, guided=98, dvctt=120), State.SENT)
    with pytest.raises(NotComplete):
        moves.accept(submission, by=world["officer"])
    submission.refresh_from_db()
    assert submission.state == State.SENT
    moves.accept(
        submission, by=world["officer"], reasons={"above_limit": ("police", "")}
    )
    assert submission.state == State.ACCEPTED


def test_a_returned_submission_can_be_corrected_and_sent_again(world):
    submission = fill(world)
    moves.submit(submission, by=world["lan"])
    moves.send_back(submission, by=world["officer"], reason="Thiếu thôn An Lao")
    assert submission.state == State.RETURNED
    moves.submit(submission, by=world["lan"])
    story = [(e.move, e.by, e.reason) for e in submission.events.all()]
    assert story == [
        ("submit", world["lan"], ""),
        ("send_back", world["officer"], "Thiếu thôn An Lao"),
        ("submit", world["lan"], ""),
    ]


def test_what_the_officer_sends_for_a_commune_is_marked_as_such(world):
    submission = fill(world)
    moves.submit(
        submission, by=world["officer"], on_behalf=True, note="Chị Lan báo lúc 9h"
    )
    assert [e.move for e in submission.events.all()] == ["on_behalf", "submit"]


def test_the_second_of_two_moves_at_once_is_refused(world):
    submission = make.put_in_state(fill(world), State.SENT)
    seen_earlier = Submission.objects.select_related("period").get(pk=submission.pk)
    moves.accept(submission, by=world["officer"])
    with pytest.raises(NotNow):
        moves.send_back(seen_earlier, by=world["officer"], reason="Muộn rồi")
    submission.refresh_from_db()
    assert submission.state == State.ACCEPTED
