"""Each row of the decree broken alone, in a real PDF: that row is found, no other."""

from dataclasses import replace
from unicodedata import normalize

import pytest

from reports.blocks import Paragraph, Section
from reports.lint import lint
from reports.lint.rules import RULES
from reports.outputs.pdf import render_pdf
from tests.reports.lint.small_paper import (
    ADDRESSED_TO_MANY,
    LETTER,
    LONG,
    PAPER,
    WITH_ANNEXES,
    broken,
    rules_of,
)
from tests.reports.outputs.source_document import DOCUMENT

DATE = "ngày 20 tháng 7 năm 2023"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
OPENING = "<p>Thực hiện"
BASES = (
    "<p><i>Căn cứ Luật Tổ chức chính quyền địa phương;</i></p>"
    "<p><i>Căn cứ Nghị định số 30/2020/NĐ-CP.</i></p>"
)
TABLE = '<table class="indicators">'
CAPTIONED = f'<p class="caption">Biểu số 1</p>{TABLE}'
CAPTION = (
    "[hidden]{display:none}p.caption{text-align:center;text-indent:0;font-weight:bold}"
)
GAPS = "ngày     tháng     năm 2023"
SIGNERS = '<td class="recipients">'
SECOND_SIGNER = (
    '<td class="signer"><div>NGƯỜI LẬP</div><div class="space"></div><div>Lê Thị Bình'
    "</div></td><td hidden>"
)
AFTER_SIGNERS = "</table>\n</div>\n</body>"
BELOW = (
    '</table><div class="recipients"><div class="heading">Nơi nhận:</div>'
    "<div>- Như trên;</div><div>- Lưu: VT.</div></div></div></body>"
)
UNNUMBERED = "@page:first{@top-center{content:none}}"


def css(rule, style, *neighbours):
    """neighbours: rules of other rows that the same declaration cannot but break."""
    return pytest.param((), style, {rule, *neighbours}, id=rule)


def html(rule, *words):
    return pytest.param(words, "", {rule}, id=rule)


