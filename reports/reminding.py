"""Late returns in; reminders written down, and sent by e-mail, out.

An e-mail is written down before it is sent, under the lock of its return: two who
send at once do not write to a person twice, and one whose sending was cut off
stands as "chưa rõ đã gửi" and is not sent again by itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from reports import rules
from reports.lateness import Late, describe, is_due, late_returns
from reports.mailing import Outbox
from reports.models import Reminder, ReportingPeriod, Submission
from reports.reminder_words import Contact, commune_text, email_subject, email_text
from reports.rules import NotNow
from teams.context_processors import first_officer
from teams.models import User

Way, Result = Reminder.Way, Reminder.Result
AT_ONCE = 100
CLOSED = "Kỳ báo cáo không mở nên không đôn đốc được."
Key = tuple[int, int]


@dataclass(frozen=True)
class Email:
    """One e-mail to one person about one return, ready to be sent."""

    submission: Submission
    person: User
    subject: str
    text: str

    @property
    def key(self) -> Key:
        return self.submission.pk, self.person.pk


@dataclass
class Sent:
    """What came of a batch; `unreachable`: communes where nobody has an address."""

    done: list[Reminder] = field(default_factory=list)
    failed: list[Reminder] = field(default_factory=list)
    unreachable: list[Submission] = field(default_factory=list)

    def add(self, row: Reminder):
        (self.done if row.result == Result.DONE else self.failed).append(row)


def entry_link(site: str, submission) -> str:
    """The absolute address of a return's form; `site`: "https://baocao.example.vn"."""
    return f"{site}{reverse('reports:entry', args=[submission.pk])}"


def emails(late: Iterable[Late], *, site, now, contact=None) -> list[Email]:
    """One to each person of a late commune who has an address."""
    return [
        Email(
            submission=each.submission,
            person=person,
            subject=email_subject(each, each.submission.deadline, now),
            text=email_text(text, person, contact),
        )
        for each in late
        for text in [_text(each, site, now)]
        for person in each.reachable
    ]


def log_said(period, submissions, way, *, by) -> int:
    """Note that the officer reminded these communes in Zalo or by telephone.

    What was sent meanwhile is passed over; how many were noted. Raises `NotNow`.
    """
    if not rules.may_remind(by, period):
        raise NotNow(CLOSED)
    late = late_returns(period).filter(pk__in=[each.pk for each in submissions])
    rows = [Reminder(submission=each, way=way, by=by) for each in late]
    return len(Reminder.objects.bulk_create(rows))


def send_by_hand(period, ready: Iterable[Email], *, by, seen: int) -> Sent:
    """Send these e-mails; `seen`: the last reminder that the officer's page knew.

    Passed over: who was written to since then (so that a button pressed twice sends
    once), and who has handed in meanwhile. Raises `NotNow`.
    """
    if not rules.may_remind(by, period):
        raise NotNow(CLOSED)

    def claim(email):
        written = _written_to(email).filter(pk__gt=seen)
        return None if written.exists() else _write_down(email, by=by)

    sent = Sent()
    _send(ready, claim, sent)
    return sent


def send_due(now: datetime, *, site: str) -> Iterator[tuple[ReportingPeriod, Sent]]:
    """Remind by itself whoever is late and due today, of each open period.

    At most one e-mail a person, return and day, also where somebody else sent one;
    what failed today is tried again.
    """
    today = timezone.localtime(now).date()
    for period in ReportingPeriod.objects.filter(state=ReportingPeriod.State.OPEN):
        rows = late_returns(period).select_related("commune", "period")
        due = [each for each in rows if is_due(each.deadline, today)]
        if due:
            yield period, _send_of(period, due, now, today, site)


def _send_of(period, due, now, today, site):
    sent = Sent()
    officer = first_officer(period.district_id)
    contact = Contact(officer.name, officer.phone) if officer else None
    for start in range(0, len(due), AT_ONCE):
        late = describe(period, due[start : start + AT_ONCE])
        sent.unreachable += [each.submission for each in late if not each.reachable]
        ready = emails(late, site=site, now=now, contact=contact)
        _send(ready, lambda email: _claim_for(today, email), sent)
    return sent


def _send(ready, claim, sent):
    with Outbox() as outbox:
        for email in ready:
            with transaction.atomic():
                row = claim(email) if _is_still_late(email) else None
            if row is None:
                continue
            row.reason = outbox.send(row.address, row.subject, row.text)
            row.result = Result.FAILED if row.reason else Result.DONE
            row.save(update_fields=["result", "reason"])
            sent.add(row)


def _is_still_late(email) -> bool:
    """Lock the return and look again: reminders never reach who has sent."""
    rows = Submission.objects.select_for_update(of=("self",)).filter(
        pk=email.submission.pk,
        state__in=Submission.OPEN_FOR_ENTRY,
        period__state=ReportingPeriod.State.OPEN,
    )
    return rows.first() is not None


def _claim_for(today: date, email) -> Reminder | None:
    """The row to send under, or None where the day's e-mail is written already."""
    start = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    rows = _written_to(email)
    if rows.filter(at__gte=start).exclude(result=Result.FAILED).exists():
        return None
    failed = rows.filter(day=today).first()
    if failed is None:
        return _write_down(email, day=today)
    failed.address, failed.subject, failed.text = _content(email)
    failed.at, failed.result, failed.reason = timezone.now(), Result.PENDING, ""
    failed.save()
    return failed


def _written_to(email):
    return Reminder.objects.filter(
        submission=email.submission, to=email.person, way=Way.EMAIL
    )


def _write_down(email, **whose) -> Reminder:
    address, subject, text = _content(email)
    return Reminder.objects.create(
        submission=email.submission,
        way=Way.EMAIL,
        to=email.person,
        address=address,
        subject=subject,
        text=text,
        result=Result.PENDING,
        **whose,
    )


def _content(email):
    return email.person.email, email.subject, email.text


def _text(late, site, now):
    link = entry_link(site, late.submission)
    return commune_text(late, link, late.submission.deadline, now)
