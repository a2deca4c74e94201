"""A year takes its figures from its two halves, and says what it could not take."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.from_parts import offer_of, take_from_parts
from reports.models import FigureVersion, Indicator, Submission
from reports.opening import open_period
from reports.rules import NotNow
from tests.factories import (
    make_commune,
    make_district,
    make_hamlet,
    make_indicator,
    make_officer,
    make_period,
    make_staff,
    put_in_state,
    set_figure,
)

pytestmark = pytest.mark.django_db

FIRST, SECOND = "6 tháng đầu năm 2023", "6 tháng cuối năm 2023"


def at(day, month, year=2023):
    return timezone.make_aware(dt.datetime(year, month, day, 17))


@pytest.fixture
def world():
    """Hưng Đạo with two hamlets and An Thanh; a half opened, more by `halves`."""
    district = make_district()
    communes = [
        make_commune(district, "Hưng Đạo", "11086", position=1),
        make_commune(district, "An Thanh", "11125", position=2),
    ]
    hamlets = [make_hamlet(communes[0], name) for name in ("An Lao", "Xuân Nẻo")]
    make_indicator(district, "guided", level="hamlet")
    make_indicator(district, "sessions", unit="Buổi")
    make_indicator(district, "accounts", time="cumulative")
    make_indicator(district, "groups", time="stock")
    lists = {"kind": "list", "product_kind": "ocop", "unit": "Sản phẩm"}
    make_indicator(district, "online", **lists)
    make_indicator(district, "held", level="district")
    return SimpleNamespace(
        district=district,
        officer=make_officer(district),
        hung_dao=communes[0],
        an_thanh=communes[1],
        an_lao=hamlets[0],
        xuan_neo=hamlets[1],
    )


def half(world, phrase):
    days = {
        FIRST: (dt.date(2022, 12, 15), dt.date(2023, 6, 14), at(24, 7)),
        SECOND: (dt.date(2023, 6, 15), dt.date(2023, 12, 14), at(19, 12)),
    }
    first_day, last_day, deadline = days[phrase]
    period = make_period(
        world.district,
        phrase,
        first_day=first_day,
        last_day=last_day,
        deadline=deadline,
    )
    open_period(period, by=world.officer)
    return period


def year(world, *parts):
    period = make_period(
        world.district,
        "năm 2023",
        kind="year",
        last_day=dt.date(2023, 12, 14),
        deadline=at(19, 12),
    )
    period.parts.set(parts)
    open_period(period, by=world.officer)
    return period


def report(world, period, commune, figures, state="accepted"):
    """Store {(key, hamlet or None): value, None or a list of names}."""
    submission = period.submissions.get(commune=commune)
    for (key, hamlet), value in figures.items():
        names = value if isinstance(value, list) else []
        value = len(value) if isinstance(value, list) else value
        set_figure(submission, key, value, hamlet=hamlet, by=world.officer, names=names)
    return put_in_state(submission, state)


def halves(world, first, second):
    """The year with two halves in which Hưng Đạo reported these."""
    parts = half(world, FIRST), half(world, SECOND)
    for part, figures in zip(parts, (first, second), strict=True):
        report(world, part, world.hung_dao, figures)
    return year(world, *parts)


def figures(period, commune):
    """{(key, hamlet's name): value, or state where there is none} of a return."""
    rows = period.submissions.get(commune=commune).figures
    return {
        (f.indicator.key, f.hamlet and f.hamlet.name): f.state
        if f.value is None
        else int(f.value)
        for f in rows.select_related("indicator", "hamlet")
    }


def whys(period):
    return {(gap.why, gap.commune, gap.where) for gap in offer_of(period).gaps}


def test_flows_are_added_up_and_the_last_half_gives_the_rest(world):
    first = {
        ("guided", world.an_lao): 100,
        ("guided", world.xuan_neo): 20,
        ("sessions", None): 2,
        ("accounts", None): 500,
        ("groups", None): 3,
        ("online", None): ["Rươi", "Gạo"],
    }
    second = {
        ("guided", world.an_lao): 50,
        ("guided", world.xuan_neo): 30,
        ("sessions", None): 1,
        ("accounts", None): 700,
        ("groups", None): 4,
        ("online", None): ["Gạo", "Vải"],
    }
    period = halves(world, first, second)
    assert take_from_parts(period, by=world.officer) == 6
    assert figures(period, world.hung_dao) == {
        ("guided", "An Lao"): 150,
        ("guided", "Xuân Nẻo"): 50,
        ("sessions", None): 3,
        ("accounts", None): 700,
        ("groups", None): 4,
        ("online", None): 3,
    }
    online = period.submissions.get(commune=world.hung_dao).figures.get(
        indicator__key="online"
    )
    assert online.names == ["Rươi", "Gạo", "Vải"]


def test_each_taken_figure_says_from_which_periods(world):
    period = halves(world, {("sessions", None): 2}, {("sessions", None): 1})
    take_from_parts(period, by=world.officer)
    version = FigureVersion.objects.get(figure__indicator__period=period)
    assert (version.source, version.by) == ("period", world.officer)
    assert version.note == f"Từ {FIRST}; {SECOND}"


def test_the_commune_is_asked_to_check_what_was_taken(world, client):
    period = halves(world, {("sessions", None): 2}, {("sessions", None): 1})
    client.force_login(make_staff(world.hung_dao))
    row = period.submissions.get(commune=world.hung_dao)
    url = reverse("reports:entry", args=[row.pk])
    assert "lấy sẵn" not in client.get(url).content.decode()
    take_from_parts(period, by=world.officer)
    page = client.get(url).content.decode()
    assert f"từ {FIRST}; {SECOND}. Đề nghị kiểm tra" in page


def test_the_returns_wait_for_their_communes_as_before(world):
    period = halves(world, {("sessions", None): 2}, {("sessions", None): 1})
    take_from_parts(period, by=world.officer)
    row = period.submissions.get(commune=world.hung_dao)
    assert (row.state, row.touched_at) == (Submission.State.NOT_STARTED, None)
    assert not row.events.exists()


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        (None, None, "none"),
        (None, 5, 5),
        (5, None, 5),
        (0, 0, 0),
        (0, None, 0),
    ],
)
def test_nothing_arose_only_if_it_did_so_in_both_halves(world, first, second, taken):
    period = halves(world, {("sessions", None): first}, {("sessions", None): second})
    take_from_parts(period, by=world.officer)
    assert figures(period, world.hung_dao) == {("sessions", None): taken}


