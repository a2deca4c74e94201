"""One PDF for archives (PDF/A-2a) and for readers who cannot see (PDF/UA-1)."""

import datetime
import os
import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pydyf
import pytest
from django.conf import settings
from pypdf import PdfReader

from reports.blocks import (
    Annex,
    Bullet,
    DataTable,
    FormTable,
    Head,
    IndicatorTable,
    Line,
    Paragraph,
    PlaceTable,
    ReportDocument,
    Row,
    Section,
    Status,
)
from reports.outputs import archive
from reports.outputs.docx import render_docx
from reports.outputs.pdf import render_pdf
from tests.reports.outputs.conformance import broken_rules
from tests.reports.outputs.source_document import DOCUMENT, ROWS, document

DAY = datetime.date(2023, 7, 20)
PLACES = PlaceTable(
    ("STT", "Thôn", "Số hộ", "Số người"),
    tuple((str(n), f"Thôn {n}", str(n * 7), "–") for n in range(1, 61)),
    ("", "Cộng", "770", "chưa có"),
)
FORM = FormTable(
    ("STT", "Nội dung", "Đơn vị tính", "Cách tính", "Số liệu"),
    (("1", "Số hộ", "Hộ", "Đếm một lần", ""), ("2", "Số người", "Người", "", "")),
)
HEADS = (
    (Head("TT", rows=2), Head("Đơn vị", rows=2), Head("Tài khoản", columns=2)),
    (Head("Mức 1"), Head("Mức 2")),
)
DATA = DataTable(
    HEADS,
    ("stt", "name", "figure", "figure"),
    (
        Line(("", "Cụm một", "", ""), "group"),
        *(Line((str(n), f"xã {n}", "1", "2")) for n in range(1, 61)),
        Line(("", "Tổng cộng", "3", "4"), "total"),
    ),
)
ANNEXES = (
    Annex("Phụ lục I", "Số liệu của từng thôn " * 5, "Tổ chỉ đạo", (PLACES,)),
    Annex("Phụ lục II", "Biểu thu thập", "Tổ chỉ đạo", (FORM,), wide=True),
)
GROUPED = IndicatorTable(
    (Row("", "Kinh tế số", "", ""), *ROWS, Row("9", "Sản phẩm", "", "gạo " * 400))
)
PAPERS = {
    "draft": DOCUMENT,
    "issued": document(status=Status.ISSUED, number="5", date=DAY),
    "coded": document(code="7F3A-92C1", addressees=("Sở TTTT", "UBND huyện")),
    "annexed": document(annexes=ANNEXES, date=DAY),
    "data": document(
        sections=(Section(1, "I.", "Bảng", (replace(DATA, caption="Bảng 1"),)),),
        annexes=(Annex("Phụ lục", "Bảng", "Tổ", (replace(DATA, wide=True),), True),),
    ),
    "letter": document(
        kind="",
        sections=(),
        body=(Paragraph("Đề nghị."), Bullet("Một")),
        annexes=ANNEXES,
    ),
    "grouped": document(sections=(Section(1, "I.", "Bảng", (GROUPED,)),)),
    "bare": document(sections=(), opening="", closing="", recipients=(), addressees=()),
    "subject": document(subject="Đề án <b>&amp; ]]> {x} “A” -- \\u202e"),
}


@pytest.fixture(scope="module")
def pdfs() -> dict[str, bytes]:
    return {name: render_pdf(each, payload=b"{}") for name, each in PAPERS.items()}


@pytest.mark.parametrize("name", PAPERS)
def test_every_kind_of_paper_meets_both_standards(pdfs, name):
    assert broken_rules(pdfs[name]) == []


