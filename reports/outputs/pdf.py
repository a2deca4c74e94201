"""A ReportDocument enters, the bytes of its PDF leave; the layout is Decree 30's.

WeasyPrint's font configuration is neither cheap nor safe to share between threads:
one of each a process, behind a lock. The same document gives the same bytes on one
machine, on any day: nothing in them is taken from the clock.
"""

from datetime import date as Date
from functools import cache
from itertools import count
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.template.loader import render_to_string
from fontTools.ttLib import TTLibError
from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import TableBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.blocks import ReportDocument
from reports.outputs import archive, fonts, paper
from reports.outputs.paper import ReportRenderError
from reports.outputs.payload import attach

TEMPLATE = "reports/document/report.html"
STYLESHEET = Path(settings.BASE_DIR) / "templates/reports/document/paper.css"
FONT_SCHEME = "paper-font:"
_rendering = Lock()


class FontsOnly(URLFetcher):
    """Serves the project's font files to WeasyPrint, and nothing else at all."""

    def __init__(self) -> None:
        super().__init__(fail_on_errors=True)

    def fetch(self, url, headers=None):
        """The font named after "paper-font:"; any other address is an error."""
        if not url.startswith(FONT_SCHEME):
            raise ValueError(f"The paper loads nothing from elsewhere: {url}")
        body = fonts.font_bytes(url.removeprefix(FONT_SCHEME))
        return URLFetcherResponse(url, body, {"Content-Type": "font/ttf"})


def render_html(document: ReportDocument) -> str:
    """The HTML that WeasyPrint is given, without its stylesheet."""
    return render_to_string(
        TEMPLATE,
        {
            "document": document,
            "parent_lines": paper.parent_lines(document),
            "issuer_lines": paper.issuer_lines(document),
            "subject_lines": paper.subject_lines(document),
            "about_lines": paper.about_lines(document),
            "annexes": [_annex(document, annex) for annex in document.annexes],
            "code_line": paper.code_line(document),
        },
    )


def _annex(document, annex):
    return {
        "label": annex.label,
        "title": annex.title,
        "title_lines": paper.annex_title_lines(annex),
        "enclosed_with": document.enclosed_with(annex),
        "blocks": annex.blocks,
        "wide": annex.wide,
    }


def render_pdf(document: ReportDocument, *, payload: bytes | None = None) -> bytes:
    """The paper as PDF bytes: A4, PDF/A-2a and PDF/UA-1, with its title and language.

    payload is what the file carries for machines; read_payload() reads it back.
    Raises ReportRenderError if a character is not in the paper's font, or a file of
    the project is missing; never prints with another font instead.
    """
    try:
        paper.refuse_unprintable(document)
        html = render_html(document)
        with _rendering:
            return write_pdf(html, payload=payload, day=document.date)
    except (FatalURLFetchingError, OSError, TTLibError) as error:
        raise ReportRenderError(
            "Không lập được tệp PDF: thiếu hoặc hỏng tệp phông chữ, tệp trình bày "
            f"của chương trình ({error})."
        ) from error


def write_pdf(
    html: str, *, payload: bytes | None = None, day: Date | None = None
) -> bytes:
    """The paper's HTML as PDF; call it under one lock a process."""
    for spare in count():
        pdf = _write(html, payload, day, spare)
        if archive.is_sealed(pdf):
            return pdf


def _write(html, payload, day, spare):
    def finish(rendered, pdf):
        _refuse_foreign_fonts(rendered)
        _refuse_lost_heads(rendered)
        archive.finish(rendered, pdf, spare)
        if payload is not None:
            attach(pdf, payload, day)
        archive.seal(pdf)

    page = HTML(string=html, url_fetcher=FontsOnly())
    return page.write_pdf(
        stylesheets=[_stylesheet()],
        font_config=_font_configuration(),
        finisher=finish,
        **archive.OPTIONS,
    )


def _refuse_foreign_fonts(rendered) -> None:
    foreign = {font.family for font in rendered.fonts.values()} - {fonts.FAMILY}
    if foreign:
        names = ", ".join(sorted(foreign))
        raise ReportRenderError(
            f"Không lập được tệp PDF: lẫn phông chữ khác ({names})."
        )


def _refuse_lost_heads(rendered) -> None:
    """WeasyPrint leaves a table's head out, and says nothing, if no page holds it."""
    heads: dict = {}  # a table's element: whether some page has its head
    for page in rendered.pages:
        for box in page._page_box.descendants():
            if isinstance(box, TableBox):
                shown = any(group.is_header for group in box.children)
                heads[box.element] = heads.get(box.element) or shown
    for table, shown in heads.items():
        if not shown and (head := table.find("thead")) is not None:
            name = " ".join("".join(head.itertext()).split())
            raise ReportRenderError(
                "Không lập được tệp PDF: đầu bảng cao hơn một trang giấy "
                f"(“{name[:60]}…”). Đề nghị rút gọn tên các cột."
            )


@cache
def _font_configuration() -> FontConfiguration:
    return FontConfiguration()


@cache
def _stylesheet() -> CSS:
    return CSS(
        filename=STYLESHEET,
        url_fetcher=FontsOnly(),
        font_config=_font_configuration(),
    )
