"""The officer's doors: whose they are, what they ask, what they refuse."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports.models import (
    Activity,
    CitedDocument,
    Indicator,
    PeriodEvent,
    Product,
    Report,
    ReportingPeriod,
)
from teams.models import Commune, Letterhead, Role, Signer
from tests.factories import (
    make_commune,
    make_district,
    make_indicator,
    make_letterhead,
    make_officer,
    make_open_period,
    make_period,
    make_signer,
    make_staff,
    make_user,
    put_in_state,
)
from tests.pages import Page

State = ReportingPeriod.State
pytestmark = pytest.mark.django_db

LISTS = [
    "setup",
    "periods",
    "period_add",
    "indicators",
    "indicator_add",
    "activities",
    "activity_add",
    "documents",
    "document_add",
    "products",
    "product_add",
    "letterheads",
    "letterhead_add",
    "signers",
    "signer_add",
]


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def officer(district):
    return make_officer(district)


@pytest.fixture
def hoa(client, officer):
    client.force_login(officer)
    return client


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


def rows_of(district):
    """Every address that leads to a row of `district`."""
    commune = make_commune(district)
    indicator = make_indicator(district, "guided")
    period, opened = make_period(district), make_period(district, "kỳ thứ hai")
    closed = make_period(district, "đã chốt", state=State.CLOSED)
    ReportingPeriod.objects.filter(pk=opened.pk).update(state=State.OPEN)
    rows = {
        "activity": make_activity(district).pk,
        "document": make_document(district).pk,
        "letterhead": make_letterhead(district).pk,
        "product": make_product(commune).pk,
        "signer": make_signer(district).pk,
    }
    return {
        **{f"{name}_edit": (pk,) for name, pk in rows.items()},
        **{f"{name}_delete": (pk,) for name, pk in rows.items()},
        "indicator_edit": (indicator.pk,),
        "period_edit": (period.pk,),
        "period_open": (period.pk,),
        "period_delete": (period.pk,),
        "period_close": (opened.pk,),
        "period_reopen": (closed.pk,),
    }


# --- whose they are -------------------------------------------------------------------


def test_every_door_opens_for_the_officer_alone(client, district, officer):
    doors = {name: () for name in LISTS} | rows_of(district)
    people = {
        "leader": make_user("lan-dao", Role.LEADER, district),
        "roster admin": make_user("minh", Role.ROSTER_ADMIN, district),
        "staff": make_staff(Commune.objects.get()),
    }
    for who, user in people.items():
        client.force_login(user)
        for name, args in doors.items():
            assert client.get(address(name, *args)).status_code == 404, (who, name)
    client.force_login(officer)
    for name, args in doors.items():
        assert client.get(address(name, *args)).status_code == 200, name


def test_another_districts_rows_are_not_there(client, district):
    other = make_district("Gia Lộc")
    client.force_login(make_officer(other, "other"))
    doors = rows_of(district)
    for name, args in doors.items():
        assert client.get(address(name, *args)).status_code == 404, name
        assert client.post(address(name, *args)).status_code == 404, name
    for name in ("indicator_retire", "indicator_restore"):
        url = address(name, *doors["indicator_edit"])
        assert client.post(url).status_code == 404
    assert Activity.objects.count() == 1
    assert ReportingPeriod.objects.get(phrase="kỳ thứ hai").state == State.OPEN


def test_lists_and_choices_stop_at_the_district(hoa, district):
    rows_of(make_district("Gia Lộc", level_word="huyện"))
    for name in LISTS:
        page = Page(hoa.get(address(name)).content)
        words = " ".join(page.texts("main"))
        for theirs in (
            "Guided",
            "99/QĐ-UBND",
            "Gạo bãi rươi",
            "kỳ thứ hai",
            "Hưng Đạo",
        ):
            assert theirs not in words, (name, theirs)


def test_an_officer_who_is_also_staff_elsewhere_keeps_to_their_own_office(
    client, district
):
    elsewhere = make_commune(make_district("Gia Lộc"), "Yết Kiêu", "11001")
    user = make_staff(elsewhere, "hoa")
    user.assignments.create(role=Role.OFFICER, district=district)
    client.force_login(user)
    client.post(address("document_add"), DOCUMENT)
    assert CitedDocument.objects.get().district == district


def test_what_only_posts_change_is_not_changed_by_looking(hoa, district):
    indicator = make_indicator(district, "guided")
    for name in ("indicator_retire", "indicator_restore"):
        assert hoa.get(address(name, indicator.pk)).status_code == 405


# --- periods --------------------------------------------------------------------------

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


def test_a_new_period_is_proposed_from_the_last_one(hoa, district):
    last = make_period(district, counting_note="Cách tính", none_as="dash")
    fields = Page(hoa.get(address("period_add")).content).fields("main form")
    del fields["csrfmiddlewaretoken"]
    assert {name: value for name, (value,) in fields.items()} == {
        **PERIOD,
        "first_day": "15/06/2023",
        "deadline": "19/12/2023 17:00",
        "dispatch": "",
        "previous": str(last.pk),
        "counting_note": "Cách tính",
        "none_as": "dash",
    }


def test_a_period_is_planned_for_the_officers_district(hoa, district):
    dispatch = make_document(district, kind="dispatch")
    answer = hoa.post(address("period_add"), PERIOD | {"dispatch": dispatch.pk})
    assert answer["Location"] == address("periods")
    period = ReportingPeriod.objects.get()
    assert (period.district, period.state) == (district, State.PLANNED)
    assert period.dispatch == dispatch
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
    answer = hoa.post(address("period_add"), PERIOD | changes)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert words in errors[field][0]
    kept = Page(answer.content).fields("main form")
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
        answer = hoa.post(address("period_add"), PERIOD | {"previous": previous.pk})
        assert list(answer.context["form"].errors) == ["previous"]


def opened(district, officer, **fields):
    make_commune(district)
    make_indicator(district, "guided")
    return make_open_period(district, officer, **fields)


def test_an_open_period_keeps_its_days_and_takes_a_new_deadline(hoa, officer, district):
    period = opened(district, officer)
    changes = PERIOD | {"phrase": str(period), "deadline": "31/7/2023"}
    hoa.post(
        address("period_edit", period.pk), changes | {"counting_note": "Theo sổ hộ"}
    )
    period.refresh_from_db()
    assert (period.first_day, period.last_day) == (
        dt.date(2022, 12, 15),
        dt.date(2023, 6, 14),
    )
    assert f"{timezone.localtime(period.deadline):%d/%m %H:%M}" == "31/07 23:59"
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
    (_, waiting, _) = Page(hoa.get(close).content).texts(".confirm dd")
    assert waiting == "xã Hưng Đạo (chưa nhập)."
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


# --- indicators -----------------------------------------------------------------------

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
    assert Page(answer.content).fields("main form")["unit"] == ["Hộ"]
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


# --- activities, documents, products --------------------------------------------------

ACTIVITY = {
    "date": "16/02/2023",
    "kind": "conference",
    "title": "Hội nghị tập huấn",
    "participants": "1.234",
}
DOCUMENT = {
    "kind": "dispatch",
    "number": "1134/ TCĐCNSCĐ",
    "date": "18/7/2023",
    "issuer": "Tổ chỉ đạo tỉnh",
}


def titles(answer):
    return [activity.title for activity in answer.context["activities"]]


def test_an_activity_is_added_changed_and_deleted(hoa, district):
    document = make_document(district)
    hoa.post(address("activity_add"), ACTIVITY | {"documents": [document.pk]})
    row = Activity.objects.get()
    assert (row.district, row.commune, row.participants) == (district, None, 1234)
    assert list(row.documents.all()) == [document]
    hoa.post(address("activity_edit", row.pk), ACTIVITY | {"participants": ""})
    row.refresh_from_db()
    assert (row.participants, row.documents.count()) == (None, 0)
    hoa.get(address("activity_delete", row.pk))
    assert Activity.objects.exists()
    hoa.post(address("activity_delete", row.pk))
    assert not Activity.objects.exists()


def test_an_activity_stands_in_a_commune_of_its_day(hoa, district):
    gone = make_commune(district, valid_to=dt.date(2022, 12, 31))
    theirs = make_commune(make_district("Gia Lộc"), "Yết Kiêu", "11001")
    for commune in (gone, theirs):
        answer = hoa.post(address("activity_add"), ACTIVITY | {"commune": commune.pk})
        assert list(answer.context["form"].errors) == ["commune"]
    answer = hoa.post(address("activity_add"), ACTIVITY | {"participants": "1,234"})
    assert "1.234" in answer.context["form"].errors["participants"][0]


def test_activities_are_those_of_the_newest_period_until_asked_otherwise(hoa, district):
    commune = make_commune(district)
    before = make_period(
        district,
        "trước",
        first_day=dt.date(2022, 6, 15),
        last_day=dt.date(2022, 12, 14),
        deadline=timezone.make_aware(dt.datetime(2022, 12, 19)),
    )
    make_period(district)
    make_activity(district, "năm trước", date=dt.date(2022, 12, 14))
    make_activity(district, "ngày đầu", date=dt.date(2022, 12, 15), commune=commune)
    make_activity(district, "ngày cuối", date=dt.date(2023, 6, 14), kind="conference")
    url = address("activities")
    for query, found in (
        ("", ["ngày đầu", "ngày cuối"]),
        (f"?ky={before.pk}", ["năm trước"]),
        ("?ky=", ["năm trước", "ngày đầu", "ngày cuối"]),
        ("?ky=&xa=cap-huyen", ["năm trước", "ngày cuối"]),
        (f"?ky=&xa={commune.pk}", ["ngày đầu"]),
        ("?ky=&loai=conference", ["ngày cuối"]),
        ("?ky=nine&xa=nine&loai=nine", ["năm trước", "ngày đầu", "ngày cuối"]),
    ):
        assert titles(hoa.get(url + query)) == found, query


def test_a_document_is_written_as_it_stands_and_only_once(hoa, district):
    hoa.post(address("document_add"), DOCUMENT)
    row = CitedDocument.objects.get()
    assert (row.district, row.number) == (district, "1134/ TCĐCNSCĐ")
    answer = hoa.post(address("document_add"), DOCUMENT)
    assert answer.context["form"].errors == {"number": ["Văn bản này đã có."]}
    hoa.post(address("document_edit", row.pk), DOCUMENT | {"subject": "Báo cáo"})
    row.refresh_from_db()
    assert row.subject == "Báo cáo"


def test_text_is_stored_composed(hoa):
    decomposed = "To\u0302\u0309 chi\u0309 da\u0323o"
    hoa.post(address("document_add"), DOCUMENT | {"issuer": decomposed})
    assert CitedDocument.objects.get().issuer == "Tổ chỉ dạo"


def test_a_document_in_use_stays_and_says_where(hoa, district):
    cited, asked, free = (make_document(district, f"{n}/QĐ") for n in (1, 2, 3))
    make_activity(district).documents.add(cited)
    make_period(district, dispatch=asked)
    for row in (cited, asked, free):
        answer = hoa.post(address("document_delete", row.pk), follow=True)
        if row != free:
            assert Page(answer.content).texts(".notice-error")
    assert set(CitedDocument.objects.all()) == {cited, asked}


def test_a_commune_has_a_product_once_whatever_the_accents(hoa, district):
    first, second = make_commune(district), make_commune(district, "An Thanh", "11125")
    product = {"commune": first.pk, "kind": "ocop", "name": "Gạo bãi rươi"}
    hoa.post(address("product_add"), product)
    answer = hoa.post(address("product_add"), product | {"name": "GAO BAI RUOI"})
    assert answer.context["form"].errors == {
        "name": ["Xã đã có sản phẩm này trong danh sách."]
    }
    hoa.post(address("product_add"), product | {"commune": second.pk})
    assert Product.objects.count() == 2
    row = Product.objects.get(commune=first)
    hoa.post(address("product_edit", row.pk), product | {"maker": "HTX"})
    row.refresh_from_db()
    assert row.label == "Gạo bãi rươi HTX"


def test_a_product_belongs_to_a_commune_of_the_district(hoa, district):
    theirs = make_commune(make_district("Gia Lộc"))
    answer = hoa.post(
        address("product_add"), {"commune": theirs.pk, "kind": "ocop", "name": "Gạo"}
    )
    assert list(answer.context["form"].errors) == ["commune"]


# --- letterheads and signers ----------------------------------------------------------

LETTERHEAD = {
    "issuing_agency": "TỔ CHỈ ĐẠO\nCNSCĐ",
    "short_name": "Tổ chỉ đạo",
    "place": "Tứ Kỳ",
    "symbol": "BC-TCĐ",
    "number_series": "own",
    "valid_from": "01/7/2025",
}


def test_a_letterhead_follows_the_one_before_it(hoa, district):
    old = make_letterhead(district)
    answer = hoa.post(address("letterhead_add"), LETTERHEAD)
    assert "Trùng thời gian" in answer.context["form"].errors["valid_from"][0]
    old.valid_to = dt.date(2025, 6, 30)
    old.save()
    hoa.post(address("letterhead_add"), LETTERHEAD)
    assert Letterhead.objects.count() == 2
    assert district.letterhead_on(dt.date(2025, 7, 1)).short_name == "Tổ chỉ đạo"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"issuing_agency": "một\nhai\nba"}, "issuing_agency"),
        ({"valid_to": "30/6/2025"}, "valid_to"),
        ({"valid_from": "hôm nay"}, "valid_from"),
    ],
)
def test_a_wrong_letterhead_says_so_at_its_field(hoa, changes, field):
    answer = hoa.post(address("letterhead_add"), LETTERHEAD | changes)
    assert list(answer.context["form"].errors) == [field]
    assert not Letterhead.objects.exists()


def test_a_signer_is_added_and_stays_while_a_report_names_them(hoa, district):
    hoa.post(
        address("signer_add"),
        {"authority": "TM. TỔ\n\n TỔ PHÓ", "name": "Toan", "valid_from": "1/1/2022"},
    )
    signer = Signer.objects.get()
    assert signer.authority_lines == ("TM. TỔ", "TỔ PHÓ")
    Report.objects.create(period=make_period(district), signer=signer)
    answer = hoa.post(address("signer_delete", signer.pk), follow=True)
    assert "đang được dùng" in Page(answer.content).texts(".notice-error")[0]
    Report.objects.all().delete()
    hoa.post(address("signer_delete", signer.pk))
    assert not Signer.objects.exists()


# --- all of them ----------------------------------------------------------------------


def grow(district, number):
    """One more row behind every list."""
    commune = make_commune(district, f"Xã {number}", f"{number:05d}")
    whole = make_indicator(district, f"whole_{number}")
    make_indicator(district, f"part_{number}", part_of=whole, at_most=whole)
    period = make_period(district, f"kỳ {number}")
    period.submissions.create(commune=commune)
    activity = make_activity(district, commune=commune)
    activity.documents.add(make_document(district, f"{number}/QĐ"))
    make_product(commune)
    make_signer(district)
    day = dt.date(2000 + number, 1, 1)
    make_letterhead(district, valid_from=day, valid_to=day)


@pytest.mark.parametrize("name", LISTS)
def test_a_page_takes_as_many_queries_whatever_its_length(hoa, district, name):
    grow(district, 1)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert hoa.get(address(name)).status_code == 200
        counts.append(len(queries))
        for number in range(2, 6):
            if len(counts) == 1:
                grow(district, number)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", [n for n in LISTS if n != "setup"])
def test_an_empty_list_or_form_has_one_main_button(hoa, name):
    page = Page(hoa.get(address(name)).content)
    assert len(page.all("main .btn-primary")) == 1
    assert page.links(".breadcrumb a")["Trang chủ"] == "/"
