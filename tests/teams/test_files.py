"""Rosters in and out of files: preview, all or nothing, told by row and column."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from teams.models import (
    Assignment,
    Commune,
    Hamlet,
    Member,
    PersonalDataAccess,
    Team,
    User,
)
from tests.factories import make_hamlet
from tests.teams.cast import allow_export
from tuky_cnscd.spreadsheets import read_rows, write_csv, write_xlsx

HAMLETS = ["Mã xã", "Loại", "Tên", "Thứ tự", "Từ ngày", "Đến hết ngày"]
MEMBERS = [
    "Cấp Tổ",
    "Mã xã",
    "Thôn, KDC",
    "Họ và tên",
    "Vai trò",
    "Chức vụ",
    "Cơ quan, đoàn thể",
    "Điện thoại",
    "Từ ngày",
    "Đến hết ngày",
]
USERS = ["Tên đăng nhập", "Họ và tên", "Điện thoại", "Vai trò", "Mã xã"]
LONG_AGO = dt.date(2010, 1, 1)
WRITERS = {"xlsx": lambda head, rows: write_xlsx(head, rows, "x"), "csv": write_csv}


class Desk:
    """The roster admin with a file in hand."""

    def __init__(self, client, kind="xlsx"):
        self.client, self.kind = client, kind

    def url(self, roster, page):
        return reverse(f"admin:teams_{roster}_{page}")

    def preview(self, roster, head, *rows):
        return self.upload(roster, WRITERS[self.kind](head, rows), f"a.{self.kind}")

    def upload(self, roster, data, name):
        file = SimpleUploadedFile(name, data)
        # As a browser does, the form's token goes along.
        fields = {"import_file": file, "csrfmiddlewaretoken": "x"}
        return self.client.post(self.url(roster, "import"), fields)

    def confirm(self, roster, response):
        url = self.url(roster, "process_import")
        return self.client.post(url, response.context["confirm_form"].initial)

    def bring_in(self, roster, head, *rows):
        return self.confirm(roster, self.preview(roster, head, *rows))

    def take_out(self, roster, kind="0"):
        return self.client.post(self.url(roster, "export"), {"format": kind})


@pytest.fixture(params=["xlsx", "csv"])
def desk(request, client, cast):
    client.force_login(cast.minh)
    return Desk(client, request.param)


@pytest.fixture
def sheet(client, cast):
    client.force_login(cast.minh)
    return Desk(client)


def told(response):
    return [(p.row, p.column, p.message) for p in response.context["problems"]]


def places(response):
    return [(row, column) for row, column, _ in told(response)]


def refusal(response):
    return str(response.context["form"].errors["import_file"])


def changes(response):
    return [
        (row.import_type, [tuple(cell) for cell in row.diff if cell.is_change])
        for row in response.context["changes"]
    ]


# --- in -----------------------------------------------------------------------------


def test_a_preview_shows_what_would_change_and_changes_nothing(desk):
    response = desk.preview(
        "hamlet",
        HAMLETS,
        ["11086", "thôn", "An Lao", 7, LONG_AGO, None],
        ["11125", "khu dân cư", "Mới", 1, dt.date(2022, 4, 6), None],
    )
    assert changes(response) == [
        ("update", [("0", "7")]),
        (
            "new",
            [
                ("", "11125"),
                ("", "khu dân cư"),
                ("", "Mới"),
                ("", "1"),
                ("", "06/04/2022"),
            ],
        ),
    ]
    assert "01 dòng thêm mới, 01 dòng sửa, 0 dòng không đổi" in response.text
    assert list(Hamlet.objects.values_list("name", "position")) == [("An Lao", 0)]


def test_what_was_previewed_is_brought_in_on_confirming(desk, cast):
    response = desk.bring_in(
        "hamlet", HAMLETS, ["11125", "thôn", "Mới", 1, "6/4/2022", ""]
    )
    assert response["Location"] == "/quan-tri/teams/hamlet/"
    hamlet = cast.an_thanh.hamlets.get()
    assert (str(hamlet), hamlet.valid_from) == ("thôn Mới", dt.date(2022, 4, 6))


def test_errors_are_told_by_the_row_and_column_of_the_file(desk):
    response = desk.preview(
        "hamlet",
        HAMLETS,
        ["11086", "thôn", "Được", 1, LONG_AGO, None],
        [None, None, None, None, None, None],
        ["99999", "ấp", "Sai", "15.3", "31/02/2022", None],
        ["11086", "thôn", "", 1, LONG_AGO, None],
        ["11086", "thôn", "Ngược", 1, LONG_AGO, "01/01/2009"],
    )
    assert places(response) == [
        (4, "Loại"),
        (4, "Thứ tự"),
        (4, "Từ ngày"),
        (4, "Mã xã"),
        (5, "Tên"),
        (6, ""),
    ]
    messages = [message for _, _, message in told(response)]
    assert "không có trong danh sách: thôn, khu dân cư, tổ dân phố" in messages[0]
    assert "dấu chấm" in messages[1]
    assert "không có ngày này" in messages[2]
    assert "Không có xã nào mang mã “99999”" in messages[3]
    assert "Ngày kết thúc phải bằng hoặc sau ngày bắt đầu" in messages[5]
    assert "confirm_form" not in response.context
    assert "Dòng 4, cột “Loại”" in response.text


def test_one_bad_row_keeps_all_rows_out(desk, cast):
    good, bad = ["11125", "thôn", "Mới", 1, LONG_AGO, None], ["11125", "ấp", "B"]
    response = desk.preview("hamlet", HAMLETS, good, [*bad, 1, LONG_AGO, None])
    assert "confirm_form" not in response.context
    assert not cast.an_thanh.hamlets.exists()


def test_what_went_wrong_since_the_preview_keeps_all_rows_out(desk, cast):
    response = desk.preview(
        "hamlet",
        HAMLETS,
        ["11125", "thôn", "Một", 1, LONG_AGO, None],
        ["11086", "thôn", "Hai", 1, LONG_AGO, None],
    )
    Commune.objects.filter(pk=cast.hung_dao.pk).update(code="11087")
    response = desk.confirm("hamlet", response)
    assert places(response) == [(3, "Mã xã")]
    assert not Hamlet.objects.filter(name__in=["Một", "Hai"]).exists()


def test_the_same_file_again_changes_nothing(desk):
    row = ["11125", "thôn", "Mới", 1, LONG_AGO, None]
    desk.bring_in("hamlet", HAMLETS, row)
    response = desk.preview("hamlet", HAMLETS, row)
    assert changes(response) == []
    assert "không có gì để nhập" in response.text


def test_two_equal_rows_in_one_file_are_one(desk, cast):
    row = ["11125", "thôn", "Mới", 1, LONG_AGO, None]
    desk.bring_in("hamlet", HAMLETS, row, row)
    assert cast.an_thanh.hamlets.count() == 1


def test_names_of_columns_forgive_case_marks_and_order(desk, cast):
    head = ["TEN ", "ma xa", "Loại", "từ ngày"]
    desk.bring_in("hamlet", head, ["Mới", "11125", "thon", LONG_AGO])
    assert str(cast.an_thanh.hamlets.get()) == "thôn Mới"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (["Mã", "Loại", "Tên"], "Cột “Mã” ở dòng đầu không có trong mẫu"),
        (["Mã xã", "Tên"], "Thiếu cột “Loại”"),
        (["Mã xã", "Loại", "Tên", "ten"], "có hai lần"),
        (["Mã xã", "", "Loại", "Tên"], "Cột không có tên"),
    ],
)
def test_a_wrong_column_is_told_at_the_file(desk, head, words):
    response = desk.preview("hamlet", head, ["11086"] * len(head))
    assert words in refusal(response)


def test_files_that_cannot_be_read_are_refused_at_the_file(sheet):
    cases = [
        (b"x", "a.xlsx", "không phải .xlsx"),
        (b"x", "a.pdf", "Chỉ nhận tệp .xlsx hoặc .csv"),
        (b"", "a.xlsx", "trống"),
        (write_xlsx(HAMLETS, [], "x"), "a.xlsx", "chưa có dòng nào"),
        (write_csv(["a"], [["x"]] * 1501), "a.csv", "hơn 1.500 dòng"),
    ]
    for data, name, words in cases:
        assert words in refusal(sheet.upload("hamlet", data, name))
    response = sheet.client.post(sheet.url("hamlet", "import"), {"x": "y"})
    assert "Chưa chọn tệp" in refusal(response)


def test_another_districts_codes_are_unknown(sheet, neighbour):
    row = ["11299", "thôn", "Mới", 1, LONG_AGO, None]
    response = sheet.preview("hamlet", HAMLETS, row)
    assert places(response) == [(2, "Mã xã")]


def test_a_preview_is_confirmed_by_whoever_made_it(sheet, client, cast, neighbour):
    row = ["11125", "thôn", "Mới", 1, LONG_AGO, None]
    response = sheet.preview("hamlet", HAMLETS, row)
    client.force_login(neighbour.minh)
    answer = sheet.confirm("hamlet", response)
    assert answer["Location"] == sheet.url("hamlet", "import")
    assert not cast.an_thanh.hamlets.exists()


def test_no_other_file_of_the_server_is_read(sheet):
    row = ["11125", "thôn", "Mới", 1, LONG_AGO, None]
    response = sheet.preview("hamlet", HAMLETS, row)
    forged = {
        **response.context["confirm_form"].initial,
        "import_file_name": "/etc/passwd",
    }
    answer = sheet.client.post(sheet.url("hamlet", "process_import"), forged)
    assert answer["Location"] == sheet.url("hamlet", "import")


def test_numbers_that_excel_made_of_codes_and_phones_are_mended(sheet, cast):
    cast.hung_dao.code = "01086"
    cast.hung_dao.save()
    row = ["Tổ cấp thôn, KDC", 1086, "An Lao", "Đỗ Văn Ba", "", "", "", 912345678]
    sheet.bring_in("member", MEMBERS, [*row, LONG_AGO, None])
    assert Member.objects.get(full_name="Đỗ Văn Ba").phone == "0912 345 678"


def test_a_merged_communes_code_means_the_one_in_force(sheet, cast):
    cast.an_thanh.valid_to = dt.date(2024, 11, 30)
    cast.an_thanh.save()
    later = Commune.objects.create(
        district=cast.district,
        code="11125",
        kind="xa",
        name="Kỳ Sơn",
        valid_from=dt.date(2024, 12, 1),
    )
    sheet.bring_in(
        "hamlet", HAMLETS, ["11125", "thôn", "Mới", 1, dt.date(2024, 12, 1), None]
    )
    sheet.bring_in("hamlet", HAMLETS, ["11125", "thôn", "Cũ", 1, LONG_AGO, None])
    assert Hamlet.objects.get(name="Mới").commune == later
    assert Hamlet.objects.get(name="Cũ").commune == cast.an_thanh


def test_a_team_is_known_by_its_level_and_place(sheet, cast):
    head = ["Cấp", "Mã xã", "Thôn, KDC", "Nhóm Zalo", "Từ ngày"]
    make_hamlet(cast.hung_dao, "Xuân Nẻo")
    sheet.bring_in(
        "team",
        head,
        ["Tổ cấp xã", "11086", "", "Zalo xã", LONG_AGO],
        ["Tổ cấp thôn, KDC", "11086", "thôn An Lao", "Zalo mới", None],
        ["Tổ cấp thôn, KDC", "11086", "xuan neo", "", LONG_AGO],
    )
    rows = Team.objects.order_by("pk").values_list("level", "zalo_group")
    assert list(rows) == [
        ("hamlet", "Zalo mới"),
        ("commune", "Zalo xã"),
        ("hamlet", ""),
    ]


def test_a_team_whose_level_and_place_do_not_fit_is_told(sheet):
    head = ["Cấp", "Mã xã", "Thôn, KDC", "Quyết định thành lập số", "Từ ngày"]
    response = sheet.preview(
        "team",
        head,
        ["Tổ cấp thôn, KDC", "11086", "", "", LONG_AGO],
        ["Tổ cấp xã", "11086", "An Lao", "", LONG_AGO],
        ["Tổ chỉ đạo", "11086", "", "1252/QĐ-UBND", LONG_AGO],
    )
    assert places(response) == [
        (2, "Thôn, KDC"),
        (3, "Thôn, KDC"),
        (4, "Mã xã"),
        (4, "Quyết định thành lập số"),
    ]


# --- people who sign in -------------------------------------------------------------


def test_people_come_in_with_their_duties_and_without_a_password(desk, cast):
    desk.bring_in(
        "user",
        USERS,
        ["mai", "Vũ Thị Mai", "0912 345 678", "Cán bộ xã", "11125"],
        ["mai", "Vũ Thị Mai", "0912 345 678", "Lãnh đạo", ""],
    )
    mai = User.objects.get(username="mai")
    assert {str(duty) for duty in mai.assignments.all()} == {
        "Cán bộ xã – xã An Thanh",
        "Lãnh đạo – huyện Tứ Kỳ",
    }
    assert not mai.has_usable_password()
    assert mai.phone == "0912 345 678"


def test_a_file_may_say_where_people_are_written_to(desk, cast, sheet):
    columns = ["Tên đăng nhập", "Họ và tên", "Thư điện tử", "Vai trò", "Mã xã"]
    row = ["mai", "Vũ Thị Mai", "mai@tuky.vn", "Cán bộ xã", "11125"]
    desk.bring_in("user", columns, row)
    assert User.objects.get(username="mai").email == "mai@tuky.vn"
    desk.bring_in("user", USERS, [*row[:2], "", *row[3:]])
    assert User.objects.get(username="mai").email == "mai@tuky.vn"
    row[2] = "mai@tuky.vn\nBcc: ai@do.vn"
    assert places(sheet.preview("user", columns, row)) == [(2, "Thư điện tử")]


def test_no_file_reaches_people_of_another_district(sheet, neighbour):
    response = sheet.preview("user", USERS, ["hang", "Đổi Tên", "", "Lãnh đạo", ""])
    assert places(response) == [(2, "Tên đăng nhập")]


def test_no_file_gives_oneself_a_duty(sheet, cast):
    row = ["minh", "Minh", "", "Được xuất danh sách thành viên", ""]
    assert places(sheet.preview("user", USERS, row)) == [(2, "Vai trò")]
    assert cast.minh.assignments.count() == 1


def test_a_person_without_a_name_is_told_at_the_column(sheet):
    row = ["có dấu cách", "", "", "Lãnh đạo", ""]
    response = sheet.preview("user", USERS, row)
    assert set(places(response)) == {(2, "Họ và tên"), (2, "Tên đăng nhập")}
    assert not User.objects.filter(username="có dấu cách").exists()


# --- members' numbers ---------------------------------------------------------------


def test_a_preview_never_shows_the_number_that_the_roster_has(sheet, cast):
    Member.objects.filter(pk=cast.member.pk).update(phone="0987654321")
    row = ["Tổ cấp thôn, KDC", "11086", "An Lao", cast.member.full_name, "Tổ trưởng"]
    response = sheet.preview("member", MEMBERS, [*row, "", "", "", LONG_AGO, None])
    assert "0987654321" not in response.text
    assert changes(response) == [("update", [("••• ••• 321", "")])]


def test_a_file_without_numbers_leaves_those_that_are_there(sheet, cast):
    head = [*MEMBERS[:4], "Chức vụ"]
    name = cast.member.full_name
    row = ["Tổ cấp thôn, KDC", "11086", "An Lao", name, "Trưởng thôn"]
    sheet.bring_in("member", head, row)
    phone = cast.member.phone
    cast.member.refresh_from_db()
    assert (cast.member.post, cast.member.phone) == ("Trưởng thôn", phone)


def test_members_go_out_only_with_the_right_to_it(sheet, cast):
    assert sheet.take_out("member").status_code == 403
    assert "Xuất ra tệp" not in sheet.client.get("/quan-tri/teams/member/").text
    assert not PersonalDataAccess.objects.exists()


def test_every_export_of_members_is_logged_with_its_rows(sheet, cast):
    allow_export(cast.minh, cast.district)
    response = sheet.take_out("member")
    rows = read_rows(io.BytesIO(response.content), "a.xlsx")
    assert len(rows) == 1 + 3
    assert rows[1].cells[7] == cast.member.phone
    log = PersonalDataAccess.objects.get()
    assert (log.user, log.action, log.rows) == (cast.minh, "export", 3)


def test_looking_at_the_export_page_logs_nothing(sheet, cast):
    allow_export(cast.minh, cast.district)
    page = sheet.client.get(sheet.url("member", "export")).text
    assert "được ghi vào nhật ký" in page
    assert not PersonalDataAccess.objects.exists()


# --- out ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["0", "1"])
@pytest.mark.parametrize(
    ("roster", "model"),
    [
        ("commune", Commune),
        ("hamlet", Hamlet),
        ("team", Team),
        ("member", Member),
        ("user", Assignment),
    ],
)
def test_what_goes_out_comes_back_as_no_change(
    sheet, cast, neighbour, roster, model, kind
):
    allow_export(cast.minh, cast.district)
    response = sheet.take_out(roster, kind)
    name = response["Content-Disposition"].split('"')[1]
    assert name.isascii()
    back = sheet.upload(roster, response.content, name)
    assert changes(back) == []
    expected = (
        model.objects.count()
        - {
            "commune": 1,
            "hamlet": 1,
            "team": 1,
            "member": 3,
            "user": 2,
        }[roster]
    )
    assert back.context["result"].totals["skip"] == expected


def test_an_export_holds_what_the_list_was_filtered_to(sheet, cast):
    url = sheet.url("hamlet", "export") + f"?xa={cast.an_thanh.pk}"
    make_hamlet(cast.an_thanh, "Thanh Kỳ")
    response = sheet.client.post(url, {"format": "0"})
    rows = read_rows(io.BytesIO(response.content), "a.xlsx")
    assert [row.cells[2] for row in rows[1:]] == ["Thanh Kỳ"]


def test_names_that_begin_as_formulas_are_text_in_the_file(sheet, cast):
    make_hamlet(cast.an_thanh, "=HYPERLINK(1)")
    book = openpyxl.load_workbook(io.BytesIO(sheet.take_out("hamlet").content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert [c.data_type for c in cells if c.value == "=HYPERLINK(1)"] == ["s"]
    assert ",'=HYPERLINK(1)," in sheet.take_out("hamlet", "1").content.decode()


def test_a_file_to_fill_in_has_the_columns_and_nobody_in_it(sheet):
    response = sheet.client.get(sheet.url("member", "import_form"))
    rows = read_rows(io.BytesIO(response.content), "a.xlsx")
    assert [list(row.cells) for row in rows] == [MEMBERS]
