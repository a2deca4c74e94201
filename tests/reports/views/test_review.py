"""The district's desk: the board, one return, and what is done with it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports.models import FigureVersion, FindingReason, Submission
from reports.moves import withdraw
from teams.models import Role
from tests.factories import (
    make_district,
    make_officer,
    make_open_period,
    make_period,
    make_staff,
    make_user,
    put_in_state,
)
from tests.pages import Page
from tests.reports.reviewing import address, fill_in, make_office

State = Submission.State
BEFORE_THE_DEADLINE = timezone.make_aware(dt.datetime(2023, 7, 24, 17))
AFTER_IT = timezone.make_aware(dt.datetime(2023, 7, 24, 17, 1))
IN_YEARS = timezone.make_aware(dt.datetime(2999, 1, 1))


def board_of(client, period, query=""):
    response = client.get(reverse("reports:board", args=[period.pk]) + query)
    assert response.status_code == 200
    return response.context["page"]


def names(page):
    return [row.submission.commune.name for row in page.rows]


# --- who may open what ----------------------------------------------------------------

PAGES = ["board", "totals", "totals_xlsx", "district_figures"]
READERS = {"board", "totals", "totals_xlsx", "review", "trace", "history"}


def everybody(office):
    other = make_district("Gia Lộc")
    return {
        "officer": office.officer,
        "leader": office.leader,
        "staff": office.lan,
        "roster admin": make_user("minh", Role.ROSTER_ADMIN, office.district),
        "another officer": make_officer(other, "other"),
    }


def addresses(office, figure):
    period = office.period.pk
    found = {name: reverse(f"reports:{name}", args=[period]) for name in PAGES}
    return found | {
        "review": address("review", office.first),
        "trace": reverse("reports:trace", args=[period, "guided"]),
        "history": reverse("reports:history", args=[figure.pk]),
    }


def test_every_page_opens_for_its_roles_alone(client, office):
    fill_in(office.first, office.lan)
    found = addresses(office, office.first.figures.first())
    answers = {}
    for who, user in everybody(office).items():
        client.force_login(user)
        answers[who] = {
            name for name, url in found.items() if client.get(url).status_code == 200
        }
    assert answers == {
        "officer": {*READERS, "district_figures"},
        "leader": READERS,
        "staff": {"history"},
        "roster admin": set(),
        "another officer": set(),
    }


def test_nobody_sees_a_page_without_signing_in(client, office):
    fill_in(office.first, office.lan)
    for url in addresses(office, office.first.figures.first()).values():
        assert client.get(url)["Location"].startswith(reverse("login"))


@pytest.mark.parametrize("move", ["accept", "send_back", "reopen", "district_reason"])
@pytest.mark.parametrize("who", ["leader", "staff", "roster admin", "another officer"])
def test_only_the_officer_makes_a_move(client, office, move, who):
    fill_in(office.first, office.lan)
    client.force_login(everybody(office)[who])
    url = (
        reverse("reports:district_reason", args=[office.period.pk])
        if move == "district_reason"
        else address(move, office.first)
    )
    assert client.post(url, {"reason": "x"}).status_code == 404
    office.first.refresh_from_db()
    assert office.first.state == State.SENT
    assert not FindingReason.objects.exists()


def test_another_commune_sees_nothing_of_a_figure(client, office):
    fill_in(office.first, office.lan)
    figure = office.first.figures.first()
    client.force_login(make_staff(office.communes[1], "binh"))
    url = reverse("reports:history", args=[figure.pk])
    assert client.get(url).status_code == 404


def test_a_return_is_not_found_under_another_period(hoa, office):
    other = make_period(office.district, "6 tháng cuối năm 2023")
    assert hoa.get(address("review", office.first, period=other.pk)).status_code == 404


@pytest.mark.parametrize("move", ["accept", "send_back"])
def test_looking_at_the_address_of_a_move_moves_nothing(hoa, office, move):
    fill_in(office.first, office.lan)
    assert hoa.get(address(move, office.first)).status_code == 405
    office.first.refresh_from_db()
    assert office.first.state == State.SENT


def test_a_leader_is_offered_no_move(client, office):
    fill_in(office.first, office.lan)
    client.force_login(office.leader)
    rows = board_of(client, office.period).rows
    assert {(row.may_review, row.may_enter) for row in rows} == {(False, False)}
    text = client.get(address("review", office.first)).content.decode()
    assert "Tiếp nhận</button>" not in text
    assert "Trả lại để chỉnh sửa</button>" not in text


# --- a fixed number of queries --------------------------------------------------------


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", ["board", "totals", "totals_xlsx", "trace", "review"])
def test_a_page_takes_the_same_queries_for_any_number_of_communes(client, db, page):
    taken = {}
    for size in (1, 3, 23):
        office = make_office(size, tag=str(size))
        for row in office.returns:
            fill_in(row, office.lan)
        client.force_login(office.officer)
        url = {
            "trace": reverse("reports:trace", args=[office.period.pk, "guided"]),
            "review": address("review", office.first),
        }.get(page) or reverse(f"reports:{page}", args=[office.period.pk])
        taken[size] = queries(client, url)
    assert taken[1] == taken[3] == taken[23]


# --- one return -----------------------------------------------------------------------


def test_the_page_shows_each_figure_with_its_history(hoa, office):
    fill_in(office.first, office.lan)
    text = hoa.get(address("review", office.first)).content.decode()
    for figure in office.first.figures.all():
        assert reverse("reports:history", args=[figure.pk]) in text
    assert "Rươi kho" in text


def test_a_total_of_hamlets_says_when_it_is_incomplete(hoa, office):
    fill_in(office.first, office.lan)
    hamlet = office.communes[0].hamlets.get(name="An Lao")
    figure = office.first.figures.get(hamlet=hamlet)
    FigureVersion.objects.filter(figure=figure).delete()
    figure.delete()
    page = hoa.get(address("review", office.first)).context["page"]
    assert [(c.text, c.incomplete) for c in page.grid.totals] == [("50", True)]
    assert [group.places for group in page.missing] == [
        (("thôn An Lao", f"#o-guided-{hamlet.pk}"),)
    ]


def test_a_finding_leads_to_its_cell(hoa, office):
    fill_in(office.first, office.lan, vneid=(31, 10, 20))
    response = hoa.get(address("review", office.first))
    [group] = response.context["page"].rules
    [line] = group.lines
    assert line.url == "#o-vneid-xa"
    assert 'id="o-vneid-xa"' in response.content.decode()


def test_a_failing_sum_says_which_slip_it_may_be_and_who_typed_the_figure(hoa, office):
    fill_in(office.first, office.lan, vneid=(31, 10, 20))
    response = hoa.get(address("review", office.first))
    [group] = [g for g in response.context["page"].rules if g.rule == "parts"]
    first, *others = group.lines[0].mendings
    assert (first.change, first.slip, first.url) == (
        "31 → 30",
        "nhầm một chữ số",
        "#o-vneid-xa",
    )
    assert {mending.typed.by for mending in (first, *others)} == {office.lan}
    shown = Page(response.content).texts(".mendings li")
    assert len(shown) == len(group.lines[0].mendings) > 1
    assert shown[0].startswith("Nhầm một chữ số: 31 → 30 (chỉ tiêu")
    assert str(office.lan) in shown[0]


def test_figures_stand_beside_the_last_periods(client, office):
    fill_in(office.first, office.lan, guided=(60, 40))
    later = make_open_period(
        office.district,
        office.officer,
        phrase="6 tháng cuối năm 2023",
        previous=office.period,
    )
    client.force_login(office.officer)
    now = later.submissions.get(commune=office.communes[0])
    page = client.get(address("review", now)).context["page"]
    assert [row.cells[0].last for row in page.grid.rows] == ["60", "40"]
    assert page.grid.totals[0].last == "100"
    assert {row.spec.key: row.cell.last for row in page.rows}["vneid"] == "30"
    other = later.submissions.get(commune=office.communes[1])
    assert client.get(address("review", other)).context["page"].last_period is None


# --- moves ----------------------------------------------------------------------------


def test_a_return_without_findings_is_accepted_at_once(hoa, office):
    fill_in(office.first, office.lan)
    response = hoa.post(address("accept", office.first))
    assert response["Location"] == address("review", office.first)
    office.first.refresh_from_db()
    assert office.first.state == State.ACCEPTED
    event = office.first.events.get()
    assert (event.move, event.by) == ("accept", office.officer)


def test_an_unexplained_finding_asks_for_a_reason_once_a_rule(hoa, office):
    fill_in(office.first, office.lan, vneid=(300, 10, 20))
    url = address("accept", office.first)
    typed = {"reason-parts": "checked", "note-parts": "Theo bản giấy"}
    response = hoa.post(url, typed)
    assert response.status_code == 422
    assert "Theo bản giấy" in response.content.decode()
    office.first.refresh_from_db()
    assert office.first.state == State.SENT

    hoa.post(url, typed | {"reason-above_limit": "police"})
    office.first.refresh_from_db()
    assert office.first.state == State.ACCEPTED
    kept = office.first.finding_reasons.values_list("rule", "reason", "note", "by")
    assert set(kept) == {
        ("parts", "checked", "Theo bản giấy", office.officer.pk),
        ("above_limit", "police", "", office.officer.pk),
    }


def test_another_reason_has_to_be_explained(hoa, office):
    fill_in(office.first, office.lan, vneid=(300, 100, 200))
    response = hoa.post(
        address("accept", office.first), {"reason-above_limit": "other"}
    )
    assert response.status_code == 422
    assert "ghi rõ lý do" in response.content.decode()


def test_a_reason_that_the_commune_gave_is_not_asked_again(hoa, office):
    fill_in(office.first, office.lan, vneid=(300, 100, 200))
    office.first.finding_reasons.create(
        period=office.period, rule="above_limit", reason="police", by=office.lan
    )
    page = hoa.get(address("review", office.first))
    assert "Số do Công an cung cấp" in page.content.decode()
    hoa.post(address("accept", office.first))
    office.first.refresh_from_db()
    assert office.first.state == State.ACCEPTED


def test_a_return_goes_back_with_its_reason(hoa, office):
    fill_in(office.first, office.lan)
    hoa.post(address("send_back", office.first), {"reason": "Kiểm tra lại mức độ 1"})
    office.first.refresh_from_db()
    assert office.first.state == State.RETURNED
    event = office.first.events.get()
    assert (event.move, event.reason) == ("send_back", "Kiểm tra lại mức độ 1")
    text = hoa.get(address("review", office.first)).content.decode()
    assert "Kiểm tra lại mức độ 1" in text


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_a_return_does_not_go_back_without_a_proper_reason(hoa, office, reason):
    fill_in(office.first, office.lan)
    response = hoa.post(address("send_back", office.first), {"reason": reason})
    assert response.status_code == 422
    assert reason.strip() in response.content.decode()
    office.first.refresh_from_db()
    assert office.first.state == State.SENT
    assert not office.first.events.exists()


def test_a_reason_is_not_lost_when_the_commune_withdrew_meanwhile(hoa, office):
    fill_in(office.first, office.lan)
    withdraw(office.first, by=office.lan)
    url = address("send_back", office.first)
    response = hoa.post(url, {"reason": "Xem lại số buổi"})
    text = response.content.decode()
    assert response.status_code == 409
    assert "Xem lại số buổi" in text
    assert "không trả lại được" in text
    assert list(office.first.events.values_list("move", flat=True)) == ["withdraw"]


def test_a_note_is_not_lost_when_the_commune_withdrew_meanwhile(hoa, office):
    fill_in(office.first, office.lan, vneid=(300, 100, 200))
    withdraw(office.first, by=office.lan)
    typed = {"reason-above_limit": "other", "note-above_limit": "Ông Tâm xác nhận"}
    response = hoa.post(address("accept", office.first), typed)
    assert response.status_code == 409
    assert "Ông Tâm xác nhận" in response.content.decode()
    assert not FindingReason.objects.exists()


@pytest.mark.parametrize("number", [0, 10**30])
def test_an_address_without_a_row_is_not_found(hoa, office, number):
    board = reverse("reports:board", args=[number])
    review = reverse("reports:review", args=[office.period.pk, number])
    history = reverse("reports:history", args=[number])
    for url in (board, review, history):
        assert hoa.get(url).status_code == 404


@pytest.mark.parametrize(
    ("query", "shows_all"),
    [("?q=%00", True), ("?q=" + "a" * 5000, False), ("?state=nothing", True)],
)
def test_a_strange_filter_breaks_nothing(hoa, office, query, shows_all):
    shown = len(board_of(hoa, office.period, query).rows)
    assert shown == (office.period.submissions.count() if shows_all else 0)


def test_an_accepted_return_is_opened_again_after_asking(hoa, office):
    fill_in(office.first, office.lan, state=State.ACCEPTED)
    url = address("reopen", office.first)
    assert "Sẽ xảy ra" in hoa.get(url).content.decode()
    assert hoa.post(url, {"reason": " "}).status_code == 422
    office.first.refresh_from_db()
    assert office.first.state == State.ACCEPTED

    response = hoa.post(url, {"reason": "Công an đính chính"})
    assert response["Location"] == address("review", office.first)
    office.first.refresh_from_db()
    assert office.first.state == State.RETURNED
    assert office.first.events.get().reason == "Công an đính chính"


@pytest.mark.parametrize("state", [State.SENT, State.DRAFT, State.RETURNED])
def test_what_is_not_accepted_is_not_opened_again(hoa, office, state):
    put_in_state(office.first, state)
    url = address("reopen", office.first)
    assert hoa.get(url).status_code == 403
    response = hoa.post(url, {"reason": "Nhầm"})
    assert response.status_code == 409
    assert "Nhầm" in response.content.decode()
    office.first.refresh_from_db()
    assert office.first.state == state


@pytest.mark.parametrize("state", [State.NOT_STARTED, State.DRAFT, State.RETURNED])
def test_the_officer_may_enter_for_a_commune_that_has_not_sent(hoa, office, state):
    put_in_state(office.first, state)
    text = hoa.get(address("review", office.first)).content.decode()
    assert address("on_behalf", office.first) in text
