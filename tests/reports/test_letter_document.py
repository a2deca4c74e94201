"""Both letters as paper: Decree 30/2020/NĐ-CP, read back from PDF and .docx."""

import datetime as dt
from io import BytesIO

import pytest
from django.utils import timezone
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt
from pypdf import PdfReader

from reports.letter_document import LONG_DEFINITION, asked_indicators, compose_letter
from reports.letters import document_of, number_letter, start_dispatch, start_reminder
from reports.models import Indicator, Submission
from reports.opening import open_period
from reports.outputs.docx import render_docx
from reports.outputs.pdf import render_pdf
from tests.factories import make_letterhead, make_period, make_signer, put_in_state
from tests.reports.outputs import paper, word
from tests.reports.outputs.conformance import broken_rules
from tests.reports.outputs.test_pdf import OWN_FONTS
from tests.reports.reviewing import make_office

pytestmark = pytest.mark.django_db

SITE = "cnscd.example.vn"
UNTIL = timezone.make_aware(dt.datetime(2023, 7, 26, 16))
DAY = dt.date(2023, 7, 19)
HOSTILE = "<b>&amp; {x} {{ y }} {% z %} <script src='//x'></script> \"quoted\" <!--"


def make_desk(communes=3, **signer):
    office = make_office(communes, opens_on=DAY)
    make_letterhead(office.district)
    make_signer(office.district, **signer)
    return office


@pytest.fixture
def office(db):
    return make_desk()


def dispatch(office):
    return start_dispatch(office.period, by=office.officer, site=SITE)


def reminder(office):
    return start_reminder(office.period, by=office.officer, site=SITE, until=UNTIL)


def texts_in_order(document):
    """Every text below the head, as the paper reads from top to bottom."""
    yield from document.addressees
    yield document.opening
    yield from _texts_of(document.body)
    yield document.closing
    yield from document.recipients
    yield from document.signature.authority
    yield document.signature.name
    for annex in document.annexes:
        yield annex.label
        yield annex.title
        yield document.enclosed_with(annex)
        yield from _texts_of(annex.blocks)


def _texts_of(blocks):
    for block in blocks:
        if block.kind in ("places", "form"):
            yield " ".join(block.columns)
            yield from (" ".join(row) for row in block.rows)
        else:
            yield block.text


def assert_reads(text, document):
    place = 0
    for part in texts_in_order(document):
        found = text.find(paper.plain(part), place)
        assert found >= 0, part
        place = found


def by_page(pdf):
    """The text of each page in turn, one line, without its number."""
    return paper.plain(" ".join(paper.pages(pdf)))


@pytest.mark.parametrize("make", [dispatch, reminder])
def test_every_text_is_read_back_in_order_from_pdf_and_word(office, make):
    document = document_of(make(office))
    pdf, docx = render_pdf(document), word.opened(render_docx(document))
    assert_reads(by_page(pdf), document)
    assert_reads(word.body(docx), document)
    assert by_page(pdf) == word.body(docx)


@pytest.mark.parametrize("make", [dispatch, reminder])
def test_a_letter_meets_both_standards(office, make):
    assert broken_rules(render_pdf(document_of(make(office)))) == []


@pytest.mark.parametrize("make", [dispatch, reminder])
def test_only_the_projects_own_fonts_are_in_the_file(office, make):
    assert paper.fonts(render_pdf(document_of(make(office)))) <= OWN_FONTS


def test_the_head_of_a_letter_has_its_subject_under_the_number(office):
    text = paper.plain(paper.pages(render_pdf(document_of(dispatch(office))))[0])
    assert (
        paper.plain(
            """Số: /TCĐ Tứ Kỳ, ngày tháng 7 năm 2023
        V/v báo cáo kết quả hoạt động của Tổ CNSCĐ 6 tháng đầu năm 2023
        Kính gửi: Ủy ban nhân dân các xã
        Tổ chỉ đạo CNSCĐ huyện Tứ Kỳ đề nghị"""
        )
        in text
    )
    assert "báo cáo kết quả hoạt động của tổ cnscđ 6 tháng đầu năm 2023 v/v" not in text


def test_the_subject_is_12_points_upright_centred_in_the_left_cell_6_points_below(
    office,
):
    letter = dispatch(office)
    letter.subject = "báo cáo kết quả hoạt động của Tổ công nghệ số cộng đồng năm 2023"
    pdf = render_pdf(document_of(letter))
    runs = paper.runs(pdf)
    first = next(place for place, run in enumerate(runs) if "V/v" in run.text)
    about = []
    for run in runs[first:]:
        if "Kính" in run.text:
            break
        about.append(run)
    assert len(about) == 3
    assert {(run.points, run.font) for run in about} == {(12, "Phong-To-Trinh")}
    number = next(run for run in runs if run.text.startswith("Số:"))
    apart = (about[0].baseline - number.baseline) * paper.POINTS_PER_MM
    assert 6 + 12 <= apart <= 6 + 18  # 6 pt between the lines
    lines = {}
    for found in words_of_the_subject(paper.words(pdf)[0]):
        lines.setdefault(round(found.top, 1), []).append(found)
    assert len(lines) == 3
    for line in lines.values():
        assert (line[0].left + line[-1].right) / 2 == pytest.approx(30 + 34, abs=0.3)


