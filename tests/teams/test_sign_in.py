"""Signing in and out, the lock after many wrong passwords, the first own password."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tests.teams.cast import PASSWORD, with_password

OFFICE, ELSEWHERE = "10.0.0.1", "10.0.0.2"


@pytest.fixture
def lan(cast):
    return with_password(cast.lan)


def sign_in(client, user, password=PASSWORD, address=OFFICE):
    fields = {"username": user.username, "password": password}
    return client.post(reverse("login"), fields, REMOTE_ADDR=address)


def fail(client, user, times, address=OFFICE):
    for _ in range(times):
        response = sign_in(client, user, "sai-mat-khau", address)
    return response


def test_the_right_password_leads_home(client, lan):
    assert sign_in(client, lan)["Location"] == "/"


def test_a_wrong_password_is_told_in_vietnamese(client, lan):
    page = fail(client, lan, 1).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in page


def test_who_asked_for_a_page_lands_on_it(client, lan):
    fields = {"username": "lan", "password": PASSWORD, "next": "/doi-mat-khau/"}
    assert client.post(reverse("login"), fields)["Location"] == "/doi-mat-khau/"


def test_nobody_is_led_to_another_site(client, lan):
    fields = {"username": "lan", "password": PASSWORD, "next": "https://example.com/"}
    assert client.post(reverse("login"), fields)["Location"] == "/"


def test_signing_out_is_a_post(client, lan):
    client.force_login(lan)
    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout"))["Location"] == "/dang-nhap/"
    assert client.get(reverse("home")).status_code == 302


def test_signing_out_twice_is_no_error(client, lan):
    assert client.post(reverse("logout"))["Location"] == "/dang-nhap/"


def test_too_many_wrong_passwords_lock_the_name_from_that_address(client, lan):
    response = fail(client, lan, settings.AXES_FAILURE_LIMIT)
    assert response.status_code == 429
    assert "Tạm khóa đăng nhập" in response.content.decode()
    assert sign_in(client, lan).status_code == 429


def test_colleagues_at_the_same_address_still_sign_in(client, cast, lan):
    binh = with_password(cast.binh)
    fail(client, lan, settings.AXES_FAILURE_LIMIT)
    assert sign_in(client, binh)["Location"] == "/"


def test_the_same_person_still_signs_in_from_another_address(client, lan):
    fail(client, lan, settings.AXES_FAILURE_LIMIT)
    assert sign_in(client, lan, address=ELSEWHERE)["Location"] == "/"


def test_the_lock_goes_off_after_a_while(client, lan):
    fail(client, lan, settings.AXES_FAILURE_LIMIT)
    long_ago = timezone.now() - settings.AXES_COOLOFF_TIME - timedelta(seconds=1)
    AccessAttempt.objects.update(attempt_time=long_ago)
    assert sign_in(client, lan)["Location"] == "/"


@pytest.mark.parametrize("page", ["home", "users", "admin:index"])
def test_a_one_time_password_opens_nothing_but_its_change(client, cast, page):
    cast.minh.must_change_password = True
    cast.minh.save()
    client.force_login(cast.minh)
    assert client.get(reverse(page))["Location"] == "/doi-mat-khau/"
    assert client.get(reverse("password_change")).status_code == 200


def test_ones_own_password_opens_the_pages_again(client, lan):
    lan.must_change_password = True
    lan.save()
    client.force_login(lan)
    new = "ca-lang-cung-hoc-so"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post(reverse("password_change"), fields)["Location"] == "/"
    assert client.get(reverse("home")).status_code == 200
    lan.refresh_from_db()
    assert lan.check_password(new)
    assert not lan.must_change_password


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (PASSWORD, "Mật khẩu mới phải khác mật khẩu hiện tại."),
        ("ngan", "cần ít nhất 10 ký tự"),
        ("19830475610", "Mật khẩu"),
        ("password123", "Mật khẩu"),
    ],
)
def test_a_weak_or_old_password_is_refused(client, lan, new, message):
    client.force_login(lan)
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    response = client.post(reverse("password_change"), fields)
    errors = response.context["form"].errors
    assert message in str([*errors.values()])
    lan.refresh_from_db()
    assert lan.check_password(PASSWORD)
