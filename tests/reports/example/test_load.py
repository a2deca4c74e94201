"""The example in the database: what was sent adds up to the report of July 2023."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from reports import questions
from reports.blocks import IndicatorTable
from reports.checks import Rule
from reports.consolidation import consolidate
from reports.example.load_periods import half_year_of
from reports.issuing import draft
from reports.letters import start_dispatch
from reports.models import (
    CellQuestion,
    Figure,
    FigureVersion,
    IssuedReport,
    ReportingPeriod,
    Submission,
    SubmissionEvent,
)
from teams.models import Commune, District, Role, User
from tests.reports.outputs import source_document

State = Submission.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def half_year(example):
    return ReportingPeriod.objects.get(phrase="6 tháng đầu năm 2023")


@pytest.fixture
def practice(example):
    return ReportingPeriod.objects.get(previous__phrase="6 tháng đầu năm 2023")


def test_what_was_sent_adds_up_to_the_printed_totals(half_year):
    totals = consolidate(half_year).totals
    assert {key: total.value for key, total in totals.items()} == {
        "households": 58076,
        "sessions": 23,
        "trained": 615,
        "guided": 17250,
        "dvctt": 15352,
        "vneid": 71994,
        "vneid_1": 4621,
        "vneid_2": 71373,
        "ocop": 11,
        "ocop_online": 9,
        "other_online": 4,
    }
    assert not any(total.incomplete for total in totals.values())


def test_the_district_shows_findings_1_2_4_and_5_once_each(half_year):
    findings = consolidate(half_year).findings
    assert [finding.rule for finding in findings] == [
        Rule.PARTS,
        Rule.ABOVE_LIMIT,
        Rule.SESSIONS,
        Rule.TOO_NEAT,
    ]
    assert Commune.objects.get(pk=findings[0].commune_id).name == "Nguyên Giáp"


def test_the_return_from_paper_says_that_the_loader_stored_it(half_year):
    states = Counter(half_year.submissions.values_list("state", flat=True))
    assert states == {State.ACCEPTED: 22, State.SENT: 1}
    odd = half_year.submissions.get(state=State.SENT)
    sent = odd.events.get(move=SubmissionEvent.Move.SUBMIT)
    assert (odd.commune.name, sent.by.username) == ("Nguyên Giáp", "canbo")
    assert sent.reason.startswith("Từ bản giấy. Dữ liệu ví dụ: chương trình nạp lưu")
    sources = FigureVersion.objects.filter(figure__submission=odd)
    assert set(sources.values_list("source", flat=True)) == {"paper"}


def test_the_paper_says_what_the_report_of_2023_said(half_year):
    ours = draft(half_year.report)
    theirs = source_document.DOCUMENT
    assert [_words(section) for section in ours.sections] == [
        _words(section) for section in theirs.sections
    ]
    assert ours.subject == theirs.subject
    assert ours.closing == theirs.closing
    assert ours.signature.name == "Trương Thị Toan"
    assert ours.addressees == ("Sở Thông tin và Truyền thông tỉnh Hải Dương",)
    assert ours.recipients[0] == "Như trên"


def test_the_table_prints_the_numbers_of_2023(half_year):
    assert _printed_values(draft(half_year.report)) == [
        "58.076",
        "23",
        "615",
        "17.250",
        "15.352",
        "71.994 trong đó: 4.621 tài khoản mức độ 1, 71.373 tài khoản mức độ 2",
        "11",
        "9",
    ]


def _printed_values(document):
    """The cells of the table; of a list, the number before its names."""
    rows = next(
        block.rows
        for section in document.sections
        for block in section.blocks
        if isinstance(block, IndicatorTable)
    )
    return [row.value.partition(" sản phẩm gồm")[0] for row in rows]


def _words(section):
    """The section's texts; when figures were counted stands in our paper alone."""
    texts = [b.text for b in section.blocks if not isinstance(b, IndicatorTable)]
    theirs = [text for text in texts if not text.startswith("(Số liệu từ ngày")]
    return section.level, section.number, section.title.casefold(), theirs


def test_every_figure_has_its_first_version(example):
    figures = Figure.objects.order_by("pk").values_list("pk", "state", "value", "names")
    versions = FigureVersion.objects.order_by("figure").values_list(
        "figure", "state", "value", "names"
    )
    assert list(versions) == list(figures)
    assert not FigureVersion.objects.exclude(number=1).exists()


