"""A letter is begun, edited, numbered and frozen; the late stay as they were."""

import datetime as dt

import pytest
from django.utils import timezone

from reports import letters
from reports.document import NotReadyToCompose
from reports.letter_words import said
from reports.letters import document_of, number_letter, start_dispatch, start_reminder
from reports.models import CitedDocument, Letter, Submission
from reports.outputs.paper import ReportRenderError
from reports.register import NumberTaken
from reports.rules import NotNow
from reports.writing import start_report
from teams.models import Role
from tests.factories import (
    make_letterhead,
    make_period,
    make_signer,
    make_user,
    put_in_state,
)
from tests.reports.reviewing import make_office

pytestmark = pytest.mark.django_db

SITE = "cnscd.example.vn"
UNTIL = timezone.make_aware(dt.datetime(2023, 7, 26, 16))
DAY = dt.date(2023, 7, 19)
State = Submission.State


@pytest.fixture
def office(db):
    office = make_office()
    office.head = make_letterhead(office.district)
    office.signer = make_signer(office.district)
    return office


def dispatch(office):
    return start_dispatch(office.period, by=office.officer, site=SITE)


def reminder(office):
    return start_reminder(office.period, by=office.officer, site=SITE, until=UNTIL)


def number(letter, office, number=5, date=DAY, **more):
    number_letter(letter, by=office.officer, number=number, date=date, **more)
    letter.refresh_from_db()
    return letter


# What is proposed


def test_the_dispatch_says_what_until_when_where_and_whom_to_call(office):
    office.officer.phone = "0912 000 001"
    office.period.counting_note = "Mỗi người tính một lần.\nHộ tính tại ngày chốt."
    letter = dispatch(office)
    assert letter.addressees == "Ủy ban nhân dân các xã"
    assert letter.symbol == "TCĐ"
    assert letter.signer == office.signer
    for words in (
        "từ ngày 15/12/2022 đến hết ngày 14/6/2023",
        "Mỗi người tính một lần. Hộ tính tại ngày chốt.",
        "chậm nhất 17 giờ 00 ngày 24/7/2023",
        f"{SITE}, từ ngày 15/6/2023",
        "đồng chí Phạm Thị Hoa, điện thoại 0912 000 001",
    ):
        assert words in letter.body


def cited_above(office):
    """What the district itself was asked by."""
    office.period.dispatch = CitedDocument.objects.create(
        district=office.district,
        kind="dispatch",
        number="1134/TCĐ",
        date=dt.date(2023, 7, 18),
        issuer="Tổ chỉ đạo CNSCĐ tỉnh Hải Dương",
    )
    office.period.save()
    return office.period.dispatch


def test_a_period_that_answers_a_dispatch_says_so(office):
    cited_above(office)
    cited = "Công văn số 1134/TCĐ ngày 18/7/2023 của Tổ chỉ đạo CNSCĐ tỉnh Hải Dương"
    assert dispatch(office).opening.startswith(f"Thực hiện {cited}, Tổ chỉ đạo")


def test_a_reminder_goes_to_the_late_alone_and_names_the_new_time(office):
    put_in_state(office.period.submissions.in_district_order()[1], State.SENT)
    letter = reminder(office)
    assert letter.late == [["xã Hưng Đạo", "chưa nhập"], ["xã Quang Phục", "chưa nhập"]]
    assert letter.addressees == (
        "Ủy ban nhân dân xã Hưng Đạo\nỦy ban nhân dân xã Quang Phục"
    )
    assert "đã có 1/3 xã gửi báo cáo; còn 02 đơn vị chưa gửi" in letter.opening
    assert "chậm nhất 16 giờ 00 ngày 26/7/2023" in letter.body


def test_an_end_of_day_is_said_without_its_minutes():
    end = timezone.make_aware(dt.datetime(2023, 7, 24, 23, 59, 59))
    assert said(end) == "hết ngày 24/7/2023"


def test_where_nobody_is_late_no_reminder_can_be_made(office):
    office.period.submissions.update(state=State.SENT)
    with pytest.raises(letters.NobodyLate, match="đã gửi đủ"):
        reminder(office)
    assert not Letter.objects.exists()


def test_a_period_that_is_not_open_has_no_reminder(office):
    planned = make_period(office.district, "6 tháng cuối năm 2023")
    with pytest.raises(NotNow, match="đang mở"):
        start_reminder(planned, by=office.officer, site=SITE, until=UNTIL)


def test_a_planned_period_has_its_dispatch_with_the_catalogue_as_form(office):
    planned = make_period(office.district, "6 tháng cuối năm 2023")
    letter = start_dispatch(planned, by=office.officer, site=SITE)
    (form,) = document_of(letter).annexes
    names = [row[1] for row in form.blocks[1].rows]
    assert names == ["Guided", "Sessions", "Vneid", "- Level_1", "- Level_2", "Ocop"]


