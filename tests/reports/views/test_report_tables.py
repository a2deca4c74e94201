"""A report's tables are made on a form, seen with the figures of now, taken home."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from reports.models import Plan, ReportTable, ReportType, Submission, TypeTable
from reports.tables.spec import Pick, Rows, Show, TableSpec
from reports.writing import start_report
from tests import factories as make
from tests.pages import Page

pytestmark = pytest.mark.django_db
QUERIES = 17


def make_report(communes=1):
    district = make.make_district()
    make.make_letterhead(district)
    make.make_indicator(district, "sessions", name="Số buổi", unit="Buổi")
    make.make_indicator(district, "guided", name="Được hướng dẫn")
    for number in range(communes):
        make.make_commune(district, f"Xã {number}", f"1109{number}")
    officer = make.make_officer(district)
    period = make.make_open_period(district, officer)
    for submission in period.submissions.all():
        make.set_figure(submission, "sessions", 4, by=officer)
        make.set_figure(submission, "guided", 1000, by=officer)
        make.put_in_state(submission, Submission.State.SENT)
    return start_report(period, by=officer), officer


@pytest.fixture
def world(client):
    report, officer = make_report()
    client.force_login(officer)
    return report


def address(name, *args):
    return reverse(f"reports:{name}", args=args)


def add_address(report, rows="communes"):
    return f"{address('report_table_add', report.period_id)}?dong={rows}"


def filled_in(client, url, **values):
    """What the form would send as it stands, with these fields set or, None, out."""
    _, fields = Page(client.get(url).content).form_with("Lưu bảng")
    fields |= {name.replace("__", "-"): [v] for name, v in values.items() if v}
    return {n: v for n, v in fields.items() if values.get(n.replace("-", "__"), v)}


def test_a_table_is_made_of_what_was_ticked_in_the_order_that_was_typed(client, world):
    url = add_address(world)
    sent = filled_in(
        client,
        url,
        title="Kết quả {ky}",
        i__sessions="on",
        i__sessions__order="2",
        i__guided="on",
        i__guided__order="1",
        i__guided__heading="Hướng dẫn",
        i__guided__over="Kết quả",
        column_numbers="on",
    )
    answer = client.post(url, sent)
    assert answer["Location"] == address("report_tables", world.period_id)
    row = ReportTable.objects.get()
    assert (row.report, row.title, row.section) == (world, "Kết quả {ky}", None)
    assert TableSpec.from_json(row.spec) == TableSpec(
        rows=Rows.COMMUNES,
        indicators=(Pick("guided", "Hướng dẫn", "Kết quả"), Pick("sessions")),
        columns=(Pick(Show.VALUE),),
        column_numbers=True,
        total="last",
    )


def test_the_form_shows_again_what_was_saved(client, world):
    spec = TableSpec(
        indicators=(Pick("guided", "Hướng dẫn"), Pick("sessions")),
        columns=(Pick(Show.LAST), Pick(Show.VALUE)),
        numbering="own",
        unknown="known",
    )
    section = world.sections.first()
    row = ReportTable.objects.create(
        report=world, title="Bảng", spec=spec.to_json(), section=section
    )
    url = address("report_table_edit", row.pk)
    client.post(url, filled_in(client, url))
    row.refresh_from_db()
    assert (TableSpec.from_json(row.spec), row.section) == (spec, section)


def test_a_preview_shows_the_figures_of_now_and_saves_nothing(client, world):
    url = add_address(world)
    sent = filled_in(client, url, title="Các xã", i__guided="on")
    answer = client.post(url, sent | {"xem": ["1"]})
    page = Page(answer.content)
    assert answer.status_code == 200
    assert page.texts(".report-table td.num") == ["1.000", "1.000"]
    assert "Xem thử: Các xã" in page.text
    assert not ReportTable.objects.exists()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": None}, "Đề nghị ghi tên bảng."),
        ({"title": "Bảng {ki}"}, "Không có số liệu tên {ki}."),
        ({"title": "Bảng", "c__value": None}, "Đề nghị chọn ít nhất một cột."),
        ({"title": "Bảng", "place": "99999"}, "99999"),
        ({"title": "Bảng", "c__value__order": "x1"}, "x1"),
    ],
)
def test_what_cannot_be_taken_is_asked_again(client, world, values, message):
    url = add_address(world)
    answer = client.post(url, filled_in(client, url, **values))
    assert answer.status_code == 422
    assert message in Page(answer.content).text
    assert not ReportTable.objects.exists()


@pytest.mark.parametrize("rows", list(Rows))
def test_every_kind_of_row_has_its_form_and_its_preview(client, world, rows):
    kinds = Page(client.get(address("report_table_add", world.period_id)).content)
    assert f"?dong={rows}" in kinds.links("ul.rows a").values()
    url = add_address(world, rows)
    assert client.post(url, filled_in(client, url, title="Bảng")).status_code == 302
    edit = address("report_table_edit", ReportTable.objects.get().pk)
    assert client.get(edit).status_code == 200


def test_a_table_is_dropped_after_asking(client, world):
    row = ReportTable.objects.create(report=world, title="Bảng một")
    url = address("report_table_delete", row.pk)
    assert "Bỏ bảng “Bảng một”?" in Page(client.get(url).content).text
    assert ReportTable.objects.exists()
    client.post(url)
    assert not ReportTable.objects.exists()


def test_plans_are_kept_with_who_typed_them_and_only_where_they_changed(client, world):
    url = address("plans", world.period_id)
    assert client.post(url, {"sessions": "1.250", "guided": ""}).status_code == 302
    client.post(url, {"sessions": "1.250", "guided": "30"})
    client.post(url, {"sessions": "", "guided": "30"})
    found = Plan.objects.values_list("indicator__key", "value", "by__username")
    assert list(found) == [
        ("sessions", 1250, "hoa"),
        ("guided", 30, "hoa"),
        ("sessions", None, "hoa"),
    ]
    shown = Page(client.get(url).content)
    assert shown.field("2. Được hướng dẫn (Người)").etree_element.get("value") == "30"
    assert "Ghi lần cuối: Hoa" in shown.text


def test_a_plan_that_is_no_number_is_refused(client, world):
    answer = client.post(address("plans", world.period_id), {"sessions": "nhiều"})
    assert answer.status_code == 422
    assert "nhiều" in Page(answer.content).text
    assert not Plan.objects.exists()


def test_the_reports_tables_are_one_spreadsheet(client, world):
    spec = TableSpec(rows=Rows.COMMUNES, columns=(Pick(Show.VALUE),))
    ReportTable.objects.create(report=world, title="Các xã", spec=spec.to_json())
    report = Page(client.get(address("report", world.period_id)).content)
    url = report.links()["Tải các bảng của báo cáo (Excel .xlsx)"]
    answer = client.get(url)
    assert "cac-bang-6-thang-dau-nam-2023.xlsx" in answer["Content-Disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Bảng số liệu thống kê", "Các xã"]
    assert [cell.value for cell in book["Các xã"][4]] == [1, "xã Xã 0", 4, 1000]


def test_another_districts_table_is_not_there(client, world):
    other = make.make_district("Gia Lộc")
    officer = make.make_officer(other, "mai")
    row = ReportTable.objects.create(report=world, title="Bảng")
    client.force_login(officer)
    for name in ("report_table_edit", "report_table_delete"):
        assert client.get(address(name, row.pk)).status_code == 404
    for name in ("report_tables", "report_table_add", "report_tables_xlsx", "plans"):
        assert client.get(address(name, world.period_id)).status_code == 404


def test_a_table_of_a_type_is_seen_with_the_latest_figures(client, world):
    report_type = ReportType.objects.create(
        district=world.period.district, name="Báo cáo quý", subject="Báo cáo"
    )
    url = f"{address('type_table_add', report_type.pk)}?dong=communes"
    shown = Page(client.get(url).content)
    assert "1.000" in shown.texts(".report-table td.num")
    assert client.post(url, filled_in(client, url, title="Các xã")).status_code == 302
    row = TypeTable.objects.get()
    assert (row.type, row.title) == (report_type, "Các xã")
    listed = Page(client.get(address("type_tables", report_type.pk)).content)
    assert listed.links()["Các xã"] == address("type_table_edit", row.pk)
    client.post(address("type_table_delete", row.pk))
    assert not TypeTable.objects.exists()


def test_a_type_without_any_period_says_why_nothing_is_shown(client):
    district = make.make_district()
    make.make_indicator(district, "guided")
    client.force_login(make.make_officer(district))
    report_type = ReportType.objects.create(district=district, name="A", subject="B")
    url = f"{address('type_table_add', report_type.pk)}?dong=indicators"
    assert "Chưa có kỳ nào đã mở" in Page(client.get(url).content).text


@pytest.mark.parametrize("communes", [1, 4])
def test_the_form_asks_a_fixed_number_of_queries(
    client, communes, django_assert_num_queries
):
    report, officer = make_report(communes)
    client.force_login(officer)
    url = add_address(report)
    client.get(url)
    with django_assert_num_queries(QUERIES):
        client.get(url)
