"""Reviewing one return after another: what stands beside, and what comes next."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import moves, questions
from reports.models import FigureVersion, Submission
from reports.recording import Origin, Proposal, record
from reports.wording import Wording, write_words
from tests.factories import make_indicator, put_in_state, set_figure
from tests.pages import Page, text_of
from tests.reports.reviewing import address, fill_in, make_office
from tests.visiting import Visitor

pytestmark = pytest.mark.django_db

State = Submission.State


def sent_office(size=6, **more):
    """So many communes that sent; each guides 10 more people a hamlet than the last."""
    office = make_office(size, **more)
    for number, row in enumerate(office.returns):
        fill_in(row, office.lan, guided=(100 + 10 * number, 50))
    return office


def page_of(client, office, submission=None):
    client.force_login(office.officer)
    return client.get(address("review", submission or office.first))


def peers_of(response):
    page = response.context["page"]
    grid = {spec.key: peer for spec, peer in page.grid.beside_totals}
    return grid | {row.spec.key: row.peer for row in page.rows}


def correct(office, value, key="sessions", topic=""):
    """The commune changes a figure, and perhaps its words."""
    row = office.first
    figure = row.figures.filter(indicator__key=key).first()
    origin = Origin(office.lan, FigureVersion.Source.TYPED)
    place = figure.indicator_id, figure.hamlet_id
    change = Proposal(*place, "value", value, based_on=figure.version)
    record([change], submission=row, origin=origin)
    if topic:
        words = row.words.filter(topic="results").first()
        wording = Wording("results", topic, words.version if words else 0)
        write_words(wording, submission=row, by=office.lan)


# --- beside the others ----------------------------------------------------------------


def test_the_middle_of_the_communes_stands_beside_each_total(client):
    response = page_of(client, sent_office())
    found = peers_of(response)
    assert found["guided"].text == "175"
    assert found["sessions"].text == "2"
    assert not found["guided"].by_households
    page = Page(response.content)
    assert page.texts(".peers th") == ["Mức giữa các xã"]
    assert page.texts(".peers td.num") == ["175"]


def test_few_communes_have_no_middle(client):
    response = page_of(client, sent_office(4))
    assert not response.context["page"].has_peers
    assert "Mức giữa" not in response.content.decode()


def with_households(office, counts):
    for row, count in zip(office.returns, counts, strict=True):
        set_figure(row, "households", count, by=office.lan)


def test_a_small_commune_is_held_against_what_others_have_a_household(client):
    office = make_office(6)
    indicator = make_indicator(office.district, "households")
    fields = {"name": indicator.name, "unit": "Hộ", "kind": "count", "time": "stock"}
    office.period.indicators.create(
        key="households", level="commune", position=9, number="9", **fields
    )
    for row, (one, two) in zip(office.returns, SIZES, strict=True):
        fill_in(row, office.lan, guided=(one, two))
    with_households(office, [10 * (one + two) for one, two in SIZES])
    found = peers_of(page_of(client, office))
    assert found["guided"].by_households
    assert found["guided"].text == "30"
    assert not found["sessions"].by_households
    assert not found["households"].by_households
    assert "theo số hộ" in page_of(client, office).content.decode()


SIZES = [(10, 20), (100, 50), (300, 400), (60, 30), (900, 100), (5, 40)]


def test_it_takes_as_many_queries_beside_100_communes_as_beside_23(client):
    taken = {}
    for size in (23, 100):
        office = sent_office(size, tag=str(size))
        page_of(client, office)
        with CaptureQueriesContext(connection) as captured:
            client.get(address("review", office.first))
        taken[size] = len(captured)
    assert taken[23] == taken[100]


# --- one after another ----------------------------------------------------------------


def test_all_that_wait_are_worked_through_without_the_board():
    office = sent_office(3)
    hoa = Visitor(office.officer).open(address("review", office.returns[1]))
    assert hoa.page.texts(".waiting a")[:2] == [
        "← Xã Hưng Đạo (trước)",
        "Xã Quang Phục (tiếp theo) →",
    ]
    hoa.press("Tiếp nhận")
    hoa.follow("Xã tiếp theo chờ tiếp nhận: Xã Quang Phục").press("Tiếp nhận")
    hoa.follow("Xã tiếp theo chờ tiếp nhận: Xã Hưng Đạo").press("Tiếp nhận")
    assert hoa.sees("Không còn xã nào chờ tiếp nhận.")
    states = {row.state for row in office.period.submissions.all()}
    assert states == {State.ACCEPTED}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("asked", [False, True])
def test_a_page_has_one_filled_button_at_most(client, state, asked):
    office = sent_office(3)
    if asked:
        sessions = office.period.indicators.get(key="sessions")
        office.first.questions.create(
            indicator=sessions, text="Đúng?", asked_by=office.officer, asked_version=1
        )
    put_in_state(office.first, state)
    page = Page(page_of(client, office).content)
    assert len(page.all("main .btn-primary")) <= 1


def test_a_leader_is_not_led_on(client):
    office = sent_office(3)
    client.force_login(office.leader)
    page = Page(client.get(address("review", office.first)).content)
    assert page.all(".waiting") == []


def test_what_changed_while_the_officer_read_is_not_accepted(client):
    office = sent_office(3)
    seen = page_of(client, office).context["page"].content.sha256
    moves.withdraw(office.first, by=office.lan)
    correct(office, 9)
    moves.submit(office.first, by=office.lan)
    url = address("accept", office.first)
    response = client.post(url, {"noi-dung": seen})
    assert response.status_code == 409
    assert "vừa thay đổi so với trang đang xem" in response.content.decode()
    office.first.refresh_from_db()
    assert office.first.state == State.SENT


# --- what goes back, and what comes back ----------------------------------------------


def test_the_cells_that_go_back_are_listed_at_the_button(client):
    office = sent_office(3)
    sessions = office.period.indicators.get(key="sessions")
    office.first.questions.create(
        indicator=sessions, text="Đúng?", asked_by=office.officer, asked_version=1
    )
    page = Page(page_of(client, office).content)
    form, _ = page.form_with("Trả lại kèm 01 câu hỏi")
    listed = [text_of(line) for line in form.query_all(".goes-back li")]
    assert listed == ["2. SessionsĐúng?"]


def unasked(client, office):
    page = Page(page_of(client, office).content)
    return page.texts("#sua-them"), page.texts("section[aria-labelledby=sua-them] li")


def test_words_that_changed_come_back_with_the_figures(client):
    office = sent_office(3)
    moves.withdraw(office.first, by=office.lan)
    correct(office, 2, topic="Đã mở 02 lớp")
    moves.submit(office.first, by=office.lan)
    moves.send_back(office.first, by=office.officer, reason="Ghi rõ số lớp")
    correct(office, 9, topic="Đã mở 03 lớp")
    moves.submit(office.first, by=office.lan)
    [head], [figure, words] = unasked(client, office)
    assert head == "Xã đã sửa 01 số, 01 nội dung từ lần trả lại"
    assert figure.startswith("2. Sessions 2 → thành 9 Nguyễn Thị Lan")
    assert words.startswith("Kết quả nổi bật: Đã mở 02 lớp → đổi thành Đã mở 03 lớp")
    assert "Nguyễn Thị Lan" in words


def test_what_was_withdrawn_and_sent_again_says_what_changed(client):
    office = sent_office(3)
    moves.send_back(office.first, by=office.officer, reason="Xem lại")
    for value in (9, 10):
        correct(office, value)
        moves.submit(office.first, by=office.lan)
        moves.withdraw(office.first, by=office.lan)
    correct(office, 11)
    moves.submit(office.first, by=office.lan)
    [head], [line] = unasked(client, office)
    assert head.endswith("từ lần trả lại")
    assert line.startswith("2. Sessions 2 → thành 11")


def test_a_first_sending_that_was_taken_back_is_compared_too(client):
    office = sent_office(3)
    assert unasked(client, office) == ([], [])
    moves.withdraw(office.first, by=office.lan)
    correct(office, 9)
    moves.submit(office.first, by=office.lan)
    [head], [line] = unasked(client, office)
    assert head == "Xã đã sửa 01 số từ lần xã rút lại"
    assert line.startswith("2. Sessions 2 → thành 9")


def test_what_was_corrected_again_shows_where_it_ended(client):
    office = sent_office(3)
    sessions = office.period.indicators.get(key="sessions")
    questions.ask(office.first, by=office.officer, indicator=sessions, text="Đúng?")
    moves.send_back(office.first, by=office.officer)
    correct(office, 9)
    moves.submit(office.first, by=office.lan)
    moves.withdraw(office.first, by=office.lan)
    correct(office, 12)
    moves.submit(office.first, by=office.lan)
    page = Page(page_of(client, office).content)
    [line] = page.texts("section[aria-labelledby=xa-tra-loi] > ul > li")
    assert "2 → thành 12" in line
    assert page.texts("#sua-them") == []


def test_a_reopening_is_told_once(client):
    office = sent_office(3)
    moves.accept(office.first, by=office.officer)
    moves.reopen(office.first, by=office.officer, reason="Sửa")
    correct(office, 9)
    assert unasked(client, office) == ([], [])
    page = Page(page_of(client, office).content)
    assert "2. Sessions: 2 → đổi thành 9" in page.texts("#mo-lai")[0]
