"""The report of July 2023 as paper: Decree 30/2020/NĐ-CP, read back from the file."""

import datetime
import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from reports.blocks import (
    Bullet,
    IndicatorTable,
    Letterhead,
    Paragraph,
    PlaceTable,
    ReportDocument,
    Row,
    Section,
    Status,
)
from reports.outputs import fonts
from reports.outputs.pdf import (
    FontsOnly,
    ReportRenderError,
    render_html,
    render_pdf,
    write_pdf,
)
from tests.reports.outputs import paper
from tests.reports.outputs.source_document import DOCUMENT, ROWS, document

OWN_FONTS = {
    "Phong-To-Trinh",
    "Phong-To-Trinh-Bold",
    "Phong-To-Trinh-Italic",
    "Phong-To-Trinh-Bold-Italic",
}
ISSUED = {
    "status": Status.ISSUED,
    "is_example": False,
    "number": "5",
    "date": datetime.date(2023, 7, 20),
}


@pytest.fixture(scope="module")
def draft() -> bytes:
    return render_pdf(DOCUMENT)


@pytest.fixture(scope="module")
def issued() -> bytes:
    return render_pdf(document(**ISSUED))


def with_text(text: str) -> ReportDocument:
    return document(sections=(Section(1, "I.", "Mục", (Paragraph(text),)),))


def texts_in_order(report: ReportDocument):
    yield report.opening
    for section in report.sections:
        yield f"{section.number} {section.title}"
        for block in section.blocks:
            match block.kind:
                case "paragraph":
                    yield block.text
                case "bullet":
                    yield f"- {block.text}"
                case "numbered":
                    yield f"{block.number} {block.text}"
                case "table":
                    yield " ".join(block.columns)
                    for row in block.rows:
                        yield f"{row.stt} {row.name} {row.unit} {row.value}"
    yield report.closing


# What is said


@pytest.mark.parametrize("copy", ["draft", "issued"])
def test_every_text_is_read_back_in_order(copy, request):
    text = paper.body(request.getfixturevalue(copy))
    expected = " ".join(paper.plain(part) for part in texts_in_order(DOCUMENT))
    assert expected in text


def test_another_program_reads_the_same_paragraphs(draft):
    pages = paper.pages_by_poppler(draft)
    without_numbers = [pages[0]] + [page.split("\n", 1)[1] for page in pages[1:]]
    text = paper.plain(" ".join(without_numbers))
    place = 0
    for part in texts_in_order(document(sections=DOCUMENT.sections[5:])):
        found = text.find(paper.plain(part), place)
        assert found >= 0, part
        place = found


def test_letterhead_recipients_and_signature_are_each_read_back_as_a_block(issued):
    text = paper.body(issued)
    assert text.startswith(
        paper.plain(
            """ỦY BAN NHÂN DÂN HUYỆN TỨ KỲ
            TỔ CHỈ ĐẠO TRIỂN KHAI CÔNG NGHỆ SỐ CỘNG ĐỒNG
            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
            Số: 05/BC-TCĐ Tứ Kỳ, ngày 20 tháng 7 năm 2023
            BÁO CÁO Sơ kết hoạt động của Tổ CNSCĐ 6 tháng đầu năm 2023 và phương hướng,
            nhiệm vụ 6 tháng cuối năm 2023
            Kính gửi: Tổ chỉ đạo triển khai công nghệ số cộng đồng tỉnh Hải Dương
            Thực hiện Công văn"""
        )
    )
    assert text.endswith(
        paper.plain(
            """huyện Tứ Kỳ./.
            Nơi nhận: - Như trên; - Sở TTTT; - Chủ tịch, các PCT UBND huyện;
            - Tổ chỉ đạo CNSCĐ huyện; - Tổ CNSCĐ các xã, thị trấn; - Lưu: VT.
            TM. TỔ CHỈ ĐẠO CNSCĐ KT. TỔ TRƯỞNG TỔ PHÓ
            TRƯỞNG PHÒNG VH&TT Trương Thị Toan"""
        )
    )


