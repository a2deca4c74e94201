"""The officer's grid: figures of many communes typed on one page."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import Figure, FigureVersion, Submission
from reports.opening import close_period
from reports.recording import Origin, Proposal, record
from tests.factories import make_district, make_officer, put_in_state, set_figure
from tests.files import picture
from tests.pages import Page, text_of
from tests.reports.reviewing import make_office

SAVE = "Lưu số liệu"


class Officer:
    """Somebody at the grid: types in it, saves, and reads what it says."""

    def __init__(self, client, office, query="", user=None):
        client.force_login(user or office.officer)
        self.client, self.office = client, office
        self.ids = dict(office.period.indicators.values_list("key", "pk"))
        self.url = reverse("reports:bulk_grid", args=[office.period.pk]) + query
        self.open()

    def open(self):
        return self._read(self.client.get(self.url))

    def name(self, key, row=None, part=""):
        row = row or self.office.first
        return f"{row.pk}.{part}c-{self.ids[key]}-0"

    def type(self, text, key, row=None):
        name = self.name(key, row)
        assert name in self.sent, f"No field {key} for {row}."
        self.sent[name] = [text]
        return self

    def put(self, **fields):
        self.sent |= {name: [value] for name, value in fields.items()}
        return self

    def save(self, **files):
        response = self.client.post(self.url, self.sent | files)
        self.redirected = response.status_code == 302
        if self.redirected:
            response = self.client.get(response["Location"])
        return self._read(response)

    def _read(self, response):
        self.response = response
        self.page = Page(response.content)
        has_form = self.page.all("form[data-bulk] button")
        self.sent = self.page.form_with(SAVE)[1] if has_form else {}
        if has_form:
            self.sent.setdefault("source", ["phone"])
        self.sent.pop("file", None)
        return self

    def has_field(self, key, row=None):
        return self.name(key, row) in self.sent

    def shows(self, key, row=None):
        return self.sent[self.name(key, row)][0]

    def message(self, key, row=None):
        found = self.page.all(f'[id="m-{self.name(key, row)}"]')
        return text_of(found[0]) if found else ""

    def line(self, row=None):
        """What the grid says in a commune's line, after its name."""
        row = row or self.office.first
        found = self.page.one(f"#xa-{row.pk}").parent.parent
        return text_of(found)


@pytest.fixture
def hoa(client, office):
    return Officer(client, office)


def stored(row):
    """{key: what is stored} of the commune's own figures."""
    figures = row.figures.filter(hamlet=None).select_related("indicator")
    says = {"none": "KPS", "blank": "–"}
    return {f.indicator.key: says.get(f.state, f.value) for f in figures}


def whole(row):
    return set(row.total_only.values_list("key", flat=True))


# --- saving ---------------------------------------------------------------------------


def test_figures_of_several_communes_are_saved_at_once(hoa, office):
    first, second, third = office.returns
    hoa.type("4", "sessions", first).type("1.250", "vneid", first)
    hoa.type("kps", "sessions", second).save()
    assert hoa.redirected
    assert stored(first) == {"sessions": 4, "vneid": 1250}
    assert stored(second) == {"sessions": "KPS"}
    assert stored(third) == {}
    assert "Đã lưu 03 ô của 02 xã" in hoa.page.text


def test_where_figures_come_from_is_chosen_not_assumed(hoa, office):
    hoa.type("7", "sessions")
    assert hoa.page.all("input[name=source][checked]") == []
    del hoa.sent["source"]
    hoa.save()
    assert "Chọn nguồn số liệu" in hoa.page.texts("#loi")[0]
    assert stored(office.first) == {}
    assert hoa.shows("sessions") == "7"


def test_a_commune_of_which_nothing_was_typed_is_not_begun(hoa, office):
    hoa.type("4", "sessions", office.returns[0]).save()
    states = Submission.objects.filter(period=office.period).in_district_order()
    assert [row.state for row in states] == ["draft", "not_started", "not_started"]


def test_the_history_says_that_the_district_entered_it_and_from_what(hoa, office):
    hoa.type("4", "sessions").put(source="paper", note="bản số 12").save()
    version = FigureVersion.objects.get()
    assert (version.by, version.source) == (office.officer, "paper")
    assert version.note == "Cấp huyện nhập thay: bản số 12"
    history = hoa.client.get(reverse("reports:history", args=[version.figure_id]))
    assert "Cấp huyện nhập thay: bản số 12" in Page(history.content).text


def test_the_message_and_the_photo_are_kept_with_each_commune_that_changed(hoa, office):
    first, second, third = office.returns
    hoa.type("4", "sessions", first).type("5", "sessions", second)
    photo = SimpleUploadedFile("zalo.jpg", picture(), "image/jpeg")
    hoa.put(source="message", text="HĐ 4 buổi, AT 5 buổi").save(file=photo)
    for row, value in ((first, 4), (second, 5)):
        version = FigureVersion.objects.get(figure__submission=row)
        assert version.value == value
        assert version.message.text == "HĐ 4 buổi, AT 5 buổi"
        assert (version.file.name, version.file.submission) == ("zalo.jpg", row)
    assert not third.attachments.exists() and not third.messages.exists()


