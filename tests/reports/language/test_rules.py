"""Each rule on small texts: what it must find, and what it must let be."""

import datetime as dt
from dataclasses import replace

import pytest

from reports.blocks import (
    Bullet,
    DataTable,
    Line,
    Paragraph,
    Section,
    Signature,
)
from reports.language import Context, Dispatch, Rule, check_language
from tests.reports.language.papers import CONTEXT, document_of, small, source

NOBODY = Context()


def paper(*paragraphs, title="KẾT QUẢ", **fields):
    sections = (Section(1, "I.", title, tuple(Paragraph(p) for p in paragraphs)),)
    return replace(small(A="Nội dung."), sections=sections, **fields)


def found(document, context=NOBODY, rule=None):
    findings = check_language(document, context)
    return [f for f in findings if rule is None or f.rule == rule]


def quotes(*paragraphs, rule, context=NOBODY):
    return [f.quote for f in found(paper(*paragraphs), context, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện cải cách hành chính (CCHC); công tác CCHC có chuyển biến.",
        "Chuyển đổi số (sau đây viết tắt là CĐS) được triển khai; CĐS đi vào nền nếp.",
        "Các KDC (khu dân cư) tham gia; KDC nào cũng có Tổ.",
        "UBND huyện, HĐND huyện chỉ đạo; VNPT hỗ trợ CNTT cho sản phẩm OCOP.",
        "Quyết định số 1252/QĐ-UBND, Kế hoạch số 203/KH-TCĐ.",
        "Giai đoạn II và quý III năm 2023.",
    ],
)
def test_an_abbreviation_that_a_reader_knows_is_let_be(text):
    assert quotes(text, rule=Rule.ABBREVIATION_NEVER) == []
    assert quotes(text, rule=Rule.ABBREVIATION_EARLY) == []


def test_an_abbreviation_of_the_offices_own_list_is_let_be():
    own = Context(abbreviations=frozenset({"TTKDTM"}))
    text = "Đẩy mạnh TTKDTM trên địa bàn."
    assert quotes(text, rule=Rule.ABBREVIATION_NEVER) == ["TTKDTM"]
    assert quotes(text, rule=Rule.ABBREVIATION_NEVER, context=own) == []


def test_words_for_an_abbreviation_are_proposed_from_the_text_itself():
    text = ("Bộ phận tiếp nhận và trả kết quả hoạt động ổn định.", "BPTNVTKQ mở cửa.")
    (finding,) = found(paper(*text), rule=Rule.ABBREVIATION_NEVER)
    assert "Bộ phận tiếp nhận và trả kết quả (BPTNVTKQ)" in finding.suggestion


def test_recipients_and_the_signer_may_be_abbreviated():
    document = paper("Nội dung.", recipients=("Sở TTTT", "Phòng LĐTBXH"))
    assert found(document, rule=Rule.ABBREVIATION_NEVER) == []


@pytest.mark.parametrize("title", ["PHƯƠNG HƯỚNG {ky_sau}", "TỒN TẠI, HẠN CHẾ"])
def test_a_heading_in_capitals_is_no_abbreviation(title):
    assert found(paper("Chưa có.", title=title), rule=Rule.ABBREVIATION_NEVER) == []


@pytest.mark.parametrize(
    ("one", "other", "odd"),
    [
        ("Tài khoản VNeID tăng, VNeID mức 2.", "Tài khoản VneID giảm.", "VneID"),
        ("Nhóm Zalo của Tổ, nhóm Zalo của xã.", "Các nhóm zalo hoạt động.", "zalo"),
        ("Dùng mạng Viettel và Viettel Pay.", "Thuê bao Vietel tăng.", "Vietel"),
        (
            "Tổ Công nghệ số cộng đồng (CNSCĐ) họp; CNSCĐ cấp xã.",
            "Tổ CNCSĐ cấp thôn.",
            "CNCSĐ",
        ),
        ("Kế hoạch hoá gia đình.", "Văn hóa phát triển.", "hóa"),
        ("Kỹ năng số được nâng lên.", "Tập huấn kĩ năng.", "kĩ"),
        (
            "Có dịch vụ công trực tuyến toàn trình. Cả dịch vụ công trực tuyến toàn "
            "trình.",
            "Mức độ dịch vụ công trức tuyến toàn trình.",
            "vụ công trức tuyến",
        ),
        (
            "03 sản phẩm lên sàn: gạo nếp; cáy cấp đông; chả rươi.",
            "04 sản phẩm mới: Cây cấp đông; nấm rơm; mắm tôm.",
            "cáy cấp đông",
        ),
    ],
)
def test_one_thing_in_two_spellings_is_found(one, other, odd):
    assert quotes(one, other, rule=Rule.SPELLING) == [odd]


