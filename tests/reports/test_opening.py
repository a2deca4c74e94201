"""Opening pins the indicators and makes the returns; closing and reopening are told."""

import datetime as dt

import pytest
from django.utils import timezone

from reports.arranging import move
from reports.catalogue import add_cumulative, retire
from reports.figures import load_specs
from reports.models import (
    Figure,
    Indicator,
    PeriodEvent,
    PeriodIndicator,
    ReportingPeriod,
    Submission,
)
from reports.opening import (
    close_period,
    open_period,
    renew_indicators,
    reopen_period,
    set_deadline,
)
from reports.rules import NotNow
from tests.factories import (
    make_commune,
    make_district,
    make_indicator,
    make_officer,
    make_open_period,
    make_period,
    make_staff,
    put_in_state,
    set_figure,
)

State = ReportingPeriod.State
CUT_OFF = dt.date(2023, 6, 14)

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def hoa(district):
    return make_officer(district)


@pytest.fixture
def guided(district):
    return make_indicator(district, "guided", name="Số người được hướng dẫn")


def events(period):
    return [
        (event.move, event.by.username, event.reason)
        for event in PeriodEvent.objects.filter(period=period)
    ]


def test_every_relation_between_pinned_copies_is_kept(district, hoa, guided):
    vneid = make_indicator(district, "vneid", at_most=guided, total_typed=True)
    make_indicator(district, "vneid_1", part_of=vneid)
    ocop = make_indicator(district, "ocop", kind="list", product_kind="ocop")
    make_indicator(district, "online", kind="list", product_kind="ocop", within=ocop)
    make_indicator(
        district, "share", kind="percent", numerator=vneid, denominator=guided
    )
    make_commune(district)
    period = make_open_period(district, hoa)
    relations = {
        (copy.key, name, getattr(copy, name).key)
        for copy in period.indicators.all()
        for name in PeriodIndicator.RELATIONS
        if getattr(copy, name)
    }
    assert relations == {
        ("vneid", "at_most", "guided"),
        ("vneid_1", "part_of", "vneid"),
        ("online", "within", "ocop"),
        ("share", "numerator", "vneid"),
        ("share", "denominator", "guided"),
    }
    assert all(
        getattr(copy, name).period == period
        for copy in period.indicators.all()
        for name in PeriodIndicator.RELATIONS
        if getattr(copy, name)
    )


def test_a_retired_indicator_and_another_districts_are_not_pinned(
    district, hoa, guided
):
    make_indicator(district, "old", is_active=False)
    make_indicator(make_district("Gia Lộc"), "theirs")
    make_commune(district)
    period = make_open_period(district, hoa)
    assert [copy.key for copy in period.indicators.all()] == ["guided"]


def test_changing_an_indicator_later_leaves_the_pinned_copy(district, hoa, guided):
    make_commune(district)
    period = make_open_period(district, hoa)
    guided.name, guided.unit, guided.level = "Tên khác", "Lượt", "hamlet"
    guided.save()
    guided.delete()
    copy = period.indicators.get()
    assert (copy.name, copy.unit, copy.level) == (
        "Số người được hướng dẫn",
        "Người",
        "commune",
    )


def test_nothing_that_is_done_in_the_catalogue_reaches_an_open_period(
    district, hoa, guided
):
    other = make_indicator(district, "other", at_most=guided, group="Nhóm")
    last = make_indicator(district, "last")
    make_commune(district)
    period = make_open_period(district, hoa)
    before = load_specs(period)
    move(last, -1)
    add_cumulative(guided)
    retire(last)
    Indicator.objects.filter(pk=other.pk).update(
        group="Khác", source="Công an", at_most=None, kind="money", decimals=2
    )
    assert load_specs(period) == before
    close_period(period, by=hoa)
    later = make_open_period(district, hoa, phrase="6 tháng cuối năm 2023")
    assert [spec.key for spec in load_specs(period)] == [s.key for s in before]
    assert {s.key for s in load_specs(later)} == {"guided", "luy_ke_guided", "other"}


def test_an_open_period_without_figures_takes_the_catalogue_as_it_is_now(
    district, hoa, guided
):
    other = make_indicator(district, "other", at_most=guided)
    make_commune(district)
    period = make_open_period(district, hoa)
    kept = period.indicators.get(key="guided").pk
    retire(other)
    Indicator.objects.filter(pk=guided.pk).update(name="Tên mới", group="Nhóm")
    make_indicator(district, "new", part_of=guided)
    renew_indicators(period, by=hoa)
    rows = {row.key: row for row in period.indicators.all()}
    assert set(rows) == {"guided", "new"}
    guided = rows["guided"]
    assert (guided.pk, guided.name, guided.group) == (kept, "Tên mới", "Nhóm")
    assert rows["new"].part_of == guided
    assert [move for move, *_ in events(period)] == ["open", "renew"]


def test_once_anything_was_entered_the_pinned_set_stays(district, hoa, guided):
    lan = make_staff(make_commune(district))
    period = make_open_period(district, hoa)
    submission = period.submissions.get()
    make_indicator(district, "new")
    put_in_state(submission, Submission.State.DRAFT)
    with pytest.raises(NotNow, match="số liệu"):
        renew_indicators(period, by=hoa)
    put_in_state(submission, Submission.State.NOT_STARTED)
    with pytest.raises(NotNow):
        renew_indicators(period, by=lan)
    figure = set_figure(submission, "guided", 1, by=lan)
    with pytest.raises(NotNow):
        renew_indicators(period, by=hoa)
    Figure.objects.filter(pk=figure.pk).update(submission=None)
    with pytest.raises(NotNow):
        renew_indicators(period, by=hoa)
    assert [row.key for row in period.indicators.all()] == ["guided"]


