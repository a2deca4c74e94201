"""The report as a value: cleaned when made, and the same after a stay in JSON."""

import datetime
import json
import unicodedata
from dataclasses import FrozenInstanceError

import pytest

from reports.blocks import (
    Annex,
    Bullet,
    FormTable,
    Letterhead,
    Paragraph,
    PlaceTable,
    ReportDocument,
    Row,
    Section,
    Status,
)
from tests.reports.outputs.source_document import DOCUMENT, document


@pytest.mark.parametrize(
    "report",
    [
        DOCUMENT,
        document(
            number="5",
            date=datetime.date(2023, 7, 20),
            status=Status.ISSUED,
            month=None,
        ),
        document(sections=(), addressees=(), recipients=()),
        document(
            code="7F3A-92C1",
            sections=(
                Section(1, "I.", "Bảng", (PlaceTable(("STT", "Thôn"), (("1", "A"),)),)),
            ),
        ),
    ],
)
def test_a_document_is_the_same_after_a_stay_in_json(report):
    stored = json.dumps(report.to_json())
    assert ReportDocument.from_json(json.loads(stored)) == report


ASKED = FormTable(
    ("STT", "Chỉ tiêu", "Đơn vị tính", "Cách tính", "Số liệu"),
    (("1", "Số buổi", "Buổi", "Do xã tổ chức.", ""),),
)
LETTER = document(
    kind="",
    subject="báo cáo",
    sections=(),
    body=(Paragraph("Đoạn."), PlaceTable(("STT", "Xã"), (("1", "A"),))),
    annexes=(Annex("Biểu mẫu", "Số liệu", "UBND huyện", (ASKED,), wide=True),),
)


def test_a_letter_is_the_same_after_a_stay_in_json():
    stored = json.dumps(LETTER.to_json())
    assert ReportDocument.from_json(json.loads(stored)) == LETTER


def test_a_report_is_stored_as_before_there_were_letters():
    assert not {"body", "annexes"} & set(DOCUMENT.to_json())


def test_a_letter_says_what_it_is_about_under_its_number():
    assert (LETTER.about, DOCUMENT.about) == ("V/v báo cáo", "")
    assert LETTER.title == "Công văn về việc báo cáo"


def test_an_annex_names_the_paper_that_it_goes_with():
    (annex,) = LETTER.annexes
    gaps = "(Kèm theo Công văn số         /BC-TCĐ ngày       tháng 7 năm 2023 của "
    assert LETTER.enclosed_with(annex) == f"{gaps}UBND huyện)"
    day = datetime.date(2023, 2, 5)
    numbered = document(number="5", date=day, annexes=LETTER.annexes)
    assert numbered.enclosed_with(annex) == (
        "(Kèm theo Báo cáo số 05/BC-TCĐ ngày 05 tháng 02 năm 2023 của UBND huyện)"
    )


def test_a_document_that_was_stored_before_there_were_codes_has_none():
    stored = DOCUMENT.to_json()
    del stored["code"]
    assert ReportDocument.from_json(stored) == DOCUMENT


def test_a_document_with_a_block_that_nobody_knows_is_refused():
    stored = DOCUMENT.to_json()
    stored["sections"][1]["blocks"][0]["kind"] = "drawing"
    with pytest.raises(KeyError):
        ReportDocument.from_json(stored)


def test_text_becomes_nfc_without_invisible_marks():
    pasted = unicodedata.normalize("NFD", "Tổ \u200bcông nghệ\ufeff số")
    assert Bullet(pasted).text == "Tổ công nghệ số"
    assert document(recipients=[pasted]).recipients == ("Tổ công nghệ số",)


def test_lines_of_lists_lose_the_dash_and_end_marks_that_the_paper_adds():
    report = document(recipients=("- Sở TTTT;", "Lưu: VT."), addressees=("Sở TTTT.",))
    assert report.recipients == ("Sở TTTT", "Lưu: VT")
    assert report.addressees == ("Sở TTTT",)


def test_a_document_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        DOCUMENT.subject = "khác"


@pytest.mark.parametrize(
    ("value", "alone"),
    [("58.076", True), ("95,57%", True), ("–", True), ("11 sản phẩm", False)],
)
def test_a_lone_number_is_told_from_words(value, alone):
    assert Row("1", "Tên", "Đơn vị", value).is_figure is alone


def test_levels_and_lines_that_the_paper_does_not_know_are_refused():
    with pytest.raises(ValueError):
        Section(7, "a)", "Mục", (Paragraph("x"),))
    with pytest.raises(ValueError):
        Letterhead("", (), "Tứ Kỳ")
