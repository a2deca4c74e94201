"""The form as a file: handed out, uploaded, shown cell by cell, taken over."""

import io
from decimal import Decimal
from types import SimpleNamespace

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import Attachment, FigureVersion, Product
from reports.opening import close_period
from tests.factories import (
    make_commune,
    make_district,
    make_hamlet,
    make_indicator,
    make_officer,
    make_open_period,
    make_staff,
    put_in_state,
    set_figure,
)
from tests.pages import Page, text_of
from tests.reports.entering import make_desk, stored
from tests.reports.intake.workbook.forms import DATA, GRID, ROWS, SPECS
from tuky_cnscd.spreadsheets import MOST_BYTES, XLSX

COPIED = ("name", "number", "unit", "level", "decimals", "product_kind")
HAMLETS = {71: ("thon", "An Lao"), 72: ("thon", "Xuân Nẻo"), 73: ("kdc", "Lạc Dục")}


@pytest.fixture
def desk(db):
    return make_desk()


class Clerk:
    """Somebody who downloads the form, fills it in, uploads it and takes it over."""

    def __init__(self, client, desk, user):
        client.force_login(user)
        self.client, self.desk = client, desk
        self.download_url = reverse("reports:workbook", args=[desk.submission.pk])
        self.upload_url = reverse("reports:workbook_upload", args=[desk.submission.pk])

    def download(self):
        response = self.client.get(self.download_url)
        assert response.status_code == 200
        self.response = response
        self.book = openpyxl.load_workbook(io.BytesIO(response.content))
        return self

    def type(self, page=GRID, **cells):
        for address, value in cells.items():
            self.book[page][address] = value
        return self

    def bytes(self):
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def upload(self, content=None, name="bieu.xlsx"):
        content = self.bytes() if content is None else content
        file = SimpleUploadedFile(name, content, content_type=XLSX)
        self.response = self.client.post(self.upload_url, {"file": file})
        if self.response.status_code == 302:
            self.preview_url = self.response["Location"]
            self.response = self.client.get(self.preview_url)
        return self

    @property
    def page(self):
        return Page(self.response.content)

    def fields(self):
        return self.page.form_with("Lấy vào biểu")[1]

    def take_over(self, **changed):
        """Press the button as the page stands; `changed` fields: a value, or None."""
        fields = self.fields() | changed
        sent = {name: value for name, value in fields.items() if value is not None}
        self.response = self.client.post(self.preview_url, sent)
        self.redirected = self.response.status_code == 302
        if self.redirected:
            self.location = self.response["Location"]
            self.response = self.client.get(self.location)
        return self

    def box(self, key, hamlet=None):
        return f"take-c-{self.desk.ids[key]}-{hamlet.pk if hamlet else 0}"

    def messages(self):
        return " ".join(self.page.texts(".messages, .notice, .alert"))

    def shown(self):
        """{label: (now, in the file, where)} of each cell on the preview."""
        rows = self.page.all(".offer-table tbody tr")
        return {
            text_of(row.query("label")): tuple(
                text_of(cell) for cell in row.query_all("td")
            )
            for row in rows
        }


@pytest.fixture
def lan(client, desk):
    return Clerk(client, desk, desk.lan)


# --- the form as a file ---------------------------------------------------------------


def test_the_form_is_downloaded_under_a_plain_name(lan):
    lan.download()
    assert lan.response["Content-Disposition"] == (
        'attachment; filename="bieu-hung-dao-6-thang-dau-nam-2023.xlsx"'
    )
    page = lan.book[GRID]
    assert page["B1"].value == "Biểu số liệu xã Hưng Đạo, 6 tháng đầu năm 2023"
    assert [page["B5"].value, page["B6"].value] == ["thôn An Lao", "thôn Xuân Nẻo"]


def test_it_holds_what_stands_and_the_last_period(lan):
    desk = lan.desk
    first, _ = desk.hamlets
    set_figure(desk.submission, "households", 320, hamlet=first, by=desk.lan)
    put_in_state(desk.submission, "accepted")
    now = make_open_period(
        desk.district,
        desk.officer,
        phrase="6 tháng cuối năm 2023",
        previous=desk.period,
    )
    desk.submission = now.submissions.get()
    set_figure(desk.submission, "households", 325, hamlet=first, by=desk.lan)
    page = Clerk(lan.client, desk, desk.lan).download().book[GRID]
    assert page["C5"].value == 325
    assert page["E4"].value.startswith("Kỳ trước: ") and page["E5"].value == 320


def test_it_can_be_downloaded_in_any_state(lan):
    put_in_state(lan.desk.submission, "accepted")
    close_period(lan.desk.period, by=lan.desk.officer, reason="x")
    lan.download()


