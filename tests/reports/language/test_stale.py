"""Words carried over: what is marked, what is let be, and what a replacement says."""

import datetime as dt
from dataclasses import replace

import pytest

from reports.blocks import Bullet, Paragraph, Section
from reports.language import Dispatch, GoneBody, Rule, text_of
from reports.language.days import days_named
from reports.language.stale import Carried, OldProposal, Term, stale_marks
from tests.reports.language.papers import small

H1 = Term(
    "6 tháng đầu năm 2023",
    "6 tháng cuối năm 2023",
    dt.date(2022, 12, 15),
    dt.date(2023, 6, 14),
    Dispatch("1134/ TCĐCNSCĐ", dt.date(2023, 7, 18)),
)
H2 = Term(
    "6 tháng cuối năm 2023",
    "6 tháng đầu năm 2024",
    dt.date(2023, 6, 15),
    dt.date(2023, 12, 14),
)
NEXT_YEAR = Term(
    "6 tháng đầu năm 2024",
    "6 tháng cuối năm 2024",
    dt.date(2023, 12, 15),
    dt.date(2024, 6, 14),
)
SIGNED = dt.date(2023, 12, 20)


def paper(body="Nội dung.", title="KẾT QUẢ", **fields):
    sections = (Section(1, "I.", title, (Paragraph(body),)),)
    return replace(small(A="x"), sections=sections, **fields)


def marks(document, *, old=H1, new=H2, signed_on=SIGNED, rule=None, **more):
    carried = Carried(old, new, signed_on, **more)
    found = stale_marks(text_of(document), carried)
    return [m for m in found if rule is None or m.rule == rule]


def terms(document, **more):
    found = marks(document, rule=Rule.OLD_TERM, **more)
    return [(m.quote, m.replacement and m.replacement.new) for m in found]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Kết quả 6 tháng đầu năm 2023 tốt.", [("6 tháng đầu năm 2023", "{ky}")]),
        ("Kết quả 6 tháng đầu năm tốt.", [("6 tháng đầu năm", "{ky}")]),
        ("Kết quả 06 tháng đầu năm 2023.", [("06 tháng đầu năm 2023", "{ky}")]),
        ("Kết quả quý I năm 2023.", [("quý I năm 2023", "{ky}")]),
        ("Kết quả 6 tháng cuối năm 2023.", []),
        ("Kết quả 6 tháng cuối năm.", []),
        ("Kết quả {ky} tốt.", []),
        (
            "Phương hướng, nhiệm vụ 6 tháng cuối năm 2023.",
            [("6 tháng cuối năm 2023", "{ky_sau}")],
        ),
        ("Phương hướng, nhiệm vụ 6 tháng đầu năm 2024.", []),
        ("Kết quả thực hiện nhiệm vụ 6 tháng cuối năm 2023.", []),
        ("Tăng 12% so với 6 tháng đầu năm 2023.", []),
        ("Tăng 12% so với cùng kỳ (6 tháng cuối năm 2022).", []),
        (
            "Tăng 12% so với 6 tháng đầu năm 2022.",
            [("6 tháng đầu năm 2022", "{ky}")],
        ),
    ],
)
def test_the_old_terms_name_is_marked_and_made_live(body, found):
    assert terms(paper(body)) == found


def test_a_heading_of_plans_typed_by_hand_becomes_the_next_terms():
    document = paper(title="PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2023")
    assert terms(document) == [("6 THÁNG CUỐI NĂM 2023", "{ky_sau}")]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Các mục tiêu năm 2023 đã đạt.", [("năm 2023", "năm {nam}")]),
        ("Các mục tiêu năm 2024 đã đạt.", []),
        ("Từ năm 2023 đến nay.", []),
        ("Ngày 05 tháng 3 năm 2023, huyện ra quyết định.", []),
        ("So với năm 2023 tăng 5%.", []),
        ("Giai đoạn năm 2021 - 2025.", []),
    ],
)
def test_the_old_year_is_marked_once_the_year_has_changed(body, found):
    assert terms(paper(body), old=H2, new=NEXT_YEAR) == found
    assert [t for t in terms(paper(body)) if t[0] == "năm 2023"] == []


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("Đến hết tháng 5/2023 sẽ hoàn thành tập huấn.", "Đến hết tháng 5/2023"),
        ("Phấn đấu trong tháng 9/2023 xong.", "trong tháng 9/2023"),
        ("Dự kiến trước ngày 30/11/2023 có kết quả.", "trước ngày 30/11/2023"),
        ("Tiếp tục tập huấn trong quý III/2023.", "trong quý III/2023"),
    ],
)
def test_a_deadline_that_has_passed_is_not_told_as_to_come(body, quote):
    (mark,) = marks(paper(body))
    assert (mark.rule, mark.quote) == (Rule.PAST_DEADLINE, quote)


