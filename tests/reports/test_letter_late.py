"""Who has not handed in, in the district's order, and how far each is."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reports import moves
from reports.lateness import standing_of
from reports.letter_late import late_communes
from reports.models import Submission, SubmissionEvent
from tests.factories import put_in_state, set_figure
from tests.reports.reviewing import make_office

pytestmark = pytest.mark.django_db

State = Submission.State


@pytest.fixture
def office(db):
    return make_office()


def late(office):
    return [(commune.name, commune.state) for commune in late_communes(office.period)]


def test_the_late_are_all_that_is_not_sent_or_accepted(office):
    first, second, third = office.period.submissions.in_district_order()
    put_in_state(first, State.SENT)
    put_in_state(second, State.ACCEPTED)
    assert late(office) == [("xã Quang Phục", "chưa nhập")]
    put_in_state(third, State.SENT)
    assert late(office) == []


def test_a_return_in_hand_says_its_blank_cells(office):
    first, *_ = office.period.submissions.in_district_order()
    put_in_state(first, State.DRAFT)
    set_figure(first, "sessions", 3, by=office.officer)
    blanks = 2 + 4  # guided in two hamlets; vneid, its two parts and the list
    assert late(office)[0] == ("xã Hưng Đạo", f"đang nhập, còn {blanks:02d} ô")


def test_a_return_that_is_full_but_was_not_sent_says_so(office):
    first, *_ = office.period.submissions.in_district_order()
    put_in_state(first, State.DRAFT)
    for key in ("sessions", "vneid", "level_1", "level_2", "ocop"):
        set_figure(first, key, by=office.officer)
    for hamlet in first.commune.hamlets.all():
        set_figure(first, "guided", hamlet=hamlet, by=office.officer)
    assert late(office)[0][1] == "đã nhập đủ, chưa gửi"


def test_who_was_given_more_time_is_listed_with_it(office):
    first, *_ = office.period.submissions.in_district_order()
    until = timezone.make_aware(dt.datetime(2099, 7, 26, 16))
    moves.extend(first, until, by=office.officer, reason="Mất điện")
    assert late(office)[0] == (
        "xã Hưng Đạo",
        "chưa nhập (được lùi hạn đến 16 giờ 00 ngày 26/7/2099)",
    )
    assert standing_of(office.period).extended == {"xã Hưng Đạo": until}


def test_a_return_that_was_given_back_says_since_when(office):
    first, *_ = office.period.submissions.in_district_order()
    put_in_state(first, State.SENT)
    moves.send_back(first, by=office.officer, reason="Thiếu")
    SubmissionEvent.objects.filter(submission=first).update(
        at=timezone.make_aware(dt.datetime(2023, 7, 19, 23, 30))
    )
    put_in_state(first, State.SENT)
    moves.send_back(first, by=office.officer, reason="Vẫn thiếu")
    latest = SubmissionEvent.objects.filter(submission=first).order_by("pk").last()
    SubmissionEvent.objects.filter(pk=latest.pk).update(
        at=timezone.make_aware(dt.datetime(2023, 7, 20, 0, 30))
    )
    assert late(office)[0][1] == "trả lại để chỉnh sửa ngày 20/7/2023"


def test_the_number_of_queries_does_not_grow_with_the_communes(office):
    other = make_office(9, tag=" 2")
    counts = []
    for each in (office, other):
        with CaptureQueriesContext(connection) as queries:
            late_communes(each.period)
        counts.append(len(queries))
    assert counts[0] == counts[1]
