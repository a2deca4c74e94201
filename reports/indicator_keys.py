"""An indicator's name in; the short key that texts call its figures by, out."""

import re

from tuky_cnscd.vietnamese import search_key

LONGEST = 40
OPENING = re.compile(r"^(tong |so luong |so |ty le )+")
RESERVED = (  # facts of their own begin so
    "so_",
    "danh_sach_",
    "nguon_",
    "ky_truoc_",
    "tang_giam_",
    "chenh_lech_",
    "phan_tram_tang_giam_",
    "ty_trong_",
)


def key_of(name, taken=(), reserved=()):
    """Words of the name without accents: "Số tài khoản VNeID" gives tai_khoan_vneid.

    What opens nearly every name is left out. Never one of `taken` or `reserved`.
    """
    words = re.findall(r"[a-z0-9]+", search_key(name))
    text = OPENING.sub("", " ".join(words))
    words = text.split() or words or ["chi_tieu"]
    key = _cut(words, LONGEST - 8)  # leaves room for ct_ and _2
    if not key[0].isalpha() or key.startswith(RESERVED):
        key = f"ct_{key}"
    unlike = {*taken, *reserved}
    numbered = (f"{key}_{number}" for number in range(2, 1000))
    return next(each for each in (key, *numbered) if each not in unlike)


def _cut(words, longest):
    """As many of the words as fit."""
    key = words[0][:longest]
    for word in words[1:]:
        if len(key) + 1 + len(word) > longest:
            break
        key = f"{key}_{word}"
    return key