@pytest.mark.parametrize(
    "body",
    [
        "Đến hết tháng 3/2024 sẽ hoàn thành tập huấn.",
        "Đến hết tháng 9/2023 đã hoàn thành tập huấn.",
        "Các xã đã tập huấn xong trước ngày 30/9/2023.",
        "Ngày 06/4/2022, UBND huyện thành lập Tổ.",
        "Tiếp tục thực hiện Kế hoạch số 203/KH-TCĐ ngày 08/11/2022.",
        "Tiếp tục Kế hoạch số 203/KH-TCĐ ngày 08 tháng 3 năm 2023.",
    ],
)
def test_days_to_come_days_told_as_done_and_days_of_documents_are_let_be(body):
    assert marks(paper(body)) == []


def test_under_plans_a_past_day_is_a_deadline_without_a_word_of_the_future():
    document = paper("Xong trong tháng 9/2023.", title="PHƯƠNG HƯỚNG {ky_sau}")
    assert [m.rule for m in marks(document)] == [Rule.PAST_DEADLINE]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Ngày 16/02/2023, huyện tổ chức hội nghị.", 1),
        ("Đến hết tháng 5/2023, đã có 23/23 xã tập huấn.", 1),
        ("Ngày 20/9/2023, huyện tổ chức hội nghị.", 0),
        ("Ngày 06/4/2022, huyện thành lập Tổ.", 0),
        ("Ngày 16/02/2023, họp. Ngày 09/3/2023, tập huấn.", 2),
    ],
)
def test_an_event_of_the_last_period_is_marked(body, count):
    assert len(marks(paper(body), rule=Rule.OLD_EVENT)) == count


def test_without_a_last_period_nothing_is_the_last_periods():
    document = paper("Ngày 16/02/2023, huyện tổ chức hội nghị.")
    assert marks(document, old=None) == []


OLD = "Thực hiện Công văn số 1134/TCĐCNSCĐ ngày 18/7/2023 của tỉnh, Tổ báo cáo:"


def test_the_last_dispatch_is_replaced_by_this_periods():
    new = replace(H2, dispatch=Dispatch("2010/TCĐ", dt.date(2023, 12, 5)))
    (mark,) = marks(paper(opening=OLD), new=new)
    assert mark.replacement.old == "Công văn số 1134/TCĐCNSCĐ ngày 18/7/2023"
    assert mark.replacement.new == "Công văn số 2010/TCĐ ngày 05/12/2023"
    cited = OLD.replace(mark.replacement.old, mark.replacement.new)
    assert marks(paper(opening=cited), new=new) == []


def test_without_a_dispatch_the_officer_is_told_where_to_record_it():
    (mark,) = marks(paper(opening=OLD))
    assert mark.replacement is None
    assert "phần sửa kỳ báo cáo" in mark.suggestion


def test_a_dispatch_from_before_the_period_is_marked_whoever_recorded_it():
    opening = "Thực hiện Công văn số 15/TCĐ ngày 03/02/2023, Tổ báo cáo:"
    (mark,) = marks(paper(opening=opening), old=replace(H1, dispatch=None))
    assert mark.rule == Rule.OLD_DISPATCH


