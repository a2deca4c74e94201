"""Numbers and dates in templates, written as vietnamese.py writes them."""

from django import template
from django.utils import timezone

from tuky_cnscd import vietnamese

register = template.Library()


@register.filter
def number(value, decimals=None):
    """58.076; 95,57; “–” for None."""
    return vietnamese.format_number(_or_none(value), decimals)


@register.filter
def count2(value):
    """04, as counts stand in prose."""
    return vietnamese.format_count(_or_none(value))


@register.filter
def percent(value, decimals=None):
    """95,57%."""
    return vietnamese.format_percent(_or_none(value), decimals)


@register.filter
def decree_date(value):
    """06/4/2022, as dates are cited in a document."""
    return vietnamese.decree_day_month(value) if value else ""


@register.filter
def date_in_words(value):
    """ngày 06 tháng 4 năm 2022."""
    return vietnamese.date_in_words(value) if value else ""


@register.filter
def vdate(value):
    """06/04/2022, as dates stand on the screen."""
    return f"{value:%d/%m/%Y}" if value else ""


@register.filter
def vdatetime(value):
    """06/04/2022 14:30, in the office's time."""
    if not value:
        return ""
    if timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value:%d/%m/%Y %H:%M}"


def _or_none(value):
    """A name that the template does not know arrives as an empty string."""
    return None if value == "" else value
