"""Late communes and their letters in; the list that the officer sends from out."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.utils import timezone

from reports.lateness import Late
from reports.models import Reminder
from reports.reminding import Letter

Result = Reminder.Result


@dataclass(frozen=True)
class Recipient:
    """One letter with its box; `before`: the last letter of today to this person."""

    value: str
    letter: Letter
    ticked: bool
    before: Reminder | None


@dataclass(frozen=True)
class LettersPage:
    """`unreachable`: communes of this page where nobody has an address."""

    page: Page
    recipients: tuple[Recipient, ...]
    unreachable: tuple[Late, ...]


def letters_page(page, late, form) -> LettersPage:
    """Who was written to today already is not ticked; one query."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Reminder.objects.filter(
        submission__in=[each.submission.pk for each in late],
        way=Reminder.Way.EMAIL,
        at__gte=today,
    ).order_by("at", "pk")
    before = {(row.submission_id, row.to_id): row for row in rows}
    chosen = set(form.data.getlist("to")) if form.is_bound else None
    return LettersPage(
        page=page,
        recipients=tuple(
            _recipient(value, letter, before.get(letter.key), chosen)
            for value, letter in form.ready.items()
        ),
        unreachable=tuple(each for each in late if not each.reachable),
    )


def _recipient(value, letter, before, chosen):
    fresh = before is None or before.result == Result.FAILED
    ticked = fresh if chosen is None else value in chosen
    return Recipient(value, letter, ticked, before)
