"""A report is begun as a copy: of a type, or of the last report of that type."""

import datetime as dt

import pytest

from reports.models import CitedDocument, Report, ReportTable, ReportType, TypeTable
from reports.report_types import (
    BLANK,
    begin,
    copy_type,
    last_reports,
    make_type,
    patterns,
    rename,
    set_in_use,
    types_for,
)
from reports.writing import is_plain_start, save_section, start_report
from tests import factories as make
from tests.reports.doors import make_document

pytestmark = pytest.mark.django_db

FRAME = {
    "kind": "",
    "symbol": "CV-TCĐ",
    "subject": "báo cáo {ky}",
    "addressees": "Sở Thông tin và Truyền thông",
    "bases": "Kế hoạch số 203/KH-TCĐ",
    "with_number": False,
    "with_place": False,
    "two_signatures": True,
    "numbering": "1.|a)|-",
}


@pytest.fixture
def district():
    return make.make_district()


@pytest.fixture
def officer(district):
    return make.make_officer(district)


@pytest.fixture
def of_type(district):
    """A type that differs from every default, with tables in a section and behind."""
    row = make_type(district, "quarter")
    for name, value in FRAME.items():
        setattr(row, name, value)
    row.save()
    tables = [("Trong mục", row.sections.all()[2]), ("Phụ lục", None)]
    for place, (title, section) in enumerate(tables, start=1):
        TypeTable.objects.create(
            type=row,
            section=section,
            title=title,
            position=place,
            spec={"rows": title},
            in_report=place == 1,
        )
    return row


def quarter(district, number, **fields):
    first = dt.date(2022, 12, 15)
    fields = {
        "kind": "quarter",
        "first_day": first + dt.timedelta(90 * (number - 1)),
        "last_day": first + dt.timedelta(90 * number - 1),
        **fields,
    }
    return make.make_period(district, f"quý {number} năm 2023", **fields)


def outline(owner):
    return [
        (row.level, row.title, row.table, row.body, row.in_report)
        for row in owner.sections.all()
    ]


def tables(owner):
    return [
        (row.title, row.section and row.section.title, row.spec, row.in_report)
        for row in owner.tables.select_related("section")
    ]


def test_a_report_is_begun_with_the_whole_frame_sections_and_tables(
    of_type, district, officer
):
    report = begin(of_type, quarter(district, 1), by=officer)
    report.refresh_from_db()
    assert {name: getattr(report, name) for name in FRAME} == FRAME
    assert report.type_name == "Báo cáo quý"
    assert outline(report) == outline(of_type)
    assert tables(report) == tables(of_type)
    assert [s.versions.get().number for s in report.sections.all()] == [1] * 5


def test_what_changes_in_the_type_later_changes_no_report(of_type, district, officer):
    report = begin(of_type, quarter(district, 1), by=officer)
    before = (vars_of(report), outline(report), tables(report))
    of_type.tables.update(title="Khác", spec={})
    of_type.sections.update(title="Khác", body="Khác", level=6)
    ReportType.objects.update(subject="Khác", numbering="-", with_number=True)
    of_type.sections.all()[0].delete()
    set_in_use(of_type, in_use=False)
    report = Report.objects.get()
    assert (vars_of(report), outline(report), tables(report)) == before


def vars_of(report):
    return {k: v for k, v in vars(report).items() if k != "_state"}


def test_the_dispatch_and_the_offices_name_are_filled_in_once(district, officer):
    make.make_letterhead(district)
    cited = CitedDocument.objects.create(
        district=district,
        kind="dispatch",
        number="99/TCĐ",
        date=dt.date(2023, 3, 9),
        issuer="Tổ chỉ đạo tỉnh",
    )
    row = make_type(district, "quarter")
    first = begin(row, quarter(district, 1, dispatch=cited), by=officer)
    assert first.opening == (
        "Thực hiện Công văn số 99/TCĐ ngày 09/3/2023 của Tổ chỉ đạo tỉnh, Tổ chỉ đạo "
        "CNSCĐ huyện Tứ Kỳ báo cáo kết quả hoạt động {ky}, cụ thể như sau:"
    )
    second = begin(row, quarter(district, 2), by=officer)
    assert second.opening.startswith("Thực hiện chế độ báo cáo định kỳ, Tổ chỉ đạo")


