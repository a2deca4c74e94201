"""A grid's lines are saved one commune at a time, under the hold of each return."""

from decimal import Decimal

import pytest

from reports.bulk import BulkSource, on_behalf_note, save_lines
from reports.intake.grid import sent_by_return
from reports.recording import Origin, Proposal, record
from reports.views.desk.bulk_grid import load_grid
from tests.factories import put_in_state
from tests.reports.reviewing import make_office


@pytest.fixture
def office(db):
    return make_office()


def typed(office, **cells):
    """The lines of a page on which these totals were typed for the first commune."""
    grid = load_grid(office.period)
    row = office.first.pk
    sent = {f"{row}.c-{grid.ids[key]}-0": text for key, text in cells.items()}
    lines = grid.lines(sent_by_return(sent | {f"{row}.base": '{"t":[]}'}))
    for line in lines:
        line.form.full_clean()
    return grid, lines


def save(office, lines):
    source, hoa = BulkSource("phone"), office.officer
    save_lines(lines, lambda row: source.origin(row, hoa), hoa)


def test_hamlets_given_between_reading_and_saving_keep_their_indicator(office):
    grid, lines = typed(office, guided="150", sessions="4")
    hamlet = office.communes[0].hamlets.first()
    proposal = Proposal(grid.ids["guided"], hamlet.pk, "value", Decimal(100))
    record([proposal], submission=office.first, origin=Origin(office.lan, "typed"))
    save(office, lines)
    [line] = lines
    assert [name for name, *_ in line.form.problems()] == [f"c-{grid.ids['guided']}-0"]
    assert (line.saved, line.whole) == (1, 0)
    assert not office.first.total_only.exists()


def test_a_return_sent_between_reading_and_saving_keeps_what_was_typed(office):
    _, lines = typed(office, sessions="4")
    put_in_state(office.first, "sent")
    save(office, lines)
    assert lines[0].form.is_refused and not office.first.figures.exists()


def test_names_that_are_no_returns_are_passed_over():
    sent = {"12.c-3-0": "4", "x.c-3-0": "5", "c-3-0": "6", "12.other": "7"}
    assert sent_by_return(sent) == {12: {"c-3-0": "4"}}


def test_the_note_says_first_that_the_district_entered_it():
    assert on_behalf_note("") == "Cấp huyện nhập thay"
    assert len(on_behalf_note("x" * 600)) == 500
