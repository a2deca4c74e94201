"""A file is what it holds: what is taken, under which name, and what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFile

from reports.intake import attached, file_kinds
from reports.intake.attached import MOST_BYTES, check_file
from reports.intake.file_kinds import NotTaken
from tests import files

GOOD = {
    "bien-ban.pdf": (files.PDF, "application/pdf"),
    "anh.jpg": (files.picture(), "image/jpeg"),
    "ANH.JPEG": (files.picture(), "image/jpeg"),
    "anh.png": (files.picture("PNG"), "image/png"),
    "anh.webp": (files.picture("WEBP"), "image/webp"),
    "bao cao.docx": (files.office("docx"), "wordprocessingml.document"),
    "so lieu.xlsx": (files.office("xlsx"), "spreadsheetml.sheet"),
    "trinh chieu.pptx": (files.office("pptx"), "presentationml.presentation"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_taken_as_what_it_holds(name):
    content, kind = GOOD[name]
    file = check_file(content, name)
    assert file.kind.content_type.endswith(kind)
    assert (file.name.lower(), file.content, file.size) == (
        name.lower(),
        content,
        len(content),
    )


HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
BAD = {
    "empty": (b"", "a.pdf", "tệp rỗng"),
    "HTML as a picture": (HTML, "anh.jpg", "không phải tệp nhận được"),
    "SVG as a picture": (SVG, "anh.png", "không phải tệp nhận được"),
    "SVG": (SVG, "anh.svg", "không phải tệp nhận được"),
    "HTML before a PDF": (HTML + files.PDF, "a.pdf", "không phải tệp nhận được"),
    "text": (b"120 nguoi", "a.txt", "không phải tệp nhận được"),
    "a program": (b"MZ\x90\x00" + bytes(100), "a.pdf", "không phải tệp nhận được"),
    "a PDF cut off": (files.PDF[:20], "a.pdf", "mất phần cuối"),
    "a picture cut off": (files.picture(size=(900, 900))[:900], "a.jpg", "bị hỏng"),
    "a head alone": (b"\xff\xd8\xff\xe0", "a.jpg", "bị hỏng"),
    "a broken PNG": (files.picture("PNG")[:60], "a.png", "bị hỏng"),
    "an iPhone's picture": (files.HEIC, "IMG_1.HEIC", "Tương thích nhất"),
    "GIF": (files.picture("GIF"), "a.gif", "không phải tệp nhận được"),
    "old Word": (files.OLE, "a.doc", "đời cũ"),
    "locked Excel": (files.OLE, "a.xlsx", "có mật khẩu"),
    "an archive": (files.archive({"a.pdf": "x"}), "a.zip", "tệp nén"),
    "a broken archive": (b"PK\x03\x04" + bytes(50), "a.docx", "bị hỏng"),
    "OpenDocument": (files.archive({"mimetype": "x"}), "a.odt", "tệp nén"),
    "macros": (files.office(**{"word/vbaProject.bin": "x"}), "a.docx", "macro"),
    "macros by type": (
        files.office(types="ms-word.document.macroEnabled.main+xml"),
        "a.docx",
        "macro",
    ),
    "macros of old Excel": (
        files.office("xlsx", **{"xl/macrosheets/sheet1.xml": "x"}),
        "a.xlsx",
        "macro",
    ),
    "Word without its part": (
        files.office("docx", main="xl/workbook.xml"),
        "a.docx",
        "không phải tệp nhận được",
    ),
    "a bomb": (
        files.office(**{f"word/{n}": bytes(40_000_000) for n in "abcdefgh"}),
        "a.docx",
        "nén bất thường",
    ),
    "something before Word": (b"PK\x03\x04x" + files.office(), "a.docx", "bất thường"),
    "huge by its head": (files.png_that_says(90_000, 90_000), "a.png", "điểm ảnh"),
    "large by its head": (files.png_that_says(9_000, 9_000), "a.png", "điểm ảnh"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_with_what_to_do(what):
    content, name, says = BAD[what]
    with pytest.raises(NotTaken, match=says) as refusal:
        check_file(content, name)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("anh.jpg", "qua Zalo"),
        ("image", "qua Zalo"),
        ("quet.pdf", "200 dpi"),
        ("bang.xlsx", "PDF cỡ nhỏ"),
    ],
)
def test_a_file_that_is_too_large_is_refused_before_it_is_read(name, advice):
    with pytest.raises(NotTaken, match=f"lớn hơn 10 MB.*{advice}"):
        attached.refuse_size(MOST_BYTES + 1, name)
    attached.refuse_size(MOST_BYTES, name)


def test_a_phones_largest_picture_is_taken():
    content = files.picture(size=(8_160, 6_144))
    assert check_file(content, "a.jpg").kind == file_kinds.JPEG


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\Lan\\anh.jpg", "anh.jpg"),
        ("anh\u202egpj.exe.jpg", "anhgpj.exe.jpg"),
        ("a\x00\r\nb\t c.jpg", "a b c.jpg"),
        ("bie\u0302n ba\u0309n.jpg", "biên bản.jpg"),
        ("anh", "anh.jpg"),
        ("", "tep.jpg"),
        ("..", "tep.jpg"),
        ("IMG_1.HEIC", "IMG_1.jpg"),
        ("zalo.webp", "zalo.jpg"),
        ("ẢNH.JPG", "ẢNH.jpg"),
        ("x" * 300 + ".jpg", "x" * 196 + ".jpg"),
    ],
)
def test_a_name_is_made_safe_and_keeps_its_words(name, taken):
    assert check_file(files.picture(), name).name == taken


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (files.picture(), "anh.pdf", "ảnh JPG"),
        (files.PDF, "anh.jpg", "tệp PDF"),
        (files.PDF, "bao-cao.exe", "tệp PDF"),
        (files.office("docx"), "so-lieu.xlsx", "tệp Word"),
    ],
)
def test_a_name_that_says_something_else_is_refused(content, name, kind):
    with pytest.raises(NotTaken, match=f"nội dung là {kind} nhưng tên tệp có đuôi"):
        check_file(content, name)


def test_a_cut_off_picture_is_refused_even_if_pillow_is_told_to_take_it(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = files.picture(size=(900, 900))
    with pytest.raises(NotTaken, match="bị hỏng"):
        check_file(whole[:-2], "a.jpg")


def test_the_small_picture_in_a_phones_head_is_no_end():
    small = files.picture(size=(8, 8))
    head = b"\xff\xe1" + (len(small) + 2).to_bytes(2, "big") + small
    whole = files.picture(size=(900, 900))
    whole = whole[:2] + head + whole[2:]
    assert check_file(whole, "a.jpg").kind == file_kinds.JPEG
    with pytest.raises(NotTaken, match="bị hỏng"):
        check_file(whole[:-2], "a.jpg")


def test_what_is_hung_on_behind_a_picture_changes_nothing_of_its_kind():
    both = files.picture() + files.archive({"a.html": "x"})
    assert check_file(both, "anh.jpg").kind.content_type == "image/jpeg"


@given(
    st.sampled_from([content for content, _ in GOOD.values()]),
    st.integers(min_value=0, max_value=200),
    st.binary(min_size=1, max_size=8),
    st.text(max_size=60),
)
def test_whatever_is_sent_is_taken_or_refused_in_words(content, at, noise, name):
    changed = content[:at] + noise + content[at + len(noise) :]
    try:
        file = check_file(changed, name)
    except NotTaken as refusal:
        assert str(refusal).endswith(".")
    else:
        assert 0 < len(file.name) <= attached.LONGEST_NAME
