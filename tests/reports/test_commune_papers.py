"""Copies for signature: frozen, one a content; what changed since one is named."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.blocks import ReportDocument, Status
from reports.commune_papers import (
    keep_letterhead,
    letterhead_of,
    make_paper,
    return_table,
)
from reports.models import Activity, CommuneLetterhead, CommunePaper, FigureVersion
from reports.outputs.paper import ReportRenderError
from reports.paper_changes import changes_since_paper
from reports.recording import Origin, Proposal, record
from reports.rules import NotNow
from reports.wording import Wording, write_words
from tests.factories import make_commune, make_letterhead, put_in_state
from tests.reports.entering import make_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    desk = make_desk()
    type_in(desk, "sessions", 3)
    return desk


def type_in(desk, key, number, hamlet=None, by=None):
    """Save one cell over what stands there."""
    figure = desk.submission.figures.filter(indicator__key=key, hamlet=hamlet).first()
    proposal = Proposal(
        desk.ids[key],
        hamlet and hamlet.pk,
        "value",
        Decimal(number),
        based_on=figure.version if figure else 0,
    )
    origin = Origin(by or desk.lan, FigureVersion.Source.TYPED)
    assert record([proposal], submission=desk.submission, origin=origin).saved == 1


def printed(desk, by=None):
    return make_paper(desk.submission, by=by or desk.lan)


def changed(desk):
    return changes_since_paper(desk.submission, return_table(desk.submission))


# The letterhead


def test_a_commune_without_a_letterhead_is_offered_the_usual_one(desk):
    town = make_commune(desk.district, "Tứ Kỳ", "11087", kind="thi_tran")
    head = letterhead_of(town)
    assert head.issuing_agency == "ỦY BAN NHÂN DÂN\nTHỊ TRẤN TỨ KỲ"
    assert (head.place, head.symbol) == ("Tứ Kỳ", "BC-UBND")
    assert head.authority == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    assert not CommuneLetterhead.objects.exists()


def test_the_next_paper_takes_the_new_letterhead_and_the_last_one_keeps_its_own(desk):
    before, _ = printed(desk)
    values = {"issuing_agency": "UBND\nXÃ HƯNG ĐẠO", "place": "Hưng Đạo"}
    keep_letterhead(
        desk.submission,
        {**values, "symbol": "BC-UBND", "authority": "CHỦ TỊCH", "signer": "Lê Văn A"},
        by=desk.lan,
    )
    after, is_new = printed(desk)
    assert is_new and after.code == before.code
    signatures = [
        ReportDocument.from_json(
            CommunePaper.objects.get(pk=paper.pk).content
        ).signature
        for paper in (before, after)
    ]
    assert [s.name for s in signatures] == ["", "Lê Văn A"]
    assert signatures[1].authority == ("CHỦ TỊCH",)


def test_it_goes_to_the_districts_body_by_its_short_name(desk):
    make_letterhead(desk.district)
    document = ReportDocument.from_json(printed(desk)[0].content)
    assert document.addressees == ("Tổ chỉ đạo CNSCĐ huyện Tứ Kỳ",)
    assert document.status == Status.SIGNING


# Copies


def test_the_same_content_is_the_same_paper(desk):
    first, is_new = printed(desk)
    again, is_new_again = printed(desk, by=desk.binh)
    assert (is_new, is_new_again, again.pk) == (True, False, first.pk)
    assert again.by == desk.lan
    type_in(desk, "sessions", 4)
    other, _ = printed(desk)
    assert other.code != first.code
    assert CommunePaper.objects.count() == 2


def test_a_paper_keeps_each_cell_with_its_version(desk):
    paper, _ = printed(desk)
    (line,) = paper.figures["lines"]
    assert (line["key"], line["value"], line["version"]) == ("sessions", "3", 1)
    assert paper.code == ReportDocument.from_json(paper.content).code


@pytest.mark.parametrize("state", ["draft", "sent", "returned", "accepted"])
def test_the_commune_prints_in_every_state_of_its_return(desk, state):
    put_in_state(desk.submission, state)
    assert printed(desk)[1]


def test_nobody_else_prints_for_the_commune(desk):
    with pytest.raises(NotNow):
        printed(desk, by=desk.officer)
    assert not CommunePaper.objects.exists()


def test_what_cannot_be_printed_is_named_and_makes_no_paper(desk):
    wording = Wording("results", "Tốt 😀")
    write_words(wording, submission=desk.submission, by=desk.lan)
    with pytest.raises(ReportRenderError, match="U\\+1F600"):
        printed(desk)
    assert not CommunePaper.objects.exists()


# What changed since


def said(since):
    change = since.change
    return change.label, change.place, change.before, change.after, since.by


def test_without_a_paper_and_while_one_holds_nothing_changed(desk):
    assert changed(desk) is None
    printed(desk)
    assert changed(desk) is None


def test_each_change_says_what_stood_what_stands_and_who_wrote_it(desk):
    paper, _ = printed(desk)
    type_in(desk, "sessions", 5, by=desk.binh)
    type_in(desk, "households", 350, hamlet=desk.hamlets[0])
    wording = Wording("results", "Tốt")
    write_words(wording, submission=desk.submission, by=desk.binh)
    Activity.objects.create(
        district=desk.district,
        commune=desk.commune,
        kind="training",
        date="2023-03-08",
        title="Tập huấn",
    )
    found = changed(desk)
    assert (found.paper, found.is_signed) == (paper, False)
    assert [said(since) for since in found.changes] == [
        ("1. Households", "thôn An Lao", "–", "350", "Nguyễn Thị Lan"),
        ("3. Sessions", "", "3", "5", "Trần Văn Bình"),
        ("Kết quả nổi bật", "", "–", "Tốt", "Trần Văn Bình"),
        ("Hoạt động", "", "–", "08/03/2023: Tập huấn", ""),
    ]


def test_a_newer_paper_settles_what_changed(desk):
    printed(desk)
    type_in(desk, "sessions", 5)
    printed(desk)
    assert changed(desk) is None


def test_an_older_paper_that_holds_again_settles_it_too(desk):
    printed(desk)
    type_in(desk, "sessions", 5)
    printed(desk)
    type_in(desk, "sessions", 3)
    assert changed(desk) is None


@pytest.mark.parametrize("hamlets", [1, 3])
def test_the_changes_take_as_many_queries_with_many_hamlets_as_with_one(db, hamlets):
    desk = make_desk(hamlets=[f"Số {n}" for n in range(hamlets)])
    printed(desk)
    for hamlet in desk.hamlets:
        type_in(desk, "households", 350, hamlet=hamlet)
    table = return_table(desk.submission)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = changes_since_paper(desk.submission, table)
    assert len(found.changes) == hamlets
    assert len(queries) == 5
