"""A ReportDocument enters, its page for a screen leaves: the HTML that the PDF is made
of, in the same stylesheet, with fonts that a browser can fetch."""

import re
from functools import cache

from django.utils.html import format_html, format_html_join

from reports.blocks import ReportDocument
from reports.outputs.pdf import FONT_SCHEME, STYLESHEET, render_html

FONT = re.compile(rf'url\("{FONT_SCHEME}LiberationSerif-(?P<face>\w+)\.ttf"\)')
# Times New Roman and Liberation Serif have the same widths: whoever has one of them
# fetches nothing.
LOCAL = {
    "Regular": ("Times New Roman", "TimesNewRomanPSMT", "Liberation Serif"),
    "Bold": ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold"),
    "Italic": (
        "Times New Roman Italic",
        "TimesNewRomanPS-ItalicMT",
        "Liberation Serif Italic",
    ),
    "BoldItalic": (
        "Times New Roman Bold Italic",
        "TimesNewRomanPS-BoldItalicMT",
        "Liberation Serif Bold Italic",
    ),
}
NAME_IN_BRACES = re.compile(r"\{[^{}<>]*\}")


def render_page(document: ReportDocument, stylesheets) -> str:
    """The page with links to `stylesheets`; names that stand in braces are marked."""
    head, body = render_html(document).split("</head>", 1)
    marked = NAME_IN_BRACES.sub(r"<mark>\g<0></mark>", body)
    return f"{head}{_links(stylesheets)}\n</head>{marked}"


def page_without_document(message: str, stylesheets) -> str:
    """The same frame with a sentence that says why there is no page."""
    return format_html(
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        "<title>Trang báo cáo</title>{}</head><body><p>{}</p></body></html>",
        _links(stylesheets),
        message,
    )


def _links(stylesheets):
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((url,) for url in stylesheets)
    )


@cache
def _source() -> str:
    return STYLESHEET.read_text(encoding="utf-8")


def page_styles(font_url) -> str:
    """The paper's stylesheet for a browser; `font_url` gives a font file's address."""

    def sources(found):
        face = found["face"]
        own = [f'local("{name}")' for name in LOCAL[face]]
        return ", ".join([*own, f'url("{font_url(f"LiberationSerif-{face}.ttf")}")'])

    return FONT.sub(sources, _source())
