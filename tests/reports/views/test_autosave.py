"""Cells save themselves: each is answered for, once, whatever the line does."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.models import FigureVersion, SubmissionWords, WordsVersion
from tests.factories import make_hamlet, put_in_state, set_figure
from tests.pages import Page
from tests.reports.entering import Hand, make_desk, stored

pytestmark = pytest.mark.django_db


class Script:
    """The page's script: sends cells, keeps versions, may lose an answer."""

    def __init__(self, client, desk, user):
        client.force_login(user)
        self.client, self.desk, self.user = client, desk, user
        self.url = reverse("reports:autosave", args=[desk.submission.pk])
        self.base = {}

    def name(self, key, hamlet=None):
        return f"c-{self.desk.ids[key]}-{hamlet.pk if hamlet else 0}"

    def send(self, fields, *, base=None, boxes=(), **more):
        versions = self.base if base is None else base
        data = {**fields, **more, "user": self.user.pk}
        sent = {
            "base": json.dumps({**versions, "t": list(boxes)}, separators=(",", ":"))
        }
        self.response = self.client.post(
            self.url, {**sent, **data}, headers={"accept": "application/json"}
        )
        self.told = self.response.json()
        return self.told

    def save(self, text, key, hamlet=None, *, lost=False, **more):
        """Send one cell; with `lost` the answer never arrives."""
        name = self.name(key, hamlet)
        cell_key = more.pop("cell_key", str(uuid4()))
        told = self.send({name: text, f"key-{name}": cell_key}, **more)
        if not lost and told["cells"][name]["state"] == "saved":
            self.base[name] = told["cells"][name]["version"]
        return told["cells"][name]


@pytest.fixture
def desk(db):
    return make_desk()


@pytest.fixture
def lan(client, desk):
    return Script(client, desk, desk.lan)


@pytest.fixture
def binh(desk):
    from django.test import Client

    return Script(Client(), desk, desk.binh)


# --- one cell -------------------------------------------------------------------------


def test_a_cell_saves_itself_and_nothing_else(lan, desk):
    an_lao, xuan_neo = desk.hamlets
    set_figure(desk.submission, "households", 200, hamlet=xuan_neo, by=desk.binh)
    cell = lan.save("1234", "households", an_lao)
    assert cell == {
        "state": "saved",
        "version": 1,
        "none": False,
        "text": "1.234",
        "told": "",
    }
    assert stored(desk) == {
        ("households", "An Lao"): 1234,
        ("households", "Xuân Nẻo"): 200,
    }
    assert lan.told["at"] == f"{timezone.localtime():%H:%M}"


def test_nothing_arose_is_one_tick_and_undone_as_easily(lan, desk):
    name = lan.name("sessions")
    lan.send({name: "", f"none-{name}": "1"})
    assert stored(desk) == {("sessions", None): "KPS"}
    lan.send({name: ""}, base={name: 1})
    assert stored(desk) == {("sessions", None): "–"}


def test_what_cannot_be_read_stays_unsaved_and_says_why(lan, desk):
    cell = lan.save("1.23", "sessions")
    assert cell["state"] == "refused"
    assert "“1.23” không rõ là số nào" in cell["told"]
    assert stored(desk) == {}


def test_a_doubtful_number_is_asked_about_and_confirmed(lan, desk):
    cell = lan.save("1,234", "sessions")
    assert cell["state"] == "asked"
    box = Page(f"<body>{cell['told']}</body>").one("input[type=checkbox]").etree_element
    lan.save("1,234", "sessions", **{box.get("name"): box.get("value")})
    assert stored(desk) == {("sessions", None): 1234}


def test_a_product_is_added_and_the_list_comes_back_with_it(lan, desk):
    name = lan.name("ocop")
    told = lan.send({name: "", f"add-{name}": "Gạo bãi rươi"})
    page = Page(f"<body>{told['cells'][name]['list']}</body>")
    ticked = page.all("input[checked]")
    assert [box.etree_element.get("value") for box in ticked] == ["Gạo bãi rươi"]
    assert stored(desk) == {("ocop", None): ["Gạo bãi rươi"]}


