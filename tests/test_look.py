"""The frame, the parts and the error pages, rendered without a page around them."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string

from reports.models import IssuedReport, ReportingPeriod, Submission
from reports.views import entry, writing

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = [
    path
    for path in sorted((ROOT / "templates").rglob("*.html"))
    if "document" not in path.parts
]


@pytest.mark.parametrize(
    "page", ["400.html", "403.html", "403_csrf.html", "404.html", "413.html"]
)
def test_an_error_page_stands_without_user_or_database(page):
    html = render_to_string(page)
    assert '<html lang="vi">' in html
    assert "<h1>" in html
    assert '<a class="btn btn-primary" href="/">Về trang chủ</a>' in html


def test_the_page_of_a_server_error_looks_nothing_up():
    source = (ROOT / "templates/500.html").read_text(encoding="utf-8")
    tags = re.findall(r"\{%\s*(\w+)|\{\{", source)
    assert tags == ["comment", "endcomment"]
    assert 'href="/"' in get_template("500.html").render()


@pytest.mark.parametrize(
    "states", [Submission.State, ReportingPeriod.State, IssuedReport.State]
)
def test_every_state_has_a_chip_with_its_own_icon_and_word(states):
    icons = set()
    for state in states:
        html = render_to_string(
            "parts/state_chip.html", {"state": state, "label": state.label}
        )
        assert f"chip-{state.value}" in html
        assert html.rstrip().endswith(f"{state.label}</span>")
        icons.add(re.search(r"bi-([\w-]+)", html)[1])
    assert len(icons) == len(states)
    assert "dot" not in icons


def test_findings_are_grouped_by_severity_and_lead_to_their_cell():
    html = render_to_string(
        "parts/findings.html",
        {
            "findings": [
                {"severity": "error", "message": "Thiếu 4.000.", "url": "#o-1"},
                {"severity": "error", "message": "Chưa có số lượng."},
                {"severity": "hint", "message": "Chia đều cho 23 xã."},
            ]
        },
    )
    assert re.findall(r'class="findings findings-(\w+)"', html) == ["error", "hint"]
    assert '<a href="#o-1">Thiếu 4.000.</a>' in html
    assert "<li>Chưa có số lượng.</li>" in html


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_names_only_icons_that_exist(path):
    source = path.read_text(encoding="utf-8")
    for name in re.findall(r'parts/icon\.html" with name="([^"]+)"', source):
        assert get_template(f"bs_icon/{name}.svg")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_inline_style_or_script(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", source)


@pytest.mark.parametrize(
    ("name", "scripts"), [("entry", entry.SCRIPTS), ("writing", writing.SCRIPTS)]
)
def test_a_slow_line_fetches_all_scripts_of_a_page_at_once(name, scripts):
    folder = ROOT / "static/js" / name
    own = sorted(each for each in scripts if each.startswith(f"js/{name}/"))
    assert own == sorted(f"js/{name}/{path.name}" for path in folder.iterdir())
