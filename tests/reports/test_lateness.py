"""Who is late, on which days the program reminds, and what is missing, in words."""

import datetime as dt

import pytest
from django.utils import timezone

from reports.figures import CommuneUnit, FigureTable, HamletUnit, Spec
from reports.lateness import (
    cells_in_words,
    describe,
    is_due,
    late_returns,
    standing_of,
)
from reports.models import Submission
from reports.questions import ask
from tests.factories import make_staff, put_in_state, set_figure
from tests.reports.reviewing import fill_in, make_office

State = Submission.State
MONDAY = timezone.make_aware(dt.datetime(2023, 7, 24, 17))


@pytest.fixture
def office(db):
    return make_office()


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (dt.date(2023, 7, 20), False),
        (dt.date(2023, 7, 21), True),
        (dt.date(2023, 7, 22), False),
        (dt.date(2023, 7, 23), True),
        (dt.date(2023, 7, 24), False),
        (dt.date(2023, 7, 25), True),
        (dt.date(2023, 7, 28), True),
        (dt.date(2023, 7, 29), False),
        (dt.date(2023, 7, 30), False),
        (dt.date(2023, 8, 7), True),
        (dt.date(2023, 8, 8), False),
    ],
)
def test_reminders_go_out_three_days_and_a_day_before_and_on_working_days_after(
    day, due
):
    assert is_due(MONDAY, day) is due


def test_the_day_of_the_deadline_is_the_one_here_and_not_that_of_greenwich():
    just_after_midnight = timezone.make_aware(dt.datetime(2023, 7, 24, 0, 30))
    assert is_due(just_after_midnight, dt.date(2023, 7, 21))


@pytest.mark.parametrize(
    ("state", "is_late"),
    [
        (State.NOT_STARTED, True),
        (State.DRAFT, True),
        (State.RETURNED, True),
        (State.SENT, False),
        (State.ACCEPTED, False),
    ],
)
def test_whoever_holds_the_ball_is_late_and_nobody_else(office, state, is_late):
    put_in_state(office.first, state)
    assert (office.first in late_returns(office.period)) is is_late


def test_the_standing_keeps_those_who_correct_apart(office):
    put_in_state(office.returns[1], State.RETURNED)
    put_in_state(office.returns[2], State.SENT)
    standing = standing_of(office.period)
    assert (standing.expected, standing.handed_in) == (3, 1)
    assert standing.unsent == ("xã Hưng Đạo",)
    assert standing.returned == ("xã An Thanh",)


def test_a_late_commune_is_told_its_blank_cells_questions_and_people(office):
    fill_in(office.first, office.lan, state=State.SENT)
    ask(
        office.first,
        by=office.officer,
        indicator=office.period.indicators.get(key="sessions"),
        text="Đúng không?",
    )
    put_in_state(office.first, State.RETURNED)
    office.first.figures.filter(indicator__key="ocop").update(
        state="blank", value=None, names=[]
    )
    make_staff(office.communes[0], "cu", is_active=False)
    (late,) = describe(office.period, [office.first])
    assert (late.missing, late.cells, late.questions) == (1, "Ocop", 1)
    assert late.staff == (office.lan,)
    assert late.reachable == ()


def test_describing_takes_as_many_queries_for_three_communes_as_for_thirty(
    django_assert_num_queries, office
):
    many = make_office(30, tag="-2")
    for each in (office, many):
        with django_assert_num_queries(9):
            describe(each.period, list(late_returns(each.period)))


def table(*specs, hamlets=2):
    units = tuple(HamletUnit(n, f"thôn {n}") for n in range(1, hamlets + 1))
    return FigureTable(specs, (CommuneUnit(1, "xã A", units),))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (table(Spec("a", name="Số hộ", level="hamlet")), "Số hộ – cả 02 thôn, KDC"),
        (table(Spec("a", name="Số hộ", level="hamlet"), hamlets=1), "Số hộ – thôn 1"),
        (
            table(Spec("a", name="Số buổi"), Spec("b", name="Số người")),
            "Số buổi; Số người",
        ),
        (
            table(
                Spec("t", name="VNeID", number="8", total_of_parts=False),
                Spec("p", name="mức độ 1", part_of="t"),
            ),
            "VNeID; VNeID: mức độ 1",
        ),
        (
            table(*(Spec(f"k{n}", name=f"Số {n}") for n in range(8))),
            "Số 0; Số 1; Số 2; Số 3; Số 4; Số 5; và 02 ô khác",
        ),
        (
            table(Spec("a", name=f"Số {'người ' * 20}")),
            "Số người người người người người người người…",
        ),
    ],
)
def test_blank_cells_are_named_by_indicator_and_place_and_long_lists_end(given, words):
    assert cells_in_words(given, 1) == words


def test_some_hamlets_of_many_are_named_and_the_rest_counted(office):
    hamlets = list(office.communes[0].hamlets.order_by("position"))
    set_figure(office.first, "guided", 5, hamlet=hamlets[0], by=office.lan)
    (late,) = describe(office.period, [office.first])
    assert late.cells.startswith("Guided – thôn Xuân Nẻo; Sessions")
