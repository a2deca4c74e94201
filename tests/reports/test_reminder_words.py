"""The words of reminders: who is told what, before the deadline and after it."""

import datetime as dt

import pytest
from django.utils import timezone

from reports.lateness import Late, Standing
from reports.models import ReportingPeriod, Submission
from reports.reminder_words import (
    Contact,
    commune_text,
    email_subject,
    email_text,
    group_text,
    moment,
)
from teams.models import Commune, User

PHRASE = "6 tháng đầu năm 2023"
LINK = "https://baocao.tuky.vn/bieu/7/"


def at(day, hour, minute=0, month=7, year=2023):
    return timezone.make_aware(dt.datetime(year, month, day, hour, minute))


NOW, DEADLINE = at(24, 16), at(25, 17)


def told(unsent=(), returned=(), expected=23, now=NOW):
    standing = Standing(expected, tuple(unsent), tuple(returned))
    return group_text(standing, PHRASE, DEADLINE, now)


def late(state="draft", **fields):
    commune = Commune(name="Hưng Đạo", kind="xa")
    period = ReportingPeriod(phrase=PHRASE, deadline=DEADLINE)
    submission = Submission(period=period, commune=commune, state=state)
    return Late(submission, **fields)


def test_the_group_is_told_who_has_not_sent_and_until_when():
    assert told(["xã A", "xã B", "xã C", "thị trấn D"]) == (
        "Đến 16h00 ngày 24/7: 19/23 đơn vị đã gửi báo cáo 6 tháng đầu năm 2023; còn 04"
        " đơn vị chưa gửi: xã A, xã B, xã C, thị trấn D. Đề nghị các đồng chí gửi"
        " trước 17h00 ngày 25/7."
    )


def test_who_was_given_more_time_is_named_with_their_own_deadline():
    standing = Standing(23, ("xã A", "xã B"), extended={"xã B": at(26, 16)})
    text = group_text(standing, PHRASE, DEADLINE, at(25, 18))
    assert "chưa gửi: xã A, xã B (được lùi hạn đến 16h00 ngày 26/7)." in text


def test_those_who_correct_stand_apart():
    assert (
        "còn 01 đơn vị chưa gửi: xã A; 02 đơn vị đang chỉnh sửa: xã B, xã C."
        in told(["xã A"], ["xã B", "xã C"])
    )
    assert (
        "đã gửi báo cáo 6 tháng đầu năm 2023; còn 01 đơn vị đang chỉnh sửa: xã B."
        in (told(returned=["xã B"]))
    )


def test_when_nobody_is_missing_the_group_is_thanked():
    assert told() == (
        "Đến 16h00 ngày 24/7: 23/23 đơn vị đã gửi báo cáo 6 tháng đầu năm 2023. Cảm ơn"
        " các đồng chí."
    )


def test_after_the_deadline_the_group_is_told_that_it_has_passed():
    text = told(["xã A"], now=at(26, 8, 5))
    assert text.startswith("Đến 8h05 ngày 26/7: 22/23 đơn vị")
    assert text.endswith(
        "Đã quá hạn gửi (17h00 ngày 25/7), đề nghị các đồng chí gửi ngay."
    )


def test_a_hundred_names_are_enough_for_one_message():
    text = told([f"xã {n}" for n in range(103)], expected=3321)
    assert "3.218/3.321" in text
    assert "còn 103 đơn vị chưa gửi: xã 0," in text
    assert "xã 99 và 03 đơn vị khác." in text


def test_a_moment_of_another_year_says_its_year():
    assert moment(at(2, 17, month=1, year=2024), NOW) == "17h00 ngày 2/1/2024"


def test_a_commune_is_told_its_blank_cells_the_deadline_and_the_address():
    words = commune_text(late(missing=3, cells="Số hộ – thôn A"), LINK, DEADLINE, NOW)
    assert words.splitlines() == [
        "Báo cáo 6 tháng đầu năm 2023 của xã Hưng Đạo chưa gửi; còn 03 ô chưa nhập: Số"
        " hộ – thôn A.",
        "Đề nghị gửi trước 17h00 ngày 25/7.",
        "Nhập và gửi tại: https://baocao.tuky.vn/bieu/7/",
    ]


def test_a_full_form_needs_only_the_sending():
    words = commune_text(late(), LINK, DEADLINE, at(26, 8))
    assert "các ô đã nhập đủ, chỉ còn bước “Gửi báo cáo”." in words
    assert "Hạn gửi là 17h00 ngày 25/7, đã quá hạn. Đề nghị gửi ngay." in words


def test_a_returned_one_is_told_why_and_what_waits():
    words = commune_text(
        late("returned", questions=2, asked="Kiểm tra số VNeID."), LINK, DEADLINE, NOW
    )
    assert words.startswith(
        "Báo cáo 6 tháng đầu năm 2023 của xã Hưng Đạo đang được trả lại để chỉnh sửa"
        " (lý do: Kiểm tra số VNeID); còn 02 câu hỏi chưa trả lời.\nĐề nghị gửi lại"
    )


def test_the_subject_is_one_line_whatever_the_name_of_the_period():
    one = late()
    one.submission.period.phrase = "6 tháng\r\nBcc: ai@do.vn"
    assert email_subject(one, DEADLINE, NOW) == (
        "Đề nghị gửi báo cáo 6 tháng Bcc: ai@do.vn, xã Hưng Đạo, hạn 17h00 ngày 25/7"
    )


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        (Contact("Hoa", "0912 345 678"), "liên hệ Hoa, điện thoại 0912 345 678."),
        (Contact("Hoa"), "liên hệ Hoa."),
    ],
)
def test_a_letter_says_whom_to_call(contact, line):
    text = email_text("Nội dung", User(full_name="Lan"), contact)
    assert text.startswith("Kính gửi: Lan\n\nNội dung\n")
    assert line in text
