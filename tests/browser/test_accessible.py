"""What no link leads to: refusals, questions, conflicts, open dialogs, error pages."""

import re

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect

from tests.browser.accessible import violations
from tests.browser.desk import (
    PHONE,
    cell_of,
    households,
    is_ready,
    open_form,
    paste,
    save,
    says,
    sign_in,
)

pytestmark = pytest.mark.browser

EMPTY = "xa-ha-thanh"  # four hamlets, none filled in
DRAFT, RETURNED, ASKED = "xa-hung-dao", "xa-lac-phuong", "xa-an-thanh"


@pytest.fixture
def page(browser, browser_context_args):
    context = browser.new_context(**browser_context_args, viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture
def form(page, server, password):
    """The form of a commune that has filled in nothing."""
    open_form(page, server, password, EMPTY)
    is_ready(page)
    return page


@pytest.fixture
def officer(page, server, password):
    sign_in(page, server, password, "canbo")
    page.wait_for_url(f"{server}/")
    return page


# --- the form ---------------------------------------------------------------------


def test_refused_cells_questions_and_sums_that_differ(form):
    households(form).fill("1.23")
    households(form, 1).fill("15352")
    form.get_by_role("textbox", name=re.compile("^mức độ 1")).fill("1400")
    form.get_by_role("textbox", name=re.compile("^mức độ 2")).fill("3912")
    form.get_by_role("textbox", name=re.compile("^6.")).fill("1312")
    households(form, 2).fill("12 345,5 người")
    households(form, 3).focus()
    says(form, re.compile("ô chưa lưu được, xem chỗ đánh dấu$"))
    expect(form.locator("[data-checks]")).to_contain_text("(mức độ 1) + 3.912")
    expect(form.locator(".parts-sum.differs")).to_be_visible()
    assert violations(form) == []
    form.set_viewport_size({"width": 1280, "height": 844})
    assert violations(form) == []


def test_a_conflict_at_a_cell(form):
    other = form.context.new_page()
    other.goto(form.url)
    is_ready(other)
    box = form.get_by_role("textbox", name="2. Số buổi")
    other.get_by_role("textbox", name="2. Số buổi").fill("5")
    other.get_by_role("textbox", name="2. Số buổi").blur()
    says(other, re.compile("^Đã lưu"))
    box.fill("6")
    box.blur()
    expect(cell_of(box)).to_contain_text("chọn số đúng")
    assert violations(form) == []


def test_what_waits_for_a_line(form):
    form.context.set_offline(True)
    households(form).fill("12")
    households(form, 1).focus()
    says(form, re.compile("^Chờ mạng"))
    assert violations(form) == []


def test_an_open_story(form):
    form.get_by_role("link", name=re.compile("^Chi tiết ô")).first.click()
    expect(form.locator("[data-beside]")).to_contain_text("Các lần nhập")
    assert violations(form) == []


def test_the_dialog_that_signs_in_again(form):
    form.context.clear_cookies()
    households(form).fill("321")
    households(form, 1).focus()
    dialog = form.get_by_role("dialog", name="Đăng nhập lại")
    dialog.get_by_label("Mật khẩu").fill("khong-phai-mat-khau")
    dialog.get_by_role("button", name="Đăng nhập và gửi tiếp").click()
    expect(dialog.get_by_role("alert")).to_contain_text("chưa đúng")
    assert violations(form) == []


def test_the_preview_of_a_pasted_block(form):
    paste(households(form), "410\t6\r\n420\t\r\n1.430\tKPS\r\n")
    expect(form.get_by_role("dialog")).to_be_visible()
    assert violations(form) == []


@pytest.fixture
def plain(page):
    """A page that gets none of its scripts; axe needs an engine that runs some."""
    page.route("**/*.js", lambda route: route.abort())
    return page


def test_a_form_sent_without_scripts(plain, server, password):
    open_form(plain, server, password, "xa-binh-lang")
    households(plain).fill("1.23")
    households(plain, 1).fill("15352")
    save(plain)
    expect(plain.locator("#loi")).to_be_focused()
    assert violations(plain) == []


def test_answers_that_are_not_all_given(plain, server, password):
    sign_in(plain, server, password, ASKED)
    plain.get_by_role("link", name="Trả lời 03 câu hỏi").click()
    plain.get_by_role("textbox", name=re.compile("^Số hiện nay")).first.fill("12x")
    plain.get_by_role("button", name="Lưu và gửi lại").click()
    expect(plain.locator("#loi")).to_be_focused()
    assert violations(plain) == []


def test_what_stands_before_the_sending(plain, server, password):
    open_form(plain, server, password, DRAFT)
    plain.get_by_role("button", name="Lưu và kiểm tra để gửi").click()
    expect(plain.get_by_text("Quay lại nhập tiếp")).to_be_visible()
    assert violations(plain) == []


def test_reasons_that_are_missing(plain, server, password):
    open_form(plain, server, password, RETURNED)
    plain.get_by_role("textbox", name="2. Số buổi").fill("999")
    plain.get_by_role("button", name="Lưu và kiểm tra để gửi").click()
    plain.get_by_role("button", name="Gửi báo cáo").click()
    expect(plain.locator("#loi")).to_be_focused()
    assert violations(plain) == []


# --- forms that are refused ---------------------------------------------------------


def refused(page, button):
    """Press the button of the form that lacks something; it is told first of all."""
    page.get_by_role("button", name=button, exact=True).click()
    summary = page.locator("#loi")
    expect(summary).to_be_focused()
    for link in summary.get_by_role("link").all():
        target = link.get_attribute("href")
        link.click()
        expect(page.locator(target)).to_be_in_viewport()
    assert violations(page) == []


@pytest.mark.parametrize(
    "address",
    ["chi-tieu", "hoat-dong", "van-ban-vien-dan", "san-pham", "nguoi-ky"],
)
def test_a_refused_form_of_the_officer(officer, server, address):
    officer.goto(f"{server}/{address}/them/")
    refused(officer, "Lưu")


def test_a_refused_password(officer, server):
    officer.goto(f"{server}/doi-mat-khau/")
    refused(officer, "Đổi mật khẩu")


@pytest.mark.parametrize(
    ("address", "button"),
    [
        ("hoat-dong/them", "Lưu"),
        ("tin-nhan", "Đọc tin nhắn"),
        ("tep-excel", "Xem số trong tệp"),
        ("tep", "Thêm tệp"),
    ],
)
def test_a_refused_form_of_a_commune(form, address, button):
    form.goto(f"{form.url}{address}/")
    refused(form, button)


def test_a_scan_that_is_refused(form):
    form.goto(f"{form.url}bao-cao/")
    form.get_by_role("button", name="Lập bản in trình ký").click()
    form.get_by_text("Gửi bản đã ký").first.click()
    refused(form, "Gửi bản đã ký")


def open_return(officer, commune):
    officer.get_by_role("link", name="Mở bảng theo dõi").first.click()
    officer.get_by_role("link", name=commune).first.click()


def test_a_return_sent_back_without_a_reason(officer):
    open_return(officer, "Xã Tân Kỳ")
    officer.get_by_text("Trả lại để chỉnh sửa").first.click()
    refused(officer, "Trả lại để chỉnh sửa")


def test_a_question_without_words(officer):
    open_return(officer, "Xã Tân Kỳ")
    officer.get_by_role("link", name=re.compile("^Hỏi về")).first.click()
    refused(officer, "Hỏi câu này")


# --- what was pasted or read from a file ----------------------------------------------


def test_what_a_message_says(form):
    hamlet = form.locator(".entry-grid > tbody > tr > th").first.inner_text()
    form.goto(f"{form.url}tin-nhan/")
    words = f"{hamlet}: 120 hộ, tập huấn 5 người, xyz 1.23 abc; Thôn Lạ: 12 hộ"
    form.get_by_label("Tin nhắn").fill(words)
    form.get_by_role("button", name="Đọc tin nhắn").click()
    expect(form.get_by_role("heading", name="Máy đọc được")).to_be_visible()
    assert violations(form) == []


def test_what_a_workbook_says(form, tmp_path):
    address = form.url
    with form.expect_download() as download:
        form.evaluate("address => { location.href = address }", f"{address}bieu.xlsx")
    form.goto(f"{address}tep-excel/")
    file = tmp_path / "bieu.xlsx"
    download.value.save_as(file)
    form.locator("input[type=file]").set_input_files(file)
    form.get_by_role("button", name="Xem số trong tệp").click()
    expect(form.get_by_role("heading", level=1)).to_have_text("Số trong tệp Excel")
    assert violations(form) == []


# --- the rosters ----------------------------------------------------------------------


@pytest.fixture
def rosters(page, server, password):
    sign_in(page, server, password, "quantri")
    page.wait_for_url(f"{server}/")
    return page


@pytest.mark.parametrize("kind", ["hamlet", "member", "user"])
def test_a_refused_form_of_the_rosters(rosters, server, kind):
    rosters.goto(f"{server}/quan-tri/teams/{kind}/add/")
    rosters.get_by_role("button", name="Lưu", exact=True).click()
    expect(rosters.locator(".errorlist").first).to_be_visible()
    assert violations(rosters) == []


def upload(page, text):
    file = {"name": "thon.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Xem trước").click()


def test_a_file_of_hamlets_refused_and_then_shown(rosters, server):
    rosters.goto(f"{server}/quan-tri/teams/hamlet/import/")
    upload(rosters, "Mã xã,Loại,Tên\n11074,thôn,\n")
    expect(rosters.get_by_role("alert")).to_contain_text("chỗ cần sửa")
    assert violations(rosters) == []
    upload(rosters, "Mã xã,Loại,Tên,Từ ngày\n11074,thôn,Mới,1/6/2023\n")
    expect(rosters.get_by_role("button", name="Nhập vào danh bạ")).to_be_visible()
    assert violations(rosters) == []


# --- who may not come in, and pages that are none ---------------------------------


def test_a_wrong_password(page, server):
    sign_in(page, server, "khong-phai-mat-khau", "xa-tai-son")
    expect(page.locator("#loi")).to_be_focused()
    assert violations(page) == []


ERRORS = ["400", "403", "403_csrf", "404", "405", "413", "500", "teams/locked_out"]


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page(page, server, name):
    body = render_to_string(f"{name}.html")
    html = "text/html; charset=utf-8"
    page.route(
        "**/khong-co/", lambda route: route.fulfill(body=body, content_type=html)
    )
    page.goto(f"{server}/khong-co/")
    expect(page.locator(".btn")).to_have_css("min-height", "44px")
    assert violations(page) == []