def test_a_report_goes_to_whom_asked_for_it_where_its_type_names_nobody(
    district, officer
):
    asked = make_document(district, kind="dispatch", issuer="Tổ chỉ đạo tỉnh")
    period = quarter(district, 1, dispatch=asked)
    row = make_type(district, "quarter")
    assert begin(row, period, by=officer).addressees == "Tổ chỉ đạo tỉnh"


def test_the_next_report_of_a_type_goes_on_from_the_last_ones_words(
    of_type, district, officer
):
    first = start_report(quarter(district, 1), by=officer, report_type=of_type)
    first.signer = make.make_signer(district)
    first.save()
    section = first.sections.first()
    section.body = "Lời văn quý 1"
    save_section(section, by=officer)
    ReportTable.objects.filter(report=first).update(title="Đã sửa")
    second = start_report(quarter(district, 2), by=officer, report_type=of_type)
    assert second.sections.first().body == "Lời văn quý 1"
    assert second.sections.first().versions.count() == 1
    assert [title for title, *_ in tables(second)] == ["Đã sửa"] * 2
    assert (second.type_name, second.signer) == (first.type_name, first.signer)
    third = start_report(
        quarter(district, 3), by=officer, report_type=of_type, carry=False
    )
    assert third.sections.first().body == ""
    assert third.signer == first.signer


def test_a_signer_who_left_does_not_sign_what_is_begun_from_a_type(
    of_type, district, officer
):
    first = begin(of_type, quarter(district, 1), by=officer)
    signer = make.make_signer(district, valid_to=dt.date(2023, 1, 1))
    first.signer = first.second_signer = signer
    first.save()
    second = begin(of_type, quarter(district, 2), by=officer)
    assert (second.signer, second.second_signer) == (None, None)


def test_a_report_is_begun_once(of_type, district, officer):
    period = quarter(district, 1)
    report = start_report(period, by=officer, report_type=of_type)
    assert start_report(period, by=officer) == report


def test_an_office_without_types_gets_its_first_one(district, officer):
    report = start_report(make.make_period(district), by=officer)
    assert report.type_name == ReportType.objects.get().name == patterns()["half_year"]


def test_a_period_of_another_kind_begins_from_the_type_for_it(
    of_type, district, officer
):
    half = make.make_period(district)
    make_type(district, "half_year")
    start_report(half, by=officer)
    report = start_report(quarter(district, 3, previous=half), by=officer)
    assert report.type_name == "Báo cáo quý"


def test_types_for_the_kind_of_period_are_offered_first(of_type, district):
    year, half = make_type(district, "year"), make_type(district, "half_year")
    assert types_for(quarter(district, 1)) == [of_type, year, half]
    set_in_use(of_type, in_use=False)
    assert types_for(quarter(district, 2)) == [year, half]


def test_a_start_is_plain_where_nothing_is_to_choose(of_type, district, officer):
    first, second = quarter(district, 1), quarter(district, 2)
    assert is_plain_start(first)
    copy_type(of_type, name="Báo cáo quý rút gọn")
    assert not is_plain_start(first)
    start_report(first, by=officer)
    second.previous = first
    assert is_plain_start(second)
    assert not is_plain_start(make.make_period(district))


def test_a_copy_of_a_type_is_a_type_of_its_own(of_type):
    made = copy_type(of_type, name="Báo cáo quý rút gọn")
    assert outline(made) == outline(of_type)
    assert tables(made) == tables(of_type)
    assert {name: getattr(made, name) for name in FRAME} == FRAME
    assert made.period_kind == "quarter"
    made.sections.all().delete()
    assert of_type.sections.count() == 5


def test_reports_go_on_under_a_types_new_name(of_type, district, officer):
    begin(of_type, quarter(district, 1), by=officer)
    rename(of_type, "Báo cáo quý (mới)")
    assert list(last_reports(quarter(district, 2))) == ["Báo cáo quý (mới)"]


def test_last_reports_are_the_offices_own_and_earlier(of_type, district, officer):
    other = make.make_district("Gia Lộc")
    begin(make_type(other, "quarter"), quarter(other, 1), by=officer)
    begin(of_type, quarter(district, 3), by=officer)
    assert last_reports(quarter(district, 2)) == {}


@pytest.mark.parametrize("key", [key for key in patterns() if key != BLANK])
def test_every_pattern_gives_a_type_with_sections(district, key):
    row = make_type(district, key)
    row.full_clean()
    for section in row.sections.all():
        section.full_clean()
    assert row.sections.exists()
