"""Tổ chức chứng thực: added from a file, listed with its fingerprint, taken out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.models import Authority
from tests import factories as make
from tests.pages import Page
from tests.reports.signing import authority, person

pytestmark = pytest.mark.django_db
ADD = "/to-chuc-chung-thuc/them/"


@pytest.fixture
def client_of_hoa(client):
    client.force_login(make.make_officer(make.make_district()))
    return client


def add(client, content, name="goc.cer"):
    return client.post(ADD, {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_the_officer_adds_one_and_compares_its_fingerprint(client_of_hoa):
    page = Page(add(client_of_hoa, authority().pem).content)
    assert "Đối chiếu mã kiểm tra với mã mà tổ chức công bố." in page.text
    assert page.texts("main code") == [authority().fingerprint]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (lambda: person().der, "“goc.cer”: đây là chứng thư của người ký"),
        (lambda: b"hello", "“goc.cer”: không đọc được chứng thư"),
        (lambda: b"", "Tệp rỗng"),
    ],
)
def test_what_is_no_authority_says_why(client_of_hoa, content, why):
    response = add(client_of_hoa, content())
    assert response.status_code == 422
    assert why in Page(response.content).text
    assert not Authority.objects.exists()


def test_the_same_one_twice_is_said_at_its_field(client_of_hoa):
    add(client_of_hoa, authority().der)
    response = add(client_of_hoa, authority().pem)
    assert response.status_code == 422
    assert "đã có trong danh sách" in Page(response.content).text


def test_it_is_taken_out_on_a_page_of_its_own_and_stays_below(client_of_hoa):
    add(client_of_hoa, authority().der)
    row = Authority.objects.get()
    url = reverse("reports:authority_remove", args=[row.pk])
    assert "không còn được ghi là tin cậy" in Page(client_of_hoa.get(url).content).text
    assert Authority.objects.trusted().exists()
    page = Page(client_of_hoa.post(url, follow=True).content)
    assert page.texts("h2") == ["Đã bỏ"]
    assert not Authority.objects.trusted().exists()
