"""A commune fills in its figures on a phone, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import PHONE, is_ready, open_form, save, says

pytestmark = pytest.mark.browser

SAVED = re.compile(r"^Đã lưu lúc \d\d:\d\d$")
# Communes of the practice period: one a test, so that none sees another's figures.
FRESH = {True: "xa-nguyen-giap", False: "xa-binh-lang"}


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def phone(browser, browser_context_args, scripts):
    context = browser.new_context(
        **browser_context_args, viewport=PHONE, java_script_enabled=scripts
    )
    yield context.new_page()
    context.close()


def stays_in_width(page):
    """Whether nothing scrolls the page sideways; told without the page's scripts."""
    main = page.locator("main").bounding_box()
    boxes = [box.bounding_box() for box in page.locator("main input:visible").all()]
    return main["width"] <= PHONE["width"] and all(
        box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in boxes
    )


def is_saved(page, scripts, words):
    """Wait until the page says so: the script in its line, else the page anew."""
    if scripts:
        says(page, SAVED)
    else:
        expect(page.get_by_text(re.compile(words))).to_be_visible()


def test_a_commune_fills_in_and_is_told_what_to_mend(phone, server, password, scripts):
    open_form(phone, server, password, FRESH[scripts])
    assert stays_in_width(phone)
    households = phone.get_by_role("textbox", name="1. Tổng số hộ gia đình")
    households.nth(0).fill("1.234")
    households.nth(1).fill("1.23")
    phone.get_by_role("checkbox", name=re.compile("^Không phát sinh 4.")).first.check()
    save(phone)

    if scripts:
        says(phone, "01 ô chưa lưu được, xem chỗ đánh dấu")
        expect(households.nth(1)).to_be_focused()
    else:
        words = re.compile("Đã lưu 02 ô lúc .* còn 01 ô")
        expect(phone.get_by_text(words)).to_be_visible()
    assert stays_in_width(phone)
    expect(households.nth(0)).to_have_value("1.234")
    expect(households.nth(1)).to_have_value("1.23")
    expect(households.nth(1)).to_have_accessible_description(re.compile("không rõ"))
    if not scripts:
        phone.locator("#loi a").first.click()
    expect(households.nth(1)).to_be_in_viewport()
    households.nth(1).fill("123")
    save(phone)
    is_saved(phone, scripts, r"Đã lưu 01 ô lúc \d\d:\d\d\.")


def test_the_total_field_opens_with_its_box(phone, server, password, scripts):
    open_form(phone, server, password, FRESH[scripts])
    total = phone.get_by_role("textbox", name=re.compile("^Tổng xã 4"))
    expect(total).to_be_hidden()
    phone.get_by_role("checkbox", name=re.compile("^Chỉ có tổng xã 4")).check()
    expect(total).to_be_visible()
    total.fill("900")
    save(phone)
    is_saved(phone, scripts, "Đã lưu 01 ô")
    expect(total).to_have_value("900")


def test_a_product_is_added_on_the_spot(phone, server, password, scripts):
    open_form(phone, server, password, FRESH[scripts])
    ocop = phone.get_by_role("group", name="7. Số lượng sản phẩm OCOP")
    field = ocop.get_by_label("Mỗi dòng một sản phẩm")
    if not field.is_visible():
        ocop.get_by_text("Thêm sản phẩm mới").click()
    field.fill("Mật ong Tứ Kỳ")
    save(phone)
    expect(ocop.get_by_label("Mật ong Tứ Kỳ")).to_be_checked()


def test_a_returned_form_is_corrected_and_sent(phone, server, password, scripts):
    username = {True: "xa-lac-phuong", False: "xa-minh-duc"}[scripts]
    open_form(phone, server, password, username)
    expect(phone.locator("#ly-do")).to_contain_text("trả lại để chỉnh sửa")
    phone.get_by_role("textbox", name="2. Số buổi").fill("3")
    phone.get_by_role("button", name="Lưu và kiểm tra để gửi").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Gửi báo cáo")
    assert stays_in_width(phone)
    for reason in phone.get_by_label("Lý do giữ số liệu").all():
        reason.select_option("Đã kiểm tra lại, số đúng")
    phone.get_by_role("button", name="Gửi báo cáo").click()
    expect(phone.get_by_text("Đã gửi biểu của xã")).to_be_visible()
    expect(phone.get_by_text("Biên nhận").first).to_be_visible()
    phone.get_by_role("link", name=re.compile("^Biểu số liệu")).first.click()
    expect(phone.get_by_role("textbox")).to_have_count(0)
    phone.get_by_text("Cần sửa? Rút lại biểu").click()
    phone.get_by_role("button", name="Rút lại biểu").click()
    expect(phone.get_by_role("textbox", name="2. Số buổi")).to_have_value("3")


@pytest.fixture
def desktop(browser, browser_context_args, server, password):
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    open_form(page, server, password, "xa-ha-thanh")
    is_ready(page)
    yield page
    assert page.complaints == []
    context.close()


def test_sums_follow_what_is_typed(desktop):
    households = desktop.get_by_role("textbox", name="1. Tổng số hộ gia đình").all()
    for box in households:
        box.fill("1000")
    total = desktop.locator("tfoot output").first
    expect(total).to_have_text(f"{len(households)}.000")
    # The last one is still being typed: saved cells read 1.000 themselves.
    expect(desktop.get_by_text("= 1.000").last).to_be_visible()
    households[0].fill("")
    expect(total).to_have_text(f"{len(households) - 1}.000")
    expect(desktop.locator("[data-blanks]").first).to_have_text("còn 01 ô trống")
    desktop.get_by_role("textbox", name=re.compile("^mức độ 1")).fill("1400")
    desktop.get_by_role("textbox", name=re.compile("^mức độ 2")).fill("3.912")
    desktop.get_by_role("textbox", name=re.compile("^6.")).fill("1312")
    parts = desktop.get_by_text("Cộng các thành phần")
    expect(parts).to_contain_text("5.312")
    expect(parts).to_have_class(re.compile("differs"))


def test_leaving_with_unsaved_figures_is_asked_about_where_none_can_be_kept(desktop):
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    desktop.on("dialog", stay)
    desktop.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new Error(); }; }"
    )
    box = desktop.get_by_role("textbox", name="2. Số buổi")
    box.press_sequentially("7")
    desktop.get_by_role("link", name="Trang chủ").first.click(no_wait_after=True)
    expect(box).to_have_value("7")
    assert asked == ["beforeunload"]
    save(desktop)
    says(desktop, SAVED)


@pytest.mark.parametrize("scripts", [False], ids=["no scripts"], indirect=True)
def test_figures_sent_after_the_session_ended_wait_for_the_sign_in(
    phone, server, password, scripts
):
    username = FRESH[scripts]
    open_form(phone, server, password, username)
    members = phone.get_by_role("textbox", name="3. Số thành viên").nth(1)
    members.fill("7")
    phone.context.clear_cookies()  # the token goes too, as after another sign-in
    save(phone)
    expect(phone.get_by_text("Phiên làm việc đã hết")).to_be_visible()
    phone.get_by_label("Tên đăng nhập").fill(username)
    phone.get_by_label("Mật khẩu").fill(password)
    phone.get_by_role("button", name="Đăng nhập").click()
    phone.get_by_role("button", name="Gửi lại nội dung vừa nhập").click()
    expect(phone.get_by_text("Đã lưu 01 ô")).to_be_visible()
    expect(members).to_have_value("7")
