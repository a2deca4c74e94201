"""Make the pictures of README and guides: a fresh example in, docs/images/*.png out.

Run from the project's folder, after `make test` has set everything up:
.venv/bin/python docs/screenshots.py [report] [PART of PARTS…]; without one, all.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urljoin

from paper_pictures import picture_desk_of_the_paper
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from shooting import (
    DESKTOP,
    IMAGES,
    PASSWORD,
    PHONE,
    ROOT,
    first_page,
    keep,
    served,
    shoot,
    signed_in,
)

from tests.serving import manage, prepare

MESSAGES = """Lac Thien: 741 ho, 6 tv tap huan, hd 262 ng dan, DVCTT 251 a
Thôn Ngọc Đường: DVC 184, hướng dẫn 224 người, số 77 em hỏi lại
Xuân Thịnh ko phát sinh dvctt"""
BLOCK = """Thôn\tSố người dân được hướng dẫn
Ngọc Đường\t230
Xuân Thịnh\t110
Hưng Long\t180
Tổng cộng\t520"""
TYPED = ("2.210", "1", "23", "KPS")
COMMENT = "Đề nghị nêu cụ thể 02 xã làm tốt, có số liệu kèm theo."
# Of a period's pages: the picture, below the board, from what on, how high.
OFFICER = (
    ("lich", "lich/", "h1", 620),
    ("doi-chieu", "doi-chieu/", "h1", 760),
    ("don-doc", "don-doc/", "h2:has-text('Tin gửi')", 660),
    ("tiep-nhan-nhieu", "tiep-nhan-cac-bieu/", "h1", 600),
    ("bieu-do", "bieu-do/?chi-tieu=guided", "h2:has-text('Số người')", 720),
)


def main(wanted: list[str]) -> None:
    """Load the example into a folder of its own, serve it, and take the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="screenshots-") as name:
        folder = Path(name)
        prepare(folder, PASSWORD)
        if not wanted or "report" in wanted:
            picture_report(folder)
        with served(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", "--disable-dev-shm-usage"],
            )
            for part, take in PARTS.items():
                if not wanted or part in wanted:
                    take(browser, address)
            browser.close()
    for path in sorted(IMAGES.glob("*.png")):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")


def picture_form(browser: Browser, address: str) -> None:
    """A commune's figures of the practice period, half filled in; also on a phone."""
    with signed_in(browser, address, "xa-hung-dao", DESKTOP) as page:
        open_form(page)
        cell(page, "thôn Xuân Thịnh", 4).press("F2")
        page.get_by_role("heading", name="Các lần nhập").wait_for()
        cell(page, "thôn Xuân Thịnh", 4).focus()
        shoot(page, "bieu-so-lieu", at="#theo-thon")
    with signed_in(browser, address, "xa-hung-dao", PHONE) as page:
        open_form(page)
        shoot(page, "bieu-so-lieu-dien-thoai", at="#theo-thon")


def picture_board(browser: Browser, address: str) -> None:
    """All communes of the practice period, with returns in every state."""
    with signed_in(browser, address, "canbo", DESKTOP) as page:
        page.locator("main a[href^='/ky/']").first.click()
        page.get_by_role("heading", name="Tình hình các xã").wait_for()
        shoot(page, "theo-doi")


def picture_officer(browser: Browser, address: str) -> None:
    """What the officer's guide shows; only a letter is written for it."""
    with signed_in(browser, address, "canbo", DESKTOP) as page:
        page.locator("main a[href^='/ky/']").first.click()
        page.get_by_role("heading", name="Tình hình các xã").wait_for()
        board = page.url
        for name, path, at, height in OFFICER:
            page.goto(f"{board}{path}")
            shoot(page, name, at=at, height=height)
        picture_grid(page, f"{board}nhap-bang/?chua-gui=1")
        picture_letter(page, f"{board}cong-van/")
        picture_slip(page, address)


def picture_grid(page: Page, url: str) -> None:
    """The grid with a commune's figures typed and not saved yet."""
    page.goto(url)
    row = page.get_by_role("row").filter(has_text="Xã Bình Lãng")
    boxes = row.get_by_role("textbox").all()
    for box, value in zip(boxes, TYPED, strict=False):
        box.fill(value)
    page.get_by_text("chưa lưu").wait_for()
    shoot(page, "nhap-bang", at=".bulk-grid", height=520)


def picture_letter(page: Page, url: str) -> None:
    """Page 1 of the letter that asks the communes for their reports."""
    page.goto(url)
    page.get_by_role("button", name="Soạn công văn yêu cầu báo cáo").click()
    printed = page.get_by_role("link", name="Mở PDF").get_attribute("href")
    with tempfile.TemporaryDirectory() as name:
        letter = Path(name) / "letter.pdf"
        letter.write_bytes(page.request.get(urljoin(url, printed)).body())
        keep(first_page(letter), "cong-van")


def picture_slip(page: Page, address: str) -> None:
    """A return with an error, and the slip that may be behind it."""
    page.goto(address)
    period = page.get_by_role("region", name="6 tháng đầu năm 2023")
    period.get_by_role("link", name="Mở bảng theo dõi").click()
    page.get_by_role("link", name="Xem để tiếp nhận").click()
    page.get_by_role("heading", name="Kết quả kiểm tra").wait_for()
    shoot(page, "co-the-do", at="h1", height=620)


