"""The commune's pages under a finger, on a narrow screen and at 200 % zoom."""

import re

import pytest

from tests.browser.desk import PHONE, sign_in
from tests.crawling import crawl

pytestmark = pytest.mark.browser

TOUCH = 44  # px, each way
# A window of 1280 px at 200 % zoom, and at 400 % (WCAG 1.4.10).
ZOOMED = (640, 320)
ASKED = "xa-an-thanh"  # sent once, returned with three questions
GAPS, SENT = "xa-hung-dao", "xa-tan-ky"
OPEN = "() => document.querySelectorAll('details').forEach(d => { d.open = true; })"
# What a finger presses: of a box its label; a link within a sentence is left out.
SMALL = """least => {
  const shown = e => e.checkVisibility({visibilityProperty: true})
    && !e.closest('.visually-hidden, .skip-link');
  const labelOf = e => e.closest('label') || e.labels?.[0] || e;
  const isBox = e => e.matches('[type=checkbox], [type=radio]');
  const isInText = a => {
    const block = a.closest('p, li, dd, td, th, span:not(a span), summary');
    return getComputedStyle(a).display === 'inline' && block
      && block.innerText.trim().length > a.innerText.trim().length;
  };
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea'
    + ', summary';
  return [...document.querySelectorAll(controls)]
    .filter(e => shown(e) && !(e.tagName === 'A' && isInText(e)))
    .map(e => [e, (isBox(e) ? labelOf(e) : e).getBoundingClientRect()])
    .filter(([, box]) => box.height < least - 0.5 || box.width < least - 0.5)
    .map(([e, box]) => `${Math.round(box.width)} × ${Math.round(box.height)}: `
      + (e.outerHTML.slice(0, 60) + ' ' + (labelOf(e).innerText || '').slice(0, 40)));
}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')]
  .filter(e => !e.closest('.visually-hidden, thead, .account-text, .table-frame'))
  .filter(e => getComputedStyle(e).overflowX !== 'visible' && e.innerText?.trim()
    && e.scrollWidth > e.clientWidth + 1)
  .map(e => e.outerHTML.slice(0, 120))"""
SCROLLS = "width => document.documentElement.scrollWidth > width"


class Fingers:
    """Opens one page after another and keeps what does not fit."""

    def __init__(self, page, server):
        self.page, self.server = page, server
        self.wrong: list[tuple[str, str]] = []

    def visit(self, address):
        self.page.goto(self.server + address)
        self.page.evaluate(OPEN)
        problems = [*self.page.evaluate(SMALL, TOUCH), *self._zoomed()]
        self.wrong += [(address, problem) for problem in problems]
        self.page.set_viewport_size(PHONE)
        links = self.page.evaluate("() => [...document.links].map(a => a.href)")
        return [link.removeprefix(self.server) for link in links]

    def _zoomed(self):
        for width in ZOOMED:
            self.page.set_viewport_size({"width": width, "height": 400})
            if self.page.evaluate(SCROLLS, width):
                yield f"scrolls sideways at {width} px"
            for element in self.page.evaluate(CUT_OFF):
                yield f"cut off at {width} px: {element}"


@pytest.fixture
def fingers(browser, browser_context_args, server, password):
    """A phone in the hand of somebody."""
    contexts = []

    def given_to(username):
        context = browser.new_context(
            **browser_context_args, viewport=PHONE, has_touch=True
        )
        contexts.append(context)
        page = context.new_page()
        sign_in(page, server, password, username)
        page.wait_for_url(f"{server}/")
        return Fingers(page, server)

    yield given_to
    for context in contexts:
        context.close()


def form_of(phone):
    """The address of the form of the practice period."""
    link = phone.page.locator("main a[href^='/bieu/']").first.get_attribute("href")
    return re.match(r"/bieu/\d+/", link)[0]


def test_what_a_commune_reaches_fits_fingers_and_small_windows(fingers):
    phone = fingers(ASKED)
    form = form_of(phone)
    crawl(phone.visit, each=1)
    for page in ("gui/", "bien-nhan/"):
        phone.visit(form + page)
    assert phone.wrong == []


@pytest.mark.parametrize(("username", "page"), [(GAPS, "gui/"), (SENT, "bien-nhan/")])
def test_a_return_with_gaps_and_one_that_was_sent(fingers, username, page):
    phone = fingers(username)
    form = form_of(phone)
    phone.visit(form)
    phone.visit(form + page)
    assert phone.wrong == []
