"""A form opens without a line, with all that was typed; signing out removes it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Error, expect

from tests.browser.desk import is_ready, open_form, says
from tests.serving import ROOT, Server

pytestmark = pytest.mark.browser

SAVED = re.compile(r"^Đã lưu lúc \d\d:\d\d$")


@pytest.fixture
def running(prepared, tmp_path):
    server = Server(prepared, tmp_path).start()
    yield server
    server.stop()


@pytest.fixture
def context(browser, browser_context_args):
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def page(context, running, password):
    page = context.new_page()
    open_form(page, running.address, password, "xa-ha-thanh")
    is_ready(page)
    expect(page.locator("html")).to_have_attribute("data-kept", "yes")
    return page


def households(page, number):
    return page.get_by_role("textbox", name="1. Tổng số hộ gia đình").nth(number)


def test_a_page_closed_without_a_line_opens_with_all_that_was_typed(
    page, context, running
):
    address = page.url
    households(page, 0).fill("11")
    households(page, 1).focus()
    says(page, SAVED)
    running.kill_and_refuse()
    households(page, 1).fill("22")
    households(page, 2).focus()
    says(page, "Chờ mạng: 01 ô chưa gửi, đang giữ trên máy này")
    page.close()

    again = context.new_page()
    again.goto(address)
    is_ready(again)
    assert [households(again, n).input_value() for n in range(2)] == ["11", "22"]
    households(again, 2).fill("33")
    households(again, 0).focus()
    running.start()
    says(again, SAVED)
    again.reload()
    assert [households(again, n).input_value() for n in range(3)] == ["11", "22", "33"]


def test_whoever_signs_out_leaves_no_page_on_the_machine(page, context, running):
    address = page.url
    page.reload()
    page.locator(".account > summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    running.kill_and_refuse()
    with pytest.raises(Error):
        page.goto(address)
    running.start()


def test_the_worker_knows_the_addresses_of_the_site():
    worker = (ROOT / "static/js/offline.js").read_text(encoding="utf-8")
    assert f'const SIGN_OUT = "{reverse("logout")}";' in worker
    assert re.search(r"const FORM = (.*);", worker)[1] == r"/^\/bieu\/\d+\/$/"
    assert reverse("reports:entry", args=[12]) == "/bieu/12/"
