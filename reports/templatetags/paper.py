"""How running text is set on the paper."""

import re

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()

TOKEN = re.compile(r"(\S+(?: [-–—](?= ))?)")
BREAKABLE = re.compile(r"\S[-–—/]\S| [-–—]$")
LONGEST_WHOLE = 24


@register.filter
def whole_words(text: str) -> str:
    """Keep what reads as one word on one line.

    A line may otherwise end inside "1252/QĐ-UBND", which then is neither found nor
    copied as one word, or begin with the dash of "Tứ Kỳ - Hải Dương" and look like a
    new item of a list. Words wider than a cell of the table may break.
    """
    return format_html_join("", "{}", ((_set(piece),) for piece in TOKEN.split(text)))


def _set(piece: str) -> str:
    if len(piece) <= LONGEST_WHOLE and BREAKABLE.search(piece):
        return format_html('<span class="whole">{}</span>', piece)
    return piece