def test_a_source_file_that_cannot_be_taken_keeps_every_figure_on_the_page(hoa, office):
    bad = SimpleUploadedFile("a.exe", b"MZ......", "application/octet-stream")
    hoa.type("4", "sessions").save(file=bad)
    assert not hoa.redirected
    assert hoa.shows("sessions") == "4"
    assert "a.exe" in hoa.page.text and "Chưa ghi số liệu nào" in hoa.page.text
    assert not Figure.objects.exists()


def test_saving_again_changes_nothing(hoa, office):
    hoa.type("4", "sessions").save().save()
    assert FigureVersion.objects.count() == 1
    assert "Không có số nào thay đổi" in hoa.page.text


def test_a_number_that_was_removed_is_a_blank_again(hoa, office):
    hoa.type("4", "sessions").save().type("", "sessions").save()
    assert stored(office.first) == {"sessions": "–"}


def test_nothing_arose_is_shown_in_the_words_that_are_typed(hoa, office):
    hoa.type("không phát sinh", "sessions").save()
    assert stored(office.first) == {"sessions": "KPS"}
    assert hoa.shows("sessions") == "KPS"


# --- what cannot be taken -------------------------------------------------------------


def test_what_cannot_be_taken_stays_with_its_message_and_the_rest_is_saved(hoa, office):
    first, second = office.returns[:2]
    hoa.type("năm", "sessions", first).type("7", "vneid", first)
    hoa.type("3", "sessions", second).save()
    assert not hoa.redirected
    assert (stored(first), stored(second)) == ({"vneid": 7}, {"sessions": 3})
    assert hoa.shows("sessions", first) == "năm"
    assert "có chữ; chỉ nhập số" in hoa.message("sessions", first)
    assert "Còn 01 ô chưa lưu được" in hoa.page.text
    assert "xã Hưng Đạo" in text_of(hoa.page.one("#loi"))
    hoa.type("5", "sessions", first).save()
    assert hoa.redirected and stored(first) == {"vneid": 7, "sessions": 5}


def test_a_doubtful_number_is_asked_about_and_taken_once_confirmed(hoa, office):
    hoa.type("1,234", "sessions").save()
    [box] = hoa.page.all('input[type="checkbox"][name*="confirm-"]')
    answer = box.etree_element
    assert not Figure.objects.exists()
    hoa.sent[answer.get("name")] = [answer.get("value")]
    hoa.save()
    assert hoa.redirected and stored(office.first)["sessions"] == Decimal(
        answer.get("value")
    )


def test_what_somebody_else_saved_meanwhile_is_asked_about_in_its_cell(hoa, office):
    _write(office.first, "sessions", 9, office.lan, hoa)
    hoa.type("4", "sessions").type("6", "vneid").save()
    assert stored(office.first) == {"sessions": 9, "vneid": 6}
    assert "Nguyễn Thị Lan đã ghi 9" in hoa.message("sessions")
    assert hoa.shows("sessions") == "4"
    hoa.sent[hoa.name("sessions", part="keep-")] = ["1"]
    hoa.save()
    assert stored(office.first)["sessions"] == 4


def test_a_cell_left_alone_keeps_what_somebody_else_saved_meanwhile(hoa, office):
    _write(office.first, "sessions", 9, office.lan, hoa)
    hoa.type("6", "vneid").save()
    assert hoa.redirected
    assert stored(office.first) == {"sessions": 9, "vneid": 6}


def _write(row, key, value, by, hoa, hamlet=None):
    hamlet_id = hamlet and hamlet.pk
    proposal = Proposal(hoa.ids[key], hamlet_id, "value", Decimal(value))
    record([proposal], submission=row, origin=Origin(by, "typed"))


# --- indicators by hamlet -------------------------------------------------------------


def test_a_total_makes_the_indicator_total_only_where_no_hamlet_has_a_figure(
    hoa, office
):
    assert "ghi tổng xã" in hoa.line()
    hoa.type("150", "guided").save()
    assert stored(office.first) == {"guided": 150}
    assert whole(office.first) == {"guided"}
    assert "Đã đánh dấu “Chỉ có tổng xã” cho 01 ô" in hoa.page.text
    assert "chỉ có tổng xã" in hoa.line()
    assert whole(office.returns[1]) == set()


def test_where_a_hamlet_has_a_figure_the_sum_is_read_only_and_leads_to_the_form(
    client, office
):
    hamlet = office.communes[0].hamlets.first()
    set_figure(office.first, "guided", 100, hamlet=hamlet, by=office.lan)
    hoa = Officer(client, office)
    assert not hoa.has_field("guided")
    assert "100còn 01 ô trống" in hoa.line().replace("100 còn", "100còn")
    form = reverse("reports:on_behalf", args=[office.period.pk, office.first.pk])
    links = hoa.page.links("td a")
    assert links["Theo thôn xã Hưng Đạo"].startswith(form)


