"""One command founds an office, whole or not at all, and never a second one."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from reports.models import Indicator, ReportingPeriod
from teams.forms import clean_phone
from teams.models import Commune, District, Letterhead, Role, User
from tests.factories import make_district

pytestmark = pytest.mark.django_db

GIVEN = {
    "name": "Tứ Kỳ",
    "username": "hoa",
    "full_name": "Nguyễn Thị Hoa",
    "phone": "0912.345 678",
    "first_day": "15/12/2022",
    "last_day": "14/6/2023",
    "deadline": "24/7/2023 16:00",
    "phrase": "6 tháng đầu năm 2023",
    "next_phrase": "6 tháng cuối năm 2023",
}


@pytest.fixture
def communes(tmp_path):
    path = tmp_path / "xa.csv"
    path.write_text("Mã,Loại,Tên\n11074,thị trấn,Tứ Kỳ\n11086,xã,Hưng Đạo\n")
    return path


def run(**options):
    out = io.StringIO()
    call_command("first_run", stdout=out, stderr=out, **options)
    return out.getvalue()


def founded_with(communes, **changes):
    return run(communes=communes, interactive=False, **(GIVEN | changes))


def nothing_was_made():
    return not (District.objects.exists() or User.objects.exists())


def test_an_office_is_founded_from_options_alone(communes):
    founded_with(communes)
    district = District.objects.get()
    assert str(district) == "huyện Tứ Kỳ"
    assert not district.is_example
    assert [str(c) for c in district.communes.all()] == [
        "thị trấn Tứ Kỳ",
        "xã Hưng Đạo",
    ]
    letterhead = Letterhead.objects.get()
    assert letterhead.parent_agency == "ỦY BAN NHÂN DÂN HUYỆN TỨ KỲ"
    assert letterhead.issuing_lines == (
        "TỔ CHỈ ĐẠO TRIỂN KHAI",
        "CÔNG NGHỆ SỐ CỘNG ĐỒNG",
    )
    period = ReportingPeriod.objects.get()
    assert period.state == ReportingPeriod.State.PLANNED
    assert f"{timezone.localtime(period.deadline):%d/%m/%Y %H:%M}" == "24/07/2023 16:00"
    assert period.expected_communes().count() == 2


def test_the_officer_gets_a_password_for_once_and_keeps_the_roster(communes):
    out = founded_with(communes)
    (password,) = re.findall(r"Mật khẩu dùng một lần: (\S+)", out)
    officer = User.objects.get()
    assert officer.check_password(password)
    assert officer.must_change_password
    assert officer.phone == clean_phone(GIVEN["phone"])
    roles = {Role.OFFICER, Role.ROSTER_ADMIN, Role.MEMBER_EXPORT}
    assert {duty.role for duty in officer.duties} == roles
    assert out.count(password) == 1


def test_the_catalogue_of_2023_comes_unless_refused(communes):
    founded_with(communes)
    assert Indicator.objects.count() == 11
    assert Indicator.objects.get(key="vneid_1").part_of.key == "vneid"
    District.objects.all().delete()
    User.objects.all().delete()
    founded_with(communes, indicators=False)
    assert not Indicator.objects.exists()


def test_a_second_office_is_refused(communes):
    make_district("Gia Lộc")
    with pytest.raises(CommandError, match="đã có đơn vị"):
        founded_with(communes)
    assert District.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Mã,Loại,Tên\n1107,xã,Đại Sơn\n", "Dòng 2, cột Mã"),
        ("Mã,Loại\n11074,xã\n", "không thấy cột “Tên”"),
        ("", "không thấy cột"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_made(tmp_path, content, words):
    path = tmp_path / "xa.csv"
    path.write_text(content)
    with pytest.raises(CommandError, match=words):
        founded_with(path)
    assert nothing_was_made()


def test_a_file_that_is_not_there_or_no_spreadsheet_is_refused(tmp_path):
    with pytest.raises(CommandError, match="Không mở được tệp"):
        founded_with(tmp_path / "khong-co.csv")
    path = tmp_path / "xa.xlsx"
    path.write_text("x")
    with pytest.raises(CommandError, match="không phải .xlsx"):
        founded_with(path)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last_day": "31/6/2023"}, "không có ngày này"),
        ({"first_day": "15/6/2023"}, "Ngày cuối kỳ phải bằng"),
        ({"deadline": "14/6/2023"}, "Hạn gửi phải sau ngày chốt"),
        ({"valid_from": "15/6/2023"}, "Danh bạ phải có từ trước"),
        ({"username": "hoa hoa"}, "tên đăng nhập"),
        ({"phone": "12"}, "Số điện thoại gồm"),
        ({"full_name": "a" * 101}, "100"),
        ({"name": None}, "Thiếu --name"),
        ({"username": None}, "Thiếu --username"),
    ],
)
def test_a_bad_answer_is_named_and_nothing_is_made(communes, changes, words):
    with pytest.raises(CommandError, match=words):
        founded_with(communes, **changes)
    assert nothing_was_made()


def test_missing_answers_are_asked_and_wrong_ones_asked_again(
    communes, tmp_path, monkeypatch
):
    typed = [
        str(tmp_path / "khong-co.csv"),
        str(communes),
        "thành phố",
        "",  # the name has no proposal: asked again
        "Hải Dương",
        "-",  # no parent agency
        "BAN CHỈ ĐẠO",
        *[""] * 3,
        "hoa",
        "Nguyễn Thị Hoa",
        "",
        "",
        "",
        "15/12/2022",
        "40/6/2023",
        "14/6/2023",
        "24/7/2023 16:00",
        "",
        "k",
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n"))
    out = run()
    assert str(District.objects.get()) == "thành phố Hải Dương"
    letterhead = Letterhead.objects.get()
    assert (letterhead.parent_agency, letterhead.issuing_agency) == ("", "BAN CHỈ ĐẠO")
    assert letterhead.short_name.endswith("thành phố Hải Dương")
    assert f"{Commune.objects.first().valid_from}" == "2022-12-15"
    assert not Indicator.objects.exists()
    assert "Không mở được tệp" in out
    assert "không có ngày này" in out


def test_a_closed_input_says_what_is_missing(communes, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(CommandError, match="Thiếu --level-word"):
        run(communes=communes)
    assert nothing_was_made()