def words_of_the_subject(words):
    texts = [found.text for found in words]
    return words[texts.index("V/v") : texts.index("Kính")]


def test_word_sets_the_subject_in_12_points_under_the_number(office):
    docx = word.opened(render_docx(document_of(dispatch(office))))
    cell = docx.tables[0].rows[2].cells[0]
    assert cell.text.startswith("V/v báo cáo")
    (line,) = cell.paragraphs
    assert word.effective(line, "size") == Pt(12)
    assert not word.effective(line, "bold")
    assert line.paragraph_format.space_before == Pt(6)


def test_a_letter_has_no_name_of_its_kind(office):
    document = document_of(dispatch(office))
    text = paper.pages(render_pdf(document))[0]
    assert "CÔNG VĂN" not in text
    assert "BÁO CÁO" not in text
    assert "DỰ THẢO" not in text


def test_a_numbered_letter_carries_number_and_date_in_head_and_annex(office):
    letter = dispatch(office)
    number_letter(letter, by=office.officer, number=5, date=DAY)
    text = by_page(render_pdf(document_of(letter)))
    assert "số: 05/tcđ tứ kỳ, ngày 19 tháng 7 năm 2023" in text
    line = "(Kèm theo Công văn số 05/TCĐ ngày 19 tháng 7 năm 2023 của Tổ chỉ đạo"
    assert f"{paper.plain(line)} cnscđ huyện tứ kỳ)" in text


@pytest.mark.parametrize(
    ("authority", "office_line", "expected"),
    [
        (
            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
            "",
            "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Văn An",
        ),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
            "",
            "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn An",
        ),
        (
            "KT. TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG",
            "",
            "KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG PHÒNG Lê Văn An",
        ),
        (
            "TM. TỔ CHỈ ĐẠO\nKT. TỔ TRƯỞNG\nTỔ PHÓ",
            "TRƯỞNG PHÒNG VH&TT",
            "TM. TỔ CHỈ ĐẠO KT. TỔ TRƯỞNG TỔ PHÓ TRƯỞNG PHÒNG VH&TT Lê Văn An",
        ),
    ],
)
def test_the_signer_signs_under_the_authority_of_the_day(
    db, authority, office_line, expected
):
    office = make_desk(name="Lê Văn An", authority=authority, office=office_line)
    document = document_of(dispatch(office))
    assert paper.plain(expected) in paper.plain(paper.pages(render_pdf(document))[0])
    assert paper.plain(expected) in word.body(word.opened(render_docx(document)))


def test_hostile_text_prints_as_itself(office):
    letter = reminder(office)
    for name in ("subject", "addressees", "opening", "body", "closing", "recipients"):
        setattr(letter, name, HOSTILE)
    letter.late = [[HOSTILE, HOSTILE]]
    document = document_of(letter)
    text = by_page(render_pdf(document)).replace(" ", "")
    assert text.count(paper.plain(HOSTILE).replace(" ", "")) == 8
    plain = word.body(word.opened(render_docx(document))).replace(" ", "")
    assert plain.count(paper.plain(HOSTILE).replace(" ", "")) == 8


# The form that goes with the dispatch


def test_the_form_asks_what_the_communes_fill_in_and_leaves_room(office):
    add = Indicator.objects.create
    common = {"district": office.district, "unit": "Người", "time": "flow"}
    add(key="own", name="Của huyện", level="district", **common)
    add(key="roster", name="Danh bạ", level="roster", roster_count="members", **common)
    planned = make_period(office.district, "6 tháng cuối năm 2023")
    keys = [row.key for row in asked_indicators(planned)]
    assert keys == ["guided", "sessions", "vneid", "level_1", "level_2", "ocop"]
    open_period(planned, by=office.officer)
    assert [row.key for row in asked_indicators(planned)] == keys


