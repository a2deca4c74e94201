"""A period's report is begun in the browser, its frame edited, its sections moved."""

import datetime as dt

import pytest

from reports.models import Report, ReportType, Section
from reports.report_types import make_type, may_begin_anew, set_in_use
from reports.writing import save_section, start_report
from tests.factories import (
    make_commune,
    make_district,
    make_indicator,
    make_letterhead,
    make_officer,
    make_open_period,
    make_period,
    make_signer,
)
from tests.pages import Page
from tests.reports.doors import address, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def officer(district):
    return make_officer(district)


@pytest.fixture
def hoa(client, officer):
    client.force_login(officer)
    return client


def offered(hoa, period):
    page = Page(hoa.get(address("report_start", period.pk)).content)
    return page.texts("input[name=start] + label")


def first_section(period):
    return Report.objects.get(period=period).sections.first()


def test_types_in_use_are_offered_those_for_the_period_first(hoa, district, officer):
    for key in ("half_year", "letter", "quarter", "year"):
        make_type(district, key)
    set_in_use(ReportType.objects.get(name="Báo cáo năm"), in_use=False)
    period = opened(district, officer, kind="quarter")
    assert offered(hoa, period) == [
        "Báo cáo quý",
        "Báo cáo dạng công văn",
        "Báo cáo sơ kết 6 tháng",
    ]


def test_the_last_words_of_a_type_may_be_gone_on_from_or_not(hoa, district, officer):
    row = make_type(district, "half_year")
    first = opened(district, officer)
    start_report(first, by=officer)
    second = make_open_period(
        district,
        officer,
        phrase="6 tháng cuối năm 2023",
        first_day=dt.date(2023, 6, 15),
        last_day=dt.date(2023, 12, 14),
    )
    assert offered(hoa, second) == [
        "Báo cáo sơ kết 6 tháng: viết tiếp từ lời văn 6 tháng đầu năm 2023",
        "Báo cáo sơ kết 6 tháng: bắt đầu từ mẫu",
    ]
    section = first_section(first)
    section.body = "Lời văn kỳ trước"
    save_section(section, by=officer)
    bodies = {}
    for start in (f"{row.pk}-tiep", str(row.pk)):
        Report.objects.filter(period=second).delete()
        hoa.post(address("report_start", second.pk), {"start": start})
        bodies[start] = first_section(second).body
    assert list(bodies.values()) == ["Lời văn kỳ trước", ""]


@pytest.mark.parametrize("start", ["", "9999", "x-tiep"])
def test_what_is_not_offered_is_asked_again(hoa, district, officer, start):
    make_type(district, "quarter")
    period = opened(district, officer)
    answer = hoa.post(address("report_start", period.pk), {"start": start})
    assert answer.status_code == 422
    assert "Đề nghị chọn loại báo cáo." in Page(answer.content).text
    assert not Report.objects.exists()


def test_an_office_without_types_begins_with_the_six_month_report(
    hoa, district, officer
):
    period = opened(district, officer)
    hoa.post(address("report_start", period.pk))
    assert Report.objects.get().type_name == "Báo cáo sơ kết 6 tháng"


def test_a_report_that_was_begun_is_shown_and_not_begun_again(hoa, district, officer):
    period = opened(district, officer)
    start_report(period, by=officer)
    page = address("report", period.pk)
    assert hoa.get(address("report_start", period.pk)).url == page
    assert hoa.post(address("report_start", period.pk)).url == page


@pytest.mark.parametrize(("kind", "begun"), [("half_year", True), ("month", False)])
def test_opening_a_period_begins_its_report_where_nothing_is_to_choose(
    hoa, district, kind, begun
):
    for key in ("half_year", "letter"):
        make_type(district, key)
    make_commune(district)
    make_indicator(district, "guided")
    period = make_period(district, kind=kind)
    hoa.post(address("period_open", period.pk))
    assert Report.objects.filter(period=period).exists() is begun


def test_two_columns_without_signers_are_asked_for(hoa, district, officer):
    row = make_type(district, "half_year")
    ReportType.objects.update(two_signatures=True)
    period = opened(district, officer)
    answer = hoa.post(
        address("report_start", period.pk), {"start": str(row.pk)}, follow=True
    )
    assert "hai cột chữ ký" in Page(answer.content).text


def test_the_same_person_does_not_sign_both_columns(hoa, district, officer):
    signer = make_signer(district)
    period = opened(district, officer)
    start_report(period, by=officer)
    url = address("report_edit", period.pk)
    _, fields = Page(hoa.get(url).content).form_with("Lưu")
    chosen = {"two_signatures": "on", "signer": signer.pk, "second_signer": signer.pk}
    answer = hoa.post(url, fields | chosen)
    errors = answer.context["form"].errors
    assert errors["second_signer"] == ["Hai cột chữ ký cần hai người ký khác nhau."]
    assert hoa.post(url, fields | chosen | {"second_signer": ""}).status_code == 302


