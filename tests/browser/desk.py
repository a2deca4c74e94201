"""Hands at a commune's form in a real browser."""

import io

from PIL import Image
from playwright.sync_api import Locator, Page, expect

PHONE = {"width": 390, "height": 844}
PASTE = """(input, text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const how = {clipboardData: data, bubbles: true, cancelable: true};
  input.dispatchEvent(new ClipboardEvent('paste', how));
}"""


def sign_in(page: Page, server: str, password: str, username: str) -> None:
    page.goto(server)
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def open_form(page: Page, server: str, password: str, username: str) -> None:
    """Sign in and go to the form of the practice period, as its people do."""
    sign_in(page, server, password, username)
    page.locator("main a[href^='/bieu/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Biểu số liệu")


def is_ready(page: Page) -> None:
    """Wait until the page's script has begun."""
    expect(page.locator("html")).to_have_attribute("data-desk", "ready")


def says(page: Page, words) -> None:
    """Wait until the line beside the buttons says so."""
    expect(page.locator("[data-saved]")).to_have_text(words)


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu", exact=True).click()


def households(page: Page, number: int = 0) -> Locator:
    """The field of a hamlet's households, counted from nought."""
    return page.get_by_role("textbox", name="1. Tổng số hộ gia đình").nth(number)


def cell_of(box: Locator) -> Locator:
    """The cell that a field stands in, with all that it says."""
    return box.locator("xpath=ancestor::*[@data-cell][1]")


def paste(box: Locator, text: str) -> None:
    """Paste a block from a spreadsheet into a field."""
    box.focus()
    box.evaluate(PASTE, text)


def photo() -> bytes:
    """A picture of 800 × 600 px, as a phone would take it."""
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(out, "JPEG")
    return out.getvalue()
