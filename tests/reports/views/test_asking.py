"""The officer's side of a question: two taps, what waits, what came back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import moves, questions
from reports.models import CellQuestion, Submission
from teams.models import Role
from tests.factories import make_district, put_in_state
from tests.pages import Page
from tests.reports.asking import ask, make_asked, reloaded
from tests.reports.reviewing import address, fill_in, make_office
from tests.reports.test_questions import correct
from tests.visiting import Visitor

pytestmark = pytest.mark.django_db

State = Submission.State


def review(world, by=None):
    visitor = Visitor(by or world.officer)
    return visitor.open(address("review", world.submission))


def ask_at(world, where):
    return f"{address('ask', world.submission)}?o={where}"


def press_ready(visitor, words):
    """Press the button of a ready question, as the second tap does."""
    form, fields = visitor.page.form_with(words)
    return visitor.client.post(visitor.address, fields)


# --- asking ---------------------------------------------------------------------------


def test_a_cell_is_asked_about_in_two_taps():
    world = make_asked()
    hoa = review(world)
    hoa.follow("Hỏi về Guided, thôn Xuân Nẻo")
    assert hoa.sees("Thôn Xuân Nẻo, 1. Guided: 50")
    response = press_ready(hoa, "Đề nghị kiểm tra lại số này.")
    place = world.hamlets["Xuân Nẻo"]
    page = address("review", world.submission)
    assert response["Location"] == f"{page}#o-guided-{place.pk}"
    question = CellQuestion.objects.get()
    assert (question.hamlet, question.text, question.asked_by) == (
        place,
        "Đề nghị kiểm tra lại số này.",
        world.officer,
    )


def test_a_finding_is_asked_about_in_its_own_words_with_its_rule():
    world = make_asked()
    fill = world.submission.figures.get(indicator__key="vneid")
    type(fill).objects.filter(pk=fill.pk).update(value=31)
    hoa = review(world).follow("Hỏi xã")
    press_ready(hoa, hoa.page.texts(".ready button")[0])
    question = CellQuestion.objects.get()
    assert question.text.startswith("Chỉ tiêu 3: 10 (level_1) + 20 (level_2) = 30")
    assert (question.rule, question.indicator.key, question.hamlet) == (
        "parts",
        "vneid",
        None,
    )


def test_a_question_in_ones_own_words():
    world = make_asked()
    hoa = review(world).follow("Hỏi về Sessions")
    hoa.fill("Câu hỏi khác", "Kể cả buổi của huyện?").press("Hỏi câu này")
    assert hoa.sees("Câu hỏi đang chờ (01)")
    assert hoa.sees("Kể cả buổi của huyện?")
    assert "Hỏi về Sessions" not in hoa.page.links()


@pytest.mark.parametrize("text", ["", "   ", "x" * 501])
def test_a_question_that_cannot_be_asked_stays_typed(client, text):
    world = make_asked()
    client.force_login(world.officer)
    response = client.post(ask_at(world, "sessions-xa"), {"text": text})
    assert response.status_code == 422
    assert Page(response.content).texts("#loi-text") != []
    assert text.strip() in response.content.decode()
    assert not CellQuestion.objects.exists()


def test_a_question_is_kept_where_the_commune_withdrew_meanwhile(client):
    world = make_asked()
    client.force_login(world.officer)
    moves.withdraw(world.submission, by=world.lan)
    response = client.post(ask_at(world, "sessions-xa"), {"text": "Có đúng không?"})
    assert response.status_code == 409
    assert "Có đúng không?" in response.content.decode()
    assert "không hỏi được" in response.content.decode()
    assert client.get(ask_at(world, "sessions-xa")).status_code == 403


@pytest.mark.parametrize(
    "where",
    ["", "sessions", "sessions-0", "sessions-1", "nothing-xa", "guided-99999", "xa"],
)
def test_what_is_no_cell_is_not_found(client, where):
    world = make_asked()
    client.force_login(world.officer)
    assert client.get(ask_at(world, where)).status_code == 404
    assert client.post(ask_at(world, where), {"text": "?"}).status_code == 404


def test_an_unknown_rule_is_left_out(client):
    world = make_asked()
    client.force_login(world.officer)
    client.post(ask_at(world, "sessions-xa"), {"text": "Đúng?", "rule": "nonsense"})
    assert CellQuestion.objects.get().rule == ""


@pytest.mark.parametrize("state", [State.NOT_STARTED, State.DRAFT, State.ACCEPTED])
def test_nothing_is_asked_of_a_return_that_is_not_up_for_it(state):
    world = make_asked()
    put_in_state(world.submission, state)
    assert review(world).page.all("a.ask") == []


def test_the_leader_reads_the_questions_and_changes_nothing():
    world = make_asked(("sessions", None))
    page = review(world, by=world.leader).page
    assert "Câu hỏi đang chờ (01)" in page.text
    assert page.all("a.ask:not(.asked), main form") == []


# --- what waits -----------------------------------------------------------------------


def test_the_return_goes_back_with_its_questions_and_no_typed_reason():
    world = make_asked(("sessions", None), ("guided", "An Lao"), back=False)
    hoa = review(world)
    assert "Tiếp nhận" not in hoa.page.texts("main button")
    hoa.press("Trả lại kèm 02 câu hỏi")
    assert reloaded(world).state == State.RETURNED
    assert world.submission.events.get().reason == "Rà soát 02 số liệu"


def test_a_note_can_go_with_the_questions():
    world = make_asked(("sessions", None), back=False)
    hoa = review(world).fill("Ghi chú (nếu có)", "Gửi trước 16 giờ")
    hoa.press("Trả lại kèm 01 câu hỏi")
    reason = world.submission.events.get().reason
    assert reason == "Rà soát 01 số liệu. Gửi trước 16 giờ"


def test_a_question_taken_back_waits_no_more():
    world = make_asked(("sessions", None), back=False)
    hoa = review(world).press("Gỡ câu hỏi về 2. Sessions")
    assert hoa.sees("Đã gỡ câu hỏi.")
    assert hoa.page.texts("main .findings-warning") == []
    assert "Tiếp nhận" in hoa.page.texts("main button")


def test_accepting_past_a_question_is_refused_with_a_sentence(client):
    world = make_asked(("sessions", None), back=False)
    client.force_login(world.officer)
    response = client.post(address("accept", world.submission))
    assert response.status_code == 409
    assert "Còn 01 câu hỏi rà soát xã chưa trả lời" in response.content.decode()
    assert reloaded(world).state == State.SENT


def test_sending_back_without_the_questions_of_before_asks_for_a_reason(client):
    world = make_asked(("sessions", None), back=False)
    client.force_login(world.officer)
    questions.withdraw(world.asked[0], by=world.officer)
    response = client.post(address("send_back", world.submission))
    assert response.status_code == 422
    assert reloaded(world).state == State.SENT


# --- what came back -------------------------------------------------------------------


def answered():
    """Lan corrected An Lao, keeps the sessions, and changed Xuân Nẻo unasked."""
    world = make_asked(("guided", "An Lao"), ("sessions", None))
    correct(world, "guided", 120, "An Lao")
    correct(world, "guided", 55, "Xuân Nẻo")
    questions.answer(
        world.asked[1], by=world.lan, answer="Số đúng, giữ nguyên: theo sổ"
    )
    moves.submit(world.submission, by=world.lan)
    return world


def test_answers_come_back_as_a_list_of_exactly_what_changed():
    world = answered()
    page = review(world).page
    assert page.texts("#xa-tra-loi") == ["Xã trả lời 02 câu hỏi"]
    first, second = page.texts("section[aria-labelledby=xa-tra-loi] > ul > li")
    assert first.startswith(
        "Thôn An Lao, 1. Guided Đề nghị kiểm tra lại số này. 100 → "
    )
    assert "120 Nguyễn Thị Lan" in first
    assert "Số không thay đổi “Số đúng, giữ nguyên: theo sổ” Nguyễn Thị Lan" in second
    [other] = page.texts("section[aria-labelledby=sua-them] li")
    assert other.startswith("Thôn Xuân Nẻo, 1. Guided 50 →")


def test_a_figure_changed_back_is_no_change_but_an_answer():
    world = make_asked(("guided", "An Lao"))
    for number in (120, 100):
        correct(world, "guided", number, "An Lao")
    for number in (4, 2):
        correct(world, "sessions", number)
    moves.submit(world.submission, by=world.lan)
    page = review(world).page
    assert "(đã sửa rồi ghi lại số cũ)" in page.text
    assert page.all("#sua-them") == []


def test_an_answer_that_is_clear_is_settled():
    world = answered()
    hoa = review(world).press("Đã rõ")
    assert hoa.sees("Xã trả lời 01 câu hỏi")
    assert CellQuestion.objects.standing().count() == 1
    hoa.press("Tiếp nhận")
    assert reloaded(world).state == State.ACCEPTED
    assert not CellQuestion.objects.standing().exists()
    assert review(world).page.texts(".questions h2") == []


def test_an_answer_that_is_not_clear_is_asked_again():
    world = answered()
    hoa = review(world)
    hoa.follow("Hỏi lại")
    hoa.fill("Câu hỏi khác", "Theo sổ nào?").press("Hỏi câu này")
    hoa.press("Trả lại kèm 01 câu hỏi")
    assert reloaded(world).state == State.RETURNED
    assert [q.text for q in CellQuestion.objects.standing()] == ["Theo sổ nào?"]


@pytest.mark.parametrize("move", ["question_withdraw", "question_settle"])
def test_a_question_settled_meanwhile_is_told(client, move):
    world = make_asked(("sessions", None), back=False)
    questions.withdraw(world.asked[0], by=world.officer)
    client.force_login(world.officer)
    url = reverse(f"reports:{move}", args=[world.asked[0].pk])
    assert "đã xử lý xong" in client.post(url, follow=True).content.decode()
    assert client.get(url).status_code == 405


@pytest.mark.parametrize("move", ["question_withdraw", "question_settle"])
def test_an_officer_elsewhere_settles_nothing_of_their_own_commune(client, move):
    world = make_asked(("sessions", None), back=False)
    elsewhere = make_district("Gia Lộc")
    world.lan.assignments.create(role=Role.OFFICER, district=elsewhere)
    client.force_login(world.lan)
    url = reverse(f"reports:{move}", args=[world.asked[0].pk])
    assert client.post(url).status_code == 404
    assert CellQuestion.objects.open().exists()


# --- the whole way --------------------------------------------------------------------


def test_a_question_goes_there_and_back():
    office = make_office()
    submission = fill_in(office.first, office.lan)
    hoa, lan = Visitor(office.officer), Visitor(office.lan)
    hoa.open("/").follow("Mở bảng theo dõi").follow("Xem để tiếp nhận")
    hoa.follow("Hỏi về Guided, thôn An Lao")
    hoa.fill("Câu hỏi khác", "Có tính người ngoài thôn không?").press("Hỏi câu này")
    hoa.press("Trả lại kèm 01 câu hỏi")

    lan.open("/").follow("Trả lời 01 câu hỏi")
    assert lan.sees("Có tính người ngoài thôn không?")
    lan.fill("Số hiện nay Thôn An Lao, 1. Guided", "90").press("Lưu và gửi lại")
    assert lan.sees("Đã trả lời và gửi lại biểu của xã Hưng Đạo.")

    hoa.open("/").follow("Mở bảng theo dõi").follow("Xem để tiếp nhận")
    [line] = hoa.page.texts("section[aria-labelledby=xa-tra-loi] > ul > li")
    assert "100 → thành 90 Nguyễn Thị Lan" in line
    hoa.press("Tiếp nhận")
    submission.refresh_from_db()
    assert submission.state == State.ACCEPTED


# --- a fixed number of queries --------------------------------------------------------


def test_the_page_takes_as_many_queries_for_many_questions(client):
    def count(tag, *cells):
        world = make_asked(*cells, tag=tag)
        for question in world.asked[1:]:
            questions.answer(question, by=world.lan, answer="Đúng")
        correct(world, "guided", 120, "An Lao")
        correct(world, "vneid", 31)
        client.force_login(world.officer)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address("review", world.submission)).status_code == 200
        put_in_state(world.submission, State.SENT)
        with CaptureQueriesContext(connection) as asking:
            client.get(ask_at(world, "level_1-xa"))
        return len(captured), len(asking)

    few = count("1", ("sessions", None), ("guided", "An Lao"))
    more = [("guided", "Xuân Nẻo"), ("guided", None), ("vneid", None), ("ocop", None)]
    many = count("2", ("sessions", None), ("guided", "An Lao"), *more)
    assert few == many


def test_questions_before_the_first_sending_back_are_listed_too():
    world = make_asked(("sessions", None), back=False)
    ask(world, "ocop")
    assert review(world).sees("Câu hỏi đang chờ (02)")
