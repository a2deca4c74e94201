"""What Decree 09/2019 proposes for a term, and for the one after it."""

from datetime import date

import pytest
from django.utils import timezone

from reports.terms import term_after, term_of


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