def test_the_last_period_is_issued_and_closed(example):
    issued = IssuedReport.objects.get()
    assert str(issued) == "Số 09/BC-TCĐ ngày 23/12/2022"
    assert issued.period.state == ReportingPeriod.State.CLOSED
    assert bytes(issued.issued_pdf).startswith(b"%PDF")


def test_practice_is_open_with_returns_in_every_state(practice):
    assert practice.is_open
    states = set(practice.submissions.values_list("state", flat=True))
    assert states == set(State)
    drafts = practice.submissions.filter(state=State.DRAFT)
    assert "Hưng Đạo" in {submission.commune.name for submission in drafts}


def test_practice_has_a_commune_with_questions_on_its_figures(practice):
    asked = CellQuestion.objects.select_related("submission__commune")
    assert {q.submission.commune.name for q in asked} == {"An Thanh"}
    assert len(asked) == 3
    for question in asked:
        figure = question.submission.figures.get(
            indicator=question.indicator, hamlet=question.hamlet
        )
        assert figure.version == question.asked_version
    assert questions.unanswered(asked[0].submission) == list(asked)


def test_practice_is_reported_by_the_communes_since_the_merger(practice, half_year):
    now = {s.commune.name for s in practice.submissions.select_related("commune")}
    then = {s.commune.name for s in half_year.submissions.select_related("commune")}
    assert now - then == {"Kỳ Sơn", "Dân An", "Lạc Phượng"}
    assert (len(then), len(now)) == (23, 20)
    former = Commune.objects.get(name="Kỳ Sơn").predecessors.all()
    assert [commune.name for commune in former] == ["Ngọc Kỳ", "Tái Sơn"]


def test_the_roster_counts_those_of_its_time(half_year, practice):
    then, now = (consolidate(period).roster for period in (half_year, practice))
    assert (then.commune_teams, then.hamlet_teams, then.zalo_groups) == (23, 105, 129)
    assert (now.commune_teams, now.hamlet_teams, now.zalo_groups) == (20, 105, 126)
    assert (then.members, then.steering_members) == (615, 46)


def test_every_commune_has_an_account_of_its_own(example):
    lan = User.objects.get(username="xa-hung-dao")
    assert [(d.role, d.commune.name) for d in lan.duties] == [
        (Role.COMMUNE_STAFF, "Hưng Đạo")
    ]
    assert lan.full_name == "Phạm Thị Lan"
    staff = User.objects.filter(username__startswith="xa-")
    assert staff.count() == Commune.objects.count() == 26


def test_one_command_removes_it_and_nothing_else(example):
    real = District.objects.create(level_word="thành phố", name="Hải Phòng")
    user = User.objects.create(username="clerk", full_name="Người Khác")
    officer = User.objects.get(username="canbo")
    start_dispatch(ReportingPeriod.objects.first(), by=officer, site="cnscd.vn")
    period = ReportingPeriod.objects.first()
    officer = User.objects.get(username="canbo")
    for row in (None, period.submissions.first()):
        period.received_files.create(
            submission=row, name="a", size=1, sha256=str(row), content=b"P", by=officer
        )
    call_command("remove_example", verbosity=0)
    assert list(District.objects.all()) == [real]
    assert list(User.objects.all()) == [user]
    assert not ReportingPeriod.objects.exists()
    assert not FigureVersion.objects.exists()


def test_it_is_not_loaded_where_debug_is_off(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG đang tắt"):
        call_command("load_example", verbosity=0)
    assert not District.objects.exists()


def test_a_database_in_use_is_left_as_it_is(settings):
    settings.DEBUG = True
    District.objects.create(level_word="huyện", name="Khác")
    call_command("load_example", if_empty=True, verbosity=0)
    assert [str(district) for district in District.objects.all()] == ["huyện Khác"]


def test_a_second_example_is_refused(example, settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="Dữ liệu ví dụ đã có"):
        call_command("load_example", verbosity=0)


@pytest.mark.parametrize(
    ("day", "first", "last", "phrase"),
    [
        (date(2026, 6, 14), date(2025, 12, 15), date(2026, 6, 14), "đầu năm 2026"),
        (date(2026, 6, 15), date(2026, 6, 15), date(2026, 12, 14), "cuối năm 2026"),
        (date(2026, 12, 15), date(2026, 12, 15), date(2027, 6, 14), "đầu năm 2027"),
    ],
)
def test_the_practice_period_is_the_half_year_of_the_day(day, first, last, phrase):
    found = half_year_of(day)
    assert (found.first_day, found.last_day) == (first, last)
    assert found.phrase == f"6 tháng {phrase}"
