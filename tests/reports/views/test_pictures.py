"""The period as pictures: what is drawn, and the table that says the same."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.models import SubmissionEvent
from reports.opening import open_period
from tests.factories import make_period, put_in_state, set_figure
from tests.pages import Page
from tests.reports.reviewing import fill_in, make_office

Move = SubmissionEvent.Move


def address(period, query=""):
    return reverse("reports:pictures", args=[period.pk]) + query


def page_of(client, office, query=""):
    return Page(client.get(address(office.period, query)).content)


def happen(submission, by, *moves):
    """Moves of a return, each as (move, day of July 2023)."""
    for move, day in moves:
        SubmissionEvent.objects.create(
            submission=submission,
            move=move,
            by=by,
            at=timezone.make_aware(dt.datetime(2023, 7, day, 9)),
        )


def guided_in(changes):
    return next(row for row in changes.rows if row.spec.key == "guided")


def with_last_period(office, guided):
    """A period before, of the same communes: each had so many people guided."""
    last = make_period(
        office.district,
        "6 tháng cuối năm 2022",
        first_day=dt.date(2022, 6, 15),
        last_day=dt.date(2022, 12, 14),
    )
    open_period(last, by=office.officer)
    for submission, value in zip(
        last.submissions.in_district_order(), guided, strict=True
    ):
        submission.total_only.set(last.indicators.filter(key="guided"))
        set_figure(submission, "guided", value, by=office.lan)
        put_in_state(submission, "accepted")
    office.period.previous = last
    office.period.save()


# --- progress -------------------------------------------------------------------------


def test_what_came_in_and_what_went_back_is_counted_by_the_day(hoa, office):
    first, second, third = office.returns
    happen(
        first, office.lan, (Move.SUBMIT, 18), (Move.SEND_BACK, 20), (Move.SUBMIT, 22)
    )
    happen(second, office.lan, (Move.SUBMIT, 18), (Move.ACCEPT, 19))
    happen(third, office.lan, (Move.SUBMIT, 22), (Move.WITHDRAW, 22))
    page = page_of(hoa, office)
    assert page.texts("#tien-do") == ["Tiến độ: 2/3 biểu đã gửi"]
    assert page.texts(".picture-table tbody td:last-child") == ["2/3", "1/3", "2/3"]
    assert page.texts(".picture-table tbody td.num:nth-child(2)") == ["+1", "−1", "+2"]


def test_the_line_steps_up_where_a_return_came_in(hoa, office):
    happen(office.first, office.lan, (Move.SUBMIT, 24))
    progress = hoa.get(address(office.period)).context["progress"]
    # From the opening (15/6, nothing) to the deadline (24/7, one of three).
    assert progress.line.startswith("M30.0 160.0H")
    assert progress.line.endswith("H388.0V112.0")
    assert [mark.words for mark in progress.marks] == ["hạn gửi 24/7"]


def test_a_period_that_is_not_open_says_what_to_do(hoa, office):
    planned = make_period(office.district, "quý I năm 2024")
    page = Page(hoa.get(address(planned)).content)
    assert "chưa mở nên chưa có gì để vẽ" in page.one(".empty").etree_element[1].text
    assert page.all("main svg.drawing") == []


# --- over the communes ----------------------------------------------------------------


def test_communes_stand_by_size_with_the_median_and_the_last_period(hoa, office):
    with_last_period(office, [300, 100, 50])
    fill_in(office.returns[0], office.lan, guided=(100, 50))
    fill_in(office.returns[1], office.lan, guided=(200, 100))
    communes = hoa.get(address(office.period, "?chi-tieu=guided")).context["communes"]
    assert communes.title == (
        "Guided: nhiều nhất xã An Thanh (300), ít nhất xã Hưng Đạo (150), trung vị 225"
    )
    drawn = [(b.name, b.text, b.last, b.change, b.length) for b in communes.bars]
    assert drawn == [
        ("xã An Thanh", "300", "100", "+200,0%", 100.0),
        ("xã Hưng Đạo", "150", "300", "−50,0%", 50.0),
    ]
    assert (communes.middle, communes.waiting) == (75.0, 1)


def test_a_total_with_a_blank_in_it_does_not_move_the_median(hoa, office):
    fill_in(office.returns[0], office.lan, guided=(100, 50))
    fill_in(office.returns[1], office.lan, guided=(200, 100))
    third = office.returns[2]
    hamlet = third.commune.hamlets.first()
    set_figure(third, "guided", 5, hamlet=hamlet, by=office.lan)
    put_in_state(third, "sent")
    communes = hoa.get(address(office.period, "?chi-tieu=guided")).context["communes"]
    assert communes.title.endswith(", trung vị 225")
    assert (len(communes.bars), communes.middle) == (3, 75.0)


def test_a_blank_is_no_bar_of_length_nothing(hoa, office):
    put_in_state(office.first, "sent")
    communes = hoa.get(address(office.period, "?chi-tieu=guided")).context["communes"]
    assert [(b.text, b.length, b.incomplete) for b in communes.bars] == [
        ("–", None, True)
    ]


def test_an_unknown_indicator_shows_the_first(hoa, office):
    fill_in(office.first, office.lan)
    communes = hoa.get(address(office.period, "?chi-tieu=x'><b>")).context["communes"]
    assert communes.spec.key == "guided"


# --- against the last period ----------------------------------------------------------


def test_only_the_communes_of_both_periods_are_compared_while_some_are_missing(
    hoa, office
):
    with_last_period(office, [300, 100, 50])
    fill_in(office.returns[0], office.lan, guided=(200, 130))
    changes = hoa.get(address(office.period)).context["changes"]
    row = guided_in(changes)
    assert (row.now, row.last, row.change, changes.shared) == (
        "330",
        "300",
        "+10,0%",
        1,
    )
    assert (row.start, row.length, row.is_up) == (50, 5.0, True)


def test_all_is_compared_with_all_once_everybody_has_sent(hoa, office):
    with_last_period(office, [300, 100, 50])
    for submission in office.returns:
        fill_in(submission, office.lan, guided=(50, 25))
    changes = hoa.get(address(office.period)).context["changes"]
    row = guided_in(changes)
    assert (row.now, row.last, row.change, changes.shared) == (
        "225",
        "450",
        "−50,0%",
        None,
    )
    assert (row.start, row.length, row.is_up) == (25.0, 25.0, False)


@pytest.mark.parametrize("communes", [2, 60])
def test_the_page_takes_as_many_queries_for_more_communes(
    client, db, django_assert_num_queries, communes
):
    office = make_office(communes)
    for submission in office.returns:
        fill_in(submission, office.lan)
    client.force_login(office.officer)
    with django_assert_num_queries(15):
        page = Page(client.get(address(office.period)).content)
    assert len(page.all(".bars-frame:first-of-type tbody tr")) >= min(communes, 50)
