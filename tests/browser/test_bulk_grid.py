"""The officer's grid moves and pastes as a spreadsheet, and saves on its button."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import violations
from tests.browser.desk import paste, sign_in

pytestmark = pytest.mark.browser

SESSIONS = re.compile("2. Số buổi")


@pytest.fixture
def page(browser, browser_context_args, server, password):
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page, server, password, "canbo")
    page.locator("main a[href*='/ky/']").first.click()
    page.get_by_role("link", name="Nhập số liệu", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-bulk", "ready")
    yield page
    assert complaints == []
    context.close()


def boxes(page, column=SESSIONS):
    return page.get_by_role("textbox", name=column)


def test_arrows_and_enter_step_over_what_is_only_read(page):
    box = boxes(page)
    box.nth(0).focus()
    for key, there in [("Enter", 1), ("ArrowDown", 2), ("ArrowUp", 1)]:
        page.keyboard.press(key)
        expect(box.nth(there)).to_be_focused()
    page.keyboard.press("ArrowRight")
    name = page.evaluate("document.activeElement.name")
    assert name.startswith(box.nth(1).get_attribute("name").partition(".")[0] + ".")


def test_a_block_is_laid_by_the_names_of_the_communes_and_waits_for_the_button(page):
    rows = page.locator(".bulk-grid tbody tr:has(input[type=text])")
    names = rows.locator("th > span:first-child").all_inner_texts()[:3]
    block = f"Xã\tSố buổi\n{names[2]}\t7\n{names[0]}\tKPS\nXã Không Có\t9\nTổng\t16"
    paste(boxes(page).nth(0), block.replace("Số buổi", _head(page)))
    expect(boxes(page).nth(2)).to_have_value("7")
    expect(boxes(page).nth(0)).to_have_value("KPS")
    said = page.get_by_role("status").filter(has_text="Đã dán: 02 ô thay đổi, chưa lưu")
    expect(said).to_contain_text("01 dòng có tên không phải xã trên trang này")
    expect(said).to_contain_text("01 dòng cộng, không ghi")
    expect(page.get_by_text("02 ô chưa lưu")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Xã báo qua điện thoại").check()
    page.get_by_role("button", name="Lưu số liệu").click()
    expect(page.get_by_text("Đã lưu 02 ô của 02 xã")).to_be_visible()
    expect(boxes(page).nth(2)).to_have_value("7")


def test_a_block_without_names_is_laid_from_the_chosen_cell(page):
    box = boxes(page)
    paste(box.nth(3), "11\n12")
    expect(box.nth(3)).to_have_value("11")
    expect(page.get_by_text("xếp lần lượt từ ô đang chọn")).to_be_visible()


def _head(page):
    return page.locator(".bulk-grid thead span[id^='i-']").nth(1).inner_text()
