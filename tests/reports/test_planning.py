"""What a new period starts from: the decree's term, the days as last time, parts."""

import datetime as dt

import pytest
from django.utils import timezone

from reports.models import ReportingPeriod
from reports.planning import AS_LAST, plan

TODAY = dt.date(2023, 8, 1)


def period(phrase, first_day, last_day, kind="half_year", **fields):
    first_day, last_day = map(dt.date.fromisoformat, (first_day, last_day))
    fields.setdefault("deadline", moment(last_day + dt.timedelta(days=40), 16))
    return ReportingPeriod(
        phrase=phrase,
        first_day=first_day,
        last_day=last_day,
        kind=kind,
        **{"opens_on": last_day, **fields},
    )


def moment(day, hour):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


HALVES = [
    period("cuối", "2023-06-15", "2023-12-14"),
    period("đầu", "2022-12-15", "2023-06-14"),
]
QUARTERS = [
    period("quý II", "2023-03-15", "2023-06-14", "quarter"),
    period("quý I", "2022-12-15", "2023-03-14", "quarter"),
]


@pytest.mark.parametrize(
    ("kind", "phrase"),
    [
        ("half_year", "6 tháng đầu năm 2024"),
        ("quarter", "quý III năm 2023"),
        ("month", "tháng 8 năm 2023"),
        ("year", "năm 2023"),
    ],
)
def test_the_term_follows_the_last_of_its_kind_or_is_todays(kind, phrase):
    proposed = plan(kind, [*HALVES, *QUARTERS], TODAY)
    assert proposed.initial()["phrase"] == phrase


def test_a_kind_takes_over_from_its_own_last_period_first():
    newest = period("mới", "2024-01-01", "2024-01-31", "ad_hoc", counting_note="Mới")
    last = period("cuối", "2023-06-15", "2023-12-14", counting_note="Cũ")
    proposed = plan("half_year", [newest, last], TODAY).initial()
    assert (proposed["previous"], proposed["counting_note"]) == (last, "Cũ")
    proposed = plan("year", [newest, last], TODAY).initial()
    assert (proposed["previous"], proposed["counting_note"]) == (None, "Mới")


def test_what_is_asked_once_has_no_days_of_its_own():
    proposed = plan("ad_hoc", HALVES, TODAY)
    initial = proposed.initial(AS_LAST)
    assert [initial[n] for n in ("first_day", "deadline", "phrase")] == [None, None, ""]
    assert "theo công văn" in proposed.reason("first_day")


def test_the_days_of_the_last_dispatch_stand_beside_the_decrees():
    last = period(
        "đầu",
        "2023-01-01",
        "2023-06-30",
        opens_on=dt.date(2023, 7, 1),
        deadline=moment(dt.date(2023, 7, 24), 16),
    )
    proposed = plan("half_year", [last], TODAY)
    initial = proposed.initial(AS_LAST)
    assert initial["first_day"] == dt.date(2023, 7, 1)
    assert initial["last_day"] == dt.date(2023, 12, 31)
    assert initial["deadline"] == moment(dt.date(2024, 1, 24), 16)
    assert proposed.reason("last_day") == (
        "Nghị định 09/2019/NĐ-CP, Điều 12: 14/12/2023. Như kỳ trước: 31/12/2023."
    )
    assert proposed.reason("deadline").endswith("Như kỳ trước: 24/01/2024 16:00.")


def test_a_year_is_proposed_from_its_halves_rather_than_its_quarters():
    outside = period("trước", "2022-06-15", "2022-12-14")
    proposed = plan("year", [*HALVES, *QUARTERS, outside], TODAY)
    assert [str(part) for part in proposed.parts] == ["đầu", "cuối"]
    mixed = plan("year", [HALVES[0], *QUARTERS], TODAY)
    assert [str(part) for part in mixed.parts] == ["quý I", "quý II", "cuối"]
    assert plan("month", HALVES, TODAY).parts == ()


def test_parts_that_do_not_make_up_the_whole_are_not_proposed():
    assert plan("year", HALVES[:1], TODAY).parts == ()
