"""The commune's work in the browser inside Zalo, on a phone and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import PHONE, open_form, photo, sign_in

pytestmark = pytest.mark.browser

# What that browser says of itself on each kind of phone; it is the system's own engine.
ZALO = {
    "android": (
        "Mozilla/5.0 (Linux; Android 12; SM-A025F) AppleWebKit/537.36 (KHTML, like"
        " Gecko) Version/4.0 Chrome/142.0.7444.171 Mobile Safari/537.36"
        " Zalo android/25112868 ZaloTheme/light ZaloLanguage/vi"
    ),
    "iphone": (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15"
        " (KHTML, like Gecko) Mobile/15E148 Zalo iOS/640 ZaloTheme/light"
        " ZaloLanguage/vn"
    ),
}
EMPTY = {"android": "xa-ha-thanh", "iphone": "xa-nguyen-giap"}
WAY_OUT = re.compile("Mở bằng trình duyệt")


@pytest.fixture(params=ZALO)
def kind(request):
    return request.param


@pytest.fixture
def phone(kind, browser, browser_context_args):
    context = browser.new_context(
        **browser_context_args,
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
        user_agent=ZALO[kind],
        java_script_enabled=False,
        accept_downloads=False,
    )
    yield context.new_page()
    context.close()


def fill_in(page):
    """Type a number into each open cell; of a list, say that there is none."""
    for box in page.locator(".entry input[type=text]:visible").all():
        box.fill("2")
    page.get_by_role("textbox", name=re.compile("^6.")).fill("4")  # both parts
    for box in page.locator("[data-list] input[name^='none-']").all():
        box.check()


def test_from_the_first_figure_to_the_receipt(phone, server, password, kind):
    open_form(phone, server, password, EMPTY[kind])
    phone.get_by_text("Cách nhập khác").click()
    expect(phone.get_by_text(WAY_OUT).first).to_be_visible()
    fill_in(phone)
    phone.get_by_label("Kết quả nổi bật").fill("Đã tập huấn cho các Tổ.")
    phone.get_by_role("button", name="Lưu và kiểm tra để gửi").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Gửi báo cáo")
    for reason in phone.get_by_label("Lý do giữ số liệu").all():
        reason.select_option("Đã kiểm tra lại, số đúng")
    phone.get_by_role("button", name="Gửi báo cáo").click()
    expect(phone.get_by_text("Đã gửi biểu của xã")).to_be_visible()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Biên nhận")
    expect(phone.get_by_text(WAY_OUT)).to_be_visible()


def test_a_file_is_attached(phone, server, password):
    open_form(phone, server, password, "xa-hung-dao")
    phone.get_by_role("link", name="Thêm tệp").click()
    file = {"name": "so-tay.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    phone.locator("input[type=file]").set_input_files(file)
    phone.get_by_role("button", name="Thêm tệp").click()
    expect(phone.get_by_role("link", name="so-tay.jpg")).to_be_visible()
    expect(phone.get_by_text(WAY_OUT)).to_be_visible()


@pytest.mark.parametrize("kind", ["android"], indirect=True)
def test_questions_are_answered(phone, server, password):
    sign_in(phone, server, password, "xa-an-thanh")
    phone.get_by_role("link", name="Trả lời 03 câu hỏi").click()
    for right in phone.get_by_role("checkbox", name="Số đúng, giữ nguyên").all():
        right.check()
    phone.get_by_role("button", name="Lưu và gửi lại").click()
    expect(phone.get_by_text("Đã trả lời và gửi lại biểu")).to_be_visible()


def test_other_browsers_are_not_told_to_leave(page, server, password):
    sign_in(page, server, password, "xa-hung-dao")
    page.get_by_role("link", name="Văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Văn bản")
    expect(page.get_by_text(WAY_OUT)).to_have_count(0)