def test_what_the_decree_sets_in_capitals_is_in_capitals(issued):
    pages = paper.pages(issued)
    for line in ("TỔ CHỈ ĐẠO TRIỂN KHAI", "BÁO CÁO", "I. KẾT QUẢ HOẠT ĐỘNG"):
        assert line in pages[0]
    for line in ("TM. TỔ CHỈ ĐẠO CNSCĐ", "TRƯỞNG PHÒNG VH&TT", "Trương Thị Toan"):
        assert line in pages[-1]


def test_hostile_text_prints_as_itself():
    hostile = "<b>&amp; {x} {{ y }} {% z %} <script src='//x'></script> \"quoted\" <!--"
    pdf = render_pdf(
        document(
            subject=hostile,
            recipients=(hostile,),
            sections=(
                Section(
                    1,
                    "I.",
                    "Mục",
                    (
                        Bullet(hostile),
                        IndicatorTable((Row("1", hostile, "Cái", hostile),)),
                    ),
                ),
            ),
        )
    )
    assert paper.body(pdf).count(paper.plain(hostile)) == 5


def test_codes_are_not_broken_at_the_end_of_a_line():
    text = "Quyết định số 1252/QĐ-UBND của xã Tứ Kỳ - Hải Dương. " * 40
    lines = "\n".join(paper.pages(render_pdf(with_text(text)))).splitlines()
    assert sum(line.count("1252/QĐ-UBND") for line in lines) == 40
    assert not [line for line in lines if line.startswith("- Hải")]


# Number, place and date


@pytest.mark.parametrize(
    ("number", "line"),
    [("5", "Số: 05/BC-TCĐ"), ("05", "Số: 05/BC-TCĐ"), ("123", "Số: 123/BC-TCĐ")],
)
def test_numbers_below_ten_carry_a_zero(number, line):
    assert document(number=number).number_line == line


def test_a_draft_keeps_the_gap_for_the_number():
    assert DOCUMENT.number_line == "Số:         /BC-TCĐ"


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (datetime.date(2023, 7, 5), "Tứ Kỳ, ngày 05 tháng 7 năm 2023"),
        (datetime.date(2023, 2, 20), "Tứ Kỳ, ngày 20 tháng 02 năm 2023"),
        (datetime.date(2023, 1, 1), "Tứ Kỳ, ngày 01 tháng 01 năm 2023"),
        (datetime.date(2023, 12, 31), "Tứ Kỳ, ngày 31 tháng 12 năm 2023"),
    ],
)
def test_days_below_ten_and_months_below_three_carry_a_zero(day, line):
    assert document(date=day).place_and_date == line


@pytest.mark.parametrize(
    ("month", "year", "line"),
    [
        (7, 2023, "Tứ Kỳ, ngày       tháng 7 năm 2023"),
        (None, 2023, "Tứ Kỳ, ngày       tháng       năm 2023"),
        (None, None, "Tứ Kỳ, ngày       tháng       năm"),
    ],
)
def test_a_draft_keeps_the_gaps_of_the_date(month, year, line):
    assert document(month=month, year=year).place_and_date == line


def test_number_and_date_stand_on_one_line(draft):
    lines = {run.text.split()[0]: run for run in paper.runs(draft)}
    assert lines["Số:"].baseline == pytest.approx(lines["Tứ"].baseline, abs=0.1)


# How it looks


def test_only_the_projects_own_fonts_are_in_the_file(draft):
    assert paper.fonts(draft) == OWN_FONTS


def test_pages_are_a4_with_the_decrees_margins(draft):
    for page in PdfReader(BytesIO(draft)).pages:
        size = [float(side) / paper.POINTS_PER_MM for side in page.mediabox[2:]]
        assert size == pytest.approx([210, 297], abs=0.1)
    for words in paper.words(draft):
        body = [word for word in words if word.top > 18]
        assert min(word.left for word in body) >= 29.9
        assert max(word.right for word in body) <= 195.5
        assert max(word.bottom for word in body) <= 277.1


