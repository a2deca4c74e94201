"""The commune's desk: fill in, save, be shown what stands and what is odd."""

import brotli
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import FigureVersion, Product, SubmissionEvent
from reports.opening import close_period
from tests.factories import (
    make_commune,
    make_open_period,
    make_staff,
    put_in_state,
    set_figure,
)
from tests.reports.entering import Hand, fields_of, make_desk, stored


@pytest.fixture
def desk(db):
    return make_desk()


@pytest.fixture
def lan(client, desk):
    return Hand(client, desk, desk.lan)


def test_a_figure_is_blank_nothing_or_a_value(lan):
    first, second = lan.desk.hamlets
    lan.type("1.234", "households", first).none("households", second).save()
    assert lan.redirected
    assert stored(lan.desk) == {
        ("households", "An Lao"): 1234,
        ("households", "Xuân Nẻo"): "KPS",
    }
    assert lan.text("households", first) == "1.234"
    assert "none-" + lan.cell("households", second) in lan.sent
    assert lan.text("extra_2", first) == ""


def test_zero_is_a_value_and_not_nothing(lan):
    first, _ = lan.desk.hamlets
    lan.type("0", "households", first).save()
    assert stored(lan.desk) == {("households", "An Lao"): 0}


def test_a_cell_that_is_cleared_becomes_blank_again(lan):
    lan.type("3", "sessions").save().type("", "sessions").save()
    assert stored(lan.desk) == {("sessions", None): "–"}
    states = FigureVersion.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == ["value", "blank"]


def test_saving_says_how_many_cells_changed(lan):
    first, second = lan.desk.hamlets
    lan.type("5", "households", first).type("6", "households", second).save()
    assert "Đã lưu 02 ô lúc" in lan.page
    lan.type("7", "households", second).save()
    assert "Đã lưu 01 ô lúc" in lan.page
    lan.save()
    assert "không có số nào thay đổi" in lan.page


def test_every_saved_value_knows_who_typed_it(lan):
    lan.type("3", "sessions").save()
    version = FigureVersion.objects.get()
    assert (version.by, version.source) == (lan.desk.lan, "typed")


def test_the_first_save_starts_the_return(lan):
    lan.type("3", "sessions").save()
    lan.desk.submission.refresh_from_db()
    assert lan.desk.submission.state == "draft"
    moves = SubmissionEvent.objects.values_list("move", flat=True)
    assert list(moves) == ["start"]


# --- chỉ có tổng xã -------------------------------------------------------------------


def test_a_commune_without_the_split_gives_its_total_alone(lan):
    box = f"total-{lan.desk.ids['households']}"
    lan.put(box, "1").type("500", "households").save()
    assert lan.redirected
    assert stored(lan.desk) == {("households", None): 500}
    assert [row.key for row in lan.desk.submission.total_only.all()] == ["households"]
    assert box in lan.sent
    lan.put(box).save()
    assert not lan.desk.submission.total_only.exists()
    assert stored(lan.desk) == {("households", None): 500}


def test_a_total_without_its_box_is_asked_for_it(lan):
    lan.type("500", "households").save()
    assert "chưa đánh dấu “Chỉ có tổng xã”" in lan.message("households")
    assert lan.text("households") == "500"
    assert stored(lan.desk) == {}


def test_a_stale_page_does_not_undo_the_box_of_another(client, lan):
    stale = dict(lan.sent)
    box = f"total-{lan.desk.ids['households']}"
    lan.put(box, "1").type("500", "households").save()
    lan.sent = {**stale, lan.cell("sessions"): ["3"]}
    lan.save()
    assert lan.desk.submission.total_only.count() == 1
    assert stored(lan.desk)["sessions", None] == 3


# --- products -------------------------------------------------------------------------


def test_products_are_picked_from_the_communes_own(lan):
    lan.put("pick-" + lan.cell("ocop"), "Rươi kho").save()
    assert stored(lan.desk) == {("ocop", None): ["Rươi kho"]}
    assert lan.desk.submission.figures.get().value == 1


def test_a_product_added_on_the_spot_becomes_one_of_the_commune(lan):
    lan.put("pick-" + lan.cell("ocop"), "Rươi kho")
    lan.put("add-" + lan.cell("ocop"), "Mắm cáy  Điện Hoa\r\n\r\nrươi KHO\r\nNước mắm")
    lan.save()
    names = ["Rươi kho", "Mắm cáy Điện Hoa", "Nước mắm"]
    assert stored(lan.desk) == {("ocop", None): names}
    products = Product.objects.filter(commune=lan.desk.commune, kind="ocop")
    assert [product.name for product in products] == names
    assert lan.sent["pick-" + lan.cell("ocop")] == names
    assert lan.page.count('value="Mắm cáy Điện Hoa"') == 2  # offered in both lists


def test_a_product_added_in_two_lists_at_once_is_one_product(lan):
    lan.put("add-" + lan.cell("ocop"), "Nước mắm")
    lan.put("add-" + lan.cell("online"), "nước mắm").save()
    assert lan.redirected
    assert Product.objects.count() == 2


def test_a_name_that_is_no_product_any_more_is_still_offered(lan):
    lan.put("pick-" + lan.cell("ocop"), "Rươi kho").save()
    Product.objects.all().delete()
    lan.open().save()
    assert stored(lan.desk) == {("ocop", None): ["Rươi kho"]}
    lan.put("pick-" + lan.cell("ocop")).save()
    assert stored(lan.desk) == {("ocop", None): "–"}


