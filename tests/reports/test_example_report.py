"""The example's report beside the real one of 2023: what differs is listed here."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from django.urls import reverse

from reports.checks import Rule
from reports.consolidation import consolidate
from reports.issuing import draft
from reports.models import ReportingPeriod
from reports.outputs.pdf import render_pdf
from teams.models import User
from tests.pages import Page
from tests.reports.outputs import paper
from tests.reports.outputs.conformance import broken_rules

SOURCE = (Path(__file__).parents[1] / "data" / "bao-cao-2023.txt").read_text("utf-8")


@dataclass(frozen=True)
class Difference:
    """Words of the source, ours in their place, and why."""

    theirs: str
    ours: str
    why: str


DIFFERENCES = (
    Difference(
        "Tứ Kỳ, ngày tháng 7 năm 2023 Số: /BC-TCĐ BÁO CÁO",
        "Số liệu ví dụ DỰ THẢO Ủy ban nhân dân huyện Tứ Kỳ"
        " Tổ chỉ đạo triển khai Công nghệ số cộng đồng"
        " Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc"
        " Số: /BC-TCĐ Tứ Kỳ, ngày tháng 7 năm 2023 BÁO CÁO",
        "the source lost its letterhead; ours also says that it is a draft, and that"
        " its figures are an example's",
    ),
    Difference(
        "6 tháng cuối năm 2023 Thực hiện Công văn",
        "6 tháng cuối năm 2023"
        " Kính gửi: Sở Thông tin và Truyền thông tỉnh Hải Dương Thực hiện Công văn",
        "a report to a higher body names it (Decree 30, Annex I)",
    ),
    Difference(
        "3.1. Số liệu thống kê STT",
        "3.1. Số liệu thống kê"
        " (Số liệu từ ngày 15/12/2022 đến hết ngày 14/6/2023;"
        " số ở các dòng 1, 7, 8 tính tại ngày 14/6/2023) STT",
        "the source does not say when it was counted",
    ),
    Difference(
        "đưa lên sàn TMĐT Sản phẩm Gạo bãi rươi",
        "đưa lên sàn TMĐT Sản phẩm 9 sản phẩm gồm: Gạo bãi rươi",
        "row 8 of the source has names but no number",
    ),
    Difference(
        "Nơi nhận: - Sở TTTT;",
        "Nơi nhận: - Như trên; - Sở TTTT;",
        "“Như trên” comes first where there is a “Kính gửi” (Decree 30, Annex I)",
    ),
)

PRODUCTS = re.compile(r"(?<=sản phẩm gồm: )([^.]+)")
# The table's columns in mm from the page's left edge.
COLUMNS = (29, 42, 114, 139, 195)


def in_order(text):
    """The text with each list of products sorted: their order says nothing."""
    return PRODUCTS.sub(lambda m: ", ".join(sorted(m[1].split(", "))), text)


def expected_text():
    text = paper.plain(SOURCE)
    for difference in DIFFERENCES:
        theirs, ours = paper.plain(difference.theirs), paper.plain(difference.ours)
        assert text.count(theirs) == 1, difference
        text = text.replace(theirs, ours)
    return in_order(text)


def source_lines():
    """The lines of the source from the opening to the closing."""
    lines = [line for line in SOURCE.splitlines() if line.strip()]
    first = next(i for i, x in enumerate(lines) if x.startswith("Thực hiện Công văn"))
    last = next(i for i, line in enumerate(lines) if line.endswith("./."))
    return lines[first : last + 1]


def source_rows():
    return [
        [paper.plain(cell) for cell in line.split("\t")]
        for line in source_lines()
        if "\t" in line
    ]


def body_by_poppler(pdf):
    """The text as pdftotext reads it, without the page numbers."""
    first, *others = paper.pages_by_poppler(pdf)
    return paper.plain(" ".join([first, *(page.split("\n", 1)[1] for page in others)]))


def table_columns(pdf):
    """The words of the table, one text a column, from its head to its last row."""
    words = next(w for w in paper.words(pdf) if "STT" in [x.text for x in w])
    start = next(word for word in words if word.text == "STT").top - 1
    end = next(word for word in words if word.text == "Ngoài").top - 1
    rows = [word for word in words if start < word.top < end]
    return [paper.plain(" ".join(within(rows, *edges))) for edges in pairwise(COLUMNS)]


def block(words, left, right, first, last):
    """What stands between two edges (mm), from the word `first` through `last`."""
    texts = within(words, left, right)
    start = texts.index(first)
    return " ".join(texts[start : texts.index(last, start) + 1])


def within(words, left, right):
    """The words that begin between two edges, line by line."""
    inside = [word for word in words if left <= word.left < right]
    return [w.text for w in sorted(inside, key=lambda w: (round(w.top), w.left))]


def names_in(cell):
    """The products of a cell of the source, whose row 8 has no words before them."""
    return set(cell.rpartition("gồm: ")[2].strip(".").split(", "))


@pytest.fixture
def half_year(example):
    return ReportingPeriod.objects.get(phrase="6 tháng đầu năm 2023")


@pytest.fixture
def pdf(half_year):
    return render_pdf(draft(half_year.report))


def test_the_paper_is_for_archives_and_for_readers_who_cannot_see(pdf):
    assert broken_rules(pdf) == []


def test_the_paper_is_the_source_and_the_listed_differences(pdf):
    assert in_order(paper.body(pdf)) == expected_text()


@pytest.mark.parametrize("read", [paper.body, body_by_poppler])
def test_every_paragraph_of_the_source_is_read_back_in_order(pdf, read):
    text, place = read(pdf), 0
    for line in source_lines():
        if "\t" not in line:
            found = text.find(paper.plain(line), place)
            assert found >= place, line
            place = found + len(paper.plain(line))


def test_every_cell_of_the_table_is_the_sources(pdf):
    ours = table_columns(pdf)
    theirs = [" ".join(column) for column in zip(*source_rows(), strict=True)]
    assert ours[:3] == theirs[:3]
    values = theirs[3].replace("gà thịt. gạo", "gà thịt. 9 sản phẩm gồm: gạo")
    assert in_order(ours[3]) == in_order(values)


def test_product_lists_are_those_of_the_source(pdf):
    ours = [set(found.split(", ")) for found in PRODUCTS.findall(paper.body(pdf))]
    theirs = [names_in(row[3]) for row in source_rows()[-2:]]
    assert ours == theirs
    assert [len(names) for names in ours] == [11, 9]


def test_the_letterhead_stands_in_two_blocks(pdf):
    words = paper.words(pdf)[0]
    assert block(words, 29, 98, "ỦY", "/BC-TCĐ") == (
        "ỦY BAN NHÂN DÂN HUYỆN TỨ KỲ TỔ CHỈ ĐẠO TRIỂN KHAI"
        " CÔNG NGHỆ SỐ CỘNG ĐỒNG Số: /BC-TCĐ"
    )
    assert block(words, 98, 196, "CỘNG", "2023") == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
        " Tứ Kỳ, ngày tháng 7 năm 2023"
    )


def test_recipients_and_signature_stand_beside_each_other(pdf):
    recipients, signature = SOURCE[SOURCE.index("Nơi nhận:") :].split("TM.")
    words = paper.words(pdf)[-1]
    ours = block(words, 29, 112.5, "Nơi", "VT.")
    assert ours.replace(" - Như trên;", "") == " ".join(recipients.split())
    signed = block(words, 112.5, 196, "TM.", "Toan")
    assert signed == " ".join(f"TM.{signature}".split())


def test_the_printed_total_and_the_sum_of_its_parts_are_those_of_2023(half_year):
    totals = consolidate(half_year).totals
    assert totals["vneid"].value == 71_994
    assert totals["vneid_1"].value + totals["vneid_2"].value == 75_994


def test_the_districts_page_shows_findings_1_2_4_and_5_once_each(half_year, client):
    client.force_login(User.objects.get(username="canbo"))
    response = client.get(reverse("reports:totals", args=[half_year.pk]))
    page = Page(response.content)
    rules = {f.bare: f.rule for f in consolidate(half_year).findings}
    shown = page.texts(".findings li > a")
    assert [rules[message] for message in shown] == [
        Rule.PARTS,
        Rule.ABOVE_LIMIT,
        Rule.SESSIONS,
        Rule.TOO_NEAT,
    ]
    assert all(number in shown[0] for number in ("71.994", "75.994", "4.000"))
    odd = half_year.submissions.get(commune__name="Nguyên Giáp")
    address = page.links(".findings a")[shown[0]].partition("#")[0]
    assert address == reverse("reports:review", args=[half_year.pk, odd.pk])
