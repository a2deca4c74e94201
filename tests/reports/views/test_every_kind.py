"""Every kind of indicator, from its definition in the browser to the paper."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from reports.consolidation import consolidate
from reports.document import table_rows
from reports.models import Indicator, Product, ReportingPeriod, Submission
from reports.opening import close_period
from tests.factories import (
    make_commune,
    make_district,
    make_hamlet,
    make_letterhead,
    make_officer,
    make_period,
    make_staff,
    put_in_state,
    set_figure,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db

GUIDED = {"name": "Số người dân được hướng dẫn", "number": "1", "level": "hamlet"}
SOLD = {"name": "Doanh thu bán hàng qua mạng", "number": "2", "unit": "Triệu đồng"}
SOLD |= {"kind": "money", "decimals": "1", "group": "Kinh tế số"}
HOURS = {"name": "Thời gian xử lý bình quân", "number": "3", "unit": "Giờ"}
HOURS |= {"kind": "decimal", "decimals": "3", "group": "Kinh tế số"}
ONLINE = {"name": "Người dùng dịch vụ công", "number": "4"}
SHARE = {"name": "Tỷ lệ dùng dịch vụ công", "number": "5", "unit": "%"}
SHARE |= {"kind": "percent", "decimals": "2"}
OCOP = {"name": "Sản phẩm OCOP", "number": "6", "unit": "Sản phẩm", "kind": "list"}
OCOP |= {"product_kind": "ocop", "time": "stock", "group": "Kinh tế số"}


class Office:
    """An officer at her desk, and the staff of two communes."""

    def __init__(self, client):
        self.client = client
        self.district = make_district()
        make_letterhead(self.district)
        self.officer = make_officer(self.district)
        self.communes = [
            make_commune(self.district, name, code, position=place)
            for place, (name, code) in enumerate([("Hưng Đạo", "1"), ("An Thanh", "2")])
        ]
        for commune in self.communes:
            make_hamlet(commune, "An Lao")
        self.staff = [make_staff(c, f"xa{c.code}") for c in self.communes]

    def define(self, **fields):
        self.client.force_login(self.officer)
        form = self.client.get(reverse("reports:indicator_add"))
        _, sent = Page(form.content).form_with("Lưu")
        plain = {"unit": "Người", "kind": "count", "time": "flow", "level": "commune"}
        answer = self.client.post(
            reverse("reports:indicator_add"), sent | plain | fields
        )
        assert answer.status_code == 302, answer.context["form"].errors
        return Indicator.objects.get(name=fields["name"])

    def open(self, **fields):
        period = make_period(self.district, **fields)
        self.client.force_login(self.officer)
        self.client.post(reverse("reports:period_open", args=[period.pk]))
        return ReportingPeriod.objects.get(pk=period.pk)

    def enter(self, period, place, **typed):
        """What one commune types, by key (hamlet figures in its one hamlet)."""
        self.client.force_login(self.staff[place])
        commune = self.communes[place]
        submission = period.submissions.get(commune=commune)
        address = reverse("reports:entry", args=[submission.pk])
        page = Page(self.client.get(address).content)
        _, sent = page.form_with("Lưu")
        for key, text in typed.items():
            row = period.indicators.get(key=key)
            hamlet = commune.hamlets.get().pk if row.level == "hamlet" else 0
            prefix = "pick-" if row.kind == "list" else ""
            sent[f"{prefix}c-{row.pk}-{hamlet}"] = text
        answer = self.client.post(address, sent)
        assert answer.status_code == 302, Page(answer.content).texts(".cell-message")
        return Page(self.client.get(address).content)

    def totals(self, period):
        self.client.force_login(self.officer)
        address = reverse("reports:totals", args=[period.pk])
        return Page(self.client.get(address).content)


@pytest.fixture
def office(client):
    return Office(client)


def rows_of(page, column):
    """{name of an indicator: what stands in that column} of the totals page."""
    table = page.one("table.cards-on-phone")
    found = {}
    for row in table.query_all("tbody tr:not(.group-row)"):
        words = "".join(row.query("th a").etree_element.itertext()).strip()
        cell = row.query(f"td[data-label='{column}']").etree_element
        found[words] = " ".join("".join(cell.itertext()).split())
    return found


def test_every_kind_is_entered_summed_and_printed(office, client):
    for commune in office.communes:
        Product.objects.create(commune=commune, kind="ocop", name=f"Gạo {commune.code}")
    guided = office.define(**GUIDED)
    for fields in (SOLD, HOURS):
        office.define(**fields)
    online = office.define(**ONLINE, at_most=str(guided.pk))
    office.define(**SHARE, numerator=str(online.pk), denominator=str(guided.pk))
    office.define(**OCOP)
    keys = [row.key for row in Indicator.objects.all()]
    assert keys == [
        "nguoi_dan_duoc_huong_dan",
        "nguoi_dung_dich_vu_cong",
        "dung_dich_vu_cong",
        "doanh_thu_ban_hang_qua_mang",
        "thoi_gian_xu_ly_binh_quan",
        "san_pham_ocop",
    ]
    guided, online, share, sold, hours, ocop = keys
    period = office.open()
    page = office.enter(
        period,
        0,
        **{guided: "1.000", online: "250", sold: "1.234,5", hours: "0,125"},
        **{ocop: "Gạo 1"},
    )
    assert page.texts(".figure-group") == ["Kinh tế số"]
    assert "25,00%" in page.texts(".computed output")
    office.enter(
        period,
        1,
        **{guided: "3.000", online: "2.000", sold: "0,5", hours: "1,5", ocop: "Gạo 2"},
    )
    period.submissions.update(state=Submission.State.SENT)
    totals = office.totals(period)
    assert totals.texts(".group-row") == ["Kinh tế số"]
    assert list(rows_of(totals, "Tổng").values()) == [
        "4.000",
        "2.250",
        "56,25%",
        "1.235,0",
        "1,625",
        "2",
    ]
    rows = table_rows(consolidate(period))
    assert [(row.stt, row.name, row.value) for row in rows][:4] == [
        ("1", GUIDED["name"], "4.000"),
        ("4", ONLINE["name"], "2.250"),
        ("5", SHARE["name"], "56,25%"),
        ("", "Kinh tế số", ""),
    ]
    assert rows[3].is_heading
    assert rows[-1].value == "2 sản phẩm gồm: Gạo 1, Gạo 2."
    sheet = load_workbook(
        io.BytesIO(client.get(reverse("reports:totals_xlsx", args=[period.pk])).content)
    ).active
    above = {c.column: c.value for c in sheet[4] if c.value}
    assert above == {7: "Kinh tế số"}
    assert sheet.cell(5, 7).value.startswith("2. Doanh thu")
    assert sheet.cell(8, 6).value == 56.25


def test_a_figure_of_another_body_prints_with_no_word_of_communes(office, client):
    police = {"name": "Tài khoản do Công an cấp", "source": "Công an huyện"}
    key = office.define(**police, level="district").key
    period = office.open()
    sums = consolidate(period)
    assert [row.value for row in table_rows(sums)] == ["…"]
    assert sums.facts[key].text == "… (chưa có số liệu)"
    address = reverse("reports:district_figures", args=[period.pk])
    _, sent = Page(client.get(address).content).form_with("Lưu số liệu")
    (cell,) = (name for name in sent if name.startswith("c-"))
    client.post(address, sent | {cell: "1.250"})
    sums = consolidate(period)
    assert [row.value for row in table_rows(sums)] == ["1.250"]
    assert sums.facts[f"nguon_{key}"].text == "Công an huyện"


def test_flow_and_running_total_stand_beside_each_other_everywhere(office, client):
    flow = office.define(**GUIDED)
    client.post(reverse("reports:indicator_cumulative", args=[flow.pk]))
    total = Indicator.objects.get(cumulative_of=flow)
    first = office.open(phrase="6 tháng cuối năm 2022")
    office.enter(first, 0, **{flow.key: "1.000", total.key: "5.000"})
    first.submissions.update(state=Submission.State.ACCEPTED)
    close_period(first, by=office.officer)
    second = office.open(
        first_day=dt.date(2023, 6, 15), last_day=dt.date(2023, 12, 14), previous=first
    )
    page = office.enter(second, 0, **{flow.key: "200"})
    due = page.texts("tbody:not(.total-only) .cell-due:not([hidden])")
    assert due == ["Kỳ trước + trong kỳ: 5.200"]
    submission = second.submissions.get(commune=office.communes[0])
    assert not submission.figures.filter(indicator__key=total.key).exists()
    page = office.enter(second, 0, **{total.key: "5.300"})
    assert any("5.000 + trong kỳ 200 = 5.200" in t for t in page.texts(".remark"))
    put_in_state(submission, Submission.State.SENT)
    totals = office.totals(second)
    assert rows_of(totals, "Tổng") == {f"1. {GUIDED['name']}": "200"}
    (beside,) = rows_of(totals, "Lũy kế").values()
    assert beside.endswith("5.300")
    (row,) = table_rows(consolidate(second))
    assert row.value == "200 (1/2 xã); lũy kế: 5.300 (1/2 xã)"
    hamlet = office.communes[0].hamlets.get().pk
    ids = dict(second.indicators.values_list("key", "pk"))
    for key, words in ((flow.key, "Lũy kế5.300"), (total.key, "Trong kỳ200")):
        cell = f"c-{ids[key]}-{hamlet}"
        story = client.get(reverse("reports:story", args=[submission.pk, cell]))
        assert words in Page(story.content).text


def test_a_communes_review_has_the_running_total_beside_the_flow(office, client):
    flow = office.define(**GUIDED | {"level": "commune"})
    client.post(reverse("reports:indicator_cumulative", args=[flow.pk]))
    period = office.open()
    submission = period.submissions.get(commune=office.communes[0])
    for key, number in ((flow.key, 7), (f"luy_ke_{flow.key}", 9)):
        set_figure(submission, key, number, by=office.staff[0])
    page = client.get(reverse("reports:review", args=[period.pk, submission.pk]))
    page = Page(page.content)
    assert page.texts("td[data-label='Kỳ này']") == ["7"]
    assert page.texts("td[data-label='Lũy kế']") == ["9"]
