"""Many forms dropped at once: recognised or mapped, shown, taken over, or named bad."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.intake.workbook.keys import KEY_SHEET
from reports.models import Attachment, Figure, FigureVersion, ReceivedFile
from reports.opening import close_period
from reports.receiving import MOST_FILES, bring_back, give_to, receive, skip, take
from reports.rules import NotNow
from reports.views.desk.bulk_files import load_previews
from tests.factories import (
    make_district,
    make_officer,
    make_user,
    put_in_state,
    set_figure,
)
from tests.files import OLE, picture
from tests.files import office as office_file
from tests.pages import Page, text_of
from tests.reports.intake.workbook.forms import DATA, GRID, ROWS
from tests.reports.reviewing import make_office
from tuky_cnscd.spreadsheets import MOST_BYTES, XLSX

TAKE = "Lấy vào biểu"
TAKE_ALL = "Lấy vào các tệp đã đánh dấu"


class Officer:
    """Somebody who fills in communes' forms, drops them, and takes them over."""

    def __init__(self, client, office):
        client.force_login(office.officer)
        self.client, self.office = client, office
        self.url = reverse("reports:bulk_files", args=[office.period.pk])
        self.all_url = reverse("reports:bulk_take_all", args=[office.period.pk])

    def form(self, row, strip=(), **cells):
        """A commune's form, filled in: C5=120 by hamlet, r_D5=4 of the commune."""
        url = reverse("reports:workbook", args=[row.pk])
        book = openpyxl.load_workbook(io.BytesIO(self.client.get(url).content))
        for address, value in cells.items():
            page = book[ROWS] if address.startswith("r_") else book[GRID]
            page[address.removeprefix("r_")] = value
        for page in strip:
            _strip(book, page)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def drop(self, **files):
        """`files`: their bytes by name, a__b for a.b."""
        sent = [
            SimpleUploadedFile(name.replace("__", "."), content, content_type=XLSX)
            for name, content in files.items()
        ]
        return self._read(self.client.post(self.url, {"files": sent}))

    def open(self, url=None):
        return self._read(self.client.get(url or self.url))

    def open_file(self, name):
        file = ReceivedFile.objects.get(name=name)
        return self.open(f"{self.url}{file.pk}/")

    def press(self, button, **changed):
        form, sent = self.page.form_with(button)
        sent |= {name: [value] for name, value in changed.items()}
        sent = {name: value for name, value in sent.items() if value != [None]}
        action = form.etree_element.get("action") or self.url_now
        return self._read(self.client.post(action.partition("#")[0], sent))

    def _read(self, response):
        self.redirected = response.status_code == 302
        if self.redirected:
            response = self.client.get(response["Location"])
        self.url_now = response.wsgi_request.path
        self.status, self.page = response.status_code, Page(response.content)
        return self

    def listed(self):
        """{file: (commune, state, new, changed, in doubt, not taken)} on the list."""
        rows = self.page.all(".data-table tbody tr")
        return {
            text_of(row.query("th a")): tuple(map(text_of, row.query_all("td")))[:6]
            for row in rows
        }


def _strip(book, page):
    """Take away what tells whose form it is: the hidden sheet, the corners."""
    if page == KEY_SHEET:
        del book[KEY_SHEET]
        return
    for row in book[page].iter_rows(max_row=4, max_col=1):
        for cell in row:
            cell.value = None


@pytest.fixture
def hoa(client, office):
    return Officer(client, office)


def stored(row):
    figures = row.figures.select_related("indicator", "hamlet")
    return {
        (f.indicator.key, f.hamlet.name if f.hamlet else None): f.value for f in figures
    }


# --- dropping -------------------------------------------------------------------------


def test_forms_of_several_communes_find_their_own_returns_and_write_nothing(
    hoa, office
):
    first, second = office.returns[:2]
    hoa.drop(a__xlsx=hoa.form(first, C5=120), b__xlsx=hoa.form(second, C5=7, C6=8))
    assert hoa.redirected
    assert "Đã nhận 02 tệp; chưa ghi gì vào biểu" in hoa.page.text
    clean = "Chờ xem, lấy được ngay"
    assert hoa.listed() == {
        "a.xlsx": ("Xã Hưng Đạo", clean, "1", "", "", ""),
        "b.xlsx": ("Xã An Thanh", clean, "2", "", "", ""),
    }
    assert not Figure.objects.exists() and not Attachment.objects.exists()
    first.refresh_from_db()
    assert first.state == "not_started"


