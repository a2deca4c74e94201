"""In: a period with its returns loaded. Out: a receipt for each that was sent."""

from reports.contents import content_of
from reports.figures import load_table
from reports.models import Receipt, ReportingPeriod, SubmissionEvent


def load_receipts(period: ReportingPeriod) -> None:
    """Give what `moves.submit` would have given, on the day of the sending."""
    table = load_table(period, period.submissions.all())
    sendings = SubmissionEvent.objects.filter(
        submission__period=period, move=SubmissionEvent.Move.SUBMIT
    ).select_related("submission__period__district")
    events = list(sendings)
    for event in events:
        event.receipt = _receipt(event, table)
    Receipt.objects.bulk_create(event.receipt for event in events)
    SubmissionEvent.objects.bulk_update(events, ["receipt"])


def _receipt(event, table) -> Receipt:
    content = content_of(event.submission, table)
    return Receipt(
        submission=event.submission,
        number=1,
        content=content.to_json(),
        sha256=content.sha256,
        by=event.by,
        at=event.at,
    )
