"""Every page of the example that its people reach by links, in a real browser."""

import re

import pytest

from tests.browser.accessible import violations
from tests.crawling import crawl, kind_of
from tests.weights import MOST

pytestmark = pytest.mark.browser

# Whose pages, and how many of each kind; the rosters' are all made alike.
PEOPLE = {"xa-hung-dao": 2, "canbo": 2, "quantri": 1, "lanhdao": 2}
WIDTHS = (390, 1280)
# Words that Django and its apps would say where a translation is missing.
ENGLISH = re.compile(
    r"\b(This field|Please|Home|Delete|Save|Add|Remove|Change|View|Search|Filter|Show"
    r"|Select|Choose|Import|Export|Submit|Confirm|Cancel|Go|Close|Yes|History|Unknown"
    r"|Log ?(in|out)|Sign (in|out)|Password|Username|Welcome|Required|None|True|False"
    r"|Today|Now|Date|Time|Page|Error|Warning|Example|name|link|the|of|and|with|from"
    r"|your|this|that|are|Skip|main|content|Breadcrumbs)\b"
)
SAID = """() => [
  document.title,
  document.body.innerText,
  ...[...document.querySelectorAll('[title],[aria-label],[placeholder],[alt]')]
    .flatMap(e => ['title', 'aria-label', 'placeholder', 'alt']
      .map(name => e.getAttribute(name))),
  ...[...document.querySelectorAll('input[type=submit],input[type=button]')]
    .map(e => e.value),
].filter(Boolean).join('\\n')"""
# A worker fetches a form's files again behind the page, some in time to be weighed
# twice (the cache is off here), some not; test_offline.py tries it.
NO_WORKER = "Object.defineProperty(navigator, 'serviceWorker', {value: undefined})"
LINKS = "() => [...document.links].filter(a => !a.download).map(a => a.href)"
WIDE = """() => [...document.querySelectorAll('main *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 1).map(e => e.outerHTML.slice(0, 80)).join()"""


class Inspector:
    """Opens pages one after another and keeps what is wrong with them."""

    def __init__(self, page, server):
        self.page, self.server = page, server
        self.complaints: list[str] = []
        self.wrong: list[tuple[str, str]] = []
        self.sent = 0
        self.kinds: set[tuple[str, bool]] = set()
        page.add_init_script(NO_WORKER)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        wire.on("Network.loadingFinished", self._weigh)

    def visit(self, address):
        """Look at one page at every width; return the links on it."""
        self.complaints.clear()
        self.sent = 0
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 844})
        response = self.page.goto(self.server + address, wait_until="load")
        problems = [*self._of(response), *map(self._too_wide, WIDTHS), *self.complaints]
        problems += self._not_for_everybody(kind_of(address))
        self.wrong += [(address, problem) for problem in problems if problem]
        links = self.page.evaluate(LINKS)
        return [link.removeprefix(self.server) for link in links]

    def _of(self, response):
        page = self.page
        if response.status != 200:
            yield f"status {response.status}"
        if page.locator("html").get_attribute("lang") != "vi":
            yield "is not said to be Vietnamese"
        if not page.get_by_text("Dữ liệu ví dụ").first.is_visible():
            yield "does not say that it is an example"
        headings = page.locator("h1").all_inner_texts()
        if len(headings) != 1 or not headings[0].strip():
            yield f"has the main headings {headings}"
        if english := ENGLISH.search(page.evaluate(SAID)):
            yield f"says “{english[0]}”"
        if self.sent > MOST:
            yield f"weighs {self.sent / 1024:.0f} KB"

    def _too_wide(self, width):
        self.page.set_viewport_size({"width": width, "height": 844})
        wide = self.page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        if wide > 0:
            culprit = self.page.evaluate(WIDE)
            return f"scrolls sideways by {wide} px at {width} px: {culprit}"
        return None

    def _not_for_everybody(self, kind):
        """What axe finds: in a wide window once a kind of page, on a phone always."""
        wide = [] if kind in self.kinds else violations(self.page, colours=False)
        self.kinds.add(kind)
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 844})
        return wide + [f"on a phone {found}" for found in violations(self.page)]

    def _hear(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _weigh(self, event):
        self.sent += event["encodedDataLength"]


def sign_in(page, server, username, password):
    page.goto(server)
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"{server}/")


@pytest.mark.parametrize("username", PEOPLE)
def test_every_page_that_a_person_reaches_is_whole(page, server, password, username):
    sign_in(page, server, username, password)
    inspector = Inspector(page, server)
    visited = crawl(inspector.visit, each=PEOPLE[username])
    assert inspector.wrong == []
    assert len(visited) > 3


def test_the_sign_in_page_is_light(page, server):
    inspector = Inspector(page, server)
    inspector.visit("/dang-nhap/")
    assert [what for _, what in inspector.wrong if "weighs" in what] == []
    assert 0 < inspector.sent <= MOST
