"""Whose the doors are, and what every one of them does alike."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import (
    Activity,
    CitedDocument,
    ReportingPeriod,
)
from teams.models import Commune, Role
from tests.factories import (
    make_commune,
    make_district,
    make_indicator,
    make_letterhead,
    make_officer,
    make_period,
    make_signer,
    make_staff,
    make_user,
)
from tests.pages import Page
from tests.reports.doors import (
    DOCUMENT,
    address,
    make_activity,
    make_document,
    make_product,
)

pytestmark = pytest.mark.django_db

State = ReportingPeriod.State

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
