"""What only the production server shows: hashed files, the content policy, limits."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_the_sign_in_page_keeps_the_content_policy(server, page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    response = page.goto(server)

    assert page.url.startswith(f"{server}/dang-nhap")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert complaints == []


def test_static_files_carry_a_hash_and_come_compressed(server, page):
    page.goto(server)
    sheets = page.locator("link[rel=stylesheet]").all()
    addresses = [sheet.get_attribute("href") for sheet in sheets]

    assert addresses
    for address in addresses:
        assert re.search(r"\.[0-9a-f]{12}\.css$", address)
        response = page.request.get(server + address)
        assert response.headers["content-encoding"] == "br"
        assert "immutable" in response.headers["cache-control"]


def test_a_form_above_the_limits_is_answered_with_413(server, page):
    page.goto(server)
    fields = {f"x{number}": "1" for number in range(20_001)}

    response = page.request.post(page.url, form=fields)

    assert response.status == 413
    assert 'lang="vi"' in response.text()
