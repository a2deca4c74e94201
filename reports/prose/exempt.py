"""A text in; the places of numbers that are no figures out: dates, symbols, years."""

import re

KINDS = (
    "công văn|quyết định|kế hoạch|nghị định|nghị quyết|thông tư|chỉ thị|thông báo|"
    "tờ trình|hướng dẫn|báo cáo|chương trình|quy chế|quy định|văn bản|công điện|"
    "giấy mời|kết luận|luật"
)
PLACED = "đề án|điều|khoản|mục|phụ lục|biểu|bảng|mẫu|hình|chương|phần|trang|phiên bản"
RANKED = "mức độ|mức|cấp độ|cấp|loại|hạng|thứ|lần|đợt|khóa|khoá|bước|vòng|giai đoạn"
NAMED = "thôn|khu|kdc|khu dân cư|xóm|đội|phòng|đường|kênh|quốc lộ|số nhà|tổ dân phố"
TIMES = "tháng|năm|ngày|tuần|quý|giờ|phút|h"
YEAR = r"(?:19|20)\d\d"
END = r"(?![\d]|[.,/]\d)"

PATTERNS = (
    r"\{[^{}]*\}",
    # Dates, spans of time, years.
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}",
    rf"(?<![\d/])\d{{1,2}}/{YEAR}(?!\d)",
    rf"{YEAR}\s*[-–]\s*{YEAR}",
    rf"ngày\s+\d{{1,2}}(?:/\d{{1,2}})?(?:\s+tháng\s+\d{{1,2}})?{END}",
    rf"(?:tháng|quý|tuần)\s+\d{{1,2}}{END}",
    rf"(?:năm|niên độ)\s+{YEAR}(?!\d)(?:\s*[-–]\s*\d{{4}})?",
    rf"(?<![\d.,/])\d{{1,2}}\s*(?:{TIMES})(?!\w)(?:\s*\d{{2}}(?:\s*phút)?(?!\d))?",
    r"(?<!\d)24/7(?!\d)|(?<!\d)24/24(?=\s*(?:giờ|h\b|[.,;)]))",
    # Documents, their parts, and what is numbered by name.
    r"(?<!\d)\d+\s*/\s*(?:\d{4}\s*/\s*)?(?-i:[A-ZĐ])[\w-]*",
    rf"(?:{KINDS})\s+số:?\s*\d+[\w/.-]*",
    rf"(?:{PLACED})\s+(?:số\s+)?\d{{1,3}}(?:\.\d{{1,2}})*{END}",
    rf"(?:{RANKED})\s+\d{END}(?!\s*(?:%|tài khoản|chữ ký|người))",
    rf"(?<!số )(?:{NAMED})\s+(?:số\s+)?\d{{1,2}}{END}",
    r"(?:thôn|khu|kdc|tổ)\s+số\s+\d{1,2}",
    r"(?<!số )(?<!lượng )\btổ\s+\d{1,2}(?=\s*[,.;:)]|\s+(?:thôn|xã|khu)\b)",
    # Telephones, versions, words with digits in them, numbering.
    r"(?<!\d)0\d{2,3}(?:[. ]?\d){6,8}(?!\d)",
    r"(?<![\d.])\d\.0(?!\d)",
    r"(?<!\d)\d+(?-i:[A-Z])\w*|(?<!\w)[^\W\d_]+\d+\w*",
    r"(?m:^)[ \t]*(?:\d{1,2}(?:\.\d{1,2})*[.)]|\(\d{1,2}\))(?=\s)",
    r"(?m:^)[ \t|]*\d{1,2}(?=\s*[\t|])",
)
CITED = re.compile(rf"\{{[^{{}}]*\}}|(?:{KINDS})\s+số:?\s*\d+[\w/.-]*", re.IGNORECASE)
# A line's end parts what stands on either side: no pattern reaches over it.
SPACE = r"[ \t\u00a0]"
JOINED = "|".join(f"(?:{pattern})" for pattern in PATTERNS).replace(r"\s", SPACE)
EXEMPT = re.compile(JOINED, re.IGNORECASE)


def cited_spans(text: str, start: int) -> list[tuple[int, int]]:
    """Where documents and live {names} are cited: their words speak of no figure."""
    return [(start + m.start(), start + m.end()) for m in CITED.finditer(text)]


def exempt_spans(text: str) -> list[tuple[int, int]]:
    """Where numbers stand that count nothing; live {names} are among them."""
    return [found.span() for found in EXEMPT.finditer(text)]
