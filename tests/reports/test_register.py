"""A number is taken once in its series; the register shows gaps and relations."""

import datetime as dt

import pytest

from reports import issuing
from reports.letters import number_letter, start_dispatch
from reports.models import IssuedReport, Submission
from reports.register import NumberTaken, gaps, register
from reports.writing import start_report
from tests import factories as make
from tests.pages import Page

pytestmark = pytest.mark.django_db

DAY = dt.date(2023, 7, 26)


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        ([], ()),
        ([1, 2, 3], ()),
        ([5], ((1, 4),)),
        ([1, 4, 4, 9], ((2, 3), (5, 8))),
    ],
)
def test_what_is_missing_below_the_highest_number_is_a_gap(numbers, missing):
    assert gaps(numbers) == missing


@pytest.fixture
def office():
    district = make.make_district()
    make.make_letterhead(district)
    commune = make.make_commune(district, position=1)
    make.make_indicator(district, "guided")
    officer = make.make_officer(district)
    period = make.make_open_period(district, officer)
    report = start_report(period, by=officer)
    report.signer = make.make_signer(district)
    report.addressees = "Sở Thông tin và Truyền thông"
    report.save()
    submission = period.submissions.get(commune=commune)
    make.set_figure(submission, "guided", 1234, by=officer)
    make.put_in_state(submission, Submission.State.ACCEPTED)
    return {"district": district, "officer": officer, "period": period} | {
        "report": report
    }


def issue(office, number, date=DAY, **fields):
    paper = issuing.finalise(office["report"], by=office["officer"])
    issuing.issue(paper, by=office["officer"], number=number, date=date, **fields)
    return paper


def letter(office, number, date=DAY, symbol="BC-TCĐ"):
    row = start_dispatch(office["period"], by=office["officer"], site="x.vn")
    row.symbol = symbol
    row.save()
    number_letter(row, by=office["officer"], number=number, date=date)
    return row


def test_each_symbol_and_year_is_a_series_with_its_own_gaps(office):
    issue(office, 3)
    letter(office, 1)
    letter(office, 1, symbol="UBND-VHTT")
    shown = [
        (each.symbol, each.year, [entry.number for entry in each.entries], each.gaps)
        for each in register(office["district"])
    ]
    assert shown == [
        ("BC-TCĐ", 2023, [1, 3], ((2, 2),)),
        ("UBND-VHTT", 2023, [1], ()),
    ]


def test_a_report_and_a_letter_of_one_symbol_cannot_share_a_number(office):
    letter(office, 4)
    with pytest.raises(NumberTaken, match="Số 04/BC-TCĐ năm 2023 đã dùng"):
        issue(office, 4)
    assert IssuedReport.objects.get().state == IssuedReport.State.FOR_SIGNATURE


def test_a_number_of_last_year_is_free_again(office):
    letter(office, 4)
    letter(office, 4, date=dt.date(2024, 1, 3))
    assert [each.year for each in register(office["district"])] == [2024, 2023]


def test_relations_are_named_from_both_ends(office):
    first = issue(office, 1)
    issue(office, 2, earlier=first, relation=IssuedReport.Relation.REPLACES)
    (series,) = register(office["district"])
    assert [(link.words, link.other) for e in series.entries for link in e.links] == [
        ("Được thay thế bằng", "Số 02/BC-TCĐ ngày 26/07/2023"),
        ("Thay thế", "Số 01/BC-TCĐ ngày 26/07/2023"),
    ]


def test_a_later_number_with_an_earlier_day_is_marked(office):
    letter(office, 1, date=dt.date(2023, 7, 20))
    letter(office, 2, date=dt.date(2023, 7, 18))
    (series,) = register(office["district"])
    assert [entry.out_of_order for entry in series.entries] == [False, True]


def test_the_page_says_what_is_missing_and_asks_for_three_queries(
    office, client, django_assert_max_num_queries
):
    letter(office, 3)
    client.force_login(office["officer"])
    with django_assert_max_num_queries(9):
        page = client.get("/van-ban/so/?nam=2023")
    assert (
        "Chưa thấy trong phần mềm: số 01 đến 02."
        in Page(page.text).texts("section p")[0]
    )


@pytest.mark.parametrize("year", ["9" * 31, "1" * 5000, "²", "-1"])
def test_a_year_that_is_not_there_shows_all(office, client, year):
    letter(office, 1)
    client.force_login(office["officer"])
    page = client.get("/van-ban/so/", {"nam": year})
    assert Page(page.text).texts("section th[scope=row]") == ["01/BC-TCĐ"]


def test_an_empty_register_says_where_numbers_come_from(office, client):
    client.force_login(office["officer"])
    assert "Số và ngày được ghi sau khi" in client.get("/van-ban/so/").text