def test_a_blank_in_one_half_stays_blank_and_is_named(world):
    period = halves(
        world,
        {("guided", world.an_lao): 100, ("guided", world.xuan_neo): 20},
        {("guided", world.an_lao): 50},
    )
    take_from_parts(period, by=world.officer)
    assert figures(period, world.hung_dao) == {("guided", "An Lao"): 150}
    blank = f"Ô trống trong {SECOND}", "xã Hưng Đạo", "thôn Xuân Nẻo, 1. Guided"
    assert blank in whys(period)


def test_a_half_that_was_not_accepted_gives_nothing(world):
    parts = half(world, FIRST), half(world, SECOND)
    sent = {("sessions", None): 2, ("groups", None): 4}
    report(world, parts[0], world.hung_dao, sent, state="sent")
    report(world, parts[1], world.hung_dao, sent)
    period = year(world, *parts)
    take_from_parts(period, by=world.officer)
    assert figures(period, world.hung_dao) == {("groups", None): 4}
    refused = f"Biểu {FIRST} chưa được tiếp nhận", "xã Hưng Đạo", "2. Sessions"
    assert refused in whys(period)


def test_an_indicator_that_one_half_did_not_have_stays_blank(world):
    Indicator.objects.filter(key="sessions").update(is_active=False)
    first = half(world, FIRST)
    Indicator.objects.filter(key="sessions").update(is_active=True)
    second = half(world, SECOND)
    report(world, second, world.hung_dao, {("sessions", None): 1})
    period = year(world, first, second)
    take_from_parts(period, by=world.officer)
    assert figures(period, world.hung_dao) == {}
    assert f"{FIRST} không có chỉ tiêu “Sessions”" in {w for w, *_ in whys(period)}


def test_an_indicator_counted_in_another_unit_stays_blank(world):
    first = half(world, FIRST)
    Indicator.objects.filter(key="sessions").update(unit="Lượt")
    second = half(world, SECOND)
    for part in (first, second):
        report(world, part, world.hung_dao, {("sessions", None): 1})
    period = year(world, first, second)
    take_from_parts(period, by=world.officer)
    assert figures(period, world.hung_dao) == {}
    assert f"{FIRST} tính “Sessions” theo cách khác" in {w for w, *_ in whys(period)}


def test_a_commune_that_was_merged_is_named_and_not_lost_in_the_sums(world):
    first = half(world, FIRST)
    sessions = {("sessions", None): 2, ("groups", None): 3}
    report(world, first, world.hung_dao, sessions)
    report(world, first, world.an_thanh, sessions)
    world.an_thanh.valid_to = dt.date(2023, 9, 30)
    world.an_thanh.save()
    world.an_thanh.successors.add(world.hung_dao)
    second = half(world, SECOND)
    report(world, second, world.hung_dao, sessions)
    period = year(world, first, second)
    take_from_parts(period, by=world.officer)
    assert figures(period, world.hung_dao) == {("groups", None): 3}
    found = whys(period)
    lost = f"Có biểu trong {FIRST}, không có biểu trong kỳ này", "xã An Thanh", ""
    merged = "Trong kỳ có xã An Thanh nhập vào; cần cộng thêm số nơi đó"
    assert lost in found
    assert (merged, "xã Hưng Đạo", "2. Sessions") in found


