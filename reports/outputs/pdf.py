"""A ReportDocument enters, the bytes of its PDF leave; the layout is Decree 30's.

WeasyPrint's font configuration is neither cheap nor safe to share between threads:
one of each a process, behind a lock. The same document gives the same bytes on one
machine.
"""

import re
from functools import cache
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.template.loader import render_to_string
from fontTools.ttLib import TTLibError
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.blocks import ReportDocument
from reports.outputs import fonts

TEMPLATE = "reports/document/report.html"
STYLESHEET = Path(settings.BASE_DIR) / "templates/reports/document/paper.css"
FONT_SCHEME = "paper-font:"
LEFT_CELL = 68  # mm; the right cell's 97 are what the national title needs at 13 pt
TEXT_WIDTH = 165  # mm; A4 less the margins of 30 and 15
BEFORE_AREA = re.compile(
    r" (?=(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG) )"
)
_rendering = Lock()


class ReportRenderError(Exception):
    """The paper cannot be printed as it should be; the message says why."""


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
    head = document.letterhead
    issuer = [
        line
        for given in head.issuing_agency
        for line in fonts.balanced(given.upper(), LEFT_CELL, 13, fonts.BOLD)
    ]
    return render_to_string(
        TEMPLATE,
        {
            "document": document,
            "parent_lines": _parent_lines(head.parent_agency.upper()),
            "issuer_lines": issuer,
            "subject_lines": fonts.balanced(
                document.subject, TEXT_WIDTH, 14, fonts.BOLD
            ),
        },
    )


def render_pdf(document: ReportDocument) -> bytes:
    """The paper as PDF bytes: A4, with its title and language.

    Raises ReportRenderError if a character is not in the paper's font, or a file of
    the project is missing; never prints with another font instead.
    """
    try:
        refuse_unprintable(document)
        html = render_html(document)
        with _rendering:
            return write_pdf(html)
    except (FatalURLFetchingError, OSError, TTLibError) as error:
        raise ReportRenderError(
            "Không lập được tệp PDF: thiếu hoặc hỏng tệp phông chữ, tệp trình bày "
            f"của chương trình ({error})."
        ) from error


def refuse_unprintable(document: ReportDocument) -> None:
    """Raise ReportRenderError naming the first character that the font lacks."""
    for text in document.texts():
        character = fonts.unprintable(text)
        if character is not None:
            start = max(0, text.index(character) - 30)
            raise ReportRenderError(
                f"Không in được ký tự {fonts.named(character)}, trong đoạn "
                f"“{_shown(text[start : start + 60])}”. "
                "Đề nghị xóa hoặc thay ký tự này."
            )


def write_pdf(html: str) -> bytes:
    """WeasyPrint alone on the paper's HTML; call it under one lock a process."""
    page = HTML(string=html, url_fetcher=FontsOnly())
    return page.write_pdf(
        stylesheets=[_stylesheet()],
        font_config=_font_configuration(),
        finisher=_refuse_foreign_fonts,
    )


def _parent_lines(parent: str) -> tuple[str, ...]:
    """One line if it fits, else the kind of agency above the name of its area."""
    if fonts.width(parent, 13) <= LEFT_CELL:
        return (parent,)
    parts = BEFORE_AREA.split(parent, maxsplit=1)
    return tuple(line for part in parts for line in fonts.balanced(part, LEFT_CELL, 13))


def _refuse_foreign_fonts(rendered, pdf) -> None:
    foreign = {font.family for font in rendered.fonts.values()} - {fonts.FAMILY}
    if foreign:
        names = ", ".join(sorted(foreign))
        raise ReportRenderError(
            f"Không lập được tệp PDF: lẫn phông chữ khác ({names})."
        )


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)


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
