"""What in a sentence tells of a number: patterns of words and marks, and weights."""

import re

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=\S)|\n+")
LEADS = re.compile(
    r"(?:(?<!\w)(?:là|đạt|có|gồm|bằng|lên|còn|được|ước|khoảng|hơn|gần|trên|tổng)|[:=–|\t-])"
    r"\s*(?:hơn|gần|khoảng|trên)?\s*$",
    re.I,
)
BELONGS_ON = re.compile(r"(?:(?<!\w)(?:là|đạt|bằng|có)|[:=])\s*$", re.I)
CAPITALS = "".join(c for c in map(chr, range(0x41, 0x1EFA)) if c.isupper())
PLACE = re.compile(
    r"(?<!\w)(?:[Xx]ã|[Tt]hị trấn|[Pp]hường|[Tt]hôn|KDC|[Kk]hu dân cư|[Kk]hu)\s+"
    rf"(?!CNSCĐ|OCOP|VNeID|KDC|Zalo|TMĐT)[{CAPITALS}]\w*"
)
CHANGE = re.compile(
    r"(?<!\w)(?P<way>tăng|giảm|nhiều hơn|ít hơn|cao hơn|thấp hơn|vượt|hụt)"
    r"(?:\s+(?:thêm|được|là|đi|khoảng|gần|hơn|trên|số lượng|tương ứng|tới|so với|"
    r"(?:cùng )?kỳ(?: trước)?|năm trước))*"
    r"\s*[:(]?\s*$",
    re.I,
)
GENERIC = frozenset({"trường", "hợp", "đối", "tượng", "cái", "chiếc"})
FALLS = frozenset({"giảm", "ít hơn", "thấp hơn", "hụt"})
SAME_CHANGE = re.compile(
    r"\(\s*$|(?:tương (?:đương|ứng)(?: với)?|bằng|hay|ứng với)\s*$"
)
WHOLE = re.compile(
    r"(?<!\w)(?:(?:toàn huyện|cả huyện|trên địa bàn|huyện (?:\w+ ){0,3}(?:hiện )?có)"
    r"(?!\w)[^;]*|(?:tổng|số(?: lượng)?|hiện có|toàn bộ)(?!\w)[^,;()]*\(?)$",
    re.I,
)
AGAIN = re.compile(
    r"(?:\w+\s*)?[,;:(]?\s*(?:(?:thì|và|còn|đến)\s+)?"
    r"(?:kỳ này|kỳ trước|kỳ báo cáo|năm nay|nay|hiện nay)(?:\s*(?:là|đạt|có|:))?",
    re.I,
)
GOES_ON = re.compile(
    r"(?:(?<!\w)(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|là|ứng|đương|với)|\()"
    r"(?:\s+(?:tỷ lệ|với))?\s*$",
    re.I,
)
PAST_LEFT = re.compile(
    r"(?<!\w)(?:so với|tăng từ|giảm từ|từ(?: mức)?|kỳ trước(?: là| đạt| có)?)"
    r"(?:\s+(?:con số|mức|số))?\s*[:(]?\s*$",
    re.I,
)

SPLIT, COMMA = 0.35, 0.8
PASSED, MARK, OF_WHICH = 0.25, 0.3, 0.3
EARLIER = 0.3
RELAXED = 0.95
BETWEEN = frozenset({",", "và", "còn", "với", "/"})