def test_the_national_title_is_one_line_in_its_cell(draft):
    title = ["CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM"]
    words = paper.words(draft)[0]
    texts = [word.text for word in words]
    start = next(i for i in range(len(texts)) if texts[i : i + len(title)] == title)
    line = words[start : start + len(title)]
    assert len({round(word.top) for word in line}) == 1
    assert line[0].left >= 30 + 68
    assert line[-1].right <= 195.5


@pytest.mark.parametrize(
    ("text", "points", "style"),
    [
        ("ỦY BAN NHÂN DÂN", 13, ""),
        ("CÔNG NGHỆ SỐ CỘNG ĐỒNG", 13, "-Bold"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "-Bold"),
        ("Độc lập - Tự do - Hạnh phúc", 14, "-Bold"),
        ("Số: 05/BC-TCĐ", 13, ""),
        ("Tứ Kỳ, ngày 20 tháng 7 năm 2023", 14, "-Italic"),
        ("BÁO CÁO", 14, "-Bold"),
        ("và phương hướng, nhiệm vụ 6 tháng cuối năm 2023", 14, "-Bold"),
        ("I. KẾT QUẢ HOẠT ĐỘNG 6 THÁNG ĐẦU NĂM 2023", 14, "-Bold"),
        ("1. Thông tin chung", 14, "-Bold"),
        ("Số lượng Tổ CNSCĐ cấp xã: 23.", 14, ""),
    ],
)
def test_sizes_and_styles_are_the_decrees(issued, text, points, style):
    runs = [run for run in paper.runs(issued) if run.text == text]
    assert [(run.points, run.font) for run in runs] == [
        (points, f"Phong-To-Trinh{style}")
    ]


@pytest.mark.parametrize(
    ("text", "points", "style"),
    [
        ("Nơi nhận:", 12, "-Bold-Italic"),
        ("- Như trên;", 11, ""),
        ("TM. TỔ CHỈ ĐẠO CNSCĐ", 14, "-Bold"),
        ("Trương Thị Toan", 14, "-Bold"),
    ],
)
def test_sizes_and_styles_at_the_end_are_the_decrees(issued, text, points, style):
    runs = [run for run in paper.runs(issued, -1) if run.text == text]
    assert [(run.points, run.font) for run in runs] == [
        (points, f"Phong-To-Trinh{style}")
    ]


def test_first_lines_are_indented_by_12_7_mm_and_lines_are_1_to_1_15_apart(draft):
    words = [word for word in paper.words(draft)[0] if word.top > 80]
    opening = next(i for i, word in enumerate(words) if word.text == "Thực")
    assert words[opening].left == pytest.approx(30 + 12.7, abs=0.3)
    second = next(word for word in words[opening:] if word.left < 30.2)
    apart = (second.top - words[opening].top) * paper.POINTS_PER_MM
    single = 1.149 * 14  # what a word processor calls single, in this font
    assert single <= apart <= 1.15 * single


def test_pages_are_numbered_in_the_top_margin_from_page_2(draft):
    first, *others = paper.words(draft)
    assert not [word for word in first if word.top < 18 and word.text.isdigit()]
    for number, words in enumerate(others, start=2):
        (mark,) = [word for word in words if word.top < 18]
        assert mark.text == str(number)
        assert (mark.left + mark.right) / 2 == pytest.approx(30 + 165 / 2, abs=0.5)


def test_a_wide_parent_agency_breaks_before_the_name_of_its_area(draft):
    lines = paper.pages(draft)[0].splitlines()
    assert lines[1:3] == ["ỦY BAN NHÂN DÂN", "HUYỆN TỨ KỲ"]


def test_a_parent_agency_that_fits_takes_one_line():
    head = Letterhead("UBND huyện Tứ Kỳ", ("Tổ chỉ đạo CNSCĐ",), "Tứ Kỳ")
    lines = paper.pages(render_pdf(document(letterhead=head)))[0].splitlines()
    assert lines[1:3] == ["UBND HUYỆN TỨ KỲ", "TỔ CHỈ ĐẠO CNSCĐ"]


def test_the_subject_is_broken_into_lines_of_like_width():
    lines = fonts.balanced(DOCUMENT.subject, 165, 14, fonts.BOLD)
    assert lines == (
        "Sơ kết hoạt động của Tổ CNSCĐ 6 tháng đầu năm 2023",
        "và phương hướng, nhiệm vụ 6 tháng cuối năm 2023",
    )