def test_the_rows_of_any_table_are_read():
    rows = (Line(("1", "Tài khoản DVCTT", "12")), Line(("2", "Hộ", "3")))
    table = DataTable(((),), ("stt", "name", "figure"), rows)
    sections = (Section(1, "I.", "KẾT QUẢ", (table, Paragraph("Đã làm."))),)
    document = replace(paper("x"), sections=sections)
    (finding,) = found(document)
    assert (finding.place, finding.quote) == ("Mục I, bảng, dòng 1", "DVCTT")


def test_a_mistyped_abbreviation_is_told_once():
    text = "Tổ Công nghệ số cộng đồng (CNSCĐ) họp; CNSCĐ cấp xã; Tổ CNCSĐ cấp thôn."
    assert [f.rule for f in found(paper(text))] == [Rule.SPELLING]


@pytest.mark.parametrize(
    "texts",
    [
        ("Zalo được dùng rộng rãi.", "Nhóm Zalo của Tổ."),
        ("Internet về thôn.", "Mạng internet ổn định; dùng internet."),
        ("Bảng số liệu thống kê của Tổ.", "Bằng số liệu thống kê của Tổ."),
        ("Sở Nội vụ, số hộ, sổ sách.", "Tổ trưởng, tờ khai, to lớn."),
        ("04 sản phẩm: tranh thêu Hòa Nhượng; mắm cáy Điện Hoa.", "Nội dung."),
        ("Bảo hiểm y tế (BHYT), bảo hiểm xã hội (BHXH).", "BHYT và BHXH."),
        ("Máy tay, may áo, tai nghe.", "Hai tai, hay nói."),
    ],
)
def test_what_only_looks_alike_is_let_be(texts):
    assert quotes(*texts, rule=Rule.SPELLING) == []


@pytest.mark.parametrize(
    ("cited", "why"),
    [
        ("Công văn số 237/CV-TCĐ", "không có chữ viết tắt tên loại"),
        ("Công văn số 1134/ TCĐCNSCĐ", "dấu cách"),
        ("Công văn số 12 /UBND-VX", "dấu cách"),
        ("Quyết định số 1252/UBND-QĐ", "“QĐ” ở đầu"),
        ("Quyết định số 1252/QD-UBND", "“QĐ” ở đầu"),
        ("Kế hoạch số 203/KHTCĐ", "“KH” ở đầu"),
        ("Kế hoạch số 203/KH", "tên cơ quan ban hành"),
        ("Kế hoạch số 5/KH-UBND", "số 0 phía trước"),
        ("Nghị định số 30/NĐ-CP", "thiếu năm"),
        ("Kế hoạch số /KH-UBND", "chưa có số"),
    ],
)
def test_a_symbol_that_looks_malformed_is_to_be_compared_with_the_original(cited, why):
    (finding,) = found(paper(f"Thực hiện {cited} ngày 06/4/2022."), rule=Rule.SYMBOL)
    assert why in finding.message
    assert "đối chiếu bản gốc" in finding.suggestion
    assert finding.rule.stance.label == "Đúng như bản gốc"


