"""A page before the eyes → what is wrong on it for some people, one line a finding."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe would load for itself, the content policy refuses.
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"], "preload": False}
BUT_COLOURS = {"color-contrast": {"enabled": False}}
RUN = "options => axe.run(document, options).then(told => told.violations)"
AXE = Axe().axe_script
# A bar that stays in sight covers what can be scrolled out from under it.
LET_GO = """() => document.querySelectorAll('.save-bar, .form-actions-sticky')
  .forEach(bar => { bar.style.position = 'static'; })"""


def violations(page: Page, *, colours: bool = True) -> list[str]:
    """Return “rule: element (why)” for each element that breaks WCAG 2.2 AA.

    Looking at the `colours` takes most of the time, and no width changes them.
    """
    options = OPTIONS if colours else OPTIONS | {"rules": BUT_COLOURS}
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    page.evaluate(LET_GO)
    return [
        f"{rule['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for rule in page.evaluate(RUN, options)
        for node in rule["nodes"]
    ]
