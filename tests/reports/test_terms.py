"""What Decree 09/2019 proposes for a term, and for the one after it."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from reports.terms import Days, days_like, gaps, overlapping, term_after, term_of


@pytest.mark.parametrize(
    ("day", "months", "first_day", "last_day", "phrase", "next_phrase"),
    [
        ("2023-01-01", 6, "2022-12-15", "2023-06-14", "6 tháng đầu", "6 tháng cuối"),
        ("2023-06-14", 6, "2022-12-15", "2023-06-14", "6 tháng đầu", "6 tháng cuối"),
        ("2023-06-15", 6, "2023-06-15", "2023-12-14", "6 tháng cuối", "6 tháng đầu"),
        ("2022-12-15", 6, "2022-12-15", "2023-06-14", "6 tháng đầu", "6 tháng cuối"),
        ("2023-02-14", 3, "2022-12-15", "2023-03-14", "quý I", "quý II"),
        ("2023-12-14", 3, "2023-09-15", "2023-12-14", "quý IV", "quý I"),
        ("2023-01-14", 1, "2022-12-15", "2023-01-14", "tháng 1", "tháng 2"),
        ("2023-12-14", 12, "2022-12-15", "2023-12-14", "năm 2023", "năm 2024"),
    ],
)
def test_a_term_runs_from_the_15th_to_the_14th(
    day, months, first_day, last_day, phrase, next_phrase
):
    term = term_of(date.fromisoformat(day), months)
    assert (f"{term.first_day}", f"{term.last_day}") == (first_day, last_day)
    assert term.phrase.startswith(phrase)
    assert term.next_phrase.startswith(next_phrase)


def test_the_year_is_said_of_this_term_and_of_the_next():
    term = term_of(date(2023, 8, 1))
    assert (term.phrase, term.next_phrase) == (
        "6 tháng cuối năm 2023",
        "6 tháng đầu năm 2024",
    )


@pytest.mark.parametrize(
    ("first_day", "last_day", "phrase"),
    [
        ("2022-12-15", "2023-06-14", "6 tháng cuối năm 2023"),
        ("2023-06-15", "2023-12-14", "6 tháng đầu năm 2024"),
        # Days that a dispatch set otherwise.
        ("2023-01-01", "2023-06-30", "6 tháng cuối năm 2023"),
        ("2022-12-15", "2023-06-05", "6 tháng cuối năm 2023"),
        ("2022-12-15", "2023-03-14", "quý II năm 2023"),
        ("2022-12-15", "2023-01-14", "tháng 2 năm 2023"),
        ("2022-12-15", "2023-12-14", "năm 2024"),
    ],
)
def test_the_next_term_is_as_long_as_the_last_one(first_day, last_day, phrase):
    term = term_after(date.fromisoformat(first_day), date.fromisoformat(last_day))
    assert term.phrase == phrase


def test_the_deadline_is_a_working_day_at_17_hours():
    saturday = term_of(date(2027, 1, 1))  # 14/6/2027 and five days: a Saturday
    monday = timezone.localtime(saturday.deadline)
    assert f"{monday:%d/%m/%Y %H:%M}" == "21/06/2027 17:00"
    friday = timezone.localtime(term_of(date(2026, 7, 1)).deadline)
    assert f"{friday:%d/%m/%Y %H:%M}" == "21/12/2026 17:00"
    assert saturday.opens_on < saturday.last_day


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2023-06-30", 6, "2023-12-31"),
        ("2023-12-31", 6, "2024-06-30"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2023-08-29", 6, "2024-02-29"),
        ("2022-12-15", 12, "2023-12-15"),
    ],
)
def test_months_on_the_last_day_of_a_month_stays_the_last(day, months, expected):
    day = date.fromisoformat(day)
    last = Days(day, day, day, timezone.make_aware(datetime(2023, 1, 1, 16)))
    assert f"{days_like(last, months).last_day}" == expected


def test_a_deadline_as_last_time_falls_on_a_working_day_at_its_hour():
    day = date(2023, 6, 14)
    last = Days(day, day, day, timezone.make_aware(datetime(2023, 7, 20, 16, 30)))
    moved = timezone.localtime(days_like(last, 6).deadline)  # 20/01/2024: a Saturday
    assert f"{moved:%d/%m/%Y %H:%M}" == "22/01/2024 16:30"


def days(first_day, last_day):
    first_day, last_day = map(date.fromisoformat, (first_day, last_day))
    return Days(first_day, last_day, last_day, None)


def test_days_that_no_part_covers_are_found():
    year = date(2022, 12, 15), date(2023, 12, 14)
    first, second = days("2022-12-15", "2023-06-05"), days("2023-06-15", "2023-12-14")
    assert gaps(*year, [second, first]) == [(date(2023, 6, 6), date(2023, 6, 14))]
    assert gaps(*year, [first]) == [(date(2023, 6, 6), date(2023, 12, 14))]
    assert gaps(*year, [days("2022-01-01", "2024-01-01")]) == []


def test_parts_that_share_a_day_are_found():
    first, second = days("2022-12-15", "2023-06-15"), days("2023-06-15", "2023-12-14")
    assert overlapping([second, first]) == (first, second)
    assert overlapping([first, days("2023-06-16", "2023-12-14")]) is None
