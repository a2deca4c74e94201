"""One commune's own deadline: given, taken back, and what it means for lateness."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports import moves
from reports.models import ReportingPeriod, Submission
from reports.opening import close_period, set_deadline
from reports.rules import NotNow
from tests.factories import put_in_state
from tests.reports.entering import make_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """An open period whose deadline was yesterday."""
    desk = make_desk()
    desk.period.deadline = timezone.now() - timedelta(days=1)
    desk.period.save()
    return desk


def fresh(desk):
    return Submission.objects.select_related("period").get(pk=desk.submission.pk)


def give(desk, days, reason="Nghỉ ốm", by=None):
    until = fresh(desk).period.deadline + timedelta(days=days)
    moves.extend(fresh(desk), until, by=by or desk.officer, reason=reason)
    return until


def test_a_commune_with_more_time_is_not_overdue(desk):
    assert fresh(desk).is_overdue
    assert Submission.objects.overdue().count() == 1
    until = give(desk, 3)
    row = fresh(desk)
    assert (row.deadline, row.is_extended, row.is_overdue) == (until, True, False)
    assert not Submission.objects.overdue().exists()
    assert row.period.is_overdue


def test_giving_more_time_is_an_event_with_who_when_and_why(desk):
    until = give(desk, 3)
    event = fresh(desk).events.get()
    assert (event.move, event.by, event.reason, event.deadline) == (
        "extend",
        desk.officer,
        "Nghỉ ốm",
        until,
    )
    assert fresh(desk).state == Submission.State.NOT_STARTED


def test_the_common_deadline_can_be_given_back(desk):
    give(desk, 3)
    moves.extend(fresh(desk), None, by=desk.officer, reason="Nhầm xã")
    row = fresh(desk)
    assert (row.deadline, row.is_extended) == (row.period.deadline, False)
    assert row.events.last().deadline == row.period.deadline


def test_a_later_deadline_of_all_holds_for_everybody(desk):
    give(desk, 3)
    later = desk.period.deadline + timedelta(days=5)
    set_deadline(desk.period, later, by=desk.officer, reason="Tỉnh lùi")
    assert (fresh(desk).deadline, fresh(desk).is_extended) == (later, False)


@pytest.mark.parametrize(("hours", "late"), [(47, False), (49, True)])
def test_a_return_is_late_by_its_own_deadline(desk, hours, late):
    give(desk, 2)
    at = desk.period.deadline + timedelta(hours=hours)
    Submission.objects.filter(pk=desk.submission.pk).update(sent_at=at, state="sent")
    assert fresh(desk).is_late is late


def test_who_has_sent_is_neither_overdue_nor_given_more_time(desk):
    put_in_state(desk.submission, "sent")
    assert not fresh(desk).is_overdue
    assert not Submission.objects.overdue().exists()
    with pytest.raises(NotNow, match="chưa gửi"):
        give(desk, 3)


def test_more_time_is_the_officers_to_give_in_an_open_period(desk):
    with pytest.raises(NotNow):
        give(desk, 3, by=desk.lan)
    with pytest.raises(NotNow, match="sau hạn gửi chung"):
        give(desk, -1)
    close_period(desk.period, by=desk.officer)
    with pytest.raises(NotNow):
        give(desk, 3)
    assert not fresh(desk).events.exists()


def test_a_period_that_is_not_open_has_nobody_overdue(desk):
    ReportingPeriod.objects.update(state="closed")
    assert not fresh(desk).is_overdue
    assert not Submission.objects.overdue().exists()


def test_the_commune_reads_its_own_deadline_everywhere(client, desk):
    until = timezone.localtime(give(desk, 3))
    client.force_login(desk.lan)
    for url in ("/", desk.url, desk.submit_url):
        page = client.get(url).content.decode()
        assert f"{until:%d/%m/%Y}" in page
        assert "Quá hạn" not in page
    assert f"{until:%H:%M}" in page
