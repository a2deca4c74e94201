"""What the officer's forms of the paper take, refuse and say."""

import datetime as dt

import pytest
from django.utils import timezone

from reports.forms.paper import IssueForm, SectionForm
from reports.models import IssuedReport, Section
from reports.writing import start_report
from tests import factories as make

pytestmark = pytest.mark.django_db

SECTION = {"title": "Kết quả", "level": "1", "position": "1", "in_report": "on"}


@pytest.fixture
def period():
    district = make.make_district()
    make.make_letterhead(district)
    make.make_commune(district)
    make.make_indicator(district, "guided")
    make.make_signer(district)
    return make.make_open_period(district, make.make_officer(district))


def section_form(period, **data):
    officer = make.make_officer(period.district, "nga")
    section = Section(report=start_report(period, by=officer))
    return SectionForm({**SECTION, **data}, instance=section, known={"guided"})


def issue_form(period, **data):
    signer = period.district.signers.get()
    data = {"number": "11", "date": "24/7/2023", "signer": signer.pk, **data}
    return IssueForm(data, issued=IssuedReport(period=period))


def test_a_character_that_cannot_be_printed_is_refused_when_it_is_written(period):
    form = section_form(period, body="Kết quả tốt 😀")
    assert "😀" in form.errors["body"][0]
    assert form["body"].value() == "Kết quả tốt 😀"


def test_marks_of_other_languages_are_plain_text(period):
    assert section_form(period, body="<b>đậm</b> & {guided} người }").is_valid()


def test_a_new_section_asks_for_its_level_in_words(period):
    assert ("", "Chưa chọn") in section_form(period).fields["level"].choices


def test_a_paper_is_issued_with_what_the_clerk_gave(period):
    assert issue_form(period).is_valid()


@pytest.mark.parametrize("number", ["0", "-1", "1,5", "số 5", "100000"])
def test_a_number_that_no_clerk_gives_is_refused_in_words(period, number):
    form = issue_form(period, number=number)
    assert form.errors["number"] == ["Số văn bản là số nguyên từ 1 đến 99.999."]


def test_nothing_is_issued_on_a_day_to_come(period):
    form = issue_form(period, date=f"{dt.date.today() + dt.timedelta(400):%d/%m/%Y}")
    assert "chưa tới" in form.errors["date"][0]


def test_who_signed_is_asked_and_never_guessed(period):
    form = issue_form(period, signer="")
    assert form.errors["signer"] == ["Đề nghị chọn người đã ký."]


def issued_paper(period, **fields):
    fields = {"number": 9, "symbol": "BC-TCĐ", "date": dt.date(2023, 7, 24), **fields}
    return IssuedReport.objects.create(
        period=period,
        state=IssuedReport.State.ISSUED,
        content={},
        figures={},
        findings=[],
        issued_content={},
        issued_pdf=b"%PDF",
        issued_sha256="0" * 64,
        signing_pdf=b"%PDF",
        signing_sha256="0" * 64,
        finalised_by=make.make_officer(period.district, "nga"),
        issued_by=make.make_officer(period.district, "mai"),
        issued_at=timezone.now(),
        **fields,
    )


def test_the_first_paper_of_a_period_asks_for_no_relation(period):
    assert "earlier" not in issue_form(period).fields


def test_a_paper_replaces_one_of_its_own_period_that_is_not_younger(period):
    earlier = issued_paper(period)
    relation = IssuedReport.Relation.values[0]
    data = {"relation": relation, "earlier": earlier.pk}
    assert issue_form(period, **data).is_valid()
    early = issue_form(period, date="23/7/2023", **data)
    assert "24/07/2023" in early.errors["date"][0]
