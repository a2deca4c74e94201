"""Facts and narrative become a tree of plain blocks, numbered by its order."""

import pytest

from reports.blocks import Bullet, IndicatorTable, Numbered, Paragraph, Status
from reports.consolidation import consolidate
from reports.document import NotReadyToCompose, compose, text_blocks
from reports.models import Section, Submission
from reports.writing import save_section, start_report
from tests import factories as make


def test_lines_become_bullets_numbered_items_and_paragraphs():
    text = "Một đoạn.\n\n- Gạch đầu dòng\n1. Mục một\na) Điểm a\n2023 là năm"
    assert text_blocks(text) == (
        Paragraph("Một đoạn."),
        Bullet("Gạch đầu dòng"),
        Numbered("1.", "Mục một"),
        Numbered("a)", "Điểm a"),
        Paragraph("2023 là năm"),
    )


@pytest.fixture
def world(db):
    """One commune with accounts in two levels under a typed total, and a list."""
    district = make.make_district()
    make.make_letterhead(district)
    commune = make.make_commune(district)
    total = make.make_indicator(
        district, "vneid", name="Tài khoản VNeID", unit="Tài khoản", total_typed=True
    )
    make.make_indicator(
        district, "vneid_1", name="mức độ 1", unit="Tài khoản", part_of=total, number=""
    )
    make.make_indicator(
        district, "vneid_2", name="mức độ 2", unit="Tài khoản", part_of=total, number=""
    )
    make.make_indicator(
        district,
        "ocop",
        name="Sản phẩm OCOP",
        kind="list",
        product_kind="ocop",
        unit="Sản phẩm",
        time="stock",
    )
    officer = make.make_officer(district)
    period = make.make_open_period(district, officer)
    report = start_report(period, by=officer)
    report.signer = make.make_signer(district)
    report.save()
    submission = period.submissions.get(commune=commune)
    return {
        "officer": officer,
        "report": report,
        "period": period,
        "submission": submission,
    }


def fill_in(world, level_1=1400, level_2=3912, names=("Rươi", "Gạo")):
    by, submission = world["officer"], world["submission"]
    if level_1 is None:
        make.set_figure(submission, "vneid", None, by=by)
    else:
        make.set_figure(submission, "vneid", level_1 + level_2, by=by)
    make.set_figure(submission, "vneid_1", level_1, by=by)
    make.set_figure(submission, "vneid_2", level_2, by=by)
    make.set_figure(submission, "ocop", len(names), names=names, by=by)
    make.put_in_state(submission, Submission.State.SENT)


def composed(world):
    return compose(world["report"], consolidate(world["period"]), status=Status.DRAFT)


def printed_table(document):
    blocks = [block for section in document.sections for block in section.blocks]
    return [
        (row.stt, row.value)
        for block in blocks
        if isinstance(block, IndicatorTable)
        for row in block.rows
    ]


def test_parts_and_names_stand_in_the_cell_of_their_indicator(world):
    fill_in(world)
    assert printed_table(composed(world)) == [
        (
            "1",
            "5.312 trong đó: 1.400 tài khoản mức độ 1, 3.912 tài khoản mức độ 2",
        ),
        ("4", "2 sản phẩm gồm: Rươi, Gạo."),
    ]


def test_a_missing_commune_is_named_and_every_figure_says_how_many(world):
    document = composed(world)
    assert printed_table(document)[0][1].startswith("… (0/1 xã)")
    notes = [b.text for s in document.sections for b in s.blocks if b.kind != "table"]
    assert "Số liệu tổng hợp từ 0/1 xã; chưa có số liệu của: xã Hưng Đạo." in notes


def test_the_paper_says_when_it_counted_and_what_is_counted_at_the_cut_off(world):
    fill_in(world)
    notes = [
        block.text
        for section in composed(world).sections
        for block in section.blocks
        if block.kind == "paragraph"
    ]
    assert notes == [
        "(Số liệu từ ngày 15/12/2022 đến hết ngày 14/6/2023; "
        "số ở các dòng 4 tính tại ngày 14/6/2023)"
    ]


@pytest.mark.parametrize(
    ("setting", "printed"), [("zero", "0 trong đó"), ("dash", "– trong đó")]
)
def test_nothing_arose_prints_as_the_period_says(world, setting, printed):
    fill_in(world, level_1=None, level_2=None)
    type(world["period"]).objects.update(none_as=setting)
    world["period"].refresh_from_db()
    assert printed_table(composed(world))[0][1].startswith(printed)


def test_a_section_that_is_left_out_does_not_print_nor_count(world):
    fill_in(world)
    second = world["report"].sections.all()[1]
    second.in_report = False
    save_section(second, by=world["officer"])
    titles = [(s.number, s.title) for s in composed(world).sections]
    assert ("1.", "Công tác chỉ đạo, điều hành") in titles
    assert second.title not in dict(titles).values()


def test_without_a_letterhead_the_officer_is_told_where_to_add_one(world):
    world["period"].district.letterheads.all().delete()
    with pytest.raises(NotReadyToCompose, match="Mẫu đầu văn bản"):
        composed(world)


def test_the_signature_and_the_expected_month_come_from_the_settings(world):
    document = composed(world)
    assert document.signature.authority[-1] == "TỔ PHÓ"
    assert document.signature.name == "Trương Thị Toan"
    assert (document.number, document.month, document.year) == (None, 7, 2023)


def test_the_next_report_starts_from_the_last_ones_words(world):
    section = world["report"].sections.first()
    section.body = "Lời văn kỳ trước"
    save_section(section, by=world["officer"])
    following = make.make_period(
        world["period"].district,
        phrase="6 tháng cuối năm 2023",
        previous=world["period"],
    )
    report = start_report(following, by=world["officer"])
    assert report.sections.first().body == "Lời văn kỳ trước"
    assert report.signer == world["report"].signer


def test_every_wording_of_a_section_is_kept_with_its_writer(world):
    section = world["report"].sections.first()
    for body in ("Bản một", "Bản hai", "Bản hai"):
        section.body = body
        save_section(section, by=world["officer"])
    kept = Section.objects.get(pk=section.pk).versions.values_list("number", "body")
    assert list(kept) == [(1, ""), (2, "Bản một"), (3, "Bản hai")]
