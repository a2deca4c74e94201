"""Rows behind the officer's doors, and what her forms send."""

import datetime as dt

from django.urls import reverse

from reports.models import Activity, CitedDocument, Product
from tests.factories import make_commune, make_indicator, make_open_period

DOCUMENT = {
    "kind": "dispatch",
    "number": "1134/ TCĐCNSCĐ",
    "date": "18/7/2023",
    "issuer": "Tổ chỉ đạo tỉnh",
}


def address(name, *args):
    return reverse(f"reports:{name}", args=args)


def make_document(district, number="99/QĐ-UBND", **fields):
    fields = {
        "kind": "decision",
        "date": dt.date(2022, 4, 6),
        "issuer": "UBND huyện",
        **fields,
    }
    return CitedDocument.objects.create(district=district, number=number, **fields)


def make_activity(district, title="Tập huấn", **fields):
    fields = {"kind": "training", "date": dt.date(2023, 2, 16), **fields}
    return Activity.objects.create(district=district, title=title, **fields)


def make_product(commune, name="Gạo bãi rươi", **fields):
    return Product.objects.create(
        commune=commune, name=name, **{"kind": "ocop", **fields}
    )


def opened(district, officer, **fields):
    make_commune(district)
    make_indicator(district, "guided")
    return make_open_period(district, officer, **fields)
