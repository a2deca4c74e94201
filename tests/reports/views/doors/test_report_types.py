"""Report types made in the browser: framed, arranged, used; every message in place."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Report, ReportType, TypeSection
from reports.report_types import make_type, patterns
from tests.factories import (
    make_district,
    make_indicator,
    make_letterhead,
    make_signer,
)
from tests.pages import Page
from tests.reports.doors import address, opened
from tests.reports.outputs import paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_type(district):
    return make_type(district, "quarter")


def filled(page, button="Lưu", **changes):
    """What pressing the button sends, some fields changed; None: unticked."""
    _, fields = Page(page.content).form_with(button)
    fields |= {name: value for name, value in changes.items() if value is not None}
    return {name: fields[name] for name in fields if changes.get(name, "") is not None}


def post(hoa, url, button="Lưu", **changes):
    return hoa.post(url, filled(hoa.get(url), button, **changes), follow=True)


def add_type(hoa, source, name):
    post(hoa, address("report_type_add"), source=source, name=name)
    return ReportType.objects.get(name=name)


def add_section(hoa, row, title, level, **fields):
    answer = post(
        hoa,
        address("type_section_add", row.pk),
        title=title,
        level=str(level),
        **fields,
    )
    assert answer.status_code == 200
    return row.sections.get(title=title)


def printed(hoa, district, officer, row, kind, phrase, next_phrase):
    """The text of the draft that is begun from the type for such a period."""
    make_letterhead(district)
    period = opened(
        district, officer, kind=kind, phrase=phrase, next_phrase=next_phrase
    )
    url = address("report_start", period.pk)
    post(hoa, url, "Bắt đầu viết", start=str(row.pk))
    answer = hoa.get(address("preview_pdf", period.pk))
    assert answer["Content-Type"] == "application/pdf"
    return paper.plain("\n".join(paper.pages_by_poppler(answer.content)))


def stand_in_order(text, *pieces):
    at = 0
    for piece in pieces:
        found = text.find(piece.casefold(), at)
        assert found >= 0, f"“{piece}” does not stand behind the others: {text}"
        at = found + len(piece)


def test_a_quarter_report_is_made_from_nothing(hoa, district, officer):
    row = add_type(hoa, "blank", "Báo cáo quý của huyện")
    post(
        hoa,
        address("report_type_edit", row.pk),
        period_kind="quarter",
        subject="Kết quả hoạt động của Tổ CNSCĐ {ky}",
        addressees="UBND tỉnh\nSở Thông tin và Truyền thông",
        bases="Căn cứ Nghị định số 09/2019/NĐ-CP\nCăn cứ Kế hoạch số 203/KH-TCĐ;",
        recipients="Như trên\nLưu: VT",
        level_1="A.",
        level_2="I.",
        level_3="1.",
        level_4="(1)",
    )
    add_section(hoa, row, "Kết quả {ky}", 1)
    add_section(hoa, row, "Công tác chỉ đạo", 2)
    add_section(hoa, row, "Văn bản", 3, body="Đã ban hành 02 văn bản.")
    add_section(hoa, row, "Cấp huyện", 4)
    add_section(hoa, row, "Nhiệm vụ {ky_sau}", 1, body="- Tiếp tục tập huấn.")
    numbers = ("quarter", "quý I năm 2023", "quý II năm 2023")
    stand_in_order(
        printed(hoa, district, officer, row, *numbers),
        "số: /bc-tcđ",
        "BÁO CÁO Kết quả hoạt động của Tổ CNSCĐ quý I năm 2023",
        "Kính gửi: - UBND tỉnh; - Sở Thông tin và Truyền thông.",
        "Căn cứ Nghị định số 09/2019/NĐ-CP; Căn cứ Kế hoạch số 203/KH-TCĐ.",
        "Tổ chỉ đạo CNSCĐ huyện Tứ Kỳ báo cáo kết quả hoạt động quý I năm 2023",
        "A. Kết quả quý I năm 2023 I. Công tác chỉ đạo 1. Văn bản Đã ban hành",
        "(1) Cấp huyện B. Nhiệm vụ quý II năm 2023 - Tiếp tục tập huấn.",
        "Nơi nhận:",
    )


def test_a_year_report_with_two_signatures_is_made_from_a_pattern(
    hoa, district, officer
):
    row = add_type(hoa, "year", "Báo cáo năm")
    post(hoa, address("report_type_edit", row.pk), two_signatures="on")
    left, right = make_signer(district, "Trần Văn A"), make_signer(district)
    years = ("year", "năm 2023", "năm 2024")
    text = printed(hoa, district, officer, row, *years)
    stand_in_order(text, "I. kết quả", "2.1. Ban hành văn bản", "3.1. số liệu", "STT")
    report = Report.objects.get()
    signers = {"second_signer": str(left.pk), "signer": str(right.pk)}
    post(hoa, address("report_edit", report.period_id), **signers)
    answer = hoa.get(address("preview_pdf", report.period_id))
    (*_, last) = paper.words(answer.content)
    names = {word.text: word for word in last if word.text in ("A", "Toan", "nhận:")}
    assert names["A"].right < 112 < names["Toan"].left
    assert names["nhận:"].top > names["A"].bottom


def test_a_plain_letter_report_is_made_from_nothing(hoa, district, officer):
    row = add_type(hoa, "blank", "Báo cáo dạng công văn")
    post(
        hoa,
        address("report_type_edit", row.pk),
        kind="",
        period_kind="ad_hoc",
        subject="báo cáo tình hình {ky}",
        addressees="UBND tỉnh",
        with_place=None,
        level_1="1.",
        level_2="",
    )
    add_section(hoa, row, "Kết quả", 1, body="Tốt.")
    add_section(hoa, row, "Không có số", 2)
    asked = ("ad_hoc", "tháng 3 năm 2023", "tháng 4 năm 2023")
    text = printed(hoa, district, officer, row, *asked)
    stand_in_order(
        text,
        "số: /tcđ",
        "V/v báo cáo tình hình tháng 3 năm 2023",
        "Kính gửi: UBND tỉnh",
        "1. Kết quả Tốt. Không có số",
    )
    assert "ngày" not in text.split("kính gửi")[0]
    assert "nơi nhận" not in text


def test_sections_are_arranged_and_taken_out(hoa, of_type):
    numbers, plans = of_type.sections.all()[2], of_type.sections.last()
    hoa.post(address("type_section_move", plans.pk), {"huong": "len"})
    hoa.post(address("type_section_delete", numbers.pk))
    page = Page(hoa.get(address("report_type", of_type.pk)).content)
    assert page.texts(".outline li > span > a") == [
        "I. KẾT QUẢ HOẠT ĐỘNG {ky}",
        "1. Công tác chỉ đạo, điều hành",
        "II. NHIỆM VỤ TRỌNG TÂM {ky_sau}",
        "III. KHÓ KHĂN, VƯỚNG MẮC",
    ]
    answer = hoa.post(
        address("type_section_move", plans.pk), {"huong": "len"}, follow=True
    )
    hoa.post(address("type_section_move", plans.pk), {"huong": "len"})
    assert of_type.sections.first() == plans
    assert answer.status_code == 200


def test_a_section_is_put_behind_the_one_that_is_chosen(hoa, of_type):
    first = of_type.sections.first()
    url = f"{address('type_section_add', of_type.pk)}?sau={first.pk}"
    post(hoa, url, title="Đánh giá", level="1")
    assert [s.title for s in of_type.sections.all()][3] == "Đánh giá"


def test_a_section_that_is_left_out_carries_no_number(hoa, of_type):
    section = of_type.sections.first()
    post(hoa, address("type_section_edit", section.pk), in_report=None)
    page = Page(hoa.get(address("report_type", of_type.pk)).content)
    assert page.texts(".outline li > span")[0] == "KẾT QUẢ HOẠT ĐỘNG {ky} không in ra"


def test_a_retired_type_is_offered_no_longer_until_it_is_brought_back(
    hoa, district, officer, of_type
):
    make_type(district, "year")
    period = opened(district, officer, kind="quarter")
    url = address("report_start", period.pk)
    hoa.post(address("report_type_retire", of_type.pk), follow=True)
    assert "Báo cáo quý" not in Page(hoa.get(url).content).text
    assert "Báo cáo quý" in Page(hoa.get(address("report_types")).content).text
    hoa.post(address("report_type_restore", of_type.pk))
    assert "Báo cáo quý" in Page(hoa.get(url).content).text


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"name": "Báo cáo"}, "source", "Đề nghị chọn một mẫu."),
        ({"name": "Báo cáo", "source": "9999"}, "source", "Đề nghị chọn một mẫu."),
        ({"source": "blank"}, "name", "Đề nghị đặt tên"),
        ({"source": "quarter"}, "name", "Đã có loại báo cáo mang tên này."),
        ({"source": "year", "name": "báo cáo  quý"}, "name", "Đã có loại báo cáo"),
        ({"source": "year", "name": "a" * 201}, "name", "200"),
    ],
)
def test_a_new_type_that_cannot_be_says_why(hoa, of_type, data, field, words):
    answer = hoa.post(address("report_type_add"), data)
    assert answer.status_code == 422
    assert words in answer.context["form"].errors[field][0]
    assert ReportType.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"subject": "Báo cáo {kys}"}, "subject", "Có phải {ky}?"),
        ({"subject": "Theo {can_cu}"}, "subject", "Không có số liệu tên {can_cu}."),
        ({"opening": "Theo {cancu}"}, "opening", "Có phải {can_cu}?"),
        ({"bases": "Căn cứ kế hoạch 😀"}, "bases", "😀"),
        ({"bases": "Căn cứ A\nKế hoạch B"}, "bases", "sửa dòng “Kế hoạch B”"),
        ({"kind": "BÁO CÁO 😀"}, "kind", "😀"),
        ({"level_1": "1.1."}, "level_1", "1.1."),
        ({"name": ""}, "name", "bắt buộc"),
    ],
)
def test_a_frame_that_cannot_be_says_so_at_its_field(
    hoa, of_type, changes, field, words
):
    url = address("report_type_edit", of_type.pk)
    answer = hoa.post(url, filled(hoa.get(url), **changes))
    assert answer.status_code == 422
    assert words in answer.context["form"].errors[field][0]


def test_a_type_may_begin_with_the_dispatch_and_cite_the_catalogue(
    hoa, district, of_type
):
    make_indicator(district, "guided")
    section = of_type.sections.first()
    body = "{don_vi} hướng dẫn {guided} người, theo {can_cu}."
    post(hoa, address("type_section_edit", section.pk), body=body)
    section.refresh_from_db()
    assert section.body == body


def test_renaming_keeps_the_last_words_of_the_type(hoa, district, officer, of_type):
    first = opened(district, officer, kind="quarter")
    post(hoa, address("report_start", first.pk), "Bắt đầu viết", start=str(of_type.pk))
    post(hoa, address("report_type_edit", of_type.pk), name="Báo cáo quý 2023")
    of_type.refresh_from_db()
    assert of_type.name == Report.objects.get().type_name == "Báo cáo quý 2023"
    # the same name again, in other letters, is no other type's
    post(hoa, address("report_type_edit", of_type.pk), name="BÁO CÁO QUÝ 2023")
    assert ReportType.objects.get().name == "BÁO CÁO QUÝ 2023"


def test_another_office_s_types_are_not_there(hoa):
    other = make_type(make_district("Gia Lộc"), "year")
    section = other.sections.first()
    names = [
        ("report_type", other),
        ("report_type_edit", other),
        ("type_section_add", other),
        ("type_section_edit", section),
        ("type_section_delete", section),
    ]
    for name, row in names:
        assert hoa.get(address(name, row.pk)).status_code == 404
    for name, row in [
        ("report_type_retire", other),
        ("report_type_restore", other),
        ("type_section_move", section),
    ]:
        answer = hoa.post(address(name, row.pk), {"huong": "len"})
        assert answer.status_code == 404
    assert "Bản sao" not in Page(hoa.get(address("report_type_add")).content).text


def test_a_move_that_says_neither_up_nor_down_is_no_page(hoa, of_type):
    url = address("type_section_move", of_type.sections.first().pk)
    assert hoa.post(url, {"huong": "ngang"}).status_code == 404


def test_the_pages_take_as_many_queries_whatever_their_length(hoa, district, of_type):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            hoa.get(address("report_types"))
            hoa.get(address("report_type", of_type.pk))
        counts.append(len(queries))
        for key in ("year", "letter"):
            make_type(district, key, name=f"{key} {len(counts)}")
        TypeSection.objects.create(type=of_type, level=6, title="x", position=9)
    assert counts[0] == counts[1]


def test_an_office_without_types_is_told_the_next_step(hoa):
    page = Page(hoa.get(address("report_types")).content)
    assert "Chưa có loại báo cáo nào" in page.text
    form = Page(hoa.get(address("report_type_add")).content)
    for name in patterns().values():
        assert name.casefold() in form.text.casefold()
