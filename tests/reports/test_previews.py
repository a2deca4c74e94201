"""What a person previewed is told from what the report says now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import issuing
from reports.consolidation import consolidate
from reports.models import ReportPreview, Section
from reports.previews import changes_since, keep_preview
from reports.writing import start_report
from tests import factories as make
from tests.pages import Page
from tests.reports.reviewing import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    office = make_office()
    make.make_letterhead(office.district)
    office.report = start_report(office.period, by=office.officer)
    return office


def now(office):
    return issuing.draft(office.report), consolidate(office.period)


def previewed(office):
    keep_preview(*now(office), report=office.report, by=office.officer)
    return ReportPreview.objects.get(report=office.report, by=office.officer)


def handed_in(office, value):
    submission = office.period.submissions.first()
    make.set_figure(submission, "sessions", value, by=office.officer)
    make.put_in_state(submission, "sent")


def test_nothing_changed_while_nothing_was_done(office):
    assert not changes_since(previewed(office), *now(office))


def test_a_total_that_prints_otherwise_is_told_with_both_amounts(office):
    preview = previewed(office)
    handed_in(office, 1234)
    (change,) = [
        each
        for each in changes_since(preview, *now(office)).figures
        if each.key == "sessions"
    ]
    assert (change.then[0], change.now.split()[0]) == ("…", "1.234")


def test_words_that_were_changed_are_told_by_their_place(office):
    preview = previewed(office)
    Section.objects.filter(title="Thông tin chung").update(body="Có 23 Tổ.")
    (change,) = changes_since(preview, *now(office)).texts
    assert (change.place, change.then, change.now) == (
        "Mục Thông tin chung",
        "",
        "Có 23 Tổ.",
    )


def test_a_second_preview_takes_the_place_of_the_first(office):
    previewed(office)
    handed_in(office, 1234)
    assert not changes_since(previewed(office), *now(office))


def test_the_sheet_compares_with_the_last_preview_that_was_asked_for(office, client):
    client.force_login(office.officer)
    address = f"/ky/{office.period.pk}/bao-cao/"
    assert "Chưa có lần xem trước nào" in client.get(address + "phieu-kiem-tra/").text
    client.post(address + "xem-truoc/")
    handed_in(office, 1234)
    page = Page(client.get(address + "phieu-kiem-tra/").text)
    assert "1.234" in " ".join(page.texts("#thay-doi ~ div td"))


def test_the_sheet_names_the_communes_that_a_total_lacks(office, client):
    client.force_login(office.officer)
    page = client.get(f"/ky/{office.period.pk}/bao-cao/phieu-kiem-tra/")
    names = [str(commune) for commune in office.communes]
    table = " ".join(Page(page.text).texts("#con-trong ~ div td"))
    assert all(name in table for name in names)


@pytest.mark.parametrize("page", ["", "phieu-kiem-tra/", "trinh-ky/"])
def test_a_page_of_the_report_asks_as_often_for_three_communes_as_for_thirty(
    client, page
):
    asked = []
    for count in (3, 30):
        office = make_office(count, tag=str(count))
        make.make_letterhead(office.district)
        start_report(office.period, by=office.officer)
        client.force_login(office.officer)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/ky/{office.period.pk}/bao-cao/{page}")
        assert response.status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
