"""The commune's page of questions: just those cells, answered or mended, and sent."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import moves, questions
from reports.models import CellQuestion, Figure, ReportingPeriod, Submission
from tests.factories import make_staff, put_in_state, set_figure
from tests.pages import Page
from tests.reports.asking import ask, make_asked, reloaded
from tests.reports.entering import Hand
from tests.reports.reviewing import address

pytestmark = pytest.mark.django_db

State = Submission.State
RIGHT = "Số đúng, giữ nguyên"


class Answering(Hand):
    """Somebody at the page of questions."""

    def __init__(self, world, user=None):
        desk = SimpleNamespace(ids=world.ids, url=world.url)
        self.world = world
        super().__init__(Client(), desk, user or world.lan)

    def tick(self, question):
        return self.put(f"right-{question.pk}", "1")

    def say(self, question, words):
        return self.put(f"answer-{question.pk}", words)

    def number(self, text, key, hamlet=None):
        return self.type(text, key, self.world.hamlets.get(hamlet))

    def said_at(self, question):
        """What the page says at a question's answer, or nothing."""
        return " ".join(Page(self.page).texts(f"#m-{question.pk}"))


def value(world, key, hamlet=None):
    place = world.hamlets.get(hamlet)
    figure = Figure.objects.get(
        submission=world.submission, indicator__key=key, hamlet=place
    )
    return None if figure.value is None else int(figure.value)


@pytest.fixture
def world():
    return make_asked(("guided", "An Lao"), ("sessions", None))


# --- what the page shows --------------------------------------------------------------


def test_the_page_shows_just_the_cells_that_were_asked_about(world):
    page = Page(Answering(world).page)
    assert page.texts("h1") == ["Rà soát 02 số liệu"]
    assert page.texts("h2.answer-title") == [
        "Thôn An Lao, 1. Guided (người)",
        "2. Sessions (buổi)",
    ]
    inputs = page.all("main input[type=text][inputmode]")
    assert [i.etree_element.get("value") for i in inputs] == ["100", "2"]
    assert "Phạm Thị Hoa" in page.texts(".answer-question footer")[0]


def test_a_neighbour_sees_nothing(world):
    client = Client()
    client.force_login(make_staff(world.communes[1], "binh"))
    assert client.get(world.url).status_code == 404
    assert client.post(world.url, {}).status_code == 404


def test_what_is_asked_of_a_sent_return_is_seen_once_it_comes_back():
    world = make_asked(("sessions", None), back=False)
    assert "Không có câu hỏi nào" in Answering(world).page
    moves.send_back(world.submission, by=world.officer, reason="Gửi trước 16 giờ")
    page = Answering(world).page
    assert "Đề nghị kiểm tra lại số này." in page
    assert "Gửi trước 16 giờ" in page


def test_a_sum_shows_the_numbers_that_it_is_made_of():
    world = make_asked(("guided", None), ("guided", "An Lao"))
    hand = Answering(world)
    cards = Page(hand.page).all(".answer-card")
    shown = [len(c.etree_element.findall(".//input[@inputmode]")) for c in cards]
    assert shown == [1, 1]
    assert Page(hand.page).texts(".answer-sum strong") == ["150"]
    hand.number("60", "guided", "Xuân Nẻo").tick(world.asked[1]).save()
    assert reloaded(world).state == State.SENT
    assert value(world, "guided", "Xuân Nẻo") == 60


def test_a_total_that_is_not_split_is_corrected_itself(world):
    guided = world.period.indicators.get(key="guided")
    world.submission.total_only.add(guided)
    set_figure(world.submission, "guided", 150, by=world.lan)
    ask(world, "guided")
    hand = Answering(world).number("160", "guided")
    hand.tick(world.asked[0]).tick(world.asked[1]).save()
    assert reloaded(world).state == State.SENT
    assert value(world, "guided") == 160
    assert list(world.submission.total_only.all()) == [guided]


def test_a_list_leads_to_the_form(world):
    questions.withdraw(world.asked[0], by=world.officer)
    ask(world, "ocop")
    page = Page(Answering(world).page)
    link = page.links("main a")["Sửa số này trên biểu"]
    assert link.startswith(reverse("reports:entry", args=[world.submission.pk]) + "#c-")


