"""The commune's desk: fill in, save, be told, send, withdraw, send again."""

import pytest

from reports.models import Figure, Product
from tests.factories import set_figure
from tests.reports.entering import Hand, make_desk, stored


@pytest.fixture
def desk(db):
    return make_desk()


@pytest.fixture
def lan(client, desk):
    return Hand(client, desk, desk.lan)


def fill_in(hand):
    """Everything that is asked, without contradictions."""
    for hamlet in hand.desk.hamlets:
        hand.type("100", "households", hamlet).none("extra_2", hamlet)
    hand.type("3", "sessions").type("30", "vneid")
    hand.type("10", "vneid_1").type("20", "vneid_2")
    return hand.put("pick-" + hand.cell("ocop"), "Rươi kho").none("online")


def test_a_figure_is_blank_nothing_or_a_value(lan):
    first, second = lan.desk.hamlets
    lan.type("1.234", "households", first).none("households", second).save()
    assert lan.redirected
    assert stored(lan.desk) == {
        ("households", "An Lao"): 1234,
        ("households", "Xuân Nẻo"): "KPS",
    }
    assert lan.text("households", first) == "1.234"
    assert "none-" + lan.cell("households", second) in lan.sent
    assert lan.text("extra_2", first) == ""
