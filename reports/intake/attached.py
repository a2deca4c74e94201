"""Bytes and a name from a browser in; a checked file out, or why it is not taken."""

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from tuky_cnscd.vietnamese import nfc

from .file_kinds import JPEG, KINDS, PDF, Kind, NotTaken, kind_of

MB = 1024 * 1024
MOST_BYTES = 10 * MB
LONGEST_NAME = 200
NAMELESS = "tep"
UNSEEN = ("Cf", "Zl", "Zp", "Co", "Cn")  # marks that turn a name around, and the like
IMAGE_ENDINGS = {e for kind in KINDS if kind.is_image for e in kind.endings} | {".heic"}
# JPEG first: Safari turns an iPhone's HEIC into the first picture that is taken.
ACCEPT = ",".join(
    dict.fromkeys(
        [kind.content_type for kind in (JPEG, *KINDS)]
        + [ending for kind in KINDS for ending in kind.endings[:2]]
    )
)

EMPTY = "tệp rỗng. Mở thử tệp gốc rồi chọn lại."
TOO_LARGE = f"lớn hơn {MOST_BYTES // MB} MB. "
SMALLER_IMAGE = "Gửi ảnh qua Zalo rồi lưu lại, hoặc chụp ở cỡ nhỏ hơn."
SMALLER_PDF = "Quét lại ở độ phân giải thấp hơn (200 dpi), hoặc tách thành nhiều tệp."
SMALLER_OTHER = "Bỏ bớt ảnh trong tệp, hoặc lưu thành PDF cỡ nhỏ."


@dataclass(frozen=True)
class CheckedFile:
    """A file whose content is what its name says."""

    name: str
    kind: Kind
    content: bytes

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def columns(self) -> dict:
        """What a row that keeps the file stores of it."""
        return {
            "name": self.name,
            "content_type": self.kind.content_type,
            "size": self.size,
            "sha256": self.sha256,
            "content": self.content,
        }


def check_file(content: bytes, name: str) -> CheckedFile:
    """The file with a safe name. Raises NotTaken, which says what to do."""
    refuse_size(len(content), name)
    kind = kind_of(content)
    return CheckedFile(_agreed_name(safe_name(name), kind), kind, content)


def refuse_size(size: int, name: str):
    """Raise NotTaken for a file of so many bytes; it need not have been read."""
    if not size:
        raise NotTaken(EMPTY)
    if size > MOST_BYTES:
        raise NotTaken(TOO_LARGE + _how_to_shrink(_ending(safe_name(name))))


def safe_name(name: str) -> str:
    """The name without path, hidden marks and control characters, as NFC."""
    name = nfc(name).replace("\\", "/").rpartition("/")[2]
    seen = (c for c in name if unicodedata.category(c) not in UNSEEN)
    return " ".join("".join(seen).split()).strip(". ") or NAMELESS


def _agreed_name(name, kind):
    """The name with an ending that fits; pictures often come with another's."""
    ending = _ending(name)
    stem = name[: len(name) - len(ending)]
    if ending in kind.endings:
        return _cut(stem, ending)
    if not ending or (kind.is_image and ending in IMAGE_ENDINGS):
        return _cut(stem, kind.endings[0])
    raise NotTaken(
        f"nội dung là {kind.words} nhưng tên tệp có đuôi {ending}. Mở thử tệp; nếu"
        f" đúng thì đổi đuôi thành {kind.endings[0]} rồi gửi lại."
    )


def _cut(stem, ending):
    return stem[: LONGEST_NAME - len(ending)].rstrip() + ending


def _ending(name):
    return PurePosixPath(name).suffix.lower()


def _how_to_shrink(ending):
    if ending in IMAGE_ENDINGS or not ending:
        return SMALLER_IMAGE
    return SMALLER_PDF if ending in PDF.endings else SMALLER_OTHER
