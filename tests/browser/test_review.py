"""The officer's day in a real browser: the board, one return, the totals."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

OFFICER = "canbo"
WIDTHS = [390, 1280]


@pytest.fixture
def officer(page, server, password):
    """The officer, signed in, on the board of the practice period."""
    page.goto(server)
    page.get_by_label("Tên đăng nhập").fill(OFFICER)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    period = page.locator("main a[href^='/ky/']").first.get_attribute("href")
    page.goto(server + re.match(r"/ky/\d+/", period)[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Tình hình các xã")
    return page


def row_of(page, commune):
    return page.get_by_role("row").filter(has_text=commune)


def test_a_return_is_found_accepted_and_shown_so(officer):
    officer.get_by_label("Tìm xã").fill("quang khai")
    officer.get_by_role("button", name="Tìm").click()
    row = row_of(officer, "Xã Quang Khải")
    expect(row).to_contain_text("Đã gửi")
    expect(officer.locator("tbody tr")).to_have_count(1)

    row.get_by_role("link", name="Xem để tiếp nhận").click()
    expect(officer.get_by_role("heading", level=1)).to_contain_text("Quang Khải")
    officer.get_by_role("button", name="Tiếp nhận").click()

    expect(officer.get_by_role("status")).to_contain_text("Đã tiếp nhận")
    expect(officer.locator(".page-title")).to_contain_text("Đã tiếp nhận")
    officer.get_by_role("link", name="Xã tiếp theo chờ tiếp nhận").click()
    expect(officer.locator(".page-title")).to_contain_text("Đã gửi")


def test_a_return_goes_back_with_a_reason_that_stays_on_its_page(officer):
    row_of(officer, "Xã Tân Kỳ").get_by_role("link", name="Xem để tiếp nhận").click()
    officer.get_by_text("Trả lại để chỉnh sửa").first.click()
    officer.get_by_label("Lý do").fill("Đề nghị xem lại số buổi")
    officer.get_by_role("button", name="Trả lại để chỉnh sửa").click()

    expect(officer.locator(".page-title")).to_contain_text("Trả lại để chỉnh sửa")
    timeline = officer.locator(".timeline li").first
    expect(timeline).to_contain_text("Đề nghị xem lại số buổi")


def test_a_total_is_followed_down_to_who_entered_a_hamlets_figure(officer):
    officer.get_by_role("link", name="Tổng hợp", exact=True).click()
    officer.get_by_role("link", name="4. Số người dân được hướng dẫn").click()
    officer.locator(".leaves summary").first.click()
    officer.locator(".leaves a").first.click()
    expect(officer.locator(".timeline")).to_contain_text("hiện nay")


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways_or_breaks_the_policy(officer, server, width):
    complaints = []
    officer.on("console", lambda message: complaints.append(message.text))
    officer.on("pageerror", lambda error: complaints.append(str(error)))
    officer.set_viewport_size({"width": width, "height": 844})
    board = officer.url
    links = officer.locator("tbody th a")
    review = server + links.first.get_attribute("href")
    for address in (board, board + "tong-hop/", board + "chi-tieu/guided/", review):
        officer.goto(address)
        wide = officer.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, address
    assert complaints == []
