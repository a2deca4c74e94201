"""Signing in from within a page: JSON both ways, the same rules as the sign-in page."""

import pytest
from django.test import Client
from django.urls import reverse

from teams.models import Role
from tests.factories import make_district, make_user

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}
PASSWORD = "mat-khau-cua-lan"


@pytest.fixture
def lan(db):
    user = make_user("lan", Role.OFFICER, make_district())
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def visitor():
    """A browser whose forms are held to their token."""
    return Client(enforce_csrf_checks=True, headers=JSON)


def sign_in(visitor, password=PASSWORD):
    address = reverse("sign_in_again")
    token = visitor.get(address).json()["token"]
    return visitor.post(
        address,
        {"username": "lan", "password": password},
        headers={"X-CSRFToken": token},
    )


def test_the_answer_says_who_has_signed_in_and_which_token_to_use(visitor, lan):
    told = sign_in(visitor).json()
    assert told["user"] == lan.pk
    logout = reverse("logout")
    assert visitor.post(logout, headers={"X-CSRFToken": "x" * 32}).status_code == 403
    answer = visitor.post(logout, headers={"X-CSRFToken": told["token"]})
    assert answer.status_code == 302


def test_a_wrong_password_is_told_in_words(visitor, lan):
    answer = sign_in(visitor, "sai")
    assert answer.status_code == 422
    assert "chưa đúng" in answer.json()["message"]
    assert visitor.get(reverse("home")).status_code == 401


def test_a_password_for_once_sends_to_the_page_where_a_new_one_is_chosen(visitor, lan):
    lan.must_change_password = True
    lan.save()
    answer = sign_in(visitor)
    assert answer.status_code == 409
    assert "chỉ dùng một lần" in answer.json()["message"]
    assert visitor.get(reverse("home")).status_code == 401


def test_a_script_with_an_old_token_is_handed_the_new_one(visitor, lan):
    visitor.force_login(lan)
    own = {"X-CSRFToken": "x" * 32, "origin": "http://testserver"}
    answer = visitor.post(reverse("logout"), headers=own)
    assert answer.status_code == 403
    token = answer.json()["token"]
    answer = visitor.post(reverse("logout"), headers={"X-CSRFToken": token})
    assert answer.status_code == 302


def test_a_script_of_another_site_is_handed_nothing(visitor, lan):
    visitor.force_login(lan)
    strange = {"X-CSRFToken": "x" * 32, "origin": "http://elsewhere.example"}
    answer = visitor.post(reverse("logout"), headers=strange)
    assert answer.status_code == 403
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_a_person_who_follows_a_link_still_gets_the_sign_in_page(db):
    answer = Client().get(reverse("home"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("login"))