def test_several_addressees_stand_below_each_other_under_the_colon():
    pdf = render_pdf(document(addressees=("Sở TTTT", "UBND huyện;")))
    assert "kính gửi: - sở tttt; - ubnd huyện." in paper.body(pdf)
    words = paper.words(pdf)[0]
    colon = next(word for word in words if word.text == "gửi:")
    dashes = [w for w in words if w.text == "-" and colon.top < w.top < colon.top + 14]
    assert [dash.left for dash in dashes] == pytest.approx([colon.right] * 2, abs=1.5)


# Marks of state


def test_a_draft_of_example_data_says_both_in_the_head_of_page_1(draft):
    head = [word for word in paper.words(draft)[0] if word.top < 18]
    head.sort(key=lambda word: word.left)
    assert [word.text for word in head] == ["Số", "liệu", "ví", "dụ", "DỰ", "THẢO"]


@pytest.mark.parametrize("status", [Status.SIGNING, Status.ISSUED])
def test_the_copy_for_signature_and_the_issued_one_carry_no_mark(status):
    pdf = render_pdf(document(status=status, is_example=False))
    assert [word for word in paper.words(pdf)[0] if word.top < 18] == []


def test_the_code_of_its_figures_stands_in_the_foot_of_every_page(draft):
    pages = paper.words(render_pdf(document(code="7F3A-92C1")))
    assert len(pages) == len(paper.words(draft))
    for words in pages:
        foot = [word for word in words if word.top > 277]
        assert [word.text for word in foot] == ["Mã", "số", "liệu:", "7F3A-92C1"]
        assert foot[-1].right == pytest.approx(195, abs=0.5)
    assert [
        word for words in paper.words(draft) for word in words if word.top > 277
    ] == []


def test_a_coded_paper_is_numbered_and_marked_as_any_other():
    first, second, *_ = paper.words(render_pdf(document(code="7F3A-92C1")))
    assert [w.text for w in second if w.top < 18] == ["2"]
    assert {"Số", "DỰ"} <= {w.text for w in first if w.top < 18}


# Pages


def test_places_by_figures_are_read_back_line_by_line():
    places = PlaceTable(
        ("STT", "Thôn", "Số hộ", "Số người"),
        (("1", "An Lao", "350", "–"), ("2", "Xuân Nẻo", "420", "chưa có")),
        ("", "Cộng", "770", "12"),
    )
    pdf = render_pdf(document(sections=(Section(1, "I.", "Bảng", (places,)),)))
    assert (
        "stt thôn số hộ số người 1 an lao 350 – 2 xuân nẻo 420 chưa có cộng 770 12"
    ) in paper.body(pdf)


def test_the_tables_head_is_repeated_on_each_page_and_rows_stay_whole():
    rows = tuple(
        Row(str(i), f"Đầu {ROWS[1].name} đuôi{i}", "Buổi", str(i)) for i in range(60)
    )
    pdf = render_pdf(
        document(sections=(Section(2, "1.", "Bảng", (IndicatorTable(rows),)),))
    )
    tables = [page for page in paper.pages(pdf) if "Đầu Số buổi" in page]
    assert len(tables) > 2
    for page in tables:
        assert page.count("STT") == page.count("Đơn vị tính") == 1
        assert page.count("Đầu Số buổi") == page.count("đuôi")


def test_a_row_taller_than_a_page_runs_on_below_a_repeated_head():
    row = Row("1", "Sản phẩm", "Sản phẩm", "gạo " * 1500)
    pdf = render_pdf(
        document(sections=(Section(1, "I.", "Bảng", (IndicatorTable((row,)),)),))
    )
    assert paper.body(pdf).count("gạo") == 1500
    filled = [page for page in paper.pages(pdf) if "gạo" in page]
    assert all("STT" in page for page in filled)


