"""A line's text enters; which component of the paper it is, by its words, leaves."""

import re
import unicodedata

NATION = "cộnghòaxãhộichủnghĩaviệtnam"
NATION_START = "cộnghòaxãhội"
MOTTO = "độclậptựdohạnhphúc"
KINDS = {
    "báo cáo",
    "kế hoạch",
    "tờ trình",
    "thông báo",
    "chương trình",
    "phương án",
    "đề án",
    "hướng dẫn",
    "biên bản",
    "quyết định",
}
AGENCY = re.compile(
    r"(ủy ban|uỷ ban|ubnd|hđnd|hội đồng|sở|bộ|tổ|ban|phòng|văn phòng|trung tâm|cục|"
    r"chi cục|tổng cục|công an|đoàn|hội|trường)\b"
)
NUMBER = re.compile(r"số\s*:?\s*(\d|/|\.|…|$)")
DATE = re.compile(r"\bngày\b.*\btháng\b.*\bnăm\b")
ANNEX = re.compile(r"(phụ lục|biểu mẫu|biểu số)(\s+\S{1,6})?$")
AUTHORITY = re.compile(r"(tm|kt|tl|tuq|q)\s*\.", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"(trang\s*)?[-–—]?\s*(\d{1,4}|[ivxlc]{1,6})\s*[-–—]?"
                         r"(\s*/\s*\d{1,4})?$", re.IGNORECASE)  # fmt: skip
LETTERS = "abcdđeghiklmnopqrstuvxy"


def plain(text: str) -> str:
    """NFC, small letters, single spaces: what words are compared by."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(composed.casefold().split())


def squeezed(text: str) -> str:
    """The letters alone, for words that a program has cut in pieces."""
    small = plain(text).replace("hoà", "hòa")
    return "".join(letter for letter in small if letter.isalpha())


def is_capitals(text: str) -> bool:
    """Whether no small letter is among its letters."""
    return text.upper() == text and any(c.isalpha() for c in text)
