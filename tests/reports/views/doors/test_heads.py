"""Letterheads and signers, both dated."""

import datetime as dt

import pytest

from reports.models import (
    Report,
)
from teams.models import Letterhead, Signer
from tests.factories import (
    make_letterhead,
    make_period,
)
from tests.pages import Page
from tests.reports.doors import (
    address,
)

pytestmark = pytest.mark.django_db

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
