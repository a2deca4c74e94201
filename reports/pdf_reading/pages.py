"""A PDF in; the text of its pages and the data that it carries out."""

from io import BytesIO

from pypdf import PdfReader

from reports.outputs.payload import read_payload

MOST_PAGES, MOST_LETTERS = 300, 2_000_000


def read(pdf: bytes) -> dict:
    """`pages`: each page's text, as it is drawn. `data`: the file's own, or None.

    `locked` alone: it asks for a password. `long` alone: more pages than are read.
    """
    reader = PdfReader(BytesIO(pdf))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"locked": True}
    if len(reader.pages) > MOST_PAGES:
        return {"long": True}
    data = read_payload(pdf)
    text = data.decode("utf-8", errors="replace") if data is not None else None
    return {"pages": _texts(reader), "data": text}


def _texts(reader):
    texts, left = [], MOST_LETTERS
    for page in reader.pages:
        text = page.extract_text()[:left]
        texts.append(text)
        left -= len(text)
    return texts
