"""The page of a return's files: adding, reading, removing, and who sees them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import evidence
from reports.evidence import attach
from reports.intake.attached import check_file
from reports.models import Attachment
from reports.views.evidence_page import evidence_url
from teams.models import Role
from tests import files
from tests.factories import (
    make_commune,
    make_district,
    make_officer,
    make_staff,
    make_user,
    put_in_state,
)
from tests.pages import Page
from tests.reports.entering import make_desk


@pytest.fixture
def desk(db):
    return make_desk()


@pytest.fixture
def lan(client, desk):
    client.force_login(desk.lan)
    return client


def url_of(desk):
    return reverse("reports:evidence", args=[desk.submission.pk])


def upload(content, name):
    return SimpleUploadedFile(name, content, content_type="text/html")


def send(client, desk, *uploads, **fields):
    return client.post(url_of(desk), {"files": list(uploads), **fields})


def attached(desk, content=files.PDF, name="bien-ban.pdf", by=None, **more):
    file = check_file(content, name)
    return attach(file, desk.submission, by=by or desk.lan, **more)[0]


def address(row, name="evidence_file"):
    return reverse(f"reports:{name}", args=[row.submission_id, row.pk])


# --- adding ---------------------------------------------------------------------------


def test_several_files_are_added_to_a_cell_with_a_note(lan, desk):
    hamlet = desk.hamlets[0]
    cell = f"c-{desk.ids['households']}-{hamlet.pk}"
    answer = send(
        lan,
        desk,
        upload(files.picture(), "anh.jpg"),
        upload(files.PDF, "biên bản.pdf"),
        place=cell,
        note="Họp thôn",
    )
    assert answer["Location"] == url_of(desk)
    page = Page(lan.get(url_of(desk)).content)
    assert page.texts(".file-name") == ["anh.jpg", "biên bản.pdf"]
    assert "Đã thêm 02 tệp." in page.text
    first = page.texts(".files > li")[0]
    assert "thôn An Lao, 1. Households · 1 KB" in first
    assert "Họp thôn" in first
    assert "Nguyễn Thị Lan" in first
    row = Attachment.objects.first()
    assert (row.indicator.key, row.hamlet, row.content_type) == (
        "households",
        hamlet,
        "image/jpeg",
    )


def test_the_cell_that_one_comes_from_is_chosen(lan, desk):
    cell = f"c-{desk.ids['sessions']}-0"
    page = Page(lan.get(evidence_url(desk.submission, cell)).content)
    assert [
        option.etree_element.get("value")
        for option in page.all("select[name=place] option[selected]")
    ] == [cell]


@pytest.mark.parametrize("cell", ["c-1-999999", "x", "c-0-0"])
def test_an_unknown_cell_is_the_whole_return_or_refused(lan, desk, cell):
    page = Page(lan.get(url_of(desk), {"o": cell}).content)
    assert page.texts("select[name=place] option[selected]") == ["Cả biểu"]
    answer = send(lan, desk, upload(files.PDF, "a.pdf"), place=cell)
    assert answer.status_code == 422
    assert "Biểu không có ô này nữa" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_what_cannot_be_taken_is_told_and_keeps_no_other_file_back(lan, desk):
    answer = send(
        lan,
        desk,
        upload(b"<script>", "trang.jpg"),
        upload(files.PDF, "tot.pdf"),
        upload(b"", "rong.pdf"),
        note="Họp thôn",
    )
    assert answer.status_code == 422
    page = Page(answer.content)
    said = " ".join(page.texts("[role=alert]"))
    assert "“trang.jpg”: không phải tệp nhận được" in said
    assert "“rong.pdf”: tệp rỗng" in said
    assert page.texts(".file-name") == ["tot.pdf"]
    assert "Đã thêm 01 tệp." in page.text
    assert page.one("input[name=note]").etree_element.get("value") == "Họp thôn"


def test_a_file_that_is_too_large_is_told_so(lan, desk):
    large = files.picture() + bytes(10 * 1024 * 1024)
    answer = send(lan, desk, upload(large, "anh.jpg"))
    assert answer.status_code == 422
    assert "lớn hơn 10 MB. Gửi ảnh qua Zalo" in answer.content.decode()


def test_nothing_chosen_is_told_so(lan, desk):
    answer = send(lan, desk)
    assert answer.status_code == 422
    assert "Chọn ít nhất một tệp" in answer.content.decode()


def test_a_full_return_says_so_and_a_repeat_adds_nothing(lan, desk, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_FILES", 1)
    send(lan, desk, upload(files.PDF, "a.pdf"))
    answer = send(lan, desk, upload(files.PDF, "a.pdf"))
    assert answer.status_code == 302
    assert "Tệp này đã có" in lan.get(url_of(desk)).content.decode()
    answer = send(lan, desk, upload(files.picture(), "b.jpg"))
    assert "biểu đã có 30 tệp" in answer.content.decode()
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(("state", "status"), [("sent", 302), ("accepted", 403)])
def test_after_sending_files_are_added_until_the_return_is_taken_up(
    lan, desk, state, status
):
    put_in_state(desk.submission, state)
    assert send(lan, desk, upload(files.PDF, "a.pdf")).status_code == status
    page = Page(lan.get(url_of(desk)).content)
    assert bool(page.all("input[type=file]")) == (state == "sent")


def test_the_officer_adds_and_the_leader_only_reads(client, desk):
    client.force_login(desk.officer)
    assert send(client, desk, upload(files.PDF, "a.pdf")).status_code == 302
    client.force_login(make_user("tuan", Role.LEADER, desk.district))
    assert send(client, desk, upload(files.PDF, "b.pdf")).status_code == 403
    page = Page(client.get(url_of(desk)).content)
    assert page.texts(".file-name") == ["a.pdf"]
    assert not page.all("input[type=file]")


# --- one file -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "shown"),
    [
        (files.PDF, "biên bản.pdf", "inline"),
        (files.picture(), "ảnh.jpg", "inline"),
        (files.office("docx"), "báo cáo.docx", "attachment"),
        (files.office("xlsx"), 'số "liệu".xlsx', "attachment"),
    ],
)
def test_a_file_is_served_as_it_was_sent_and_can_do_nothing(
    lan, desk, content, name, shown
):
    row = attached(desk, content, name)
    answer = lan.get(address(row))
    assert answer.content == content
    headers = answer.headers
    assert headers["Content-Type"] == row.content_type
    assert headers["Content-Disposition"].startswith(f"{shown}; filename*=utf-8''")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert policy.endswith("sandbox") == (name[-3:] != "pdf")


def test_a_file_is_there_only_for_those_who_may_see_the_return(client, desk):
    row = attached(desk)
    neighbour = make_commune(desk.district, "An Thanh", "11125")
    for user, status in (
        (desk.binh, 200),
        (desk.officer, 200),
        (make_user("tuan", Role.LEADER, desk.district), 200),
        (make_user("minh", Role.ROSTER_ADMIN, desk.district), 404),
        (make_staff(neighbour, "an"), 404),
        (make_officer(make_district("Gia Lộc"), "hai"), 404),
    ):
        client.force_login(user)
        assert client.get(address(row)).status_code == status
        assert client.get(url_of(desk)).status_code == status


def test_keeping_the_roster_shows_no_files_of_other_communes(client, desk):
    row = attached(desk)
    neighbour = make_commune(desk.district, "An Thanh", "11125")
    both = make_staff(neighbour, "an")
    both.assignments.create(role=Role.ROSTER_ADMIN, district=desk.district)
    client.force_login(both)
    assert client.get(address(row)).status_code == 404


def test_a_file_of_another_return_is_not_found_here(lan, desk):
    other = make_desk(name="Thanh Miện")
    row = attached(other)
    here = reverse("reports:evidence_file", args=[desk.submission.pk, row.pk])
    assert lan.get(here).status_code == 404


# --- removing -------------------------------------------------------------------------


def test_a_removed_file_is_hidden_and_says_who_removed_it(lan, desk):
    row = attached(desk, by=desk.binh)
    answer = lan.post(address(row, "evidence_remove"))
    assert answer["Location"] == url_of(desk)
    page = Page(lan.get(url_of(desk)).content)
    assert page.texts(".file-name") == []
    assert "01 tệp đã bỏ" in page.text
    assert "Nguyễn Thị Lan bỏ lúc" in page.text
    assert lan.get(address(row)).status_code == 404
    assert lan.post(address(row, "evidence_remove")).status_code == 404


def test_a_colleagues_file_stays_once_the_return_is_sent(lan, desk):
    row = attached(desk, by=desk.binh)
    put_in_state(desk.submission, "sent")
    assert "Bỏ tệp" not in Page(lan.get(url_of(desk)).content).text
    page = lan.post(address(row, "evidence_remove"), follow=True)
    assert "Tệp này không bỏ được nữa." in page.content.decode()
    assert Attachment.objects.kept().exists()


def test_opening_the_address_removes_nothing(lan, desk):
    row = attached(desk)
    assert lan.get(address(row, "evidence_remove")).status_code == 405
    assert Attachment.objects.kept().exists()


# --- elsewhere ------------------------------------------------------------------------


def test_the_review_lists_the_files(client, desk):
    row = attached(desk, indicator_id=desk.ids["sessions"])
    client.force_login(desk.officer)
    places = [desk.period.pk, desk.submission.pk]
    page = Page(client.get(reverse("reports:review", args=places)).content)
    assert page.links(".file-name") == {"bien-ban.pdf": address(row)}
    assert page.links()["Thêm tệp"] == url_of(desk)


def test_the_page_takes_the_same_queries_for_any_number_of_files(lan, desk):
    taken = []
    for count in (1, 3):
        for number in range(count):
            content = files.PDF + bytes([48 + number, 48 + count])
            attached(desk, content, by=desk.binh, indicator_id=desk.ids["sessions"])
        with CaptureQueriesContext(connection) as captured:
            lan.get(url_of(desk))
        taken.append(len(captured))
        assert not any(
            'content"' in q["sql"].split("FROM")[0] and "attachment" in q["sql"]
            for q in captured
        )
    assert taken[0] == taken[1]
