"""What cannot be taken says why at its cell; the rest is saved, all typed is kept."""

import json
import unicodedata

import pytest

from reports.models import Figure, Product
from reports.recording import Origin, Proposal, record
from tests.factories import make_commune, make_hamlet
from tests.reports.entering import Hand, make_desk, stored


@pytest.fixture
def desk(db):
    return make_desk()


@pytest.fixture
def lan(client, desk):
    return Hand(client, desk, desk.lan)


REFUSED = [
    ("abc", "có chữ"),
    ("12 người", "có chữ"),
    ("-5", "không được âm"),
    ("(5)", "không được âm"),
    ("1.23", "không rõ là số nào"),
    ("1,5", "số đếm, không có phần lẻ"),
    ("9" * 40, "có 40 chữ số"),
    ("x" * 100_000, "quá dài"),
    ("7" * 100_000, "quá dài"),
    ("1\x002", "ký tự không phải chữ số"),
    ("<b>12</b>", "có chữ"),
    ("=1+1", "ký tự không phải chữ số"),
    ("a%sb", "có chữ"),
    (unicodedata.normalize("NFD", "một nghìn"), "“một nghìn” có chữ"),
    ("1" + "\u0301" * 5, "ký tự không phải chữ số"),
]


@pytest.mark.parametrize("text,why", REFUSED, ids=lambda case: repr(case)[:20])
def test_what_is_no_number_is_refused_at_its_cell(lan, text, why):
    first, second = lan.desk.hamlets
    lan.type(text, "households", first).type("12", "households", second).save()
    assert not lan.redirected
    assert why in lan.message("households", first)
    kept = unicodedata.normalize("NFC", text.replace("\x00", ""))
    assert lan.text("households", first) == kept
    assert stored(lan.desk) == {("households", "Xuân Nẻo"): 12}
    assert "Đã lưu 01 ô lúc" in lan.page and "còn 01 ô chưa lưu được" in lan.page
    assert f'<a href="#{lan.cell("households", first)}">thôn An Lao' in lan.page


def test_a_long_text_is_echoed_in_its_cell_alone(lan):
    before = len(lan.page)
    lan.type("x" * 100_000, "sessions").save()
    assert len(lan.page) < before + 110_000


@pytest.mark.parametrize(
    "text,question,answer,meant",
    [
        ("1,234", "Có phải 1.234?", "1234", 1234),
        ("ko", "“ko” có phải là không phát sinh?", "none", "KPS"),
        ("-", "“-” có phải là không phát sinh?", "none", "KPS"),
        (
            unicodedata.normalize("NFD", "không có"),
            "“không có” có phải là không phát sinh?",
            "none",
            "KPS",
        ),
    ],
)
def test_a_doubtful_number_is_asked_about(lan, text, question, answer, meant):
    lan.type(text, "sessions").save()
    assert lan.message("sessions") == question
    assert stored(lan.desk) == {}
    name = "confirm-" + lan.cell("sessions")
    assert f'name="{name}" value="{answer}"' in lan.page
    lan.put(name, answer).save()
    assert lan.redirected
    assert stored(lan.desk) == {("sessions", None): meant}


def test_an_answer_holds_only_for_what_was_asked(lan):
    lan.type("1,234", "sessions").save()
    lan.type("5,678", "sessions").put("confirm-" + lan.cell("sessions"), "1234").save()
    assert lan.message("sessions") == "Có phải 5.678?"
    assert stored(lan.desk) == {}


def test_nothing_arose_beside_a_number_is_an_error_at_the_cell(lan):
    lan.type("12", "sessions").none("sessions").save()
    assert "không phát sinh” mà ô vẫn có “12”" in lan.message("sessions")
    assert lan.text("sessions") == "12"
    assert "none-" + lan.cell("sessions") in lan.sent
    assert stored(lan.desk) == {}


@pytest.mark.parametrize(
    "lines,why",
    [
        ("a" * 201, "tối đa 200 ký tự"),
        ("\n".join(f"Sản phẩm {n}" for n in range(51)), "51 dòng"),
        ("không", "không phải tên sản phẩm"),
        ("123", "không phải tên sản phẩm"),
        ("…", "không phải tên sản phẩm"),
        ("x" * 100_000, "tối đa 200 ký tự"),
    ],
    ids=lambda case: repr(case)[:20],
)
def test_what_is_no_product_is_refused_and_kept(lan, lines, why):
    name = "add-" + lan.cell("ocop")
    lan.put(name, lines).type("3", "sessions").save()
    assert why in lan.message("ocop")
    assert lan.sent[name] == [lines]
    assert Product.objects.count() == 1
    assert stored(lan.desk) == {("sessions", None): 3}


def test_no_products_and_a_product_at_once_is_an_error(lan):
    lan.put("pick-" + lan.cell("ocop"), "Rươi kho").none("ocop").save()
    assert "không phát sinh” mà vẫn có sản phẩm" in lan.message("ocop")
    assert lan.sent["pick-" + lan.cell("ocop")] == ["Rươi kho"]


def test_a_ticked_product_that_is_gone_moves_to_the_new_ones(lan):
    Product.objects.all().delete()
    lan.put("pick-" + lan.cell("ocop"), "Rươi kho").save()
    assert "không còn trong danh sách" in lan.message("ocop")
    assert lan.sent["add-" + lan.cell("ocop")] == ["Rươi kho"]
    lan.save()
    assert stored(lan.desk) == {("ocop", None): ["Rươi kho"]}


def test_markup_in_names_and_numbers_is_shown_as_text(lan):
    lan.put("add-" + lan.cell("ocop"), "<script>x</script>").save()
    assert "<script>x" not in lan.page
    assert "&lt;script&gt;x" in lan.page


