"""A small commune that enters figures, and a hand that fills in its page."""

import re
from html.parser import HTMLParser
from types import SimpleNamespace

from django.urls import reverse

from reports.models import Product
from tests.factories import (
    make_commune,
    make_district,
    make_hamlet,
    make_indicator,
    make_officer,
    make_open_period,
    make_staff,
)


def make_desk(hamlets=("An Lao", "Xuân Nẻo"), columns=2, name="Tứ Kỳ"):
    """Hưng Đạo with its hamlets, two staff, an officer and an open period.

    By hamlet: households, then more up to `columns`. For the commune: sessions, the
    typed total vneid of vneid_1 and vneid_2, and two lists of OCOP products.
    """
    district = make_district(name)
    commune = make_commune(district)
    rows = [make_hamlet(commune, name, position=i) for i, name in enumerate(hamlets)]
    names = ["households", *(f"extra_{n}" for n in range(2, columns + 1))]
    for key in names:
        make_indicator(district, key, level="hamlet")
    make_indicator(district, "sessions", unit="Buổi")
    total = make_indicator(district, "vneid", total_typed=True)
    make_indicator(district, "vneid_1", part_of=total, number="")
    make_indicator(district, "vneid_2", part_of=total, number="")
    lists = {"kind": "list", "product_kind": "ocop", "unit": "Sản phẩm"}
    whole = make_indicator(district, "ocop", **lists)
    make_indicator(district, "online", within=whole, **lists)
    Product.objects.create(commune=commune, kind="ocop", name="Rươi kho")
    tail = "" if name == "Tứ Kỳ" else f"-{district.pk}"
    officer = make_officer(district, f"hoa{tail}", full_name="Phạm Thị Hoa")
    period = make_open_period(district, officer)
    submission = period.submissions.get()
    return SimpleNamespace(
        district=district,
        commune=commune,
        hamlets=rows,
        officer=officer,
        lan=make_staff(commune, f"lan{tail}", full_name="Nguyễn Thị Lan"),
        binh=make_staff(commune, f"binh{tail}", full_name="Trần Văn Bình"),
        period=period,
        submission=submission,
        ids=dict(period.indicators.values_list("key", "pk")),
        url=reverse("reports:entry", args=[submission.pk]),
        submit_url=reverse("reports:submit", args=[submission.pk]),
    )


class _Fields(HTMLParser):
    """What a browser would send from the page's form with class "entry"."""

    def __init__(self):
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.inside = False
        self.area = self.select = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = "entry" in attrs.get("class", "").split()
        if not self.inside:
            return
        name, kind = attrs.get("name"), attrs.get("type", "text")
        if tag == "input" and name:
            boxed = kind in ("checkbox", "radio")
            if not boxed or "checked" in attrs:
                self.fields.append((name, attrs.get("value", "")))
        elif tag == "textarea":
            self.area = [name, ""]
        elif tag == "select":
            self.select = name
            self.fields.append((name, ""))
        elif tag == "option" and "selected" in attrs:
            self.fields[-1] = (self.select, attrs["value"])

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.fields.append((self.area[0], self.area[1].removeprefix("\n")))
            self.area = None


def fields_of(response):
    """{name: [values]} that the page's form would send as it stands."""
    parser = _Fields()
    parser.feed(response.content.decode())
    sent: dict[str, list[str]] = {}
    for name, value in parser.fields:
        sent.setdefault(name, []).append(value)
    sent.pop("csrfmiddlewaretoken", None)
    return sent


class Hand:
    """Somebody at the page of a return: types, ticks, saves, and reads the answer."""

    def __init__(self, client, desk, user, url=None):
        client.force_login(user)
        self.client, self.desk, self.url = client, desk, url or desk.url
        self.open()

    def open(self):
        self.response = self.client.get(self.url)
        self.sent = fields_of(self.response)
        return self

    def cell(self, key, hamlet=None):
        """The name of a cell."""
        return f"c-{self.desk.ids[key]}-{hamlet.pk if hamlet else 0}"

    def type(self, text, key, hamlet=None):
        self.sent[self.cell(key, hamlet)] = [text]
        return self

    def none(self, key, hamlet=None):
        self.sent["none-" + self.cell(key, hamlet)] = ["1"]
        return self

    def put(self, name, *values):
        """Set or, without values, drop a field."""
        self.sent.pop(name, None)
        if values:
            self.sent[name] = list(values)
        return self

    def save(self):
        """Send the page; a full success leads to the page as it stands then."""
        self.response = self.client.post(self.url, self.sent)
        self.redirected = self.response.status_code == 302
        if self.redirected:
            self.response = self.client.get(self.response["Location"])
        self.sent = fields_of(self.response)
        return self

    def text(self, key, hamlet=None):
        """What the cell shows."""
        return self.sent[self.cell(key, hamlet)][0]

    def message(self, key, hamlet=None):
        """What the page says at the cell, or nothing."""
        name = re.escape(self.cell(key, hamlet))
        page = self.response.content.decode()
        found = re.search(rf'id="m-{name}">(.*?)</span>', page, re.DOTALL)
        return found[1] if found else ""

    @property
    def page(self):
        return self.response.content.decode()


def stored(desk):
    """{(key, hamlet name or None): what is stored} of every figure of the return."""
    says = {"none": "KPS", "blank": "–"}
    return {
        (f.indicator.key, f.hamlet.name if f.hamlet else None): says.get(
            f.state, list(f.names) or f.value
        )
        for f in desk.submission.figures.select_related("indicator", "hamlet")
    }