def test_a_column_without_a_split_is_ticked_by_itself(lan, desk):
    indicator = desk.ids["households"]
    told = lan.send({f"total-{indicator}": "1"})
    assert told["boxes"] == [indicator]
    name = lan.name("households")
    lan.send({name: "900", f"total-{indicator}": "1"}, boxes=[indicator])
    assert stored(desk) == {("households", None): 900}
    assert lan.send({name: "900"}, boxes=[indicator])["boxes"] == []


# --- the line drops -------------------------------------------------------------------


def test_a_cell_sent_twice_is_written_once(lan, desk):
    key = str(uuid4())
    lan.save("12", "sessions", cell_key=key, lost=True)
    again = lan.save("12", "sessions", cell_key=key)
    assert (again["state"], again["version"]) == ("saved", 1)
    assert FigureVersion.objects.count() == 1


def test_a_change_after_a_lost_answer_is_no_conflict_with_oneself(lan, desk):
    lost = str(uuid4())
    lan.save("12", "sessions", cell_key=lost, lost=True)
    after = {f"after-{lan.name('sessions')}": lost}
    cell = lan.save("13", "sessions", **after)
    assert (cell["state"], cell["version"]) == ("saved", 2)
    assert stored(desk) == {("sessions", None): 13}


def test_an_old_request_that_arrives_late_undoes_nothing(lan, binh, desk):
    key = str(uuid4())
    lan.save("12", "sessions", cell_key=key)
    binh.save("15", "sessions", base={binh.name("sessions"): 1})
    late = lan.save("12", "sessions", cell_key=key, base={})
    assert (late["state"], late["text"]) == ("saved", "15")
    assert stored(desk) == {("sessions", None): 15}


# --- two at once ----------------------------------------------------------------------


def test_a_conflict_names_who_when_and_both_values(lan, binh, desk):
    lan.save("12", "sessions")
    binh.save("15", "sessions", base={binh.name("sessions"): 1})
    cell = lan.save("13", "sessions")
    assert cell["state"] == "taken"
    assert "Trần Văn Bình đã ghi 15 lúc" in cell["told"]
    assert cell["text"] == "13"
    assert stored(desk) == {("sessions", None): 15}


@pytest.mark.parametrize(("choice", "value"), [("2", 13), ("theirs", 15)])
def test_each_cell_in_conflict_is_chosen(lan, binh, desk, choice, value):
    lan.save("12", "sessions")
    binh.save("15", "sessions", base={binh.name("sessions"): 1})
    chosen = {f"keep-{lan.name('sessions')}": choice}
    cell = lan.save("13", "sessions", **chosen)
    assert (cell["state"], cell["text"]) == ("saved", str(value))
    assert stored(desk) == {("sessions", None): value}


# --- what comes back with each save ---------------------------------------------------


def test_findings_come_back_and_stand_at_their_cells(lan, desk):
    for key, value in [("vneid", "10"), ("vneid_1", "4"), ("vneid_2", "5")]:
        lan.save(value, key)
    remarks = lan.told["remarks"][lan.name("vneid")]
    assert [severity for severity, _ in remarks] == ["error"]
    assert "Lỗi cần sửa" in lan.told["checks"]
    lan.save("6", "vneid_2")
    assert lan.told["remarks"] == {}
    assert "Lỗi cần sửa" not in lan.told["checks"]


def test_what_is_missing_is_counted_and_linked_to_its_cells(lan, desk):
    lan.save("3", "sessions")
    assert lan.told["missing"] == 9
    page = Page(f"<body>{lan.told['checks']}</body>")
    assert page.texts("summary") == ["Còn 09 ô chưa nhập"]
    an_lao = desk.hamlets[0]
    links = page.links(".missing-cells a")
    assert links["thôn An Lao, 1. Households"] == f"#{lan.name('households', an_lao)}"
    assert lan.name("sessions") not in "".join(links.values())


def test_the_return_is_begun_with_the_first_cell(lan, desk):
    lan.save("3", "sessions")
    assert lan.told["state"] == ["draft", "Đang nhập"]


