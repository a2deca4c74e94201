"""The page of a receipt: what was sent, when, and whether it still stands."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports import moves
from reports.contents import short_code
from reports.evidence import attach, remove
from reports.intake.attached import check_file
from reports.models import Activity, Receipt, ReportingPeriod, SubmissionEvent
from reports.views.receipt_page import late_text
from teams.models import Role, User
from tests import files
from tests.factories import make_user, set_figure
from tests.pages import Page
from tests.reports.entering import make_desk

DEADLINE = timezone.make_aware(dt.datetime(2023, 7, 24, 17))


def fill_in(desk):
    """Everything that is asked, with nothing odd in it."""
    for hamlet, count in zip(desk.hamlets, (1350, 420), strict=False):
        set_figure(desk.submission, "households", count, hamlet=hamlet, by=desk.lan)
        set_figure(desk.submission, "extra_2", None, hamlet=hamlet, by=desk.lan)
    for key, value in (
        ("sessions", 3),
        ("vneid", 30),
        ("vneid_1", 10),
        ("vneid_2", 20),
    ):
        set_figure(desk.submission, key, value, by=desk.lan)
    set_figure(desk.submission, "ocop", 1, names=["Rươi kho"], by=desk.lan)
    set_figure(desk.submission, "online", None, by=desk.lan)


@pytest.fixture
def desk(db):
    desk = make_desk()
    fill_in(desk)
    return desk


@pytest.fixture
def lan(client, desk):
    client.force_login(desk.lan)
    return client


def send(desk, at=None):
    moves.submit(desk.submission, by=desk.lan)
    if at:
        SubmissionEvent.objects.filter(move="submit").update(at=at)


def page_of(client, desk, number=None):
    places = [desk.submission.pk, *filter(None, [number])]
    name = "receipt" if number else "last_receipt"
    return Page(client.get(reverse(f"reports:{name}", args=places)).content)


def rows(page, table):
    return [" ".join(text.split()) for text in page.texts(f"{table} tbody tr")]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (dt.timedelta(0), ""),
        (dt.timedelta(days=-3), ""),
        (dt.timedelta(seconds=20), "muộn chưa đến 01 phút"),
        (dt.timedelta(minutes=5), "muộn 05 phút"),
        (dt.timedelta(hours=1, minutes=20), "muộn 01 giờ 20 phút"),
        (dt.timedelta(days=2, hours=3, minutes=59), "muộn 02 ngày 03 giờ"),
        (dt.timedelta(days=12, minutes=1), "muộn 12 ngày"),
    ],
)
def test_how_late_a_sending_was_is_said_in_words(after, words):
    assert late_text(DEADLINE + after, DEADLINE) == words


def test_a_sending_in_time_says_so_with_number_code_and_hash(lan, desk):
    send(desk, at=DEADLINE - dt.timedelta(days=4, hours=7, minutes=19))
    page = page_of(lan, desk)
    assert page.texts("h1") == ["Biên nhận 11086-01"]
    assert page.texts(".receipt h2") == ["Đã gửi lúc 09:41 ngày 20/07/2023, đúng hạn"]
    receipt = Receipt.objects.get()
    assert page.texts(".receipt dd") == ["11086-01", short_code(receipt.sha256)]
    assert page.texts(".receipt code") == [receipt.sha256]
    assert "Người gửi: Nguyễn Thị Lan" in page.text
    assert "hiện nay đúng như biên nhận này" in page.text


def test_a_late_sending_says_by_how_much(lan, desk):
    send(desk, at=DEADLINE + dt.timedelta(days=2, hours=3))
    page = page_of(lan, desk)
    assert page.texts(".receipt-late h2") == [
        "Đã gửi lúc 20:00 ngày 26/07/2023, muộn 02 ngày 03 giờ"
    ]


def test_it_shows_totals_hamlets_words_activities_and_files(lan, desk):
    Activity.objects.create(
        district=desk.district,
        commune=desk.commune,
        kind="training",
        date=desk.period.last_day,
        title="Tập huấn Tổ CNSCĐ",
        participants=1045,
    )
    desk.submission.words.create(topic="results", text="Đã hướng dẫn\nbà con.")
    gone, _ = attach(
        check_file(files.PDF + b"2", "nham.pdf"), desk.submission, by=desk.lan
    )
    remove(gone, by=desk.lan)
    attach(check_file(files.PDF, "bien-ban.pdf"), desk.submission, by=desk.lan)
    send(desk)
    attach(check_file(files.picture(), "them.jpg"), desk.submission, by=desk.lan)
    page = page_of(lan, desk)
    assert rows(page, ".receipt-totals") == [
        "1. Households (Người)1.770",
        "2. Extra_2 (Người)0",
        "3. Sessions (Buổi)3",
        "4. Vneid (Người)30",
        "– Vneid_1 (Người)10",
        "– Vneid_2 (Người)20",
        "7. Ocop (Sản phẩm)Rươi kho1",
        "8. Online (Sản phẩm)không phát sinh",
    ]
    assert rows(page, ".receipt-grid") == [
        "Thôn An Lao1.350không phát sinh",
        "Thôn Xuân Nẻo420không phát sinh",
    ]
    assert page.texts(".sent-list li") == [
        "14/06/2023: Tập huấn Tổ CNSCĐ (1.045 người dự)",
        "bien-ban.pdf",
    ]
    assert "Kết quả nổi bật" in page.texts("h3")
    assert "Đã hướng dẫn" in page.text


def test_what_changed_since_is_listed(lan, desk):
    send(desk)
    moves.withdraw(desk.submission, by=desk.lan)
    desk.submission.figures.filter(indicator__key="sessions").update(value=4)
    page = page_of(lan, desk)
    assert "Biểu hiện ở trạng thái “Đang nhập”" in page.text
    assert "01 điểm trong biểu hiện nay khác nội dung đã gửi" in page.text
    assert rows(page, ".changes") == ["3. Sessions34"]
    assert "3. Sessions (Buổi)3" in rows(page, ".receipt-totals")


def test_each_sending_is_listed_under_its_receipt(lan, desk):
    send(desk)
    moves.withdraw(desk.submission, by=desk.lan)
    desk.submission.figures.filter(indicator__key="sessions").update(value=4)
    send(desk)
    last = page_of(lan, desk)
    assert last.texts("h1") == ["Biên nhận 11086-02"]
    assert len(last.all(".timeline li")) == 2
    first_url = reverse("reports:receipt", args=[desk.submission.pk, 1])
    assert last.links(".timeline a") == {"11086-01": first_url}
    assert page_of(lan, desk, 1).texts("h1") == ["Biên nhận 11086-01"]


def test_the_first_content_sent_again_is_its_first_receipt(lan, desk):
    sessions = desk.submission.figures.filter(indicator__key="sessions")
    for value in (3, 4, 3):
        sessions.update(value=value)
        send(desk)
        if value == 4 or Receipt.objects.count() == 1:
            moves.withdraw(desk.submission, by=desk.lan)
    page = page_of(lan, desk)
    assert page.texts("h1") == ["Biên nhận 11086-01"]
    assert len(page.all(".timeline li")) == 3
    assert "hiện nay đúng như biên nhận này" in page.text


def test_what_was_never_sent_has_no_receipt(lan, desk):
    for name, more in (("last_receipt", []), ("receipt", [1])):
        address = reverse(f"reports:{name}", args=[desk.submission.pk, *more])
        assert lan.get(address).status_code == 404


def test_the_district_reads_it_from_the_review(client, desk):
    send(desk)
    review = reverse("reports:review", args=[desk.period.pk, desk.submission.pk])
    for user in (desk.officer, make_user("tuan", Role.LEADER, desk.district)):
        client.force_login(user)
        links = Page(client.get(review).content).links()
        assert links["11086-01"] == reverse(
            "reports:receipt", args=[desk.submission.pk, 1]
        )
        back = page_of(client, desk).links()["Về biểu số liệu"]
        assert back == review


def test_a_wide_table_is_cut_to_the_width_of_paper(client, db):
    desk = make_desk(columns=8)
    fill_in(desk)
    for number in range(3, 9):
        for hamlet in desk.hamlets:
            key = f"extra_{number}"
            set_figure(desk.submission, key, number, hamlet=hamlet, by=desk.lan)
    send(desk)
    client.force_login(desk.lan)
    page = page_of(client, desk)
    widths = [
        len(list(grid.query_all("thead th"))) for grid in page.all(".receipt-grid")
    ]
    assert widths == [7, 3]


def test_the_page_takes_the_same_queries_for_any_number_of_hamlets(client, db):
    taken = []
    for hamlets in (["An Lao"], ["An Lao", "Xuân Nẻo", "La Tỉnh"]):
        desk = make_desk(hamlets, name=f"Huyện {len(hamlets)}")
        fill_in(desk)
        for hamlet in desk.hamlets[2:]:
            for key in ("households", "extra_2"):
                set_figure(desk.submission, key, 5, hamlet=hamlet, by=desk.lan)
        send(desk)
        client.force_login(desk.lan)
        with CaptureQueriesContext(connection) as captured:
            page_of(client, desk)
        taken.append(len(captured))
    assert taken[0] == taken[1]


def test_the_example_gives_a_receipt_to_all_that_was_sent(client, example):
    period = ReportingPeriod.objects.get(phrase="6 tháng đầu năm 2023")
    assert Receipt.objects.filter(submission__period=period).count() == 23
    client.force_login(User.objects.get(username="canbo"))
    for submission in period.submissions.all()[:3]:
        address = reverse("reports:last_receipt", args=[submission.pk])
        assert "đúng như biên nhận" in client.get(address).content.decode()
