"""Bold and italic within a paragraph, on the PDF's page and in the .docx."""

import pytest

from reports.blocks import Section
from reports.document import text_blocks
from reports.outputs.docx import render_docx
from reports.outputs.pdf import render_html
from tests.pages import Page
from tests.reports.outputs import word
from tests.reports.outputs.source_document import document

TEXT = "**Kết quả 1:** đạt *khá*"
PLAIN = "Kết quả 1: đạt khá"


@pytest.fixture(scope="module")
def marked():
    blocks = text_blocks(f"{TEXT}\n- {TEXT}\n1. {TEXT}")
    return document(sections=(Section(1, "I.", "A", blocks),))


def test_the_pages_html_says_what_is_bold_and_what_is_italic(marked):
    page = Page(render_html(marked))
    assert page.texts("p strong") == ["Kết quả 1:"] * 3
    assert page.texts("p em") == ["khá"] * 3
    assert [PLAIN, f"- {PLAIN}", f"1. {PLAIN}"] == [
        text for text in page.texts("p") if PLAIN in text
    ]


def test_the_docx_has_them_as_runs(marked):
    file = word.opened(render_docx(marked))
    found = [each for each in file.paragraphs if PLAIN in each.text]
    assert [each.text for each in found] == [PLAIN, f"- {PLAIN}", f"1. {PLAIN}"]
    for paragraph in found:
        assert [r.text for r in paragraph.runs if r.bold] == ["Kết quả 1:"]
        assert [r.text for r in paragraph.runs if r.italic] == ["khá"]