# --- cells of others, and pages that were tampered with -------------------------------


def test_cells_of_another_commune_are_refused_and_nothing_is_written(lan):
    other = make_commune(lan.desk.district, "An Thanh", "11149")
    theirs = make_hamlet(other, "Thanh Kỳ")
    lan.type("3", "sessions").put(lan.cell("households", theirs), "666").save()
    assert "ô không thuộc biểu của xã Hưng Đạo (“666”)" in lan.page
    assert lan.text("sessions") == "3"
    assert not Figure.objects.exists()
    lan.save()
    assert lan.redirected
    assert stored(lan.desk) == {("sessions", None): 3}


@pytest.mark.parametrize(
    "name", ["c-999999-0", "none-c-1-999999", "total-999999", "pick-c-x", "c-1-0-0"]
)
def test_cells_that_there_are_none_of_are_refused(lan, name):
    lan.type("3", "sessions").put(name, "1").save()
    assert "chưa ghi số liệu nào" in lan.page
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    "base",
    [
        "x",
        "[1]",
        "[" * 100_000,
        '{"t": 5}',
        '{"t": ["a"]}',
        '{"c-1-0": "9"}',
        '{"c-1-0": -1}',
        '{"c-1-0": true}',
        '{"c-1-0": 1e400}',
        '{"c-1-0": 99999999999999999999}',
    ],
    ids=lambda text: text[:20],
)
def test_a_spoiled_page_is_refused_and_nothing_typed_is_lost(lan, base):
    lan.type("3", "sessions").put("base", base).save()
    assert "Trang này bị hỏng khi gửi" in lan.page
    assert lan.text("sessions") == "3"
    assert not Figure.objects.exists()
    lan.save()
    assert stored(lan.desk) == {("sessions", None): 3}


def test_a_spoiled_page_overwrites_nobody(lan):
    lan.type("3", "sessions").save().type("4", "sessions").put("base", "x").save()
    lan.save()
    assert "đã ghi 3 lúc" in lan.message("sessions")
    assert stored(lan.desk) == {("sessions", None): 3}


# --- somebody else saved since --------------------------------------------------------


@pytest.fixture
def overtaken(lan):
    """Lan changes 3 to 4 on her page after Bình made it 5."""
    lan.type("3", "sessions").save()
    indicator = lan.desk.ids["sessions"]
    theirs = Proposal(indicator, None, "value", 5, based_on=1)
    origin = Origin(lan.desk.binh, "typed")
    record([theirs], submission=lan.desk.submission, origin=origin)
    return lan.type("4", "sessions").type("2", "vneid_1").save()


def test_a_cell_saved_by_another_since_is_asked_about(overtaken):
    lan = overtaken
    assert "Trần Văn Bình đã ghi 5 lúc" in lan.message("sessions")
    assert lan.text("sessions") == "4"
    assert stored(lan.desk) == {("sessions", None): 5, ("vneid_1", None): 2}


def test_it_is_asked_again_until_one_is_chosen(overtaken):
    lan = overtaken.save()
    assert "Trần Văn Bình đã ghi 5 lúc" in lan.message("sessions")
    assert stored(lan.desk)["sessions", None] == 5


def test_ones_own_number_can_be_kept(overtaken):
    lan = overtaken.put("keep-" + overtaken.cell("sessions"), "2").save()
    assert lan.redirected
    assert stored(lan.desk)["sessions", None] == 4


def test_the_others_number_can_be_taken(overtaken):
    lan = overtaken.put("keep-" + overtaken.cell("sessions"), "theirs").save()
    assert lan.redirected
    assert lan.text("sessions") == "5"
    assert stored(lan.desk)["sessions", None] == 5


def test_keeping_ones_own_does_not_overrule_a_third_save(overtaken):
    lan = overtaken
    theirs = Proposal(lan.desk.ids["sessions"], None, "none", based_on=2)
    origin = Origin(lan.desk.binh, "typed")
    record([theirs], submission=lan.desk.submission, origin=origin)
    lan.put("keep-" + lan.cell("sessions"), "2").save()
    assert "Trần Văn Bình đã ghi không phát sinh lúc" in lan.message("sessions")
    assert stored(lan.desk)["sessions", None] == "KPS"


def test_a_cell_left_alone_shows_what_the_other_saved(lan):
    lan.type("3", "sessions").save()
    theirs = Proposal(lan.desk.ids["sessions"], None, "value", 5, based_on=1)
    origin = Origin(lan.desk.binh, "typed")
    record([theirs], submission=lan.desk.submission, origin=origin)
    lan.type("2", "vneid_1").save()
    assert lan.redirected
    assert lan.text("sessions") == "5"


def test_a_list_saved_by_another_since_is_asked_about(lan):
    theirs = Proposal(
        lan.desk.ids["ocop"], None, "value", 1, names=("Gạo nếp",), based_on=0
    )
    origin = Origin(lan.desk.binh, "typed")
    record([theirs], submission=lan.desk.submission, origin=origin)
    lan.put("add-" + lan.cell("ocop"), "Nước mắm").save()
    assert "Trần Văn Bình đã ghi Gạo nếp lúc" in lan.message("ocop")
    assert lan.sent["add-" + lan.cell("ocop")] == ["Nước mắm"]
    assert not Product.objects.filter(name="Nước mắm").exists()
    lan.put("keep-" + lan.cell("ocop"), "1").save()
    assert stored(lan.desk) == {("ocop", None): ["Nước mắm"]}
    assert Product.objects.filter(name="Nước mắm").exists()


def test_the_page_carries_the_versions_it_was_made_from(lan):
    lan.type("3", "sessions").save().type("4", "sessions").save()
    assert json.loads(lan.sent["base"][0]) == {lan.cell("sessions"): 2, "t": []}