def test_the_next_letter_takes_symbol_recipients_and_signer_of_the_last(office):
    other = make_signer(office.district, "Lê Văn An")
    Letter.objects.filter(pk=dispatch(office).pk).update(
        symbol="UBND-VHTT", recipients="Như trên\nLưu: VT, VHTT", signer=other
    )
    letter = dispatch(office)
    assert (letter.symbol, letter.signer) == ("UBND-VHTT", other)
    assert letter.recipients == "Như trên\nLưu: VT, VHTT"


def test_of_two_signers_none_is_chosen_for_the_officer(office):
    make_signer(office.district, "Lê Văn An")
    assert dispatch(office).signer is None


def test_a_leader_writes_no_letter(office):
    leader = make_user("toan", Role.LEADER, office.district)
    with pytest.raises(NotNow):
        start_dispatch(office.period, by=leader, site=SITE)
    draft = dispatch(office)
    with pytest.raises(NotNow):
        number_letter(draft, by=leader, number=1, date=DAY)


# Number and date


def test_a_numbered_letter_is_frozen_with_number_and_date(office):
    letter = number(dispatch(office), office)
    document = document_of(letter)
    assert document.number_line == "Số: 05/TCĐ"
    assert document.place_and_date == "Tứ Kỳ, ngày 19 tháng 7 năm 2023"
    office.signer.name = "Người khác"
    office.signer.save()
    office.head.place = "Nơi khác"
    office.head.save()
    assert document_of(Letter.objects.get()) == document


@pytest.mark.parametrize(
    "change",
    [
        lambda row, by: letters.save_letter(row, by=by),
        lambda row, by: letters.discard_letter(row, by=by),
        lambda row, by: number_letter(row, by=by, number=6, date=DAY),
    ],
)
def test_a_numbered_letter_is_neither_edited_nor_thrown_away(office, change):
    stale = dispatch(office)
    number(Letter.objects.get(), office)
    with pytest.raises(NotNow, match="đã ghi số"):
        change(stale, office.officer)
    assert Letter.objects.get().number == 5


def test_the_letterhead_is_the_one_of_the_day_of_the_letter(office):
    office.head.valid_to = dt.date(2023, 7, 31)
    office.head.save()
    make_letterhead(
        office.district, place="Chí Minh", valid_from=dt.date(2023, 8, 1), symbol="BC-X"
    )
    letter = number(dispatch(office), office, date=dt.date(2023, 8, 2))
    assert document_of(letter).place_and_date.startswith("Chí Minh, ngày 02 tháng 8")


def test_without_a_letterhead_on_its_day_a_letter_says_where_to_add_one(office):
    office.head.delete()
    letter = dispatch(office)
    with pytest.raises(NotReadyToCompose, match="Mẫu đầu văn bản"):
        document_of(letter)
    with pytest.raises(NotReadyToCompose, match="19/07/2023"):
        number(letter, office)


def test_a_number_is_given_once_a_year_and_symbol(office):
    number(dispatch(office), office)
    second = dispatch(office)
    with pytest.raises(NumberTaken, match="Số 05/TCĐ năm 2023"):
        number(second, office)
    number(second, office, number=6)
    number(dispatch(office), office, number=5, date=dt.date(2024, 1, 2))


def test_what_cannot_be_printed_is_not_frozen(office):
    letter = dispatch(office)
    letter.body = "Gửi 😀"
    letter.save()
    with pytest.raises(ReportRenderError, match="😀"):
        number(letter, office)
    assert not Letter.objects.get().is_numbered


def test_a_commune_that_sends_afterwards_is_still_on_the_old_letter(office):
    letter = number(reminder(office), office)
    before = document_of(letter)
    office.period.submissions.update(state=State.SENT)
    again = document_of(Letter.objects.get())
    assert again == before
    assert [row[1] for row in again.body[0].rows] == [
        "xã Hưng Đạo",
        "xã An Thanh",
        "xã Quang Phục",
    ]


def test_a_dispatch_becomes_what_the_communes_answer(office):
    letter = number(dispatch(office), office, cite=True)
    office.period.refresh_from_db()
    ours = office.period.commune_dispatch
    assert str(ours) == "Công văn số 05/TCĐ ngày 19/07/2023"
    assert ours.subject == (
        "Báo cáo kết quả hoạt động của Tổ CNSCĐ 6 tháng đầu năm 2023"
    )
    assert letter.period.commune_dispatch.issuer == office.head.short_name
    assert reminder(office).opening.startswith("Tại Công văn số 05/TCĐ ngày 19/7/2023")


def test_the_districts_report_does_not_answer_its_own_dispatch(office):
    above = cited_above(office)
    number(dispatch(office), office, cite=True)
    office.period.refresh_from_db()
    assert office.period.dispatch == above
    assert dispatch(office).opening.startswith("Thực hiện Công văn số 1134/TCĐ ")
    assert start_report(office.period, by=office.officer).opening.startswith(
        "Thực hiện Công văn số 1134/TCĐ "
    )


def test_a_dispatch_that_is_not_wanted_as_such_is_not_cited(office):
    number(dispatch(office), office)
    assert not CitedDocument.objects.exists()
