"""A photo of the hamlet's paper stands beside the cells while its figures are typed."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import is_ready, open_form, photo

pytestmark = pytest.mark.browser


@pytest.fixture(params=[390, 1280])
def page(request, browser, browser_context_args, server, password):
    viewport = {"width": request.param, "height": 844}
    context = browser.new_context(**browser_context_args, viewport=viewport)
    page = context.new_page()
    open_form(page, server, password, "xa-ha-thanh")
    yield page
    context.close()


def test_a_photo_stands_beside_the_cells_and_typing_goes_on(page):
    form = page.url
    page.get_by_role("link", name="Thêm tệp").click()
    file = {"name": "so-tay.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Thêm tệp").click()
    page.goto(form)
    is_ready(page)
    page.get_by_role("link", name="Xem ảnh bên cạnh khi nhập").first.click()
    image = page.get_by_role("img", name="so-tay.jpg")
    expect(image).to_be_visible()
    assert image.evaluate("image => image.complete && image.naturalWidth") == 800
    box = page.get_by_role("textbox", name="1. Tổng số hộ gia đình").first
    box.fill("321")
    expect(image).to_be_in_viewport()
    expect(box).to_be_in_viewport()
    page.get_by_role("button", name="Đóng").click()
    expect(image).to_have_count(0)
