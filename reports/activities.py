"""A commune's activity in; written or deleted while its return is open for entry."""

from django.db import transaction

from reports.recording import take_hold


def keep(activity, submission, *, by):
    """Write it as the commune's own. Raises NotNow where entry is closed."""
    with transaction.atomic():
        take_hold(submission, by=by)
        activity.save()


def drop(activity, submission, *, by):
    """Delete it. Raises NotNow where entry is closed."""
    with transaction.atomic():
        take_hold(submission, by=by)
        activity.delete()