# --- from the file to the form --------------------------------------------------------


def test_what_is_filled_in_offline_is_shown_and_then_taken_over(lan):
    first, second = lan.desk.hamlets
    set_figure(lan.desk.submission, "sessions", 4, by=lan.desk.lan)
    lan.download().type(C5=1250, C6="15.352", D5="KPS").type(ROWS, D5=6)
    lan.upload()
    assert lan.shown() == {
        "thôn An Lao, 1. Households": ("–", "1.250", "Biểu số liệu!C5"),
        "thôn An Lao, 2. Extra_2": ("–", "không phát sinh ghi “KPS”", f"{GRID}!D5"),
        "thôn Xuân Nẻo, 1. Households": ("–", "15.352", f"{GRID}!C6"),
        "3. Sessions": ("4", "6", f"{ROWS}!D5"),
    }
    assert stored(lan.desk) == {("sessions", None): 4}
    lan.take_over()
    assert lan.location == lan.desk.url
    assert "Đã lấy 04 ô từ tệp bieu.xlsx." in lan.messages()
    assert stored(lan.desk) == {
        ("sessions", None): 6,
        ("households", "An Lao"): 1250,
        ("households", "Xuân Nẻo"): 15352,
        ("extra_2", "An Lao"): "KPS",
    }


def make_desk_of_the_small_form():
    """A return with the very ids of the form that tests/data/forms was made from."""
    district = make_district()
    commune = make_commune(district, pk=5)
    hamlets = {
        pk: make_hamlet(commune, name, pk=pk, kind=kind)
        for pk, (kind, name) in HAMLETS.items()
    }
    made = {}
    for spec in SPECS:
        fields = {name: getattr(spec, name) for name in COPIED}
        fields["kind"] = "decimal" if spec.decimals else spec.kind
        fields["total_typed"] = not spec.total_of_parts
        fields["part_of"] = made.get(spec.part_of)
        made[spec.key] = make_indicator(district, spec.key, **fields)
    period = make_open_period(district, make_officer(district), pk=3)
    lan, submission = make_staff(commune), period.submissions.get()
    set_figure(submission, "households", 320, hamlet=hamlets[71], by=lan)
    set_figure(submission, "guided", None, hamlet=hamlets[72], by=lan)
    set_figure(submission, "sessions", 4, by=lan)
    return SimpleNamespace(submission=submission, lan=lan)


def test_a_file_that_libreoffice_saved_is_taken_over(client, db):
    desk = make_desk_of_the_small_form()
    lan = Clerk(client, desk, desk.lan)
    lan.upload((DATA / "libreoffice.xlsx").read_bytes())
    assert "Có phải 15.352?" in text_of(lan.page.one(".offer-doubtful"))
    lan.take_over()
    assert stored(desk) == {
        ("households", "An Lao"): 320,
        ("households", "Xuân Nẻo"): 250,
        ("households", "Lạc Dục"): 300,
        ("guided", "An Lao"): 1250,
        ("guided", "Xuân Nẻo"): "KPS",
        ("hours", "An Lao"): Decimal("2.5"),
        ("sessions", None): 4,
        ("accounts", None): 98,
        ("accounts_1", None): 45,
        ("accounts_2", None): 53,
        ("vneid_1", None): "KPS",
    }


def test_each_version_names_its_file(lan):
    lan.download().type(C5=1250).upload().take_over()
    version = FigureVersion.objects.get()
    file = Attachment.objects.get()
    assert (version.source, version.by, version.file) == ("file", lan.desk.lan, file)
    assert (file.purpose, file.name, file.by) == ("form", "bieu.xlsx", lan.desk.lan)
    assert bytes(file.content) == lan.bytes() or file.size == len(file.content)


def test_the_same_file_again_is_the_same_row_and_changes_nothing(lan):
    content = lan.download().type(C5=1250).bytes()
    lan.upload(content).take_over()
    lan.upload(content, name="khac.xlsx")
    assert Attachment.objects.count() == 1
    assert "không có ô nào thay đổi" in lan.messages()
    assert lan.page.all("button[data-ticked], .offer-table") == []
    assert FigureVersion.objects.count() == 1


def test_pressing_the_button_twice_writes_once_and_blames_nobody(lan):
    lan.download().type(C5=1250).upload()
    fields = lan.fields()
    lan.client.post(lan.preview_url, fields)
    lan.response = lan.client.post(lan.preview_url, fields, follow=True)
    assert lan.response.redirect_chain == [(lan.desk.url, 302)]
    assert "không có ô nào thay đổi" in lan.messages()
    assert FigureVersion.objects.count() == 1


