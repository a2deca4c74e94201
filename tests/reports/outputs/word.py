"""Reading a .docx back: its text in order, and what a run is set in."""

import re
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table


def opened(body: bytes):
    return Document(BytesIO(body))


def blocks(document):
    """Paragraphs and tables in the order of the page."""
    return document.iter_inner_content()


def paragraphs(document):
    """Every paragraph of the body in reading order, those in cells row by row."""
    for block in blocks(document):
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block


def body(document) -> str:
    """The whole text, with white space and case normalised."""
    text = "\n".join(paragraph.text for paragraph in paragraphs(document))
    return " ".join(text.split()).casefold()


def of_text(document, text):
    """The one paragraph whose text, on one line, is this."""
    (found,) = [
        p
        for p in paragraphs(document)
        if re.sub(r"\s", " ", p.text.strip()) == re.sub(r"\s", " ", text)
    ]
    return found


def effective(paragraph, name):
    """What the first run is set in: by itself, else by its style or the one below."""
    value = getattr(paragraph.runs[0].font, name)
    style = paragraph.style
    while value is None and style is not None:
        value, style = getattr(style.font, name), style.base_style
    return value


def faces(document):
    """{style or "defaults": {script: face}} of all that names a face."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    found = {"defaults": next(defaults.iter(qn("w:rFonts")))}
    for style in document.styles:
        for face in style.element.iter(qn("w:rFonts")):
            found[style.name] = face
    return {
        name: {key.split("}")[1]: value for key, value in face.attrib.items()}
        for name, face in found.items()
    }


def marks(document, tag):
    """The elements of this name, as in "w:bookmarkStart", in order."""
    return document.element.body.iter(qn(tag))
