"""The communes that a period asks: chosen until it opens, a page at a time."""

import pytest

from reports.opening import choose_communes
from reports.rules import NotNow
from tests.factories import make_commune, make_indicator, make_period
from tests.pages import Page
from tests.reports.doors import address, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(district):
    make_commune(district, "Hưng Đạo", "11086", position=1)
    make_commune(district, "An Thanh", "11125", position=2)
    make_indicator(district, "guided")
    return make_period(district, kind="ad_hoc")


def names(period):
    return [commune.name for commune in period.expected_communes()]


def test_all_are_asked_until_some_are_left_out(hoa, period):
    page = address("period_communes", period.pk)
    shown = Page(hoa.get(page).content)
    assert shown.links(".breadcrumb a")["Kỳ báo cáo"] == address("periods")
    _, fields = shown.form_with("Lưu danh sách")
    assert len(fields["xa"]) == 2
    answer = hoa.post(page, {"xa": fields["xa"][:1]})
    assert answer["Location"] == address("period_open", period.pk)
    assert names(period) == ["Hưng Đạo"]
    _, fields = Page(hoa.get(page).content).form_with("Lưu danh sách")
    assert len(fields["xa"]) == 1


def test_the_opening_says_how_many_are_left_out(hoa, period):
    period.left_out.add(period.district.communes.get(name="An Thanh"))
    told = Page(hoa.get(address("period_open", period.pk)).content).texts(".confirm dd")
    assert told[0].startswith("01 xã, phường, thị trấn")
    assert "01 nơi khác không phải báo cáo kỳ này" in told[0]
    hoa.post(address("period_open", period.pk))
    assert [s.commune.name for s in period.submissions.all()] == ["Hưng Đạo"]


def test_one_press_chooses_all_or_none(hoa, period):
    page = address("period_communes", period.pk)
    hoa.post(page, {"none": "1"})
    assert names(period) == []
    links = Page(hoa.get(address("period_open", period.pk)).content).links(".empty a")
    assert links == {"Chọn xã phải báo cáo": page}
    hoa.post(page, {"all": "1"})
    assert names(period) == ["Hưng Đạo", "An Thanh"]


def test_a_page_of_many_communes_keeps_the_marks_of_the_others(hoa, period):
    for number in range(120):
        make_commune(
            period.district, f"Xã {number:03}", f"{20000 + number}", position=9
        )
    page = address("period_communes", period.pk)
    shown = Page(hoa.get(page).content)
    assert len(shown.all("input[name=xa]")) == 100
    assert shown.links("nav a")["Trang sau"] == "?trang=2"
    hoa.post(page, {"none": "1"})
    hoa.post(f"{page}?trang=2", {"all": "1"})
    assert len(names(period)) == 22


def test_what_is_sent_that_is_no_commune_of_the_page_is_passed_over(hoa, period):
    sent = ["x", "999999", "-1", "9" * 5000]
    hoa.post(address("period_communes", period.pk), {"xa": sent})
    assert names(period) == []


def test_once_open_the_communes_stay(hoa, officer, district):
    period = opened(district, officer)
    with pytest.raises(NotNow):
        choose_communes(period, {1}, set(), by=officer)
    page = address("period_communes", period.pk)
    assert hoa.get(page).status_code == 403
    assert hoa.post(page, {"none": "1"}).status_code == 403
    assert names(period) == ["Hưng Đạo"]