def test_the_form_is_on_pages_of_its_own_numbered_from_1(office):
    office.period.indicators.update(definition="Cách tính dài. " * 13)
    letter = dispatch(office)
    letter.body = "Đoạn dài của công văn này. " * 400
    for row in office.period.indicators.all()[:5]:
        for copy in range(4):
            row.pk, row.key = None, f"{row.key[:10]}_{copy}"
            row.save()
    pdf = render_pdf(document_of(letter))
    pages = paper.words(pdf)
    marks = [[w.text for w in page if w.top < 18] for page in pages]
    first = next(n for n, page in enumerate(pages) if page[0].text == "Biểu")
    assert first >= 2
    assert marks[:first] == [[], *([str(n)] for n in range(2, first + 1))]
    assert len(pages) >= first + 2
    after = len(pages) - first
    assert marks[first:] == [[], *([str(n)] for n in range(2, after + 1))]


def test_a_form_of_short_definitions_is_upright_and_of_long_ones_lies_across(office):
    for definition, size in (("Ngắn.", [210, 297]), ("Dài. " * 60, [297, 210])):
        assert (len(definition) > LONG_DEFINITION) == (size[0] == 297)
        office.period.indicators.update(definition=definition)
        document = document_of(dispatch(office))
        page = PdfReader(BytesIO(render_pdf(document))).pages[-1]
        sides = [float(side) / paper.POINTS_PER_MM for side in page.mediabox[2:]]
        assert sides == pytest.approx(size, abs=0.1)
        for found in paper.words(render_pdf(document))[-1]:
            assert found.left >= 29.9
            assert found.right <= size[0] - 15 + 0.5
        last = word.opened(render_docx(document)).sections[-1]
        assert [last.page_width.mm, last.page_height.mm] == pytest.approx(size, abs=0.1)
        across = last.orientation == WD_ORIENT.LANDSCAPE
        assert across == (size[0] == 297)


def test_word_numbers_the_form_anew_and_leaves_its_first_page_bare(office):
    letter = dispatch(office)
    letter.period.district.is_example = True
    document = document_of(letter)
    main, annex = word.opened(render_docx(document)).sections
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert main._sectPr.find(qn("w:pgNumType")) is None
    assert main.first_page_header.paragraphs[0].text == "Số liệu ví dụ"
    assert [p.text for p in annex.first_page_header.paragraphs] == [""]


# Many addressees, and the end of the paper


def test_twenty_three_addressees_are_each_on_the_paper_and_the_end_is_not_torn(db):
    office = make_desk(23)
    letter = dispatch(office)
    names = [str(commune) for commune in office.communes]
    letter.addressees = "\n".join(f"Ủy ban nhân dân {name}" for name in names)
    pdf = render_pdf(document_of(letter))
    text = by_page(pdf)
    for name in names[:-1]:
        assert f"- ủy ban nhân dân {paper.plain(name)};" in text
    assert f"- ủy ban nhân dân {paper.plain(names[-1])}." in text
    (end,) = [page for page in paper.pages(pdf) if "Nơi nhận:" in page]
    assert "./." in end
    assert "Trương Thị Toan" in end


@pytest.mark.parametrize("paragraphs", range(6, 16))
def test_the_signature_is_never_torn_from_the_text(office, paragraphs):
    letter = reminder(office)
    letter.body = "\n".join(
        ["Đoạn văn dài chừng hai dòng trên giấy. " * 4] * paragraphs
    )
    pages = paper.pages(render_pdf(document_of(letter)))
    (end,) = [page for page in pages if "Nơi nhận:" in page]
    assert "Trương Thị Toan" in end
    assert "Đoạn văn dài" in end


# The late


def test_a_short_list_of_the_late_stands_in_the_text(office):
    put_in_state(office.returns[1], Submission.State.SENT)
    document = document_of(reminder(office))
    assert not document.annexes
    assert document.body[0].rows == (
        ("1", "xã Hưng Đạo", "chưa nhập"),
        ("2", "xã Quang Phục", "chưa nhập"),
    )
    text = by_page(render_pdf(document))
    assert "2 xã quang phục chưa nhập" in text
    assert "an thanh" not in text


def test_a_long_list_of_the_late_is_an_annex(db):
    office = make_desk(12)
    document = document_of(reminder(office))
    assert document.addressees == ("Ủy ban nhân dân 12 xã (có danh sách kèm theo)",)
    (annex,) = document.annexes
    assert len(annex.blocks[0].rows) == 12
    pages = paper.pages(render_pdf(document))
    assert "DANH SÁCH ĐƠN VỊ CHƯA GỬI BÁO CÁO" in pages[-1]
    assert "Xã Số 11" in pages[-1]
    assert "Xã Số 11" not in pages[0]


def test_composing_the_same_letter_gives_the_same_bytes(office):
    letter = dispatch(office)
    head = office.district.letterhead_on(DAY)
    once, again = (compose_letter(letter, head, day=DAY) for _ in range(2))
    assert render_pdf(once) == render_pdf(again)
    assert render_docx(once) == render_docx(again)
