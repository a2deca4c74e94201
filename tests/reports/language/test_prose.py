"""Office prose without these faults shows nothing; each fault put into it is found."""

import datetime as dt
from dataclasses import replace

import pytest

from reports.language import Context, check_language, text_of
from reports.language.stale import Carried, Term, stale_marks
from tests.reports.language.papers import CONTEXT, DATA, sections_of, small

PERIOD = Term(
    "6 tháng đầu năm 2023",
    "6 tháng cuối năm 2023",
    dt.date(2022, 12, 15),
    dt.date(2023, 6, 14),
)
BEFORE = Term(
    "6 tháng cuối năm 2022",
    "6 tháng đầu năm 2023",
    dt.date(2022, 6, 15),
    dt.date(2022, 12, 14),
)
FAULTS = (
    ("clean", "dịch vụ công trực tuyến, phấn", "DVCTT, phấn", "DVCTT"),
    ("clean", "ứng dụng VNeID, đăng", "ứng dụng VNeID và VnEID, đăng", "VnEID"),
    ("clean", "mạng xã hội Facebook, Zalo", "mạng xã hội Facebook, zalo", "zalo"),
    ("clean", "Kế hoạch số 15/KH-UBND", "Kế hoạch số 15/ KH-UBND", "15/ KH-UBND"),
    ("clean", "bưởi đào, mật ong", "bười đào, bưởi diễn, mật ong", "bười đào"),
    ("clean", "Nguyên nhân: Người", "Người", "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"),
    (
        "clean",
        "phấn đấu tỷ lệ",
        "phấn đấu trong tháng 5/2023 tỷ lệ",
        "trong tháng 5/2023",
    ),
    ("clean_2", "418/UBND-TCKH", "418/CV-UBND", "418/CV-UBND"),
    ("clean_2", "(Agribank Tứ Kỳ) mở", "(Agribank Tứ Kỳ, agribank) mở", "agribank"),
    ("clean_2", "Bảo hiểm xã hội (BHXH)", "Quỹ BTXH", "BTXH"),
    (
        "clean_2",
        "kết quả hằng quý.",
        "kết quả 6 tháng cuối năm 2022.",
        "6 tháng cuối năm 2022",
    ),
)


def lines_of(name):
    lines = (DATA / "language" / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def found_in(lines):
    document = replace(small(A="x"), sections=sections_of(lines))
    language = check_language(document, Context(issuer=CONTEXT.issuer))
    carried = Carried(BEFORE, PERIOD, dt.date(2023, 6, 20))
    return [*language, *stale_marks(text_of(document), carried)]


@pytest.mark.parametrize("name", ["clean", "clean_2"])
def test_prose_without_a_fault_shows_nothing(name):
    assert [(f.rule, f.place, f.quote) for f in found_in(lines_of(name))] == []


def test_prose_that_the_checks_never_saw_shows_one_abbreviation():
    assert [f.quote for f in found_in(lines_of("clean_3"))] == ["BTS"]


@pytest.mark.parametrize(("name", "right", "wrong", "quote"), FAULTS)
def test_a_fault_put_into_it_is_found(name, right, wrong, quote):
    text = "\n".join(lines_of(name))
    assert right in text
    found = found_in(text.replace(right, wrong).splitlines())
    assert quote in [f.quote for f in found]