def test_a_doubtful_cell_is_taken_only_when_it_is_ticked(lan):
    first, second = lan.desk.hamlets
    lan.download().type(C5=15.352, C6=250).upload()
    assert "Có phải 15.352?" in text_of(lan.page.one(".offer-doubtful"))
    assert lan.box("households", first) not in lan.fields()
    lan.take_over()
    assert stored(lan.desk) == {("households", "Xuân Nẻo"): 250}
    lan.response = lan.client.get(lan.preview_url)
    lan.take_over(**{lan.box("households", first): "1"})
    assert stored(lan.desk)[("households", "An Lao")] == 15352


def test_a_cell_that_is_unticked_stays_as_it_is(lan):
    first, _ = lan.desk.hamlets
    lan.download().type(C5=12, C6=250).upload()
    lan.take_over(**{lan.box("households", first): None})
    assert stored(lan.desk) == {("households", "Xuân Nẻo"): 250}


def test_with_nothing_ticked_it_says_so_and_writes_nothing(lan):
    first, _ = lan.desk.hamlets
    lan.download().type(C5=12).upload()
    lan.take_over(**{lan.box("households", first): None})
    assert not lan.redirected and "Chưa đánh dấu ô nào" in lan.messages()
    assert stored(lan.desk) == {}
    assert lan.box("households", first) not in lan.fields()


def test_problems_and_totals_are_named_by_sheet_and_cell(lan):
    lan.download().type(C5="120 hộ", C6=250, C7=370, D5="=C6").upload()
    page = lan.page
    errors = " ".join(page.texts(".findings-error li"))
    assert "Biểu số liệu!C5 thôn An Lao, 1. Households: “120 hộ” có chữ" in errors
    assert "Biểu số liệu!D5" in errors and "chưa được tính" in errors
    (total,) = page.texts(".findings-warning li")
    assert "Biểu số liệu!C7" in total and "ghi 370, các ô cộng lại 250" in total


def test_new_products_become_the_communes(lan):
    row = {lan.download().book[ROWS][f"B{r}"].value: r for r in range(5, 12)}["7. Ocop"]
    lan.type(ROWS, **{f"D{row}": "Rươi kho\nGạo nếp"}).upload()
    box = lan.box("ocop")
    assert box not in lan.fields()
    lan.take_over(**{box: "1"})
    assert stored(lan.desk) == {("ocop", None): ["Rươi kho", "Gạo nếp"]}
    assert set(Product.objects.values_list("name", flat=True)) == {
        "Rươi kho",
        "Gạo nếp",
    }


# --- two people -----------------------------------------------------------------------


def test_what_was_changed_on_the_form_since_the_file_was_made_is_doubted(lan):
    first, _ = lan.desk.hamlets
    lan.download().type(C5=12)
    set_figure(lan.desk.submission, "households", 13, hamlet=first, by=lan.desk.binh)
    lan.upload()
    assert "sửa ô này sau khi xuất tệp" in text_of(lan.page.one(".offer-doubtful"))


def test_what_somebody_saves_during_the_preview_stands_until_it_is_ticked_anew(lan):
    first, _ = lan.desk.hamlets
    lan.download().type(C5=12, C6=250).upload()
    set_figure(lan.desk.submission, "households", 13, hamlet=first, by=lan.desk.binh)
    lan.take_over()
    assert not lan.redirected
    assert "Đã lấy 01 ô; 01 ô có người vừa ghi số khác" in lan.messages()
    assert "Trần Văn Bình đã ghi 13 lúc" in text_of(lan.page.one(".offer-doubtful"))
    assert stored(lan.desk)[("households", "An Lao")] == 13
    assert stored(lan.desk)[("households", "Xuân Nẻo")] == 250
    lan.take_over(**{lan.box("households", first): "1"})
    assert lan.redirected and stored(lan.desk)[("households", "An Lao")] == 12


def test_a_spoiled_version_overwrites_nobody(lan):
    first, _ = lan.desk.hamlets
    set_figure(lan.desk.submission, "households", 13, hamlet=first, by=lan.desk.binh)
    lan.download().type(C5=12).upload()
    base = lan.box("households", first).replace("take-", "base-")
    lan.take_over(**{base: "x"})
    assert not lan.redirected
    assert stored(lan.desk)[("households", "An Lao")] == 13


# --- the officer ----------------------------------------------------------------------


def test_the_officer_takes_over_a_file_that_the_commune_sent(client, desk):
    hoa = Clerk(client, desk, desk.officer)
    hoa.download().type(C5=12).upload().take_over()
    on_behalf = reverse("reports:on_behalf", args=[desk.period.pk, desk.submission.pk])
    assert hoa.location == on_behalf
    assert FigureVersion.objects.get().by == desk.officer
    assert FigureVersion.objects.get().source == "file"


