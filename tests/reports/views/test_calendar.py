"""A period's page of dates: the drawing, its list, deadlines and what happened."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports import moves
from reports.models import ReportingPeriod, Submission
from reports.opening import close_period, set_deadline
from reports.views.desk.calendar import APART, commune_calendar, district_calendar
from tests.factories import (
    make_commune,
    make_indicator,
    make_period,
    make_user,
    put_in_state,
)
from tests.pages import Page, text_of
from tests.reports.doors import make_document
from tests.reports.entering import make_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def hoa(client, desk):
    client.force_login(desk.officer)
    return client


def url(name, *rows):
    return reverse(f"reports:{name}", args=[row.pk for row in rows])


def moment(day, month, hour=17):
    return timezone.make_aware(dt.datetime(2023, month, day, hour))


def drawn(desk, now=None, **fields):
    phrase = f"kỳ {desk.district.periods.count()}"
    period = make_period(desk.district, phrase, **fields)
    return district_calendar(period, [], [], now or moment(1, 7))


def test_the_dates_stand_in_their_order_with_the_hour_where_it_matters(desk):
    calendar = drawn(desk)
    assert [(mark.label, mark.when) for mark in calendar.marks] == [
        ("Ngày đầu kỳ", "15/12/2022"),
        ("Chốt số liệu, hết ngày", "14/06/2023"),
        ("Dự kiến mở nhập", "15/06/2023"),
        ("Hôm nay", "01/07/2023"),
        ("Hạn gửi", "17:00 ngày 24/07/2023"),
    ]
    assert calendar.words.startswith("Ngày đầu kỳ: 15/12/2022; Chốt số liệu")


def test_words_never_lie_over_one_another_nor_leave_the_drawing(desk):
    same_days = {
        "first_day": dt.date(2023, 6, 14),
        "opens_on": dt.date(2023, 6, 14),
        "deadline": moment(15, 6),
    }
    for fields in ({}, same_days):
        calendar = drawn(desk, moment(15, 6, 16), **fields)
        ys = [mark.text_y for mark in calendar.marks]
        gaps = [after - before for before, after in zip(ys, ys[1:], strict=False)]
        assert min(gaps) >= APART
        assert min(ys) >= 0 and max(ys) + APART <= calendar.height
        assert all(0 <= mark.y <= calendar.height for mark in calendar.marks)


def test_today_is_left_out_where_it_is_far_away(desk):
    labels = [mark.label for mark in drawn(desk, moment(1, 12)).marks]
    assert "Hôm nay" not in labels


def test_a_closed_period_says_when_it_was_closed(desk):
    close_period(desk.period, by=desk.officer)
    events = list(desk.period.events.all())
    marks = district_calendar(desk.period, events, []).marks
    assert [mark.label for mark in marks][-1] == "Chốt kỳ"


def test_a_commune_sees_the_deadline_that_it_was_given(desk):
    until = desk.period.deadline + dt.timedelta(days=2)
    assert "Hạn riêng" not in commune_calendar(desk.submission, []).words
    moves.extend(desk.submission, until, by=desk.officer, reason="x")
    words = commune_calendar(desk.submission, []).words
    assert "Hạn riêng của xã: 17:00 ngày 26/07/2023" in words


def test_the_page_lists_what_it_draws(hoa, desk):
    page = Page(hoa.get(url("calendar", desk.period)).content)
    drawn = [text_of(each) for each in page.all(".time-line text.what")]
    assert drawn == page.texts(".calendar .facts dt")
    assert "Hạn gửi: 17:00 ngày 24/07/2023" in page.texts(".time-line desc")[0]
    assert not page.all("svg [style]")


def test_the_deadline_of_all_is_changed_with_a_reason(hoa, desk):
    asked = url("deadline", desk.period)
    answer = hoa.post(asked, {"deadline": "26/7/2023 16:00", "reason": " "})
    assert answer.status_code == 422
    hoa.post(asked, {"deadline": "26/7/2023 16:00", "reason": "Tỉnh cho lùi"})
    page = Page(hoa.get(url("calendar", desk.period)).content)
    told = page.texts(".timeline li")[0]
    assert told.startswith("Đổi hạn gửi Phạm Thị Hoa")
    assert "Hạn gửi 26/07/2023 16:00, trước đó là 24/07/2023 17:00." in told
    assert told.endswith("Tỉnh cho lùi")


def test_a_deadline_that_has_passed_already_is_taken_with_a_warning(hoa, desk):
    typed = {"deadline": "26/7/2023 16:00", "reason": "Ghi theo công văn"}
    page = hoa.post(url("deadline", desk.period), typed, follow=True)
    assert "Hạn vừa ghi đã qua" in page.text
    later = timezone.localtime() + dt.timedelta(days=9)
    typed["deadline"] = f"{later:%d/%m/%Y %H:%M}"
    page = hoa.post(url("deadline", desk.period), typed, follow=True)
    assert "Hạn vừa ghi đã qua" not in page.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Đề nghị ghi hạn mới"),
        ("14/6/2023 23:59", "sau ngày chốt số liệu"),
        ("31/2/2024", "không có ngày này"),
        ("x" * 1000, "không phải ngày"),
    ],
)
def test_a_deadline_that_cannot_be_says_why(hoa, desk, typed, words):
    answer = hoa.post(url("deadline", desk.period), {"deadline": typed, "reason": "x"})
    assert answer.status_code == 422
    assert words in answer.context["form"].errors["deadline"][0]


def test_one_commune_is_given_more_time_and_the_common_deadline_again(hoa, desk):
    asked = url("extend", desk.period, desk.submission)
    answer = hoa.post(asked, {"deadline": "23/7/2023", "reason": "Nghỉ ốm"})
    assert "sau hạn gửi chung" in answer.context["form"].errors["deadline"][0]
    hoa.post(asked, {"deadline": "27/7/2023 16:00", "reason": "Nghỉ ốm"})
    page = Page(hoa.get(url("calendar", desk.period)).content)
    assert "01 xã được lùi hạn riêng: xã Hưng Đạo (27/07/2023 16:00)." in page.text
    assert page.texts(".timeline strong")[0] == "Đổi hạn gửi của xã Hưng Đạo"
    hoa.post(asked, {"deadline": "", "reason": "Nhầm xã", "back": "1"})
    assert Submission.objects.get(pk=desk.submission.pk).extended_to is None


def test_what_is_over_cannot_be_given_more_time(hoa, desk):
    put_in_state(desk.submission, "accepted")
    assert hoa.get(url("extend", desk.period, desk.submission)).status_code == 403
    ReportingPeriod.objects.update(state="closed")
    assert hoa.get(url("deadline", desk.period)).status_code == 403


def test_the_leader_reads_the_dates_and_changes_nothing(client, desk):
    client.force_login(make_user("toan", "leader", desk.district))
    page = Page(client.get(url("calendar", desk.period)).content)
    words = ("Lùi hạn", "Đổi hạn gửi của kỳ", "Thêm bản quét")
    assert not any(word in page.text for word in words)


def test_a_planned_period_without_a_dispatch_says_the_next_step(hoa, desk):
    period = make_period(desk.district, "dự kiến")
    links = Page(hoa.get(url("calendar", period)).content).links("main a")
    assert links["Chọn công văn ở trang Thiết lập kỳ"] == url("period_edit", period)
    assert links["Mở kỳ"] == url("period_open", period)


def test_closing_counts_the_open_questions(hoa, desk):
    sent = put_in_state(desk.submission, "sent")
    indicator = desk.period.indicators.get(key="sessions")
    sent.questions.create(indicator=indicator, text="Đúng chưa?", asked_by=desk.officer)
    page = Page(hoa.get(url("period_close", desk.period)).content)
    assert "Còn 01 câu hỏi rà soát chưa được trả lời" in page.texts(".confirm dt")


def test_the_page_takes_as_many_queries_for_many_communes(hoa, desk):
    desk.period.dispatch = make_document(desk.district, kind="dispatch")
    desk.period.save()

    def queries():
        with CaptureQueriesContext(connection) as taken:
            assert hoa.get(url("calendar", desk.period)).status_code == 200
        return len(taken)

    few = queries()
    for number in range(120):
        commune = make_commune(desk.district, f"Xã {number}", f"{20000 + number}")
        row = desk.period.submissions.create(commune=commune)
        until = desk.period.deadline + dt.timedelta(days=1 + number % 3)
        if number < 9:
            moves.extend(row, until, by=desk.officer, reason="x")
    set_deadline(desk.period, desk.period.deadline, by=desk.officer, reason="x")
    assert queries() == few
    page = Page(hoa.get(url("calendar", desk.period)).content)
    assert len(page.all("#han-rieng ~ .rows li")) == 100
    assert page.links("nav a")["Trang sau"] == "?trang=2"


def test_a_year_leads_to_its_halves_and_takes_their_figures(hoa, desk):
    half = make_period(desk.district, "nửa đầu", last_day=dt.date(2023, 3, 1))
    make_indicator(desk.district, "late")
    desk.period.parts.add(half)
    links = Page(hoa.get(url("calendar", desk.period)).content).links("main a")
    page = hoa.get(links["Xem và lấy số liệu"])
    assert "02/03/2023 – 14/06/2023" in Page(page.content).texts(".notice-warning")[0]
    reasons = Page(page.content).texts(".facts dt")
    assert any("nửa đầu không có chỉ tiêu" in why for why in reasons)
    answer = hoa.post(links["Xem và lấy số liệu"], follow=True)
    assert "Không có ô nào cần ghi thêm" in Page(answer.content).text


def test_a_period_without_parts_says_where_to_choose_them(hoa, desk):
    page = Page(hoa.get(url("from_parts", desk.period)).content)
    assert page.links(".empty a") == {"Thiết lập kỳ": url("period_edit", desk.period)}
