"""A form sent after its session ended comes through the sign-in unharmed."""

import re
from html import unescape
from io import StringIO

import pytest
from django.test import Client

from reports.models import Submission
from tests.reports.entering import make_desk, stored
from tests.teams.cast import PASSWORD, with_password

HERE = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def desk(db):
    desk = make_desk()
    with_password(desk.lan)
    return desk


def typed(desk, **more):
    """What the page of the form sends: a figure, and a text with all that may harm."""
    add = f"add-c-{desk.ids['ocop']}-0"
    product = 'Cốm "Tứ Kỳ"\r\n<b>Rươi & cáy</b>'
    return {f"c-{desk.ids['sessions']}-0": "7", add: product, **more}


def hidden(response):
    """{name: value} of the hidden fields of a page."""
    found = re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)">',
        response.content.decode(),
    )
    return {unescape(name): unescape(value) for name, value in found}


def sign_in(client, kept, password=PASSWORD, username="lan"):
    return client.post(
        "/dang-nhap/", kept | {"username": username, "password": password}, **HERE
    )


def test_figures_wait_while_the_person_signs_in_again(client, desk):
    page = client.post(desk.url, typed(desk))
    assert "Phiên làm việc đã hết" in page.content.decode()
    page = sign_in(client, hidden(page), "sai-mat-khau")
    assert "chưa đúng" in page.content.decode()
    page = sign_in(client, hidden(page))
    assert "Gửi lại nội dung vừa nhập" in page.content.decode()
    assert f'action="{desk.url}"' in page.content.decode()
    again = hidden(page)
    assert {n: again[n] for n in typed(desk)} == typed(desk)
    assert desk.submission.figures.count() == 0
    client.post(desk.url, again)
    assert stored(desk)["sessions", None] == 7


def test_the_button_that_was_pressed_is_pressed_again(client, desk):
    page = sign_in(client, hidden(client.post(desk.url, typed(desk, send="1"))))
    answer = client.post(desk.url, hidden(page) | {f"add-c-{desk.ids['ocop']}-0": ""})
    assert answer["Location"] == desk.submit_url


def test_they_wait_for_an_own_password_too(client, desk):
    desk.lan.must_change_password = True
    desk.lan.save()
    page = sign_in(client, hidden(client.post(desk.url, typed(desk))))
    assert "mật khẩu dùng một lần" in page.content.decode()
    new = "cau-khac-de-nho-34"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    page = client.post("/doi-mat-khau/", hidden(page) | fields)
    client.post(desk.url, hidden(page))
    assert stored(desk)["sessions", None] == 7


def test_a_page_left_open_over_another_sign_in_is_offered_again(desk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.lan)
    client.get("/doi-mat-khau/")
    page = client.post(desk.url, typed(desk), **HERE)
    assert page.status_code == 403
    assert desk.submission.figures.count() == 0
    client.post(desk.url, hidden(page), **HERE)
    assert stored(desk)["sessions", None] == 7


def test_a_form_of_another_site_is_not_offered(desk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.lan)
    for origin in ({}, {"HTTP_ORIGIN": "https://example.com"}):
        page = client.post(desk.url, typed(desk), **origin)
        assert page.status_code == 403
        assert "Trang đã mở quá lâu" in page.content.decode()
        assert "c-" not in hidden(page)


def test_signing_in_twice_from_two_windows_leads_home(desk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.lan)
    assert sign_in(client, {})["Location"] == "/"


def test_passwords_are_not_carried(client, desk):
    page = client.post("/doi-mat-khau/", {"old_password": PASSWORD, "other": "x"})
    assert page["Location"].startswith("/dang-nhap/")


def test_files_are_not_carried(client, desk):
    page = client.post(desk.url, typed(desk, file=StringIO("x")))
    assert page["Location"].startswith("/dang-nhap/")


def test_another_persons_form_stays_shut(client, desk):
    other = make_desk(name="Thanh Miện")
    page = sign_in(client, hidden(client.post(other.url, typed(other))))
    assert client.post(other.url, hidden(page)).status_code == 404
    assert Submission.objects.get(pk=other.submission.pk).figures.count() == 0


@pytest.mark.parametrize(
    "broken", ["", "x", "[]", '["/", 3]', '["https://example.com/", [["a", "b"]]]']
)
def test_a_broken_parcel_is_left_behind(client, desk, broken):
    assert sign_in(client, {"carried": broken})["Location"] == "/"