def test_a_number_without_names_is_left_alone_until_names_are_picked(client, desk):
    set_figure(desk.submission, "ocop", 3, by=desk.lan)
    put_in_state(desk.submission, "draft")
    lan = Hand(client, desk, desk.lan).type("2", "sessions").save()
    assert stored(desk)["ocop", None] == 3
    lan.put("pick-" + lan.cell("ocop"), "Rươi kho").save()
    assert stored(desk)["ocop", None] == ["Rươi kho"]


# --- what stands beside ---------------------------------------------------------------


def test_the_last_periods_figures_stand_beside_the_cells(client, desk):
    first, second = desk.hamlets
    set_figure(desk.submission, "households", 411, hamlet=first, by=desk.lan)
    set_figure(desk.submission, "households", 1022, hamlet=second, by=desk.lan)
    set_figure(desk.submission, "sessions", 17, by=desk.lan)
    put_in_state(desk.submission, "accepted")
    close_period(desk.period, by=desk.officer)
    later = make_open_period(
        desk.district, desk.officer, phrase="Kỳ sau", previous=desk.period
    )
    client.force_login(desk.lan)
    page = client.get(f"/bieu/{later.submissions.get().pk}/").content.decode()
    for last in ("411", "1.022", "1.433", "17"):
        assert f"Kỳ trước {last}<" in page


def test_the_sum_of_parts_stands_beside_a_typed_total(lan):
    lan.type("1.312", "vneid").type("1.400", "vneid_1").type("3.912", "vneid_2").save()
    assert "<output>5.312</output>" in lan.page
    assert "parts-sum differs" in lan.page
    lan.type("5312", "vneid").save()
    assert "parts-sum differs" not in lan.page


def test_a_finding_links_to_its_cell(lan):
    lan.type("9", "vneid").type("1", "vneid_1").type("2", "vneid_2").save()
    cell = lan.cell("vneid")
    assert f'href="#{cell}"' in lan.page
    assert f'id="r-{cell}"' in lan.page
    assert "Lỗi cần sửa" in lan.page


def test_a_column_says_how_many_hamlets_are_blank(lan):
    first, _ = lan.desk.hamlets
    lan.type("1200", "households", first).save()
    indicator = lan.desk.ids["households"]
    assert f'<output data-total="{indicator}">1.200</output>' in lan.page
    assert f'data-blanks="{indicator}">còn 01 ô trống<' in lan.page


def test_a_commune_without_hamlets_gives_its_totals(client, db):
    desk = make_desk(hamlets=())
    lan = Hand(client, desk, desk.lan).type("70", "households").save()
    assert stored(desk) == {("households", None): 70}
    assert lan.redirected


def test_the_page_is_read_only_once_sent(client, desk):
    set_figure(desk.submission, "sessions", 4321, by=desk.lan)
    put_in_state(desk.submission, "sent")
    client.force_login(desk.lan)
    page = client.get(desk.url).content.decode()
    assert "4.321" in page
    assert 'type="text"' not in page
    assert "Rút lại biểu" in page


def test_figures_typed_on_a_page_that_was_closed_meanwhile_are_not_lost(lan):
    put_in_state(lan.desk.submission, "sent")
    lan.type("41", "sessions").save()
    assert lan.response.status_code == 403
    assert "không còn mở để nhập" in lan.page
    assert lan.text("sessions") == "41"
    assert stored(lan.desk) == {}


def test_nobody_sees_the_page_of_another_commune(client, desk):
    other = make_commune(desk.district, "An Thanh", "11149")
    client.force_login(make_staff(other, "khac"))
    assert client.get(desk.url).status_code == 404
    assert client.post(desk.url, {}).status_code == 404
    assert client.get(desk.submit_url).status_code == 404
    client.force_login(desk.officer)
    assert client.get(desk.url).status_code == 404


# --- size -----------------------------------------------------------------------------


def _queries(client, desk):
    client.force_login(desk.lan)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(desk.url)
    sent = fields_of(response)
    for hamlet in desk.hamlets:
        sent[f"c-{desk.ids['households']}-{hamlet.pk}"] = ["5"]
    with CaptureQueriesContext(connection) as saving:
        assert client.post(desk.url, sent).status_code == 302
    return len(queries), len(saving)


def test_queries_do_not_grow_with_hamlets_and_indicators(client, db):
    small = make_desk(hamlets=["An Lao"], columns=1)
    few = _queries(client, small)
    large = make_desk(
        hamlets=[f"Thôn {n}" for n in range(9)], columns=4, name="Ninh Giang"
    )
    assert _queries(client, large) == few


@pytest.fixture
def sixty(client, db):
    desk = make_desk(hamlets=[f"Thôn số {n}" for n in range(60)], columns=5)
    return Hand(client, desk, desk.lan)


def test_a_commune_of_sixty_hamlets_saves_all_its_cells(sixty):
    for number, hamlet in enumerate(sixty.desk.hamlets):
        for key in ("households", "extra_2", "extra_3", "extra_4"):
            sixty.type(str(number), key, hamlet)
        sixty.none("extra_5", hamlet)
    sixty.save()
    assert sixty.redirected
    assert len(stored(sixty.desk)) == 300
    assert "Đã lưu 300 ô" in sixty.page


def test_the_page_of_sixty_hamlets_is_light(sixty):
    assert len(brotli.compress(sixty.response.content, quality=5)) < 20_000
