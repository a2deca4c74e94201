"""Every address of the rosters and of sign-in has a rule: who gets in, and who not."""

import pytest
from django.contrib import admin
from django.urls import reverse

from teams.admin import roster_site

PEOPLE = ("anonymous", "nobody", "lan", "hoa", "tuan", "minh")
IN, HOME, SIGN_IN, NOT_THERE, NO = 200, 302, 302, 404, 403
ROSTER = (SIGN_IN, NOT_THERE, NOT_THERE, NOT_THERE, NOT_THERE, IN)
EVERYONE = (SIGN_IN, IN, IN, IN, IN, IN)
ADDRESSES = {
    "home": EVERYONE,
    "login": (IN, HOME, HOME, HOME, HOME, HOME),
    "password_change": EVERYONE,
    "users": (SIGN_IN, NOT_THERE, NOT_THERE, IN, NOT_THERE, IN),
    "set_password lan": (SIGN_IN, NOT_THERE, NOT_THERE, IN, NOT_THERE, IN),
    "set_password tuan": (SIGN_IN, NOT_THERE, NOT_THERE, NO, NOT_THERE, IN),
    "admin:index": ROSTER,
    "admin:teams_commune_changelist": ROSTER,
    "admin:teams_hamlet_add": ROSTER,
    "admin:teams_team_import": ROSTER,
    "admin:teams_team_export": ROSTER,
    "admin:teams_member_changelist": ROSTER,
    "admin:teams_member_change member": ROSTER,
    "admin:teams_member_export": (*ROSTER[:-1], NO),
    "admin:teams_user_changelist": ROSTER,
    "admin:teams_personaldataaccess_changelist": ROSTER,
    "admin:teams_personaldataaccess_add": (*ROSTER[:-1], NO),
}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("address", ADDRESSES)
def test_each_address_lets_in_whom_its_rule_names(client, cast, address, person):
    name, *whose = address.split()
    url = reverse(name, args=[getattr(cast, who).pk for who in whose])
    if person != "anonymous":
        client.force_login(getattr(cast, person))
    expected = ADDRESSES[address][PEOPLE.index(person)]
    assert client.get(url).status_code == expected


def test_a_stranger_is_led_to_the_sign_in_page(client, cast):
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1] == ("/dang-nhap/?next=/quan-tri/", 302)


def test_an_account_that_was_switched_off_gets_nowhere(client, cast):
    client.force_login(cast.minh)
    cast.minh.is_active = False
    cast.minh.save()
    assert client.get(reverse("admin:index")).status_code == SIGN_IN


def test_djangos_own_admin_is_not_served(client, cast):
    client.force_login(cast.minh)
    assert roster_site is not admin.site
    for path in ("logout/", "password_change/", "autocomplete/"):
        assert client.get(f"/quan-tri/{path}").status_code in (NOT_THERE, 301, 302)
