"""A ReportDocument enters; what every form of it shares leaves: measures, the lines
of its head, and the refusal of what the paper's font cannot print."""

import re

from reports.blocks import Annex, ReportDocument
from reports.outputs import fonts
from tuky_cnscd.vietnamese import format_number

LEFT_CELL = 68  # mm; the right cell's 97 are what the national title needs at 13 pt
TEXT_WIDTH = 165  # mm; A4 less the margins of 30 and 15
WIDE_TEXT = 252  # mm; the same, laid across
RIGHT_CELL = TEXT_WIDTH - LEFT_CELL
BEFORE_AREA = re.compile(
    r" (?=(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG) )"
)
ABOUT_WIDTH, ABOUT_SIZE = 60, 12  # mm, so that the date does not touch it; points
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
EXAMPLE_MARK = "Số liệu ví dụ"
DRAFT_MARK = "DỰ THẢO"
CODE_LABEL = "Mã số liệu"


class ReportRenderError(Exception):
    """The paper cannot be printed as it should be; the message says why."""


def parent_lines(document: ReportDocument) -> tuple[str, ...]:
    """One line if it fits, else the kind of agency above the name of its area."""
    parent = document.letterhead.parent_agency.upper()
    if not parent:
        return ()
    if fonts.width(parent, 13) <= LEFT_CELL:
        return (parent,)
    parts = BEFORE_AREA.split(parent, maxsplit=1)
    return tuple(line for part in parts for line in fonts.balanced(part, LEFT_CELL, 13))


def issuer_lines(document: ReportDocument) -> tuple[str, ...]:
    """The issuing agency in capitals, a given line broken where it is too wide."""
    return tuple(
        line
        for given in document.letterhead.issuing_agency
        for line in fonts.balanced(given.upper(), LEFT_CELL, 13, fonts.BOLD)
    )


def subject_lines(document: ReportDocument) -> tuple[str, ...]:
    """The subject in lines of like width."""
    return fonts.balanced(document.subject, TEXT_WIDTH, 14, fonts.BOLD)


def about_lines(document: ReportDocument) -> tuple[str, ...]:
    """The subject of a công văn for the left cell of the head; nothing elsewhere."""
    return fonts.balanced(document.about, ABOUT_WIDTH, ABOUT_SIZE)


def annex_title_lines(annex: Annex) -> tuple[str, ...]:
    """An annex's title in capitals, in lines of like width."""
    return fonts.balanced(annex.title.upper(), annex_width(annex), 14, fonts.BOLD)


def annex_width(annex: Annex) -> int:
    """The width of the text on an annex's pages, in millimetres."""
    return WIDE_TEXT if annex.wide else TEXT_WIDTH


def code_line(document: ReportDocument) -> str:
    """What stands in the foot of each page: "Mã số liệu: 7F3A-92C1", or nothing."""
    return f"{CODE_LABEL}: {document.code}" if document.code else ""


def refuse_unprintable(document: ReportDocument) -> None:
    """Raise ReportRenderError naming the first character that the font lacks, or the
    first word that fills half a page."""
    for text in document.texts():
        word = fonts.endless(text)
        if word is not None:
            raise ReportRenderError(f"Không lập được văn bản: {too_long(word)}")
        character = fonts.unprintable(text)
        if character is not None:
            start = max(0, text.index(character) - 30)
            raise ReportRenderError(
                f"Không in được ký tự {fonts.named(character)}, trong đoạn "
                f"“{_shown(text[start : start + 60])}”. "
                "Đề nghị xóa hoặc thay ký tự này."
            )


def too_long(word: str) -> str:
    """What a person reads of a word that fonts.endless() found."""
    return (
        f"có {format_number(len(word))} ký tự liền nhau không có dấu cách "
        f"(“{_shown(word[:20])}…”); "
        f"tối đa {fonts.LONGEST_WORD}. Đề nghị thêm dấu cách hoặc xóa bớt."
    )


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)
