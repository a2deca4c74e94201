"""Accepting all that is clean in one act: the list first, then just what it showed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import moves, questions
from reports.models import Acceptance, Submission
from reports.receipts import content_now
from reports.recording import Origin, Proposal, record
from tests.pages import Page
from tests.reports.reviewing import fill_in, make_office

pytestmark = pytest.mark.django_db

State = Submission.State
BUTTON = "Tiếp nhận các biểu đã chọn"


@pytest.fixture
def office():
    office = make_office(6)
    for row in office.returns[:5]:
        fill_in(row, office.lan)
    return office


def address(office):
    return reverse("reports:accept_clean", args=[office.period.pk])


def page_of(client, office):
    return Page(client.get(address(office)).content)


def press(client, office, **changed):
    """Press the button as the page stands, some fields changed."""
    _, fields = page_of(client, office).form_with(BUTTON)
    response = client.post(address(office), fields | changed, follow=True)
    return Page(response.content)


def states(office):
    return [row.state for row in office.period.submissions.in_district_order()]


def make_unclean(office):
    """One of each kind that is not taken up; the fifth return stays clean."""
    blank, wrong, odd, asked = office.returns[:4]
    figure = blank.figures.get(indicator__key="sessions")
    figure.versions.all().delete()
    figure.delete()
    wrong.figures.filter(indicator__key="level_1").update(value=11)
    for key, value in (("vneid", 160), ("level_1", 10), ("level_2", 150)):
        odd.figures.filter(indicator__key=key).update(value=value)
    sessions = office.period.indicators.get(key="sessions")
    questions.ask(asked, by=office.officer, indicator=sessions, text="Có đúng không?")


def test_what_can_be_accepted_is_ticked_and_the_rest_says_why_not(hoa, office):
    make_unclean(office)
    page = page_of(hoa, office)
    assert page.texts("tbody th") == ["Xã Xã Số 4"]
    assert page.texts(".section .rows > li > span:last-child") == [
        "01 ô chưa nhập",
        "01 lỗi",
        "01 loại cảnh báo chưa có lý do",
        "01 câu hỏi xã chưa trả lời",
    ]


def test_an_answer_that_nobody_read_keeps_a_return_back(hoa, office):
    row = office.first
    sessions = office.period.indicators.get(key="sessions")
    asked = questions.ask(row, by=office.officer, indicator=sessions, text="Đúng?")
    moves.send_back(row, by=office.officer)
    questions.answer(asked, by=office.lan, answer="Đúng")
    moves.submit(row, by=office.lan)
    held = page_of(hoa, office).texts(".section .rows > li > span:last-child")
    assert held == ["01 câu trả lời của xã chưa xem"]


def test_a_warning_that_has_its_reason_keeps_nothing_back(hoa, office):
    for key, value in (("vneid", 160), ("level_1", 10), ("level_2", 150)):
        office.first.figures.filter(indicator__key=key).update(value=value)
    office.first.finding_reasons.create(
        period=office.period, rule="above_limit", reason="police", by=office.lan
    )
    page = page_of(hoa, office)
    assert len(page.texts("tbody th")) == 5
    assert page.texts("tbody tr:first-child td.num")[0] == "1"


def test_one_press_accepts_all_that_are_ticked(hoa, office):
    page = press(hoa, office)
    assert "Đã tiếp nhận 05 biểu" in page.text
    assert states(office) == [State.ACCEPTED] * 5 + [State.NOT_STARTED]
    assert Acceptance.objects.count() == 5


def test_what_is_not_ticked_waits(hoa, office):
    press(hoa, office, bieu=[str(office.returns[1].pk)])
    assert states(office)[:3] == [State.SENT, State.ACCEPTED, State.SENT]


def test_what_changed_since_the_page_was_made_is_named_and_left(hoa, office):
    _, fields = page_of(hoa, office).form_with(BUTTON)
    row = office.first
    moves.withdraw(row, by=office.lan)
    figure = row.figures.get(indicator__key="sessions")
    record(
        [Proposal(figure.indicator_id, None, "value", 3, based_on=1)],
        submission=row,
        origin=Origin(office.lan, "typed"),
    )
    moves.submit(row, by=office.lan)
    page = Page(hoa.post(address(office), fields, follow=True).content)
    assert "Chưa tiếp nhận biểu của xã Hưng Đạo: số liệu vừa thay đổi" in page.text
    assert "Đã tiếp nhận 04 biểu" in page.text
    assert states(office)[:2] == [State.SENT, State.ACCEPTED]


def test_what_was_taken_back_meanwhile_is_named(hoa, office):
    _, fields = page_of(hoa, office).form_with(BUTTON)
    moves.withdraw(office.first, by=office.lan)
    page = Page(hoa.post(address(office), fields, follow=True).content)
    assert "xã Hưng Đạo: biểu đang ở trạng thái “Đang nhập”" in page.text
    assert states(office)[0] == State.DRAFT


def test_what_is_not_clean_is_not_accepted_though_it_is_asked_for(hoa, office):
    make_unclean(office)
    page = page_of(hoa, office)
    _, fields = page.form_with(BUTTON)
    for row in office.returns[:4]:
        fields["bieu"].append(str(row.pk))
        fields[f"noi-dung-{row.pk}"] = content_now(row).sha256
    page = Page(hoa.post(address(office), fields, follow=True).content)
    assert states(office)[:5] == [State.SENT] * 4 + [State.ACCEPTED]
    assert page.text.count("Chưa tiếp nhận biểu của") == 4


@pytest.mark.parametrize("sent", [{}, {"bieu": ["x", "", "9" * 40]}])
def test_nothing_chosen_is_said(hoa, office, sent):
    page = Page(hoa.post(address(office), sent, follow=True).content)
    assert "Chưa chọn biểu nào" in page.text
    assert State.ACCEPTED not in states(office)


def test_a_return_of_another_district_is_not_touched(hoa, office):
    other = make_office(5, tag="2")
    fill_in(other.first, other.lan)
    hoa.post(address(office), {"bieu": [str(other.first.pk)]})
    assert states(other)[0] == State.SENT


def test_nothing_that_waits_says_so(hoa, office):
    press(hoa, office)
    assert "Không có biểu nào đang chờ tiếp nhận." in page_of(hoa, office).text


def test_its_queries_do_not_grow_and_a_long_list_has_pages(client):
    taken = {}
    for size in (3, 23, 104):
        office = make_office(size, tag=str(size))
        for row in office.returns:
            fill_in(row, office.lan)
        client.force_login(office.officer)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address(office))
        taken[size] = len(captured)
    assert taken[3] == taken[23] == taken[104]
    assert len(response.context["clean"]) == 100
    last = client.get(address(office) + "?trang=2")
    assert len(last.context["clean"]) == 4


def test_a_leader_accepts_nothing(client, office):
    client.force_login(office.leader)
    assert client.get(address(office)).status_code == 404
    assert client.post(address(office), {"bieu": [office.first.pk]}).status_code == 404
