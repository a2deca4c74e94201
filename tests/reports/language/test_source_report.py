"""The report of July 2023 as it was published: what its words show, and no more."""

import pytest

from reports.language import Rule, check_language
from tests.reports.language.papers import CONTEXT, document_of, source

FOUND = [
    (Rule.ABBREVIATION_EARLY, "Trích yếu", "CNSCĐ"),
    (Rule.ADDRESSEE, "Kính gửi", ""),
    (Rule.SYMBOL, "Đoạn mở đầu", "1134/ TCĐCNSCĐ"),
    (
        Rule.BODY_NAMES,
        "Mục I.1, đoạn 1",
        "Tổ chỉ đạo triển khai CNSCĐ cấp huyện",
    ),
    (Rule.ABBREVIATION_NEVER, "Mục I.1, đoạn 3", "KDC"),
    (Rule.SYMBOL, "Mục I.2, đoạn 1", "237/CV-TCĐ"),
    (Rule.ABBREVIATION_NEVER, "Mục I.3.1, bảng, dòng 5", "DVCTT"),
    (Rule.SPELLING, "Mục I.3.1, bảng, dòng 7", "Cây cấp đông"),
    (Rule.PROMISE, "Tiêu đề mục II", "TỒN TẠI, HẠN CHẾ, NGUYÊN NHÂN"),
    (Rule.SPELLING, "Mục IV, đoạn 2", "VneID"),
    (Rule.AS_ABOVE, "Nơi nhận", "Sở TTTT"),
]
WHERE_SAID = {
    Rule.SYMBOL: "Phụ lục I, Phần I, Mục II, khoản 3 (số, ký hiệu) và khoản 6",
    Rule.ADDRESSEE: "Phụ lục I, Phần I, Mục II, khoản 9",
    Rule.AS_ABOVE: "Phụ lục I, Phần I, Mục II, khoản 9",
    Rule.BODY_NAMES: "Phụ lục I, Phần I, Mục II, khoản 2",
    Rule.ABBREVIATION_EARLY: "Quy ước trình bày của cơ quan",
    Rule.ABBREVIATION_NEVER: "Quy ước trình bày của cơ quan",
    Rule.SPELLING: "Quy ước trình bày của cơ quan",
    Rule.PROMISE: "Quy ước trình bày của cơ quan",
}
SAYS = {
    "CNSCĐ": "đến mục I.2, đoạn 1 mới giải thích",
    "KDC": "Ghi “khu dân cư (KDC)” ở mục I.1, đoạn 3",
    "DVCTT": "Ghi “dịch vụ công trực tuyến (DVCTT)”",
    "237/CV-TCĐ": "Đề nghị đối chiếu bản gốc",
    "1134/ TCĐCNSCĐ": "dấu cách",
    "Cây cấp đông": "Mắm cáy Điện Hoa",
    "VneID": "Viết thống nhất là “VNeID”",
    "TỒN TẠI, HẠN CHẾ, NGUYÊN NHÂN": "“nguyên nhân”",
    "Sở TTTT": "“- Như trên;”",
}
ISSUER = (
    "Tổ chỉ đạo CNSCĐ huyện Tứ Kỳ",
    "Tổ chỉ đạo triển khai CNSCĐ cấp huyện",
    "Tổ chỉ đạo triển khai Công nghệ số cộng đồng (CNSCĐ) huyện",
    "Tổ chỉ đạo triển khai CNSCĐ huyện",
    "Tổ chỉ đạo triển khai CNSCĐ huyện Tứ Kỳ",
)
MENDED = (
    ("Sơ kết hoạt động của Tổ CNSCĐ", "Sơ kết hoạt động của Tổ Công nghệ số cộng đồng"),
    (
        "Thực hiện Công văn số 1134/ TCĐCNSCĐ ngày 18/7/2023",
        "Kính gửi: Sở Thông tin và Truyền thông tỉnh Hải Dương\n\n"
        "Thực hiện Công văn số 1134/TCĐCNSCĐ ngày 18/7/2023",
    ),
    (
        "hoạt động Tổ Công nghệ số cộng đồng 6",
        "hoạt động Tổ Công nghệ số cộng đồng (CNSCĐ) 6",
    ),
    (
        "2023, Tổ chỉ đạo CNSCĐ huyện Tứ Kỳ",
        "2023, Tổ chỉ đạo triển khai CNSCĐ huyện Tứ Kỳ",
    ),
    ("CNSCĐ cấp huyện gồm", "CNSCĐ huyện gồm"),
    ("lượng thôn/KDC trên", "lượng thôn/khu dân cư (KDC) trên"),
    ("237/CV-TCĐ", "237/TCĐ"),
    ("tài khoản DVCTT", "tài khoản dịch vụ công trực tuyến"),
    ("Cây cấp đông", "Cáy cấp đông"),
    ("cây cấp đông", "cáy cấp đông"),
    (
        "- Kinh phí để các Tổ CNSCĐ các thôn, KDC hoạt động không có.",
        "- Nguyên nhân: chưa có kinh phí để các Tổ CNSCĐ các thôn, KDC hoạt động.",
    ),
    ("VneID", "VNeID"),
    ("- Sở TTTT;", "- Như trên;\n- Sở TTTT;"),
)


def found_in(text):
    return check_language(document_of(text), CONTEXT)


@pytest.fixture(scope="module")
def findings():
    return found_in(source())


def test_it_shows_exactly_what_can_be_decided_from_the_text(findings):
    assert [(f.rule, f.place, f.quote) for f in findings] == FOUND


def test_each_finding_cites_its_clause_or_the_offices_own_rule(findings):
    for finding in findings:
        assert WHERE_SAID[finding.rule] in finding.clause
    cited = [f for f in findings if "Quy ước" not in f.clause]
    assert all(f.clause.startswith("Nghị định 30/2020/NĐ-CP") for f in cited)


def test_each_finding_says_what_to_do(findings):
    said = {f.quote: f"{f.message} {f.suggestion}" for f in findings}
    for quote, words in SAYS.items():
        assert words in said[quote]


def test_the_issuer_is_named_in_the_five_ways_of_the_text(findings):
    (finding,) = [f for f in findings if f.rule == Rule.BODY_NAMES]
    assert "05 cách" in finding.message
    assert [name for name in ISSUER if f"“{name}”" in finding.message] == list(ISSUER)


@pytest.fixture(scope="module")
def mended():
    text = source()
    for theirs, ours in MENDED:
        assert theirs in text, theirs
        text = text.replace(theirs, ours)
    return text


def test_the_corrected_text_shows_nothing(mended):
    assert [(f.rule, f.place, f.quote) for f in found_in(mended)] == []


@pytest.mark.parametrize("left", range(len(MENDED)), ids=lambda n: MENDED[n][1][:30])
def test_each_correction_is_needed(left):
    text = source()
    for number, (theirs, ours) in enumerate(MENDED):
        if number != left:
            text = text.replace(theirs, ours)
    assert found_in(text)