@pytest.mark.parametrize(
    "cited",
    [
        "Công văn số 237/TCĐ",
        "Công văn số 1134/STTTT-CNTT",
        "Quyết định số 1252/QĐ-UBND",
        "Quyết định số 749/QĐ-TTg",
        "Nghị định số 30/2020/NĐ-CP",
        "Thông tư số 01/2011/TT-BNV",
        "Nghị quyết số 57-NQ/TW",
        "Công văn số 123-CV/HU",
        "Nghị quyết số 202/2025/QH15",
        "Chương trình số 12/CTr-UBND",
        "Tờ trình số 05/TTr-UBND",
        "Báo cáo số 09/BC-TCĐ",
        "Kế hoạch 06 tháng, Quyết định 12 nội dung",
    ],
)
def test_a_well_made_symbol_is_let_be(cited):
    assert quotes(f"Thực hiện {cited} ngày 06/4/2022.", rule=Rule.SYMBOL) == []


def test_a_symbol_is_shown_once_however_often_it_is_cited():
    text = "Thực hiện Công văn số 237/CV-TCĐ."
    assert quotes(text, text, rule=Rule.SYMBOL) == ["237/CV-TCĐ"]


ANSWER = "Thực hiện Công văn số 12/STTTT-CNTT ngày 01/6/2023, Tổ báo cáo như sau:"


@pytest.mark.parametrize(
    ("addressees", "recipients", "missing"),
    [
        ((), ("Lưu: VT",), [Rule.ADDRESSEE, Rule.AS_ABOVE]),
        (("Sở A",), ("Lưu: VT",), [Rule.AS_ABOVE]),
        (("Sở A",), ("Sở B", "Như trên"), [Rule.AS_ABOVE]),
        ((), ("Như trên", "Lưu: VT"), [Rule.ADDRESSEE]),
        (("Sở A",), ("Như trên", "Lưu: VT"), []),
    ],
)
def test_a_report_to_a_higher_body_names_it(addressees, recipients, missing):
    document = paper(
        "Nội dung.", opening=ANSWER, addressees=addressees, recipients=recipients
    )
    assert [f.rule for f in found(document)] == missing


def test_a_report_that_answers_nobody_needs_no_addressee():
    assert found(paper("Nội dung.")) == []


@pytest.mark.parametrize(
    ("opening", "quote"),
    [
        (ANSWER.replace("12/STTTT", "21/STTTT"), ["21/STTTT-CNTT"]),
        (ANSWER.replace("01/6", "10/6"), ["ngày 10/6/2023"]),
        (ANSWER.replace("12/STTTT-CNTT", "12/ STTTT-CNTT"), []),
        (ANSWER, []),
    ],
)
def test_the_opening_cites_the_dispatch_as_it_was_recorded(opening, quote):
    context = Context(dispatch=Dispatch("12/STTTT-CNTT", dt.date(2023, 6, 1)))
    document = paper("Nội dung.", opening=opening)
    assert [f.quote for f in found(document, context, Rule.DISPATCH)] == quote


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"date": dt.date(2023, 7, 17)}, 1),
        ({"date": dt.date(2023, 7, 18)}, 0),
        ({"date": dt.date(2023, 6, 13)}, 2),
        ({"month": 6, "year": 2023}, 1),
        ({"month": 7, "year": 2023}, 0),
        ({"month": 7, "year": 2022}, 2),
    ],
)
def test_a_paper_is_not_older_than_its_dispatch_or_its_figures(fields, count):
    document = document_of(source(), **fields)
    assert len(found(document, CONTEXT, Rule.DATE)) == count


@pytest.mark.parametrize(
    ("terms", "count"),
    [
        (((dt.date(2022, 1, 1), None),), 0),
        (((dt.date(2022, 1, 1), dt.date(2023, 7, 24)),), 0),
        (((dt.date(2022, 1, 1), dt.date(2023, 7, 23)),), 1),
        (((dt.date(2023, 8, 1), None),), 1),
        ((), 0),
    ],
)
def test_the_signer_holds_the_post_on_the_day(terms, count):
    context = Context(signed_on=dt.date(2023, 7, 24), signer_terms=terms)
    document = paper("Nội dung.", signature=Signature(("TỔ PHÓ",), name="Trương A"))
    assert len(found(document, context, Rule.SIGNER)) == count


