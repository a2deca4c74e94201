"""What a section said before: by sitting, compared, restored."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.writing import start_report
from tests.factories import make_district, make_officer
from tests.pages import Page
from tests.reports.reviewing import make_office

NOW = timezone.now()


@pytest.fixture
def office(db):
    office = make_office()
    report = start_report(office.period, by=office.officer)
    office.section = report.sections.get(title="Thông tin chung")
    office.mai = make_officer(office.district, "mai", full_name="Vũ Thị Mai")
    office.section.versions.update(at=NOW - timedelta(hours=5))
    return office


def keep(office, number, body, minutes, by=None):
    office.section.versions.create(
        number=number,
        title="Thông tin chung",
        body=body,
        by=by or office.officer,
        at=NOW - timedelta(minutes=minutes),
    )


def opened(client, office, query=""):
    address = reverse("reports:section_versions", args=[office.section.pk])
    response = client.get(address + query)
    assert response.status_code == 200
    return Page(response.content)


def test_what_one_person_saved_in_a_row_is_one_sitting(hoa, office):
    for number, minutes in ((2, 60), (3, 58), (4, 50), (5, 20)):
        keep(office, number, f"bản {number}", minutes)
    keep(office, 6, "của Mai", 19, by=office.mai)
    page = opened(hoa, office)
    tops = page.texts("ol.versions > li > .version strong")
    assert tops[:2] == ["Phiên bản 6", "Phiên bản 5"]
    folded = page.texts("ol.versions details summary")
    assert folded == ["02 lần lưu trước đó trong cùng lượt viết"]
    assert len(page.all(".version")) == 6


def test_the_newest_sitting_is_held_against_the_one_before(hoa, office):
    keep(office, 2, "đạt 1.234 người", 60)
    keep(office, 3, "đạt 1.235 người", 10)
    page = opened(hoa, office)
    assert page.texts(".write-text del") == ["1.234"]
    assert page.texts(".write-text ins") == ["1.235"]


def test_any_two_are_compared_in_their_order(hoa, office):
    keep(office, 2, "một", 60)
    keep(office, 3, "hai", 10)
    page = opened(hoa, office, "?cu=3&moi=2")
    assert "Phiên bản 3 so với phiên bản 2" in page.texts("h2")


@pytest.mark.parametrize("query", ["?cu=99&moi=1", "?cu=x&moi=y", "?cu=1&moi=1", ""])
def test_a_comparison_that_cannot_be_made_is_no_error(hoa, office, query):
    assert "So sánh" in opened(hoa, office, query).texts("h2")


def test_an_older_version_is_restored_as_the_next_one(hoa, office):
    keep(office, 2, "bản cũ", 60)
    keep(office, 3, "bản mới", 10, by=office.mai)
    page = opened(hoa, office)
    form, fields = page.form_with("Lấy lại phiên bản 2")
    response = hoa.post(form.etree_element.get("action"), fields, follow=True)
    assert "nay là phiên bản 4" in Page(response.content).text
    office.section.refresh_from_db()
    assert office.section.body == "bản cũ"
    assert office.section.versions.count() == 4


def test_the_leader_reads_and_restores_nothing(client, office):
    keep(office, 2, "bản", 60)
    client.force_login(office.leader)
    page = opened(client, office)
    assert not any("Lấy lại" in text for text in page.texts("button"))
    address = reverse("reports:section_restore", args=[office.section.pk, 1])
    assert client.post(address).status_code == 404


def test_another_districts_officer_finds_no_version(client, office):
    client.force_login(make_officer(make_district("Thanh Hà"), "xa"))
    address = reverse("reports:section_versions", args=[office.section.pk])
    assert client.get(address).status_code == 404
    restore = reverse("reports:section_restore", args=[office.section.pk, 1])
    assert client.post(restore).status_code == 404


def test_a_number_that_is_none_of_its_versions_is_not_there(hoa, office):
    address = reverse("reports:section_restore", args=[office.section.pk, 77])
    assert hoa.post(address).status_code == 404


def test_queries_do_not_grow_with_the_versions(
    hoa, office, django_assert_max_num_queries
):
    counts = []
    for number in range(2, 12):
        keep(office, number, f"bản {number}", 20 * (70 - number))
        with django_assert_max_num_queries(20) as captured:
            opened(hoa, office)
        counts.append(len(captured))
    assert len(set(counts[1:])) == 1
