"""A commune's own activities: entered while its return is open, within the period."""

import datetime as dt

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import Activity, Submission
from reports.views.activities_page import activity_list
from teams.models import Role
from tests.factories import make_commune, make_staff, put_in_state, set_figure
from tests.pages import Page
from tests.reports.entering import make_desk

GOOD = {
    "date": "12/5/2023",
    "kind": "training",
    "title": "Tập huấn Tổ CNSCĐ thôn An Lao",
    "place": "Nhà văn hóa",
    "participants": "1.045",
}


@pytest.fixture
def desk(db):
    return make_desk()


@pytest.fixture
def lan(client, desk):
    client.force_login(desk.lan)
    return client


def url_of(desk, name="own_activities", *more):
    return reverse(f"reports:{name}", args=[desk.submission.pk, *more])


def held(desk, **fields):
    fields = {
        "commune": desk.commune,
        "kind": "conference",
        "date": dt.date(2023, 3, 1),
        "title": "Hội nghị",
        **fields,
    }
    return Activity.objects.create(district=desk.district, **fields)


def test_an_activity_is_added_as_the_communes_own(lan, desk):
    answer = lan.post(url_of(desk, "own_activity_add"), GOOD)
    assert answer["Location"] == url_of(desk)
    row = Activity.objects.get()
    assert (row.district, row.commune, row.date, row.participants) == (
        desk.district,
        desk.commune,
        dt.date(2023, 5, 12),
        1045,
    )
    page = Page(lan.get(url_of(desk)).content)
    assert page.texts("tbody tr") == [
        "Tập huấn Tổ CNSCĐ thôn An Lao 12/05/2023 Tập huấn Nhà văn hóa 1.045"
    ]
    assert Submission.objects.get().state == "draft"


@pytest.mark.parametrize("day", ["14/12/2022", "15/6/2023"])
def test_a_day_outside_the_period_is_told_with_the_period(lan, desk, day):
    answer = lan.post(url_of(desk, "own_activity_add"), {**GOOD, "date": day})
    assert answer.status_code == 422
    said = Page(answer.content).texts("[role=alert]")[0]
    assert "nằm ngoài kỳ báo cáo (từ 15/12/2022 đến 14/06/2023)" in said
    assert not Activity.objects.exists()


@pytest.mark.parametrize("day", ["15/12/2022", "14/6/2023"])
def test_the_first_and_the_last_day_belong_to_the_period(lan, desk, day):
    answer = lan.post(url_of(desk, "own_activity_add"), {**GOOD, "date": day})
    assert answer.status_code == 302


def test_a_day_before_the_commune_was_there_is_refused(lan, desk):
    desk.commune.valid_from = dt.date(2023, 6, 1)
    desk.commune.save()
    answer = lan.post(url_of(desk, "own_activity_add"), GOOD)
    assert "Danh bạ không có đơn vị này vào ngày 12/05/2023" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("date", "32/5/2023", "không có ngày này"),
        ("date", "", "Ngày"),
        ("kind", "", "Loại hoạt động"),
        ("title", " ", "Nội dung"),
        ("participants", "nhiều", "có chữ"),
        ("participants", "-3", "không được âm"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field(lan, desk, field, value, says):
    answer = lan.post(url_of(desk, "own_activity_add"), {**GOOD, field: value})
    assert answer.status_code == 422
    assert says in Page(answer.content).texts("[role=alert]")[0]


def test_an_activity_is_changed_and_deleted_after_asking(lan, desk):
    row = held(desk)
    edit = url_of(desk, "own_activity_edit", row.pk)
    lan.post(edit, {**GOOD, "title": "Hội nghị thôn"})
    row.refresh_from_db()
    assert row.title == "Hội nghị thôn"
    delete = url_of(desk, "own_activity_delete", row.pk)
    page = Page(lan.get(delete).content)
    assert "Điều sẽ xảy ra" in page.text
    assert Activity.objects.exists()
    assert lan.post(delete)["Location"] == url_of(desk)
    assert not Activity.objects.exists()


def test_what_is_not_the_communes_or_not_of_the_period_is_not_there(lan, desk):
    neighbour = make_commune(desk.district, "An Thanh", "11125")
    strange = [
        held(desk, commune=neighbour),
        held(desk, commune=None),
        held(desk, date=dt.date(2022, 3, 1)),
    ]
    assert Page(lan.get(url_of(desk)).content).texts("tbody tr") == []
    for row in strange:
        for name in ("own_activity_edit", "own_activity_delete"):
            assert lan.post(url_of(desk, name, row.pk), GOOD).status_code == 404
    assert Activity.objects.count() == 3


def test_a_leader_who_serves_a_neighbour_enters_nothing_here(client, desk):
    neighbour = make_commune(desk.district, "An Thanh", "11125")
    both = make_staff(neighbour, "an")
    both.assignments.create(role=Role.LEADER, district=desk.district)
    client.force_login(both)
    assert client.get(url_of(desk)).status_code == 404


@pytest.mark.parametrize("state", Submission.State)
def test_activities_are_written_while_the_return_is_open(lan, desk, state):
    row = held(desk)
    put_in_state(desk.submission, state)
    is_open = state in Submission.OPEN_FOR_ENTRY
    for name, places in (
        ("own_activity_add", []),
        ("own_activity_edit", [row.pk]),
        ("own_activity_delete", [row.pk]),
    ):
        answer = lan.post(url_of(desk, name, *places), GOOD)
        assert answer.status_code == (302 if is_open else 403)
    page = Page(lan.get(url_of(desk)).content)
    assert ("Thêm hoạt động" in page.links()) == is_open
    assert ("chỉ để xem" in page.text) != is_open
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (5, "02 hội nghị, tập huấn; chỉ tiêu “3. Sessions” đang ghi 5 buổi."),
        (None, "02 hội nghị, tập huấn; chỉ tiêu “3. Sessions” chưa nhập."),
    ],
)
def test_the_list_is_set_beside_the_figure_of_sessions(lan, desk, value, says):
    for kind in ("conference", "training", "direction", "other"):
        held(desk, kind=kind)
    if value:
        set_figure(desk.submission, "sessions", value, by=desk.lan)
    assert says in Page(lan.get(url_of(desk)).content).text


def test_the_page_takes_the_same_queries_for_any_number_of_activities(lan, desk):
    taken = []
    for count in (1, 3):
        for _ in range(count):
            held(desk)
        with CaptureQueriesContext(connection) as captured:
            lan.get(url_of(desk))
        taken.append(len(captured))
    assert taken[0] == taken[1]


def test_the_part_for_the_entry_page_leads_to_each_activity(desk):
    row = held(desk, participants=40)
    values = {
        "activities": activity_list(desk.submission, desk.lan),
        "submission": desk.submission,
    }
    page = Page(render_to_string("reports/parts/activities_list.html", values))
    assert page.links() == {
        "Hội nghị": url_of(desk, "own_activity_edit", row.pk),
        "Thêm hoạt động": url_of(desk, "own_activity_add"),
    }
    assert "01/03/2023 · 40 người dự" in page.text