def test_the_frame_of_one_report_is_its_own(hoa, district, officer):
    make_letterhead(district)
    period = opened(district, officer)
    report = start_report(period, by=officer)
    url = address("report_edit", period.pk)
    _, fields = Page(hoa.get(url).content).form_with("Lưu")
    changes = {"kind": "", "symbol": "/CV-TCĐ", "level_1": "1.", "bases": "Căn cứ A;"}
    hoa.post(url, fields | changes)
    report.refresh_from_db()
    assert (report.kind, report.symbol, report.bases) == ("", "CV-TCĐ", "Căn cứ A;")
    assert report.numbering.startswith("1.|")
    assert ReportType.objects.get().kind == "BÁO CÁO"
    text = Page(hoa.get(address("report", period.pk)).content).text
    assert "1. KẾT QUẢ HOẠT ĐỘNG 6 tháng đầu năm 2023" in text
    assert "Căn cứ A." in text


def test_sections_of_a_report_move(hoa, district, officer):
    report = start_report(opened(district, officer), by=officer)
    last = report.sections.last()
    answer = hoa.post(address("section_move", last.pk), {"huong": "len"})
    assert answer.url.endswith(f"#muc-{last.pk}")
    assert report.sections.last().title == "ĐỀ XUẤT, KIẾN NGHỊ"


def edit(section):
    section.body = "Đã viết"
    return section


def add(section):
    return Section(report=section.report, position=9, level=1, title="Mục thêm")


@pytest.mark.parametrize("write", [edit, add])
def test_another_type_may_be_chosen_until_something_is_written(
    hoa, district, officer, write
):
    period = opened(district, officer)
    report = start_report(period, by=officer)
    page, url = address("report", period.pk), address("report_restart", period.pk)
    assert url in Page(hoa.get(page).content).links().values()
    assert hoa.post(url).url == address("report_start", period.pk)
    report = start_report(period, by=officer)
    save_section(write(report.sections.first()), by=officer)
    assert url not in Page(hoa.get(page).content).links().values()
    assert "không chọn lại loại được" in Page(hoa.get(url).content).text
    hoa.post(url)
    assert Report.objects.get() == report


def add_the_first(report, officer):
    first = Section(report=report, position=1, level=1, title="Mục đầu")
    save_section(first, by=officer)


def tell_an_outcome(report, officer):
    report.proposal_outcomes.create(key="a", text="Cấp máy", by=officer)


def let_a_wording_be(report, officer):
    report.settled_wordings.create(rule="symbol", key="a", stance="keep", by=officer)


@pytest.mark.parametrize("write", [add_the_first, tell_an_outcome, let_a_wording_be])
def test_what_was_entered_in_a_blank_report_is_not_thrown_away(
    hoa, district, officer, write
):
    period = opened(district, officer)
    blank = make_type(district, "blank", name="Trống")
    report = start_report(period, by=officer, report_type=blank)
    assert may_begin_anew(report)
    write(report, officer)
    hoa.post(address("report_restart", period.pk))
    assert Report.objects.get() == report


def test_a_type_is_printed_with_the_figures_of_the_latest_period(
    hoa, district, officer
):
    row = make_type(district, "quarter")
    url = address("report_type_sample", row.pk)
    told = Page(hoa.get(url, follow=True).content).text
    assert "Chưa có kỳ nào đã mở" in told
    opened(district, officer)
    told = Page(hoa.get(url, follow=True).content).text
    assert "Chưa có mẫu đầu văn bản" in told
    make_letterhead(district)
    row.sections.update(body="{guided}{lost}")
    told = Page(hoa.get(url, follow=True).content).text
    assert "gọi: {lost}" in told
    row.sections.update(body="")
    assert hoa.get(url)["Content-Type"] == "application/pdf"
    assert not Report.objects.exists()


def test_of_two_who_change_the_frame_the_second_reads_what_stands_first(
    hoa, district, officer
):
    period = opened(district, officer)
    report = start_report(period, by=officer)
    url = address("report_edit", period.pk)
    _, fields = Page(hoa.get(url).content).form_with("Lưu")
    hoa.post(url, fields | {"closing": "Đoạn kết của người thứ nhất./."})
    answer = hoa.post(url, fields | {"closing": "Đoạn kết của người thứ hai./."})
    told = answer.context["form"].errors
    assert told["closing"] == ["Bản đang lưu: “Đoạn kết của người thứ nhất./.”."]
    report.refresh_from_db()
    assert report.closing == "Đoạn kết của người thứ nhất./."
    _, again = Page(answer.content).form_with("Lưu")
    assert again["closing"] == ["Đoạn kết của người thứ hai./."]
    assert hoa.post(url, again).status_code == 302
    report.refresh_from_db()
    assert report.closing == "Đoạn kết của người thứ hai./."
