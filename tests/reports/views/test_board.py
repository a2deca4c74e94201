"""The board: who has each return in hand, what stands against it, what is next."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports import moves, questions
from reports.models import Figure, Submission
from reports.news import mark_looked, receipt_of_look
from reports.views.desk import board as board_module
from tests.factories import make_period, put_in_state
from tests.pages import Page, next_page
from tests.reports.asking import make_asked
from tests.reports.reviewing import fill_in, make_office

State = Submission.State
BEFORE_THE_DEADLINE = timezone.make_aware(dt.datetime(2023, 7, 24, 17))
AFTER_IT = timezone.make_aware(dt.datetime(2023, 7, 24, 17, 1))
IN_YEARS = timezone.make_aware(dt.datetime(2999, 1, 1))


def get(client, period, query=""):
    response = client.get(reverse("reports:board", args=[period.pk]) + query)
    assert response.status_code == 200
    return response


def board_of(client, period, query=""):
    return get(client, period, query).context["page"]


def names(page):
    return [line.submission.commune.name for line in page.rows]


def days_ago(days):
    return timezone.now() - dt.timedelta(days=days)


def move_back(submission, days):
    """As if the last move had been made so many days ago."""
    event = submission.events.latest("pk")
    submission.events.filter(pk=event.pk).update(at=days_ago(days))


# --- what a row says ------------------------------------------------------------------


def test_all_communes_stand_in_the_districts_order(hoa, office):
    fill_in(office.returns[1], office.lan)
    page = board_of(hoa, office.period)
    assert names(page) == ["Hưng Đạo", "An Thanh", "Quang Phục"]
    assert [line.missing for line in page.rows] == [7, 0, 7]
    assert (page.handed_in, page.expected) == (1, 3)


def test_blanks_name_their_indicators_and_lead_to_the_first(hoa, office):
    fill_in(office.first, office.lan)
    office.first.figures.filter(indicator__key="sessions").update(
        state="blank", value=None
    )
    line = board_of(hoa, office.period).rows[0]
    assert (line.missing, line.where) == (1, "chỉ tiêu 2")
    assert line.missing_url.endswith("#o-sessions-xa")


@pytest.mark.parametrize(
    ("state", "holder"),
    [
        (State.NOT_STARTED, "Xã đang giữ"),
        (State.DRAFT, "Xã đang giữ"),
        (State.RETURNED, "Xã đang giữ"),
        (State.SENT, "Chờ cán bộ huyện"),
        (State.ACCEPTED, "Không ai giữ"),
    ],
)
def test_who_has_it_in_hand_follows_from_its_state(hoa, office, state, holder):
    put_in_state(office.first, state)
    assert board_of(hoa, office.period).rows[0].holder == holder


def test_nobody_has_a_return_in_hand_once_the_period_is_closed(hoa, office):
    type(office.period).objects.update(state="closed")
    holders = {line.holder for line in board_of(hoa, office.period).rows}
    assert holders == {"Không ai giữ"}


def test_days_are_counted_from_the_last_move_that_changed_hands(hoa, office):
    fill_in(office.first, office.lan)
    moves.send_back(office.first, by=office.officer, reason="Xem lại")
    move_back(office.first, 4)
    office.period.events.update(at=days_ago(9))
    lines = board_of(hoa, office.period).rows
    assert [line.days for line in lines] == [4, 9, 9]
    text = get(hoa, office.period).content.decode()
    exact = timezone.localtime(lines[0].since)
    assert f'title="Từ {exact:%d/%m/%Y %H:%M}"' in text


def test_starting_to_enter_changes_no_hands(hoa, office):
    office.first.events.create(move="start", by=office.lan)
    office.period.events.update(at=days_ago(9))
    assert board_of(hoa, office.period).rows[0].days == 9


def test_the_last_version_says_who_touched_it_and_when(hoa, office):
    fill_in(office.first, office.lan)
    touched = board_of(hoa, office.period).rows[0].touched
    assert touched.by == office.lan
    assert "Nguyễn Thị Lan" in get(hoa, office.period).content.decode()


def test_errors_and_warnings_are_counted(hoa, office):
    fill_in(office.first, office.lan, vneid=(300, 10, 20))
    line = board_of(hoa, office.period).rows[0]
    assert (line.errors, line.warnings, line.unexplained) == (1, 1, True)


def test_what_has_a_reason_calls_for_attention_no_more(hoa, office):
    fill_in(office.first, office.lan, vneid=(300, 100, 200))
    office.first.finding_reasons.create(
        period=office.period, rule="above_limit", reason="police", by=office.lan
    )
    line = board_of(hoa, office.period).rows[0]
    assert (line.errors, line.warnings, line.unexplained) == (0, 1, False)


def test_questions_are_counted_waiting_and_answered(client, db):
    world = make_asked(("sessions", None), ("vneid", None))
    questions.answer(world.asked[0], by=world.lan, answer="Đúng")
    client.force_login(world.officer)
    line = board_of(client, world.period).rows[0]
    assert (line.waiting, line.answered) == (1, 1)


def test_only_evidence_that_stands_is_counted(hoa, office):
    file = {"content_type": "image/png", "size": 1, "content": b"x", "by": office.lan}
    for number, purpose in enumerate(["evidence", "signed", "form", "evidence"]):
        sha = f"{number}" * 64
        office.first.attachments.create(purpose=purpose, name="a", sha256=sha, **file)
    last = office.first.attachments.latest("pk")
    last.removed_at, last.removed_by = timezone.now(), office.lan
    last.save(update_fields=["removed_at", "removed_by"])
    assert board_of(hoa, office.period).rows[0].files == 2


def test_a_late_return_is_marked_and_one_that_is_not_sent_is_overdue(hoa, office):
    for row, sent_at in zip(
        office.returns, [BEFORE_THE_DEADLINE, AFTER_IT], strict=False
    ):
        fill_in(row, office.lan)
        Submission.objects.filter(pk=row.pk).update(sent_at=sent_at)
    page = Page(get(hoa, office.period).content)
    chips = [row.split() for row in page.texts("tbody .chips")]
    assert [("Muộn" in chip, "hạn" in chip) for chip in chips if "Đã" in chip] == [
        (False, False),
        (True, False),
    ]
    rows = board_of(hoa, office.period).rows
    assert [row.overdue for row in rows] == [False, False, True]


def test_nobody_is_overdue_before_the_deadline(client, db):
    office = make_office(deadline=IN_YEARS)
    client.force_login(office.officer)
    assert [row.overdue for row in board_of(client, office.period).rows] == [False] * 3


def test_a_change_is_marked_until_its_reader_has_looked(hoa, office):
    fill_in(office.first, office.lan)
    assert [line.changed for line in board_of(hoa, office.period).rows] == [
        True,
        False,
        False,
    ]
    mark_looked(
        office.officer, office.period, receipt_of_look(office.officer, office.period)
    )
    assert not any(line.changed for line in board_of(hoa, office.period).rows)
    assert not board_of(hoa, office.period, "?co=thay-doi").rows


# --- filters, order, pages ------------------------------------------------------------


def mixed(office):
    """A district in which every filter finds something."""
    first, second, third = office.returns
    fill_in(first, office.lan, vneid=(300, 10, 20))
    fill_in(second, office.lan)
    asked = questions.ask(
        second,
        by=office.officer,
        indicator=office.period.indicators.get(key="sessions"),
        text="Đúng không?",
    )
    moves.send_back(second, by=office.officer)
    questions.ask(
        first,
        by=office.officer,
        indicator=office.period.indicators.get(key="vneid"),
        text="Đúng không?",
    )
    office.lan.assignments.update(commune=second.commune)
    vars(office.lan).pop("duties", None)
    questions.answer(asked, by=office.lan, answer="Đúng")
    Submission.objects.filter(pk=first.pk).update(sent_at=AFTER_IT)
    file = {"content_type": "image/png", "size": 1, "content": b"x"}
    third.attachments.create(
        purpose="evidence", name="a", sha256="0" * 64, by=office.lan, **file
    )


def count_over_all_pages(client, period, query):
    count = 0
    while query is not None:
        response = get(client, period, query)
        count += len(response.context["page"].rows)
        query = next_page(response)
    return count


@pytest.mark.parametrize("query", ["", "?q=an", "?giu=xa", "?state=sent&co=loi"])
def test_every_tab_counts_the_rows_that_it_shows(hoa, office, query, monkeypatch):
    monkeypatch.setattr(board_module, "A_PAGE", 2)
    mixed(office)
    tabs = board_of(hoa, office.period, query).tabs
    shown = [count_over_all_pages(hoa, office.period, tab.query) for tab in tabs]
    assert [tab.count for tab in tabs] == shown


def test_every_filter_of_what_a_row_has_finds_its_row(hoa, office):
    mixed(office)
    found = {
        tab.label: names(board_of(hoa, office.period, tab.query))
        for tab in board_of(hoa, office.period).groups[2][1]
    }
    assert found == {
        "Quá hạn": ["An Thanh", "Quang Phục"],
        "Gửi muộn": ["Hưng Đạo"],
        "Thiếu số liệu": ["Quang Phục"],
        "Có lỗi": ["Hưng Đạo"],
        "Có cảnh báo": ["Hưng Đạo"],
        "Đang hỏi": ["Hưng Đạo"],
        "Đã trả lời": ["An Thanh"],
        "Có tài liệu": ["Quang Phục"],
        "Có thay đổi": ["Hưng Đạo", "An Thanh", "Quang Phục"],
    }


def test_the_next_step_counts_and_leads_to_its_rows(hoa, office):
    mixed(office)
    page = Page(get(hoa, office.period).content)
    links = page.links(".next-step a")
    assert list(links) == [
        "01 biểu chờ tiếp nhận",
        "02 xã quá hạn",
        "01 xã đã trả lời câu hỏi",
    ]
    for words, query in links.items():
        assert len(board_of(hoa, office.period, query).rows) == int(words[:2])


def test_when_all_is_accepted_the_districts_own_figures_then_the_report_are_next(
    hoa, office
):
    for row in office.returns:
        put_in_state(row, State.ACCEPTED)

    def next_steps():
        return list(Page(get(hoa, office.period).content).links(".next-step a"))

    assert next_steps() == ["01 số liệu của huyện chưa nhập"]
    indicator = office.period.indicators.get(key="sessions")
    Figure.objects.create(indicator=indicator, state="value", value=3)
    assert next_steps() == ["soạn báo cáo của kỳ"]


@pytest.mark.parametrize("typed", ["an thanh", "An Thanh", "AN  THANH", "thanh"])
def test_a_commune_is_found_without_marks(hoa, office, typed):
    url = reverse("reports:board", args=[office.period.pk])
    assert names(hoa.get(url, {"q": typed}).context["page"]) == ["An Thanh"]


def test_searching_keeps_filter_and_order(hoa, office):
    response = get(hoa, office.period, "?state=not_started&xep=ngay")
    _, fields = Page(response.content).form_with("Tìm")
    assert fields == {"state": ["not_started"], "xep": ["ngay"], "q": [""]}


def test_a_filter_that_matches_nothing_leads_back_to_all(hoa, office):
    assert "Không có xã nào khớp" in get(hoa, office.period, "?q=zzz").content.decode()


@pytest.mark.parametrize("query", ["?state=x&giu=x&co=x&xep=x&trang=x", "?trang=99"])
def test_an_address_that_says_nothing_shows_all(hoa, office, query):
    assert len(board_of(hoa, office.period, query).rows) == 3


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("thieu", ["Quang Phục", "Hưng Đạo", "An Thanh"]),
        ("kiem-tra", ["Hưng Đạo", "An Thanh", "Quang Phục"]),
        ("ngay", ["Hưng Đạo", "Quang Phục", "An Thanh"]),
    ],
)
def test_the_most_stands_first_and_the_head_says_so(hoa, office, order, expected):
    mixed(office)
    office.returns[1].events.update(at=days_ago(5))
    office.period.events.update(at=days_ago(9))
    response = get(hoa, office.period, f"?xep={order}")
    assert names(response.context["page"]) == expected
    sorted_heads = Page(response.content).all('th[aria-sort="descending"]')
    assert len(sorted_heads) == 1


def test_23_stand_on_one_page_and_120_on_two(client, db):
    for size, pages in ((23, 1), (120, 2)):
        office = make_office(size, tag=str(size))
        client.force_login(office.officer)
        page = board_of(client, office.period)
        assert page.page.paginator.num_pages == pages
        assert count_over_all_pages(client, office.period, "") == size


def test_a_planned_period_says_what_to_do(hoa, office):
    planned = make_period(office.district, "6 tháng cuối năm 2023")
    text = get(hoa, planned).content.decode()
    assert "Kỳ này chưa mở" in text
    assert "Mở kỳ báo cáo" in text


@pytest.mark.parametrize("name", ["board", "matrix", "changes_since"])
def test_the_queries_of_a_page_are_the_same_for_any_number_of_communes(
    client, db, name
):
    taken = {}
    for size in (3, 60):
        office = make_office(size, tag=str(size))
        for row in office.returns:
            fill_in(row, office.lan)
            row.events.create(move="submit", by=office.lan)
        client.force_login(office.officer)
        url = reverse(f"reports:{name}", args=[office.period.pk])
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        taken[size] = len(captured)
    assert taken[3] == taken[60]
