"""In: returns that were sent back. Out: the officer's questions on their cells."""

from datetime import timedelta

from reports.models import CellQuestion, ReportingPeriod, SubmissionEvent
from teams.models import User

from . import reading
from .load_places import Land

BEFORE = timedelta(minutes=3)


def load_questions(period: ReportingPeriod, land: Land, officer: User) -> None:
    """Write questions.csv, as if they had been asked just before the sending back."""
    indicators = {spec.key: spec for spec in period.indicators.all()}
    returns = {s.commune.code: s for s in period.submissions.select_related("commune")}
    for row in reading.rows("questions.csv"):
        submission = returns[row["commune_code"]]
        hamlet = row["hamlet"] and land.hamlets_of(submission.commune)[row["hamlet"]]
        back = submission.events.get(move=SubmissionEvent.Move.SEND_BACK)
        CellQuestion.objects.create(
            submission=submission,
            indicator=indicators[row["key"]],
            hamlet=hamlet or None,
            text=row["text"],
            rule=row["rule"],
            asked_version=1,
            asked_by=officer,
            asked_at=back.at - BEFORE,
        )
