"""The officer's paper in a browser in; its pictures for the guide out."""

from urllib.parse import urljoin

from playwright.sync_api import Browser, Page
from shooting import DESKTOP, shoot, signed_in

WRONG = "Đến nay, Tổ đã hướng dẫn, tạo thành công 71.949 tài khoản VNeID."


def picture_desk_of_the_paper(browser: Browser, address: str) -> None:
    """What the officer does with the report, from its type to the register."""
    with signed_in(browser, address, "canbo", DESKTOP) as page:
        picture_type(page, address)
        page.goto(address)
        period = page.get_by_role("region", name="6 tháng đầu năm 2023")
        period.get_by_role("link", name="Báo cáo của kỳ").click()
        page.get_by_role("heading", name="Trước khi chốt").wait_for()
        report = page.url
        picture_writing(page, f"{report}viet/")
        page.goto(f"{report}ra-soat/")
        shoot(page, "ra-soat-loi-van", at="h1", height=780)
        page.goto(f"{report}phieu-kiem-tra/")
        shoot(page, "phieu-kiem-tra", at="h1", height=560)
        picture_table(page, f"{report}bang/them/?dong=communes")
        picture_issued(page, address)


def picture_type(page: Page, address: str) -> None:
    """A report type that was just made from the pattern of a year's report."""
    page.goto(urljoin(address, "/loai-bao-cao/them/"))
    page.get_by_label("Mẫu báo cáo năm").check()
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("heading", name="Các mục").wait_for()
    shoot(page, "loai-bao-cao", at="h1", height=560)


def picture_writing(page: Page, url: str) -> None:
    """A sentence with a figure that is wrong, beside the page as it prints."""
    page.goto(url)
    part = page.locator("[data-part]").filter(has_text="3.2. Tác động").last
    box = part.get_by_role("textbox")
    box.fill(f"{WRONG}\n{box.input_value()}")
    part.locator("[data-findings]").get_by_text("71.994").wait_for()
    frame = page.frame_locator("[data-frame]")
    frame.get_by_text("71.949").evaluate("it => it.scrollIntoView({block: 'center'})")
    name = part.get_attribute("id")
    shoot(page, "viet-bao-cao", at=f"#{name}", height=760)


def picture_table(page: Page, url: str) -> None:
    """A table of some indicators by commune, tried out before it is saved."""
    page.goto(url)
    page.get_by_label("Tên bảng").fill("Tài khoản và hướng dẫn theo xã")
    for name in ("4. Số người dân", "5. Số lượng tài khoản", "6. Số lượng tài khoản"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Xem thử").click()
    page.get_by_role("heading", name="Xem thử").wait_for()
    shoot(page, "bang", at="#xem-thu", height=600)


def picture_issued(page: Page, address: str) -> None:
    """The issued paper's file looked at again; the register of numbers."""
    page.goto(urljoin(address, "/van-ban/"))
    link = page.get_by_role("link", name="PDF số").first.get_attribute("href")
    pdf = page.request.get(urljoin(address, link)).body()
    page.goto(urljoin(address, "/van-ban/kiem-tra/"))
    file = {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": pdf}
    page.get_by_label("Tệp PDF cần kiểm tra").set_input_files(file)
    page.get_by_role("button", name="Kiểm tra tệp").click()
    page.get_by_role("heading", name="Kiểm tra tệp khác").wait_for()
    shoot(page, "kiem-tra-van-ban", at="h1", height=480)
    page.goto(urljoin(address, "/van-ban/so/"))
    shoot(page, "so-van-ban", at="h1", height=360)
