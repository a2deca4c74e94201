"""The machine's copy is shown before issue and after, and downloads with its schema."""

import json

import pytest
from django.urls import reverse

from reports.machine_copy import to_bytes
from tests import factories as make
from tests.pages import Page
from tests.reports.issued import (
    data,
    issued_bytes,
    make_document,
    make_issued,
    with_data,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hoa(client):
    district = make.make_district()
    officer = make.make_officer(district)
    client.force_login(officer)
    return client, district, officer


def waiting(district, officer):
    content = make_document(number=None, date=None, status="signing").to_json()
    return make_issued(
        district,
        officer,
        state="for_signature",
        content=content,
        number=None,
        date=None,
    )


def test_before_issue_the_officer_reads_what_will_go_with_the_paper(hoa):
    client, district, officer = hoa
    paper = waiting(district, officer)
    page = Page(client.get(reverse("reports:issue", args=[paper.pk])).content)
    assert "58.076" in page.one("details.more").query("tbody td").etree_element.text
    assert "chưa có, ghi khi ban hành" in page.text
    assert reverse("reports:machine_json", args=[paper.pk]) in page.links().values()


def test_the_page_of_the_issued_paper_shows_what_its_pdf_carries(hoa):
    client, district, officer = hoa
    carried = data()
    carried["tables"][0]["rows"][0]["name"] = "Như trong tệp"
    pdf = with_data(issued_bytes(), to_bytes(carried))
    paper = make_issued(district, officer, pdf=pdf)
    page = Page(client.get(reverse("reports:machine_copy", args=[paper.pk])).content)
    assert "Như trong tệp" in page.text
    assert "71.994; của 22/23 xã" in page.texts("tbody td")
    assert "22 trên 23; 17.250; 95,57%" in page.texts("tbody td")
    file = client.get(reverse("reports:machine_json", args=[paper.pk]))
    assert json.loads(file.content) == carried


def test_a_paper_from_before_says_that_it_carries_none(hoa):
    client, district, officer = hoa
    paper = make_issued(district, officer, pdf=b"%PDF-1.7 old")
    page = Page(client.get(reverse("reports:machine_copy", args=[paper.pk])).content)
    assert "ban hành trước khi tệp PDF có dữ liệu máy đọc" in page.text
    url = reverse("reports:machine_json", args=[paper.pk])
    assert client.get(url).status_code == 404


def test_the_schema_downloads(hoa):
    client, *_ = hoa
    schema = json.loads(client.get(reverse("reports:machine_schema")).content)
    assert schema["$id"] == "urn:tuky-cnscd:bao-cao-1"
