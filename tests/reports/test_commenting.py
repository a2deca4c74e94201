"""The leader's comments: who makes, takes back and settles them, and what stays."""

import pytest
from django.db import IntegrityError, transaction

from reports.commenting import comment, open_by_section, settle, take_back
from reports.consolidation import consolidate
from reports.document import compose
from reports.models import LeaderComment, Section
from reports.rules import NotNow
from reports.writing import start_report
from teams.models import Role
from tests.factories import make_letterhead, make_user
from tests.reports.reviewing import make_office


@pytest.fixture
def office(db):
    return make_office()


@pytest.fixture
def said(office):
    return comment(office.period, by=office.leader, text="Số này cao quá.")


def test_only_a_leader_of_the_district_comments(office):
    other = make_office(tag="-2")
    for person in (office.officer, office.lan, other.leader):
        with pytest.raises(NotNow):
            comment(office.period, by=person, text="Xem lại.")
    assert not LeaderComment.objects.exists()


def test_nothing_is_said_of_a_period_that_is_not_opened(office):
    office.period.state = "planned"
    with pytest.raises(NotNow):
        comment(office.period, by=office.leader, text="Xem lại.")


def test_settling_records_who_when_and_what(office, said):
    settle(said, by=office.officer, reply="Đã sửa theo số của Công an.")
    said.refresh_from_db()
    assert (said.settled_by, said.reply) == (
        office.officer,
        "Đã sửa theo số của Công an.",
    )
    assert said.settled_at is not None
    assert not said.is_open


@pytest.mark.parametrize("reply", ["", None])
def test_nothing_is_settled_without_a_word(office, said, reply):
    with pytest.raises(IntegrityError), transaction.atomic():
        settle(said, by=office.officer, reply=reply)


def test_only_the_officer_settles(office, said):
    other = make_office(tag="-2")
    for person in (office.leader, office.lan, other.officer):
        with pytest.raises(NotNow):
            settle(said, by=person, reply="Xong.")


def test_the_leader_takes_back_what_is_not_settled_and_it_stays_on_record(office, said):
    take_back(said, by=office.leader)
    assert LeaderComment.objects.get().withdrawn_at is not None
    assert not LeaderComment.objects.standing().exists()


def test_only_whoever_said_it_takes_it_back(office, said):
    second = make_user("thu", Role.LEADER, office.district)
    for person in (second, office.officer):
        with pytest.raises(NotNow):
            take_back(said, by=person)


@pytest.mark.parametrize("first", ["settle", "take_back"])
def test_of_two_who_act_at_once_the_second_is_told(office, said, first):
    stale = LeaderComment.objects.get()
    if first == "settle":
        settle(said, by=office.officer, reply="Xong.")
    else:
        take_back(said, by=office.leader)
    with pytest.raises(NotNow):
        settle(stale, by=office.officer, reply="Lần nữa.")
    with pytest.raises(NotNow):
        take_back(stale, by=office.leader)


def test_open_comments_are_counted_by_section(office, said):
    report = start_report(office.period, by=office.officer)
    one, two = Section.objects.filter(report=report)[:2]
    for section in (one, one, two):
        row = comment(office.period, by=office.leader, text="Rõ.", section=section)
    take_back(row, by=office.leader)
    assert dict(open_by_section(office.period)) == {one.pk: 2}


def test_comments_never_enter_the_paper(office):
    make_letterhead(office.district)
    report = start_report(office.period, by=office.officer)
    before = compose(report, consolidate(office.period), status="draft")
    section = report.sections.first()
    comment(office.period, by=office.leader, text="Chưa rõ ý.", section=section)
    comment(office.period, by=office.leader, text="Cả báo cáo hơi dài.")
    assert compose(report, consolidate(office.period), status="draft") == before
