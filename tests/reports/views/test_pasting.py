"""Messages pasted from Zalo: shown as read, written only once confirmed, kept."""

import pytest
from django.urls import reverse

from reports.models import FigureVersion, SourceMessage
from reports.recording import Origin, Proposal, record
from tests.factories import make_commune, make_staff, put_in_state, set_figure
from tests.pages import Page
from tests.reports.entering import make_desk, stored

pytestmark = pytest.mark.django_db

TEXT = "Thôn An Lao: 350 households\nXuân Nẻo households 1.250, chưa rõ 77"


@pytest.fixture
def desk(db):
    return make_desk()


@pytest.fixture
def lan(client, desk):
    client.force_login(desk.lan)
    return client


def address(desk, *message):
    name = "reports:message" if message else "reports:paste"
    return reverse(name, args=[desk.submission.pk, *message])


def paste(client, desk, text=TEXT):
    """Paste the text; the page that shows how it was read."""
    answer = client.post(address(desk), {"text": text})
    assert answer.status_code == 302, Page(answer.content).texts(".invalid-feedback")
    return client.get(answer.url)


def take(client, response, **changed):
    """Press the button of the preview, some fields changed or (None) dropped."""
    form, fields = Page(response.content).form_with("Lấy vào biểu")
    fields |= {name.replace("__", "-"): value for name, value in changed.items()}
    fields = {name: value for name, value in fields.items() if value is not None}
    return client.post(response.wsgi_request.path, fields, follow=True)


def test_nothing_is_written_before_it_is_confirmed(lan, desk):
    page = Page(paste(lan, desk).content)
    assert page.texts(".offer-table tbody th") == [
        "thôn An Lao, 1. Households",
        "thôn Xuân Nẻo, 1. Households",
    ]
    assert stored(desk) == {}


def test_what_was_not_understood_is_shown_in_its_place(lan, desk):
    page = Page(paste(lan, desk).content)
    assert any("77" in text for text in page.texts(".read-not_understood"))
    assert "chưa rõ 77" in " ".join(page.texts(".message-text"))


def test_what_is_ticked_is_taken_over_with_the_message_as_its_source(lan, desk):
    answer = take(lan, paste(lan, desk))
    assert "Đã lấy 02 ô từ tin nhắn." in Page(answer.content).text
    assert stored(desk) == {
        ("households", "An Lao"): 350,
        ("households", "Xuân Nẻo"): 1250,
    }
    versions = FigureVersion.objects.select_related("message")
    assert {(v.source, v.message.text) for v in versions} == {("message", TEXT)}


def test_a_cell_that_is_not_ticked_stays_as_it_was(lan, desk):
    set_figure(desk.submission, "households", 300, hamlet=desk.hamlets[0], by=desk.binh)
    response = paste(lan, desk)
    box = f"take-c-{desk.ids['households']}-{desk.hamlets[0].pk}"
    take(lan, response, **{box: None})
    assert stored(desk)["households", "An Lao"] == 300
    assert stored(desk)["households", "Xuân Nẻo"] == 1250


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(lan, desk):
    response = paste(lan, desk)
    place = desk.ids["households"], desk.hamlets[0].pk
    theirs = Proposal(*place, "value", 360)
    record([theirs], submission=desk.submission, origin=Origin(desk.binh, "typed"))
    page = Page(take(lan, response).content)
    assert "Trần Văn Bình đã ghi 360" in page.text
    assert stored(desk)["households", "An Lao"] == 360
    assert stored(desk)["households", "Xuân Nẻo"] == 1250


def test_the_same_message_again_changes_nothing_and_is_kept_once(lan, desk):
    take(lan, paste(lan, desk))
    page = Page(paste(lan, desk).content)
    assert "không có ô nào thay đổi" in page.text
    assert SourceMessage.objects.count() == 1
    assert FigureVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [("  \n ", "Dán tin nhắn vào ô này"), ("a" * 20_001, "chia ra dán vài lần")],
)
def test_what_cannot_be_read_stays_in_the_field_and_is_told(lan, desk, text, words):
    response = lan.post(address(desk), {"text": text})
    page = Page(response.content)
    assert words in page.text
    assert page.one("textarea").etree_element.text.strip() == text.strip()
    assert not SourceMessage.objects.exists()


def test_a_message_of_no_figures_says_so(lan, desk):
    page = Page(paste(lan, desk, "Dạ em chào chị, mai em báo ạ").content)
    assert "Không đọc được số nào trong tin nhắn" in page.text
    assert page.all("button.btn-primary") == []


def test_it_is_closed_with_the_return(lan, desk):
    url = paste(lan, desk).wsgi_request.path
    put_in_state(desk.submission, "sent")
    assert lan.get(url).status_code == 403
    assert lan.post(address(desk), {"text": TEXT}).status_code == 403


def test_a_neighbour_reads_no_message_of_ours(lan, desk):
    url = paste(lan, desk).wsgi_request.path
    hai = make_staff(make_commune(desk.district, "An Thanh", "11125"), "hai")
    lan.force_login(hai)
    assert lan.get(url).status_code == 404


@pytest.mark.parametrize("hamlets", [2, 30])
def test_its_cost_does_not_grow_with_the_hamlets(
    client, hamlets, django_assert_num_queries
):
    desk = make_desk([f"Thôn Lớn {n}" for n in range(hamlets)])
    client.force_login(desk.lan)
    url = paste(client, desk, "Thôn Lớn 1: 30 households").wsgi_request.path
    with django_assert_num_queries(13):
        client.get(url)
