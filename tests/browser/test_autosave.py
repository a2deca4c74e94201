"""Cells save themselves, and nothing typed is lost when the line drops."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import (
    PHONE,
    cell_of,
    households,
    is_ready,
    open_form,
    says,
)
from tests.serving import Server

pytestmark = pytest.mark.browser

SAVED = re.compile(r"^Đã lưu lúc \d\d:\d\d$")
USERNAME = "xa-ha-thanh"


@pytest.fixture
def running(prepared, tmp_path):
    """A server of each test's own: nobody sees another's figures."""
    server = Server(prepared, tmp_path).start()
    yield server
    server.stop()


@pytest.fixture
def server(running):
    return running.address


@pytest.fixture
def context(browser, browser_context_args):
    context = browser.new_context(**browser_context_args, viewport=PHONE)
    yield context
    context.close()


@pytest.fixture
def page(context, server, password):
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    open_form(page, server, password, USERNAME)
    is_ready(page)
    yield page
    assert page.complaints == []


def test_each_cell_saves_itself_once_it_is_left(page):
    households(page, 0).fill("1234")
    households(page, 1).focus()
    expect(cell_of(households(page, 0))).to_contain_text(re.compile(r"✓ Đã lưu \d\d:"))
    expect(households(page, 0)).to_have_value("1.234")
    says(page, SAVED)
    page.reload()
    expect(households(page, 0)).to_have_value("1.234")


def test_what_cannot_be_taken_is_told_at_its_cell(page):
    households(page, 0).fill("1.23")
    households(page, 1).fill("12")
    households(page, 2).focus()
    expect(households(page, 0)).to_have_accessible_description(re.compile("không rõ"))
    expect(cell_of(households(page, 1))).to_contain_text("Đã lưu")
    says(page, "01 ô chưa lưu được, xem chỗ đánh dấu")
    households(page, 0).fill("123")
    households(page, 1).focus()
    says(page, SAVED)
    expect(households(page, 0)).not_to_have_attribute("aria-invalid", "true")


def test_without_a_line_typing_goes_on_and_all_is_sent_later(page, context):
    context.set_offline(True)
    for number in range(3):
        households(page, number).fill(str(100 + number))
    page.get_by_role("textbox", name="2. Số buổi").fill("4")
    page.get_by_role("textbox", name="2. Số buổi").blur()
    says(page, "Chờ mạng: 04 ô chưa gửi, đang giữ trên máy này")
    expect(cell_of(households(page, 0))).to_contain_text("Chờ mạng")
    context.set_offline(False)
    says(page, SAVED)
    page.reload()
    for number in range(3):
        expect(households(page, number)).to_have_value(str(100 + number))


def test_closing_the_page_without_a_line_loses_nothing(page, context, server):
    address = page.url
    context.set_offline(True)
    households(page, 0).press_sequentially("777")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    is_ready(again)
    expect(households(again, 0)).to_have_value("777")
    says(again, SAVED)
    again.evaluate("localStorage.clear()")
    again.reload()
    expect(households(again, 0)).to_have_value("777")


def test_two_windows_of_one_person_keep_each_others_typing(page, context):
    context.set_offline(True)
    households(page, 0).fill("41")
    households(page, 1).focus()
    context.set_offline(False)
    other = context.new_page()
    other.goto(page.url)
    is_ready(other)
    households(other, 1).fill("42")
    households(other, 2).focus()
    says(other, SAVED)
    page.close()
    other.reload()
    values = [households(other, number).input_value() for number in range(2)]
    assert values == ["41", "42"]


def test_signed_out_meanwhile_one_signs_in_within_the_page(page, context, password):
    context.clear_cookies()
    households(page, 0).fill("321")
    households(page, 1).focus()
    dialog = page.get_by_role("dialog", name="Đăng nhập lại")
    expect(dialog).to_contain_text("Số vừa nhập vẫn giữ trên máy này")
    dialog.get_by_label("Mật khẩu").fill("khong-phai-mat-khau")
    dialog.get_by_role("button", name="Đăng nhập và gửi tiếp").click()
    expect(dialog.get_by_role("alert")).to_contain_text("chưa đúng")
    dialog.get_by_label("Mật khẩu").fill(password)
    dialog.get_by_role("button", name="Đăng nhập và gửi tiếp").click()
    expect(dialog).to_be_hidden()
    says(page, SAVED)
    page.reload()
    expect(households(page, 0)).to_have_value("321")


def test_two_people_at_one_cell_see_both_values_and_choose(page, context):
    other = context.new_page()
    other.goto(page.url)
    is_ready(other)
    households(other, 0).fill("50")
    households(other, 1).focus()
    says(other, SAVED)
    households(page, 0).fill("60")
    households(page, 1).focus()
    cell = cell_of(households(page, 0))
    expect(cell).to_contain_text(re.compile("đã ghi 50 lúc .*chọn số đúng"))
    cell.get_by_label("Giữ số của tôi").check()
    says(page, SAVED)
    other.reload()
    expect(households(other, 0)).to_have_value("60")


def test_the_server_dies_and_comes_back_between_two_cells(page, running):
    households(page, 0).fill("11")
    households(page, 1).focus()
    says(page, SAVED)
    running.kill_and_refuse()
    households(page, 1).fill("22")
    households(page, 2).fill("33")
    households(page, 0).focus()
    says(page, "Chờ mạng: 02 ô chưa gửi, đang giữ trên máy này")
    running.start()
    says(page, SAVED)
    page.reload()
    assert [households(page, n).input_value() for n in range(3)] == ["11", "22", "33"]


def test_saved_and_failed_are_announced_to_screen_readers(page, context):
    announced = page.locator("[data-announce]")
    expect(announced).to_have_attribute("role", "status")
    households(page, 0).fill("11")
    households(page, 1).focus()
    expect(announced).to_have_text(SAVED)
    context.set_offline(True)
    households(page, 1).fill("12")
    households(page, 0).focus()
    expect(announced).to_have_text(re.compile("^Chờ mạng: 01 ô"))
