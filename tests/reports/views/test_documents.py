"""Scans of cited documents: added, read by those whom they ask, taken away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.dispatches import MOST_FILES, keep_scan
from reports.intake.attached import check_file
from reports.intake.file_kinds import NotTaken
from reports.models import DocumentFile
from reports.rules import NotNow
from tests import files
from tests.factories import make_commune, make_district, make_staff
from tests.pages import Page
from tests.reports.doors import make_document
from tests.reports.entering import make_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    desk = make_desk()
    desk.dispatch = make_document(desk.district, kind="dispatch")
    desk.period.dispatch = desk.dispatch
    desk.period.save()
    return desk


@pytest.fixture
def hoa(client, desk):
    client.force_login(desk.officer)
    return client


def page_of(desk):
    return reverse("reports:document_files", args=[desk.dispatch.pk])


def send(client, desk, content=files.PDF, name="cong-van.pdf"):
    return client.post(page_of(desk), {"files": [SimpleUploadedFile(name, content)]})


def scan(desk, content=files.PDF, name="cong-van.pdf"):
    return keep_scan(check_file(content, name), desk.dispatch, by=desk.officer)[0]


def address(row):
    return reverse("reports:document_file", args=[row.pk])


def test_a_scan_is_kept_with_its_document_as_it_was_sent(hoa, desk):
    assert send(hoa, desk)["Location"] == page_of(desk)
    row = DocumentFile.objects.get()
    assert (row.document, row.name, row.by) == (
        desk.dispatch,
        "cong-van.pdf",
        desk.officer,
    )
    answer = hoa.get(address(row))
    assert answer.content == files.PDF
    assert answer["Content-Type"] == "application/pdf"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    page = Page(hoa.get(page_of(desk)).content)
    assert page.links(".files a")["cong-van.pdf"] == address(row)


def test_the_same_file_is_kept_once(hoa, desk):
    send(hoa, desk)
    send(hoa, desk, name="lan-hai.pdf")
    assert DocumentFile.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ" + bytes(500), "cong-van.pdf", "không phải tệp nhận được"),
        (files.OLE, "cong-van.doc", "đời cũ"),
        (b"", "cong-van.pdf", "rỗng"),
    ],
)
def test_what_is_no_scan_says_why(hoa, desk, content, name, words):
    answer = send(hoa, desk, content, name)
    assert answer.status_code == 422
    assert words in answer.context["form"].errors["files"][0]
    assert not DocumentFile.objects.exists()


def test_a_document_has_only_so_many_files(desk):
    for number in range(MOST_FILES):
        scan(desk, files.PDF + b"%%EOF " * number)
    with pytest.raises(NotTaken, match="10 tệp"):
        scan(desk, files.picture(), "anh.jpg")


def test_nobody_but_the_officer_adds_a_scan(desk):
    with pytest.raises(NotNow):
        keep_scan(check_file(files.PDF, "a.pdf"), desk.dispatch, by=desk.lan)


def test_the_commune_opens_the_dispatch_from_its_home_and_its_form(client, desk):
    row = scan(desk)
    client.force_login(desk.lan)
    for url in ("/", desk.url):
        links = Page(client.get(url).content).links("main a")
        assert links["mở cong-van.pdf"] == address(row)
    assert client.get(address(row)).content == files.PDF


def test_the_commune_opens_the_districts_dispatch_in_place_of_the_one_above(
    client, desk
):
    above = scan(desk)
    ours = make_document(desk.district, "05/TCĐ", kind="dispatch")
    row = keep_scan(check_file(files.PDF, "gui-xa.pdf"), ours, by=desk.officer)[0]
    desk.period.commune_dispatch = ours
    desk.period.save()
    client.force_login(desk.lan)
    for url in ("/", desk.url):
        links = Page(client.get(url).content).links("main a")
        assert links["mở gui-xa.pdf"] == address(row)
        assert "mở cong-van.pdf" not in links
    assert client.get(address(row)).content == files.PDF
    assert client.get(address(above)).status_code == 404


def test_a_dispatch_is_seen_by_the_communes_that_it_asks_alone(client, desk):
    row = scan(desk)
    neighbour = make_commune(desk.district, "An Thanh", "11125")
    theirs = make_commune(make_district("Gia Lộc"), "Yết Kiêu", "11001")
    for number, commune in enumerate((neighbour, theirs)):
        client.force_login(make_staff(commune, f"xa{number}"))
        assert client.get(address(row)).status_code == 404
    other = make_document(desk.district, "01/KH-UBND")
    kept = keep_scan(check_file(files.PDF, "a.pdf"), other, by=desk.officer)[0]
    client.force_login(desk.lan)
    assert client.get(address(kept)).status_code == 404


def test_a_wrong_file_is_taken_away(hoa, desk):
    row = scan(desk)
    hoa.post(reverse("reports:document_file_remove", args=[row.pk]))
    assert not DocumentFile.objects.exists()


def test_the_register_says_which_documents_have_a_scan(hoa, desk):
    make_document(desk.district, "01/KH-UBND")
    scan(desk)
    page = Page(hoa.get(reverse("reports:documents")).content)
    assert sorted(page.links("tbody td a")) == [
        "01 tệp 99/QĐ-UBND",
        "Thêm bản quét 01/KH-UBND",
    ]