def test_bad_files_are_each_named_with_the_reason_and_the_good_ones_go_on(hoa, office):
    macro = office_file("xlsx", **{"xl/vbaProject.bin": "x"})
    hoa.drop(
        good__xlsx=hoa.form(office.first, C5=120),
        old__xls=OLE,
        photo__jpg=picture(),
        broken__xlsx=b"PK\x03\x04 not all there",
        macro__xlsm=macro,
        large__xlsx=b"PK\x03\x04" + bytes(MOST_BYTES * 2 + 1),
        empty__xlsx=b"",
    )
    assert hoa.status == 422
    said = {
        text_of(li).partition(":")[0]: text_of(li) for li in hoa.page.all("#loi li")
    }
    assert set(said) == {
        "“old.xls”",
        "“photo.jpg”",
        "“broken.xlsx”",
        "“macro.xlsm”",
        "“large.xlsx”",
        "“empty.xlsx”",
    }
    assert "chỉ nhận tệp .xlsx" in said["“photo.jpg”"]
    assert "rỗng" in said["“empty.xlsx”"] and "lớn hơn" in said["“large.xlsx”"]
    assert list(ReceivedFile.objects.values_list("name", flat=True)) == ["good.xlsx"]
    assert "good.xlsx" in hoa.listed()


def test_the_same_file_twice_changes_nothing(hoa, office):
    content = hoa.form(office.first, C5=120)
    hoa.drop(a__xlsx=content, again__xlsx=content).drop(later__xlsx=content)
    assert ReceivedFile.objects.count() == 1
    assert "01 tệp đã nhận từ trước, không thay đổi gì: later.xlsx" in hoa.page.text


def test_no_file_or_too_many_are_refused_as_a_whole(hoa, office):
    assert hoa.drop().status == 422
    many = {f"f{n}__xlsx": b"x" for n in range(MOST_FILES + 1)}
    assert "tối đa 60 tệp" in hoa.drop(**many).page.text
    assert not ReceivedFile.objects.exists()


def test_a_closed_period_takes_no_files(hoa, office):
    content = hoa.form(office.first, C5=120)
    close_period(office.period, by=office.officer)
    hoa.drop(a__xlsx=content)
    assert hoa.status == 403 and not ReceivedFile.objects.exists()
    assert "không nhận thêm tệp" in hoa.open().page.text


# --- one file -------------------------------------------------------------------------


def test_what_is_ticked_is_taken_over_as_entered_on_behalf_from_the_file(hoa, office):
    hoa.drop(a__xlsx=hoa.form(office.first, C5=120, C6=30)).open_file("a.xlsx")
    boxes = [n for n in hoa.page.form_with(TAKE)[1] if n.startswith("take-")]
    hoa.press(TAKE, **{boxes[1]: None})
    assert hoa.redirected and stored(office.first) == {("guided", "An Lao"): 120}
    version = FigureVersion.objects.get()
    assert (version.by, version.source) == (office.officer, "file")
    assert version.note == "Cấp huyện nhập thay"
    assert (version.file.name, version.file.purpose) == ("a.xlsx", "form")
    assert version.file.submission == office.first
    assert hoa.listed()["a.xlsx"][1].startswith("Đã lấy vào Phạm Thị Hoa")


def test_nothing_ticked_writes_nothing(hoa, office):
    hoa.drop(a__xlsx=hoa.form(office.first, C5=120)).open_file("a.xlsx")
    [box] = [n for n in hoa.page.form_with(TAKE)[1] if n.startswith("take-")]
    hoa.press(TAKE, **{box: None})
    assert hoa.status == 422 and "Chưa đánh dấu ô nào" in hoa.page.text
    assert not Figure.objects.exists() and not Attachment.objects.exists()


def test_what_the_commune_saved_since_the_page_was_opened_is_asked_about(hoa, office):
    hamlet = office.communes[0].hamlets.get(name="An Lao")
    hoa.drop(a__xlsx=hoa.form(office.first, C5=120)).open_file("a.xlsx")
    set_figure(office.first, "guided", 99, hamlet=hamlet, by=office.lan)
    hoa.press(TAKE)
    assert stored(office.first) == {("guided", "An Lao"): 99}
    assert "Nguyễn Thị Lan đã ghi 99" in hoa.page.text
    assert ReceivedFile.objects.get().state == "waiting"


