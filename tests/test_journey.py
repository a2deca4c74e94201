"""One figure's way: from a hamlet, over its commune and the district, to the paper."""

import hashlib
from types import SimpleNamespace

import pytest

from tests.factories import (
    make_commune,
    make_district,
    make_hamlet,
    make_indicator,
    make_letterhead,
    make_officer,
    make_signer,
    make_staff,
)
from tests.reports.outputs import paper
from tests.visiting import Visitor

PERIOD = "6 tháng đầu năm 2023"
GUIDED = "1. Số người dân được hướng dẫn"
WORDS = "- Các Tổ đã hướng dẫn {guided} người dân của {so_xa_da_gui}/{so_xa} xã."
ADDRESSEE = "Sở Thông tin và Truyền thông tỉnh Hải Dương"
SIGNER = "Trương Thị Toan (TỔ PHÓ)"
FREEZE = "Chốt bản trình ký"

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """The officer, Lan of Hưng Đạo with its two hamlets, Bình of An Thanh with one."""
    district = make_district()
    make_letterhead(district)
    make_signer(district)
    make_indicator(
        district, "guided", name="Số người dân được hướng dẫn", level="hamlet"
    )
    here = make_commune(district)
    there = make_commune(district, "An Thanh", "11089")
    for commune, name in ((here, "An Lao"), (here, "Xuân Nẻo"), (there, "An Định")):
        make_hamlet(commune, name)
    return SimpleNamespace(
        officer=Visitor(make_officer(district, full_name="Phạm Thị Hoa")),
        lan=Visitor(make_staff(here, full_name="Nguyễn Thị Lan")),
        binh=Visitor(make_staff(there, "binh", full_name="Trần Văn Bình")),
    )


def open_the_period(officer):
    officer.follow("Kỳ báo cáo").follow("Thêm kỳ báo cáo").press("Tiếp tục")
    dates = {
        "Kỳ báo cáo": PERIOD,
        "Kỳ tiếp theo": "6 tháng cuối năm 2023",
        "Từ ngày": "15/12/2022",
        "Đến ngày (chốt số liệu)": "14/6/2023",
        "Ngày mở nhập liệu": "15/6/2023",
        "Hạn gửi": "24/7/2023 17:00",
    }
    for label, value in dates.items():
        officer.fill(label, value)
    officer.press("Lưu").follow("Mở kỳ 6 tháng đầu năm 2023").press("Mở kỳ báo cáo")


def write_the_words(officer):
    officer.follow("Báo cáo").follow("Sửa mục Thông tin chung")
    officer.fill("Nội dung", WORDS).press("Lưu")
    officer.follow("Sửa phần đầu và phần cuối")
    officer.fill("Kính gửi", ADDRESSEE).fill("Người ký", SIGNER).press("Lưu")


def enter_and_send(visitor, figures):
    """Fill in the hamlets' figures on the commune's own page, and send."""
    visitor.open("/")
    button = {"Nhập số liệu", "Sửa theo yêu cầu"} & visitor.page.links().keys()
    visitor.follow(button.pop())
    for hamlet, figure in figures.items():
        visitor.fill(f"{GUIDED} {hamlet}", figure)
    visitor.press("Lưu và kiểm tra để gửi").press("Gửi báo cáo")
    assert visitor.sees("Đã gửi biểu")


def accept(officer, commune):
    officer.open("/").follow("Mở bảng theo dõi").follow(commune).press("Tiếp nhận")
    assert officer.sees("Đã tiếp nhận")


def preview(officer):
    officer.open("/").follow("Báo cáo của kỳ")
    return paper.body(officer.file_of("Xem trước PDF"))


def assert_says(text, prose, figure):
    """The paper says it in its prose and in its table."""
    assert paper.plain(prose) in text
    row = f"1 Số người dân được hướng dẫn Người {figure}"
    assert paper.plain(row) in text


def assert_traced_to(officer, place, figure, people):
    """From the total down to the hamlet, and to those who entered its figure."""
    officer.open("/").follow("Mở bảng theo dõi").follow("Tổng hợp")
    officer.follow(GUIDED)
    assert paper.plain(f"{place} {figure}") in map(
        paper.plain, officer.page.texts(".leaves li")
    )
    officer.follow(figure)
    assert paper.plain(officer.page.texts(".lead")[0]).startswith(paper.plain(place))
    assert officer.page.texts(".timeline .who") == people