def test_the_communes_in_being_at_the_cut_off_get_a_return(district, hoa, guided):
    make_commune(district, "Hưng Đạo", "11086")
    make_commune(district, "Ngọc Kỳ", "11089", valid_to=CUT_OFF)
    make_commune(district, "Tân Kỳ", "11095", valid_to=CUT_OFF - dt.timedelta(days=1))
    make_commune(district, "Kỳ Sơn", "11098", valid_from=CUT_OFF + dt.timedelta(days=1))
    make_commune(make_district("Gia Lộc"), "Yết Kiêu", "11001")
    period = make_open_period(district, hoa)
    assert {s.commune.name: s.state for s in period.submissions.all()} == {
        "Hưng Đạo": Submission.State.NOT_STARTED,
        "Ngọc Kỳ": Submission.State.NOT_STARTED,
    }


def test_a_commune_founded_after_the_opening_is_not_asked(district, hoa, guided):
    make_commune(district)
    period = make_open_period(district, hoa)
    make_commune(district, "An Thanh", "11125")
    assert period.submissions.count() == 1


def test_nothing_opens_without_indicators_or_communes(district, hoa):
    period = make_period(district)
    make_commune(district)
    with pytest.raises(NotNow, match="chỉ tiêu"):
        open_period(period, by=hoa)
    make_indicator(district, "guided")
    district.communes.all().delete()
    with pytest.raises(NotNow, match="xã"):
        open_period(period, by=hoa)
    period.refresh_from_db()
    assert period.state == State.PLANNED
    assert not period.indicators.exists()
    assert events(period) == []


def test_a_period_opens_once(district, hoa, guided):
    make_commune(district)
    period = make_open_period(district, hoa)
    for stale in (period, make_stale(period, State.PLANNED)):
        with pytest.raises(NotNow):
            open_period(stale, by=hoa)
    assert period.indicators.count() == 1
    assert period.submissions.count() == 1


def make_stale(period, state):
    """The row as somebody else's page still shows it."""
    stale = ReportingPeriod.objects.get(pk=period.pk)
    stale.state = state
    return stale


def test_closing_and_reopening_are_events_with_who_and_why(district, hoa, guided):
    make_commune(district)
    period = make_open_period(district, hoa)
    close_period(period, by=hoa, reason="Đã đủ 23/23 xã.")
    assert period.state == State.CLOSED
    reopen_period(period, by=hoa, reason="Tỉnh yêu cầu bổ sung.")
    period.refresh_from_db()
    assert period.state == State.OPEN
    assert events(period) == [
        ("open", "hoa", ""),
        ("close", "hoa", "Đã đủ 23/23 xã."),
        ("reopen", "hoa", "Tỉnh yêu cầu bổ sung."),
    ]


def test_a_period_moves_only_from_its_own_state(district, hoa, guided):
    make_commune(district)
    period = make_period(district)
    with pytest.raises(NotNow):
        close_period(period, by=hoa)
    with pytest.raises(NotNow):
        reopen_period(period, by=hoa, reason="x")
    open_period(period, by=hoa)
    with pytest.raises(NotNow):
        reopen_period(period, by=hoa, reason="x")
    assert [move for move, _, _ in events(period)] == ["open"]


def test_nobody_else_opens_a_period(district, hoa, guided):
    lan = make_staff(make_commune(district))
    other = make_officer(make_district("Gia Lộc"), "other")
    period = make_period(district)
    for person in (lan, other):
        with pytest.raises(NotNow):
            open_period(period, by=person)
    period.refresh_from_db()
    assert period.state == State.PLANNED


def test_communes_that_were_left_out_get_no_return(district, hoa, guided):
    make_commune(district, "Hưng Đạo", "11086")
    out = make_commune(district, "An Thanh", "11125")
    period = make_period(district)
    period.left_out.add(out)
    open_period(period, by=hoa)
    assert [s.commune.name for s in period.submissions.all()] == ["Hưng Đạo"]


def test_a_new_deadline_is_an_event_with_who_and_why(district, hoa, guided):
    make_commune(district)
    period = make_open_period(district, hoa)
    before, later = period.deadline, period.deadline + dt.timedelta(days=2)
    set_deadline(period, later, by=hoa, reason="Tỉnh cho lùi")
    period.refresh_from_db()
    assert period.deadline == later
    told = PeriodEvent.objects.filter(period=period)
    assert [(e.move, e.deadline, e.reason) for e in told] == [
        ("open", before, ""),
        ("deadline", later, "Tỉnh cho lùi"),
    ]


def test_the_deadline_of_all_is_set_only_after_the_cut_off_of_an_open_period(
    district, hoa, guided
):
    lan = make_staff(make_commune(district))
    period = make_open_period(district, hoa)
    later = period.deadline + dt.timedelta(days=2)
    too_early = timezone.make_aware(dt.datetime(2023, 6, 14, 23, 59))
    for by, deadline in ((lan, later), (hoa, too_early)):
        with pytest.raises(NotNow):
            set_deadline(period, deadline, by=by, reason="x")
    close_period(period, by=hoa)
    with pytest.raises(NotNow):
        set_deadline(period, later, by=hoa, reason="x")
    assert [move for move, _, _ in events(period)] == ["open", "close"]
