"""A commune's own report: its figures, words and activities, and nothing made up."""

import datetime as dt
from dataclasses import replace

import pytest

from reports.blocks import (
    Bullet,
    IndicatorTable,
    Letterhead,
    Paragraph,
    PlaceTable,
    ReportDocument,
    Signature,
)
from reports.commune_document import CommuneReport, compose_commune
from reports.contents import content_of
from reports.figures import load_table
from reports.models import Activity, CitedDocument, PeriodIndicator, Submission
from reports.wording import Wording, write_words
from tests.factories import set_figure
from tests.reports.doors import make_document
from tests.reports.entering import make_desk

pytestmark = pytest.mark.django_db

HEAD = Letterhead("", ("Ủy ban nhân dân", "Xã Hưng Đạo"), "Hưng Đạo")
SIGNATURE = Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))


@pytest.fixture
def desk(db):
    return make_desk()


def fill_in(desk):
    """Every cell: 350 and 420 households, 12 and none of the second column."""
    row, lan = desk.submission, desk.lan
    for hamlet, households, others in zip(
        desk.hamlets, (350, 420), (12, None), strict=True
    ):
        set_figure(row, "households", households, hamlet=hamlet, by=lan)
        set_figure(row, "extra_2", others, hamlet=hamlet, by=lan)
    set_figure(row, "sessions", None, by=lan)
    for key, value in (("vneid", 30), ("vneid_1", 10), ("vneid_2", 20)):
        set_figure(row, key, value, by=lan)
    set_figure(row, "ocop", 1, by=lan, names=["Rươi kho"])
    set_figure(row, "online", None, by=lan)


def report_of(desk, **changes):
    rows = Submission.objects.filter(pk=desk.submission.pk)
    table = load_table(desk.period, rows)
    report = CommuneReport(
        period=desk.period,
        commune=str(desk.commune),
        commune_id=desk.commune.pk,
        table=table,
        content=content_of(desk.submission, table),
        letterhead=HEAD,
        signature=SIGNATURE,
        symbol="BC-UBND",
        addressee="Tổ chỉ đạo CNSCĐ huyện Tứ Kỳ",
    )
    return replace(report, **changes)


def composed(desk, **changes) -> ReportDocument:
    return compose_commune(report_of(desk, **changes))


def headings(document):
    return [f"{section.number} {section.title}" for section in document.sections]


def section(document, title):
    (found,) = [s for s in document.sections if s.title == title]
    return found


def rows_of(document):
    (table,) = [
        b
        for b in section(document, "Số liệu tổng hợp").blocks
        if isinstance(b, IndicatorTable)
    ]
    return {row.stt: row.value for row in table.rows}


def test_it_goes_up_from_the_commune_with_number_and_day_left_blank(desk):
    document = composed(desk)
    assert document.number_line == "Số:         /BC-UBND"
    assert document.place_and_date == "Hưng Đạo, ngày       tháng 7 năm 2023"
    assert document.addressees == ("Tổ chỉ đạo CNSCĐ huyện Tứ Kỳ",)
    assert document.recipients == ("Như trên", "Lưu: VT")
    assert document.subject == (
        "Kết quả hoạt động của Tổ công nghệ số cộng đồng 6 tháng đầu năm 2023"
    )
    assert document.opening == (
        "Ủy ban nhân dân xã Hưng Đạo báo cáo kết quả hoạt động của Tổ công nghệ số "
        "cộng đồng (sau đây viết tắt là Tổ CNSCĐ) 6 tháng đầu năm 2023, cụ thể như sau:"
    )
    assert document.closing.endswith("của Ủy ban nhân dân xã Hưng Đạo./.")


def test_it_answers_the_dispatch_that_asked_for_it(desk):
    desk.period.dispatch = CitedDocument.objects.create(
        district=desk.district,
        kind="dispatch",
        number="1134/TCĐCNSCĐ",
        date=dt.date(2023, 7, 18),
        issuer="Tổ chỉ đạo tỉnh",
        subject="Báo cáo sơ kết",
    )
    assert composed(desk).opening.startswith(
        "Thực hiện Công văn số 1134/TCĐCNSCĐ ngày 18/7/2023 của Tổ chỉ đạo tỉnh về "
        "việc báo cáo sơ kết, Ủy ban nhân dân xã Hưng Đạo báo cáo"
    )


def test_it_answers_the_districts_own_dispatch_before_the_one_above(desk):
    desk.period.dispatch = make_document(desk.district, "1134/TCĐCNSCĐ")
    desk.period.commune_dispatch = make_document(desk.district, "05/TCĐ")
    assert " số 05/TCĐ ngày " in composed(desk).opening
    assert "1134" not in composed(desk).opening


def test_the_totals_stand_in_one_table_as_on_the_districts_paper(desk):
    fill_in(desk)
    assert rows_of(composed(desk)) == {
        "1": "770",
        "2": "12",
        "3": "0",
        "4": "30 trong đó: 10 người Vneid_1, 20 người Vneid_2",
        "7": "1 sản phẩm gồm: Rươi kho.",
        "8": "0",
    }


