"""Two officers write one report: nothing is overwritten, nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import is_ready, sign_in

pytestmark = pytest.mark.browser

SAVED = re.compile(r"^✓ Đã lưu lúc \d\d:\d\d$")
WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def context(browser, browser_context_args):
    context = browser.new_context(**browser_context_args, viewport=WIDE)
    yield context
    context.close()


def desk(context, server, password):
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda told: told.type == "error" and page.complaints.append(told.text),
    )
    if not context.cookies():
        sign_in(page, server, password, "canbo")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{server}/ky/2/bao-cao/viet/")
    is_ready(page)
    return page


def part(page):
    return page.locator("[data-part]").filter(
        has=page.get_by_role("heading", name="1. Thông tin chung")
    )


def text(page):
    return part(page).get_by_role("textbox")


def state(page):
    return part(page).locator("[data-state]")


def paper(page):
    return page.frame_locator("[data-frame]").locator("body")


def test_two_writers_at_one_section(context, server, password):
    one, other = (desk(context, server, password) for _ in range(2))
    text(one).fill("- Dòng **đậm** của cửa sổ một: {so_xa} xã")
    expect(state(one)).to_have_text(SAVED)
    expect(paper(one).locator("strong")).to_contain_text(["đậm"])
    expect(paper(one)).to_contain_text("Dòng đậm của cửa sổ một: 23 xã")

    text(other).fill("Lời của cửa sổ hai")
    text(other).blur()
    both = part(other).get_by_role("region", name="Nội dung đang lưu")
    expect(both).to_contain_text("ở một cửa sổ khác")
    expect(both).to_contain_text("của cửa sổ một")
    expect(both).to_contain_text("Lời của cửa sổ hai")
    both.get_by_role("button", name="Giữ bản của tôi").click()
    expect(state(other)).to_have_text(SAVED)
    expect(paper(other)).to_contain_text("Lời của cửa sổ hai")

    text(one).fill("Lời thứ ba")
    both = part(one).get_by_role("region", name="Nội dung đang lưu")
    both.get_by_role("button", name="Lấy bản đang lưu").click()
    expect(text(one)).to_have_value("Lời của cửa sổ hai")

    part(one).get_by_role("link", name=re.compile("^Phiên bản")).click()
    one.get_by_text("lần lưu trước đó trong cùng lượt viết").click()
    one.get_by_label("cũ: phiên bản 2").check()
    one.get_by_label("mới: phiên bản 3").check()
    one.get_by_role("button", name="So sánh hai phiên bản đã chọn").click()
    one.get_by_role("button", name="Lấy lại phiên bản 2").click()
    is_ready(one)
    expect(text(one)).to_have_value("- Dòng **đậm** của cửa sổ một: {so_xa} xã")
    assert one.complaints == other.complaints == []


def test_without_a_line_or_signed_out_the_text_stays(context, server, password):
    page = desk(context, server, password)
    context.set_offline(True)
    text(page).fill("Viết khi mất mạng")
    text(page).blur()
    expect(state(page)).to_have_text("Chờ mạng, đang giữ trên máy này")
    page.close()
    context.set_offline(False)

    again = desk(context, server, password)
    expect(text(again)).to_have_value("Viết khi mất mạng")
    expect(state(again)).to_have_text(SAVED)

    context.clear_cookies()
    text(again).fill("Viết khi hết phiên")
    text(again).blur()
    dialog = again.get_by_role("dialog", name="Đăng nhập lại")
    expect(dialog).to_contain_text("Chữ vừa viết vẫn giữ trên máy này")
    dialog.get_by_label("Mật khẩu").fill(password)
    dialog.get_by_role("button", name="Đăng nhập và gửi tiếp").click()
    expect(state(again)).to_have_text(SAVED)

    # The toolbar writes the marks; a figure is found without diacritics.
    text(again).fill("Tổng số")
    text(again).press("Control+a")
    part(again).get_by_role("button", name="Đậm").click()
    expect(text(again)).to_have_value("**Tổng số**")
    text(again).press("Control+End")
    part(again).get_by_role("button", name="Chèn số liệu").click()
    figures = again.get_by_role("dialog", name="Chèn số liệu")
    figures.get_by_label("Tìm theo tên hoặc số").fill("nhom zalo")
    figures.get_by_role("button", name=re.compile("nhóm Zalo")).first.click()
    expect(text(again)).to_have_value("**Tổng số**{so_nhom_zalo}")
    expect(state(again)).to_have_text(SAVED)
