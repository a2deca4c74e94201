"""Late communes and their e-mails in; the list that the officer sends from out."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.utils import timezone

from reports.lateness import Late
from reports.models import Reminder
from reports.reminding import Email

Result = Reminder.Result


@dataclass(frozen=True)
class Recipient:
    """One e-mail with its box; `before`: the last e-mail of today to this person."""

    value: str
    email: Email
    ticked: bool
    before: Reminder | None


@dataclass(frozen=True)
class EmailsPage:
    """`unreachable`: communes of this page where nobody has an address."""

    page: Page
    recipients: tuple[Recipient, ...]
    unreachable: tuple[Late, ...]


def emails_page(page, late, form) -> EmailsPage:
    """Who was written to today already is not ticked; one query."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Reminder.objects.filter(
        submission__in=[each.submission.pk for each in late],
        way=Reminder.Way.EMAIL,
        at__gte=today,
    ).order_by("at", "pk")
    before = {(row.submission_id, row.to_id): row for row in rows}
    chosen = set(form.data.getlist("to")) if form.is_bound else None
    return EmailsPage(
        page=page,
        recipients=tuple(
            _recipient(value, email, before.get(email.key), chosen)
            for value, email in form.ready.items()
        ),
        unreachable=tuple(each for each in late if not each.reachable),
    )


def _recipient(value, email, before, chosen):
    fresh = before is None or before.result == Result.FAILED
    ticked = fresh if chosen is None else value in chosen
    return Recipient(value, email, ticked, before)
