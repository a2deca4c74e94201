"""What only some papers have, on the PDF and in the .docx: the frame's own choices."""

from dataclasses import dataclass

import pytest
from docx.shared import Pt

from reports.blocks import Annex, Letterhead, Paragraph, ReportDocument, Section
from reports.blocks import Signature as Sign
from reports.outputs.docx import render_docx
from reports.outputs.pdf import render_html, render_pdf
from tests.reports.outputs import paper, word

HEADINGS = (
    Section(1, "A.", "Phần chung", (Paragraph("Đoạn một."),)),
    Section(2, "I.", "Chỉ đạo"),
    Section(3, "1.", "Văn bản"),
    Section(4, "1.1.", "Của huyện"),
    Section(5, "đ)", "Kế hoạch", (Paragraph("Đoạn hai."),)),
    Section(6, "-", "Tập huấn", (Paragraph("Đoạn ba."),)),
)
LEFT = Sign(("ỦY BAN MTTQ", "CHỦ TỊCH"), name="Trần Văn An")
FRAME = ReportDocument(
    letterhead=Letterhead("UBND huyện Tứ Kỳ", ("Tổ chỉ đạo",), "Tứ Kỳ"),
    subject="Kết quả phối hợp",
    opening="Hai bên báo cáo như sau:",
    sections=HEADINGS,
    closing="Trên đây là báo cáo./.",
    recipients=("Như trên", "Lưu: VT"),
    signature=Sign(("TỔ TRƯỞNG",), name="Lê Thị Bình"),
    second_signature=LEFT,
    bases=("Nghị định số 09/2019/NĐ-CP;", "Kế hoạch số 203/KH-TCĐ"),
    with_number=False,
    with_place=False,
    month=7,
    year=2023,
    annexes=(Annex("Phụ lục", "Số liệu", "Tổ chỉ đạo", (Paragraph("Bảng."),)),),
)
BASES = ("Nghị định số 09/2019/NĐ-CP;", "Kế hoạch số 203/KH-TCĐ.")


@dataclass(frozen=True)
class Read:
    text: str
    words: list
    runs: list


@pytest.fixture(scope="module")
def pdf():
    body = render_pdf(FRAME)
    text = paper.plain("\n".join(paper.pages_by_poppler(body)))
    return Read(text, paper.words(body), paper.runs(body))


@pytest.fixture(scope="module")
def docx():
    return word.opened(render_docx(FRAME))


def test_without_number_and_place_the_head_ends_below_the_motto(pdf, docx):
    for text in (pdf.text, word.body(docx)):
        assert "số:" not in text
        assert "tứ kỳ, ngày" not in text
    assert len(docx.tables[0].rows) == 1


def test_an_annex_names_the_paper_by_what_it_has(pdf, docx):
    for text in (pdf.text, word.body(docx)):
        assert "(kèm theo báo cáo của tổ chỉ đạo)" in text


def test_bases_stand_in_italics_above_the_opening_each_with_its_end(pdf, docx):
    italic = [run.text for run in pdf.runs if run.font.endswith("-Italic")]
    plain = "".join("".join(italic).split())
    assert plain.startswith("".join("".join(BASES).split()))
    found = [word.of_text(docx, base) for base in BASES]
    assert all(word.effective(each, "italic") for each in found)
    assert found[0].paragraph_format.first_line_indent is None  # as its style has it
    assert pdf.text.index("203/kh-tcđ.") < pdf.text.index("hai bên báo cáo")


def test_two_signatures_stand_beside_each_other_and_recipients_below(pdf, docx):
    found = {word.text: word for word in pdf.words[0] if word.text in ("An", "Bình")}
    assert found["An"].right < 112 < found["Bình"].left
    assert found["An"].top == pytest.approx(found["Bình"].top, abs=0.1)
    (listed,) = [word for word in pdf.words[0] if word.text == "nhận:"]
    assert listed.top > found["An"].bottom
    assert listed.left < 112
    upper, lower = docx.tables[-1].rows
    assert [cell.paragraphs[-1].text for cell in upper.cells] == [
        "Trần Văn An",
        "Lê Thị Bình",
    ]
    assert [p.text for p in lower.cells[0].paragraphs] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
    ]


def test_headings_of_all_depths_look_as_their_numbers_ask_for(pdf, docx):
    looks = {
        "A. PHẦN CHUNG": "-Bold",
        "I. CHỈ ĐẠO": "-Bold",
        "1. Văn bản": "-Bold",
        "1.1. Của huyện": "-Bold-Italic",
        "đ) Kế hoạch": "Trinh",
        "- Tập huấn": "Trinh",
    }
    by_text = {" ".join(run.text.split()): run for run in pdf.runs}
    for level, (text, face) in enumerate(looks.items(), start=1):
        assert by_text[text].font.endswith(face), text
        assert by_text[text].points == 14
        heading = word.of_text(docx, text)
        assert heading.style.name == f"Heading {level}"
        assert word.effective(heading, "size") == Pt(14)
        assert bool(word.effective(heading, "bold")) is (face != "Trinh")
        assert bool(word.effective(heading, "italic")) is face.endswith("Italic")


def test_the_headings_are_headings_for_machines_too():
    html = render_html(FRAME)
    assert '<h2 class="capitals">A. PHẦN CHUNG</h2>' in html
    assert html.count("<h6") == 2


def test_without_recipients_nothing_stands_in_their_place():
    bare = FRAME.__class__.from_json(FRAME.to_json() | {"recipients": []})
    one = FRAME.__class__.from_json(bare.to_json() | {"second_signature": None})
    for document in (bare, one):
        assert "Nơi nhận" not in render_html(document)
        opened = word.opened(render_docx(document))
        assert "nơi nhận" not in word.body(opened)
        assert len(opened.tables[-1].rows) == 1


def test_a_frame_is_the_same_after_a_stay_in_json():
    assert ReportDocument.from_json(FRAME.to_json()) == FRAME
