"""Make the pictures of the README: a fresh example in, docs/images/*.png out.

Run from the project's folder, after `make test` has set everything up:
.venv/bin/python docs/screenshots.py
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PASSWORD = "chi-de-chup-anh-man-hinh"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
DOTS_PER_INCH = 96
COLOURS = 64


def main() -> None:
    """Load the example into a folder of its own, serve it, and take the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="screenshots-") as name:
        folder = Path(name)
        prepare(folder)
        picture_report(folder)
        with served(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", "--disable-dev-shm-usage"],
            )
            picture_form(browser, address)
            picture_board(browser, address)
            browser.close()
    for path in sorted(IMAGES.glob("*.png")):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")


def environment(folder: Path) -> dict[str, str]:
    """Settings as in production, but without TLS."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tuky_cnscd.settings",
        "DEBUG": "0",
        "HTTPS": "0",
        "SECRET_KEY": "only-for-screenshots",
        "DATABASE_URL": f"sqlite:///{folder}/example.sqlite3",
        "STATIC_ROOT": str(folder / "static"),
    }


def manage(folder: Path, *command: str) -> None:
    """Run one command of manage.py on the folder's database, without a word."""
    subprocess.run(
        [sys.executable, "manage.py", *command, "--verbosity", "0"],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        check=True,
    )


def prepare(folder: Path) -> None:
    manage(folder, "migrate")
    manage(folder, "load_example", "--force", "--password", PASSWORD)
    manage(folder, "collectstatic", "--noinput")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Yield the address of a server that ends with the block."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        number = listening.fileno()
        gunicorn = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{number}"]
        options = ["--threads", "4", "--log-level", "warning", "--no-control-socket"]
        process = subprocess.Popen(
            [*gunicorn, *options, "tuky_cnscd.wsgi"],
            cwd=ROOT,
            env=environment(folder),
            pass_fds=[number],
        )
    try:
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


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


def picture_report(folder: Path) -> None:
    """Page 1 of the draft for the first half of 2023."""
    manage(folder, "write_report", str(folder / "report.pdf"))
    resolution = ["-r", str(DOTS_PER_INCH), "-f", "1", "-singlefile"]
    subprocess.run(
        ["pdftoppm", "-png", *resolution, folder / "report.pdf", folder / "report"],
        check=True,
    )
    keep(folder / "report.png", "bao-cao")


def shoot(page: Page, name: str) -> None:
    """Take what the window shows from the example's banner on."""
    page.locator(".example-banner").evaluate(
        "banner => window.scrollTo(0, banner.getBoundingClientRect().top)"
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