BROKEN = [
    # The page
    css("paper.size", "@page{size:Letter;margin:20mm 20mm 20mm 30mm}"),
    css("margins.top", "@page{margin-top:12mm}.letterhead{margin-top:0}"),
    css("margins.bottom", "@page{margin-bottom:10mm}"),
    css("margins.left", "@page{margin-left:22mm;margin-right:20mm}"),
    css("margins.right", "@page{margin-right:8mm}"),
    css("font.colour", "p.flush,h3{color:#c00}"),
    # Page numbers
    css("page_number.first", "@page:first{@top-center{content:counter(page)}}"),
    css("page_number.sequence", "@page{@top-center{content:none}}"),
    css("page_number.size", "@page{@top-center{font-size:11pt}}"),
    css("page_number.style", "@page{@top-center{font-style:italic}}"),
    css(
        "page_number.arabic",
        "@page{@top-center{content:counter(page,lower-roman)}}" + UNNUMBERED,
    ),
    css(
        "page_number.centre",
        "@page{@top-center{content:none}@top-right{content:counter(page);font-size:14pt}}"
        "@page:first{@top-right{content:none}}",
    ),
    css(
        "page_number.place",
        "@page{@top-center{content:none}"
        "@bottom-center{content:counter(page);font-size:14pt}}"
        "@page:first{@bottom-center{content:none}}",
    ),
    # The head
    css("parent.size", ".parent{font-size:11pt}"),
    css("parent.style", ".parent{font-style:italic}"),
    html("parent.case", ("ỦY BAN NHÂN DÂN", "Ủy ban nhân dân")),
    css("parent.place", ".parent{text-align:left}"),
    css("issuer.size", ".issuer{font-size:11pt}"),
    css("issuer.style", ".issuer{font-weight:normal}"),
    html("issuer.case", ("TỔ CHỈ ĐẠO TRIỂN KHAI", "Tổ chỉ đạo triển khai")),
    css("issuer.rule", ".issuer .ruled::after{width:80%}"),
    css("nation.size", ".nation{font-size:11pt}"),
    css("nation.style", ".nation{font-weight:normal}"),
    html("nation.case", (NATION, NATION.title())),
    html("nation.wrap", (NATION, "CỘNG HÒA XÃ HỘI<br>CHỦ NGHĨA VIỆT NAM")),
    css("motto.size", ".motto{font-size:12pt}"),
    css("motto.style", ".motto{font-style:italic}"),
    html("motto.case", ("Độc lập - Tự do - Hạnh phúc", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC")),
    html("motto.dash", ("Độc lập - Tự do", "Độc lập-Tự do")),
    css("motto.rule", ".motto .ruled::after{width:50%}"),
    css("motto.place", ".motto{text-align:left;padding-left:8mm}"),
    css("number.size", ".number{font-size:14pt}"),
    css("number.style", ".number{font-weight:bold}"),
    css("number.place", ".number{text-align:left}"),
    html("number.zero", ("Số: 05/", "Số: 5/")),
    html("number.spaces", ("05/BC-TCĐ", "05/ BC - TCĐ")),
    html("number.words", ("05/BC-TCĐ", "05/bc-tcđ")),
    css("place.size", ".place{font-size:12pt}"),
    css("place.style", ".place{font-style:normal}"),
    css("place.place", ".place{text-align:right}"),
    html("place.day", (DATE, "ngày 2 tháng 7 năm 2023")),
    html("place.month", (DATE, "ngày 20 tháng 07 năm 2023")),
    html("place.words", (f"Tứ Kỳ, {DATE}", "Tứ Kỳ, ngày 20, tháng 7, năm 2023")),
    css("place.line", ".place{padding-top:14pt;vertical-align:top}"),
    css("kind.size", "h1{font-size:16pt}"),
    css("kind.style", "h1{font-weight:normal}"),
    html("kind.case", (">BÁO CÁO<", ">Báo cáo<")),
    css("kind.place", "h1{text-align:left}"),
    css("subject.size", ".subject{font-size:12pt}"),
    css("subject.style", ".subject{font-style:italic}"),
    css("subject.rule", ".subject .ruled::after{width:90%}"),
    css("subject.place", ".subject{text-align:left}"),
    css("addressee.size", ".addressee{font-size:12pt}"),
    css("addressee.style", ".addressee{font-weight:bold}"),
    # The text
    html("bases.style", (OPENING, BASES.replace("i>", "b>") + OPENING)),
    html("bases.ends", (OPENING, BASES.replace("phương;", "phương,") + OPENING)),
    css("body.size", "p:not(.addressee){font-size:12pt}", "items.size"),
    css("body.style", "h3+p,h4+p{font-style:italic}"),
    css("items.style", "h2+p{font-style:italic}", "body.style"),
    css("body.justify", "p:not(.addressee){text-align:left}"),
    css("body.indent", "p:not(.addressee){text-indent:0}"),
    css("body.spacing", "p{margin:0}"),
    css("body.leading", "body{line-height:2}.letterhead{line-height:1.2}"),
    css("heading_1.size", "h2{font-size:16pt}"),
    css("heading_1.style", "h2{font-weight:normal}"),
    html("heading_1.case", ("II. TỒN TẠI, HẠN CHẾ", "II. Tồn tại, hạn chế")),
    html("heading_1.sequence", ("III. PHƯƠNG", "IV. PHƯƠNG")),
    css("heading_2.size", "h3{font-size:16pt}"),
    css("heading_2.style", "h3{font-weight:normal}"),
    html("heading_2.case", ("Thông tin chung", "THÔNG TIN CHUNG")),
    html("heading_2.sequence", (">2. Số liệu", ">3. Số liệu"), ("2.1.", "3.1.")),
    css("heading_3.style", "h4{font-weight:normal}"),
    html("heading_3.sequence", (">2.1.", ">2.2.")),
    html("items.sequence", (">3. <", ">4. <")),
    html("items.letters", (">b) <", ">c) <")),
    html("end.mark", ("./.", ".")),
    # The end
    css("recipients_heading.size", ".recipients .heading{font-size:14pt}"),
    css("recipients_heading.style", ".recipients .heading{font-style:normal}"),
    css("recipients_heading.place", ".recipients .heading{padding-left:15mm}"),
    css("recipients.size", ".recipients .line{font-size:13pt}"),
    css("recipients.style", ".recipients .line{font-style:italic}"),
    css("recipients.place", ".recipients .line{padding-left:15mm}"),
    html("recipients.dashes", ("- Sở TTTT", "Sở TTTT")),
    html("recipients.ends", ("Sở TTTT;", "Sở TTTT,")),
    html("recipients.as_above", ("- Như trên", "- UBND huyện")),
    html("recipients.archive", ("Lưu: VT, VHTT", "Phòng VHTT")),
    css("authority.size", ".signer div:first-child{font-size:12pt}"),
    css("authority.style", ".signer div:first-child{font-weight:normal}"),
    html("authority.case", ("KT. TỔ TRƯỞNG", "KT. Tổ trưởng")),
    css("authority.place", ".signer{text-align:left}"),
    html("name.case", ("Trương Thị Toan", "TRƯƠNG THỊ TOAN")),
    html("name.titles", ("Trương Thị Toan", "ThS. Trương Thị Toan")),
    css("name.style", ".signer div:last-child{font-weight:normal}"),
    css("name.size", ".signer div:last-child{font-size:16pt}"),
    css("name.place", ".signer div:last-child{text-align:left}"),
    css("space.room", ".signer .space{height:3mm}"),
    css("space.picture", ".signer .space{border:1pt solid black}"),
    css("breaks.signature", ".signature{break-before:page}.ending,p{break-after:auto}"),
]


@pytest.mark.parametrize(("words", "style", "expected"), BROKEN)
def test_a_row_that_is_broken_alone_is_found_alone(words, style, expected):
    assert rules_of(broken(PAPER, *words, css=style)) == expected


@pytest.mark.parametrize("paper", [PAPER, WITH_ANNEXES, ADDRESSED_TO_MANY, LETTER])
def test_a_paper_of_ours_breaks_nothing(paper):
    assert lint(render_pdf(paper)) == ()


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([(OPENING, BASES + OPENING)], id="legal bases"),
        pytest.param(
            [("I. KẾT", "A. KẾT"), ("II. TỒN", "B. TỒN"), ("III. PHƯ", "C. PHƯ")],
            id="parts by letters",
        ),
        pytest.param([("2.1. ", "")], id="a heading without a number"),
        pytest.param([(TABLE, CAPTIONED)], id="caption"),
        pytest.param([(SIGNERS, SECOND_SIGNER), (AFTER_SIGNERS, BELOW)], id="two sign"),
        pytest.param([("05/BC-TCĐ", "        /BC-TCĐ"), (DATE, GAPS)], id="a draft"),
    ],
)
def test_what_the_decree_leaves_open_breaks_nothing(words):
    assert rules_of(broken(PAPER, *words, css=CAPTION)) == set()


