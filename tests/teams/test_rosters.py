"""The rosters' pages: whose rows, masked numbers, endings, no way up or aside."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from teams.models import (
    Assignment,
    Commune,
    Hamlet,
    Member,
    PersonalDataAccess,
    Role,
    User,
)
from tests.factories import make_commune, make_hamlet, make_hamlet_team, make_user

LISTS = ("commune", "hamlet", "decision", "team", "member", "user")


@pytest.fixture
def minh(client, cast):
    client.force_login(cast.minh)
    return client


def address(name, *args):
    return reverse(f"admin:teams_{name}", args=args)


def page(client, name, *args):
    return client.get(address(name, *args)).content.decode()


def errors_of(response):
    return response.context["adminform"].form.errors


COMMUNE = {
    "kind": "xa",
    "name": "Đại Sơn",
    "code": "11083",
    "position": "3",
    "valid_from": "6/4/2022",
    "valid_to": "",
}


@pytest.mark.parametrize("roster", ["commune", "hamlet", "team", "member", "user"])
def test_a_roster_holds_the_admins_own_district_alone(minh, cast, neighbour, roster):
    theirs = {
        "commune": neighbour.commune,
        "hamlet": neighbour.team.hamlet,
        "team": neighbour.team,
        "member": neighbour.team.members.first(),
        "user": neighbour.staff,
    }[roster]
    rows = minh.get(address(f"{roster}_changelist")).context["cl"].result_list
    assert theirs not in rows
    assert len(rows) > 0
    for verb in ("change", "history"):
        response = minh.get(address(f"{roster}_{verb}", theirs.pk))
        assert response.status_code == 302
        assert response["Location"] == "/quan-tri/"


def test_choices_offer_the_admins_own_district_alone(minh, neighbour):
    assert "Hưng Đạo" in page(minh, "hamlet_add")
    for form in ("hamlet_add", "team_add", "member_add", "user_add"):
        text = page(minh, form)
        assert "Cao Thắng" not in text
        assert "Bằng Bộ" not in text


def test_another_districts_commune_is_no_choice(minh, neighbour):
    fields = {
        "commune": neighbour.commune.pk,
        "kind": "thon",
        "name": "Mới",
        "position": "1",
        "valid_from": "01/01/2022",
    }
    response = minh.post(address("hamlet_add"), fields)
    assert "commune" in errors_of(response)
    assert not Hamlet.objects.filter(name="Mới").exists()


def test_a_new_commune_belongs_to_the_admins_district(minh, cast):
    minh.post(address("commune_add"), COMMUNE)
    commune = Commune.objects.get(name="Đại Sơn")
    assert commune.district == cast.district
    assert f"{commune.valid_from:%d/%m/%Y}" == "06/04/2022"


def test_the_database_s_promises_are_told_at_the_form(minh, cast):
    response = minh.post(address("commune_add"), {**COMMUNE, "code": "11086"})
    assert "đang dùng cho một xã khác" in str(errors_of(response))


@pytest.mark.parametrize(
    ("roster", "typed", "found"),
    [
        ("commune", "hung dao", ["xã Hưng Đạo"]),
        ("hamlet", "AN LAO", ["thôn An Lao"]),
        ("hamlet", "hưng đạo", ["thôn An Lao"]),
        ("team", "an lao hung", ["Tổ CNSCĐ thôn An Lao"]),
        ("member", "nguoi thu 1", ["Người Thứ 1 (Thành viên)"]),
        ("user", "pham", ["Phạm Thị Lan"]),
        ("commune", "khong co", []),
    ],
)
def test_search_ignores_diacritics(minh, roster, typed, found):
    response = minh.get(address(f"{roster}_changelist"), {"q": typed})
    assert [str(row) for row in response.context["cl"].result_list] == found


@pytest.mark.parametrize("roster", LISTS)
def test_a_list_takes_as_many_queries_for_many_rows_as_for_few(minh, cast, roster):
    url = address(f"{roster}_changelist")
    minh.get(url)
    with CaptureQueriesContext(connection) as few:
        minh.get(url)
    for number in range(4):
        commune = make_commune(cast.district, f"Xã {number}", f"1120{number}")
        make_hamlet_team(make_hamlet(commune))
        make_user(f"xa-{number}", Role.COMMUNE_STAFF, cast.district, commune)
    with CaptureQueriesContext(connection) as many:
        minh.get(url)
    assert len(many) == len(few)


# --- telephone numbers --------------------------------------------------------------


def test_numbers_are_masked_in_lists_and_on_forms(minh, cast):
    Member.objects.filter(pk=cast.member.pk).update(phone="0987654321")
    for text in (
        page(minh, "member_changelist"),
        page(minh, "member_change", cast.member.pk),
    ):
        assert "0987654321" not in text
        assert "••• ••• 321" in text
    assert not PersonalDataAccess.objects.exists()


def test_a_number_is_shown_on_asking_and_the_look_is_logged(minh, cast):
    Member.objects.filter(pk=cast.member.pk).update(phone="0987654321")
    url = address("member_phone", cast.member.pk)
    assert minh.get(url).status_code == 405
    assert "0987654321" in minh.post(url).content.decode()
    log = PersonalDataAccess.objects.get()
    assert (log.user, log.district, log.action, log.rows) == (
        cast.minh,
        cast.district,
        "reveal",
        1,
    )


def test_no_number_of_another_district_is_shown(minh, neighbour):
    member = neighbour.team.members.first()
    assert minh.post(address("member_phone", member.pk)).status_code == 404
    assert not PersonalDataAccess.objects.exists()


@pytest.mark.parametrize("person", ["lan", "hoa", "tuan", "nobody"])
def test_only_the_roster_admin_is_shown_a_number(client, cast, person):
    client.force_login(getattr(cast, person))
    url = address("member_phone", cast.member.pk)
    assert client.post(url).status_code == 404


def save_member(client, cast, **fields):
    member = cast.member
    own = {
        "team": member.team_id,
        "full_name": member.full_name,
        "role": member.role,
        "valid_from": "01/01/2010",
    }
    response = client.post(address("member_change", member.pk), {**own, **fields})
    member.refresh_from_db()
    return response


def test_saving_a_member_keeps_the_number_that_was_not_shown(minh, cast):
    before = cast.member.phone
    save_member(minh, cast, post="Trưởng thôn")
    assert (cast.member.post, cast.member.phone) == ("Trưởng thôn", before)


def test_a_number_is_replaced_or_dropped_unseen(minh, cast):
    save_member(minh, cast, new_phone="0912 345.678")
    assert cast.member.phone == "0912 345 678"
    save_member(minh, cast, drop_phone="on")
    assert cast.member.phone == ""


def test_a_number_with_letters_is_refused(minh, cast):
    response = save_member(minh, cast, new_phone="xin hỏi Lan")
    assert "08 đến 15 chữ số" in str(errors_of(response))


# --- endings ------------------------------------------------------------------------


def test_a_place_with_teams_is_ended_by_date_and_not_deleted(minh, cast):
    response = minh.post(
        address("commune_delete", cast.hung_dao.pk), {"post": "yes"}, follow=True
    )
    assert "Không xóa được xã Hưng Đạo vì còn" in response.content.decode()
    assert Commune.objects.filter(pk=cast.hung_dao.pk).exists()


def test_a_line_that_was_entered_by_mistake_can_be_deleted(minh, cast):
    hamlet = make_hamlet(cast.an_thanh, "Nhầm")
    assert "Xóa khỏi danh bạ" in page(minh, "hamlet_delete", hamlet.pk)
    minh.post(address("hamlet_delete", hamlet.pk), {"post": "yes"})
    assert not Hamlet.objects.filter(pk=hamlet.pk).exists()


# --- users --------------------------------------------------------------------------


def duties(*rows, initial=0, pks=()):
    fields = {
        "assignments-TOTAL_FORMS": len(rows),
        "assignments-INITIAL_FORMS": initial,
        "assignments-MIN_NUM_FORMS": 1,
        "assignments-MAX_NUM_FORMS": 1000,
    }
    for number, (role, commune) in enumerate(rows):
        fields[f"assignments-{number}-role"] = role
        fields[f"assignments-{number}-commune"] = commune or ""
    for number, pk in enumerate(pks):
        fields[f"assignments-{number}-id"] = pk
    return fields


PERSON = {"full_name": "Vũ Thị Mai", "username": "mai", "is_active": "on"}


def test_a_new_person_gets_a_duty_and_then_a_one_time_password(minh, cast):
    rows = duties((Role.COMMUNE_STAFF, cast.an_thanh.pk))
    response = minh.post(address("user_add"), {**PERSON, **rows})
    mai = User.objects.get(username="mai")
    assert response["Location"] == reverse("set_password", args=[mai.pk])
    assert not mai.has_usable_password()
    assert str(mai.assignments.get()) == "Cán bộ xã – xã An Thanh"
    assert mai.assignments.get().district == cast.district


def test_a_person_without_a_duty_is_refused(minh):
    response = minh.post(address("user_add"), {**PERSON, **duties(("", ""))})
    assert response.status_code == 200
    assert not User.objects.filter(username="mai").exists()


def test_a_refusal_speaks_vietnamese_in_title_and_text(minh):
    sent = {**PERSON, **duties(("", ""))}
    text = minh.post(address("user_add"), sent).content.decode()
    assert "<title>Có lỗi:" in text
    assert "Đề nghị sửa những chỗ có báo lỗi" in text
    assert "correct the error" not in text


def test_staff_of_a_commune_need_one_and_others_have_none(minh, cast):
    for row in ((Role.COMMUNE_STAFF, ""), (Role.OFFICER, cast.an_thanh.pk)):
        response = minh.post(address("user_add"), {**PERSON, **duties(row)})
        assert "Cán bộ xã phải gắn với một xã" in response.content.decode()


def test_no_power_of_the_system_is_given_through_the_form(minh, cast):
    sent = {
        **PERSON,
        **duties((Role.OFFICER, "")),
        "is_superuser": "on",
        "is_staff": "on",
        "password": "x",
        "assignments-0-district": "99",
    }
    minh.post(address("user_add"), sent)
    mai = User.objects.get(username="mai")
    assert (mai.is_superuser, mai.is_staff) == (False, False)
    assert mai.assignments.get().district == cast.district


def test_no_duty_at_another_districts_commune(minh, neighbour):
    rows = duties((Role.COMMUNE_STAFF, neighbour.commune.pk))
    minh.post(address("user_add"), {**PERSON, **rows})
    assert not User.objects.filter(username="mai").exists()


def test_nobody_changes_their_own_duties(minh, cast):
    own = cast.minh.assignments.get()
    sent = {
        "full_name": "Minh",
        "username": "minh",
        **duties(
            (Role.ROSTER_ADMIN, ""), (Role.MEMBER_EXPORT, ""), initial=1, pks=[own.pk]
        ),
    }
    minh.post(address("user_change", cast.minh.pk), sent)
    assert [d.role for d in cast.minh.assignments.all()] == [Role.ROSTER_ADMIN]
    cast.minh.refresh_from_db()
    assert cast.minh.is_active


def test_a_person_who_works_in_two_districts_is_read_only_to_each(
    minh, cast, neighbour
):
    Assignment.objects.create(
        user=neighbour.staff,
        role=Role.COMMUNE_STAFF,
        district=cast.district,
        commune=cast.an_thanh,
    )
    url = address("user_change", neighbour.staff.pk)
    assert minh.get(url).status_code == 200
    sent = {**PERSON, **duties((Role.OFFICER, ""))}
    assert minh.post(url, sent).status_code == 403


def test_users_are_switched_off_and_never_deleted(minh, cast):
    assert minh.get(address("user_delete", cast.lan.pk)).status_code == 403


@pytest.mark.parametrize("name", ["add", "changelist"])
def test_the_log_of_looks_is_read_and_never_written(minh, cast, name):
    PersonalDataAccess.objects.create(
        user=cast.minh, district=cast.district, action="reveal", rows=1
    )
    response = minh.get(address(f"personaldataaccess_{name}"))
    assert response.status_code == (403 if name == "add" else 200)
