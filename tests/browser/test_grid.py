"""The grid moves, pastes and takes back as a spreadsheet does."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import PHONE, is_ready, open_form, paste, says

pytestmark = pytest.mark.browser

SAVED = re.compile(r"^Đã lưu lúc \d\d:\d\d$")
USERNAME = "xa-ha-thanh"  # four hamlets, none filled in


@pytest.fixture
def page(browser, browser_context_args, server, password):
    context = browser.new_context(**browser_context_args, accept_downloads=True)
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    open_form(page, server, password, USERNAME)
    is_ready(page)
    yield page
    assert complaints == []
    context.close()


def column(page, name):
    return page.get_by_role("textbox", name=re.compile(f"^{re.escape(name)}"))


def hamlets(page):
    return page.locator(".entry-grid > tbody").first.locator("th").all_inner_texts()


def focused(page):
    return page.evaluate("document.activeElement.name")


def test_enter_tab_and_arrows_move_between_cells(page):
    first, guided = column(page, "1."), column(page, "4.")
    first.nth(0).focus()
    for key, box in [
        ("Enter", first.nth(1)),
        ("ArrowDown", first.nth(2)),
        ("ArrowUp", first.nth(1)),
        ("Tab", column(page, "3.").nth(1)),
        ("ArrowRight", guided.nth(1)),
        ("Shift+Enter", guided.nth(0)),
        ("ArrowLeft", column(page, "3.").nth(0)),
    ]:
        page.keyboard.press(key)
        expect(box).to_be_focused()


def test_enter_at_the_foot_goes_on_at_the_head_of_the_next_column(page):
    first = column(page, "1.")
    first.nth(len(hamlets(page)) - 1).focus()
    page.keyboard.press("Enter")
    expect(column(page, "3.").nth(0)).to_be_focused()


def test_one_key_says_that_nothing_arose_and_takes_it_back(page):
    box = column(page, "3.").nth(3)
    none = page.get_by_role("checkbox", name=re.compile("^Không phát sinh 3.")).nth(3)
    box.focus()
    page.keyboard.press("k")
    expect(none).to_be_checked()
    says(page, SAVED)
    page.keyboard.press("k")
    expect(none).not_to_be_checked()
    page.keyboard.type("7")
    expect(none).not_to_be_checked()


def test_a_block_is_shown_before_it_is_written(page):
    paste(column(page, "1.").nth(0), "410\t6\r\n420\t\r\n1.430\tKPS\r\n")
    dialog = page.get_by_role("dialog", name="Dán khối số liệu")
    expect(dialog).to_contain_text("Khối không có tên thôn")
    rows = dialog.locator("tbody tr")
    expect(rows).to_have_count(5)
    expect(rows.nth(3)).to_contain_text(re.compile("1. Tổng số hộ.*–1.430"))
    expect(rows.nth(4)).to_contain_text("không phát sinh")
    expect(column(page, "1.").nth(0)).to_have_value("")
    dialog.get_by_role("button", name="Ghi 05 ô").click()
    says(page, SAVED)
    page.reload()
    is_ready(page)
    values = [column(page, "1.").nth(n).input_value() for n in range(3)]
    assert values == ["410", "420", "1.430"]


def test_a_block_shifted_by_a_row_is_noticed_by_its_labels(page):
    names = hamlets(page)
    block = "\n".join(f"{name}\t{200 + n}" for n, name in enumerate(names[1:]))
    paste(column(page, "4.").nth(0), f"{block}\nCộng\t603")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(
        f"Khối dán lệch 01 dòng: “{names[1]}” trong khối đang rơi vào dòng “{names[0]}”"
    )
    expect(dialog).to_contain_text("Dòng “Cộng” là dòng cộng, không ghi.")
    dialog.get_by_role("button", name="Ghi 03 ô").click()
    says(page, SAVED)
    expect(column(page, "4.").nth(0)).to_have_value("")
    expect(column(page, "4.").nth(1)).to_have_value("200")


def test_a_block_with_heads_finds_its_columns(page):
    name = hamlets(page)[0]
    heads = "Thôn\tSố người dân được hướng dẫn\tTổng số hộ gia đình trên địa bàn"
    paste(column(page, "1.").nth(0), f"{heads}\n{name}\t88\t99")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Đã xếp cột theo tên chỉ tiêu trong khối.")
    dialog.get_by_role("button", name="Ghi 02 ô").click()
    says(page, SAVED)
    expect(column(page, "4.").nth(0)).to_have_value("88")
    expect(column(page, "1.").nth(0)).to_have_value("99")


def test_what_was_pasted_is_taken_back_in_one_step(page):
    boxes = column(page, "5.")
    paste(boxes.nth(0), "11\n12")
    page.get_by_role("button", name="Ghi 02 ô").click()
    says(page, SAVED)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(boxes.nth(0)).to_have_value("")
    says(page, SAVED)
    page.reload()
    is_ready(page)
    expect(boxes.nth(1)).to_have_value("")


def test_on_a_phone_taking_back_leaves_room_for_saving(page):
    page.set_viewport_size(PHONE)
    column(page, "5.").nth(2).fill("13")
    column(page, "5.").nth(3).focus()
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_visible()
    save = page.get_by_role("button", name="Lưu", exact=True)
    assert save.bounding_box()["width"] > 80


def test_a_draft_is_saved_as_a_file_and_opened_again(page, tmp_path):
    box = page.get_by_role("textbox", name="2. Số buổi")
    box.fill("6")
    page.get_by_text("Cách nhập khác").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải bản nháp về máy").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    box.fill("9")
    box.blur()
    says(page, SAVED)
    page.locator("[data-draft-open]").set_input_files(path)
    dialog = page.get_by_role("dialog", name="Mở bản nháp")
    expect(dialog.locator("tbody tr")).to_have_count(1)
    dialog.get_by_role("button", name="Ghi 01 ô").click()
    expect(box).to_have_value("6")
    says(page, SAVED)


def test_a_cell_tells_its_story_beside_the_form(page):
    box = page.get_by_role("textbox", name="2. Số buổi")
    box.fill("8")
    box.press("Enter")
    says(page, SAVED)
    box.focus()
    page.keyboard.press("F2")
    story = page.get_by_role("complementary", name="Chi tiết ô số liệu")
    expect(story).to_contain_text("Số buổi do xã tổ chức trong kỳ")
    expect(story).to_contain_text("Kỳ trước")
    expect(story.locator(".timeline li").first).to_contain_text("8")
    page.keyboard.press("Escape")
    expect(story).to_be_hidden()
