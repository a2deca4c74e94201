"""A return that is taken up in; what it said then, and what changed since, out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reports.contents import Content, changes
from reports.models import Acceptance, Attachment, Submission, SubmissionEvent
from reports.paper_changes import Since, told


@dataclass(frozen=True)
class Reopened:
    """A return that was accepted and opened again: what says something else since."""

    acceptance: Acceptance
    reopening: SubmissionEvent
    changes: tuple[Since, ...]

    @property
    def figures(self) -> tuple[Since, ...]:
        return tuple(since for since in self.changes if since.change.key)

    @property
    def others(self) -> int:
        """How many words and activities changed."""
        return len(self.changes) - len(self.figures)


def keep(content: Content, event: SubmissionEvent) -> Acceptance:
    """Keep what the return says at its acceptance.

    To be called within the transaction that moves the return, whose lock keeps two
    acceptances from counting the same number.
    """
    return Acceptance.objects.create(
        submission=event.submission,
        number=event.submission.acceptances.count() + 1,
        event=event,
        content=content.to_json(),
        sha256=content.sha256,
    )


def load_events(submission) -> tuple[SubmissionEvent, ...]:
    """What happened to the return, newest first; acceptances without their content."""
    rows = submission.events.select_related("by", "acceptance")
    return tuple(rows.defer("acceptance__content").order_by("-at", "-pk"))


def reopened(submission, events, now: Callable[[], Content]) -> Reopened | None:
    """What changed since the return was accepted, while it is not so again.

    `events` of the return; `now` gives what it says today, and is asked, as the
    database is, only if the return was reopened.
    """
    if submission.state == Submission.State.ACCEPTED:
        return None
    moves = [e for e in events if e.move == SubmissionEvent.Move.REOPEN]
    if not moves:
        return None
    last = submission.acceptances.select_related("event__by").last()
    if last is None:
        return None
    found = changes(Content.from_json(last.content), now())
    reopening = max(moves, key=lambda event: event.at)
    return Reopened(last, reopening, told(found, submission.pk))


def changed_between(
    acceptance: Acceptance, later: Content, *, until: datetime | None
) -> tuple[Since, ...]:
    """What `later` says otherwise; `until`: when it said so, None for now."""
    found = changes(Content.from_json(acceptance.content), later)
    return told(found, acceptance.submission_id, until=until)


def changed_files(files: Sequence[Attachment], at, until):
    """("added" or "removed", file) of what came or went after `at`, up to `until`.

    `files`: every evidence of the return, the removed ones too.
    """

    def within(moment):
        return moment and moment > at and (until is None or moment <= until)

    found = []
    for file in files:
        gone = within(file.removed_at)
        if within(file.at) and not gone:
            found.append(("added", file))
        elif gone and file.at <= at:
            found.append(("removed", file))
    return found
