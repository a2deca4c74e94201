"""Messages of hamlet heads: most cells are read, and none wrong without a question."""

import random
from decimal import Decimal
from itertools import product

import pytest

from tests.reports.intake.messages_corpus import (
    cells_of,
    groups,
    read_cells,
    score,
    sheet_of,
)
from tuky_cnscd.vietnamese import search_key

LEAST_RIGHT = 0.95


@pytest.mark.parametrize("group", groups())
def test_the_messages_of_the_corpus_are_read(group, capsys):
    result = score(group)
    with capsys.disabled():
        print(f"\n{group}: {result}")
    assert result.right_share >= LEAST_RIGHT, "\n".join(result.faults)
    assert result.counts["wrong"] == 0, "\n".join(result.faults)


# --- every way of writing a figure, with every way of naming its indicator ------------

SAYINGS = {
    "households": ["hộ", "số hộ", "tổng số hộ", "hộ gia đình"],
    "trained": ["tập huấn", "TH", "tv tập huấn", "thành viên được tập huấn"],
    "guided": ["hướng dẫn", "HD", "người dân được hướng dẫn", "bà con được HD"],
    "dvctt": ["DVCTT", "dvc", "tk dvctt", "tài khoản dịch vụ công trực tuyến"],
    "vneid_2": ["VNeID mức 2", "vneid m2", "định danh mức 2", "VNeID mức độ 2"],
}
FORMS = ["{word} {figure}", "{word}: {figure}", "{figure} {word}", "{word} = {figure}"]
HEADS = ["Thôn An Lao: ", "An Lao\n", "Em gửi số liệu thôn An Lao ạ\n", "an lao "]
MARKS = [", ", "; ", "\n", "\n- ", " và "]
TYPED = [str, str.upper, lambda text: "\n".join(map(search_key, text.split("\n")))]


@pytest.mark.parametrize("form,head", list(product(FORMS, HEADS)))
def test_a_figure_is_read_however_it_is_written(form, head):
    sheet, chance = sheet_of("lang"), random.Random(form + head)
    for mark, typed, turn in product(MARKS, TYPED, range(4)):
        figures = {key: chance.randrange(5000) for key in SAYINGS}
        parts = [
            form.format(word=words[turn], figure=figures[key])
            for key, words in SAYINGS.items()
        ]
        text = typed(head + mark.join(parts))
        due = cells_of(
            sheet, "An Lao: " + ", ".join(f"{k} {n}" for k, n in figures.items())
        )
        assert read_cells(text, sheet) == dict.fromkeys(due, ""), text


def test_thousands_are_read_as_everywhere_else():
    sheet = sheet_of("lang")
    read = {
        said: read_cells(f"An Lao: hộ {said}", sheet)
        for said in ("1.234", "1234", "1 234", "1,234", "1.23")
    }
    cell = (1, "households", Decimal(1234))
    assert read["1.234"] == read["1234"] == read["1 234"] == {cell: ""}
    assert read["1,234"] == {cell: "Có phải 1.234?"}
    assert read["1.23"] == {}
