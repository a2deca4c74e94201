"""The command: what it prints and with which code it ends."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

PAPERS = Path(__file__).parents[2] / "data/paper"


def said(path):
    out = StringIO()
    try:
        call_command("lint_report", str(path), stdout=out)
    except SystemExit as stop:
        return out.getvalue(), stop.code
    return out.getvalue(), 0


def test_a_good_paper_ends_with_0():
    assert said(PAPERS / "word-user.pdf") == ("word-user.pdf: 00 lỗi, 00 lưu ý.\n", 0)


def test_errors_are_printed_with_page_measure_and_citation_and_end_with_1():
    words, code = said(PAPERS / "word-user-faults.pdf")
    assert code == 1
    assert words.startswith(
        "LỖI · trang 1 · margins.left\n"
        "  Lề trái: 25 mm. Quy định: 30–35 mm.\n"
        "  Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 3 "
        "(định lề trang).\n"
    )
    assert words.endswith("word-user-faults.pdf: 27 lỗi, 01 lưu ý.\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [("README.md", "không phải là tệp PDF"), ("khong-co.pdf", "Không mở được tệp")],
)
def test_what_cannot_be_read_is_said_and_ends_with_2(name, words):
    with pytest.raises(CommandError, match=words) as refused:
        call_command("lint_report", str(PAPERS.parent / name))
    assert refused.value.returncode == 2
