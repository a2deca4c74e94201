"""Figures are written with their versions; nothing is overwritten silently."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest

from reports.models import Attachment, Figure, FigureVersion, Submission
from reports.recording import Origin, Proposal, record, record_district
from reports.rules import NotNow
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Lan and Mai both work for Hưng Đạo; Hoa opened the period."""
    district = make.make_district()
    commune = make.make_commune(district)
    make.make_indicator(district, "guided")
    make.make_indicator(district, "own", level="district")
    officer = make.make_officer(district)
    period = make.make_open_period(district, officer)
    return {
        "lan": make.make_staff(commune, "lan"),
        "mai": make.make_staff(commune, "mai"),
        "officer": officer,
        "period": period,
        "submission": period.submissions.get(),
        "guided": period.indicators.get(key="guided").pk,
        "own": period.indicators.get(key="own").pk,
    }


def value(world, number, based_on=0):
    return Proposal(
        world["guided"], None, Figure.State.VALUE, Decimal(number), based_on=based_on
    )


def save(world, proposal, by="lan"):
    return record(
        [proposal],
        submission=world["submission"],
        origin=Origin(world[by], FigureVersion.Source.TYPED),
    )


def versions():
    return list(
        FigureVersion.objects.order_by("number").values_list(
            "number", "value", "by__username", "source"
        )
    )


def test_every_saved_value_keeps_who_and_from_what(world):
    save(world, value(world, 120))
    save(world, value(world, 125, based_on=1), by="mai")
    assert versions() == [
        (1, Decimal(120), "lan", "typed"),
        (2, Decimal(125), "mai", "typed"),
    ]


def test_saving_the_same_value_again_makes_no_version(world):
    save(world, value(world, 120))
    assert save(world, value(world, 120, based_on=1)).saved == 0
    assert len(versions()) == 1


def test_a_blank_that_was_never_filled_makes_no_row(world):
    save(world, Proposal(world["guided"], None, Figure.State.BLANK))
    assert Figure.objects.count() == 0


def test_none_blank_and_zero_are_three_different_things(world):
    save(world, value(world, 0))
    save(world, Proposal(world["guided"], None, Figure.State.NONE, based_on=1))
    save(world, Proposal(world["guided"], None, Figure.State.BLANK, based_on=2))
    rows = FigureVersion.objects.order_by("number").values_list("state", "value")
    assert list(rows) == [("value", Decimal(0)), ("none", None), ("blank", None)]


def test_the_second_saver_of_a_cell_is_told_whose_value_stands(world):
    save(world, value(world, 120))
    save(world, value(world, 125, based_on=1), by="mai")
    recorded = save(world, value(world, 130, based_on=1))
    (conflict,) = recorded.conflicts
    assert (conflict.theirs.by, conflict.theirs.value) == (world["mai"], Decimal(125))
    assert Figure.objects.get().value == Decimal(125)


def test_a_first_value_on_a_cell_filled_meanwhile_is_a_conflict_too(world):
    save(world, value(world, 120), by="mai")
    assert len(save(world, value(world, 130)).conflicts) == 1


def test_a_cell_that_its_sender_left_alone_is_no_conflict(world):
    save(world, value(world, 120))
    save(world, value(world, 125, based_on=1), by="mai")
    assert save(world, value(world, 120, based_on=1)).conflicts == ()
    assert Figure.objects.get().value == Decimal(125)


def test_the_first_save_starts_the_return(world):
    save(world, value(world, 120))
    world["submission"].refresh_from_db()
    assert world["submission"].state == Submission.State.DRAFT
    assert [e.move for e in world["submission"].events.all()] == ["start"]


@pytest.mark.parametrize("state", sorted(Submission.HANDED_IN))
def test_nothing_is_written_into_a_return_that_was_handed_in(world, state):
    make.put_in_state(world["submission"], state)
    with pytest.raises(NotNow):
        save(world, value(world, 120))
    assert Figure.objects.count() == 0


def test_nothing_is_written_once_the_period_is_closed(world):
    type(world["period"]).objects.update(state="closed")
    with pytest.raises(NotNow):
        save(world, value(world, 120))
    assert Figure.objects.count() == 0


def test_the_districts_own_figures_keep_versions_too(world):
    proposal = Proposal(world["own"], None, Figure.State.VALUE, Decimal(7))
    record_district(
        [proposal],
        period=world["period"],
        origin=Origin(world["officer"], FigureVersion.Source.TYPED),
    )
    assert versions() == [(1, Decimal(7), "hoa", "typed")]
    assert Figure.objects.get().submission is None


def test_a_version_cannot_be_changed_even_in_the_database(world):
    save(world, value(world, 120))
    with pytest.raises(Exception, match="frozen"):
        FigureVersion.objects.update(value=1)


def test_the_districts_own_figures_close_with_the_period(world):
    type(world["period"]).objects.update(state="closed")
    proposal = Proposal(world["own"], None, Figure.State.VALUE, Decimal(7))
    with pytest.raises(NotNow):
        record_district(
            [proposal],
            period=world["period"],
            origin=Origin(world["officer"], "typed"),
        )
    assert Figure.objects.count() == 0


def test_the_districts_own_figures_are_the_officers_alone(world):
    proposal = Proposal(world["own"], None, Figure.State.VALUE, Decimal(7))
    leader = make.make_user("toan", "leader", world["period"].district)
    with pytest.raises(NotNow):
        record_district(
            [proposal], period=world["period"], origin=Origin(leader, "typed")
        )
    assert Figure.objects.count() == 0


# --- the same proposal twice, its answer lost on the way ------------------------------


def test_a_proposal_sent_again_writes_no_second_version(world):
    first = replace(value(world, 120), key=uuid4())
    save(world, first)
    assert save(world, first).saved == 0
    save(world, value(world, 130, based_on=1), by="mai")
    again = save(world, first)
    assert (again.saved, again.conflicts) == (0, ())
    assert [row[1] for row in versions()] == [Decimal(120), Decimal(130)]


def test_what_follows_ones_own_unanswered_proposal_is_no_conflict(world):
    lost = replace(value(world, 120), key=uuid4())
    save(world, lost)
    then = replace(value(world, 125), key=uuid4(), follows=frozenset({lost.key}))
    assert save(world, then).saved == 1
    assert [row[1] for row in versions()] == [Decimal(120), Decimal(125)]


def test_what_follows_is_a_conflict_once_somebody_else_saved_between(world):
    lost = replace(value(world, 120), key=uuid4())
    save(world, lost)
    save(world, value(world, 130, based_on=1), by="mai")
    then = replace(value(world, 125), key=uuid4(), follows=frozenset({lost.key}))
    conflict = save(world, then).conflicts[0]
    assert (conflict.theirs.value, conflict.theirs.by) == (130, world["mai"])


def test_a_version_names_the_file_that_it_was_taken_from(world):
    row = world["submission"]
    file = Attachment.objects.create(
        submission=row,
        purpose="form",
        name="bieu.xlsx",
        content_type="x",
        size=1,
        sha256="0" * 64,
        content=b"x",
        by=world["lan"],
    )
    origin = Origin(world["lan"], FigureVersion.Source.FILE, file=file)
    record([value(world, 120)], submission=row, origin=origin)
    version = FigureVersion.objects.get()
    assert (version.source, version.file) == ("file", file)