def test_a_hamlet_that_is_no_more_is_named(world):
    first = half(world, FIRST)
    guided = {("guided", world.an_lao): 100, ("guided", world.xuan_neo): 20}
    report(world, first, world.hung_dao, guided)
    world.xuan_neo.valid_to = dt.date(2023, 9, 30)
    world.xuan_neo.save()
    second = half(world, SECOND)
    report(world, second, world.hung_dao, {("guided", world.an_lao): 50})
    period = year(world, first, second)
    take_from_parts(period, by=world.officer)
    assert figures(period, world.hung_dao) == {("guided", "An Lao"): 150}
    why = f"Thôn có số trong {FIRST}, không có trong biểu kỳ này"
    assert (why, "xã Hưng Đạo", "thôn Xuân Nẻo, 1. Guided") in whys(period)


def test_a_half_with_the_total_alone_makes_the_year_a_total_too(world):
    parts = half(world, FIRST), half(world, SECOND)
    guided = {("guided", world.an_lao): 100, ("guided", world.xuan_neo): 20}
    report(world, parts[0], world.hung_dao, guided)
    row = report(world, parts[1], world.hung_dao, {("guided", None): 70})
    row.total_only.add(parts[1].indicators.get(key="guided"))
    period = year(world, *parts)
    take_from_parts(period, by=world.officer)
    assert figures(period, world.hung_dao) == {("guided", None): 190}
    total_only = period.submissions.get(commune=world.hung_dao).total_only
    assert [each.key for each in total_only.all()] == ["guided"]


def test_what_a_person_typed_is_never_overwritten(world):
    period = halves(
        world,
        {("sessions", None): 2, ("groups", None): 3},
        {("sessions", None): 1, ("groups", None): 4},
    )
    row = period.submissions.get(commune=world.hung_dao)
    set_figure(row, "sessions", 9, by=world.officer)
    assert offer_of(period).kept == 1
    take_from_parts(period, by=world.officer)
    assert figures(period, world.hung_dao) == {
        ("sessions", None): 9,
        ("groups", None): 4,
    }


def test_taking_again_writes_nothing_and_follows_a_corrected_half(world):
    period = halves(world, {("sessions", None): 2}, {("sessions", None): 1})
    take_from_parts(period, by=world.officer)
    assert take_from_parts(period, by=world.officer) == 0
    assert FigureVersion.objects.filter(figure__indicator__period=period).count() == 1
    second = period.parts.get(phrase=SECOND).submissions.get(commune=world.hung_dao)
    second.figures.update(value=11, version=2)
    assert take_from_parts(period, by=world.officer) == 1
    assert figures(period, world.hung_dao) == {("sessions", None): 13}


def test_a_return_that_was_sent_takes_nothing_more(world):
    period = halves(world, {("sessions", None): 2}, {("sessions", None): 1})
    put_in_state(period.submissions.get(commune=world.hung_dao), "sent")
    assert offer_of(period).closed == ("xã Hưng Đạo",)
    assert take_from_parts(period, by=world.officer) == 0
    assert figures(period, world.hung_dao) == {}


def test_the_districts_own_figures_are_taken_too(world):
    parts = half(world, FIRST), half(world, SECOND)
    for part, value in zip(parts, (2, 3), strict=True):
        part.indicators.get(key="held").figures.create(
            state="value", value=value, version=1
        )
    period = year(world, *parts)
    assert take_from_parts(period, by=world.officer) == 1
    assert int(period.indicators.get(key="held").figures.get().value) == 5


def test_only_the_officer_takes_and_only_into_an_open_period_with_parts(world):
    period = year(world)
    with pytest.raises(NotNow, match="chưa chọn"):
        take_from_parts(period, by=world.officer)
    other = make_officer(make_district("Gia Lộc"), "hai")
    with pytest.raises(NotNow, match="kỳ đang mở"):
        take_from_parts(period, by=other)


def test_the_number_of_queries_does_not_follow_the_communes(
    world, django_assert_max_num_queries
):
    for number in range(30):
        make_commune(world.district, f"Xã {number}", f"{20000 + number}")
    parts = half(world, FIRST), half(world, SECOND)
    for part in parts:
        for row in part.submissions.all():
            set_figure(row, "sessions", 1, by=world.officer)
            put_in_state(row, "accepted")
    period = year(world, *parts)
    with django_assert_max_num_queries(26):
        offer_of(period)
    with django_assert_max_num_queries(50):
        assert take_from_parts(period, by=world.officer) == 32
