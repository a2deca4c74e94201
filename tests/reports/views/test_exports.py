"""The desk as files: each read back, and held against what the desk shows."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import FigureVersion
from tests.factories import put_in_state, set_figure
from tests.reports.reviewing import fill_in, make_office

SHEETS = ["tinh-hinh", "doi-chieu", "so-lieu-thon", "lich-su"]


def download(client, office, what, kind, query=""):
    url = reverse("reports:export", args=[office.period.pk, what, kind])
    response = client.get(url + query)
    assert response.status_code == 200
    data = response.getvalue() if response.streaming else response.content
    return response, data


def xlsx(client, office, what, query=""):
    """The rows as {head: value}."""
    _, data = download(client, office, what, "xlsx", query)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def from_csv(client, office, what, query=""):
    _, data = download(client, office, what, "csv", query)
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize("what", SHEETS)
def test_both_kinds_hold_the_same_rows(hoa, office, what):
    fill_in(office.first, office.lan)
    one, other = xlsx(hoa, office, what), from_csv(hoa, office, what)
    assert [list(row) for row in one] == [list(row) for row in other]
    assert len(one) == len(other) > 2


def test_the_files_name_says_what_and_of_which_period(hoa, office):
    response, _ = download(hoa, office, "doi-chieu", "csv")
    assert response["Content-Disposition"] == (
        'attachment; filename="doi-chieu-6-thang-dau-nam-2023.csv"'
    )
    assert response["Content-Type"].startswith("text/csv")


def test_the_board_is_saved_as_it_is_filtered(hoa, office):
    fill_in(office.returns[1], office.lan, vneid=(300, 10, 20))
    (row,) = xlsx(hoa, office, "tinh-hinh", "?state=sent")
    assert row["Đơn vị"] == "xã An Thanh"
    assert row["Đang giữ"] == "Chờ cán bộ huyện"
    assert (row["Ô chưa nhập"], row["Lỗi"], row["Cảnh báo"]) == (0, 1, 1)
    assert len(xlsx(hoa, office, "tinh-hinh")) == 3


def test_in_the_matrix_blank_zero_and_none_differ(hoa, office):
    set_figure(office.returns[0], "sessions", 0, by=office.lan)
    set_figure(office.returns[1], "sessions", None, by=office.lan)
    rows = xlsx(hoa, office, "doi-chieu")
    values = [row["2. Sessions (Buổi)"] for row in rows]
    assert values == [0, "không phát sinh", None]
    assert "2. Sessions" in rows[2]["Chưa nhập ở"]
    assert [row["Ô chưa nhập"] for row in rows] == [6, 6, 7]


def test_the_matrix_holds_the_totals_of_hamlets(hoa, office):
    fill_in(office.first, office.lan)
    row = xlsx(hoa, office, "doi-chieu")[0]
    assert row["1. Guided (Người)"] == 150
    assert "Rươi kho" in row.values()


def test_each_cell_stands_in_a_row_with_its_state(hoa, office):
    fill_in(office.first, office.lan)
    set_figure(office.returns[1], "sessions", None, by=office.lan)
    rows = xlsx(hoa, office, "so-lieu-thon")
    assert len(rows) == 3 * 7
    found = {(r["Đơn vị"], r["Thôn"], r["Chỉ tiêu"]): r for r in rows}
    guided = found["xã Hưng Đạo", "thôn An Lao", "1. Guided"]
    assert (guided["Số liệu"], guided["Tình trạng"]) == (100, "Có số liệu")
    none = found["xã An Thanh", "(toàn xã)", "2. Sessions"]
    assert (none["Số liệu"], none["Tình trạng"]) == (None, "Không phát sinh")
    blank = found["xã Quang Phục", "(toàn xã)", "2. Sessions"]
    assert (blank["Số liệu"], blank["Tình trạng"]) == (None, "Chưa nhập")


def test_history_holds_every_version_from_what_to_what(hoa, office):
    figure = set_figure(office.first, "sessions", 2, by=office.lan)
    FigureVersion.objects.create(
        figure=figure,
        number=2,
        state="none",
        by=office.officer,
        source="phone",
        note="=cmd|' /C calc'!A0",
    )
    first, second = xlsx(hoa, office, "lich-su")
    assert [(r["Lần nhập"], r["Từ"], r["Thành"]) for r in (first, second)] == [
        (1, None, 2),
        (2, 2, None),
    ]
    assert (first["Tình trạng trước"], first["Tình trạng sau"]) == (
        "Chưa nhập",
        "Có số liệu",
    )
    assert second["Tình trạng sau"] == "Không phát sinh"
    assert second["Người nhập"] == "Phạm Thị Hoa"
    assert second["Ghi chú"] == "=cmd|' /C calc'!A0"
    assert from_csv(hoa, office, "lich-su")[1]["Ghi chú"].startswith("'=cmd")


def test_history_of_one_figure_never_begins_with_anothers_value(hoa, office):
    fill_in(office.first, office.lan)
    fill_in(office.returns[1], office.lan)
    rows = xlsx(hoa, office, "lich-su")
    assert len(rows) == 14
    assert {row["Từ"] for row in rows} == {None}
    assert [row["Đơn vị"] for row in rows[::7]] == ["xã Hưng Đạo", "xã An Thanh"]


@pytest.mark.parametrize("what", SHEETS)
def test_a_file_takes_the_same_queries_for_any_number_of_communes(client, db, what):
    taken = {}
    for size in (3, 40):
        office = make_office(size, tag=str(size))
        for row in office.returns:
            fill_in(row, office.lan)
        client.force_login(office.officer)
        with CaptureQueriesContext(connection) as captured:
            download(client, office, what, "xlsx")
        taken[size] = len(captured)
    assert taken[3] == taken[40]


@pytest.mark.parametrize(
    ("what", "kind"), [("khac", "xlsx"), ("lich-su", "pdf"), ("lich-su", "")]
)
def test_other_files_are_not_there(hoa, office, what, kind):
    address = f"/ky/{office.period.pk}/xuat/{what}.{kind}"
    assert hoa.get(address).status_code == 404


def test_a_leader_may_save_and_staff_may_not(client, office):
    put_in_state(office.first, "sent")
    address = reverse("reports:export", args=[office.period.pk, "lich-su", "csv"])
    for user, status in ((office.leader, 200), (office.lan, 404)):
        client.force_login(user)
        assert client.get(address).status_code == status
