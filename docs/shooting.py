"""What all pictures of the guides share: a page in, docs/images/NAME.png out."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.serving import Server  # noqa: E402

IMAGES = ROOT / "docs" / "images"
PASSWORD = "chi-de-chup-anh-man-hinh"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
DOTS_PER_INCH = 96
COLOURS = 64


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


def first_page(printed: Path) -> Path:
    """Draw page 1 of a PDF beside it."""
    picture = printed.with_suffix("")
    resolution = ["-r", str(DOTS_PER_INCH), "-f", "1", "-singlefile"]
    subprocess.run(["pdftoppm", "-png", *resolution, printed, picture], check=True)
    return picture.with_suffix(".png")


def shoot(page: Page, name: str, at: str = ".example-banner", height: int = 0) -> None:
    """Take what a window (of that height) shows from an element on."""
    if height:
        page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
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