@pytest.mark.parametrize("state", ["sent", "accepted"])
def test_a_file_of_a_return_that_was_handed_in_is_kept_and_not_taken(
    hoa, office, state
):
    content = hoa.form(office.first, C5=120)
    put_in_state(office.first, state)
    hoa.drop(a__xlsx=content)
    words = office.first.get_state_display()
    assert f"{words}: giữ tệp, chưa lấy được" in hoa.listed()["a.xlsx"][1]
    hoa.open_file("a.xlsx")
    assert "120" in hoa.page.text and "Tệp được giữ lại" in hoa.page.text
    answer = hoa.client.post(hoa.url_now, {"take-x": "1"})
    assert answer.status_code == 403 and not Figure.objects.exists()


def test_a_file_that_was_put_aside_stays_and_can_be_looked_at_again(hoa, office):
    hoa.drop(a__xlsx=hoa.form(office.first, C5=120)).open_file("a.xlsx")
    hoa.press("Bỏ qua tệp này")
    assert hoa.listed()["a.xlsx"][1].startswith("Bỏ qua")
    hoa.open_file("a.xlsx").press("Xem lại tệp này")
    assert ReceivedFile.objects.get().state == "waiting"


# --- whose it is ----------------------------------------------------------------------


def test_a_file_without_keys_is_given_to_a_commune_by_hand(hoa, office):
    second = office.returns[1]
    content = hoa.form(second, strip=(KEY_SHEET, GRID, ROWS), C5=120)
    hoa.drop(**{"bieu an thanh__xlsx": content})
    assert hoa.listed()["bieu an thanh.xlsx"][:2] == ("chưa rõ", "Chưa rõ của xã nào")
    hoa.open_file("bieu an thanh.xlsx")
    assert "có thể của xã An Thanh" in hoa.page.text
    assert not hoa.page.all(".offer-table")
    hoa.press("Xem số trong tệp")
    assert "Tệp của xã An Thanh" in hoa.page.text
    hoa.press(TAKE)
    assert stored(second) == {("guided", "An Lao"): 120}


def test_a_file_given_to_the_wrong_commune_can_be_given_to_another(hoa, office):
    first, second = office.returns[:2]
    content = hoa.form(second, strip=(KEY_SHEET, GRID, ROWS), C5=120)
    hoa.drop(a__xlsx=content).open_file("a.xlsx")
    hoa.press("Xem số trong tệp", submission=str(first.pk))
    hoa.press("Chuyển sang xã này", submission=str(second.pk))
    assert ReceivedFile.objects.get().submission == second
    assert not first.attachments.exists()


def test_nobody_but_the_officer_receives_gives_or_puts_aside(hoa, office):
    row = office.returns[0]
    hoa.drop(a__xlsx=hoa.form(row, C5=120))
    file = ReceivedFile.objects.get()
    leader = make_user("toan", "leader", office.period.district)
    upload = SimpleUploadedFile("b.xlsx", hoa.form(row, C5=1))
    for verb in (
        lambda: receive(upload, office.period, {}, by=leader),
        lambda: give_to(file, row, by=leader),
        lambda: skip(file, by=leader),
        lambda: bring_back(file, by=leader),
    ):
        with pytest.raises(NotNow):
            verb()
    assert ReceivedFile.objects.get().state == ReceivedFile.State.WAITING


def test_a_file_given_to_another_commune_since_it_was_read_is_not_taken(hoa, office):
    first, second = office.returns[:2]
    hoa.drop(a__xlsx=hoa.form(first, r_D5=4))
    stale = ReceivedFile.objects.select_related("submission").get()
    (preview,) = load_previews(office.period, office.officer, [stale])
    give_to(ReceivedFile.objects.get(), second, by=office.officer)
    with pytest.raises(NotNow, match="xã khác"):
        take(preview.taking_all(), stale, first, by=office.officer)
    assert not FigureVersion.objects.filter(source="file").exists()


