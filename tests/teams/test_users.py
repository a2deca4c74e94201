"""Who works where, and one-time passwords for those without e-mail."""

import re

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from teams.passwords import readable_password
from tests.factories import make_commune, make_staff
from tests.teams.cast import with_password


def page_of(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_people_are_listed_with_place_phone_and_last_sign_in(client, cast):
    client.force_login(cast.hoa)
    page = page_of(client, "users")
    for words in ("Phạm Thị Lan", "xã Hưng Đạo", "0912345678", "chưa lần nào"):
        assert words in page


def test_people_of_another_district_are_not_listed(client, cast, neighbour):
    client.force_login(cast.minh)
    people = client.get(reverse("users")).context["people"]
    assert neighbour.staff not in people
    assert {p.username for p in people} == {"hoa", "minh", "tuan", "lan", "binh"}


def test_the_officer_helps_communes_only_and_the_admin_everyone_else(client, cast):
    client.force_login(cast.hoa)
    people = client.get(reverse("users")).context["people"]
    assert {p.username for p in people if p.may_reset} == {"lan", "binh"}
    client.force_login(cast.minh)
    people = client.get(reverse("users")).context["people"]
    assert {p.username for p in people if p.may_reset} == {
        "hoa",
        "tuan",
        "lan",
        "binh",
    }


def test_the_list_takes_as_many_queries_for_ten_communes_as_for_two(client, cast):
    client.force_login(cast.hoa)
    client.get(reverse("users"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(reverse("users"))
    for number in range(8):
        commune = make_commune(cast.district, f"Xã {number}", f"1120{number}")
        make_staff(commune, f"xa-{number}")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("users"))
    assert len(many) == len(few)


def test_looking_at_the_page_changes_nothing(client, cast):
    with_password(cast.lan)
    client.force_login(cast.hoa)
    assert "Tạo mật khẩu dùng một lần" in page_of(client, "set_password", cast.lan.pk)
    before = cast.lan.password
    cast.lan.refresh_from_db()
    assert (cast.lan.password, cast.lan.must_change_password) == (before, False)


def test_a_one_time_password_signs_in_once_and_is_then_changed(client, cast):
    client.force_login(cast.hoa)
    response = client.post(reverse("set_password", args=[cast.lan.pk]))
    password = response.context["password"]
    assert password in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert password not in page_of(client, "set_password", cast.lan.pk)
    client.logout()
    fields = {"username": "lan", "password": password}
    client.post(reverse("login"), fields)
    assert client.get("/")["Location"] == "/doi-mat-khau/"


def test_giving_a_password_is_logged_without_the_password(client, cast):
    client.force_login(cast.hoa)
    response = client.post(reverse("set_password", args=[cast.lan.pk]))
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (cast.hoa, str(cast.lan.pk))
    assert entry.change_message == "Cấp mật khẩu dùng một lần."
    assert response.context["password"] not in str(entry.__dict__)


def test_giving_a_password_lifts_the_lock(client, cast):
    AccessAttempt.objects.create(
        username="lan", ip_address="10.0.0.1", failures_since_start=99
    )
    client.force_login(cast.hoa)
    client.post(reverse("set_password", args=[cast.lan.pk]))
    assert not AccessAttempt.objects.filter(username="lan").exists()


@pytest.mark.parametrize("person", ["hoa", "lan", "tuan"])
def test_nobody_but_the_admin_touches_the_districts_people(client, cast, person):
    client.force_login(getattr(cast, person))
    response = client.post(reverse("set_password", args=[cast.minh.pk]))
    assert response.status_code in (403, 404)
    cast.minh.refresh_from_db()
    assert not cast.minh.must_change_password


def test_nobody_reaches_into_another_district(client, cast, neighbour):
    client.force_login(cast.minh)
    url = reverse("set_password", args=[neighbour.staff.pk])
    assert client.post(url).status_code == 404


def test_one_time_passwords_can_be_read_out_and_never_repeat():
    made = {readable_password() for _ in range(200)}
    assert len(made) == 200
    pattern = "[a-z]{4}-[2-9]{4}-[a-z]{4}-[2-9]{4}"
    assert all(re.fullmatch(pattern, password) for password in made)
    assert not set("".join(made)) & set("ilo01jqwz")


# --- where people are written to ------------------------------------------------------


def test_the_officer_writes_down_an_address_of_a_communes_staff(client, cast):
    client.force_login(cast.hoa)
    address = reverse("set_email", args=[cast.lan.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"email": "lan@tuky.vn"}).url == reverse("users")
    cast.lan.refresh_from_db()
    assert cast.lan.email == "lan@tuky.vn"
    assert "lan@tuky.vn" in page_of(client, "users")
    client.post(address, {"email": ""})
    cast.lan.refresh_from_db()
    assert cast.lan.email == ""


@pytest.mark.parametrize(
    "email", ["lan", "lan@", "lan@tuky.vn\nBcc: a@b.vn", "a b@c.vn"]
)
def test_an_address_that_is_none_is_refused_in_words(client, cast, email):
    client.force_login(cast.hoa)
    response = client.post(reverse("set_email", args=[cast.lan.pk]), {"email": email})
    assert response.status_code == 422
    assert "Địa chỉ thư không đúng" in response.content.decode()
    cast.lan.refresh_from_db()
    assert cast.lan.email == ""


def test_addresses_of_the_districts_own_people_are_the_admins(client, cast, neighbour):
    client.force_login(cast.hoa)
    for person, status in ((cast.tuan, 403), (cast.hoa, 403), (neighbour.staff, 404)):
        address = reverse("set_email", args=[person.pk])
        assert client.post(address, {"email": "a@b.vn"}).status_code == status
    client.force_login(cast.minh)
    address = reverse("set_email", args=[cast.tuan.pk])
    assert client.post(address, {"email": "a@b.vn"}).status_code == 302