# --- answering and sending ------------------------------------------------------------


def test_one_press_corrects_answers_and_sends(world):
    first, second = world.asked
    hand = Answering(world)
    hand.number("120", "guided", "An Lao").tick(second).say(second, "Theo sổ").save()
    assert hand.redirected
    assert reloaded(world).state == State.SENT
    assert value(world, "guided", "An Lao") == 120
    answers = CellQuestion.objects.values_list("answer", "answered_by")
    assert list(answers) == [("", world.lan.pk), (f"{RIGHT}: Theo sổ", world.lan.pk)]
    page = Page(hand.page)
    receipt = reverse("reports:last_receipt", args=[world.submission.pk])
    assert page.links("main a")["Xem biên nhận"] == receipt
    changes = page.texts(".answer-change")
    assert changes[0].startswith("100 → thành 120 Nguyễn Thị Lan")
    assert changes[1] == "Giữ nguyên 2"
    assert Page(hand.page).all("main textarea, main input[type=text]") == []


def test_nothing_arose_is_an_answer_too(world):
    hand = Answering(world).number("", "sessions").none("sessions")
    hand.tick(world.asked[0]).save()
    assert reloaded(world).state == State.SENT
    assert value(world, "sessions") is None


def test_words_alone_are_an_answer(world):
    hand = Answering(world)
    for question in world.asked:
        hand.say(question, "Đã hỏi lại thôn")
    hand.save()
    assert reloaded(world).state == State.SENT


def test_what_is_answered_is_saved_though_a_question_is_left(world):
    first, second = world.asked
    hand = Answering(world).number("120", "guided", "An Lao").save()
    assert not hand.redirected
    assert reloaded(world).state == State.RETURNED
    assert value(world, "guided", "An Lao") == 120
    assert "Sửa số, đánh dấu" in hand.said_at(second)
    assert hand.said_at(first) == ""
    assert Page(hand.page).texts("#loi li a") == ["2. Sessions"]
    hand.tick(second).save()
    assert reloaded(world).state == State.SENT


def test_a_figure_corrected_on_the_form_needs_no_other_answer(world):
    entry = reverse("reports:entry", args=[world.submission.pk])
    form = Hand(Client(), SimpleNamespace(ids=world.ids, url=entry), world.lan)
    form.type("120", "guided", world.hamlets["An Lao"]).type("3", "sessions").save()
    hand = Answering(world)
    assert "Đã trả lời hết, chờ gửi" in hand.page
    hand.save()
    assert reloaded(world).state == State.SENT


def test_what_keeps_the_return_from_going_is_shown_on_the_page_of_sending(world):
    hand = Answering(world).number("", "sessions").tick(world.asked[0])
    hand.say(world.asked[1], "Chưa có số").save()
    assert hand.redirected
    assert "Chưa gửi được, còn 01 ô chưa nhập." in hand.page
    assert reloaded(world).state == State.RETURNED
    assert CellQuestion.objects.open().count() == 0


def test_a_warning_asks_for_its_reason_on_the_page_of_sending():
    world = make_asked(("vneid", None), ("level_2", None))
    hand = Answering(world).number("310", "vneid").number("300", "level_2").save()
    assert "còn 01 cảnh báo cần lý do" in hand.page
    assert reloaded(world).state == State.RETURNED


def test_the_page_of_sending_says_what_is_not_answered(world):
    url = reverse("reports:submit", args=[world.submission.pk])
    client = Client()
    client.force_login(world.lan)
    page = Page(client.get(url).content)
    assert page.links("#ra-soat a") == {"Xem và trả lời": world.url}
    assert "Gửi báo cáo" not in page.texts("main button")
    client.post(url)
    assert reloaded(world).state == State.RETURNED


def test_the_officer_who_sends_for_a_commune_is_led_to_the_review(world):
    client = Client()
    client.force_login(world.officer)
    url = reverse("reports:submit", args=[world.submission.pk])
    link = Page(client.get(url).content).links("#ra-soat a")["Xem và trả lời"]
    assert link == f"{address('review', world.submission)}#cau-hoi"
    world.asked[0].refresh_from_db()
    assert "Gỡ" in client.get(link).content.decode()