@pytest.mark.parametrize(
    ("title", "body", "is_kept"),
    [
        ("HẠN CHẾ, NGUYÊN NHÂN", "Kinh phí chưa có; do tỉnh tổ chức tập huấn.", False),
        ("HẠN CHẾ, NGUYÊN NHÂN", "Tỷ lệ thấp do thiếu máy.", True),
        ("HẠN CHẾ, NGUYÊN NHÂN", "Chưa đạt vì ít người.", True),
        ("HẠN CHẾ, NGUYÊN NHÂN", "- Nguyên nhân: kiêm nhiệm.", True),
        ("THUẬN LỢI, KHÓ KHĂN", "Được sự quan tâm của cấp ủy.", False),
        ("THUẬN LỢI, KHÓ KHĂN", "Được sự quan tâm; còn thiếu máy.", True),
        ("ĐỀ XUẤT, KIẾN NGHỊ", "Không có.", True),
        ("KẾT QUẢ", "Đã làm xong.", True),
    ],
)
def test_a_heading_keeps_what_it_promises(title, body, is_kept):
    findings = found(paper(body, title=title), rule=Rule.PROMISE)
    assert (findings == []) is is_kept


def test_a_cause_may_stand_in_a_section_below():
    sections = (
        Section(1, "II.", "TỒN TẠI, NGUYÊN NHÂN"),
        Section(2, "1.", "Tồn tại", (Bullet("Kinh phí chưa có."),)),
        Section(2, "2.", "Nguyên nhân", (Bullet("Ngân sách khó khăn."),)),
    )
    document = replace(paper("x"), sections=sections)
    assert found(document) == []


def test_a_heading_with_nothing_below_is_empty():
    sections = (Section(1, "I.", "KẾT QUẢ"), Section(1, "II.", "HẠN CHẾ"))
    document = replace(paper("x"), sections=sections)
    places = [(f.rule, f.place) for f in found(document)]
    assert places == [(Rule.EMPTY, "Tiêu đề mục I"), (Rule.EMPTY, "Tiêu đề mục II")]


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("Tổ chỉ đạo CNSCĐ huyện họp.", "Tổ chỉ đạo triển khai CNSCĐ huyện họp."), 1),
        (
            (
                "Tổ chỉ đạo triển khai Công nghệ số cộng đồng (CNSCĐ) huyện Tứ Kỳ họp.",
                "Tổ chỉ đạo triển khai CNSCĐ huyện Tứ Kỳ ban hành kế hoạch.",
            ),
            0,
        ),
        (
            (
                "Tổ chỉ đạo triển khai CNSCĐ huyện Tứ Kỳ họp.",
                "Tổ chỉ đạo triển khai công nghệ số cộng đồng tỉnh Hải Dương yêu cầu.",
                "Tổ chỉ đạo triển khai Đề án 06 của huyện phối hợp.",
            ),
            0,
        ),
        (("Sở TTTT hướng dẫn.", "Sở TT&TT kiểm tra."), 1),
    ],
)
def test_a_body_is_called_by_one_name(texts, count):
    context = Context(issuer=CONTEXT.issuer)
    findings = found(paper(*texts), context, Rule.BODY_NAMES)
    assert len(findings) == count


def test_long_words_that_differ_at_their_end_have_keys_of_their_own():
    long = "Thực hiện " + "rất " * 200
    text = f"{long} Công văn số 237/CV-TCĐ."
    (finding,) = found(paper(text), rule=Rule.SYMBOL)
    one, other = (replace(finding, about=f"{long}{end}") for end in ("a", "b"))
    assert len(one.key) == len(other.key) == 500
    assert one.key != other.key


def test_a_finding_keeps_its_key_when_other_lines_move_it():
    one = "Thực hiện Công văn số 237/CV-TCĐ."
    (first,) = found(paper(one), rule=Rule.SYMBOL)
    (moved,) = found(paper("Câu mới.", one), rule=Rule.SYMBOL)
    assert (first.place, moved.place) == ("Mục I, đoạn 1", "Mục I, đoạn 2")
    assert first.key == moved.key
