"""Papers of other programs: ours by LibreOffice, and what people type in Word."""

from io import BytesIO
from pathlib import Path
from time import process_time

import pytest
from pypdf import PdfReader, PdfWriter

from reports.lint import UnreadablePdf, lint
from reports.lint.paper import is_legal_font
from reports.lint.rows import Severity
from reports.outputs.pdf import render_pdf
from tests.reports.lint.small_paper import PAPER, rules_of
from tests.reports.outputs.source_document import DOCUMENT

PAPERS = Path(__file__).parents[2] / "data/paper"
FAULTS = {
    "margins.left",
    "font.family",
    "font.colour",
    "page_number.first",
    "page_number.centre",
    "page_number.place",
    "page_number.size",
    "parent.style",
    "issuer.rule",
    "nation.wrap",
    "motto.rule",
    "number.zero",
    "number.spaces",
    "place.style",
    "place.day",
    "place.month",
    "subject.rule",
    "heading_1.case",
    "heading_2.sequence",
    "body.indent",
    "body.justify",
    "body.spacing",
    "end.mark",
    "recipients_heading.style",
    "recipients.size",
    "recipients.ends",
    "recipients.as_above",
    "name.titles",
}


@pytest.mark.parametrize("name", ["libreoffice", "word-user"])
def test_a_good_paper_of_another_program_breaks_nothing(name):
    assert lint((PAPERS / f"{name}.pdf").read_bytes()) == ()


def test_the_mistakes_of_a_word_user_are_all_found_and_no_other():
    assert rules_of((PAPERS / "word-user-faults.pdf").read_bytes()) == FAULTS


def test_a_rule_is_said_once_with_how_often_it_is_broken():
    findings = lint((PAPERS / "word-user-faults.pdf").read_bytes())
    (indent,) = [finding for finding in findings if finding.rule == "body.indent"]
    assert indent.message == (
        "Dòng đầu đoạn: “Thực hiện Công văn số 1134/TCĐ, Tổ chỉ …” lùi 8 mm "
        "(và 13 chỗ khác). Quy định: lùi vào 10 mm hoặc 12,7 mm."
    )
    assert indent.citation == (
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 (nội dung)"
    )
    severities = [finding.severity for finding in findings]
    assert severities == sorted(severities)
    assert severities.count(Severity.NOTE) == 1


@pytest.mark.parametrize(
    "name",
    [
        "TimesNewRomanPSMT",
        "TimesNewRomanPS-BoldItalicMT",
        "Times New Roman,Bold",
        "LiberationSerif-Bold",
        "Phong-To-Trinh-Italic",
    ],
)
def test_times_new_roman_is_known_by_its_names(name):
    assert is_legal_font(name)


@pytest.mark.parametrize("name", ["Arial-BoldMT", "Calibri", ".VnTime", "Times", ""])
def test_other_fonts_are_not(name):
    assert not is_legal_font(name)


def test_four_pages_take_less_than_a_second_of_the_machine():
    pdf = render_pdf(DOCUMENT)
    start = process_time()
    lint(pdf)
    assert process_time() - start < 1


@pytest.mark.parametrize(
    ("pdf", "words"),
    [
        (b"PK\x03\x04 a Word file", "không phải là tệp PDF"),
        (b"", "không phải là tệp PDF"),
        (b"%PDF-1.7\nnothing more", "bị hỏng"),
    ],
)
def test_what_is_no_pdf_is_refused_with_a_reason(pdf, words):
    with pytest.raises(UnreadablePdf, match=words):
        lint(pdf)


def test_a_pdf_with_a_broken_page_is_refused_with_a_reason():
    pdf = (PAPERS / "word-user.pdf").read_bytes()
    with pytest.raises(UnreadablePdf, match="bị hỏng"):
        lint(pdf.replace(b"/Type/Page/", b"/Type/Pag/"))


def test_a_locked_pdf_is_refused_with_a_reason():
    with pytest.raises(UnreadablePdf, match="mật khẩu"):
        lint(_locked(render_pdf(PAPER)))


def test_a_scan_is_refused_with_a_reason():
    with pytest.raises(UnreadablePdf, match="không có chữ"):
        lint(_without_text())


def _locked(pdf):

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt("1134", algorithm="RC4-128")
    return _bytes_of(writer)


def _without_text():

    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    return _bytes_of(writer)


def _bytes_of(writer):

    written = BytesIO()
    writer.write(written)
    return written.getvalue()
