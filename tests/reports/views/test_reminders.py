"""The officer's page of reminders: words to paste, letters, what was noted."""

import pytest
from django.urls import reverse

from reports.models import Reminder, Submission
from tests.factories import make_period, put_in_state
from tests.mail_server import mail_server, use
from tests.pages import Page
from tests.reports.reviewing import make_office

State = Submission.State


@pytest.fixture
def office(db):
    office = make_office()
    office.lan.email, office.lan.phone = "lan@tuky.vn", "0912 345 678"
    office.lan.save()
    return office


@pytest.fixture
def server(settings):
    with mail_server() as running:
        use(settings, running)
        yield running


def url(name, office):
    return reverse(f"reports:{name}", args=[office.period.pk])


def page_of(client, name, office):
    response = client.get(url(name, office))
    assert response.status_code == 200
    return Page(response.content)


def press(client, page, button, **more):
    """Press a button as a browser would, and read the page that follows."""
    form, fields = page.form_with(button)
    address = form.etree_element.get("action") or more.pop("at")
    more.pop("at", None)
    return Page(client.post(address, fields | more, follow=True).content)


def test_the_page_offers_one_message_and_one_for_each_late_commune(hoa, office):
    put_in_state(office.first, State.SENT)
    put_in_state(office.returns[1], State.RETURNED)
    page = page_of(hoa, "reminders", office)
    group, *each = page.texts("textarea[readonly]")
    assert "1/3 đơn vị đã gửi báo cáo" in group
    assert "xã Quang Phục; 01 đơn vị đang chỉnh sửa: xã An Thanh." in group
    assert len(each) == 2
    link = f"http://testserver/bieu/{office.returns[1].pk}/"
    assert each[0].endswith(f"Nhập và gửi tại: {link}")


def test_links_begin_as_the_settings_say(hoa, office, settings):
    settings.SITE_URL = "https://baocao.tuky.vn"
    page = page_of(hoa, "reminders", office)
    assert f"https://baocao.tuky.vn/bieu/{office.first.pk}/" in page.text


def test_a_commune_that_waits_for_acceptance_is_not_on_the_page(hoa, office):
    for submission in office.returns:
        put_in_state(submission, State.SENT)
    page = page_of(hoa, "reminders", office)
    assert page.all(".late li") == []
    assert "Không còn đơn vị nào phải nhắc." in page.text
    assert "Cảm ơn các đồng chí." in page.text


def test_whom_to_call_stands_beside_the_commune(hoa, office):
    page = page_of(hoa, "reminders", office)
    assert page.links("a[href^='tel:']") == {"0912 345 678": "tel:0912345678"}
    assert "Chưa có cán bộ nhập liệu." in page.text


def test_a_call_is_noted_with_one_button(hoa, office):
    page = page_of(hoa, "reminders", office)
    after = press(hoa, page, "Đã gọi điện xã Hưng Đạo")
    assert "Đã ghi: gọi điện 01 đơn vị." in after.text
    assert any(
        told.startswith("Đã gọi điện,") and told.endswith("(Phạm Thị Hoa)")
        for told in after.texts(".told li")
    )
    assert Reminder.objects.get().submission == office.first


def test_the_whole_group_is_noted_with_one_button(hoa, office):
    put_in_state(office.first, State.SENT)
    page = page_of(hoa, "reminders", office)
    press(hoa, page, "Đã nhắc trong nhóm Zalo cả nhóm")
    rows = Reminder.objects.values_list("submission__commune__name", "way")
    assert set(rows) == {("An Thanh", "zalo"), ("Quang Phục", "zalo")}


@pytest.mark.parametrize("way", ["email", "thư", ""])
def test_only_what_is_said_elsewhere_can_be_noted(hoa, office, way):
    response = hoa.post(url("reminded", office), {"way": way}, follow=True)
    assert "Chưa ghi được" in Page(response.content).text
    assert not Reminder.objects.exists()


def test_recipients_are_shown_before_anything_is_sent(hoa, office, server):
    page = page_of(hoa, "remind_by_email", office)
    assert page.texts(".recipients label") == [
        "Xã Hưng Đạo: Nguyễn Thị Lan, lan@tuky.vn"
    ]
    assert page.texts(".rows strong") == ["Xã An Thanh", "Xã Quang Phục"]
    assert server.letters == []


