"""A report's tables come out of its rows: in sections, as annexes, or as a file."""

import pytest

from reports.blocks import DataTable, Paragraph, Status
from reports.consolidation import consolidate
from reports.document import compose
from reports.models import Plan, ReportTable, Submission
from reports.tables import (
    LongTable,
    annexes_of,
    built,
    grids_of,
    left_to_file,
    tables_of,
)
from reports.tables.building import LONG
from reports.writing import start_report
from tests import factories as make
from tests.reports.tables.world import asked

pytestmark = pytest.mark.django_db
QUERIES = 14  # the period before 10, that of last year 1, plans 1, teams 2


def make_world(communes=1, teams=1):
    """Communes that sent their sessions; the first has hamlet teams."""
    district = make.make_district()
    make.make_letterhead(district)
    make.make_indicator(district, "sessions", name="Số buổi", unit="Buổi")
    first = make.make_commune(district)
    for number in range(teams):
        make.make_hamlet_team(make.make_hamlet(first, f"Thôn {number}"))
    for number in range(1, communes):
        make.make_commune(district, f"Xã {number}", f"1109{number}")
    officer = make.make_officer(district)
    last = make.make_open_period(district, officer, phrase="6 tháng cuối năm 2022")
    period = make.make_open_period(district, officer, previous=last)
    for submission in period.submissions.all():
        make.set_figure(submission, "sessions", 4, by=officer)
        make.put_in_state(submission, Submission.State.SENT)
    return start_report(period, by=officer), officer


def add(report, title, spec, section=None, **fields):
    return ReportTable.objects.create(
        report=report, title=title, spec=spec.to_json(), section=section, **fields
    )


def composed(report):
    return compose(report, consolidate(report.period), status=Status.DRAFT)


def test_a_table_stands_in_its_section_before_or_after_the_text():
    report, _ = make_world()
    section = report.sections.get(title="Thông tin chung")
    section.body = "Lời văn."
    section.save()
    add(report, "Sau", asked("communes", "value"), section, position=1)
    before = asked("communes", "value", before_text=True)
    add(report, "Trước", before, section, position=2)
    add(report, "Bỏ", asked("communes", "value"), section, in_report=False)
    (found,) = [s for s in composed(report).sections if s.title == "Thông tin chung"]
    first, text, last = found.blocks
    assert (first.caption, text, last.caption) == (
        "Trước",
        Paragraph("Lời văn."),
        "Sau",
    )


def test_annexes_are_numbered_where_there_are_several_and_are_closed():
    report, _ = make_world()
    add(report, "Kết quả {ky}", asked("communes", "value"))
    (alone,) = composed(report).annexes
    assert (alone.label, alone.title) == ("Phụ lục", "Kết quả 6 tháng đầu năm 2023")
    assert alone.issuer == "Tổ chỉ đạo CNSCĐ huyện Tứ Kỳ"
    assert alone.blocks[-1] == Paragraph("./.", indent=False)
    add(report, "So sánh", asked("indicators", "value", "year_ago"), position=2)
    first, second = composed(report).annexes
    assert (first.label, second.label) == ("Phụ lục I", "Phụ lục II")
    assert second.blocks[-1] == Paragraph(
        "Chưa có số liệu cùng kỳ năm trước để so sánh./."
    )


def test_a_long_annex_is_left_to_its_file_unless_it_is_to_be_printed():
    report, _ = make_world(teams=LONG)
    short = asked("teams", "members", grouped=False)
    row = add(report, "Các Tổ", short)
    consolidation = consolidate(report.period)
    assert len(annexes_of(tables_of(report, consolidation), "")) == 1
    row.spec = asked("teams", "members", grouped=False, total="last").to_json()
    row.save()
    tables = tables_of(report, consolidation)
    assert annexes_of(tables, "") == ()
    assert left_to_file(report, consolidation) == (LongTable("Các Tổ", LONG + 1),)
    row.spec["print_long"] = True
    row.save()
    assert len(annexes_of(tables_of(report, consolidation), "")) == 1
    assert left_to_file(report, consolidation) == ()
    assert [grid.title for grid in grids_of(report, consolidation)] == [
        "Bảng số liệu thống kê",
        "Các Tổ",
    ]


def test_an_empty_table_is_not_printed():
    report, _ = make_world()
    add(report, "Sản phẩm", asked("products"))
    assert composed(report).annexes == ()


def test_teams_stand_in_the_districts_order_as_on_the_last_day():
    report, _ = make_world(teams=2)
    spec = asked("teams", "head", "members", grouped=False)
    add(report, "Các Tổ", spec)
    table = composed(report).annexes[0].blocks[0]
    assert isinstance(table, DataTable)
    assert [line.cells for line in table.lines] == [
        ("1", "Tổ CNSCĐ thôn Thôn 0", "Người Thứ 0", "3"),
        ("2", "Tổ CNSCĐ thôn Thôn 1", "Người Thứ 0", "3"),
    ]


def test_a_plan_that_was_taken_back_is_blank_again():
    report, officer = make_world()
    period = report.period
    indicator = period.indicators.get()
    for number in (10, 16, None, 8):
        Plan.objects.create(indicator=indicator, value=number, by=officer)
        plans = Plan.objects.in_force(period)
        assert plans == ({} if number is None else {"sessions": number})
    add(report, "Kế hoạch", asked("indicators", "plan", "plan_share"))
    (line,) = composed(report).annexes[0].blocks[0].lines
    assert line.cells == ("1", "Số buổi", "8", "50%")


@pytest.mark.parametrize(("communes", "teams"), [(1, 1), (4, 6)])
def test_all_tables_are_loaded_in_a_fixed_number_of_queries(
    communes, teams, django_assert_num_queries
):
    report, _ = make_world(communes, teams)
    specs = [
        asked("indicators", "last", "plan", "year_ago"),
        asked("communes", "value", "change"),
        asked("hamlets", "value"),
        asked("teams", "head"),
    ]
    rows = [add(report, "Bảng", spec) for spec in specs]
    consolidation = consolidate(report.period)
    with django_assert_num_queries(QUERIES):
        built(rows, consolidation)


def test_what_no_table_asks_for_is_not_loaded(django_assert_num_queries):
    report, _ = make_world()
    add(report, "Bảng", asked("communes", "value"))
    consolidation = consolidate(report.period)
    with django_assert_num_queries(1):
        tables_of(report, consolidation)