def test_each_hamlet_has_its_line_and_the_sums_stand_below(desk):
    fill_in(desk)
    desk.period.none_as = "dash"
    (table,) = section(composed(desk), "Số liệu theo thôn").blocks
    assert table == PlaceTable(
        ("STT", "Thôn", "1. Households (Người)", "2. Extra_2 (Người)"),
        (("1", "Thôn An Lao", "350", "12"), ("2", "Thôn Xuân Nẻo", "420", "–")),
        ("", "Cộng", "770", "12"),
    )


def test_many_columns_are_set_as_several_tables(db):
    desk = make_desk(columns=11)
    tables = section(composed(desk), "Số liệu theo thôn").blocks
    assert [len(table.columns) - 2 for table in tables] == [5, 5, 1]


def test_what_is_reported_for_the_whole_commune_has_no_column(desk):
    desk.submission.total_only.set(
        PeriodIndicator.objects.filter(period=desk.period, key="extra_2")
    )
    (table,) = section(composed(desk), "Số liệu theo thôn").blocks
    assert table.columns == ("STT", "Thôn", "1. Households (Người)")


def test_without_hamlets_there_is_no_table_of_them():
    desk = make_desk(hamlets=())
    assert "2. Số liệu theo thôn" not in headings(composed(desk))


def test_what_is_not_known_is_said_and_never_printed_as_zero(desk):
    first = desk.hamlets[0]
    set_figure(desk.submission, "households", 350, hamlet=first, by=desk.lan)
    set_figure(desk.submission, "vneid_1", 10, by=desk.lan)
    document = composed(desk)
    rows = rows_of(document)
    assert rows["1"] == "350 (còn 01 thôn chưa có số liệu)"
    assert rows["2"] == rows["3"] == "chưa có số liệu"
    assert rows["4"] == "… trong đó: 10 người Vneid_1, … người Vneid_2"
    (table,) = section(document, "Số liệu theo thôn").blocks
    assert [row[2] for row in table.rows] == ["350", "chưa có"]
    assert table.total == ("", "Cộng", "350", "chưa có")
    assert (
        Paragraph(
            "Chưa có số liệu ở: Households (thôn Xuân Nẻo); Extra_2; Sessions; Vneid; "
            "Vneid, Vneid_2; Ocop; Online."
        )
        in section(document, "Số liệu tổng hợp").blocks
    )


def test_words_and_activities_make_their_sections_and_nothing_makes_none(desk):
    fill_in(desk)
    assert headings(composed(desk)) == [
        "I. Kết quả hoạt động 6 tháng đầu năm 2023",
        "1. Số liệu tổng hợp",
        "2. Số liệu theo thôn",
    ]
    for topic, text in (
        ("results", "Tốt"),
        ("difficulties", "- Thiếu máy\n- Thiếu mạng"),
        ("proposals", "Đề nghị hỗ trợ"),
    ):
        write_words(Wording(topic, text), submission=desk.submission, by=desk.lan)
    day = dt.date(2023, 3, 8)
    for title, people in (("Tập huấn kỹ năng số.", 40), ("Họp Tổ", None)):
        Activity.objects.create(
            district=desk.district,
            commune=desk.commune,
            kind="training",
            date=day,
            title=title,
            participants=people,
        )
    document = composed(desk)
    assert headings(document)[3:] == [
        "3. Các hoạt động đã tổ chức",
        "4. Kết quả nổi bật",
        "II. Tồn tại, hạn chế, khó khăn",
        "III. Đề xuất, kiến nghị",
    ]
    assert document.sections[3].blocks == (
        Bullet("Ngày 08/3/2023: Tập huấn kỹ năng số, 40 người dự."),
        Bullet("Ngày 08/3/2023: Họp Tổ."),
    )
    assert document.sections[5].blocks == (Bullet("Thiếu máy"), Bullet("Thiếu mạng"))


def test_what_stands_outside_the_table_follows_it(desk):
    fill_in(desk)
    PeriodIndicator.objects.filter(key__in=["sessions", "ocop"]).update(in_table=False)
    blocks = section(composed(desk), "Số liệu tổng hợp").blocks
    assert blocks[2:] == (
        Bullet("Sessions: 0 buổi."),
        Bullet("Ocop: 1 sản phẩm gồm: Rươi kho."),
    )


def test_it_carries_the_code_of_its_content_and_says_that_it_is_an_example(desk):
    document = composed(desk)
    assert document.code == report_of(desk).content.code
    assert not document.is_example
    desk.period.district.is_example = True
    assert composed(desk).is_example


def test_it_can_be_stored_and_read_back(desk):
    fill_in(desk)
    document = composed(desk)
    assert ReportDocument.from_json(document.to_json()) == document
