"""Activities, cited documents and products."""

import datetime as dt

import pytest
from django.utils import timezone

from reports.models import (
    Activity,
    CitedDocument,
    Product,
)
from tests.factories import (
    make_commune,
    make_district,
    make_period,
)
from tests.pages import Page
from tests.reports.doors import (
    DOCUMENT,
    address,
    make_activity,
    make_document,
)

pytestmark = pytest.mark.django_db

ACTIVITY = {
    "date": "16/02/2023",
    "kind": "conference",
    "title": "Hội nghị tập huấn",
    "participants": "1.234",
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
    cited, asked, ours, free = (make_document(district, f"{n}/QĐ") for n in range(4))
    make_activity(district).documents.add(cited)
    make_period(district, dispatch=asked, commune_dispatch=ours)
    for row in (cited, asked, ours, free):
        answer = hoa.post(address("document_delete", row.pk), follow=True)
        if row != free:
            assert Page(answer.content).texts(".notice-error")
    assert set(CitedDocument.objects.all()) == {cited, asked, ours}


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