def test_a_file_given_to_another_commune_since_the_list_is_not_taken_unseen(
    hoa, office
):
    first, second = office.returns[:2]
    hoa.drop(a__xlsx=hoa.form(first, strip=(KEY_SHEET, GRID, ROWS), r_D5=4))
    give_to(ReceivedFile.objects.get(), first, by=office.officer)
    hoa.open(hoa.all_url)
    assert hoa.page.form_with(TAKE_ALL)
    give_to(ReceivedFile.objects.get(), second, by=office.officer)
    hoa.press(TAKE_ALL)
    assert "chưa lấy hết: a.xlsx" in hoa.page.text
    assert not FigureVersion.objects.filter(source="file").exists()


def test_once_taken_it_stays_with_its_commune(hoa, office):
    hoa.drop(a__xlsx=hoa.form(office.first, C5=120)).open_file("a.xlsx").press(TAKE)
    file = ReceivedFile.objects.get()
    whose = reverse("reports:bulk_file_whose", args=[office.period.pk, file.pk])
    hoa.client.post(whose, {"submission": office.returns[1].pk})
    file.refresh_from_db()
    assert (file.submission, file.state) == (office.first, "taken")


def test_a_form_of_another_period_is_not_taken_without_looking(hoa, office):
    other = make_office(tag=" 2")
    hoa.client.force_login(other.officer)
    content = hoa.form(other.first, C5=120)
    hoa.client.force_login(office.officer)
    hoa.drop(a__xlsx=content).open_file("a.xlsx")
    assert "Tệp tự ghi là biểu của xã Hưng Đạo, 6 tháng đầu năm 2023" in hoa.page.text
    hoa.press("Xem số trong tệp", submission=str(office.first.pk))
    assert "Không rõ tệp này của xã nào, kỳ nào" in hoa.page.text
    assert "Có điểm cần xem".casefold() in hoa.page.text.casefold()
    assert not [n for n in hoa.page.form_with(TAKE)[1] if n.startswith("take-")]


def test_a_commune_of_another_district_is_no_choice(hoa, office):
    other = make_office(tag=" 2")
    content = hoa.form(office.first, strip=(KEY_SHEET, GRID, ROWS), C5=120)
    hoa.drop(a__xlsx=content).open_file("a.xlsx")
    hoa.press("Xem số trong tệp", submission=str(other.first.pk))
    assert hoa.status == 422 and "Chọn một xã trong danh sách" in hoa.page.text
    assert ReceivedFile.objects.get().submission is None


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice-ods.xlsx"])
def test_a_form_saved_by_libreoffice_and_made_elsewhere_waits_for_its_commune(
    hoa, office, name
):
    hoa.drop(lo__xlsx=(DATA / name).read_bytes())
    assert hoa.listed()["lo.xlsx"][0] == "chưa rõ"
    hoa.open_file("lo.xlsx").press("Xem số trong tệp", submission=str(office.first.pk))
    assert hoa.status == 200


def test_a_file_that_is_no_form_says_so_once_its_commune_is_chosen(hoa, office):
    book = openpyxl.Workbook()
    book.active["A1"] = "Danh sách cán bộ"
    out = io.BytesIO()
    book.save(out)
    hoa.drop(list__xlsx=out.getvalue()).open_file("list.xlsx")
    hoa.press("Xem số trong tệp", submission=str(office.first.pk))
    assert "Không thấy biểu số liệu trong tệp này" in hoa.page.text
    assert hoa.open().listed()["list.xlsx"][1].startswith("Không đọc được")


# --- all at once ----------------------------------------------------------------------


def test_all_clean_files_are_taken_in_one_act_with_their_list_shown_first(hoa, office):
    first, second, third = office.returns
    hoa.drop(
        a__xlsx=hoa.form(first, C5=120),
        b__xlsx=hoa.form(second, C5=7, C6=8),
        doubt__xlsx=hoa.form(third, C5="khoảng 5", C6=8),
    ).open(hoa.all_url)
    assert hoa.page.texts("tbody th") == ["Xã Hưng Đạo", "Xã An Thanh"]
    assert not Figure.objects.exists()
    hoa.press(TAKE_ALL)
    assert stored(first) == {("guided", "An Lao"): 120}
    assert stored(second) == {("guided", "An Lao"): 7, ("guided", "Xuân Nẻo"): 8}
    assert stored(third) == {}
    assert "Đã lấy 03 ô từ 02 tệp" in hoa.page.text
    notes = set(FigureVersion.objects.values_list("note", "source"))
    assert notes == {("Cấp huyện nhập thay", "file")}


