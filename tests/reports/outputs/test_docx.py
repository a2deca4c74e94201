"""The report of July 2023 as .docx: Decree 30/2020/NĐ-CP, read back from the file."""

import zipfile
from io import BytesIO

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table

from reports.blocks import (
    Annex,
    Bullet,
    IndicatorTable,
    Paragraph,
    PlaceTable,
    ReportDocument,
    Row,
    Section,
    Status,
)
from reports.outputs.docx import render_docx
from reports.outputs.paper import ReportRenderError
from reports.outputs.pdf import render_pdf
from tests.reports.outputs import paper, word
from tests.reports.outputs.source_document import DOCUMENT, document
from tests.reports.outputs.test_archive import PAPERS
from tests.reports.outputs.word_schema import faults

FACE = "Times New Roman"
SCRIPTS = {"ascii", "hAnsi", "cs", "eastAsia"}
MARK = "Bản Word để tham khảo, không phải bản ban hành"
PLACES = PlaceTable(
    ("STT", "Thôn, KDC", "Số hộ"), (("1", "An Lao", "120"),), ("", "Cộng", "120")
)


@pytest.fixture(scope="module")
def draft():
    return word.opened(render_docx(DOCUMENT))


def with_blocks(*blocks) -> ReportDocument:
    return document(sections=(Section(1, "I.", "Mục", blocks),))


def tables(opened):
    """The tables between the letterhead and the signature."""
    return [block for block in word.blocks(opened) if isinstance(block, Table)][1:-1]


def test_the_text_is_the_text_of_the_pdf(draft):
    """Only the marks of state stand elsewhere: they are in the head of page 1."""
    pdf = paper.body(render_pdf(DOCUMENT))
    assert f"số liệu ví dụ dự thảo {word.body(draft)}" == pdf


def test_the_marks_of_state_stand_in_the_head_of_page_1_alone(draft):
    section = draft.sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == "Số liệu ví dụ\tDỰ THẢO"
    signing = document(status=Status.SIGNING, is_example=False)
    head = word.opened(render_docx(signing)).sections[0].first_page_header
    assert [p.text for p in head.paragraphs] == [""]


def test_pages_are_numbered_in_the_top_margin_from_page_2(draft):
    (line,) = draft.sections[0].header.paragraphs
    (field,) = line._p.iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == "PAGE"
    assert line.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert line.style.font.size == Pt(14)
    assert not list(draft.sections[0].first_page_header._element.iter(field.tag))


def test_pages_are_a4_with_the_decrees_margins(draft):
    section = draft.sections[0]
    names = ("page_width", "page_height", "top_margin", "bottom_margin")
    sides = [getattr(section, name).mm for name in (*names, "left_margin")]
    assert sides == pytest.approx([210, 297, 20, 20, 30], abs=0.1)
    assert section.right_margin.mm == pytest.approx(15, abs=0.1)


def test_every_script_of_every_style_is_set_in_times_new_roman(draft):
    faces = word.faces(draft)
    assert {"defaults", "Normal", "Heading 1", "Title"} <= set(faces)
    for name, face in faces.items():
        assert face == dict.fromkeys(SCRIPTS, FACE), name
    assert not [p for p in word.paragraphs(draft) for r in p.runs if r.font.name]


@pytest.mark.parametrize(
    ("text", "style", "points", "bold", "italic"),
    [
        ("ỦY BAN NHÂN DÂN", None, 13, False, False),
        ("CÔNG NGHỆ SỐ CỘNG ĐỒNG", None, 13, True, False),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", None, 13, True, False),
        ("Độc lập - Tự do - Hạnh phúc", None, 14, True, False),
        ("Số:         /BC-TCĐ", None, 13, False, False),
        ("Tứ Kỳ, ngày       tháng 7 năm 2023", None, 14, False, True),
        ("BÁO CÁO", "Title", 14, True, False),
        (DOCUMENT.subject, "Subtitle", 14, True, False),
        ("I. KẾT QUẢ HOẠT ĐỘNG 6 THÁNG ĐẦU NĂM 2023", "Heading 1", 14, True, False),
        ("1. Thông tin chung", "Heading 2", 14, True, False),
        ("3.1. Số liệu thống kê", "Heading 3", 14, True, True),
        ("- Số lượng Tổ CNSCĐ cấp xã: 23.", "Body Text", 14, False, False),
        ("Tổng số hộ gia đình trên địa bàn", None, 12, False, False),
        ("Nơi nhận:", None, 12, True, True),
        ("- Như trên;", None, 11, False, False),
        ("TM. TỔ CHỈ ĐẠO CNSCĐ", None, 14, True, False),
        ("Trương Thị Toan", None, 14, True, False),
    ],
)
def test_sizes_and_styles_are_the_decrees(draft, text, style, points, bold, italic):
    found = word.of_text(draft, text)
    looks = [bool(word.effective(found, name)) for name in ("bold", "italic")]
    assert (word.effective(found, "size"), *looks) == (Pt(points), bold, italic)
    assert style in (None, found.style.name)


