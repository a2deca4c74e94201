"""Which figures of a period its text is held against."""

from decimal import Decimal

import pytest

from reports.consolidation import consolidate
from reports.models import Submission
from reports.prose import contradictions, known_figures
from reports.prose.known import Kind
from tests import factories as make


@pytest.mark.django_db
def test_a_periods_totals_and_roster_are_known_by_their_live_names():
    district = make.make_district()
    commune = make.make_commune(district)
    make.make_hamlet_team(make.make_hamlet(commune))
    make.make_indicator(district, "guided", name="Số người dân được hướng dẫn")
    officer = make.make_officer(district)
    period = make.make_open_period(district, officer)
    submission = period.submissions.get()
    make.set_figure(submission, "guided", 1250, by=officer)
    make.put_in_state(submission, Submission.State.SENT)
    consolidation = consolidate(period)
    figures = known_figures(consolidation)
    by_name = {known.name: known for known in figures if known.kind is Kind.COUNT}
    assert by_name["guided"].value == Decimal(1250)
    assert by_name["so_thon"].value == 1
    names = {known.name for known in figures if known.name}
    assert names <= set(consolidation.facts)
    (wrong,) = contradictions([("", "Hướng dẫn 1.205 người dân.")], figures)
    assert wrong.suggestion == "{guided}"
