"""A return that is being sent in; its receipt out: the same content, the same one."""

from django.db.models import Max

from reports.contents import Content, content_of
from reports.figures import load_table
from reports.models import Receipt, Submission


def give_receipt(submission, *, by, at) -> Receipt:
    """The receipt of what the return says now, new if it never said this before.

    To be called within the transaction that moves the return, whose lock keeps two
    sendings from counting the same number.
    """
    content = content_now(submission)
    given = submission.receipts.filter(sha256=content.sha256).first()
    if given:
        return given
    last = submission.receipts.aggregate(last=Max("number"))["last"] or 0
    return submission.receipts.create(
        number=last + 1,
        content=content.to_json(),
        sha256=content.sha256,
        by=by,
        at=at,
    )


def content_now(submission) -> Content:
    """What the return says as it stands: a fixed number of queries."""
    rows = Submission.objects.filter(pk=submission.pk)
    return content_of(submission, load_table(submission.period, rows))
