"""A period in; what its reminders page and the log of reminders show out."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from reports.lateness import Late, Standing, describe, late_returns, standing_of
from reports.models import Reminder
from reports.reminder_words import commune_text, group_text
from reports.reminding import entry_link
from reports.rules import may_remind

A_PAGE = 50
LAST_TOLD = 3


@dataclass(frozen=True)
class Card:
    """One late commune: its message, whom to call, how it was reminded before."""

    late: Late
    text: str
    told: tuple[Reminder, ...]


@dataclass(frozen=True)
class RemindersPage:
    """`page` is the paginator's, for its links; `cards` are those on it."""

    standing: Standing
    group: str
    page: Page
    cards: tuple[Card, ...]
    may_remind: bool


@dataclass(frozen=True)
class Told:
    """A line of the log; the address is masked for whoever does not run the office."""

    row: Reminder
    address: str

    @property
    def whom(self):
        return self.row.submission.commune


def late_page(period, number) -> tuple[Page, list[Late]]:
    """One page of the late returns, and what each of them lacks."""
    page = Paginator(late_returns(period), A_PAGE).get_page(number)
    rows = list(page.object_list)
    for row in rows:
        row.period = period
    return page, describe(period, rows)


def reminders_page(period, user, *, site, now, number=None) -> RemindersPage:
    """A fixed number of queries, whatever the number of communes."""
    standing = standing_of(period)
    page, late = late_page(period, number)
    told = _last_told(late)
    return RemindersPage(
        standing=standing,
        group=group_text(standing, str(period), period.deadline, now),
        page=page,
        cards=tuple(_card(each, told, site, now) for each in late),
        may_remind=may_remind(user, period),
    )


def log_page(period, user, number) -> tuple[Page, list[Told]]:
    """Everything that was done to remind, newest first."""
    rows = Reminder.objects.filter(submission__period=period).select_related(
        "submission__commune", "to", "by"
    )
    page = Paginator(rows, A_PAGE).get_page(number)
    whole = may_remind(user, period)
    return page, [
        Told(row, row.address if whole else masked(row.address)) for row in page
    ]


def masked(address: str) -> str:
    """ "la…@tuky.vn": enough to know whose it is."""
    name, at, domain = address.partition("@")
    return f"{name[:2]}…{at}{domain}" if at else ""


def _card(late, told, site, now):
    submission = late.submission
    link = entry_link(site, submission)
    return Card(
        late=late,
        text=commune_text(late, link, submission.deadline, now),
        told=tuple(told.get(submission.pk, ())),
    )


def _last_told(late):
    """The last reminders of each return, newest first."""
    rows = Reminder.objects.filter(
        submission__in=[each.submission.pk for each in late]
    ).select_related("to", "by")
    told: dict[int, list[Reminder]] = {}
    for row in rows:
        before = told.setdefault(row.submission_id, [])
        if len(before) < LAST_TOLD:
            before.append(row)
    return told
