"""A báo cáo of two pages and one with annexes, small enough to render many times, and
the ways to break them: words of the HTML replaced, rules of CSS added."""

import datetime
import re
from dataclasses import replace
from functools import cache

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from reports.blocks import (
    Annex,
    Bullet,
    IndicatorTable,
    Numbered,
    Paragraph,
    ReportDocument,
    Row,
    Section,
    Signature,
    Status,
)
from reports.lint import lint
from reports.outputs.pdf import STYLESHEET, FontsOnly, render_html
from tests.reports.outputs.source_document import LETTERHEAD

LONG = (
    "Tổ công nghệ số cộng đồng các xã, thị trấn đã phối hợp hướng dẫn người dân cài "
    "đặt và sử dụng dịch vụ công trực tuyến, tài khoản định danh điện tử và thanh toán "
    "không dùng tiền mặt, góp phần nâng cao nhận thức về chuyển đổi số tại địa phương."
)
TABLE = IndicatorTable((Row("1", "Tổng số hộ gia đình", "Hộ", "58.076"),))
PAPER = ReportDocument(
    letterhead=LETTERHEAD,
    subject="Kết quả hoạt động của Tổ công nghệ số cộng đồng 6 tháng đầu năm 2023",
    opening=f"Thực hiện Công văn số 12/TCĐ, Tổ chỉ đạo báo cáo như sau: {LONG}",
    sections=(
        Section(1, "I.", "Kết quả"),
        Section(2, "1.", "Thông tin chung", (Paragraph(LONG), Bullet("Số tổ: 23."))),
        Section(2, "2.", "Số liệu", (TABLE, Paragraph(LONG))),
        Section(3, "2.1.", "Chi tiết", (Paragraph(LONG),)),
        Section(1, "II.", "Tồn tại, hạn chế", (Bullet(LONG), Bullet(LONG))),
        Section(
            1,
            "III.",
            "Phương hướng",
            (
                Numbered("1.", LONG),
                Numbered("2.", "Tập huấn cho thành viên:"),
                Numbered("a)", "Cấp xã."),
                Numbered("b)", "Cấp thôn."),
                Numbered("3.", LONG),
            ),
        ),
    ),
    closing="Trên đây là báo cáo kết quả hoạt động của Tổ chỉ đạo huyện Tứ Kỳ./.",
    recipients=("Như trên", "Sở TTTT", "Lưu: VT, VHTT"),
    signature=Signature(
        ("TM. Tổ chỉ đạo", "KT. Tổ trưởng", "Tổ phó"), name="Trương Thị Toan"
    ),
    number="5",
    date=datetime.date(2023, 7, 20),
    addressees=("Sở Thông tin và Truyền thông",),
    status=Status.ISSUED,
)
ADDRESSED_TO_MANY = replace(PAPER, addressees=("Sở TTTT", "UBND huyện", "Sở Nội vụ"))
LETTER = replace(
    PAPER,
    kind="",
    symbol="TCĐ",
    subject="báo cáo kết quả hoạt động",
    sections=(),
    body=(Paragraph(LONG),) * 5,
)
WITH_ANNEXES = replace(
    PAPER,
    sections=PAPER.sections[:3],
    annexes=(
        Annex(
            "Phụ lục I",
            "Lời kể của các xã",
            "Tổ chỉ đạo",
            (Paragraph(LONG),) * 8 + (Paragraph("Hết./."),),
        ),
        Annex("Phụ lục II", "Số liệu", "Tổ chỉ đạo", (TABLE,), wide=True),
    ),
)


def broken(document: ReportDocument, *words: tuple[str, str], css: str = "") -> bytes:
    """Its PDF with words of its HTML replaced and declarations added.

    Each pair must be found; "!important" is put into css. Rendered as the paper is,
    without what makes it PDF/A, which costs most of the time.
    """
    html = render_html(document)
    for old, new in words:
        assert old in html, old
        html = html.replace(old, new)
    style = re.sub(r"(?<=[^;{}])(?=[;}])", " !important", css)
    html = html.replace("</head>", f"<style>{style}</style></head>")
    return HTML(string=html, url_fetcher=FontsOnly()).write_pdf(
        stylesheets=[_stylesheet()], font_config=_fonts()
    )


@cache
def _fonts():
    return FontConfiguration()


@cache
def _stylesheet():
    return CSS(filename=STYLESHEET, url_fetcher=FontsOnly(), font_config=_fonts())


def rules_of(pdf: bytes) -> set[str]:
    """The rules that the linter finds broken."""
    return {finding.rule for finding in lint(pdf)}
