"""What changed since the officer last looked, as the page says it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from reports import moves
from reports.models import FigureVersion, LastLook
from reports.recording import Origin, Proposal, record
from reports.views.desk import changed_since as since_module
from tests.factories import put_in_state, set_figure
from tests.pages import Page, next_page
from tests.reports.reviewing import fill_in


def url(office):
    return reverse("reports:changes_since", args=[office.period.pk])


def get(client, office, query=""):
    response = client.get(url(office) + query)
    assert response.status_code == 200
    return response


def press(client, response):
    form, fields = Page(response.content).form_with("Đã xem hết")
    address = form.etree_element.get("action")
    return client.post(address, {name: v[0] for name, v in fields.items()})


def lines(response):
    """(commune, kind, then, now) of each line of the page."""
    return [
        (group.submission.commune.name, line.kind, line.before, line.after)
        for group in response.context["page"].groups
        for line in group.lines
    ]


def change(office, value, key="sessions", by=None):
    """The commune types another value."""
    submission = office.first
    figure = submission.figures.get(indicator__key=key, hamlet=None)
    proposal = Proposal(
        figure.indicator_id, None, "value", value, based_on=figure.version
    )
    record([proposal], submission=submission, origin=Origin(by or office.lan, "typed"))


@pytest.fixture
def draft(office):
    """A return in work, one figure of it seen."""
    put_in_state(office.first, "draft")
    set_figure(office.first, "sessions", 2, by=office.lan)
    return office


def test_reading_moves_nothing_and_pressing_does(hoa, draft):
    assert len(lines(get(hoa, draft))) == 1
    assert len(lines(get(hoa, draft))) == 1
    assert not LastLook.objects.exists()
    answer = press(hoa, get(hoa, draft))
    assert answer["Location"] == url(draft)
    assert lines(get(hoa, draft)) == []
    assert "Không có thay đổi nào" in get(hoa, draft).content.decode()


def test_a_figure_is_told_from_what_was_seen_to_what_stands(hoa, draft):
    press(hoa, get(hoa, draft))
    change(draft, 3)
    change(draft, 5)
    response = get(hoa, draft)
    assert lines(response) == [("Hưng Đạo", "figure", "2", "5")]
    line = response.context["page"].groups[0].lines[0]
    assert (line.times, line.by, line.note) == (2, draft.lan, "Nhập trên biểu")
    assert line.url in response.content.decode()


def test_what_was_changed_back_says_so(hoa, draft):
    press(hoa, get(hoa, draft))
    change(draft, 3)
    change(draft, 2)
    assert "rồi trở lại như cũ" in get(hoa, draft).content.decode()


def test_what_comes_while_the_page_is_open_is_told_next_time(hoa, draft):
    page = get(hoa, draft)
    change(draft, 9)
    press(hoa, page)
    assert lines(get(hoa, draft)) == [("Hưng Đạo", "figure", "2", "9")]


def test_moves_say_who_and_why(hoa, office):
    fill_in(office.first, office.lan)
    moves.withdraw(office.first, by=office.lan)
    moves.submit(office.first, by=office.lan, note="Gửi lại")
    text = get(hoa, office).content.decode()
    assert "Rút lại" in text
    assert "Gửi báo cáo" in text


def test_the_commune_with_the_newest_change_stands_first(hoa, office):
    for number, row in enumerate(office.returns):
        figure = set_figure(row, "sessions", 1, by=office.lan)
        at = timezone.now() - dt.timedelta(hours=abs(number - 1) + 1)
        FigureVersion.objects.create(
            figure=figure, number=2, state="none", by=office.lan, source="typed", at=at
        )
        figure.versions.filter(number=1).delete()
    found = [commune for commune, *_ in lines(get(hoa, office))]
    assert found[0] == "An Thanh"
    assert len(found) == 3


def test_ones_own_doings_are_shown_on_request(hoa, office):
    set_figure(office.first, "sessions", 1, by=office.officer)
    assert lines(get(hoa, office)) == []
    assert len(lines(get(hoa, office, "?ca-toi=1"))) == 1


@pytest.mark.parametrize(
    ("query", "count"), [("?tu=hom-qua", 1), ("?tu=7-ngay", 2), ("?tu=dau-ky", 3)]
)
def test_one_can_look_back_further_than_the_last_look(hoa, office, query, count):
    for days, key in ((0, "sessions"), (3, "vneid"), (30, "level_1")):
        figure = set_figure(office.first, key, 1, by=office.lan)
        figure.versions.all().delete()
        FigureVersion.objects.create(
            figure=figure,
            number=1,
            state="value",
            value=1,
            by=office.lan,
            source="typed",
            at=timezone.now() - dt.timedelta(days=days),
        )
    press(hoa, get(hoa, office))
    assert lines(get(hoa, office)) == []
    assert len(lines(get(hoa, office, query))) == count


@pytest.mark.parametrize("query", ["?tu=hom-qua", "?tu=7-ngay"])
def test_what_does_not_list_all_cannot_be_ticked_off(hoa, draft, query):
    with pytest.raises(AssertionError):
        press(hoa, get(hoa, draft, query))
    with pytest.raises(AssertionError):
        press(hoa, get(hoa, draft, f"?xa={draft.first.pk}"))


def test_one_commune_can_be_read_alone(hoa, office):
    for row in office.returns:
        set_figure(row, "sessions", 1, by=office.lan)
    response = get(hoa, office, f"?xa={office.returns[1].pk}")
    assert [commune for commune, *_ in lines(response)] == ["An Thanh"]


@pytest.mark.parametrize("query", ["?xa=x", "?tu=x&trang=x", "?xa=" + "9" * 30])
def test_an_address_that_says_nothing_shows_all(hoa, draft, query):
    assert len(lines(get(hoa, draft, query))) == 1


def test_all_pages_together_tell_everything_once(hoa, office, monkeypatch):
    monkeypatch.setattr(since_module, "A_PAGE", 4)
    for row in office.returns:
        fill_in(row, office.lan)
    found, query = [], ""
    while query is not None:
        response = get(hoa, office, query)
        groups = response.context["page"].groups
        found += [line.url for group in groups for line in group.lines]
        query = next_page(response)
    assert len(found) == len(set(found)) == 21


def test_a_receipt_that_is_none_is_refused_in_words(hoa, office):
    address = reverse("reports:looked", args=[office.period.pk])
    answer = hoa.post(address, {"receipt": "x"}, follow=True)
    assert "Trang đã cũ" in answer.content.decode()
    assert not LastLook.objects.exists()


def test_a_leader_has_a_marker_of_their_own(client, draft):
    client.force_login(draft.leader)
    press(client, get(client, draft))
    client.force_login(draft.officer)
    assert len(lines(get(client, draft))) == 1
