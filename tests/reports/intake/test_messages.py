"""What a pasted message leads to: cells, notes, problems, and the text back."""

import gc
from dataclasses import replace
from decimal import Decimal
from time import process_time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.intake.messages import read_messages
from reports.intake.messages.result import Read
from tests.reports.intake.messages_corpus import read_cells, sheet_of
from tuky_cnscd.vietnamese import nfc

LANG = sheet_of("lang")
IDS = LANG.ids


def problems(text, sheet=LANG):
    return [p.message for p in read_messages(text, sheet).offer.problems]


def pieces(text, sheet=LANG):
    return [(p.text, p.read) for p in read_messages(text, sheet).pieces]


def with_total_only(*keys):
    unit = replace(LANG.commune, total_only=frozenset(keys))
    return replace(LANG, table=replace(LANG.table, communes=(unit,)), commune=unit)


# --- what is proposed -----------------------------------------------------------------


def test_a_running_total_beside_a_flow_makes_no_mention_of_it_doubtful():
    text = "An Lao: DVCTT 98 tk, hướng dẫn 120 người"
    flow = LANG.table.spec("guided")
    running = replace(flow, key="all", number="", cumulative_of="guided")
    running = replace(running, name=f"{flow.name} (lũy kế)")
    table = replace(LANG.table, specs=(*LANG.table.specs, running))
    sheet = replace(LANG, table=table, ids={**IDS, "all": 999})
    assert read_cells(text, sheet) == read_cells(text, LANG) != {}


def test_a_cell_says_which_words_it_was_read_from_and_where():
    offer = read_messages("Dạ em gửi\nAn Lao: DVCTT: 98 tk, hộ 352", LANG).offer
    assert [(p.name, p.said, p.where, p.doubt) for p in offer.proposed] == [
        (f"c-{IDS['dvctt']}-1", "DVCTT: 98 tk", "Dòng 2", ""),
        (f"c-{IDS['households']}-1", "hộ 352", "Dòng 2", ""),
    ]


def test_nothing_arose_zero_and_not_known_yet_are_three_things():
    text = "An Lao: DVCTT 0, tập huấn ko phát sinh, hướng dẫn chưa có số"
    assert read_cells(text, LANG) == {
        (1, "dvctt", Decimal(0)): "",
        (1, "trained", None): "",
    }
    [problem] = problems(text)
    assert "chưa có số: để trống" in problem


@pytest.mark.parametrize(
    "text,doubt",
    [
        ("An Lao: DVCTT khoảng 98", "Tin ghi “khoảng”, chưa phải số chính xác."),
        ("An Lao: DVCTT ~98", "Tin ghi “~98”, chưa phải số chính xác."),
        ("An Lao: DVCTT 1,098", "Có phải 1.098?"),
        ("An Lao: DVCTT 45+53", "Cộng từ “45+53”."),
        ("An Lao: tập huấn 5/7", "Tin ghi “5/7”: có phải 5?"),
        ("An Lao: DVCTT 98, DVCTT 89", "Tin có nhiều số: 98, 89."),
        ("An Lao: DVCTT 98 bộ", "Chưa hiểu chữ “bộ”."),
        ("An Lao: đính chính DVCTT 98", "Tin có chữ sửa lại; xem số nào đúng."),
        ("An Lao: DVCTT 98?", "Đây là câu hỏi."),
        ("thôn AL: DVCTT 98", "Hiểu “AL” là thôn An Lao."),
        ("An Lao: DVCTT chín mươi tám", "“chín mươi tám”: có phải 98?"),
        ("An Lao: DVCTT tháng 5 98", "Tin ghi “tháng 5”: có phải số của cả kỳ?"),
    ],
)
def test_what_is_not_certain_comes_with_a_doubt(text, doubt):
    [proposed] = read_messages(text, LANG).offer.proposed
    assert doubt in proposed.doubt


@pytest.mark.parametrize(
    "text",
    [
        "An Lao: DVCTT 1.2",
        "An Lao: DVCTT 50-60",
        "An Lao: DVCTT 1k2",
        "An Lao: 98",
        "An Lao: kế hoạch DVCTT 98",
        "An Lao: hộ nghèo 98",
        "An Lao: OCOP 2 sản phẩm",
        "thôn Phú Lộc: DVCTT 98",
        "DVCTT 98",
        "An Lao, Lạc Dục: hộ 98",
        "sđt An Lao: 0912 345 678, ngày 20/7/2023, 16h30",
        "An Lao 1. 350 2. 6",
    ],
)
def test_what_cannot_be_a_figure_is_not_proposed(text):
    assert read_messages(text, LANG).offer.proposed == ()