def structure(pdf: bytes) -> str:
    """The tree that a screen reader follows, as poppler prints it."""
    command = ["pdfinfo", "-struct", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def test_metadata_are_told_uncompressed_and_alike_in_both_places(pdfs):
    reader = PdfReader(BytesIO(pdfs["annexed"]))
    told = reader.xmp_metadata
    assert told.dc_title == {"x-default": reader.metadata.title}
    assert told.dc_language == ["vi"]
    assert told.xmp_create_date.date() == reader.metadata.creation_date.date() == DAY
    assert b"<pdfaid:part>2</pdfaid:part>" in pdfs["annexed"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdfs["annexed"]
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_a_title_of_signs_is_told_as_itself(pdfs):
    reader = PdfReader(BytesIO(pdfs["subject"]))
    assert reader.xmp_metadata.dc_title["x-default"] == PAPERS["subject"].title


def bookmarks(items):
    for item in items:
        if isinstance(item, list):
            yield from bookmarks(item)
        else:
            yield item.title


def test_every_heading_and_every_annex_is_one_bookmark(pdfs):
    paper = PAPERS["annexed"]
    outline = PdfReader(BytesIO(pdfs["annexed"])).outline
    assert [text.casefold() for text in bookmarks(outline)] == [
        f"{each.number} {each.title}".casefold() for each in paper.sections
    ] + [f"{each.label}. {each.title.strip()}".casefold() for each in paper.annexes]


def test_only_what_has_headings_is_a_table_and_its_headings_say_what_they_head(pdfs):
    tree = structure(pdfs["annexed"])
    _, *tables = re.split(r"\n *Table \(block\)", tree)
    assert len(tables) >= 4
    assert all(" TH " in table for table in tables)
    assert tree.count("/Scope /Column") == tree.count(" TH ")
    assert tree.count("/Headers") == tree.count(" TD")


def test_page_numbers_and_codes_are_no_text_of_the_document(pdfs):
    first, *others = PdfReader(BytesIO(pdfs["coded"])).pages
    mark = b"/Artifact\n<</Type /Pagination>>\nBDC"
    assert first.get_contents().get_data().count(mark) == 1
    for page in others:
        assert page.get_contents().get_data().count(mark) == 2


def test_headings_skip_no_level(pdfs):
    def levels(name):
        return re.findall(r"^ *(H\d) ", structure(pdfs[name]), re.MULTILINE)

    assert levels("draft") == [
        "H1",
        "H2",
        "H3",
        "H3",
        "H3",
        "H4",
        "H4",
        "H2",
        "H2",
        "H2",
    ]
    assert levels("letter") == ["H1", "H1"]


# No stream ends on a return


@pytest.mark.parametrize("compress", [True, False])
def test_no_stream_ends_on_a_return_and_each_is_read_as_it_was(compress):
    ends = set()
    for byte in range(256):
        body = bytes([byte]) + b"\r"
        stream = pydyf.Stream([body], compress=compress)
        pdf = written(stream)
        assert archive.is_sealed(pdf)
        ends.add(b"ASCII85Decode" in pdf)
        assert PdfReader(BytesIO(pdf)).get_object(3).get_data() == body
    assert True in ends


def written(*objects):
    """A PDF of these objects, their streams sealed."""
    pdf, target = pydyf.PDF(), BytesIO()
    for each in objects:
        pdf.add_object(each)
    archive.seal(pdf)
    pdf.write(target)
    return target.getvalue()


def test_a_file_that_is_not_sealed_is_made_again_otherwise(monkeypatch):
    answers = iter([False, False, True])
    monkeypatch.setattr(archive, "is_sealed", lambda pdf: next(answers))
    again = render_pdf(PAPERS["bare"])
    assert next(answers, None) is None
    monkeypatch.undo()
    once = render_pdf(PAPERS["bare"])
    assert again != once and broken_rules(again) == []
    read = [PdfReader(BytesIO(each)).pages[0].extract_text() for each in (again, once)]
    assert read[0] == read[1]


# The same bytes

ELSEWHERE = """
import datetime, sys, time
moment = 2_000_000_000
class Clock(datetime.datetime):
    now = classmethod(lambda cls, tz=None: cls.fromtimestamp(moment, tz))
    today = classmethod(lambda cls: cls.fromtimestamp(moment))
    utcnow = classmethod(lambda cls: cls.fromtimestamp(moment))
datetime.datetime, time.time = Clock, lambda: moment
sys.path.insert(0, ".")
import django
django.setup()
from tests.reports.outputs.test_archive import prints_of
print(*prints_of("annexed"))
"""


def prints_of(name: str) -> list[str]:
    """The fingerprints of one paper in its formats."""
    paper = ReportDocument.from_json(PAPERS[name].to_json())
    files = (render_pdf(paper, payload=b"{}"), render_docx(paper))
    return [sha256(file).hexdigest() for file in files]


def test_another_process_on_another_day_makes_the_same_bytes(pdfs):
    here = prints_of("annexed")
    assert here[0] == sha256(pdfs["annexed"]).hexdigest()
    world = os.environ | {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    world |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "LANG": "C"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ELSEWHERE],
        env=world,
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.split() == here