# --- what cannot be taken stays -------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "message"),
    [("1.23", "không rõ là số nào"), ("-5", "không được âm"), ("12 người", "có chữ")],
)
def test_a_number_that_cannot_be_read_stays_with_its_answer(world, typed, message):
    first, second = world.asked
    hand = Answering(world).number(typed, "guided", "An Lao").say(first, "Đã sửa")
    hand.tick(second).save()
    assert not hand.redirected
    assert hand.text("guided", world.hamlets["An Lao"]) == typed
    assert message in hand.message("guided", world.hamlets["An Lao"])
    assert hand.sent[f"answer-{first.pk}"] == ["Đã sửa"]
    assert list(CellQuestion.objects.values_list("answer", flat=True)) == ["", RIGHT]


def test_a_doubtful_number_is_asked_about_at_its_cell(world):
    hand = Answering(world).number("1,234", "guided", "An Lao").tick(world.asked[1])
    hand.save()
    assert "Có phải 1.234?" in hand.message("guided", world.hamlets["An Lao"])
    name = hand.cell("guided", world.hamlets["An Lao"])
    hand.put(f"confirm-{name}", "1234").save()
    assert value(world, "guided", "An Lao") == 1234


def test_a_new_number_is_not_taken_where_the_old_one_is_said_to_be_right(world):
    first, second = world.asked
    hand = Answering(world).number("120", "guided", "An Lao").tick(first).tick(second)
    hand.save()
    assert "mà số lại sửa" in hand.message("guided", world.hamlets["An Lao"])
    assert value(world, "guided", "An Lao") == 100
    assert hand.text("guided", world.hamlets["An Lao"]) == "120"
    assert f"right-{first.pk}" in hand.sent
    hand.put(f"right-{first.pk}").save()
    assert value(world, "guided", "An Lao") == 120
    assert reloaded(world).state == State.SENT


def test_too_long_an_answer_stays(world):
    words = "x" * 501
    hand = Answering(world).say(world.asked[0], words).tick(world.asked[1]).save()
    assert "dài 501 ký tự" in hand.said_at(world.asked[0])
    assert hand.sent[f"answer-{world.asked[0].pk}"] == [words]


def test_a_question_taken_back_meanwhile_costs_nothing_typed(world):
    first, second = world.asked
    hand = Answering(world).number("120", "guided", "An Lao").say(first, "Nhầm")
    questions.withdraw(first, by=world.officer)
    hand.save()
    assert value(world, "guided", "An Lao") == 120
    assert "Cán bộ tổng hợp đã gỡ câu hỏi này" in hand.page
    hand.tick(second).save()
    assert reloaded(world).state == State.SENT


@pytest.mark.parametrize("closing", ["period", "state"])
def test_what_is_typed_into_a_closed_return_stays(world, closing):
    hand = Answering(world).number("120", "guided", "An Lao")
    hand.say(world.asked[1], "Theo sổ")
    if closing == "period":
        ReportingPeriod.objects.update(state="closed")
    else:
        put_in_state(world.submission, State.SENT)
    hand.save()
    assert hand.response.status_code == 403
    assert "không còn mở để sửa" in hand.page
    assert hand.text("guided", world.hamlets["An Lao"]) == "120"
    assert hand.sent[f"answer-{world.asked[1].pk}"] == ["Theo sổ"]
    assert value(world, "guided", "An Lao") == 100


# --- two people at once ---------------------------------------------------------------


def test_two_numbers_for_one_cell_are_a_choice(world):
    first, second = world.asked
    binh = make_staff(world.communes[0], "binh", full_name="Trần Văn Bình")
    mine = Answering(world).number("120", "guided", "An Lao").tick(second)
    Answering(world, binh).number("130", "guided", "An Lao").save()
    mine.save()
    place = world.hamlets["An Lao"]
    assert "Trần Văn Bình đã ghi 130" in mine.message("guided", place)
    assert mine.text("guided", place) == "120"
    assert value(world, "guided", "An Lao") == 130
    mine.put(f"keep-{mine.cell('guided', place)}", "2").save()
    assert value(world, "guided", "An Lao") == 120


