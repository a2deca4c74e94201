"""Where the keyboard stands: always seen, never lost, and told to screen readers."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import (
    cell_of,
    households,
    is_ready,
    open_form,
    paste,
    says,
    sign_in,
)

pytestmark = pytest.mark.browser

EMPTY = "xa-ha-thanh"
# Whether what has the focus shows it, and does not lie under something else.
SEEN = """() => new Promise(resolve => requestAnimationFrame(() => {
  const e = document.activeElement;
  const style = getComputedStyle(e);
  const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3;
  const box = e.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const free = [.05, .3, .5, .7, .95].some(part => {
    const x = left + (right - left) * part;
    const hit = document.elementFromPoint(x, top + (bottom - top) * part);
    return hit && (e.contains(hit) || [...(e.labels || [])].some(l => l.contains(hit)));
  });
  const name = e.outerHTML.slice(0, 90);
  resolve([ringed || `no ring: ${name}`, free || `covered: ${name}`]);
}))"""
AT_END = "() => document.activeElement === document.body"
MOST = 250  # steps to the end of any page


@pytest.fixture(params=[390, 1280])
def page(request, browser, browser_context_args):
    viewport = {"width": request.param, "height": 844}
    # At once: without this wish, Bootstrap scrolls to the focus by and by.
    context = browser.new_context(
        **browser_context_args, viewport=viewport, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def form(page, server, password):
    open_form(page, server, password, EMPTY)
    is_ready(page)
    return page


def walk(page):
    """Press Tab until the page ends; return what was not seen."""
    wrong = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate(AT_END):
            break
        wrong += [told for told in page.evaluate(SEEN) if told is not True]
    return wrong


def test_the_focus_is_seen_on_the_way_through_the_form(form):
    form.get_by_text("Cách nhập khác").click()
    form.evaluate("document.activeElement.blur()")
    assert walk(form) == []


def test_the_focus_is_seen_on_the_way_through_other_pages(page, server, password):
    page.goto(server)
    assert walk(page) == []
    sign_in(page, server, password, "canbo")
    page.wait_for_url(f"{server}/")
    for address in ("/", "/thiet-lap/", "/ky/them/?loai=half_year", "/doi-mat-khau/"):
        page.goto(server + address)
        assert walk(page) == []


def test_the_focus_is_seen_on_the_way_through_the_questions(page, server, password):
    sign_in(page, server, password, "xa-an-thanh")
    page.get_by_role("link", name="Trả lời 03 câu hỏi").click()
    expect(page.locator(".answer-card")).to_have_count(3)
    assert walk(page) == []


def test_the_story_gives_the_focus_back(form):
    opener = form.get_by_role("link", name=re.compile("^Chi tiết ô")).first
    opener.focus()
    form.keyboard.press("Enter")
    expect(form.locator(".story-title")).to_be_focused()
    form.keyboard.press("Escape")
    expect(form.locator("[data-beside]")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_dialog_keeps_the_focus_and_gives_it_back(form):
    paste(households(form), "410\n420")
    dialog = form.get_by_role("dialog")
    for _ in range(6):
        form.keyboard.press("Tab")
        assert form.evaluate(
            "document.activeElement === document.body"
            " || Boolean(document.activeElement.closest('dialog'))"
        )
    dialog.get_by_role("button", name="Thôi").focus()
    form.keyboard.press("Shift+Tab")
    assert form.evaluate(SEEN) == [True, True]
    form.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(households(form)).to_be_focused()


def test_what_a_cell_says_is_told_in_words(form):
    form.get_by_role("textbox", name=re.compile("^mức độ 1")).fill("1400")
    form.get_by_role("textbox", name=re.compile("^mức độ 2")).fill("3912")
    total = form.get_by_role("textbox", name=re.compile("^6."))
    total.fill("1312")
    total.blur()
    says(form, re.compile("^Đã lưu"))
    expect(total).to_have_accessible_description(re.compile("^Lỗi: Chỉ tiêu 6"))
    told = "elements => elements.map(e => getComputedStyle(e, '::before').content)"
    assert all(
        "Lỗi" in t or "báo" in t for t in form.eval_on_selector_all(".remark", told)
    )
    sums = cell_of(total).locator(".parts-sum")
    after = sums.evaluate("e => getComputedStyle(e, '::after').content")
    assert "khác tổng đã ghi" in after


def test_messages_are_announced(page, server, password):
    sign_in(page, server, password, EMPTY)
    page.goto(page.locator("main a[href^='/bieu/']").first.evaluate("a => a.href"))
    page.goto(f"{page.url}hoat-dong/them/")
    page.get_by_label("Nội dung").fill("Hội nghị")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa lưu được")


def test_nothing_moves_for_those_who_asked_for_none(page, server):
    page.goto(server)
    moving = """() => [...document.querySelectorAll('*')].filter(e => {
      const style = getComputedStyle(e);
      return parseFloat(style.transitionDuration) || style.animationName !== 'none'
        || style.scrollBehavior === 'smooth';
    }).length"""
    assert page.evaluate(moving) == 0


def test_boxes_and_borders_stay_in_colours_of_the_persons_own(page, server, password):
    sign_in(page, server, password, "canbo")
    page.wait_for_url(f"{server}/")
    page.emulate_media(forced_colors="active")
    page.goto(f"{server}/chi-tieu/them/")
    drawn = "e => [getComputedStyle(e).appearance, getComputedStyle(e).borderTopWidth]"
    boxes = page.locator("main input[type=checkbox]")
    assert {box.evaluate(drawn)[0] for box in boxes.all()} == {"auto"}
    for selector in (".btn", ".form-control", ".form-select"):
        assert page.locator(f"main {selector}").first.evaluate(drawn)[1] == "1px"
