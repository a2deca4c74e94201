"""Hostile text in every place of a paper comes out as itself, or is refused."""

import io
import unicodedata

import openpyxl
import pytest

from reports.blocks import (
    Annex,
    Bullet,
    DataTable,
    FormTable,
    Head,
    IndicatorTable,
    Line,
    Numbered,
    Paragraph,
    PlaceTable,
    ReportDocument,
    Row,
    Section,
    Signature,
)
from reports.outputs import fonts
from reports.outputs.docx import render_docx
from reports.outputs.paper import ReportRenderError
from reports.outputs.pdf import render_pdf
from reports.outputs.screen import render_page
from tests.pages import Page
from tests.reports.outputs import hostile, paper, word
from tests.reports.outputs.conformance import broken_rules
from tests.reports.outputs.source_document import document
from tests.reports.outputs.word_schema import faults
from tuky_cnscd.spreadsheets import write_text

PLACES = PlaceTable(("STT", "Thôn", "Hộ"), (("1", "An Lao", "2"),), ("", "Cộng", "2"))
FORM = FormTable(("STT", "Hỏi", "ĐVT", "Đếm", "Số"), (("1", "Hộ", "Hộ", "Một", ""),))
DATA = DataTable(
    ((Head("Đơn vị", rows=2), Head("Tài khoản", columns=2)), (Head("A"), Head("B"))),
    ("name", "text", "figure"),
    (Line(("Cụm", "", ""), "group"), Line(("xã", "x", "1"))),
    caption="Bảng",
)
TABLE = IndicatorTable((Row("", "Nhóm", "", ""), Row("1", "Hộ", "Hộ", "gạo")))
WORDS = (Paragraph("Một."), Bullet("Hai"), Numbered("1.", "Ba"), TABLE)
PAPER = document(
    addressees=("Sở", "Huyện"),
    opening="Mở đầu",
    sections=(Section(1, "I.", "Mục", WORDS), Section(3, "1.1.", "Mục", (PLACES,))),
    recipients=("Như trên", "Lưu"),
    signature=Signature(("TM. TỔ",), "Trưởng phòng", "Tên"),
    second_signature=Signature(("TM. BAN",), "Trưởng ban", "Người"),
    bases=("Căn cứ Luật", "Căn cứ Nghị định"),
    annexes=(Annex("Phụ lục", "Biểu", "Tổ", (FORM, DATA)),),
)
LETTER = document(kind="", sections=(), body=WORDS, subject="việc")


def packed(text):
    """A text as it is seen, without white space and case."""
    shown = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return "".join(unicodedata.normalize("NFC", shown).split()).casefold()


def filled(document, text):
    """The paper with this text in each place, told apart, and the texts by place."""
    texts = {}

    def text_for(path):
        texts[path] = f"{text}¶{len(texts)}¶"
        return texts[path]

    return hostile.everywhere(document, text_for), texts


def read_pdf(pdf):
    return packed("".join(paper.pages(pdf)))


def read_docx(docx):
    opened = word.opened(docx)
    return packed(word.body(opened))


@pytest.mark.parametrize("document", [PAPER, LETTER], ids=["report", "letter"])
@pytest.mark.parametrize("name", hostile.PRINTED)
def test_what_can_be_printed_comes_out_as_itself_in_every_place(name, document):
    full, texts = filled(document, hostile.PRINTED[name])
    pdf, docx = render_pdf(full), render_docx(full)
    of_pdf, of_docx = read_pdf(pdf), read_docx(docx)
    of_page = packed(Page(render_page(full, ["x.css"])).text)
    assert len(texts) > 15
    for place, text in texts.items():
        assert packed(text) in of_pdf, place
        assert packed(text) in of_docx, place
        assert packed(text) in of_page, place
    assert broken_rules(pdf) == [] and faults(docx) == []


def test_a_word_as_long_as_any_is_broken_and_kept_whole():
    times = fonts.LONGEST_WORD // 3
    long = [each for each in places(PAPER) if ".columns." not in each]
    full = hostile.everywhere(PAPER, lambda at: "dài" * times if at in long else "x")
    for body in (read_pdf(render_pdf(full)), read_docx(render_docx(full))):
        assert body.count("à") >= len(long) * times


def test_a_tables_head_that_no_page_holds_is_refused_and_not_left_out():
    heads = PlaceTable(("dài" * 99, "Thôn", "Hộ"), PLACES.rows)
    full = document(sections=(Section(1, "I.", "Mục", (heads,)),))
    with pytest.raises(ReportRenderError, match="rút gọn tên các cột") as why:
        render_pdf(full)
    assert "dàidài" in str(why.value)


def places(document):
    _, texts = filled(document, "x")
    return list(texts)


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_what_cannot_be_printed_is_refused_in_every_place(name):
    text = hostile.REFUSED[name]
    for each in places(PAPER):
        full = hostile.everywhere(
            PAPER, lambda at, each=each: text * (at == each) or "x"
        )
        for render in (render_pdf, render_docx):
            with pytest.raises(ReportRenderError, match="Không in được ký tự") as why:
                render(full)
            str(why.value).encode()
            assert f"U+{ord(text[1]):04X}" in str(why.value)


def test_a_word_without_end_is_refused_in_every_place():
    for each in places(PAPER):
        full = hostile.everywhere(
            PAPER, lambda at, each=each: hostile.LONG if at == each else "x"
        )
        for render in (render_pdf, render_docx):
            with pytest.raises(ReportRenderError, match="10.002 ký tự liền nhau"):
                render(full)


def test_a_cell_of_a_spreadsheet_holds_text_as_itself():
    book = openpyxl.Workbook()
    texts = [*hostile.PRINTED.values(), hostile.LONG, "=HYPERLINK(1)", "a\0b\x0bc"]
    for row, text in enumerate(texts, 1):
        write_text(book.active.cell(row, 1), text)
    target = io.BytesIO()
    book.save(target)
    sheet = openpyxl.load_workbook(target).active
    read = [cell.value for (cell,) in sheet.iter_rows()]
    assert read == [*texts[:-1], "abc"]
    assert {cell.data_type for (cell,) in sheet.iter_rows()} == {"s"}


def test_the_paper_is_stored_and_read_back_with_it():
    full, _ = filled(PAPER, hostile.PRINTED["markup"])
    assert ReportDocument.from_json(full.to_json()) == full
