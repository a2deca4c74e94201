"""How running text is set on the paper."""

import re

from django import template
from django.utils.html import format_html, format_html_join

from reports.outputs import tables

register = template.Library()
register.simple_tag(tables.measures, name="measures")

BREAKABLE = re.compile(r"(?<!\S)(\S+[-–—/]\S+|\S+ [-–—])(?!\S)")
LONGEST_WHOLE = 24


@register.filter
def whole_words(text: str) -> str:
    """Keep what reads as one word on one line.

    A line may otherwise end inside "1252/QĐ-UBND", which then is neither found nor
    copied as one word, or begin with the dash of "Tứ Kỳ - Hải Dương" and look like a
    new item of a list. Words wider than a cell of the table may break.
    """
    pieces = enumerate(BREAKABLE.split(text))
    return format_html_join("", "{}", ((_set(p, i % 2),) for i, p in pieces))


@register.filter
def cells(line, columns):
    """The cells of a line, each with what its column holds."""
    return zip(columns, line.cells, strict=True)


@register.filter
def in_its_looks(block) -> str:
    """A paragraph's or an item's text, with what is bold and what is italic."""
    if not block.runs:
        return whole_words(block.text)
    return format_html_join("", "{}", ((_look(run),) for run in block.runs))


def _look(run) -> str:
    text = whole_words(run.text)
    if run.italic:
        text = format_html("<em>{}</em>", text)
    return format_html("<strong>{}</strong>", text) if run.bold else text


def _set(piece: str, breakable: int) -> str:
    if breakable and len(piece) <= LONGEST_WHOLE:
        return format_html('<span class="whole">{}</span>', piece)
    return piece
