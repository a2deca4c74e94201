"""A file's bytes in; what kind of file they really are out, or why it is not taken.

The name is not asked: what a person opens later is the content.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from PIL import Image

MOST_PIXELS = 70_000_000  # a phone takes 12 to 50 million
MOST_PARTS, MOST_UNPACKED = 5_000, 300 * 1024 * 1024  # of an Office file
LONGEST_TYPES = 1024 * 1024
MARK, START_OF_SCAN = 0xFF, 0xDA  # of a JPEG
END_OF_PDF = 1024  # readers look for the end mark in as many last bytes


class NotTaken(Exception):
    """Why a file is not taken and what to do, in Vietnamese, after its name."""


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken; the first of `endings` is its usual one."""

    content_type: str
    words: str
    endings: tuple[str, ...]

    @property
    def is_image(self):
        return self.content_type.startswith("image/")


OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
PDF = Kind("application/pdf", "tệp PDF", (".pdf",))
JPEG = Kind("image/jpeg", "ảnh JPG", (".jpg", ".jpeg", ".jpe", ".jfif"))
PNG = Kind("image/png", "ảnh PNG", (".png",))
WEBP = Kind("image/webp", "ảnh WebP", (".webp",))
DOCX = Kind(f"{OFFICE_TYPE}wordprocessingml.document", "tệp Word", (".docx",))
XLSX = Kind(f"{OFFICE_TYPE}spreadsheetml.sheet", "tệp Excel", (".xlsx",))
PPTX = Kind(f"{OFFICE_TYPE}presentationml.presentation", "tệp PowerPoint", (".pptx",))
KINDS = (PDF, JPEG, PNG, WEBP, DOCX, XLSX, PPTX)

# What the main part of an Office file is called among its types, and where it lies.
MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": ("word/", DOCX),
    b"spreadsheetml.sheet.main+xml": ("xl/", XLSX),
    b"presentationml.presentation.main+xml": ("ppt/", PPTX),
}
HEIF_BRANDS = (b"hei", b"hev", b"mif", b"msf", b"avi")

TAKEN = "PDF, ảnh (JPG, PNG, WebP), Word, Excel, PowerPoint (.docx, .xlsx, .pptx)"
UNKNOWN = f"không phải tệp nhận được. Chỉ nhận {TAKEN}; chụp ảnh hoặc lưu thành PDF."
BROKEN = "tệp bị hỏng hoặc chưa tải hết. Mở thử tệp gốc, lưu lại rồi gửi lại."
CUT_OFF = "tệp PDF bị mất phần cuối. Mở tệp gốc, lưu lại thành PDF rồi gửi lại."
TOO_LARGE_IMAGE = "ảnh có quá nhiều điểm ảnh. Chụp ở cỡ nhỏ hơn, hoặc gửi qua Zalo."
HEIF = (
    "ảnh HEIC của iPhone không mở được trên nhiều máy. Gửi ảnh qua Zalo rồi lưu lại,"
    " hoặc vào Cài đặt > Camera > Định dạng, chọn “Tương thích nhất” rồi chụp lại."
)
OLD_OFFICE = (
    "tệp Office đời cũ (.doc, .xls, .ppt) hoặc có mật khẩu. Mở tệp, bỏ mật khẩu nếu có,"
    " lưu thành .docx, .xlsx, .pptx hoặc PDF rồi gửi."
)
ARCHIVE = f"tệp nén. Giải nén rồi gửi từng tệp: {TAKEN}."
MACROS = "tệp có macro. Lưu thành .docx, .xlsx, .pptx không có macro, hoặc PDF."
SWOLLEN = "tệp nén bất thường, không mở kiểm tra được. Lưu thành PDF rồi gửi."
LOCKED = "tệp có mật khẩu. Bỏ mật khẩu rồi gửi lại."


def kind_of(content: bytes) -> Kind:
    """What the bytes are. Raises NotTaken for all that is not taken."""
    read = _reader_of(content)
    try:
        return read(content)
    except NotTaken:
        raise
    except Exception as error:
        # Bytes made to break a reader raise more kinds of errors than can be listed.
        raise NotTaken(BROKEN) from error


def _reader_of(content: bytes) -> Callable[[bytes], Kind]:
    for mark, read in READERS.items():
        if content.startswith(mark):
            return read
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _image(WEBP, "WEBP")
    if content[4:8] == b"ftyp" and content[8:11] in HEIF_BRANDS:
        return _refused(HEIF)
    return _refused(UNKNOWN)


def _refused(why):
    def read(content):
        raise NotTaken(why)

    return read


def _pdf(content):
    if b"%%EOF" not in content[-END_OF_PDF:]:
        raise NotTaken(CUT_OFF)
    return PDF


def _image(kind, pillow_format):
    def read(content):
        _look_at(content, pillow_format)
        return kind

    return read


def _look_at(content, pillow_format):
    """Open the picture as its own format alone; nothing of it is kept."""
    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with Image.open(BytesIO(content), formats=[pillow_format]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotTaken(TOO_LARGE_IMAGE)
            picture.verify()
    except bombs as error:
        raise NotTaken(TOO_LARGE_IMAGE) from error
    if pillow_format == "JPEG":
        _refuse_cut_off(content)


def _refuse_cut_off(content):
    """Look for the end mark behind the heads, which may hold a small picture.

    Pillow's verify() passes over a JPEG, and its load() takes one that was cut off,
    once WeasyPrint has told it so for the whole process.
    """
    at = len(b"\xff\xd8")
    while content[at] == MARK and content[at + 1] != START_OF_SCAN:
        padding = content[at + 1] == MARK
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        at += 1 if padding else 2 + length
    if content.find(b"\xff\xd9", at) < 0:
        raise NotTaken(BROKEN)


def _office(content):
    with ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
        _refuse_swollen(entries)
        names = [entry.filename.lower() for entry in entries]
        if "[content_types].xml" not in names:
            raise NotTaken(ARCHIVE)
        with archive.open("[Content_Types].xml") as part:
            types = part.read(LONGEST_TYPES)
    _refuse_macros(names, types)
    found = [
        kind
        for mark, (folder, kind) in MAIN_PARTS.items()
        if mark in types and any(name.startswith(folder) for name in names)
    ]
    if len(found) != 1:
        raise NotTaken(UNKNOWN)
    return found[0]


def _refuse_swollen(entries):
    if any(entry.flag_bits & 1 for entry in entries):
        raise NotTaken(LOCKED)
    before = min((entry.header_offset for entry in entries), default=0)
    unpacked = sum(entry.file_size for entry in entries)
    if before or len(entries) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise NotTaken(SWOLLEN)


def _refuse_macros(names, types):
    parts = any("vbaproject" in name or "/macrosheets/" in name for name in names)
    if parts or b"macroenabled" in types.lower():
        raise NotTaken(MACROS)


READERS = {
    b"%PDF-": _pdf,
    b"\xff\xd8\xff": _image(JPEG, "JPEG"),
    b"\x89PNG\r\n\x1a\n": _image(PNG, "PNG"),
    b"PK\x03\x04": _office,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": _refused(OLD_OFFICE),
    b"Rar!": _refused(ARCHIVE),
    b"7z\xbc\xaf\x27\x1c": _refused(ARCHIVE),
}
