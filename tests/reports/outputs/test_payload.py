"""What a PDF carries for machines: put in, read back, and never a reason to fail."""

import datetime
from io import BytesIO

import pydyf
import pytest
from pypdf import PdfReader, PdfWriter

from reports.outputs import payload
from reports.outputs.payload import attach, read_payload
from reports.outputs.pdf import render_pdf
from tests.reports.outputs.source_document import document

BODY = '{"Thôn": "Đồng Tâm", "hộ": 12} endstream endobj %%EOF'.encode()
DAY = datetime.date(2023, 7, 20)


def written(body: bytes | None, day=DAY) -> bytes:
    """A PDF of one empty page that carries the bytes, or none."""
    pdf = pydyf.PDF()
    pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference}))
    if body is not None:
        attach(pdf, body, day)
    target = BytesIO()
    pdf.write(target)
    return target.getvalue()


def test_a_paper_carries_its_payload():
    small = document(sections=(), date=DAY)
    assert read_payload(render_pdf(small, payload=BODY)) == BODY
    assert read_payload(render_pdf(small)) is None


@pytest.mark.parametrize("body", [BODY, b"", bytes(range(256)) * 40])
def test_any_bytes_come_back(body):
    assert read_payload(written(body)) == body


def test_the_payload_is_of_the_papers_day_and_of_no_other():
    assert b"D:20230720" in written(BODY)
    assert b"D:19700101" in written(BODY, day=None)


def test_a_program_that_writes_the_file_again_keeps_the_payload():
    again = BytesIO()
    PdfWriter(clone_from=PdfReader(BytesIO(written(BODY)))).write(again)
    assert read_payload(again.getvalue()) == BODY


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04 no PDF at all",
        written(None),
        written(BODY)[:200],
        written(BODY).replace(b"/Private 4 0 R", b"/Private 1 0 R"),
        written(BODY).replace(b"/Private 4 0 R", b"/Private 99 0 R"),
        written(BODY).replace(b"/PieceInfo <<", b"/PieceInfo [<"),
    ],
)
def test_a_file_that_carries_none_has_none(file):
    assert read_payload(file) is None


def test_a_locked_file_has_none():
    writer, locked = PdfWriter(clone_from=PdfReader(BytesIO(written(BODY)))), BytesIO()
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    writer.write(locked)
    assert read_payload(locked.getvalue()) is None


def test_more_than_a_paper_can_say_is_not_read(monkeypatch):
    monkeypatch.setattr(payload, "MOST", len(BODY) - 1)
    assert read_payload(written(BODY)) is None
