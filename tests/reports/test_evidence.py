"""Evidence: who may attach and remove it, in which state, and how much."""

import pytest
from django.db import DatabaseError, transaction

from reports import evidence, rules
from reports.evidence import attach, remove
from reports.intake.attached import check_file
from reports.intake.file_kinds import NotTaken
from reports.models import Attachment, Submission
from reports.opening import close_period
from reports.rules import NotNow
from teams.models import Role
from tests import files
from tests.factories import (
    make_commune,
    make_district,
    make_officer,
    make_staff,
    make_user,
    put_in_state,
)
from tests.reports.entering import make_desk

pytestmark = pytest.mark.django_db

State = Submission.State
UNTIL_TAKEN_UP = {State.NOT_STARTED, State.DRAFT, State.SENT, State.RETURNED}


def paper(words=b"", name="bien-ban.pdf"):
    """A checked PDF; other words make another file."""
    return check_file(files.PDF + words, name)


@pytest.fixture
def desk(db):
    return make_desk()


@pytest.fixture
def people(desk):
    other = make_district("Gia Lộc")
    return {
        "lan": desk.lan,
        "binh": desk.binh,
        "officer": desk.officer,
        "leader": make_user("tuan", Role.LEADER, desk.district),
        "neighbour": make_staff(make_commune(desk.district, "An Thanh", "11125"), "an"),
        "stranger": make_officer(other, "hai"),
    }


ATTACHING = {"lan", "binh", "officer"}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    "who", ["lan", "binh", "officer", "leader", "neighbour", "stranger"]
)
def test_who_may_attach_in_which_state(desk, people, who, state):
    put_in_state(desk.submission, state)
    allowed = who in ATTACHING and state in UNTIL_TAKEN_UP
    assert rules.may_attach(people[who], desk.submission) == allowed
    if allowed:
        row, is_new = attach(paper(), desk.submission, by=people[who])
        assert (row.by, is_new) == (people[who], True)
        return
    with pytest.raises(NotNow):
        attach(paper(), desk.submission, by=people[who])
    assert not Attachment.objects.exists()


def test_who_may_see_the_files(desk, people):
    seeing = {who for who in people if rules.may_see(people[who], desk.submission)}
    assert seeing == {"lan", "binh", "officer", "leader"}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("who", ["lan", "binh", "officer", "leader", "neighbour"])
def test_lans_file_is_removed_by_her_or_by_a_colleague_before_sending(
    desk, people, who, state
):
    row, _ = attach(paper(), desk.submission, by=desk.lan)
    put_in_state(desk.submission, state)
    allowed = {
        "lan": state in UNTIL_TAKEN_UP,
        "binh": state in Submission.OPEN_FOR_ENTRY,
    }.get(who, False)
    if allowed:
        remove(row, by=people[who])
    else:
        with pytest.raises(NotNow):
            remove(row, by=people[who])
    row.refresh_from_db()
    assert row.removed_by == (people[who] if allowed else None)
    assert bool(row.removed_at) == allowed
    assert bytes(row.content) == files.PDF


def test_a_closed_period_takes_and_loses_nothing(desk):
    row, _ = attach(paper(), desk.submission, by=desk.lan)
    close_period(desk.period, by=desk.officer)
    with pytest.raises(NotNow):
        attach(paper(b"2"), desk.submission, by=desk.lan)
    with pytest.raises(NotNow):
        remove(row, by=desk.lan)


def test_a_signed_paper_is_no_evidence_to_remove(desk):
    row, _ = attach(paper(), desk.submission, by=desk.lan)
    row.purpose = Attachment.Purpose.SIGNED
    assert not rules.may_remove(desk.lan, row)


def test_the_same_file_at_the_same_place_is_kept_once(desk):
    place = {"indicator_id": desk.ids["sessions"]}
    first, _ = attach(paper(), desk.submission, by=desk.lan)
    again, is_new = attach(paper(name="ban sao.pdf"), desk.submission, by=desk.binh)
    assert (again, is_new) == (first, False)
    assert attach(paper(), desk.submission, by=desk.lan, **place)[1]
    remove(first, by=desk.lan)
    assert attach(paper(), desk.submission, by=desk.lan)[1]
    assert Attachment.objects.count() == 3


def test_removing_twice_keeps_who_did_it_first(desk):
    row, _ = attach(paper(), desk.submission, by=desk.lan)
    remove(row, by=desk.lan)
    at = Attachment.objects.get().removed_at
    remove(row, by=desk.binh)
    row.refresh_from_db()
    assert (row.removed_by, row.removed_at) == (desk.lan, at)


def test_a_return_holds_so_many_files(desk, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_FILES", 2)
    first, _ = attach(paper(b"1"), desk.submission, by=desk.lan)
    attach(paper(b"2"), desk.submission, by=desk.lan)
    with pytest.raises(NotTaken, match="Bỏ tệp không cần nữa"):
        attach(paper(b"3"), desk.submission, by=desk.lan)
    remove(first, by=desk.lan)
    attach(paper(b"3"), desk.submission, by=desk.lan)


def test_a_return_holds_so_many_bytes(desk, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_TOGETHER", 2 * len(files.PDF) + 1)
    attach(paper(b"1"), desk.submission, by=desk.lan)
    with pytest.raises(NotTaken, match="cộng lại quá"):
        attach(paper(b"2"), desk.submission, by=desk.lan)


def test_the_bytes_that_were_kept_never_change(desk):
    row, _ = attach(paper(), desk.submission, by=desk.lan)
    with pytest.raises(DatabaseError), transaction.atomic():
        Attachment.objects.filter(pk=row.pk).update(content=b"other")