def test_headings_are_black_and_stay_with_their_text(draft):
    for level in (1, 2, 3):
        style = draft.styles[f"Heading {level}"]
        assert str(style.font.color.rgb) == "000000"
        assert style.paragraph_format.keep_with_next
        (mark,) = style.element.iter(qn("w:outlineLvl"))
        assert mark.get(qn("w:val")) == str(level - 1)


def test_paragraphs_are_justified_with_the_first_line_in_by_12_7_mm(draft):
    style = draft.styles["Body Text"].paragraph_format
    assert style.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert style.first_line_indent.mm == pytest.approx(12.7, abs=0.1)
    assert style.space_before == Pt(6)
    assert 1 <= style.line_spacing <= 1.5


def test_a_paragraph_at_the_margin_has_no_indent():
    opened = word.opened(render_docx(with_blocks(Paragraph("Ở lề.", indent=False))))
    assert word.of_text(opened, "Ở lề.").paragraph_format.first_line_indent == 0


def rules(opened):
    """The width in mm of each ruled line, from its room and its indents."""
    rooms = [68, 97, 165]
    lines = [
        p
        for p in word.paragraphs(opened)
        if p._p.find(f".//{qn('w:pBdr')}") is not None
    ]
    looks = [line.paragraph_format for line in lines]
    return [
        room - look.left_indent.mm - look.right_indent.mm
        for room, look in zip(rooms, looks, strict=True)
    ]


def test_rules_stand_under_agency_motto_and_subject(draft):
    agency, motto, subject = rules(draft)
    assert 65.5 / 3 <= agency <= 65.5 / 2
    assert motto == pytest.approx(60.4, abs=0.5)
    assert 108 / 3 <= subject <= 108 / 2


def test_every_column_of_the_table_has_its_width_and_the_head_is_repeated(draft):
    (table,) = tables(draft)
    assert not table.autofit
    widths = [12, 72, 25, 56]
    assert [c.width.mm for c in table.columns] == pytest.approx(widths, abs=0.1)
    for row in table.rows:
        assert [c.width.mm for c in row.cells] == pytest.approx(widths, abs=0.1)
    marks = [list(row._tr.iter(qn("w:tblHeader"))) for row in table.rows]
    assert [len(mark) for mark in marks] == [1] + [0] * 8


def test_rows_stay_whole_unless_they_are_tall():
    rows = (Row("1", "Ngắn", "Cái", "1"), Row("2", "Dài", "Cái", "gạo " * 300))
    opened = word.opened(render_docx(with_blocks(IndicatorTable(rows))))
    (table,) = tables(opened)
    kept = [len(list(row._tr.iter(qn("w:cantSplit")))) for row in table.rows]
    assert kept == [1, 1, 0]


def test_places_by_figures_fill_the_width_of_the_page():
    opened = word.opened(render_docx(with_blocks(PLACES)))
    (table,) = tables(opened)
    assert [[c.text for c in row.cells] for row in table.rows] == [
        ["STT", "Thôn, KDC", "Số hộ"],
        ["1", "An Lao", "120"],
        ["", "Cộng", "120"],
    ]
    widths = [column.width.mm for column in table.columns]
    assert sum(widths) == pytest.approx(165, abs=0.2)
    (total,) = table.rows[-1].cells[1].paragraphs[0].runs
    assert (total.bold, total.font.size) == (True, Pt(11))


def test_the_signature_is_never_torn_from_the_last_text(draft):
    *_, before, closing, gap, table, _ = word.blocks(draft)
    assert closing.text == DOCUMENT.closing
    for paragraph in (before, closing, gap):
        assert paragraph.paragraph_format.keep_with_next
    assert list(table.rows[0]._tr.iter(qn("w:cantSplit")))


def test_several_addressees_stand_below_each_other():
    opened = word.opened(render_docx(document(addressees=("Sở TTTT", "UBND huyện;"))))
    lines = [p.text for p in word.paragraphs(opened)]
    start = lines.index("Kính gửi:")
    assert lines[start + 1 : start + 3] == ["- Sở TTTT;", "- UBND huyện."]


def test_the_code_stands_in_the_foot_of_every_page():
    section = word.opened(render_docx(document(code="7F3A-92C1"))).sections[0]
    for foot in (section.first_page_footer, section.footer):
        assert [p.text for p in foot.paragraphs] == [f"{MARK}\tMã số liệu: 7F3A-92C1"]


