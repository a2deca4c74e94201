"""Which figures of a period its text is held against."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.checks import Severity
from reports.consolidation import consolidate
from reports.models import Submission
from reports.prose import contradictions, known_figures, report_findings
from reports.prose.known import Kind
from reports.writing import start_report
from tests import factories as make
from tests.reports.prose_worlds import figures_2023


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
    report = start_report(period, by=officer)
    report.closing = "Hướng dẫn 1.205 người dân."
    (wrong,) = report_findings(report, consolidation)
    assert (wrong.section, wrong.suggestion) == ("Đoạn kết", "{guided}")
    assert wrong.severity is Severity.WARNING


def test_a_figure_that_lacks_communes_gives_a_hint_alone():
    figures = [replace(known, is_complete=False) for known in figures_2023()]
    text = "Hướng dẫn 17.520 người dân."
    (wrong,) = contradictions([("", text)], figures)
    assert wrong.severity is Severity.HINT
    assert "của các xã đã gửi là 17.250" in wrong.message
