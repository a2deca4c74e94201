"""Numbers and dates in templates."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("total|number", "58.076"),
        ("share|number:2", "95,50"),
        ("nothing|number", "–"),
        ("unknown|number", "–"),
        ("four|count2", "04"),
        ("share|percent", "95,5%"),
        ("day|decree_date", "06/4/2022"),
        ("day|date_in_words", "ngày 06 tháng 4 năm 2022"),
        ("day|vdate", "06/04/2022"),
        ("nothing|vdate", ""),
        ("moment|vdatetime", "15/06/2023 00:30"),
        ("unknown|vdatetime", ""),
    ],
)
def test_values_are_written_as_an_office_writes_them(expression, text):
    values = {
        "total": Decimal("58076.000"),
        "share": Decimal("95.5"),
        "nothing": None,
        "four": 4,
        "day": dt.date(2022, 4, 6),
        "moment": dt.datetime(2023, 6, 14, 17, 30, tzinfo=dt.UTC),
    }
    template = Template("{% load vietnamese %}{{ " + expression + " }}")
    assert template.render(Context(values)) == text
