"""The catalogue: every message at its field, relations kept in the district."""

import pytest

from reports.models import Indicator
from tests.factories import (
    make_district,
    make_indicator,
)
from tests.pages import Page
from tests.reports.doors import address, opened

pytestmark = pytest.mark.django_db

INDICATOR = {
    "key": "qr_sellers",
    "number": "9",
    "name": "Số hộ kinh doanh dùng mã QR",
    "unit": "Hộ",
    "definition": "",
    "kind": "count",
    "time": "stock",
    "level": "hamlet",
    "decimals": "0",
    "position": "1.000",
    "in_table": "on",
}


def test_an_indicator_is_added_to_the_officers_catalogue(hoa, district):
    hoa.post(address("indicator_add"), INDICATOR)
    row = Indicator.objects.get()
    assert (row.district, row.key, row.position) == (district, "qr_sellers", 1000)
    assert (row.in_table, row.district_adds, row.is_active) == (True, False, True)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"key": "Có dấu"}, "key", "Chỉ dùng chữ thường"),
        ({"key": "guided"}, "key", "đã dùng cho một chỉ tiêu khác"),
        ({"key": "ky_sau"}, "key", "dành cho số liệu chung"),
        ({"key": "so_guided"}, "key", "dành cho số liệu chung"),
        ({"kind": "list", "level": "commune"}, "product_kind", "Chọn loại sản phẩm."),
        (
            {"kind": "list", "product_kind": "ocop"},
            "level",
            "Danh sách sản phẩm do xã nhập.",
        ),
        ({"decimals": "2"}, "decimals", "Số đếm không có phần thập phân."),
        ({"decimals": "1,5"}, "decimals", "không có phần lẻ"),
        ({"decimals": "-1"}, "decimals", "không được âm"),
        ({"kind": "decimal", "decimals": "4"}, "decimals", "3"),
        ({"level": "roster"}, "roster_count", "Chọn số lấy từ danh bạ."),
        ({"kind": "percent"}, "kind", "cần cả tử số và mẫu số"),
        ({"position": "9" * 40}, "position", "40 chữ số"),
        ({"position": "1.000.000"}, "position", "tối đa 999.999"),
        ({"name": "a" * 100_000}, "name", "300"),
    ],
)
def test_a_wrong_indicator_says_so_at_its_field(hoa, district, changes, field, words):
    make_indicator(district, "guided")
    answer = hoa.post(address("indicator_add"), INDICATOR | changes)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert words in errors[field][0]
    _, kept = Page(answer.content).form_with("Lưu")
    assert kept["unit"] == ["Hộ"]
    assert Indicator.objects.count() == 1


def test_two_districts_may_use_one_key(hoa, district):
    make_indicator(make_district("Gia Lộc"), "qr_sellers")
    hoa.post(address("indicator_add"), INDICATOR)
    assert Indicator.objects.filter(key="qr_sellers").count() == 2


def test_relations_stay_in_the_district_and_fit(hoa, district):
    theirs = make_indicator(make_district("Gia Lộc"), "theirs")
    whole = make_indicator(district, "whole")
    part = make_indicator(district, "part", part_of=whole)
    listed = make_indicator(district, "listed", kind="list", product_kind="ocop")
    for changes, field in (
        ({"at_most": theirs.pk}, "at_most"),
        ({"part_of": part.pk}, "part_of"),
        ({"part_of": listed.pk}, "part_of"),
        ({"within": whole.pk}, "within"),
        ({"within": listed.pk}, "within"),
    ):
        answer = hoa.post(address("indicator_add"), INDICATOR | changes)
        assert list(answer.context["form"].errors) == [field], changes
    edit = address("indicator_edit", whole.pk)
    answer = hoa.post(edit, INDICATOR | {"part_of": whole.pk})
    assert list(answer.context["form"].errors) == ["part_of"]


def test_a_total_or_a_numerator_does_not_turn_into_what_cannot_be_summed(hoa, district):
    whole = make_indicator(district, "whole")
    other = make_indicator(district, "other")
    make_indicator(district, "part", part_of=whole)
    make_indicator(
        district, "share", kind="percent", numerator=other, denominator=whole
    )
    of_itself = {"kind": "percent", "numerator": whole.pk, "denominator": whole.pk}
    turns = (
        (whole, {"kind": "list", "level": "commune", "product_kind": "ocop"}, "kind"),
        (other, of_itself, "kind"),
        (whole, {"part_of": other.pk}, "part_of"),
    )
    for row, changes, field in turns:
        answer = hoa.post(address("indicator_edit", row.pk), INDICATOR | changes)
        assert list(answer.context["form"].errors) == [field], changes


def test_a_pinned_key_stays_and_the_pinned_copy_does_not_follow(hoa, officer, district):
    period = opened(district, officer)
    row = Indicator.objects.get()
    hoa.post(address("indicator_edit", row.pk), INDICATOR)
    row.refresh_from_db()
    copy = period.indicators.get()
    assert (row.key, row.name) == ("guided", INDICATOR["name"])
    assert (copy.key, copy.name, copy.level) == ("guided", "Guided", "commune")


def test_an_indicator_is_retired_and_brought_back(hoa, district):
    row = make_indicator(district, "guided")
    hoa.post(address("indicator_retire", row.pk))
    row.refresh_from_db()
    assert not row.is_active
    page = hoa.get(address("indicators"))
    assert (page.context["active"], page.context["retired"]) == ([], [row])
    hoa.post(address("indicator_restore", row.pk))
    row.refresh_from_db()
    assert row.is_active


def test_retiring_what_others_lean_on_is_explained(hoa, district):
    whole = make_indicator(district, "whole")
    make_indicator(district, "part", part_of=whole)
    answer = hoa.post(address("indicator_retire", whole.pk), follow=True)
    assert "Part" in Page(answer.content).texts(".notice-error")[0]
    whole.refresh_from_db()
    assert whole.is_active


def test_the_list_says_relations_in_words(hoa, district):
    whole = make_indicator(district, "whole", number="6", total_typed=True)
    make_indicator(district, "part", number="", part_of=whole, in_table=False)
    page = Page(hoa.get(address("indicators")).content)
    assert page.texts("td[data-label='Quan hệ']") == [
        "tổng do xã nhập để đối chiếu",
        "thành phần của chỉ tiêu 6; không in trong bảng",
    ]
