"""Whatever stands behind the “?” of an address, the page answers or says no."""

import pytest
from django.test import Client

from teams.models import User
from tests.test_access import ASKED_BY_POST, ROLES, RULES, address_of

pytestmark = pytest.mark.django_db

NAMES = (
    *("trang", "xa", "tu", "ca-toi", "q", "muc", "xem", "state", "giu", "co", "xep"),
    *("loc", "chi-tieu", "bieu", "o", "chi-tinh", "y-kien", "loai", "ngay"),
)
WORDS = ("\x00", "abc", "-1", "0", "9" * 30, "9" * 5000, "²", "٣", "1e9", "'\"><")
READ = [
    name
    for name, (who, _) in RULES.items()
    if who not in ("any", "all") and name not in ASKED_BY_POST
]


@pytest.mark.parametrize("name", READ)
def test_a_page_takes_any_words_in_its_address(example, name):
    who = RULES[name][0]
    client = Client()
    username = ROLES["O" if "O" in who else who[0]]
    client.force_login(User.objects.get(username=username))
    where = address_of(name)
    for word in WORDS:
        answer = client.get(where, dict.fromkeys(NAMES, word))
        assert answer.status_code < 500
    for asked in ("chi-tieu", "xa", "o"):  # where another would be refused first
        assert client.get(where, {asked: "9" * 30}).status_code < 500
