"""In: a period with its returns loaded. Out: what some communes wrote beside them."""

from datetime import timedelta

from reports.models import ReportingPeriod, SubmissionWords, WordsVersion

from . import reading

BEFORE = timedelta(minutes=20)


def load_words(period: ReportingPeriod) -> None:
    """Write words.csv, as if it had been written just before the sending."""
    sent = period.submissions.filter(sent_at__isnull=False)
    returns = {
        s.commune.code: s
        for s in sent.select_related("commune").prefetch_related("events__by")
    }
    for row in reading.rows("words.csv"):
        submission = returns[row["commune_code"]]
        words = SubmissionWords.objects.create(
            submission=submission, topic=row["topic"], text=row["text"], version=1
        )
        WordsVersion.objects.create(
            words=words,
            number=1,
            text=row["text"],
            by=submission.events.all()[0].by,
            at=submission.sent_at - BEFORE,
        )