def test_a_total_is_not_taken_once_the_commune_gave_its_hamlets(hoa, office):
    hoa.type("150", "guided").type("4", "sessions")
    hamlet = office.communes[0].hamlets.first()
    _write(office.first, "guided", 100, office.lan, hoa, hamlet)
    hoa.save()
    assert stored(office.first) == {"sessions": 4}
    assert whole(office.first) == set()
    assert "Xã đã có số theo thôn" in hoa.message("guided")
    assert hoa.shows("guided") == "150"


def test_a_list_leads_to_the_form(hoa, office):
    assert not hoa.has_field("ocop")
    assert "Mở danh sách" in hoa.line()


# --- returns that are closed ----------------------------------------------------------


@pytest.mark.parametrize("state", ["sent", "accepted"])
def test_a_return_that_was_handed_in_is_read_only_with_its_state(client, office, state):
    set_figure(office.first, "sessions", 4, by=office.lan)
    put_in_state(office.first, state)
    hoa = Officer(client, office)
    assert not hoa.has_field("sessions")
    assert office.first.get_state_display() in hoa.line()
    assert hoa.has_field("sessions", office.returns[1])


def test_what_was_typed_for_a_return_that_was_sent_meanwhile_stays_unsaved(hoa, office):
    hoa.type("4", "sessions").type("5", "sessions", office.returns[1])
    put_in_state(office.first, "sent")
    hoa.save()
    assert (stored(office.first), stored(office.returns[1])) == ({}, {"sessions": 5})
    assert hoa.shows("sessions") == "4"
    assert "Biểu này không còn mở để nhập" in hoa.page.text


def test_a_return_sent_meanwhile_is_no_matter_where_nothing_of_it_was_typed(
    hoa, office
):
    hoa.type("5", "sessions", office.returns[1])
    put_in_state(office.first, "sent")
    assert hoa.save().redirected


def test_a_closed_period_has_no_fields_and_takes_none(hoa, office):
    hoa.type("4", "sessions")
    close_period(office.period, by=office.officer)
    response = hoa.client.post(hoa.url, hoa.sent)
    assert response.status_code == 422 and not Figure.objects.exists()
    assert not Officer(hoa.client, office).sent


def test_a_complete_return_can_be_sent_on_behalf(client, office):
    hoa = Officer(client, office)
    for key in ("guided", "sessions", "vneid", "level_1", "level_2"):
        hoa.type("kps", key)
    set_figure(office.first, "ocop", by=office.lan)
    hoa.save()
    submit = reverse("reports:submit", args=[office.first.pk])
    assert hoa.page.links()["Đủ số, gửi thay xã Hưng Đạo"] == submit


# --- one column, pages, scope ---------------------------------------------------------


def test_one_indicator_alone_is_shown_and_saved_by_itself(client, office):
    hoa = Officer(client, office, "?chi-tieu=sessions")
    assert hoa.has_field("sessions") and not hoa.has_field("vneid")
    hoa.type("4", "sessions").save()
    assert stored(office.first) == {"sessions": 4}
    assert not hoa.has_field("vneid")


def test_only_those_that_have_not_sent_are_shown_on_request(client, office):
    put_in_state(office.first, "sent")
    hoa = Officer(client, office, "?chua-gui=1")
    assert not hoa.page.all(f"#xa-{office.first.pk}")
    assert hoa.has_field("sessions", office.returns[1])


def test_fifty_communes_stand_on_a_page(client, db):
    office = make_office(communes=52)
    first = Officer(client, office)
    assert len(first.page.all("tbody th[scope=row]")) == 50
    second = Officer(client, office, "?trang=2")
    assert len(second.page.all("tbody th[scope=row]")) == 2
    second.type("4", "sessions", office.returns[51]).save()
    assert stored(office.returns[51]) == {"sessions": 4}
    assert len(second.page.all("tbody th[scope=row]")) == 2


def test_a_return_of_another_period_is_refused_as_a_whole(hoa, office):
    other = make_office(tag=" 2")
    hoa.type("4", "sessions")
    hoa.sent[hoa.name("sessions", other.first)] = ["9"]
    hoa.save()
    assert not hoa.redirected and not Figure.objects.exists()
    assert "không thuộc kỳ này" in hoa.page.text


def test_another_districts_period_is_not_there(client, office):
    client.force_login(make_officer(make_district("Gia Lộc"), "hai"))
    url = reverse("reports:bulk_grid", args=[office.period.pk])
    assert client.get(url).status_code == client.post(url).status_code == 404


def test_the_grid_takes_the_same_queries_for_any_number_of_communes(client, db):
    taken = {}
    for size in (2, 23, 230):
        office = make_office(size, tag=f" {size}")
        client.force_login(office.officer)
        url = reverse("reports:bulk_grid", args=[office.period.pk])
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        taken[size] = len(captured)
    assert len(set(taken.values())) == 1 and taken[23] <= 14, taken
