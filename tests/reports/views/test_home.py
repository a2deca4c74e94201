"""The first page: for each role, what is there to do next."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports import moves
from reports.models import IssuedReport, Submission
from teams.models import Role, User
from tests.factories import (
    make_commune,
    make_district,
    make_indicator,
    make_officer,
    make_open_period,
    make_period,
    make_staff,
    make_user,
    put_in_state,
    set_figure,
)

State = Submission.State


def days_from_now(days):
    return timezone.now() + dt.timedelta(days=days)


class World:
    """A district with two communes and one open period."""

    def __init__(self, **fields):
        self.district = make_district()
        self.hoa = make_officer(
            self.district, full_name="Nguyễn Thị Hoa", phone="0912345678"
        )
        self.hung_dao = make_commune(self.district)
        self.an_thanh = make_commune(self.district, "An Thanh", "11125")
        make_indicator(self.district, "sessions")
        fields.setdefault("deadline", days_from_now(5))
        self.period = make_open_period(self.district, self.hoa, **fields)
        self.lan = make_staff(self.hung_dao)

    @property
    def mine(self):
        return self.period.submissions.get(commune=self.hung_dao)


@pytest.fixture
def world(db):
    return World()


def home(client, user):
    client.force_login(user)
    return client.get(reverse("home")).text


def button(client, user):
    """The words of the filled buttons of the page."""
    page = home(client, user)
    return [
        part.split(">", 1)[1].split("<")[0]
        for part in page.split('class="btn btn-primary"')[1:]
    ]


# --- the commune --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.NOT_STARTED, "Nhập số liệu"),
        (State.DRAFT, "Nhập số liệu"),
        (State.SENT, "Xem biểu đã gửi"),
        (State.RETURNED, "Sửa theo yêu cầu"),
        (State.ACCEPTED, "Xem biểu đã gửi"),
    ],
)
def test_a_commune_has_one_main_button_by_the_state(client, world, state, words):
    put_in_state(world.mine, state)
    assert button(client, world.lan) == [words]
    page = home(client, world.lan)
    assert reverse("reports:entry", args=[world.mine.pk]) in page
    assert State(state).label in page


def test_a_commune_sees_what_is_missing_and_whom_to_call(client, world):
    page = home(client, world.lan)
    assert "còn 01 ô chưa nhập" in page
    assert "Nguyễn Thị Hoa" in page
    assert 'href="tel:0912345678"' in page
    set_figure(world.mine, "sessions", 3, by=world.lan)
    assert "đã nhập đủ, chờ gửi" in home(client, world.lan)


def test_a_commune_reads_why_its_return_came_back(client, world):
    set_figure(world.mine, "sessions", 3, by=world.lan)
    moves.submit(world.mine, by=world.lan)
    moves.send_back(world.mine, by=world.hoa, reason="Thiếu buổi của thôn An Lao")
    page = home(client, world.lan)
    assert "Thiếu buổi của thôn An Lao" in page
    moves.submit(world.mine, by=world.lan)
    assert "Thiếu buổi" not in home(client, world.lan)


@pytest.mark.parametrize(
    ("days", "words"),
    [(5, "còn 05 ngày"), (-2, "quá hạn 02 ngày"), (12, "còn 12 ngày")],
)
def test_the_deadline_is_told_in_days(client, db, days, words):
    world = World(deadline=days_from_now(days))
    assert words in home(client, world.lan)


def test_a_commune_sees_nothing_of_another(client, world):
    page = home(client, world.lan)
    assert "An Thanh" not in page
    theirs = world.period.submissions.get(commune=world.an_thanh)
    assert reverse("reports:entry", args=[theirs.pk]) not in page


def test_earlier_periods_stand_below(client, world):
    earlier = make_period(
        world.district,
        "6 tháng cuối năm 2022",
        first_day=dt.date(2022, 6, 15),
        last_day=dt.date(2022, 12, 14),
        state="closed",
    )
    Submission.objects.create(
        period=earlier, commune=world.hung_dao, state=State.ACCEPTED
    )
    assert "6 tháng cuối năm 2022" in home(client, world.lan)


def test_without_an_open_period_the_page_says_so(client, db):
    district = make_district()
    lan = make_staff(make_commune(district))
    assert "chưa có kỳ báo cáo nào đang mở" in home(client, lan)


# --- the district -------------------------------------------------------------------


def test_the_officer_sees_how_far_the_period_is(client, db):
    world = World(deadline=days_from_now(-1))
    put_in_state(world.mine, State.SENT)
    client.force_login(world.hoa)
    (progress, left), *others = client.get(reverse("home")).context["progress"]
    assert others == []
    counts = (
        progress.expected,
        progress.handed_in,
        progress.waiting,
        progress.returned,
        progress.late,
    )
    assert counts == (2, 1, 1, 0, 1)
    assert left == "quá hạn 01 ngày"
    assert button(client, world.hoa) == ["Mở bảng theo dõi"]


def test_nobody_is_late_before_the_deadline(client, world):
    client.force_login(world.hoa)
    assert client.get(reverse("home")).context["progress"][0][0].late == 0


def test_a_copy_for_signature_waits_for_the_officer(client, world):
    paper = IssuedReport.objects.create(
        period=world.period,
        content={},
        figures={},
        findings={},
        signing_pdf=b"x",
        signing_sha256="x",
        finalised_by=world.hoa,
        symbol="BC-TCĐ",
    )
    url = reverse("reports:issued", args=[paper.pk])
    assert url in home(client, world.hoa)
    leader = make_user("tuan", Role.LEADER, world.district)
    page = home(client, leader)
    assert url not in page
    assert "xã đã gửi" in page


def test_another_districts_periods_are_not_shown(client, world):
    other = make_district("Thanh Miện")
    hang = make_officer(other, "hang")
    assert "xã đã gửi" not in home(client, hang)


def test_a_person_with_several_roles_sees_each_block(client, world):
    page = home(client, make_user("minh", Role.ROSTER_ADMIN, world.district))
    assert "Danh bạ hôm nay" in page
    assert "02 xã chưa có cán bộ nhập liệu" not in page
    assert "01 xã chưa có cán bộ nhập liệu" in page
    assert "xã đã gửi" not in page


def test_a_person_without_a_role_is_told_whom_to_call(client, world):
    page = home(client, User.objects.create_user("moi"))
    assert "chưa được giao việc" in page


@pytest.mark.parametrize("person", ["hoa", "minh"])
def test_the_page_takes_as_many_queries_for_many_communes(client, db, person):
    def count(communes):
        district = make_district(f"Huyện {communes}")
        people = {
            "hoa": make_officer(district, f"hoa-{communes}"),
            "minh": make_user(f"minh-{communes}", Role.ROSTER_ADMIN, district),
        }
        for number in range(communes):
            make_commune(district, f"Xã {number}", f"1120{number}")
        make_indicator(district, "sessions")
        make_open_period(district, people["hoa"])
        client.force_login(people[person])
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("home"))
        return len(queries)

    assert count(2) == count(6)
