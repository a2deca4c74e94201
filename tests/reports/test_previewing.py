"""The draft that is being written, as a screen shows it: the PDF's own page."""

import re

import pytest

from reports.consolidation import consolidate
from reports.document import text_blocks
from reports.outputs.pdf import render_html
from reports.outputs.screen import page_styles, render_page
from reports.previewing import draft_being_written
from reports.writing import start_report
from tests import factories as make
from tests.pages import Page
from tests.reports.outputs.source_document import DOCUMENT


@pytest.fixture
def report(db):
    district = make.make_district()
    make.make_letterhead(district)
    make.make_commune(district)
    make.make_indicator(district, "guided")
    hoa = make.make_officer(district)
    return start_report(make.make_open_period(district, hoa), by=hoa)


def test_the_page_is_the_pdfs_html_but_for_the_link_to_its_looks():
    page = render_page(DOCUMENT, ["/a.css?b&c"])
    link = '<link rel="stylesheet" href="/a.css?b&amp;c">\n'
    assert link in page
    assert page.replace(link, "") == render_html(DOCUMENT)


def test_the_stylesheet_is_the_papers_with_fonts_that_a_browser_finds():
    styles = page_styles(lambda name: f"/phong/{name}")
    assert "paper-font:" not in styles
    assert styles.count("/phong/LiberationSerif-") == 4
    assert 'local("Times New Roman Bold")' in styles
    for rule in ("width: 165mm", "text-indent: 12.7mm", "font-size: 14pt"):
        assert rule in styles


def test_an_unknown_name_stands_as_it_is_and_is_marked(report):
    section = report.sections.get(title="Thông tin chung")
    section.body = "Có {so_xa} xã, **{khong_co}** người."
    section.save()
    document = draft_being_written(report, consolidate(report.period))
    (block,) = document.sections[1].blocks
    assert block.text == "Có 01 xã, {khong_co} người."
    assert Page(render_page(document, [])).texts("strong mark") == ["{khong_co}"]
    assert not re.search("<mark>", render_html(document))


def test_blocks_of_marked_text_are_the_same_on_page_and_paper(report):
    section = report.sections.get(title="Thông tin chung")
    section.body = "- **a** b\n1. *c*"
    section.save()
    document = draft_being_written(report, consolidate(report.period))
    assert document.sections[1].blocks == text_blocks(section.body)
