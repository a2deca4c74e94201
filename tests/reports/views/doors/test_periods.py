"""Periods: proposed, changed while they may be, opened, closed, opened again."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.models import (
    PeriodEvent,
    Report,
    ReportingPeriod,
)
from tests.factories import (
    make_commune,
    make_district,
    make_indicator,
    make_period,
    put_in_state,
)
from tests.pages import Page
from tests.reports.doors import (
    address,
    make_document,
    opened,
)

pytestmark = pytest.mark.django_db

State = ReportingPeriod.State

PERIOD = {
    "phrase": "6 tháng cuối năm 2023",
    "next_phrase": "6 tháng đầu năm 2024",
    "first_day": "15/6/2023",
    "last_day": "14/12/2023",
    "opens_on": "05/12/2023",
    "deadline": "19/12/2023 16:30",
    "counting_note": "",
    "none_as": "zero",
}
ADD = "/ky/them/?loai=half_year"


def test_a_new_period_is_proposed_from_the_last_one(hoa, district):
    last = make_period(district, counting_note="Cách tính", none_as="dash")
    _, fields = Page(hoa.get(ADD).content).form_with("Lưu")
    del fields["csrfmiddlewaretoken"]
    assert {name: value for name, (value,) in fields.items()} == {
        **PERIOD,
        "first_day": "15/06/2023",
        "deadline": "19/12/2023 17:00",
        "dispatch": "",
        "commune_dispatch": "",
        "previous": str(last.pk),
        "counting_note": "Cách tính",
        "none_as": "dash",
    }


def test_a_period_is_planned_for_the_officers_district(hoa, district):
    dispatch = make_document(district, kind="dispatch")
    ours = make_document(district, "05/TCĐ", kind="dispatch")
    asked = {"dispatch": dispatch.pk, "commune_dispatch": ours.pk}
    answer = hoa.post(ADD, PERIOD | asked)
    assert answer["Location"] == address("periods")
    period = ReportingPeriod.objects.get()
    assert (period.district, period.state) == (district, State.PLANNED)
    assert (period.dispatch, period.commune_dispatch) == (dispatch, ours)
    deadline = timezone.localtime(period.deadline)
    assert f"{deadline:%d/%m/%Y %H:%M}" == "19/12/2023 16:30"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"phrase": ""}, "phrase", "bắt buộc"),
        ({"phrase": "Đã có"}, "phrase", "Đã có kỳ báo cáo mang tên này."),
        ({"phrase": "a" * 100_000}, "phrase", "100"),
        ({"first_day": "31/2/2023"}, "first_day", "không có ngày này"),
        ({"first_day": "x" * 100_000}, "first_day", "không phải ngày"),
        ({"last_day": "1/6/2023"}, "last_day", "Ngày cuối kỳ phải bằng"),
        ({"deadline": "14/12/2023 16:00"}, "deadline", "Hạn gửi phải sau"),
        ({"deadline": "19/12/2023 25:00"}, "deadline", "Giờ không đúng"),
        ({"opens_on": "20/12/2023"}, "opens_on", "trước hạn gửi"),
        ({"none_as": "nine"}, "none_as", "nine"),
    ],
)
def test_a_wrong_period_says_so_at_its_field_and_keeps_the_rest(
    hoa, district, changes, field, words
):
    make_period(district, "Đã có")
    answer = hoa.post(ADD, PERIOD | changes)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert words in errors[field][0]
    _, kept = Page(answer.content).form_with("Lưu")
    for name, typed in (PERIOD | changes).items():
        if name != "none_as":
            assert kept[name] == [typed]
    assert ReportingPeriod.objects.count() == 1


def test_the_previous_period_is_an_earlier_one_of_the_district(hoa, district):
    later = make_period(
        district,
        "sau",
        first_day=dt.date(2024, 1, 1),
        last_day=dt.date(2024, 6, 14),
        deadline=timezone.now() + dt.timedelta(days=9999),
    )
    theirs = make_period(make_district("Gia Lộc"), "của họ")
    for previous in (later, theirs):
        answer = hoa.post(ADD, PERIOD | {"previous": previous.pk})
        assert list(answer.context["form"].errors) == ["previous"]


def test_an_open_period_keeps_its_days_and_its_deadline(hoa, officer, district):
    period = opened(district, officer)
    changes = PERIOD | {"phrase": str(period), "deadline": "31/7/2023"}
    before = period.deadline
    hoa.post(
        address("period_edit", period.pk), changes | {"counting_note": "Theo sổ hộ"}
    )
    period.refresh_from_db()
    assert (period.first_day, period.last_day) == (
        dt.date(2022, 12, 15),
        dt.date(2023, 6, 14),
    )
    assert period.deadline == before
    assert period.counting_note == "Theo sổ hộ"
    assert period.state == State.OPEN


def test_a_closed_period_keeps_its_deadline_too(hoa, officer, district):
    period = opened(district, officer)
    ReportingPeriod.objects.filter(pk=period.pk).update(state=State.CLOSED)
    before = period.deadline
    hoa.post(address("period_edit", period.pk), PERIOD | {"none_as": "dash"})
    period.refresh_from_db()
    assert (period.deadline, period.none_as) == (before, "dash")


def test_opening_asks_first_and_then_pins_and_starts_the_report(hoa, district):
    make_commune(district, "Hưng Đạo", "11086")
    make_commune(district, "An Thanh", "11125")
    make_indicator(district, "guided")
    period = make_period(district)
    page = Page(hoa.get(address("period_open", period.pk)).content)
    asked = page.texts(".confirm dd")
    assert asked[0].startswith("02 xã, phường, thị trấn")
    assert asked[1].startswith("01 chỉ tiêu")
    period.refresh_from_db()
    assert period.state == State.PLANNED
    answer = hoa.post(address("period_open", period.pk))
    assert answer["Location"] == reverse("reports:board", args=[period.pk])
    period.refresh_from_db()
    assert period.state == State.OPEN
    assert (period.submissions.count(), period.indicators.count()) == (2, 1)
    assert Report.objects.get().period == period


def test_opening_says_what_is_missing_first(hoa, district):
    period = make_period(district)
    links = Page(hoa.get(address("period_open", period.pk)).content).links(".empty a")
    assert links == {"Thêm chỉ tiêu": address("indicator_add")}
    make_indicator(district, "guided")
    links = Page(hoa.get(address("period_open", period.pk)).content).links(".empty a")
    assert links == {"Sửa ngày của kỳ": address("period_edit", period.pk)}
    answer = hoa.post(address("period_open", period.pk), follow=True)
    assert "Danh bạ chưa có xã" in Page(answer.content).texts(".notice-error")[0]
    period.refresh_from_db()
    assert period.state == State.PLANNED


def test_closing_names_who_is_still_out_and_reopening_needs_a_reason(
    hoa, officer, district
):
    period = opened(district, officer)
    second = make_commune(district, "An Thanh", "11125")
    accepted = period.submissions.create(commune=second)
    put_in_state(accepted, "accepted")
    close = address("period_close", period.pk)
    page = Page(hoa.get(close).content)
    assert "xã Hưng Đạo (chưa nhập)." in page.texts(".confirm dd")
    assert "Trong đó 01 xã chưa gửi" in page.texts(".confirm dt")
    hoa.post(close, {"reason": "Hết hạn"})
    reopen = address("period_reopen", period.pk)
    assert hoa.post(reopen, {"reason": " "}).status_code == 422
    hoa.post(reopen, {"reason": "Tỉnh yêu cầu"})
    told = [(e.move, e.reason) for e in PeriodEvent.objects.filter(period=period)]
    assert told == [("open", ""), ("close", "Hết hạn"), ("reopen", "Tỉnh yêu cầu")]
    page = Page(hoa.get(address("period_edit", period.pk)).content)
    assert page.texts(".timeline strong") == ["Mở lại kỳ", "Chốt kỳ", "Mở kỳ"]
    assert page.texts(".timeline blockquote") == ["Tỉnh yêu cầu", "Hết hạn"]


def test_a_move_that_is_not_due_is_forbidden(hoa, officer, district):
    period = make_period(district)
    for name in ("period_close", "period_reopen"):
        assert hoa.get(address(name, period.pk)).status_code == 403
        hoa.post(address(name, period.pk), {"reason": "x"})
    ReportingPeriod.objects.filter(pk=period.pk).update(state=State.OPEN)
    assert hoa.get(address("period_open", period.pk)).status_code == 403
    assert not PeriodEvent.objects.exists()


def test_a_period_goes_only_before_it_was_opened(hoa, officer, district):
    period = opened(district, officer)
    planned = make_period(district, "dự kiến")
    for each in (period, planned):
        hoa.post(address("period_delete", each.pk))
    assert ReportingPeriod.objects.get() == period


# --- the pinned indicators ------------------------------------------------------------


def test_the_pinned_set_is_renewed_on_a_page_that_says_what_changes(
    hoa, officer, district
):
    period = opened(district, officer)
    make_indicator(district, "new", name="Chỉ tiêu mới")
    edit = hoa.get(address("period_edit", period.pk)).content
    url = Page(edit).links()["Cập nhật chỉ tiêu của kỳ"]
    page = Page(hoa.get(url).content)
    assert page.texts("dd li") == ["2. Chỉ tiêu mới"]
    hoa.post(url)
    assert period.indicators.count() == 2
    assert "trùng với danh mục" in Page(hoa.get(url).content).text


def test_a_set_that_holds_figures_is_not_renewed(hoa, officer, district):
    period = opened(district, officer)
    put_in_state(period.submissions.get(), "draft")
    url = address("period_renew", period.pk)
    assert hoa.get(url).status_code == 403
    make_indicator(district, "new")
    answer = hoa.post(url, follow=True)
    assert "đã có số liệu" in Page(answer.content).texts(".notice-error")[0]
    assert "Cập nhật chỉ tiêu của kỳ" not in answer.content.decode()
    assert period.indicators.count() == 1


YEAR = PERIOD | {
    "phrase": "năm 2023",
    "next_phrase": "năm 2024",
    "first_day": "15/12/2022",
}


def halves(district):
    """The two halves of 2023, as the decree cuts them."""
    first = make_period(district, "nửa đầu")
    days = dt.date(2023, 6, 15), dt.date(2023, 12, 14)
    moment = timezone.make_aware(dt.datetime(2023, 12, 19, 17))
    second = make_period(
        district, "nửa cuối", first_day=days[0], last_day=days[1], deadline=moment
    )
    return first, second


def add_year(hoa, *parts):
    return hoa.post("/ky/them/?loai=year", YEAR | {"parts": [p.pk for p in parts]})


def test_the_kind_is_asked_first(hoa, district):
    make_period(district)
    page = Page(hoa.get("/ky/them/").content)
    _, sent = page.form_with("Tiếp tục")
    assert sent == {"loai": ["half_year"]}
    assert len(page.all("input[type=radio]")) == 5
    assert "tiếp theo kỳ 6 tháng đầu năm 2023" in page.text
    assert hoa.get("/ky/them/?loai=century").status_code == 200


def test_the_days_as_last_time_are_one_link_away(hoa, district):
    make_period(district)
    page = Page(hoa.get(ADD).content)
    link = page.links("main a")["Dùng ngày như kỳ 6 tháng đầu năm 2023"]
    _, fields = Page(hoa.get("/ky/them/" + link).content).form_with("Lưu")
    assert fields["deadline"] == ["24/01/2024 17:00"]


def test_a_year_is_planned_with_its_halves(hoa, district):
    parts = halves(district)
    days = {"first_day": dt.date(2021, 12, 15), "last_day": dt.date(2022, 12, 14)}
    make_period(district, "năm 2022", kind="year", **days)
    page = Page(hoa.get("/ky/them/?loai=year").content)
    _, fields = page.form_with("Lưu")
    assert len(fields["parts"]) == 2
    add_year(hoa, *parts)
    period = ReportingPeriod.objects.get(phrase="năm 2023")
    assert set(period.parts.all()) == set(parts)
    hoa.post(address("period_edit", period.pk), YEAR)
    assert not period.parts.exists()


def test_parts_that_would_make_a_wrong_sum_are_refused(hoa, district):
    first, second = halves(district)
    quarter = make_period(
        district, "quý I", kind="quarter", last_day=dt.date(2023, 3, 14)
    )
    outside = make_period(district, "trước", first_day=dt.date(2022, 6, 15))
    for parts, words in (
        ([first], "còn thiếu từ 15/06/2023 đến 14/12/2023"),
        ([first, second, quarter], "cộng hai lần"),
        ([outside, second], "không nằm trong kỳ này"),
    ):
        answer = add_year(hoa, *parts)
        assert answer.status_code == 422
        assert words in " ".join(answer.context["form"].errors["parts"])


def test_opening_a_year_leads_to_the_figures_of_its_halves(hoa, district):
    make_commune(district)
    make_indicator(district, "guided")
    add_year(hoa, *halves(district))
    period = ReportingPeriod.objects.get(kind="year")
    answer = hoa.post(address("period_open", period.pk))
    assert answer["Location"] == address("from_parts", period.pk)


def test_a_period_without_shorter_ones_is_drawn_without_asking_for_them(
    hoa, district, caplog
):
    make_period(district)
    page = Page(hoa.get("/ky/them/?loai=ad_hoc").content)
    assert page.all("[name=parts]") == []
    assert caplog.records == []
