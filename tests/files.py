"""Small files of each kind, good ones and ones that somebody made to do harm."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)
MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}


def picture(form="JPEG", size=(40, 30)) -> bytes:
    """A picture of one colour."""
    return _saved(Image.new("RGB", size, "teal"), form)


def _saved(image, form):
    buffer = BytesIO()
    image.save(buffer, form)
    return buffer.getvalue()


def png_that_says(width, height) -> bytes:
    """A PNG of a few bytes whose head promises so many points."""

    def chunk(name, data):
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(b"\x00"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + data + chunk(b"IEND", b"")


def office(kind="docx", types="", main=None, **parts) -> bytes:
    """An Office file of the parts that matter; `parts` adds more by name."""
    name, mark = MAIN[kind]
    types = types or f'<Override ContentType="application/vnd.x.{mark}"/>'
    return archive({"[Content_Types].xml": types, main or name: "<x/>", **parts})


def archive(parts) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as zipped:
        for name, text in parts.items():
            zipped.writestr(name, text)
    return buffer.getvalue()
