"""The report's page in a real browser: nothing lies over its words."""

import pytest

from tests.browser.desk import sign_in

pytestmark = pytest.mark.browser

REACHES_OUT = """() => [...document.querySelectorAll('.report-part-does')]
  .filter(box => box.scrollWidth > box.clientWidth).length"""
TOPS = """() => [...document.querySelectorAll('.page-action > *')]
  .map(part => part.getBoundingClientRect().top)"""


@pytest.fixture
def report(page, server, password):
    """The report of the example's half-year, as the officer who writes it sees it."""
    sign_in(page, server, password, "canbo")
    link = page.locator("section", has_text="6 tháng đầu năm 2023")
    link.get_by_role("link", name="Báo cáo của kỳ").last.click()
    page.locator(".report-part-does").first.wait_for()
    return page


def test_the_buttons_of_a_section_stay_within_their_own_column(report):
    assert report.locator(".report-part-does").count() > 5
    assert report.evaluate(REACHES_OUT) == 0


def test_the_buttons_of_the_head_stand_on_one_line_of_a_wide_window(report):
    tops = report.evaluate(TOPS)
    assert len(tops) == 3
    assert max(tops) - min(tops) < 1