@pytest.mark.parametrize("lines", range(15))
def test_the_signature_is_never_torn_from_the_last_text(lines):
    blocks = (Paragraph("Một dòng."),) * (23 + lines)
    pdf = render_pdf(document(sections=(Section(1, "I.", "Mục", blocks),)))
    last = paper.plain(paper.pages(pdf)[-1])
    start = last.index("trên đây là báo cáo")
    assert start < last.index("nơi nhận:") < last.index("tổ phó")
    assert last.index("tổ phó") < last.index("trương thị toan")
    assert "một dòng." in last[:start]


@pytest.mark.parametrize("lines", range(12))
def test_no_heading_stands_alone_at_the_foot_of_a_page(lines):
    filling = (Paragraph("Một dòng."),) * (18 + lines)
    pdf = render_pdf(
        document(
            sections=(
                Section(1, "I.", "Mục", filling),
                Section(2, "2.", "Bảng sau"),
                Section(3, "2.1.", "Tiêu đề", (IndicatorTable(ROWS),)),
            )
        )
    )
    (page,) = [page for page in paper.pages(pdf) if "2.1. Tiêu đề" in page]
    assert "2. Bảng sau" in page
    assert ROWS[0].name in page


# The file


def test_the_file_tells_its_title_and_language(issued):
    reader = PdfReader(BytesIO(issued))
    assert reader.metadata.title == (
        "Báo cáo sơ kết hoạt động của Tổ CNSCĐ 6 tháng đầu năm 2023 và phương hướng, "
        "nhiệm vụ 6 tháng cuối năm 2023"
    )
    assert reader.trailer["/Root"]["/Lang"] == "vi"
    assert reader.metadata.creation_date.date() == datetime.date(2023, 7, 20)


def test_the_same_document_gives_the_same_bytes(draft):
    assert render_pdf(ReportDocument.from_json(DOCUMENT.to_json())) == draft


# What is refused


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("😀", "“😀” (U+1F600 GRINNING FACE)"),
        ("漢", "“漢” (U+6F22 CJK UNIFIED IDEOGRAPH-6F22)"),
        ("\x00", "(U+0000)"),
        ("\ud800", "(U+D800)"),
    ],
)
def test_a_character_that_the_font_lacks_is_refused_by_name(character, named):
    with pytest.raises(ReportRenderError) as refused:
        render_pdf(with_text(f"Kết quả {character} đạt được"))
    assert str(refused.value).startswith(f"Không in được ký tự {named}, trong đoạn")
    assert "Kết quả" in str(refused.value)
    str(refused.value).encode()


def test_the_font_prints_every_vietnamese_letter():
    marks = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = "".join(
        unicodedata.normalize("NFC", vowel + mark)
        for vowel in "aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐ"
        for mark in (marks if vowel not in "đĐ" else ("",))
    )
    assert len(letters) == 146
    assert fonts.unprintable(letters) is None


def test_nothing_but_the_projects_fonts_is_fetched():
    fetch = FontsOnly().fetch
    for name in fonts.FILES:
        assert fetch(f"paper-font:{name}").read() == fonts.font_bytes(name)
    for url in (
        "https://example.org/a.css",
        "file:///etc/passwd",
        "data:text/css,p{}",
        "paper-font:../../manage.py",
    ):
        with pytest.raises((ValueError, LookupError)):
            fetch(url)


def test_a_page_that_asks_for_anything_else_stops_the_rendering():
    with pytest.raises(FatalURLFetchingError):
        write_pdf('<p lang="vi">Báo cáo <img src="https://example.org/a.png"></p>')


def test_the_html_asks_for_nothing_from_outside():
    html = render_html(DOCUMENT)
    for door in ("src=", "href=", "url(", "<script", "style="):
        assert door not in html


def test_a_groups_heading_is_a_row_of_its_own():
    rows = (Row("", "Kinh tế số", "", ""), Row("1", "Số hộ", "Hộ", "12"))
    section = Section(1, "I.", "Mục", (IndicatorTable(rows),))
    grouped = document(sections=(section,))
    page = render_html(grouped)
    assert '<tr class="heading"><td colspan="4">Kinh tế số</td></tr>' in page
    assert "kinh tế số 1 số hộ hộ 12" in paper.body(render_pdf(grouped))
