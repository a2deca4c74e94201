"""Whose form a file is: by its keys for sure, else a proposal to a person."""

import io

import pytest

from reports.intake.workbook.keys import KEY_SHEET
from reports.intake.workbook.reading import form_grids
from reports.intake.workbook.whose import likely_commune, says_whose, sure_commune
from tests.reports.intake.workbook.forms import Filled, make_period

OURS = {5: "xã Hưng Đạo", 6: "xã An Thanh", 7: "thị trấn Tứ Kỳ"}
BARE = {5: "Hưng Đạo", 6: "An Thanh", 7: "Tứ Kỳ"}
HAMLETS = {5: ["An Lao", "Xuân Nẻo", "Lạc Dục"], 6: ["An Lao", "Thanh Kỳ"], 7: []}


def grids(*, keys=True, corners=True, title=True):
    filled = Filled()
    if not keys:
        del filled.book[KEY_SHEET]
    for page in (filled.grid, filled.rows):
        if not corners:
            page["A3"] = None
        if not title:
            page["B1"] = None
    return form_grids(io.BytesIO(filled.bytes()))


def likely(name="bieu.xlsx", **kept):
    return likely_commune(name, grids(**kept), BARE, HAMLETS)


def test_the_hidden_sheet_says_it_for_sure():
    assert sure_commune(grids(), OURS, make_period()) == 5
    assert str(says_whose(grids())) == "xã Hưng Đạo, 6 tháng đầu năm 2023"


def test_the_hidden_corners_do_where_the_sheet_is_gone():
    assert sure_commune(grids(keys=False), OURS, make_period()) == 5


def test_without_either_nothing_is_sure():
    bare = grids(keys=False, corners=False)
    assert sure_commune(bare, OURS, make_period()) is None
    assert says_whose(bare) is None


@pytest.mark.parametrize(
    ("communes", "period"),
    [
        ({5: "xã Cộng Lạc"}, make_period()),
        ({6: "xã An Thanh"}, make_period()),
        (OURS, make_period(pk=4)),
        (OURS, make_period(phrase="6 tháng cuối năm 2023")),
    ],
)
def test_a_number_that_means_another_commune_or_period_is_not_believed(
    communes, period
):
    assert sure_commune(grids(), communes, period) is None


@pytest.mark.parametrize(
    ("name", "commune"),
    [
        ("BieuAnThanh (1).xlsx", 6),
        ("bao cao xa an thanh.xlsx", 6),
        ("Thị trấn Tứ Kỳ.xlsx", 7),
        ("an-thanh va hung-dao.xlsx", 5),  # two names say nothing: the hamlets do
        ("bieu.xlsx", 5),
    ],
)
def test_the_file_name_proposes_with_or_without_accents(name, commune):
    assert likely(name, keys=False, corners=False, title=False) == commune


def test_the_title_proposes_where_the_file_name_says_nothing():
    plain = grids(keys=False, corners=False)
    assert likely_commune("bieu.xlsx", plain, BARE, {}) == 5


def test_too_few_hamlets_propose_nothing():
    plain = grids(keys=False, corners=False, title=False)
    assert likely_commune("bieu.xlsx", plain, BARE, {5: ["An Lao"], 6: []}) is None