def test_the_button_sends_and_the_log_says_to_whom(hoa, office, server):
    at = url("remind_by_email", office)
    page = page_of(hoa, "remind_by_email", office)
    log = press(hoa, page, "Gửi thư đến những người đã chọn", at=at)
    assert server.addresses == ["lan@tuky.vn"]
    assert "điện thoại" not in server.letters[0][1].get_content()
    assert "Đã gửi 01 thư nhắc." in log.text
    assert "lan@tuky.vn" in log.text
    # pressed again on the page from before
    again = press(hoa, page, "Gửi thư đến những người đã chọn", at=at)
    assert len(server.letters) == 1
    assert "Không gửi thêm thư nào" in again.text


def test_who_was_written_to_today_is_not_ticked_again_but_whose_letter_failed_is(
    hoa, office, server
):
    at = url("remind_by_email", office)
    server.refuses.add("lan@tuky.vn")
    press(
        hoa,
        page_of(hoa, "remind_by_email", office),
        "Gửi thư đến những người đã chọn",
        at=at,
    )
    page = page_of(hoa, "remind_by_email", office)
    assert "không gửi được: Máy chủ thư không nhận địa chỉ này" in page.text
    assert page.one("[name=to]").etree_element.get("checked") is not None
    server.refuses.clear()
    press(hoa, page, "Gửi thư đến những người đã chọn", at=at)
    page = page_of(hoa, "remind_by_email", office)
    assert page.one("[name=to]").etree_element.get("checked") is None


@pytest.mark.parametrize("to", [[], ["1-999999"], ["x"]])
def test_a_wrong_choice_is_answered_in_words(hoa, office, server, to):
    response = hoa.post(url("remind_by_email", office), {"seen": 0, "to": to})
    assert response.status_code == 422
    assert Page(response.content).texts(".error-summary li") != []
    assert server.letters == []


def test_without_a_mail_server_the_pages_say_so_and_send_nothing(hoa, office, settings):
    settings.SENDS_MAIL = False
    page = page_of(hoa, "remind_by_email", office)
    assert "Máy chủ này chưa gửi được thư điện tử" in page.text
    assert page.all("button.btn-primary") == []
    value = page.one("[name=to]").etree_element.get("value")
    hoa.post(url("remind_by_email", office), {"seen": 0, "to": [value]})
    assert not Reminder.objects.exists()


def test_the_leader_reads_addresses_masked_and_presses_nothing(client, office):
    Reminder.objects.create(
        submission=office.first,
        way="email",
        to=office.lan,
        address="lan@tuky.vn",
        by=office.officer,
    )
    client.force_login(office.leader)
    assert page_of(client, "reminders", office).all("main form") == []
    log = page_of(client, "reminder_log", office).text
    assert "la…@tuky.vn" in log
    assert "lan@tuky.vn" not in log


def test_a_closed_period_is_read_but_not_reminded(hoa, office):
    office.period.state = "closed"
    office.period.save()
    assert page_of(hoa, "reminders", office).all("main form") == []
    assert hoa.get(url("remind_by_email", office)).status_code == 403
    assert hoa.post(url("reminded", office), {"way": "zalo"}).status_code == 403


def test_a_planned_period_says_what_comes_first(hoa, office):
    planned = make_period(office.district, "6 tháng cuối năm 2023")
    response = hoa.get(reverse("reports:reminders", args=[planned.pk]))
    assert "Kỳ này chưa mở nên chưa có xã nào phải gửi." in Page(response.content).text


@pytest.mark.parametrize("name", ["reminders", "remind_by_email", "reminder_log"])
def test_queries_do_not_grow_with_the_communes(
    client, office, name, django_assert_max_num_queries
):
    many = make_office(60, tag="-2")
    counts = []
    for each in (office, many):
        client.force_login(each.officer)
        with django_assert_max_num_queries(60) as captured:
            client.get(url(name, each))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_more_than_fifty_late_communes_stand_on_pages(client, db):
    many = make_office(52)
    client.force_login(many.officer)
    page = page_of(client, "reminders", many)
    assert len(page.all(".late > li")) == 50
    assert page.links(".pager a") == {"Trang sau": "?trang=2"}
    last = client.get(url("reminders", many) + "?trang=2")
    assert len(Page(last.content).all(".late > li")) == 2
