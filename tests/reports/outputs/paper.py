"""Reading a PDF back, as a person with another program would."""

import re
import subprocess
from dataclasses import dataclass
from html import unescape
from io import BytesIO

from pypdf import PdfReader

POINTS_PER_MM = 72 / 25.4
WORD = re.compile(
    r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>'
)


@dataclass(frozen=True)
class Word:
    """A word and its box in millimetres from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Run:
    """A piece of text with its size in points and its baseline in millimetres."""

    text: str
    points: float
    font: str
    baseline: float


def plain(text: str) -> str:
    """Text with white space and case normalised."""
    return " ".join(text.split()).casefold()


def pages(pdf: bytes) -> list[str]:
    """Each page's text by pypdf, in drawing order: the page number comes last."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def pages_by_poppler(pdf: bytes) -> list[str]:
    """Each page's text by pdftotext, in reading order: the page number comes first."""
    return _pdftotext(pdf).split("\f")[:-1]


def body(pdf: bytes) -> str:
    """The whole text, normalised, without page numbers, table cells row by row."""
    texts = []
    for number, text in enumerate(pages(pdf), start=1):
        if number > 1:
            assert text.rstrip().endswith(f"\n{number}")
            text = text.rstrip().removesuffix(f"\n{number}")
        texts.append(text)
    return plain("\n".join(texts))


def words(pdf: bytes) -> list[list[Word]]:
    """The words of each page with their boxes."""
    return [
        [_word(match) for match in WORD.finditer(page)]
        for page in _pdftotext(pdf, "-bbox").split("</page>")[:-1]
    ]


def runs(pdf: bytes, page: int = 0) -> list[Run]:
    """The pieces of text of one page in drawing order, with font and size."""
    found: list[Run] = []

    def keep(text, page_matrix, text_matrix, font, size):
        if text.strip():
            height = text_matrix[5] * page_matrix[3] + page_matrix[5]
            name = font["/BaseFont"].split("+")[1]
            points = round(size * page_matrix[0], 1)
            baseline = (841.89 - height) / POINTS_PER_MM
            found.append(Run(text.strip(), points, name, baseline))

    PdfReader(BytesIO(pdf)).pages[page].extract_text(visitor_text=keep)
    return found


def fonts(pdf: bytes) -> set[str]:
    """The names of all fonts in the file, without the tag of their subset."""
    return {
        font.get_object()["/BaseFont"].split("+")[1]
        for page in PdfReader(BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    }


def _word(match: re.Match) -> Word:
    left, top, right, bottom = (float(match[i]) / POINTS_PER_MM for i in range(1, 5))
    return Word(unescape(match[5]), left, top, right, bottom)


def _pdftotext(pdf: bytes, *options: str) -> str:
    command = ["pdftotext", *options, "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.decode()