def close_the_period(officer):
    officer.open("/").follow("Kỳ báo cáo").follow("Thiết lập 6 tháng đầu năm 2023")
    officer.follow("Chốt kỳ").press("Chốt kỳ")


def correct(officer, staff, hamlet, figure):
    """Open the period and the commune's return again; the commune corrects it."""
    officer.open("/").follow("Kỳ báo cáo").follow("Mở lại 6 tháng đầu năm 2023")
    officer.fill("Lý do", "Thôn báo nhầm").press("Mở lại kỳ")
    officer.open("/").follow("Mở bảng theo dõi").follow("Xã Hưng Đạo").follow("Mở lại")
    officer.fill("Lý do", "Thôn An Lao báo nhầm").press("Mở lại để chỉnh sửa")
    assert staff.open("/").sees("Thôn An Lao báo nhầm")
    enter_and_send(staff, {hamlet: figure})
    accept(officer, "Xã Hưng Đạo")


def assert_unchanged(officer, issued):
    """The issued document is served byte for byte as it was."""
    officer.open(issued.address)
    assert officer.file("Mở văn bản PDF") == issued.body
    assert officer.page.texts(".fingerprint")[-1] == issued.sha256


def freeze_and_issue(officer, number, date, **relation):
    """Close the copy for signature, then enter what the clerk gave."""
    officer.open("/").follow("Kỳ báo cáo").follow(PERIOD).follow("Báo cáo")
    officer.follow(f"{FREEZE}…").press(FREEZE)
    assert officer.sees("Đã chốt bản trình ký")
    officer.follow("Ghi số, ngày đã ký…")
    officer.fill("Số", number).fill("Ngày ban hành", date)
    for label, choice in relation.items():
        officer.fill(label, choice)
    officer.press("Ban hành")
    return SimpleNamespace(
        address=officer.address,
        body=officer.file("Mở văn bản PDF"),
        sha256=officer.page.texts(".fingerprint")[-1],
    )


def test_a_hamlets_figure_becomes_words_that_nothing_changes(cast):
    officer, lan, binh = cast.officer, cast.lan, cast.binh
    open_the_period(officer)
    write_the_words(officer)

    enter_and_send(lan, {"thôn An Lao": "1.234", "thôn Xuân Nẻo": "766"})
    accept(officer, "Xã Hưng Đạo")
    text = preview(officer)
    assert_says(text, "Các Tổ đã hướng dẫn 2.000 (chưa đủ: 1/2 xã)", "2.000 (1/2 xã)")
    enter_and_send(binh, {"thôn An Định": "3.210"})
    accept(officer, "Xã An Thanh")
    prose = "- Các Tổ đã hướng dẫn 5.210 người dân của 02/02 xã."
    assert_says(preview(officer), prose, "5.210")
    assert_traced_to(officer, "thôn An Lao", "1.234", ["Nguyễn Thị Lan"])

    close_the_period(officer)
    first = freeze_and_issue(officer, "5", "26/7/2023")
    assert "số: 05/bc-tcđ" in paper.body(first.body)
    assert_says(paper.body(first.body), prose, "5.210")
    assert first.sha256 == hashlib.sha256(first.body).hexdigest()

    correct(officer, lan, "thôn An Lao", "1.334")
    assert_says(preview(officer), prose.replace("5.210", "5.310"), "5.310")
    people = ["Nguyễn Thị Lan", "Nguyễn Thị Lan"]
    assert_traced_to(officer, "thôn An Lao", "1.334", people)
    assert_unchanged(officer, first)

    named = {
        "Quan hệ với văn bản đã ban hành": "Thay thế",
        "Văn bản đã ban hành": "Số 05/BC-TCĐ ngày 26/07/2023",
    }
    second = freeze_and_issue(officer, "6", "28/7/2023", **named)
    assert_says(paper.body(second.body), prose.replace("5.210", "5.310"), "5.310")
    assert officer.sees("Thay thế Số 05/BC-TCĐ ngày 26/07/2023")
    assert_unchanged(officer, first)
    assert officer.sees("văn bản thay thế: Số 06/BC-TCĐ ngày 28/07/2023")
