"""Send, withdraw, correct, send again; and the officer's entry for a commune."""

import pytest
from django.urls import reverse

from reports import moves
from reports.models import Figure, FigureVersion, FindingReason, SubmissionEvent
from reports.opening import close_period
from tests.factories import make_district, make_officer, put_in_state
from tests.reports.entering import Hand, fields_of, make_desk, stored


@pytest.fixture
def desk(db):
    return make_desk()


@pytest.fixture
def lan(client, desk):
    return Hand(client, desk, desk.lan)


def fill_in(hand):
    """Everything that is asked, with nothing odd in it."""
    for hamlet in hand.desk.hamlets:
        hand.type("100", "households", hamlet).none("extra_2", hamlet)
    hand.type("3", "sessions").type("30", "vneid")
    hand.type("10", "vneid_1").type("20", "vneid_2")
    return hand.put("pick-" + hand.cell("ocop"), "Rươi kho").none("online")


def state_of(desk):
    desk.submission.refresh_from_db()
    return desk.submission.state


def moves_of(desk):
    return list(desk.submission.events.values_list("move", flat=True))


def receipt_url(desk):
    return reverse("reports:last_receipt", args=[desk.submission.pk])


def test_a_complete_return_is_sent(lan):
    fill_in(lan).put("send", "1").save()
    assert "Sau khi gửi" in lan.page
    response = lan.client.post(lan.desk.submit_url, {})
    assert response["Location"] == receipt_url(lan.desk)
    assert state_of(lan.desk) == "sent"
    assert moves_of(lan.desk) == ["start", "submit"]


def test_what_is_missing_is_listed_with_links_and_not_sent(lan):
    first, second = lan.desk.hamlets
    fill_in(lan).type("", "sessions").type("", "households", second).save()
    for response in (
        lan.client.get(lan.desk.submit_url),
        lan.client.post(lan.desk.submit_url, {}),
    ):
        page = response.content.decode()
        assert "Còn 02 ô chưa nhập" in page
        for cell in (lan.cell("sessions"), lan.cell("households", second)):
            assert f'href="{lan.desk.url}#{cell}"' in page
        assert lan.cell("households", first) not in page
        assert ">Gửi báo cáo</button>" not in page
    assert state_of(lan.desk) == "draft"


def test_an_error_keeps_a_return_from_being_sent(lan):
    fill_in(lan).type("31", "vneid").save()
    response = lan.client.post(lan.desk.submit_url, {})
    assert "Lỗi cần sửa" in response.content.decode()
    assert state_of(lan.desk) == "draft"


@pytest.fixture
def warned(lan):
    """A return whose only finding is a warning: more people than households."""
    indicators = lan.desk.period.indicators
    indicators.filter(key="sessions").update(at_most=indicators.get(key="vneid"))
    fill_in(lan).type("31", "sessions").save()
    return lan


def test_a_warning_needs_one_reason(warned):
    desk, client = warned.desk, warned.client
    page = client.get(desk.submit_url).content.decode()
    assert "Số liệu cần nói rõ lý do" in page
    refused = client.post(desk.submit_url, {}).content.decode()
    assert "Chọn lý do giữ số liệu này." in refused
    link = '<a href="#id_reason-above_limit">Lớn hơn chỉ tiêu đối chiếu</a>'
    assert link in refused  # at the top, where the page opens
    assert state_of(desk) == "draft"
    client.post(desk.submit_url, {"reason-above_limit": "checked"})
    assert state_of(desk) == "sent"
    reason = FindingReason.objects.get()
    assert (reason.rule, reason.reason, reason.by) == (
        "above_limit",
        "checked",
        desk.lan,
    )


def test_another_reason_is_explained(warned):
    desk, client = warned.desk, warned.client
    other = {"reason-above_limit": "other", "note-above_limit": " "}
    page = client.post(desk.submit_url, other).content.decode()
    assert "Chọn “Lý do khác” thì ghi rõ lý do." in page
    client.post(desk.submit_url, {**other, "note-above_limit": "Xã mới sáp nhập"})
    assert FindingReason.objects.get().note == "Xã mới sáp nhập"


def test_a_reason_given_once_is_offered_again(warned):
    desk, client = warned.desk, warned.client
    client.post(desk.submit_url, {"reason-above_limit": "police"})
    client.post(reverse("reports:withdraw", args=[desk.submission.pk]))
    sent = fields_of(client.get(desk.submit_url))
    assert sent["reason-above_limit"] == ["police"]
    client.post(desk.submit_url, sent)
    assert state_of(desk) == "sent"
    assert FindingReason.objects.count() == 1


def test_a_sent_return_is_withdrawn_corrected_and_sent_again(lan):
    desk = lan.desk
    fill_in(lan).save()
    lan.client.post(desk.submit_url, {})
    assert "Rút lại biểu" in lan.open().page
    lan.client.post(reverse("reports:withdraw", args=[desk.submission.pk]))
    assert state_of(desk) == "draft"
    lan.open().type("4", "sessions").save()
    lan.client.post(desk.submit_url, {})
    assert state_of(desk) == "sent"
    assert moves_of(desk) == ["start", "submit", "withdraw", "submit"]
    assert stored(desk)["sessions", None] == 4


