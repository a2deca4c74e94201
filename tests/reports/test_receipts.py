"""A receipt: the same content, the same number; another content, the next one."""

import pytest

from reports import moves
from reports.contents import Content
from reports.models import Activity, Receipt
from reports.receipts import content_now
from reports.rules import NotNow
from reports.wording import Wording, write_words
from tests.factories import (
    make_commune,
    make_district,
    make_indicator,
    make_officer,
    make_open_period,
    make_staff,
    put_in_state,
    set_figure,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    """Hưng Đạo's return of one indicator, filled in and not sent."""
    district = make_district()
    commune = make_commune(district)
    make_indicator(district, "guided")
    period = make_open_period(district, make_officer(district))
    submission = period.submissions.get()
    submission.lan = make_staff(commune)
    set_figure(submission, "guided", 120, by=submission.lan)
    return put_in_state(submission, "draft")


def send(submission):
    moves.submit(submission, by=submission.lan)
    return submission.events.filter(move="submit").last()


def withdraw(submission):
    moves.withdraw(submission, by=submission.lan)


def correct(submission, value):
    submission.figures.update(value=value)


def test_sending_gives_a_receipt_of_what_was_sent(submission):
    event = send(submission)
    receipt = Receipt.objects.get()
    assert str(receipt) == "11086-01"
    assert (event.receipt, event.at, receipt.by) == (
        receipt,
        receipt.at,
        submission.lan,
    )
    assert submission.sent_at == receipt.at
    content = Content.from_json(receipt.content)
    assert content == content_now(submission)
    assert receipt.sha256 == content.sha256
    assert [line.text for line in content.lines] == ["120"]


def test_the_same_content_sent_again_has_the_same_receipt(submission):
    first = send(submission).receipt
    withdraw(submission)
    assert send(submission).receipt == first
    assert Receipt.objects.count() == 1


def test_another_content_has_the_next_number_and_the_first_its_old_one(submission):
    first = send(submission).receipt
    withdraw(submission)
    correct(submission, 121)
    second = send(submission).receipt
    withdraw(submission)
    correct(submission, 120)
    assert [str(first), str(second)] == ["11086-01", "11086-02"]
    assert send(submission).receipt == first


def test_words_and_activities_are_part_of_what_was_sent(submission):
    first = send(submission).receipt
    moves.send_back(submission, by=make_officer_of(submission), reason="Bổ sung")
    words = Wording(topic="results", text="Đã tập huấn.")
    write_words(words, submission=submission, by=submission.lan)
    second = send(submission).receipt
    withdraw(submission)
    Activity.objects.create(
        district=submission.period.district,
        commune=submission.commune,
        kind="training",
        date=submission.period.last_day,
        title="Tập huấn",
    )
    third = send(submission).receipt
    assert len({first.sha256, second.sha256, third.sha256}) == 3


def make_officer_of(submission):
    return make_officer(submission.period.district, "hoa-2")


def test_two_presses_at_once_give_one_receipt(submission):
    other_window = type(submission).objects.get(pk=submission.pk)
    send(submission)
    with pytest.raises(NotNow):
        moves.submit(other_window, by=submission.lan)
    assert Receipt.objects.count() == 1


def test_what_is_not_sent_has_no_receipt(submission):
    submission.figures.update(state="blank", value=None)
    with pytest.raises(moves.NotComplete):
        moves.submit(submission, by=submission.lan)
    assert not Receipt.objects.exists()


def test_the_officer_sends_for_a_commune_under_a_receipt_too(submission):
    officer = make_officer_of(submission)
    moves.submit(submission, by=officer, note="Qua điện thoại", on_behalf=True)
    assert Receipt.objects.get().by == officer
    assert list(submission.events.values_list("move", flat=True)) == [
        "on_behalf",
        "submit",
    ]