@pytest.mark.parametrize(
    "cell,read",
    [
        ("98", {98: ""}),
        ("98 tk", {98: ""}),
        ("kps", {None: ""}),
        ("-", {None: "“-” là không phát sinh?"}),
        ("khoảng 98", {98: "Trong ô còn có “khoảng”."}),
        ("98 hoặc 89", {}),
        ("", {}),
    ],
)
def test_a_table_is_read_by_its_headings(cell, read):
    text = f"TT\tThôn\tHộ nghèo\tDVCTT\n1\tAn Lao\t12\t{cell}\n2\tÔ Mễ\t9\t71"
    cells = read_cells(text, LANG)
    assert cells.pop((3, "dvctt", Decimal(71))) == ""
    assert cells == {(1, "dvctt", value): doubt for value, doubt in read.items()}


# --- problems -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text,message",
    [
        (
            "DVCTT 98, hộ 352",
            "“DVCTT 98, hộ 352”: chưa rõ thôn nào: thêm tên thôn vào trước dòng này.",
        ),
        (
            "thôn Phú Lộc: hộ 352",
            "“hộ 352”: xã không có “thôn Phú Lộc”; kiểm tra tên thôn.",
        ),
        ("An Lao: 98", "“98”: chưa rõ là chỉ tiêu nào; ghi tên chỉ tiêu cạnh số."),
        (
            "An Lao: hộ 1k2",
            "“hộ 1k2”: “1k2” chưa rõ là số nào; ghi đủ chữ số.",
        ),
        (
            "An Lao: OCOP 2 sản phẩm",
            "“OCOP 2 sản phẩm”: chỉ tiêu này ghi tên từng sản phẩm, nhập trên biểu.",
        ),
    ],
)
def test_a_problem_says_what_and_how_to_mend_it(text, message):
    assert problems(text) == [message]


def test_a_total_that_the_form_adds_up_itself_is_not_proposed():
    sheet = sheet_of("moi")
    text = "Phú Hòa: VNeID 89, VNeID mức 2 77"
    assert list(read_cells(text, sheet)) == [(4, "vneid_2", Decimal(77))]
    assert "do máy tự cộng" in problems(text, sheet)[0]


# --- of the commune as a whole --------------------------------------------------------


def test_a_hamlets_part_of_a_figure_of_the_commune_is_kept_as_a_note():
    reading = read_messages("An Lao: VNeID mức 2 45\nÔ Mễ: VNeID mức 2 kps", LANG)
    assert reading.offer.proposed == ()
    assert [(n.hamlet_id, n.key, n.value, n.where) for n in reading.by_hamlet] == [
        (1, "vneid_2", Decimal(45), "Dòng 1"),
        (3, "vneid_2", None, "Dòng 2"),
    ]
    [problem] = reading.offer.problems
    assert problem.where == "Dòng 1, Dòng 2"
    assert "tin nhắn mới có của 02/05 thôn" in problem.message


def test_the_parts_of_all_hamlets_are_added_up_and_asked_about():
    names = ["An Lao", "Lạc Dục", "Ô Mễ", "Xuân Nẻo", "Trung tâm"]
    text = "\n".join(f"{name}: {at} buổi tập huấn" for at, name in enumerate(names))
    [proposed] = read_messages(text, LANG).offer.proposed
    assert proposed.name == f"c-{IDS['sessions']}-0"
    assert proposed.reading.value == 10
    assert proposed.doubt == "Cộng từ tin nhắn của 05/05 thôn: 0 + 1 + 2 + 3 + 4."


def test_a_figure_without_a_hamlet_may_be_the_communes():
    text, cell = "VNeID mức 1 1.400", (None, "vneid_1", Decimal(1400))
    assert "có phải số của cả xã" in read_cells(text, LANG)[cell]
    assert read_cells(f"Công an xã: {text}", LANG) == {cell: ""}


