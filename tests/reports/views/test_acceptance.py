"""The page of what was accepted: as it stood then, and what changed since."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import moves
from reports.evidence import attach, remove
from reports.intake.attached import check_file
from reports.models import Submission, SubmissionEvent
from reports.recording import Origin, Proposal, record
from reports.wording import Wording, write_words
from tests import files
from tests.factories import make_staff
from tests.pages import Page, text_of
from tests.reports.reviewing import address, fill_in, make_office

pytestmark = pytest.mark.django_db

State = Submission.State


@pytest.fixture
def office():
    office = make_office()
    fill_in(office.first, office.lan)
    office.before = evidence(office, "truoc.pdf")
    moves.accept(office.first, by=office.officer)
    return office


def evidence(office, name):
    file = check_file(files.PDF + name.encode(), name)
    return attach(file, office.first, by=office.lan)[0]


def change(office, value, key="sessions", by=None):
    figure = office.first.figures.get(indicator__key=key)
    proposal = Proposal(
        figure.indicator_id, None, "value", value, based_on=figure.version
    )
    record(
        [proposal], submission=office.first, origin=Origin(by or office.lan, "typed")
    )


def reopen(office):
    moves.reopen(office.first, by=office.officer, reason="Công an đính chính")


def accept_again(office):
    moves.submit(office.first, by=office.lan)
    moves.accept(office.first, by=office.officer)


def kept(client, office, number=1, user=None):
    client.force_login(user or office.officer)
    url = reverse("reports:acceptance", args=[office.first.pk, number])
    return client.get(url)


def rows(page, table):
    """The words of each cell, row by row."""
    found = page.all(f"{table} tbody tr")
    return [[text_of(cell) for cell in row.query_all("th, td")] for row in found]


def test_it_says_what_was_accepted_whatever_changed_since(client, office):
    reopen(office)
    change(office, 9)
    page = Page(kept(client, office).content)
    assert ["2. Sessions (Buổi)", "2"] in rows(page, ".receipt-totals")
    ((label, before, after, who),) = rows(page, ".changes")
    assert (label, before, after) == ("2. Sessions", "2", "9")
    assert who.startswith("Nguyễn Thị Lan, ")


def test_words_and_files_that_came_or_went_are_told(client, office):
    reopen(office)
    wording = Wording("results", "Đã mở 03 lớp")
    write_words(wording, submission=office.first, by=office.lan)
    remove(office.before, by=office.lan)
    evidence(office, "sau.pdf")
    page = Page(kept(client, office).content)
    assert rows(page, ".changes")[0][:3] == ["Kết quả nổi bật", "–", "Đã mở 03 lớp"]
    told = page.texts("#khac ~ .rows li > span:first-child")
    assert told == ["Bỏ tài liệu: truoc.pdf", "Thêm tài liệu: sau.pdf"]
    assert "truoc.pdf" in page.texts(".sent-list li")
    assert "sau.pdf" not in page.texts(".sent-list li")


def test_unchanged_is_said(client, office):
    page = Page(kept(client, office).content)
    assert "Biểu hiện nay đúng như bản đã tiếp nhận này." in page.text


def test_an_earlier_acceptance_is_held_against_the_next_not_against_today(
    client, office
):
    reopen(office)
    change(office, 9)
    accept_again(office)
    reopen(office)
    change(office, 20, by=make_staff(office.communes[0], "binh", full_name="Bình"))
    evidence(office, "sau.pdf")
    first, second = (Page(kept(client, office, n).content) for n in (1, 2))
    assert rows(first, ".changes")[0][:3] == ["2. Sessions", "2", "9"]
    assert rows(second, ".changes")[0][:3] == ["2. Sessions", "9", "20"]
    assert rows(first, ".changes")[0][3].startswith("Nguyễn Thị Lan, ")
    assert rows(second, ".changes")[0][3].startswith("Bình, ")
    assert "sau.pdf" not in first.text
    assert "Thêm tài liệu: sau.pdf" in second.text
    assert len(first.texts("#cac-lan + .rows li")) == 2


def test_the_review_page_leads_to_each_acceptance(client, office):
    reopen(office)
    change(office, 9)
    accept_again(office)
    client.force_login(office.officer)
    page = Page(client.get(address("review", office.first)).content)
    found = [
        link.etree_element.get("href")
        for link in page.all(".timeline a[href*='/tiep-nhan/']")
    ]
    assert [int(url.split("/")[-2]) for url in found] == [2, 1]


def test_both_sides_are_told_of_a_reopening_and_what_changed_since(client, office):
    reopen(office)
    change(office, 9)
    pages = {
        office.officer: address("review", office.first),
        office.lan: reverse("reports:entry", args=[office.first.pk]),
    }
    for user, url in pages.items():
        client.force_login(user)
        notice = Page(client.get(url).content).texts("#mo-lai")[0]
        assert "được mở lại" in notice
        assert "sau đó thay đổi 01 số liệu." in notice
        assert "2. Sessions: 2 → đổi thành 9" in notice
        assert "Nguyễn Thị Lan" in notice


def test_a_return_that_was_not_reopened_has_no_notice(client, office):
    client.force_login(office.officer)
    page = Page(client.get(address("review", office.first)).content)
    assert page.texts("#mo-lai") == []


def test_the_commune_reads_it_and_a_neighbour_does_not(client, office):
    assert kept(client, office, user=office.lan).status_code == 200
    binh = make_staff(office.communes[1], "binh")
    assert kept(client, office, user=binh).status_code == 404
    assert kept(client, office, number=2).status_code == 404


def test_its_queries_do_not_grow_with_what_happened(client, office):
    taken = []
    client.force_login(office.officer)
    url = reverse("reports:acceptance", args=[office.first.pk, 1])
    for value in (9, 10, 11):
        reopen(office)
        change(office, value)
        accept_again(office)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        taken.append(len(captured))
    assert taken[1] == taken[2]
    assert SubmissionEvent.objects.filter(move="accept").count() == 4
