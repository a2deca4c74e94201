"""Files dropped in a real browser; the pages that no link leads to, for everybody."""

import io

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.accessible import violations
from tests.browser.desk import PHONE, photo, sign_in
from tuky_cnscd.spreadsheets import XLSX

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser, browser_context_args, server, password):
    context = browser.new_context(**browser_context_args, viewport=PHONE)
    page = context.new_page()
    sign_in(page, server, password, "canbo")
    page.locator("main a[href*='/ky/']").first.click()
    page.get_by_role("link", name="Nhập số liệu", exact=True).click()
    yield page
    context.close()


def filled_form(page):
    """The form of the first commune that the officer may still enter for."""
    link = page.get_by_role("link", name="còn").first
    number = link.get_attribute("href").split("/")[-3]
    answer = page.request.get(
        page.url.partition("/ky/")[0] + f"/bieu/{number}/bieu.xlsx"
    )
    book = openpyxl.load_workbook(io.BytesIO(answer.body()))
    book.worksheets[0]["D5"], book.worksheets[0]["E5"] = 12, "khoảng 20"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_good_and_a_bad_file_are_dropped_and_shown(page):
    good = {"name": "bieu.xlsx", "mimeType": XLSX, "buffer": filled_form(page)}
    bad = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    page.get_by_role("link", name="Nhận nhiều tệp Excel").click()
    page.get_by_label("Các tệp biểu Excel").set_input_files([good, bad])
    page.get_by_role("button", name="Nhận các tệp này").click()
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("“anh.jpg”: không phải biểu Excel")
    expect(refused).to_be_focused()
    assert violations(page) == []
    page.get_by_role("link", name="bieu.xlsx", exact=True).click()
    expect(page.get_by_role("heading", name="Không lấy được")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Lấy vào biểu").click()
    expect(page.get_by_text("Đã lấy 01 ô từ tệp bieu.xlsx")).to_be_visible()


def test_what_the_grid_cannot_take_is_told_to_everybody(page):
    box = page.locator(".bulk-grid input[type=text]")
    box.nth(0).fill("năm")
    box.nth(1).fill("1,234")
    page.get_by_label("Xã báo qua điện thoại").check()
    page.get_by_role("button", name="Lưu số liệu").click()
    expect(page.get_by_role("alert")).to_contain_text("Còn 02 ô chưa lưu được")
    expect(page.get_by_role("checkbox", name="Đúng, ghi")).to_be_visible()
    assert violations(page) == []
