"""How many of the numbers made wrong are caught; `make bench` prints them all."""

from pathlib import Path
from random import Random

from reports.prose import contradictions
from tests.reports import other_prose, prose_slips
from tests.reports.catalogue_prose import catalogue_text
from tests.reports.prose_texts import lines_of, measure
from tests.reports.prose_worlds import figures_2023

SOURCE = Path(__file__).parents[2] / "data" / "bao-cao-2023.txt"
SEED, ROUNDS, TEXTS = 5, 4, 40


def test_the_report_of_2023_contradicts_none_of_its_figures():
    text = SOURCE.read_text(encoding="utf-8")
    assert contradictions([("", text)], figures_2023()) == ()


def test_nearly_all_wrong_numbers_of_the_examples_prose_are_caught():
    score = measure(Random(SEED), prose_slips.example, ROUNDS, prose_slips.KINDS)
    assert score.share >= 0.99, score.missed


def test_nearly_all_wrong_numbers_of_other_districts_are_caught():
    make = other_prose.other_example
    score = measure(Random(SEED), make, 4 * ROUNDS, prose_slips.KINDS)
    assert score.share >= 0.97, score.missed


def test_nearly_all_wrong_numbers_of_another_catalogue_are_caught():
    score = measure(Random(SEED), catalogue_text, 2 * ROUNDS, prose_slips.KINDS)
    assert score.share >= 0.97, score.missed


def test_texts_without_a_wrong_number_give_no_alarm():
    rng = Random(SEED)
    sets = (
        (other_prose.SENTENCES, other_prose.BETWEEN),
        (lines_of("held_out"), lines_of("held_out_between")),
        (lines_of("later"), lines_of("later_between")),
    )
    for sentences, between in sets:
        for _ in range(TEXTS):
            text, figures = other_prose.other_text(rng, sentences, between)
            assert contradictions([("", text.written()[0])], figures) == ()
