"""A paper that an office issued, made without its period's whole way.

The bytes are rendered once a run: a PDF costs more than the rest of such a test.
"""

import datetime as dt
import hashlib
from functools import cache
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from reports.blocks import (
    IndicatorTable,
    Letterhead,
    Paragraph,
    ReportDocument,
    Row,
    Section,
    Signature,
    Status,
)
from reports.machine_copy import machine_copy, to_bytes
from reports.models import IssuedReport
from reports.outputs.payload import OWNER
from reports.outputs.pdf import render_pdf
from tests.factories import make_period

FIRST, LAST, DAY = dt.date(2022, 12, 15), dt.date(2023, 6, 14), dt.date(2023, 7, 26)
ROWS = (
    Row("1", "Tổng số hộ gia đình", "Hộ", "58.076"),
    Row("2", "Số tài khoản VNeID", "Tài khoản", "71.994 (22/23 xã)"),
)
SAID = "Đã tập huấn 22/23 xã, hướng dẫn 17.250 người, đạt 95,57% kế hoạch."


def make_document(**fields) -> ReportDocument:
    """A short issued report with one table and one sentence with figures."""
    fields = {
        "letterhead": Letterhead("UBND huyện Tứ Kỳ", ("Tổ chỉ đạo CNSCĐ",), "Tứ Kỳ"),
        "subject": "Kết quả hoạt động 6 tháng đầu năm 2023",
        "opening": "Thực hiện Công văn số 99/SYTTTT-CĐS ngày 05/7/2023.",
        "sections": (
            Section(1, "I.", "Kết quả", (Paragraph(SAID), IndicatorTable(ROWS))),
        ),
        "closing": "Trên đây là báo cáo./.",
        "recipients": ("Như trên",),
        "signature": Signature(("TỔ PHÓ",), name="Trương Thị Toan"),
        "number": "05",
        "date": DAY,
        "status": Status.ISSUED,
        **fields,
    }
    return ReportDocument(**fields)


@cache
def issued_bytes() -> bytes:
    """The PDF of make_document() with its data inside."""
    return render_pdf(make_document(), payload=to_bytes(data()))


def data() -> dict:
    return machine_copy(make_document(), FIRST, LAST)


def make_issued(district, officer, *, pdf=None, **fields):
    """The paper on record; `pdf` stands for other bytes than issued_bytes()."""
    pdf = issued_bytes() if pdf is None else pdf
    content = make_document().to_json()
    fields = {
        "period": fields.pop("period", None) or make_period(district),
        "state": "issued",
        "content": content,
        "figures": {},
        "findings": [],
        "signing_pdf": b"%PDF-",
        "signing_sha256": "",
        "finalised_by": officer,
        "number": 5,
        "symbol": "BC-TCĐ",
        "date": DAY,
        "issued_content": content,
        "issued_pdf": pdf,
        "issued_sha256": hashlib.sha256(pdf).hexdigest(),
        **fields,
    }
    return IssuedReport.objects.create(**fields)


def with_data(pdf: bytes, payload: bytes) -> bytes:
    """The PDF written anew with other data inside."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    piece = writer.root_object["/PieceInfo"][f"/{OWNER}"]
    stream = StreamObject()
    stream.set_data(payload)
    piece[NameObject("/Private")] = writer._add_object(stream)
    return _written(writer)


def with_page(pdf: bytes, other: ReportDocument) -> bytes:
    """The PDF written anew with another document's pages over its own data."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    for page, drawn in zip(
        writer.pages, PdfReader(BytesIO(render_pdf(other))).pages, strict=True
    ):
        page[NameObject("/Contents")] = writer._add_object(
            drawn["/Contents"].get_object().clone(writer)
        )
        page[NameObject("/Resources")] = drawn["/Resources"].clone(writer)
    return _written(writer)


def _written(writer):
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