@pytest.mark.parametrize("status", Status)
def test_every_page_says_that_the_file_is_not_the_issued_paper(status):
    annex = Annex("Phụ lục", "Bảng", "Tổ chỉ đạo", (PLACES,), wide=True)
    opened = word.opened(render_docx(document(status=status, annexes=(annex,))))
    for section in opened.sections:
        for foot in (section.first_page_footer, section.footer):
            assert foot.paragraphs[0].text == MARK


def test_number_and_day_on_an_annex_are_fields_that_follow_the_head():
    annex = Annex("Phụ lục", "Bảng", "Tổ chỉ đạo", (PLACES,))
    opened = word.opened(render_docx(document(annexes=(annex,), number="5")))
    named = [mark.get(qn("w:name")) for mark in word.marks(opened, "w:bookmarkStart")]
    assert named == ["SoKyHieu", "NgayThang"]
    fields = [mark.text.split()[:2] for mark in word.marks(opened, "w:instrText")]
    assert fields == [["REF", "SoKyHieu"], ["REF", "NgayThang"]]
    line = word.of_text(
        opened,
        "(Kèm theo Báo cáo số 05/BC-TCĐ ngày       tháng 7 năm 2023 của Tổ chỉ đạo)",
    )
    assert {run.italic for run in line.runs if run.text} == {True}


def test_an_annex_is_found_in_the_outline():
    annex = Annex("Phụ lục", "Bảng", "Tổ chỉ đạo", (PLACES,))
    opened = word.opened(render_docx(document(annexes=(annex,))))
    style = word.of_text(opened, "BẢNG").style
    (mark,) = style.element.iter(qn("w:outlineLvl"))
    assert mark.get(qn("w:val")) == "0"


@pytest.mark.parametrize("name", PAPERS)
def test_word_finds_nothing_to_repair(name):
    assert faults(render_docx(PAPERS[name])) == []


def test_the_file_tells_its_title_and_language(draft):
    properties = draft.core_properties
    assert properties.title == DOCUMENT.title
    assert properties.language == "vi-VN"
    assert properties.author == "Tổ chỉ đạo triển khai Công nghệ số cộng đồng"
    assert properties.comments == ""
    languages = {
        mark.get(qn("w:val")) for mark in draft.styles.element.iter(qn("w:lang"))
    }
    assert languages == {"vi-VN"}


def test_the_same_document_gives_the_same_bytes():
    again = ReportDocument.from_json(DOCUMENT.to_json())
    assert render_docx(again) == render_docx(DOCUMENT)
    with zipfile.ZipFile(BytesIO(render_docx(DOCUMENT))) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}
        assert not [name for name in file.namelist() if "thumbnail" in name]


def test_hostile_text_comes_out_as_itself():
    hostile = "<b>&amp; {x} ]]> <w:p/> \"quoted\" 'x' <!-- " + "dài" * 90
    opened = word.opened(
        render_docx(
            document(
                subject=hostile,
                recipients=(hostile,),
                sections=(
                    Section(
                        1,
                        "I.",
                        "Mục",
                        (
                            Bullet(hostile),
                            IndicatorTable((Row("1", hostile, "Cái", hostile),)),
                        ),
                    ),
                ),
            )
        )
    )
    assert word.body(opened).count(hostile.casefold()) == 5


@pytest.mark.parametrize("character", ["😀", "\x00", "\x0b", "\ud800", "漢"])
def test_a_character_that_the_pdf_refuses_is_refused_here_too(character):
    with pytest.raises(ReportRenderError, match="Không in được ký tự"):
        render_docx(with_blocks(Paragraph(f"Kết quả {character} đạt được")))


def test_white_space_is_set_as_on_the_pdf():
    text = "Một\thai\n ba\u00a0bốn   năm"
    opened = word.opened(render_docx(with_blocks(Paragraph(text))))
    assert word.of_text(opened, "Một hai ba\u00a0bốn năm")


def test_a_groups_heading_spans_the_table_and_stays_with_its_first_row():
    rows = (Row("", "Kinh tế số", "", ""), Row("1", "Số hộ", "Hộ", "12"))
    body = render_docx(with_blocks(IndicatorTable(rows)))
    (table,) = tables(word.opened(body))
    heading = table.rows[1].cells
    assert {cell._tc for cell in heading} == {heading[0]._tc}
    (paragraph,) = heading[0].paragraphs
    assert paragraph.text == "Kinh tế số"
    assert paragraph.paragraph_format.keep_with_next
    assert [run.bold for run in paragraph.runs] == [True]
    assert [cell.text for cell in table.rows[2].cells] == ["1", "Số hộ", "Hộ", "12"]