def picture_leader(browser: Browser, address: str) -> None:
    """The leader's comment on a section, on a phone."""
    with signed_in(browser, address, "lanhdao", PHONE) as page:
        page.get_by_role("link", name="Báo cáo của kỳ").first.click()
        page.get_by_role("link", name="Góp ý mục Kết quả đạt được").click()
        page.get_by_label("Góp ý").fill(COMMENT)
        page.get_by_role("button", name="Gửi góp ý").click()
        page.get_by_text("Đã ghi góp ý").wait_for()
        page.get_by_role("link", name="Góp ý", exact=True).first.click()
        page.get_by_role("heading", name="Góp ý của lãnh đạo").wait_for()
        shoot(page, "gop-y", at="h1", height=520)


def picture_guide(browser: Browser, address: str) -> None:
    """What the communes' guide shows, most of it on a phone."""
    with signed_in(browser, address, "xa-hung-dao", PHONE) as page:
        form = open_form(page)
        picture_cells(page)
        picture_message(page, form)
        picture_paper(page, form)
    with signed_in(browser, address, "xa-hung-dao", DESKTOP) as page:
        open_form(page)
        picture_block(page)
    with signed_in(browser, address, "xa-an-thanh", PHONE) as page:
        page.locator("main a[href$='/ra-soat/']").first.click()
        page.get_by_role("heading", name="Rà soát 03 số liệu").wait_for()
        shoot(page, "ra-soat", at=".answer-card", height=620)
    with signed_in(browser, address, "xa-minh-duc", PHONE) as page:
        open_form(page)
        picture_receipt(page)


def picture_cells(page: Page) -> None:
    """A hamlet with each of the three states; then one that waits for the line."""
    none = "[data-cell]:has-text('4. Số người dân') input[name^='none-']"
    hamlet(page, "thôn Đông Khê").locator(none).check()
    page.locator("[data-saved].state-saved").wait_for()
    shoot(page, "o-so-lieu", at=card("thôn Đông Khê"), height=650)
    page.context.set_offline(True)
    cell(page, "thôn Lạc Thiện", 5).fill("240")
    cell(page, "thôn Ngọc Đường", 5).focus()
    page.locator("[data-saved]").get_by_text("Chờ mạng: 01 ô").wait_for()
    last = f"{card('thôn Lạc Thiện')} td:last-child"
    shoot(page, "cho-mang", at=last, height=330)
    page.context.set_offline(False)
    page.locator("[data-saved].state-saved").wait_for()


def picture_message(page: Page, form: str) -> None:
    """What was understood of pasted messages; a cell's story, with its message."""
    page.goto(f"{form}tin-nhan/")
    page.get_by_label("Tin nhắn của thôn").fill(MESSAGES)
    page.get_by_role("button", name="Đọc tin nhắn").click()
    page.get_by_role("heading", name="Máy đọc được").wait_for()
    shoot(page, "tin-nhan", at="#da-doc", height=720)
    page.get_by_role("button", name="Lấy vào biểu").click()
    page.locator("html[data-desk=ready]").wait_for()
    hamlet(page, "thôn Ngọc Đường").locator(".cell-last").last.click()
    page.get_by_role("heading", name="Các lần nhập").wait_for()
    story = f"{card('thôn Ngọc Đường')} td:last-child"
    shoot(page, "chi-tiet-o", at=story, height=844)


def picture_paper(page: Page, form: str) -> None:
    """The copy of the commune's own report that was just made."""
    page.goto(f"{form}bao-cao/")
    page.get_by_role("button", name="Lập bản in trình ký").click()
    page.get_by_text("Khớp số liệu hiện nay").wait_for()
    shoot(page, "bao-cao-xa", at=".page-action", height=420)


def picture_block(page: Page) -> None:
    """A block from a spreadsheet, pasted a row too high."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", BLOCK)
    cell(page, "thôn Lạc Thiện", 4).press("Control+v")
    dialog = page.locator("[data-preview]")
    dialog.get_by_role("button", name="Ghi").wait_for()
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        dialog.screenshot(path=file.name, animations="disabled")
        keep(Path(file.name), "dan-khoi")


def picture_receipt(page: Page) -> None:
    """The receipt of a return that is sent again."""
    page.get_by_role("button", name="Lưu và kiểm tra để gửi").click()
    page.get_by_role("heading", name="Gửi báo cáo").wait_for()
    for reason in page.get_by_label("Lý do giữ số liệu").all():
        reason.select_option("Đã kiểm tra lại, số đúng")
    page.get_by_role("button", name="Gửi báo cáo").click()
    page.get_by_role("heading", name="Biên nhận").wait_for()
    shoot(page, "bien-nhan", at="h1", height=640)


def open_form(page: Page) -> str:
    """Open the commune's form of the practice period; its address."""
    page.locator("main a[href^='/bieu/']").first.click()
    page.locator("html[data-desk=ready]").wait_for()
    return page.url


def card(name: str) -> str:
    """The selector of a hamlet's row in the grid, a card on a phone."""
    return f".entry-grid > tbody > tr:has(> th:text-is('{name}'))"


def hamlet(page: Page, name: str) -> Locator:
    return page.locator(card(name))


def cell(page: Page, name: str, number: int) -> Locator:
    """What is typed in for a hamlet under the indicator of that number."""
    return hamlet(page, name).get_by_role("textbox", name=f"{number}. ")


def picture_report(folder: Path) -> None:
    """Page 1 of the draft for the first half of 2023."""
    manage(folder, "write_report", str(folder / "report.pdf"))
    keep(first_page(folder / "report.pdf"), "bao-cao")


PARTS = {
    "form": picture_form,
    "board": picture_board,
    "officer": picture_officer,
    "leader": picture_leader,
    "communes": picture_guide,
    "paper": picture_desk_of_the_paper,
}

if __name__ == "__main__":
    main(sys.argv[1:])