@pytest.mark.parametrize(
    ("body", "day", "quotes"),
    [
        ("Đề nghị Sở TT&TT hỗ trợ.", (2025, 2, 28), []),
        ("Đề nghị Sở TT&TT hỗ trợ.", (2025, 3, 1), ["Sở TT&TT"]),
        ("Công an huyện cấp căn cước.", (2025, 3, 1), ["Công an huyện"]),
        ("UBND huyện chỉ đạo.", (2025, 6, 30), []),
        ("UBND huyện chỉ đạo.", (2025, 7, 1), ["UBND huyện"]),
        ("Phòng VH&TT tham mưu.", (2025, 7, 1), ["Phòng VH&TT"]),
        ("Các xã, thị trấn tập huấn.", (2025, 7, 1), ["thị trấn"]),
        ("Sở Khoa học và Công nghệ, UBND xã.", (2026, 1, 1), []),
    ],
)
def test_a_body_that_is_no_more_on_the_day_is_marked(body, day, quotes):
    found = marks(paper(body), signed_on=dt.date(*day), rule=Rule.GONE_BODY)
    assert [m.quote for m in found] == quotes


def test_the_office_adds_a_body_by_its_plain_name():
    bodies = (GoneBody.named("Trạm A (cũ)", dt.date(2023, 10, 1), "Trạm B"),)
    document = paper("Phối hợp với Trạm A (cũ) và trạm a (cũ).")
    (mark,) = marks(document, bodies=bodies)
    assert (mark.quote, mark.suggestion) == ("Trạm A (cũ)", "Nay là: Trạm B.")


def three(limits, proposals, tasks):
    sections = (
        Section(1, "II.", "TỒN TẠI, HẠN CHẾ", tuple(map(Bullet, limits))),
        Section(1, "III.", "KIẾN NGHỊ", tuple(map(Bullet, proposals))),
        Section(1, "IV.", "NHIỆM VỤ", tuple(map(Bullet, tasks))),
    )
    return replace(small(A="x"), sections=sections)


LIMITS = ("Kinh phí chưa có.", "Đường truyền yếu.", "Nguyên nhân: do địa hình.")


@pytest.mark.parametrize(
    ("proposals", "tasks", "left"),
    [
        (("Đề nghị có cơ chế hỗ trợ.",), ("Nâng cấp hạ tầng.",), []),
        (("Đề nghị có cơ chế hỗ trợ.",), ("Tuyên truyền.",), ["Đường truyền yếu."]),
        (("Cấp kinh phí.",), (), ["Đường truyền yếu."]),
        ((), (), []),
    ],
)
def test_a_limit_is_answered_by_a_proposal_or_a_task(proposals, tasks, left):
    found = marks(three(LIMITS, proposals, tasks), rule=Rule.UNANSWERED)
    assert [m.quote for m in found] == left


def test_old_proposals_without_an_outcome_are_counted():
    proposals = (OldProposal("A."), OldProposal("B.", "Đang giải quyết"))
    (mark,) = marks(three((), ("C.",), ()), proposals=proposals)
    assert mark.message.startswith("01 kiến nghị của kỳ trước chưa ghi kết quả")
    assert mark.place == "Tiêu đề mục III"


def test_what_was_solved_is_not_proposed_again():
    proposals = (
        OldProposal("Cấp máy tính.", "Đã được giải quyết", over=True),
        OldProposal("Cấp kinh phí.", "Đang giải quyết"),
    )
    document = three((), ("Cấp máy tính.", "Cấp kinh phí."), ())
    (mark,) = marks(document, proposals=proposals)
    assert mark.quote == "Cấp máy tính."
    assert "đã được giải quyết" in mark.message


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("ngày 32/13/2023", []),
        ("tháng 13/2023", []),
        ("tháng 02/2024", [((2024, 2, 1), (2024, 2, 29))]),
        ("quý IV/2023", [((2023, 10, 1), (2023, 12, 31))]),
        ("tỷ lệ 23/23/2023", []),
        ("ngày 05 tháng 3 năm 2023", [((2023, 3, 5), (2023, 3, 5))]),
        ("tháng 1/0000", []),
    ],
)
def test_days_are_read_as_they_are_written(text, spans):
    wanted = [(dt.date(*first), dt.date(*last)) for first, last in spans]
    assert [(d.first, d.last) for d in days_named(text)] == wanted


def test_the_same_quote_in_two_sentences_is_settled_apart():
    body = "Kết quả 6 tháng đầu năm 2023 tốt. Tổ họp 6 tháng đầu năm 2023."
    first, second = marks(paper(body), rule=Rule.OLD_TERM)
    assert first.key != second.key
