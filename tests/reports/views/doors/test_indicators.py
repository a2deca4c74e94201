"""The catalogue: every message at its field, relations kept in the district."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

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
    "in_table": "on",
}


def test_an_indicator_is_added_to_the_officers_catalogue(hoa, district):
    hoa.post(address("indicator_add"), INDICATOR)
    row = Indicator.objects.get()
    assert (row.district, row.key, row.position) == (district, "qr_sellers", 10)
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
        ({"decimals": "9" * 40}, "decimals", "40 chữ số"),
        ({"roster_count": "members"}, "roster_count", "Lấy từ danh bạ"),
        ({"source": "Công an huyện"}, "source", "cấp huyện nhập"),
        ({"key": "nguon_x"}, "key", "dành cho số liệu chung"),
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


def test_a_ratio_is_not_made_of_what_no_return_holds(hoa, district):
    counted = make_indicator(district, "counted")
    teams = make_indicator(district, "teams", level="roster", roster_count="members")
    ratio = {"kind": "percent", "numerator": teams.pk, "denominator": counted.pk}
    answer = hoa.post(address("indicator_add"), INDICATOR | ratio)
    assert "numerator" in answer.context["form"].errors


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
    shown = page.context["page"]
    assert (shown.groups, shown.retired) == ((), (row,))
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


def test_the_list_says_the_rules_in_words(hoa, district):
    guided = make_indicator(district, "guided", number="4")
    whole = make_indicator(district, "whole", number="6", at_most=guided)
    make_indicator(district, "low", name="Mức độ 1", number="", part_of=whole)
    make_indicator(district, "high", name="mức độ 2", number="", part_of=whole)
    make_indicator(
        district,
        "share",
        kind="percent",
        decimals=1,
        numerator=whole,
        denominator=guided,
        in_table=False,
    )
    make_indicator(district, "police", level="district", source="Công an huyện")
    page = Page(hoa.get(address("indicators")).content)
    assert page.texts("td[data-label='Quy tắc']") == [
        "",
        "= mức độ 1 + mức độ 2; ≤ chỉ tiêu 4",
        "",
        "",
        "1 số thập phân; = chỉ tiêu 6 : chỉ tiêu 4; không in trong bảng",
        "nguồn: Công an huyện",
    ]
    assert page.texts("tr.depth-1 th") == ["Mức độ 1", "mức độ 2"]


def test_the_list_stands_under_its_headings_and_is_moved_there(hoa, district):
    make_indicator(district, "a", group="Tài khoản")
    make_indicator(district, "b", group="Tài khoản")
    make_indicator(district, "c", group="Sản phẩm")
    page = Page(hoa.get(address("indicators")).content)
    assert page.texts(".group-row th") == ["Tài khoản", "Sản phẩm"]
    last = Indicator.objects.get(key="b")
    answer = hoa.post(address("indicator_move", last.pk), {"huong": "len"})
    assert answer["Location"].endswith(f"#ct-{last.pk}")
    hoa.post(address("indicator_group_move"), {"nhom": "Sản phẩm", "huong": "len"})
    assert [row.key for row in Indicator.objects.all()] == ["c", "b", "a"]


def test_a_move_to_nowhere_is_told_and_a_strange_one_is_refused(hoa, district):
    row = make_indicator(district, "a", group="Tài khoản")
    for name, args, sent in (
        ("indicator_move", [row.pk], {}),
        ("indicator_group_move", [], {"nhom": "Tài khoản"}),
    ):
        said = hoa.post(address(name, *args), sent | {"huong": "len"}, follow=True)
        assert "đã ở đầu hoặc cuối" in Page(said.content).texts(".notice")[0]
        assert hoa.post(address(name, *args), sent).status_code == 404
    there = hoa.post(address("indicator_group_move"), {"nhom": "x", "huong": "len"})
    assert there.status_code == 302


def test_a_key_is_made_of_the_name_where_none_is_given(hoa, district):
    nameless = INDICATOR | {"key": ""}
    hoa.post(address("indicator_add"), nameless)
    hoa.post(address("indicator_add"), nameless)
    keys = [row.key for row in Indicator.objects.all()]
    assert keys == ["ho_kinh_doanh_dung_ma_qr", "ho_kinh_doanh_dung_ma_qr_2"]


def test_a_running_total_is_added_with_one_click(hoa, district):
    flow = make_indicator(district, "guided", name="Số người")
    edit = address("indicator_edit", flow.pk)
    form, _ = Page(hoa.get(edit).content).form_with("Thêm số lũy kế")
    hoa.post(form.etree_element.get("action"))
    row = Indicator.objects.get(cumulative_of=flow)
    assert (row.name, row.time) == ("Số người (lũy kế)", "cumulative")
    page = Page(hoa.get(address("indicators")).content)
    assert page.texts("td[data-label='Quy tắc']") == ["", "lũy kế của chỉ tiêu 1"]
    assert "Thêm số lũy kế" not in hoa.get(edit).content.decode()
    answer = hoa.post(edit, INDICATOR | {"time": "stock"})
    assert list(answer.context["form"].errors) == ["time"]


def test_what_leans_on_an_indicator_is_listed_where_it_would_be_retired(hoa, district):
    whole = make_indicator(district, "whole")
    part = make_indicator(district, "part", part_of=whole)
    page = Page(hoa.get(address("indicator_edit", whole.pk)).content)
    assert f"{part}: là thành phần" in page.texts("section li")
    assert "Thôi dùng chỉ tiêu" not in page.texts("button")


def test_a_total_is_no_part_of_its_own_running_total(hoa, district):
    flow = make_indicator(district, "flow")
    total = make_indicator(district, "total", time="cumulative", cumulative_of=flow)
    sent = INDICATOR | {"part_of": total.pk, "time": "flow"}
    answer = hoa.post(address("indicator_edit", flow.pk), sent)
    assert list(answer.context["form"].errors) == ["part_of"]


def test_the_list_takes_as_many_queries_for_many_indicators(
    hoa, district, django_assert_num_queries
):
    def page_with(number):
        flow = make_indicator(district, f"flow_{number}", group="Nhóm")
        part = make_indicator(district, f"part_{number}", part_of=flow, at_most=flow)
        make_indicator(
            district,
            f"share_{number}",
            kind="percent",
            numerator=part,
            denominator=flow,
        )

    page_with(0)
    with CaptureQueriesContext(connection) as few:
        hoa.get(address("indicators"))
    for number in range(1, 30):
        page_with(number)
    with django_assert_num_queries(len(few)):
        hoa.get(address("indicators"))
