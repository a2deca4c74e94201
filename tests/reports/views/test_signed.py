"""The signed copies beside an issued paper: who adds, who opens, what is said."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.authorities import read_certificate, trust
from reports.intake.attached import check_file
from reports.models import SignedCopy
from reports.signed_copies import keep_signed
from tests import factories as make
from tests import files
from tests.pages import Page
from tests.reports.issued import issued_bytes, make_issued
from tests.reports.signing import authority, person, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make.make_district()


@pytest.fixture
def hoa(district):
    return make.make_officer(district)


@pytest.fixture
def paper(district, hoa):
    return make_issued(district, hoa)


@pytest.fixture
def copy(paper, hoa):
    return keep_signed(check_file(files.picture(), "anh.jpg"), paper, by=hoa)[0]


def send(client, paper, content, name="da-ky.pdf"):
    file = SimpleUploadedFile(name, content)
    url = reverse("reports:signed_copies", args=[paper.pk])
    return client.post(url, {"file": file}, follow=True)


def test_the_officer_adds_the_signed_pdf_and_reads_who_signed(
    client, hoa, district, paper
):
    trust(read_certificate(authority().der), district, by=hoa)
    client.force_login(hoa)
    page = Page(send(client, paper, sign(issued_bytes(), person())).content)
    assert "Đã nhận bản đã ký “da-ky.pdf”." in page.text
    assert "Chữ ký trên đúng bản đã ban hành" in page.text
    assert page.texts(".signature-head .chip") == ["Hợp lệ"]
    checked = Page(
        client.get(page.links("main a")["Kiểm tra lại chữ ký của da-ky.pdf"]).content
    )
    assert "Nguyên vẹn; tin cậy theo Chứng thực thử nghiệm" in checked.text
    assert "không kiểm tra được chứng thư có bị thu hồi" in checked.text


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (files.office("docx"), "bao-cao.docx", "phải là tệp PDF, hoặc ảnh chụp"),
        (b"%PDF-1.7\nnothing\n%%EOF", "a.pdf", "không đọc được tệp PDF này"),
        (b"MZ", "a.exe", "không phải tệp nhận được"),
    ],
)
def test_what_is_no_signed_copy_says_why_at_its_field(
    client, hoa, paper, content, name, why
):
    client.force_login(hoa)
    response = send(client, paper, content, name)
    assert response.status_code == 422
    assert why in Page(response.content).text
    assert not SignedCopy.objects.exists()


def test_without_a_file_the_page_asks_for_one(client, hoa, paper):
    client.force_login(hoa)
    response = client.post(reverse("reports:signed_copies", args=[paper.pk]))
    assert response.status_code == 422
    assert "Chọn tệp PDF đã ký số" in Page(response.content).text


def test_the_leader_reads_and_adds_nothing(client, district, paper, copy):
    client.force_login(make.make_user("tuan", "leader", district))
    url = reverse("reports:signed_copies", args=[paper.pk])
    assert not Page(client.get(url).content).all("main form")
    assert client.post(url).status_code == 403


def test_communes_open_the_signed_copy_as_they_do_the_issued_paper(
    client, district, paper, copy
):
    lan = make.make_staff(make.make_commune(district))
    client.force_login(lan)
    url = reverse("reports:signed_copy", args=[copy.pk])
    listed = Page(client.get(reverse("reports:papers")).content).links("main td a")
    assert url in listed.values()
    assert client.get(url).content == files.picture()


def test_a_hidden_copy_is_nowhere_and_stays_on_record(client, hoa, paper, copy):
    client.force_login(hoa)
    page = Page(client.get(reverse("reports:signed_copies", args=[paper.pk])).content)
    form, sent = page.form_with("Bỏ bản đã ký")
    client.post(form.etree_element.get("action"), sent)
    for name in ("signed_copy", "signed_check"):
        assert client.get(reverse(f"reports:{name}", args=[copy.pk])).status_code == 404
    page = Page(client.get(reverse("reports:issued", args=[paper.pk])).content)
    assert "anh.jpg" not in page.links()
    assert SignedCopy.objects.get().removed_by == hoa


def test_neighbours_of_another_district_find_no_copy(client, copy):
    other = make.make_district("Gia Lộc")
    lan = make.make_staff(make.make_commune(other, "Yết Kiêu", "11001"))
    client.force_login(lan)
    assert client.get(reverse("reports:signed_copy", args=[copy.pk])).status_code == 404


def test_the_list_asks_the_database_as_often_for_one_as_for_three(
    client, hoa, paper, copy, django_assert_num_queries
):
    client.force_login(hoa)
    url = reverse("reports:signed_copies", args=[paper.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as once:
        client.get(url)
    for size in (50, 60):
        content = files.picture(size=(size, size))
        keep_signed(check_file(content, f"{size}.jpg"), paper, by=hoa)
    with django_assert_num_queries(len(once)):
        client.get(url)
