"""Make the pictures of README and guide: a fresh example in, docs/images/*.png out.

Run from the project's folder, after `make test` has set everything up:
.venv/bin/python docs/screenshots.py
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.serving import Server, manage, prepare  # noqa: E402

IMAGES = ROOT / "docs" / "images"
PASSWORD = "chi-de-chup-anh-man-hinh"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
DOTS_PER_INCH = 96
COLOURS = 64
MESSAGES = """Lac Thien: 741 ho, 6 tv tap huan, hd 262 ng dan, DVCTT 251 a
Thôn Ngọc Đường: DVC 184, hướng dẫn 224 người, số 77 em hỏi lại
Xuân Thịnh ko phát sinh dvctt"""


def main() -> None:
    """Load the example into a folder of its own, serve it, and take the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="screenshots-") as name:
        folder = Path(name)
        prepare(folder, PASSWORD)
        picture_report(folder)
        with served(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", "--disable-dev-shm-usage"],
            )
            picture_form(browser, address)
            picture_board(browser, address)
            picture_guide(browser, address)
            browser.close()
    for path in sorted(IMAGES.glob("*.png")):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Yield the address of a server that ends with the block."""
    (folder / "served").mkdir()
    server = Server(folder, folder / "served").start()
    try:
        yield server.address
    finally:
        server.stop()


@contextmanager
def signed_in(
    browser: Browser, address: str, username: str, viewport: dict
) -> Iterator[Page]:
    """Yield that person's home page, in a window of that size."""
    context = browser.new_context(
        viewport=viewport, locale="vi-VN", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    yield page
    context.close()


def picture_form(browser: Browser, address: str) -> None:
    """A commune's figures of the practice period, half filled in; also on a phone."""
    for name, viewport in (
        ("bieu-so-lieu", DESKTOP),
        ("bieu-so-lieu-dien-thoai", PHONE),
    ):
        with signed_in(browser, address, "xa-hung-dao", viewport) as page:
            page.locator("main a[href^='/bieu/']").first.click()
            page.get_by_role("heading", name="Biểu số liệu").wait_for()
            shoot(page, name)


def picture_board(browser: Browser, address: str) -> None:
    """All communes of the practice period, with returns in every state."""
    with signed_in(browser, address, "canbo", DESKTOP) as page:
        page.locator("main a[href^='/ky/']").first.click()
        page.get_by_role("heading", name="Tình hình các xã").wait_for()
        shoot(page, "theo-doi")


def picture_guide(browser: Browser, address: str) -> None:
    """What the communes' guide shows, on a phone, in the order of the guide."""
    with signed_in(browser, address, "xa-hung-dao", PHONE) as page:
        page.locator("main a[href^='/bieu/']").first.click()
        page.locator("html[data-desk=ready]").wait_for()
        form = page.url
        fill_in_without_a_line(page)
        page.goto(f"{form}tin-nhan/")
        page.get_by_label("Tin nhắn của thôn").fill(MESSAGES)
        page.get_by_role("button", name="Đọc tin nhắn").click()
        page.get_by_role("heading", name="Máy đọc được").wait_for()
        shoot(page, "tin-nhan", at="#da-doc")
        page.goto(f"{form}bao-cao/")
        page.get_by_role("button", name="Lập bản in trình ký").click()
        page.get_by_text("Bản in").first.wait_for()
        shoot(page, "bao-cao-xa", at="h1")
    with signed_in(browser, address, "xa-an-thanh", PHONE) as page:
        page.locator("main a[href$='/ra-soat/']").first.click()
        page.get_by_role("heading", name="Rà soát 03 số liệu").wait_for()
        shoot(page, "ra-soat", at="h1")
    with signed_in(browser, address, "xa-minh-duc", PHONE) as page:
        page.locator("main a[href^='/bieu/']").first.click()
        page.get_by_role("button", name="Lưu và kiểm tra để gửi").click()
        page.get_by_role("heading", name="Gửi báo cáo").wait_for()
        for reason in page.get_by_label("Lý do giữ số liệu").all():
            reason.select_option("Đã kiểm tra lại, số đúng")
        page.get_by_role("button", name="Gửi báo cáo").click()
        page.get_by_text("Biên nhận").first.wait_for()
        shoot(page, "bien-nhan", at="h1")


def fill_in_without_a_line(page: Page) -> None:
    """One cell that is saved, one that cannot be read, one that waits for the line."""
    cells = page.get_by_role("textbox", name="5. Số lượng tài khoản DVCTT")
    cells.nth(0).fill("251")
    cells.nth(1).fill("1.23")
    cells.nth(2).focus()
    page.locator("[data-saved]").get_by_text("01 ô chưa lưu được").wait_for()
    shoot(page, "o-so-lieu", at="#theo-thon")
    cells.nth(1).fill("123")
    cells.nth(2).focus()
    page.locator("[data-saved].state-saved").wait_for()
    page.context.set_offline(True)
    cells.nth(2).fill("93")
    cells.nth(3).focus()
    page.locator("[data-saved]").get_by_text("Chờ mạng: 01 ô").wait_for()
    cells.nth(2).scroll_into_view_if_needed()
    shoot(page, "cho-mang", at=None)
    page.context.set_offline(False)
    page.locator("[data-saved].state-saved").wait_for()


def picture_report(folder: Path) -> None:
    """Page 1 of the draft for the first half of 2023."""
    manage(folder, "write_report", str(folder / "report.pdf"))
    resolution = ["-r", str(DOTS_PER_INCH), "-f", "1", "-singlefile"]
    subprocess.run(
        ["pdftoppm", "-png", *resolution, folder / "report.pdf", folder / "report"],
        check=True,
    )
    keep(folder / "report.png", "bao-cao")


def shoot(page: Page, name: str, at: str | None = ".example-banner") -> None:
    """Take what the window shows from an element on, or as it is scrolled now."""
    if at:
        page.locator(at).first.evaluate(
            "it => window.scrollBy(0, it.getBoundingClientRect().top - 8)"
        )
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        page.screenshot(path=file.name, animations="disabled")
        keep(Path(file.name), name)


def keep(picture: Path, name: str) -> None:
    """Store it with few colours, which text on white needs no more of."""
    with Image.open(picture) as image:
        few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
