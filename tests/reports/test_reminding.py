"""Reminders that are sent: to a mail server over a socket, and read back from it."""

import datetime as dt
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from reports import mailing
from reports.lateness import describe, late_returns
from reports.models import Reminder, Submission
from reports.reminding import emails, log_said, send_by_hand, send_due
from reports.rules import NotNow
from tests.factories import make_staff, put_in_state
from tests.mail_server import mail_server, use
from tests.reports.reviewing import make_office

Result, State, Way = Reminder.Result, Submission.State, Reminder.Way
SITE = "https://baocao.tuky.vn"
THE_DAY_BEFORE = timezone.make_aware(dt.datetime(2023, 7, 23, 8))


@pytest.fixture
def server(settings):
    with mail_server() as running:
        use(settings, running)
        yield running


@pytest.fixture
def office(db):
    """Lan of Hưng Đạo and Bình of An Thanh have addresses, nobody of Quang Phục."""
    return with_addresses(make_office())


def with_addresses(office):
    office.lan.email = "lan@tuky.vn"
    office.lan.save()
    office.binh = make_staff(office.communes[1], "binh", email="binh@tuky.vn")
    make_staff(office.communes[2], "chi")
    return office


def by_hand(office, seen=0):
    late = describe(office.period, list(late_returns(office.period)))
    ready = emails(late, site=SITE, now=THE_DAY_BEFORE)
    return send_by_hand(office.period, ready, by=office.officer, seen=seen)


def by_itself(now=None):
    return [sent for _, sent in send_due(now or the_day_before(), site=SITE)]


def the_day_before():
    """Today, with the deadline put to tomorrow: reminders carry the real clock."""
    now = timezone.now()
    for office in {s.period for s in Submission.objects.select_related("period")}:
        office.deadline = now + dt.timedelta(days=1)
        office.save()
    return now


# --- what arrives ---------------------------------------------------------------------


def test_a_letter_arrives_in_vietnamese_with_its_subject_text_and_link(office, server):
    sent = by_hand(office)
    assert [row.result for row in sent.done] == [Result.DONE, Result.DONE]
    assert server.addresses == ["lan@tuky.vn", "binh@tuky.vn"]
    letter = server.letters[0][1]
    assert letter["To"] == "lan@tuky.vn"
    assert letter["From"] == "baocao@tuky.vn"
    assert letter["Subject"].strip() == (
        "Đề nghị gửi báo cáo 6 tháng đầu năm 2023, xã Hưng Đạo, hạn 17h00 ngày 24/7"
    )
    text = letter.get_content()
    assert text.startswith("Kính gửi: Nguyễn Thị Lan\r\n")
    assert "của xã Hưng Đạo chưa gửi; còn 07 ô chưa nhập: Guided – cả 02 thôn" in text
    assert f"{SITE}/bieu/{office.first.pk}/" in text


def test_one_connection_carries_all_letters(office, server):
    by_hand(office)
    assert server.connections == 1


def test_a_line_break_in_a_name_adds_no_header(office, server):
    office.period.phrase = "Kỳ\r\nBcc: ai@do.vn"
    office.period.save()
    by_hand(office)
    letter = server.letters[0][1]
    assert letter["Bcc"] is None
    assert "Kỳ Bcc: ai@do.vn" in letter["Subject"]


def test_an_address_with_a_line_break_is_refused_and_the_others_go(office, server):
    office.lan.email = "lan@tuky.vn\nBcc: ai@do.vn"
    office.lan.save()
    sent = by_hand(office)
    assert server.addresses == ["binh@tuky.vn"]
    assert [row.reason for row in sent.failed] == [mailing.BAD_ADDRESS]


# --- to whom --------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.SENT, State.ACCEPTED])
def test_nobody_of_a_commune_that_has_sent_is_written_to(office, server, state):
    put_in_state(office.first, state)
    by_hand(office)
    by_itself()
    assert "lan@tuky.vn" not in server.addresses


def test_a_commune_that_sends_while_letters_go_out_gets_none(office, server):
    late = describe(office.period, list(late_returns(office.period)))
    ready = emails(late, site=SITE, now=THE_DAY_BEFORE)
    put_in_state(office.first, State.SENT)
    send_by_hand(office.period, ready, by=office.officer, seen=0)
    assert server.addresses == ["binh@tuky.vn"]


def test_somebody_who_left_is_not_written_to(office, server):
    office.lan.is_active = False
    office.lan.save()
    by_hand(office)
    assert server.addresses == ["binh@tuky.vn"]


def test_only_the_officer_reminds_and_only_while_the_period_is_open(office, server):
    for person, state in ((office.leader, "open"), (office.officer, "closed")):
        office.period.state = state
        with pytest.raises(NotNow):
            send_by_hand(office.period, [], by=person, seen=0)
        with pytest.raises(NotNow):
            log_said(office.period, office.returns, Way.ZALO, by=person)


# --- not twice ------------------------------------------------------------------------


def test_a_button_pressed_twice_sends_once_but_a_later_page_may_send_again(
    office, server
):
    by_hand(office, seen=0)
    by_hand(office, seen=0)
    assert len(server.letters) == 2
    by_hand(office, seen=Reminder.objects.latest("pk").pk)
    assert len(server.letters) == 4