def test_where_only_the_communes_total_is_given_hamlets_are_notes():
    sheet = with_total_only("dvctt")
    reading = read_messages("An Lao: DVCTT 98, hộ 352\nToàn xã: DVCTT 490", sheet)
    assert [p.name for p in reading.offer.proposed] == [
        f"c-{IDS['households']}-1",
        f"c-{IDS['dvctt']}-0",
    ]
    assert [(n.key, n.value) for n in reading.by_hamlet] == [("dvctt", Decimal(98))]


def test_a_stated_total_of_hamlets_is_compared_not_proposed():
    text = "An Lao 352 hộ\nLạc Dục 410 hộ\nTổng cộng 700 hộ"
    [compared] = read_messages(text, LANG).offer.compared
    assert (compared.where, compared.stated, compared.added) == ("Dòng 3", "700", "762")
    assert not compared.agrees


# --- the text back --------------------------------------------------------------------


def test_the_text_comes_back_with_what_was_understood():
    text = "Dạ chị ạ, An Lao: DVCTT 98, lợn 12"
    assert pieces(text) == [
        ("Dạ chị ạ, ", Read.PASSED_OVER),
        ("An Lao", Read.UNDERSTOOD),
        (": ", Read.PASSED_OVER),
        ("DVCTT 98", Read.UNDERSTOOD),
        (", ", Read.PASSED_OVER),
        ("lợn 12", Read.NOT_UNDERSTOOD),
    ]


def test_figures_that_led_nowhere_are_shown_as_not_understood():
    assert pieces("thôn Phú Lộc: hộ 352") == [
        ("thôn Phú Lộc", Read.NOT_UNDERSTOOD),
        (": ", Read.PASSED_OVER),
        ("hộ 352", Read.NOT_UNDERSTOOD),
    ]


def test_a_piece_names_the_cells_that_it_gave():
    reading = read_messages("An Lao: DVCTT 98 nhé", LANG)
    assert [p.cells for p in reading.pieces if p.cells] == [(f"c-{IDS['dvctt']}-1",)]


def test_the_numbers_of_a_list_are_passed_over():
    assert ("1. ", Read.PASSED_OVER) in pieces("1. An Lao: hộ 352\n2. Lạc Dục: hộ 410")


# --- any text -------------------------------------------------------------------------

PARTS = (
    "An Lao|Thôn|: |, |\n|\t| | - |.|DVCTT|hộ|mức 2|98|1.234|5/7|45+3|ko ps|~|50-60|và"
    "|tập huấn|người|%|[18:05, 20/7/2023] |thôn Phú Lộc|toàn xã|không|nhầm|(|)|?|1.|…"
    "|\u200e|\u0301|\ud83d|١٢|😀|\x00|năm|một trăm|trong đó|thì|/|=|+"
)
TEXTS = st.lists(st.sampled_from(PARTS.split("|")), max_size=40).map("".join)


@given(st.one_of(st.text(), TEXTS))
def test_any_text_is_read_and_given_back_whole(text):
    reading = read_messages(text, LANG)
    assert "".join(piece.text for piece in reading.pieces) == nfc(text)
    assert {proposed.name for proposed in reading.offer.proposed} <= set(LANG.cells)


@pytest.mark.parametrize(
    "unit",
    ["1 ", "hộ 5;", "An Lao ", "98\n", "hộ: ", "Thôn\tHộ\tDVCTT\nAn Lao\t5\t6\n", "1+"]
    + ["a@", "e\u0301\u0301", "mức 1 ", "-", "thôn ", "một ", "năm mươi ", "dvctt 98 "],
)
def test_reading_does_not_grow_with_the_square_of_the_text(unit):
    text = unit * (20_000 // len(unit))
    quarter, whole = (
        min(_seconds_to_read(part) for _ in range(2))
        for part in (text[: len(text) // 4], text)
    )
    assert whole < 10 * quarter + 0.1  # 4 in a straight line, 16 with the square


def _seconds_to_read(text):
    gc.disable()  # its pauses grow with what the other tests left behind
    try:
        start = process_time()
        read_messages(text, LANG)
        return process_time() - start
    finally:
        gc.enable()


def test_decomposed_letters_and_marks_of_direction_change_nothing():
    text = normalize("NFD", "Thôn Ô Mễ: \u200e95\u200e người, hộ 287")
    assert read_cells(text, LANG) == {
        (3, "guided", Decimal(95)): "",
        (3, "households", Decimal(287)): "",
    }
