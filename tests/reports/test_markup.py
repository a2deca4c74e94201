"""Bold and italic: what pairs is a look, what does not prints as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.blocks import Bullet, Numbered, Paragraph, ReportDocument, Run, Section
from reports.document import text_blocks
from reports.markup import read_runs
from tests.reports.outputs.source_document import DOCUMENT, document
from tuky_cnscd.vietnamese import nfc

typed = st.lists(
    st.sampled_from(["*", "**", "***", "a", "ộ", " ", ",", "5", "(", "{ky}", "\u0301"])
).map("".join)


def looks(line):
    """The runs, each with b and i for its look: [("b", "chữ")]."""
    return [("b" * run.bold + "i" * run.italic, run.text) for run in read_runs(line)[1]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("**Kết quả:** đạt", [("b", "Kết quả:"), ("", " đạt")]),
        ("đạt *khá*.", [("", "đạt "), ("i", "khá"), ("", ".")]),
        ("***cả hai***", [("bi", "cả hai")]),
        ("**a *b* c**", [("b", "a "), ("bi", "b"), ("b", " c")]),
        ("**a *b***", [("b", "a "), ("bi", "b")]),
        ("***b** a*", [("bi", "b"), ("i", " a")]),
        ("***b* a**", [("bi", "b"), ("b", " a")]),
        ("(*trong ngoặc*)", [("", "("), ("i", "trong ngoặc"), ("", ")")]),
        ("**{guided} người**", [("b", "{guided} người")]),
    ],
)
def test_stars_in_pairs_are_looks(line, expected):
    assert looks(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "sản phẩm đạt 3* và 4*",
        "OCOP 4*, 5*.",
        "* Thuận lợi",
        "2 * 3 = 6 * 1",
        "**chưa đóng",
        "chưa mở**",
        "****",
        "a**b**c",
        "*a*b",
        "** cách ra **",
        "**a*",
        "*)",
    ],
)
def test_stray_stars_print_as_themselves(line):
    assert read_runs(line) == (line, ())


@given(typed)
def test_runs_hold_the_text_without_what_was_paired_and_nothing_else(line):
    text, runs = read_runs(line)
    assert not runs or "".join(run.text for run in runs) == text
    assert nfc(text.replace("*", "")) == nfc(line.replace("*", ""))
    assert (line.count("*") - text.count("*")) % 2 == 0
    assert not any(run.text == "" for run in runs)
    block = Paragraph(text, runs=runs)
    assert not runs or "".join(run.text for run in block.runs) == block.text


def test_a_line_full_of_stars_is_read_at_once():
    line = " **a" * 10_000 + "* " * 10_000
    assert read_runs(line)[0].replace("*", "") == line.replace("*", "")


def test_paragraphs_bullets_and_numbered_items_have_looks():
    assert text_blocks("**a**\n- *b* c\n1. **d**") == (
        Paragraph("a", runs=(Run("a", bold=True),)),
        Bullet("b c", (Run("b", italic=True), Run(" c"))),
        Numbered("1.", "d", (Run("d", bold=True),)),
    )


def test_a_paper_frozen_before_there_were_looks_says_the_same():
    stored = DOCUMENT.to_json()
    assert "'runs'" not in str(stored)
    assert ReportDocument.from_json(stored) == DOCUMENT


def test_looks_are_frozen_with_the_paper():
    marked = document(sections=(Section(1, "I.", "A", text_blocks("**a** *b*")),))
    assert ReportDocument.from_json(marked.to_json()) == marked