# --- words ----------------------------------------------------------------------------


def test_words_save_themselves_beside_cells(lan, desk):
    lan.send({"w-results": " Mở 02 lớp \n", "base-w-results": "0"})
    assert lan.told["words"] == {
        "w-results": {"state": "saved", "version": 1, "message": ""}
    }
    assert SubmissionWords.objects.get().text == "Mở 02 lớp"


def test_words_that_another_wrote_meanwhile_are_shown_not_replaced(lan, binh, desk):
    binh.send({"w-results": "Của Bình", "base-w-results": "0"})
    lan.send({"w-results": "Của Lan", "base-w-results": "0"})
    told = lan.told["words"]["w-results"]
    assert (told["state"], told["version"]) == ("taken", 1)
    assert "Trần Văn Bình đã viết" in told["message"]
    assert "“Của Bình”" in told["message"]
    lan.send({"w-results": "Của cả hai", "base-w-results": "1"})
    assert [v.text for v in WordsVersion.objects.order_by("number")] == [
        "Của Bình",
        "Của cả hai",
    ]


def test_words_too_long_say_how_much_to_take_away(lan, desk):
    lan.send({"w-results": "a" * 5_010, "base-w-results": "0"})
    assert "bớt 10 ký tự" in lan.told["words"]["w-results"]["message"]
    assert not WordsVersion.objects.exists()


# --- when it is not theirs, or not now ------------------------------------------------


def test_a_cell_that_is_none_any_more_is_named_and_the_rest_is_saved(lan, desk):
    name = lan.name("sessions")
    told = lan.send({"c-999999-0": "7", name: "3"})
    assert told["cells"]["c-999999-0"]["state"] == "gone"
    assert told["cells"][name]["state"] == "saved"


def test_nothing_is_saved_once_the_return_is_sent(lan, desk):
    put_in_state(desk.submission, "sent")
    told = lan.send({lan.name("sessions"): "3"})
    assert lan.response.status_code == 403
    assert "không còn mở để nhập" in told["closed"]
    assert stored(desk) == {}


def test_a_page_of_another_person_in_the_same_browser_saves_nothing(lan, desk):
    lan.client.force_login(desk.binh)
    told = lan.send({lan.name("sessions"): "3"})
    assert lan.response.status_code == 409
    assert told == {"other_user": "Trần Văn Bình"}
    assert stored(desk) == {}


def test_whoever_is_signed_out_is_told_so_in_a_way_that_a_script_reads(lan, desk):
    lan.client.logout()
    lan.send({lan.name("sessions"): "3"})
    assert lan.response.status_code == 401


def test_the_officer_saves_for_a_commune_with_the_source(client, desk):
    hoa = Script(client, desk, desk.officer)
    hoa.save("3", "sessions", source="phone", note="Chị Lan báo")
    version = FigureVersion.objects.get()
    assert (version.source, version.note) == ("phone", "Chị Lan báo")
    hoa.send({hoa.name("sessions"): "4"})
    assert hoa.response.status_code == 403


def test_a_spoiled_request_saves_nothing_and_says_so(lan, desk):
    name = lan.name("sessions")
    told = lan.client.post(lan.url, {name: "3", "base": "{"}).json()
    assert told["cells"][name]["state"] == "refused"
    assert stored(desk) == {}


# --- its cost -------------------------------------------------------------------------


def test_a_cell_costs_the_same_queries_however_large_the_return(
    lan, desk, django_assert_num_queries
):
    for number in range(40):
        make_hamlet(desk.commune, f"Thôn {number}")
    lan.save("3", "sessions")  # what is kept for a minute is there now
    with django_assert_num_queries(10):
        lan.save("4", "sessions")


def test_the_full_page_agrees_with_what_saved_itself(lan, client, desk):
    lan.save("3", "sessions")
    lan.save("350", "households", desk.hamlets[0])
    page = Hand(client, desk, desk.lan)
    assert page.text("sessions") == "3"
    assert page.text("households", desk.hamlets[0]) == "350"
    page.save()
    assert FigureVersion.objects.count() == 2