def test_an_accepted_return_is_not_withdrawn(lan):
    put_in_state(lan.desk.submission, "accepted")
    url = reverse("reports:withdraw", args=[lan.desk.submission.pk])
    page = lan.client.post(url, follow=True).content.decode()
    assert "không rút lại được" in page
    assert state_of(lan.desk) == "accepted"


def test_withdrawing_is_no_link(lan):
    url = reverse("reports:withdraw", args=[lan.desk.submission.pk])
    assert lan.client.get(url).status_code == 405


def test_a_returned_return_shows_why_and_is_sent_again(lan):
    desk = lan.desk
    fill_in(lan).save()
    lan.client.post(desk.submit_url, {})
    desk.submission.refresh_from_db()
    moves.send_back(desk.submission, by=desk.officer, reason="Số buổi chưa rõ.")
    lan.open()
    assert "Biểu được trả lại để chỉnh sửa" in lan.page
    assert lan.page.count("Số buổi chưa rõ.") == 2  # at the top and in its story
    lan.type("5", "sessions").save()
    lan.client.post(desk.submit_url, {})
    assert state_of(desk) == "sent"
    assert "Biểu được trả lại" not in lan.open().page


def test_pressing_send_twice_leads_to_the_same_receipt(lan):
    fill_in(lan).save()
    desk = lan.desk
    for _ in range(2):
        answer = lan.client.post(desk.submit_url, {})
        assert answer["Location"] == receipt_url(desk)
    page = lan.client.get(receipt_url(desk)).content.decode()
    assert "Biểu này đã gửi rồi" in page
    assert "Biên nhận 11086-01" in page
    assert moves_of(desk).count("submit") == 1


def test_the_way_back_to_a_return_without_receipt_leads_to_its_figures(lan):
    put_in_state(lan.desk.submission, "sent")
    assert lan.client.get(lan.desk.submit_url)["Location"] == lan.desk.url


def test_the_way_back_to_sending_leads_the_officer_to_the_review(lan):
    desk = lan.desk
    put_in_state(desk.submission, "sent")
    lan.client.force_login(desk.officer)
    review = reverse("reports:review", args=[desk.period.pk, desk.submission.pk])
    assert lan.client.get(desk.submit_url)["Location"] == review


def test_nothing_is_sent_once_the_period_is_closed(lan):
    fill_in(lan).save()
    close_period(lan.desk.period, by=lan.desk.officer)
    assert lan.client.get(lan.desk.submit_url).status_code == 403
    assert lan.client.post(lan.desk.submit_url, {}).status_code == 403


# --- on behalf ------------------------------------------------------------------------


def behalf_url(desk):
    return reverse("reports:on_behalf", args=[desk.period.pk, desk.submission.pk])


@pytest.fixture
def officer(client, desk):
    return Hand(client, desk, desk.officer, behalf_url(desk))


def test_the_officer_enters_what_a_commune_telephoned(officer):
    officer.type("3", "sessions").put("source", "phone").put("note", "Lan báo 16 giờ")
    officer.save()
    assert officer.redirected
    version = FigureVersion.objects.get()
    assert (version.by, version.source, version.note) == (
        officer.desk.officer,
        "phone",
        "Lan báo 16 giờ",
    )


def test_where_the_officers_figures_come_from_must_be_said(officer):
    officer.type("3", "sessions").put("source").save()
    assert "Chọn nguồn số liệu" in officer.page
    assert officer.text("sessions") == "3"
    assert not Figure.objects.exists()


def test_what_the_officer_cannot_save_keeps_text_and_source(officer):
    officer.type("1.23", "sessions").put("source", "paper").put("note", "Bản 12").save()
    assert officer.message("sessions")
    assert officer.sent["source"] == ["paper"]
    assert officer.sent["note"] == ["Bản 12"]


def test_a_return_sent_by_the_officer_says_so(officer):
    desk = officer.desk
    fill_in(officer).put("source", "paper").save()
    page = officer.client.get(desk.submit_url).content.decode()
    assert "Gửi thay xã Hưng Đạo" in page
    response = officer.client.post(desk.submit_url, {"note": "Từ bản giấy số 12"})
    assert response["Location"] == reverse(
        "reports:review", args=[desk.period.pk, desk.submission.pk]
    )
    assert state_of(desk) == "sent"
    event = SubmissionEvent.objects.get(move="on_behalf")
    assert (event.by, event.reason) == (desk.officer, "Từ bản giấy số 12")


def test_only_the_districts_officer_enters_on_behalf(client, desk):
    url = behalf_url(desk)
    client.force_login(desk.lan)
    assert client.get(url).status_code == 404
    client.force_login(make_officer(make_district("Ninh Giang"), "officer-khac"))
    assert client.get(url).status_code == 404


def test_the_commune_sees_what_was_entered_for_it(officer):
    officer.type("3", "sessions").save()
    lan = Hand(officer.client, officer.desk, officer.desk.lan)
    assert lan.text("sessions") == "3"