def test_a_file_whose_box_was_cleared_is_not_taken(hoa, office):
    first, second = office.returns[:2]
    hoa.drop(a__xlsx=hoa.form(first, C5=120), b__xlsx=hoa.form(second, C5=7))
    file = ReceivedFile.objects.get(name="a.xlsx")
    hoa.open(hoa.all_url).press(TAKE_ALL, **{f"tep-{file.pk}": None})
    assert (stored(first), len(stored(second))) == ({}, 1)


def test_what_changed_since_the_list_was_shown_is_not_taken(hoa, office):
    hamlet = office.communes[0].hamlets.get(name="An Lao")
    hoa.drop(a__xlsx=hoa.form(office.first, C5=120)).open(hoa.all_url)
    set_figure(office.first, "guided", 99, hamlet=hamlet, by=office.lan)
    hoa.press(TAKE_ALL)
    assert stored(office.first) == {("guided", "An Lao"): 99}
    assert "chưa lấy hết: a.xlsx" in hoa.page.text


def test_two_files_of_one_commune_are_listed_by_age_and_neither_is_taken_unseen(
    hoa, office
):
    hoa.drop(first__xlsx=hoa.form(office.first, C5=120))
    hoa.drop(newer__xlsx=hoa.form(office.first, C5=130))
    assert list(hoa.listed()) == ["first.xlsx", "newer.xlsx"]
    assert "xã có 02 tệp chờ xem" in hoa.listed()["newer.xlsx"][0]
    assert "Không có tệp nào lấy được ngay" in hoa.open(hoa.all_url).page.text
    hoa.open_file("newer.xlsx").press(TAKE)
    hoa.open_file("first.xlsx")
    assert "đã có người sửa ô này sau khi xuất tệp" in hoa.page.text
    assert stored(office.first) == {("guided", "An Lao"): 130}


def test_a_return_that_was_sent_meanwhile_is_left_alone(hoa, office):
    hoa.drop(a__xlsx=hoa.form(office.first, C5=120)).open(hoa.all_url)
    put_in_state(office.first, "sent")
    hoa.press(TAKE_ALL)
    assert not Figure.objects.exists()
    assert ReceivedFile.objects.get().state == "waiting"


# --- scope and queries ----------------------------------------------------------------


def test_another_districts_files_are_not_there(hoa, office):
    hoa.drop(a__xlsx=hoa.form(office.first, C5=120)).open_file("a.xlsx")
    theirs = hoa.url_now
    other = make_office(tag=" 2")
    hoa.client.force_login(make_officer(make_district("Gia Lộc"), "hai"))
    for url in (hoa.url, hoa.all_url, theirs):
        assert hoa.client.get(url).status_code == 404
        assert hoa.client.post(url).status_code == 404
    hoa.client.force_login(other.officer)
    file = ReceivedFile.objects.get()
    mixed = reverse("reports:bulk_file", args=[other.period.pk, file.pk])
    assert hoa.client.get(mixed).status_code == 404


def test_the_list_takes_the_same_queries_for_any_number_of_files(client, db):
    taken = {}
    for size in (2, 12):
        office = make_office(size, tag=f" {size}")
        hoa = Officer(client, office)
        forms = {f"f{n}__xlsx": hoa.form(r, C5=n) for n, r in enumerate(office.returns)}
        hoa.drop(**forms)
        with CaptureQueriesContext(connection) as captured:
            assert len(hoa.open().listed()) == size
        taken[size] = len(captured)
    assert len(set(taken.values())) == 1 and taken[2] <= 15, taken


def test_the_newest_files_are_shown_where_there_are_several_pages(hoa, office):
    for number in range(31):
        office.period.received_files.create(
            name=f"f{number}.xlsx",
            size=1,
            sha256=f"{number}",
            content=b"P",
            by=office.officer,
        )
    assert list(hoa.open().listed()) == ["f30.xlsx"]
    assert len(hoa.open(f"{hoa.url}?trang=1").listed()) == 30