def test_the_report_of_2023_breaks_nothing():
    assert lint(render_pdf(DOCUMENT)) == ()
    issued = replace(PAPER, sections=DOCUMENT.sections, opening=DOCUMENT.opening)
    assert lint(render_pdf(issued)) == ()


def of(paper, rule, *words, css="", also=()):
    return pytest.param(paper, words, css, {rule, *also}, id=rule)


LONG_TEXT = replace(PAPER, sections=(Section(1, "I.", "Mục", (Paragraph(LONG),) * 25),))
SPACE = '<div class="space"></div>'
TITLE = '<div class="title">'
ADDRESSEE = '<p class="addressee">Kính gửi: Sở Thông tin và Truyền thông</p>'
UPPER, SMALL = (
    f'<i style="{style}">' for style in ("text-transform:uppercase", "font-size:12pt")
)
NO_TEXT = "p:not(.addressee),h2,h3,h4,.indicators{display:none}"
NO_SIGNER = ".signer{visibility:hidden}"
NARROW = ".nation{font-size:12pt}col.right{width:92mm}table{width:155mm}"
TORN = (
    ".ending,.signature,.signature tr{break-inside:auto}.signature{break-before:auto}"
    ".signer .space{height:150mm}"
)
BROKEN_ELSEWHERE = [
    # A component that is not there
    of(PAPER, "nation.missing", (NATION, "")),
    of(PAPER, "motto.missing", ("Độc lập - Tự do - Hạnh phúc", "Muôn năm")),
    of(PAPER, "number.missing", ("Số: 05/BC-TCĐ", "")),
    of(PAPER, "place.missing", (f"Tứ Kỳ, {DATE}", "")),
    of(PAPER, "issuer.missing", css=".issuer,.parent{display:none}"),
    of(PAPER, "paper.landscape", css="@page:nth(2){size:A4 landscape}"),
    of(PAPER, "margins.top", css="@page{margin-top:32mm}"),
    of(LONG_TEXT, "margins.bottom", css="@page{margin-bottom:40mm}"),
    of(PAPER, "margins.left", css=f"@page{{margin-left:40mm}}{NARROW}"),
    of(PAPER, "margins.right", css=f"@page{{margin-right:25mm}}{NARROW}"),
    of(PAPER, "text.nfc", ("phối hợp", normalize("NFD", "phối hợp"))),
    of(PAPER, "space.empty", (SPACE, f"{SPACE}<div>(Đã ký)</div>")),
    of(PAPER, "order.order", (ADDRESSEE, ""), (TITLE, ADDRESSEE + TITLE)),
    of(LONG_TEXT, "breaks.heading", css="h2{break-after:page}"),
    of(PAPER, "breaks.torn", css=TORN),
    of(PAPER, "recipients_heading.missing", ("Nơi nhận:", "")),
    of(PAPER, "name.missing", ("<div>Trương Thị Toan</div>", "")),
    of(PAPER, "addressee.missing", css=".addressee{display:none}"),
    of(PAPER, "kind.missing", (">BÁO CÁO<", "><")),
    of(PAPER, "subject.missing", css=".subject{display:none}"),
    of(
        PAPER,
        "body.missing",
        css="p:not(.addressee),h2,h3,h4,.indicators{display:none}",
    ),
    of(PAPER, "recipients.missing", css=".recipients .line{display:none}"),
    of(
        PAPER,
        "authority.missing",
        css=".signer{visibility:hidden}",
        also=("name.missing",),
    ),
    of(PAPER, "addressee.absent", (ADDRESSEE, ""), ("- Như trên;", "- Sở Nội vụ;")),
    # Places and cases that a declaration for all of a row cannot break alone
    of(PAPER, "nation.place", css=".nation{padding-top:8mm}"),
    of(PAPER, "issuer.place", css=".issuer{text-align:left}"),
    of(PAPER, "addressee.case", css=".addressee{text-transform:uppercase}"),
    of(PAPER, "bases.case", (OPENING, BASES.replace("<i>", UPPER) + OPENING)),
    of(PAPER, "bases.size", (OPENING, BASES.replace("<i>", SMALL) + OPENING)),
    of(PAPER, "body.case", css="h3+p,h4+p{text-transform:uppercase}"),
    of(PAPER, "items.case", ("a) </span>Cấp xã", "a) </span>CẤP XÃ, THỊ TRẤN")),
    of(PAPER, "heading_3.case", css="h4{text-transform:uppercase}"),
    of(PAPER, "heading_3.size", css="h4{font-size:16pt}"),
    of(PAPER, "place.case", css=".place{text-transform:uppercase}"),
    of(PAPER, "subject.case", css=".subject{text-transform:uppercase}"),
    of(PAPER, "recipients.case", css=".recipients .line{text-transform:uppercase}"),
    of(PAPER, "recipients_heading.case", ("Nơi nhận:", "NƠI NHẬN:")),
    of(LETTER, "about.case", css=".about{text-transform:uppercase}"),
    # Addressees below each other
    of(
        ADDRESSED_TO_MANY,
        "addressee.same_line",
        ('<p class="one">- UBND huyện;</p>', ""),
        ('<p class="one">- Sở Nội vụ.</p>', ""),
        ('"one">- Sở TTTT;', '"one">- Sở TTTT.'),
    ),
    of(ADDRESSED_TO_MANY, "addressee.ends", ("- UBND huyện;", "- UBND huyện,")),
    of(ADDRESSED_TO_MANY, "addressee.aligned", css=".addressees .one{margin-left:0}"),
    of(ADDRESSED_TO_MANY, "addressee.dashes", ("Kính gửi:", "Kính gửi: Tỉnh ủy")),
    # A công văn
    of(LETTER, "about.size", css=".about{font-size:14pt}"),
    of(LETTER, "about.style", css=".about{font-weight:bold}"),
    of(LETTER, "about.place", css=".about{text-align:left}"),
    # Annexes
    of(
        WITH_ANNEXES,
        "annex.page",
        css=".annex{break-before:auto}.annex,.wide{page:auto}h3+p,h4+p{display:none}",
    ),
    of(
        WITH_ANNEXES, "annex.label", css=".annex .title div:first-child{font-size:11pt}"
    ),
    of(WITH_ANNEXES, "annex.roman", ("Phụ lục II", "Phụ lục 2")),
    of(
        WITH_ANNEXES,
        "annex.title",
        ("LỜI KỂ CỦA CÁC XÃ", "Lời kể của các xã"),
        css=".annex h2{text-transform:none}",
    ),
    of(WITH_ANNEXES, "annex.enclosed", css=".enclosed{font-style:normal}"),
    of(WITH_ANNEXES, "annex.end", ("Hết./.", "Hết.")),
]


@pytest.mark.parametrize(("paper", "words", "style", "expected"), BROKEN_ELSEWHERE)
def test_what_one_page_of_text_cannot_break(paper, words, style, expected):
    assert rules_of(broken(paper, *words, css=style)) == expected


def test_every_rule_has_been_broken_above():
    cases = [*BROKEN, *BROKEN_ELSEWHERE]
    broken_rules = set().union(*(case.values[-1] for case in cases))
    assert set(RULES) - broken_rules == {"font.family"}  # in a foreign file, below
