"""Small comforts of the district's desk in a real browser: copying, putting in."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import violations
from tests.browser.desk import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def period(page, server, password):
    """The practice period's address, the officer signed in."""
    sign_in(page, server, password, "canbo")
    found = page.locator("main a[href^='/ky/']").first.get_attribute("href")
    return server + re.match(r"/ky/\d+/", found)[0]


def test_the_groups_message_is_copied_with_one_button(page, period, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{period}don-doc/")
    page.get_by_role("button", name="Chép tin").first.click()
    expect(page.locator(".copy-told").first).to_have_text("Đã chép.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#tin-nhom").input_value()
    assert "đơn vị đã gửi" in copied
    assert violations(page) == []


def test_where_there_is_no_clipboard_the_text_is_selected(page, period):
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.execCommand = () => false;"
    )
    page.goto(f"{period}don-doc/")
    page.get_by_role("button", name="Chép tin").first.click()
    expect(page.locator(".copy-told").first).to_contain_text("Đã chọn sẵn nội dung")
    selected = page.evaluate("""() => {
      const area = document.activeElement;
      return area.value.slice(area.selectionStart, area.selectionEnd);
    }""")
    assert "đơn vị đã gửi" in selected


def test_a_communes_words_are_put_where_the_cursor_stood(page, period):
    page.goto(f"{period}y-kien/")
    page.locator("a.comment-link").first.click()
    words = page.locator(".words .is-chosen .words-text").inner_text().strip()
    area = page.locator("#id_body")
    area.fill("Dòng một\nDòng hai")
    area.evaluate("a => a.setSelectionRange(8, 8)")
    area.blur()
    page.locator(".is-chosen").get_by_role("button").click()
    expect(area).to_have_value(f"Dòng một\n{words}\nDòng hai")
    expect(page.locator("[data-insert-told]")).to_have_text(
        "Đã chèn vào ô Nội dung; chưa lưu."
    )
    assert violations(page) == []