def test_the_others_number_can_be_taken_and_called_right(world):
    binh = make_staff(world.communes[0], "binh")
    mine = Answering(world).number("120", "guided", "An Lao")
    Answering(world, binh).number("130", "guided", "An Lao").save()
    mine.save()
    for question in world.asked:
        mine.tick(question)
    mine.put(f"keep-{mine.cell('guided', world.hamlets['An Lao'])}", "theirs").save()
    assert reloaded(world).state == State.SENT
    assert value(world, "guided", "An Lao") == 130


def test_a_number_changed_meanwhile_is_not_called_right_unseen(world):
    first, second = world.asked
    binh = make_staff(world.communes[0], "binh")
    mine = Answering(world).tick(first).tick(second)
    Answering(world, binh).number("130", "guided", "An Lao").save()
    mine.save()
    assert "vừa sửa số này" in mine.said_at(first)
    assert mine.text("guided", world.hamlets["An Lao"]) == "130"
    assert reloaded(world).state == State.RETURNED
    mine.save()
    assert CellQuestion.objects.first().answer == RIGHT


def test_an_answer_is_not_overwritten_unseen(world):
    first, second = world.asked
    binh = make_staff(world.communes[0], "binh", full_name="Trần Văn Bình")
    mine = Answering(world).say(first, "Đã hỏi thôn")
    Answering(world, binh).say(first, "Theo sổ của xã").save()
    mine.save()
    assert "Trần Văn Bình đã trả lời" in mine.said_at(first)
    assert mine.sent[f"answer-{first.pk}"] == ["Đã hỏi thôn"]
    assert CellQuestion.objects.first().answer == "Theo sổ của xã"
    mine.tick(second).save()
    assert CellQuestion.objects.first().answer == "Đã hỏi thôn"


# --- bad input ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [
        {"base": "{"},
        {"base": '{"c-1-1": -1}'},
        {"seen-abc": "", "seen-999999": "x", "seen-": "", "seen-1e9": ""},
        {"c-999999-0": "5"},
    ],
)
def test_a_spoiled_page_writes_nothing_it_should_not(world, more):
    hand = Answering(world)
    hand.sent |= {name: [text] for name, text in more.items()}
    hand.number("\x00120\u202e", "guided", "An Lao").save()
    assert hand.response.status_code in (200, 403)
    assert reloaded(world).state == State.RETURNED


def test_another_communes_question_is_not_answered_here(world):
    other = questions.ask(
        put_in_state(world.returns[1], State.SENT),
        by=world.officer,
        indicator=world.period.indicators.get(key="sessions"),
        text="Số này đúng không?",
    )
    hand = Answering(world).tick(world.asked[0]).tick(world.asked[1])
    hand.put(f"seen-{other.pk}", "").tick(other).save()
    other.refresh_from_db()
    assert (other.answer, other.answered_at) == ("", None)


# --- what leads there -----------------------------------------------------------------


def test_the_first_page_leads_there(world):
    client = Client()
    client.force_login(world.lan)
    page = Page(client.get(reverse("home")).content)
    assert page.links("a.btn-primary") == {"Trả lời 02 câu hỏi": world.url}
    assert "còn 02 câu hỏi của cán bộ tổng hợp" in page.text
    hand = Answering(world).tick(world.asked[0]).save()
    page = Page(hand.client.get(reverse("home")).content)
    assert page.links("a.btn-primary") == {"Trả lời 01 câu hỏi": world.url}
    hand.tick(world.asked[1]).save()
    page = Page(hand.client.get(reverse("home")).content)
    assert "câu hỏi" not in page.text


def test_the_page_takes_as_many_queries_for_many_questions():
    def count(tag, *cells):
        world = make_asked(*cells, tag=tag)
        hand = Answering(world)
        with CaptureQueriesContext(connection) as shown:
            hand.open()
        hand.say(world.asked[0], "x" * 600)
        with CaptureQueriesContext(connection) as refused:
            hand.save()
        return len(shown), len(refused)

    few = count("1", ("sessions", None))
    many = count(
        "2", ("sessions", None), ("guided", "An Lao"), ("guided", None), ("ocop", None)
    )
    assert few == many
