"""In: a period with its returns loaded. Out: a receipt for each that was sent, and
what was taken up of those that were accepted."""

from reports.contents import contents_of
from reports.figures import load_table
from reports.models import Acceptance, Receipt, ReportingPeriod, SubmissionEvent

Move = SubmissionEvent.Move


def load_receipts(period: ReportingPeriod) -> None:
    """Keep what `moves.submit` and `moves.accept` would have kept, on their days."""
    table = load_table(period, period.submissions.all())
    rows = SubmissionEvent.objects.filter(
        submission__period=period, move__in=(Move.SUBMIT, Move.ACCEPT)
    )
    events = list(rows.select_related("submission__period__district"))
    contents = contents_of({event.submission for event in events}, table)
    sendings = [event for event in events if event.move == Move.SUBMIT]
    for event in sendings:
        event.receipt = _receipt(event, contents[event.submission_id])
    Receipt.objects.bulk_create(event.receipt for event in sendings)
    SubmissionEvent.objects.bulk_update(sendings, ["receipt"])
    Acceptance.objects.bulk_create(
        _acceptance(event, contents[event.submission_id])
        for event in events
        if event.move == Move.ACCEPT
    )


def _receipt(event, content) -> Receipt:
    return Receipt(
        submission=event.submission,
        number=1,
        content=content.to_json(),
        sha256=content.sha256,
        by=event.by,
        at=event.at,
    )


def _acceptance(event, content) -> Acceptance:
    return Acceptance(
        submission=event.submission,
        number=1,
        event=event,
        content=content.to_json(),
        sha256=content.sha256,
    )