def test_by_itself_nobody_is_written_to_twice_a_day(office, server):
    (first,), (again,) = by_itself(), by_itself()
    assert (len(first.done), len(again.done)) == (2, 0)
    assert len(server.letters) == 2
    assert [each.commune.name for each in again.unreachable] == ["Quang Phục"]


def test_by_itself_nobody_is_written_to_whom_the_officer_wrote_today(office, server):
    by_hand(office)
    by_itself()
    assert len(server.letters) == 2


def test_on_another_day_they_are_written_to_again(office, server):
    by_itself()
    Reminder.objects.update(
        at=timezone.now() - dt.timedelta(days=1),
        day=timezone.localdate() - dt.timedelta(days=1),
    )
    by_itself()
    assert len(server.letters) == 4


def test_on_other_days_nothing_goes_out(office, server):
    quiet = timezone.make_aware(dt.datetime(2023, 7, 22, 8))
    assert by_itself(quiet) == []
    assert server.letters == []


def test_the_database_itself_refuses_a_second_one_of_the_day(office):
    row = {
        "submission": office.first,
        "to": office.lan,
        "way": Way.EMAIL,
        "day": dt.date(2023, 7, 23),
    }
    Reminder.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(**row)


@pytest.mark.django_db(transaction=True)
def test_two_timers_at_once_write_once(settings):
    if connection.vendor == "sqlite":
        pytest.skip("threads cannot share a database in memory")
    office = with_addresses(make_office())
    now = the_day_before()
    start, failures = Barrier(2, timeout=20), []

    def run():
        try:
            start.wait()
            by_itself(now)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    with mail_server() as server:
        use(settings, server)
        threads = [Thread(target=run) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert failures == []
        assert sorted(server.addresses) == ["binh@tuky.vn", "lan@tuky.vn"]
    assert Reminder.objects.filter(submission__period=office.period).count() == 2


# --- failures -------------------------------------------------------------------------


def test_a_refused_address_is_named_and_the_others_go_on(office, server):
    server.refuses.add("lan@tuky.vn")
    sent = by_hand(office)
    assert server.addresses == ["binh@tuky.vn"]
    (failed,) = sent.failed
    assert (failed.result, failed.to) == (Result.FAILED, office.lan)
    assert failed.reason == "Máy chủ thư không nhận địa chỉ này (mã 550)."


def test_a_lost_connection_is_opened_again_for_the_next_letter(office, server):
    server.drops.add("lan@tuky.vn")
    sent = by_hand(office)
    assert server.addresses == ["binh@tuky.vn"]
    assert sent.failed[0].reason == "Máy chủ thư ngắt kết nối hoặc không trả lời đúng."


def test_what_failed_today_is_tried_again_and_only_that(office, server):
    server.refuses.add("lan@tuky.vn")
    by_itself()
    server.refuses.clear()
    (again,) = by_itself()
    assert server.addresses == ["binh@tuky.vn", "lan@tuky.vn"]
    assert [row.result for row in again.done] == [Result.DONE]
    assert Reminder.objects.filter(reason="").count() == 2


def test_a_letter_whose_sending_was_cut_off_is_not_sent_again_by_itself(office, server):
    by_itself()
    Reminder.objects.update(result=Result.PENDING)
    by_itself()
    assert len(server.letters) == 2


def test_a_server_that_is_away_is_asked_once_and_every_letter_says_so(office, settings):
    with mail_server() as gone:
        use(settings, gone)
    sent = by_hand(office)
    assert [row.reason for row in sent.failed] == [
        "Không kết nối được với máy chủ thư."
    ] * 2


# --- said elsewhere -------------------------------------------------------------------


def test_a_call_is_noted_for_whoever_is_still_late(office):
    put_in_state(office.first, State.SENT)
    assert log_said(office.period, office.returns, Way.PHONE, by=office.officer) == 2
    row = office.returns[1].reminders.get()
    assert (row.way, row.by, row.to, row.result) == (
        Way.PHONE,
        office.officer,
        None,
        Result.DONE,
    )


# --- the command ----------------------------------------------------------------------


def test_the_command_sends_and_says_what_it_did(office, server):
    the_day_before()
    out = StringIO()
    call_command("send_reminders", stdout=out)
    assert len(server.letters) == 2
    assert out.getvalue() == (
        "huyện Tứ Kỳ, 6 tháng đầu năm 2023: đã gửi 02 thư; không có địa chỉ thư của xã"
        " Quang Phục.\n"
    )


def test_the_command_fails_where_a_letter_failed_so_that_the_timer_shows_it(
    office, server
):
    the_day_before()
    server.refuses.add("lan@tuky.vn")
    errors = StringIO()
    with pytest.raises(CommandError, match="01 thư không gửi được."):
        call_command("send_reminders", stdout=StringIO(), stderr=errors)
    assert "xã Hưng Đạo: Máy chủ thư không nhận" in errors.getvalue()


@pytest.mark.parametrize("missing", ["SENDS_MAIL", "SITE_URL"])
def test_the_command_says_which_setting_is_missing(db, settings, server, missing):
    setattr(settings, missing, "")
    name = {"SENDS_MAIL": "EMAIL_URL"}.get(missing, missing)
    with pytest.raises(CommandError, match=name):
        call_command("send_reminders")