# --- what is refused ------------------------------------------------------------------


@pytest.mark.parametrize(
    "content,name,words",
    [
        (b"", "bieu.xlsx", "Tệp này trống"),
        (b"hello", "bieu.xlsx", "không phải .xlsx, hoặc đang đặt mật khẩu"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "bieu.xls", "đang đặt mật khẩu"),
        (b"x" * (MOST_BYTES + 1), "bieu.xlsx", "Tệp quá lớn"),
    ],
)
def test_what_is_no_form_is_refused_at_the_field(lan, content, name, words):
    lan.upload(content, name)
    assert lan.response.status_code == 200
    assert words in " ".join(lan.page.texts("#error_1_id_file, .invalid-feedback"))
    assert Attachment.objects.count() == 0


def test_no_file_is_asked_for(lan):
    lan.response = lan.client.post(lan.upload_url)
    assert "Chọn tệp biểu đã ghi số." in lan.page.text


def test_another_communes_form_is_refused_by_both_names(client, desk):
    neighbour = make_commune(desk.district, "An Thanh", "11087")
    binh = make_staff(neighbour, "binh-at")
    later = make_open_period(desk.district, desk.officer, phrase="Quý I năm 2024")
    theirs = later.submissions.get(commune=neighbour)
    client.force_login(binh)
    file = client.get(reverse("reports:workbook", args=[theirs.pk])).content
    lan = Clerk(client, desk, desk.lan)
    lan.upload(file)
    assert "Tệp này là biểu của xã An Thanh, Quý I năm 2024" in lan.page.text
    assert "đang mở biểu của xã Hưng Đạo, 6 tháng đầu năm 2023" in lan.page.text


@pytest.mark.parametrize("state", ["sent", "accepted"])
def test_where_entry_is_closed_there_is_nothing_to_upload(lan, state):
    lan.download().type(C5=12).upload()
    put_in_state(lan.desk.submission, state)
    for url in (lan.upload_url, lan.preview_url):
        assert lan.client.get(url).status_code == 403
        assert lan.client.post(url).status_code == 403
    assert stored(lan.desk) == {}


def test_a_file_of_another_return_or_of_another_kind_is_not_there(lan):
    lan.download().type(C5=12).upload()
    file = Attachment.objects.get()
    later = make_open_period(lan.desk.district, lan.desk.officer, phrase="Năm 2024")
    of_later = later.submissions.get().pk
    fields = {"sha256": "0" * 64, "size": 1, "content": b"x", "by": lan.desk.lan}
    scan = lan.desk.submission.attachments.create(purpose="evidence", **fields)
    for args in ((of_later, file.pk), (lan.desk.submission.pk, scan.pk)):
        url = reverse("reports:workbook_preview", args=args)
        assert lan.client.get(url).status_code == 404


def test_the_neighbours_files_are_not_there(client, desk):
    lan = Clerk(client, desk, desk.lan)
    lan.download().type(C5=12).upload()
    neighbour = make_commune(desk.district, "An Thanh", "11087")
    client.force_login(make_staff(neighbour, "binh-at"))
    for url in (lan.download_url, lan.upload_url, lan.preview_url):
        assert client.get(url).status_code == 404


# --- addresses ------------------------------------------------------------------------


def test_looking_writes_nothing_and_asks_a_fixed_number_of_queries(lan):
    lan.download().type(C5=12).upload()
    few = _queries(lan, lan.preview_url)
    lan.type(**{f"{c}{r}": 7 for c in "CD" for r in (5, 6)}).upload()
    assert _queries(lan, lan.preview_url) == few <= 16
    assert _queries(lan, lan.download_url) <= 25
    assert stored(lan.desk) == {}


def _queries(lan, url):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        lan.response = lan.client.get(url)
    writes = ("INSERT", "UPDATE", "DELETE")
    assert not [q for q in queries if q["sql"].startswith(writes)]
    return len(queries)


def test_the_entry_page_leads_to_the_file_and_a_closed_one_to_the_download_alone(lan):
    lan.response = lan.client.get(lan.desk.url)
    links = lan.page.links("main a.btn-sm")
    assert links["Tải biểu Excel"] == lan.download_url
    assert links["Lấy số từ tệp Excel"] == lan.upload_url
    put_in_state(lan.desk.submission, "sent")
    lan.response = lan.client.get(lan.desk.url)
    links = lan.page.links("main a.btn-sm")
    assert "Tải biểu Excel" in links and "Lấy số từ tệp Excel" not in links
