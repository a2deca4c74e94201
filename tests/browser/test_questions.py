"""An officer asks, the commune answers on a phone, the answers come back."""

import re

import pytest
from playwright.sync_api import expect

from reports.example import reading

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
# Returns of the practice period that were sent: one for each way of browsing.
SENT = {True: ("Tân Kỳ", "xa-tan-ky"), False: ("Quang Khải", "xa-quang-khai")}


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def sign_in(browser, browser_context_args, server, password, scripts):
    """Open the first page of somebody, in a window of some size."""
    contexts = []

    def enter(username, size):
        context = browser.new_context(
            **browser_context_args, viewport=size, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(server)
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(password)
        page.get_by_role("button", name="Đăng nhập").click()
        return page

    yield enter
    for context in contexts:
        context.close()


def open_return(officer, commune):
    officer.get_by_role("link", name="Mở bảng theo dõi").first.click()
    row = officer.get_by_role("row").filter(has_text=commune)
    row.get_by_role("link", name="Xem để tiếp nhận").click()
    expect(officer.get_by_role("heading", level=1)).to_contain_text(commune)


def fits(page):
    """Whether nothing on the page is wider than the phone; told without its scripts."""
    parts = page.locator("main section, main input:visible, main button:visible").all()
    boxes = [part.bounding_box() for part in parts]
    return all(b["x"] >= 0 and b["x"] + b["width"] <= PHONE["width"] for b in boxes)


def test_a_question_goes_to_a_phone_and_comes_back(sign_in, scripts):
    commune, username = SENT[scripts]
    hamlet = next(r.hamlets[0] for r in reading.communes() if r.name == commune)
    officer = sign_in("canbo", DESK)
    open_return(officer, commune)
    households = re.compile(f"^Hỏi về Tổng số hộ.*, thôn {hamlet}$")
    officer.get_by_role("link", name=households).click()
    officer.get_by_role("button", name="Khác nhiều so với kỳ trước").click()
    officer.get_by_role("link", name=re.compile("^Hỏi về Số buổi")).click()
    officer.get_by_role("button", name="Số này lấy từ nguồn nào?").click()
    officer.get_by_role("button", name="Trả lại kèm 02 câu hỏi").click()

    phone = sign_in(username, PHONE)
    phone.get_by_role("link", name="Trả lời 02 câu hỏi").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Rà soát 02 số liệu")
    assert fits(phone)
    number = phone.get_by_role(
        "textbox", name=re.compile(f"^Số hiện nay Thôn {hamlet}")
    )
    before = number.input_value()
    number.fill("12x")
    phone.get_by_role("checkbox", name="Số đúng, giữ nguyên").nth(1).check()
    phone.get_by_label("Giải thích (nếu có)").nth(1).fill("Theo sổ họp của xã")
    phone.get_by_role("button", name="Lưu và gửi lại").click()

    expect(phone.get_by_text("Chưa gửi, còn 01 câu hỏi cần xem lại")).to_be_visible()
    assert fits(phone)
    expect(number).to_have_value("12x")
    expect(number).to_have_accessible_description(re.compile("có chữ"))
    number.fill(str(int(before) + 1))
    phone.get_by_role("button", name="Lưu và gửi lại").click()
    expect(phone.get_by_text("Đã trả lời và gửi lại biểu")).to_be_visible()
    expect(phone.get_by_role("textbox")).to_have_count(0)
    assert fits(phone)

    officer.goto(officer.url.partition("#")[0])
    answers = officer.get_by_role("region", name="Xã trả lời 02 câu hỏi")
    expect(answers).to_contain_text(f"{before} → thành {int(before) + 1}")
    expect(answers).to_contain_text("Theo sổ họp của xã")
    officer.set_viewport_size(PHONE)
    assert fits(officer)
    answers.get_by_role("button", name="Đã rõ").first.click()
    officer.get_by_role("button", name="Tiếp nhận").click()
    expect(officer.locator(".page-title")).to_contain_text("Đã tiếp nhận")


def test_the_examples_questions_are_answered_with_big_targets(sign_in, scripts):
    phone = sign_in("xa-an-thanh", PHONE)
    phone.get_by_role("link", name="Trả lời 03 câu hỏi").click()
    expect(phone.locator(".answer-card")).to_have_count(3)
    assert fits(phone)
    for target in phone.locator(
        ".answer-card :is(input[inputmode], label.box, summary), .answer-send"
    ).all():
        assert target.bounding_box()["height"] >= 44
