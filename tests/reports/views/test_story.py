"""A cell's story: what it means, what stood there before, who wrote it from what."""

import datetime as dt

import pytest
from django.urls import reverse

from reports.models import FigureVersion, SourceMessage, Submission
from reports.recording import Origin, Proposal, record
from tests.factories import (
    make_open_period,
    make_staff,
    put_in_state,
    set_figure,
)
from tests.pages import Page
from tests.reports.entering import make_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    desk = make_desk()
    indicators = desk.period.indicators.filter(key="households")
    indicators.update(definition="Theo sổ hộ của thôn.")
    return desk


def story(client, desk, *, user=None, key="households", hamlet=0, part=False):
    client.force_login(user or desk.lan)
    hamlet = desk.hamlets[0].pk if hamlet == 0 else hamlet
    cell = f"c-{desk.ids[key]}-{hamlet or 0}"
    headers = {"X-Part": "story"} if part else {}
    address = reverse("reports:story", args=[desk.submission.pk, cell])
    return client.get(address, headers=headers)


def earlier(desk, phrase, first, last, value):
    """A period in which the commune handed in `value` households of An Lao."""
    period = make_open_period(
        desk.district, desk.officer, phrase=phrase, first_day=first, last_day=last
    )
    row = period.submissions.get()
    set_figure(row, "households", value, hamlet=desk.hamlets[0], by=desk.lan)
    put_in_state(row, Submission.State.ACCEPTED)
    return period


def test_a_cell_says_what_it_means_and_who_wrote_what(client, desk):
    figure = set_figure(
        desk.submission, "households", 350, hamlet=desk.hamlets[0], by=desk.binh
    )
    change = Proposal(
        figure.indicator_id, figure.hamlet_id, "value", 360, based_on=figure.version
    )
    record([change], submission=desk.submission, origin=Origin(desk.lan, "typed"))
    page = Page(story(client, desk).content)
    assert page.texts("h1") == ["1. Households"]
    assert "Theo sổ hộ của thôn." in page.text
    assert page.texts(".timeline strong") == ["360", "350"]
    assert page.texts(".timeline .who") == ["Nguyễn Thị Lan", "Trần Văn Bình"]


def test_last_period_and_the_same_period_last_year_stand_beside(client, desk):
    year_ago = dt.date(2021, 12, 15), dt.date(2022, 6, 14)
    half_ago = dt.date(2022, 6, 15), dt.date(2022, 12, 14)
    earlier(desk, "6 tháng đầu năm 2022", *year_ago, 300)
    desk.period.previous = earlier(desk, "6 tháng cuối năm 2022", *half_ago, 320)
    desk.period.save()
    page = Page(story(client, desk).content)
    facts = dict(zip(page.texts(".facts dt"), page.texts(".facts dd"), strict=True))
    assert facts == {
        "Hiện nay": "–",
        "Kỳ trước6 tháng cuối năm 2022": "320",
        "Cùng kỳ năm trước6 tháng đầu năm 2022": "300",
    }


def test_a_value_names_the_message_that_it_came_from(client, desk):
    message = SourceMessage.objects.create(
        submission=desk.submission,
        text="An Lao 350 hộ nhé",
        sha256="0" * 64,
        by=desk.lan,
    )
    origin = Origin(desk.lan, FigureVersion.Source.MESSAGE, message=message)
    place = desk.ids["households"], desk.hamlets[0].pk
    record([Proposal(*place, "value", 350)], submission=desk.submission, origin=origin)
    page = Page(story(client, desk).content)
    assert "Từ tin nhắn" in page.text
    assert page.texts(".timeline blockquote") == ["An Lao 350 hộ nhé"]


def test_the_part_beside_the_form_is_no_whole_page(client, desk):
    text = story(client, desk, part=True).content.decode()
    assert "<html" not in text
    assert "Chưa ai nhập ô này." in text


def test_a_cell_that_is_not_asked_for_is_not_there(client, desk):
    client.force_login(desk.lan)
    address = reverse("reports:story", args=[desk.submission.pk, "c-999-0"])
    assert client.get(address).status_code == 404


def test_a_neighbour_does_not_read_it(client, desk):
    from tests.factories import make_commune

    other = make_commune(desk.district, "An Thanh", "11125")
    hai = make_staff(other, "hai")
    assert story(client, desk, user=hai).status_code == 404


@pytest.mark.parametrize("values", [1, 6])
def test_its_cost_does_not_grow_with_its_history(
    client, desk, values, django_assert_num_queries
):
    figure = set_figure(
        desk.submission, "households", 1, hamlet=desk.hamlets[0], by=desk.lan
    )
    for number in range(2, values + 1):
        change = Proposal(
            figure.indicator_id,
            figure.hamlet_id,
            "value",
            number,
            based_on=number - 1,
        )
        record([change], submission=desk.submission, origin=Origin(desk.lan, "typed"))
    address = story(client, desk).wsgi_request.path
    with django_assert_num_queries(15):
        client.get(address)
