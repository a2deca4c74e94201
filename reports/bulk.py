"""A grid's lines and where they come from in; what was recorded of each out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from reports.evidence import attach
from reports.intake.attached import CheckedFile
from reports.intake.file_kinds import NotTaken
from reports.intake.grid import LineForm
from reports.intake.pasted import keep_message
from reports.intake.saving import save_held
from reports.models import Figure, FigureVersion, Submission
from reports.recording import Conflict, Origin, take_hold
from reports.rules import NotNow

ON_BEHALF = "Cấp huyện nhập thay"
LONGEST_NOTE = FigureVersion._meta.get_field("note").max_length


@dataclass(frozen=True)
class BulkSource:
    """From what the officer enters for communes: how it came, in what words, a file."""

    source: str
    note: str = ""
    text: str = ""
    file: CheckedFile | None = None

    def origin(self, submission: Submission, by) -> Origin:
        """The same for one return, the message and the file kept with it.

        Raises NotNow or NotTaken where the file cannot be kept.
        """
        message = keep_message(self.text, submission, by=by) if self.text else None
        file = None
        if self.file:
            file, _ = attach(self.file, submission, by=by, note=self.note[:300])
        note = on_behalf_note(self.note)
        return Origin(by, self.source, note, file=file, message=message)


@dataclass
class Line:
    """One commune of the grid: its return, its form, and what became of it."""

    submission: Submission
    form: LineForm
    saved: int = 0
    whole: int = 0
    conflicts: tuple[Conflict, ...] = ()


def on_behalf_note(note: str) -> str:
    """What the history says of a figure that the district entered."""
    return ": ".join(filter(None, (ON_BEHALF, note)))[:LONGEST_NOTE]


def save_lines(lines: Iterable[Line], origin_of: Callable[[Submission], Origin], by):
    """Record what changed, each commune in a transaction of its own.

    A line that is closed meanwhile, or whose source cannot be kept, keeps what was
    typed and says why; the others are saved.
    """
    for line in lines:
        if not line.form.changes():
            continue
        try:
            _save(line, origin_of, by)
        except NotNow as why:
            line.form.refuse(f"{why} Số vừa nhập vẫn còn dưới đây.")
        except NotTaken as why:
            line.form.refuse(f"Chưa ghi số nào: tệp nguồn {why}")


@transaction.atomic
def _save(line, origin_of, by):
    take_hold(line.submission, by=by)
    _refuse_what_was_split(line)
    whole = line.form.newly_whole()
    line.submission.total_only.add(*whole)
    recorded = save_held(line.form, line.submission, origin_of(line.submission))
    line.saved, line.whole = recorded.saved, len(whole)
    line.conflicts = recorded.conflicts


def _refuse_what_was_split(line):
    """The commune may have given its hamlets' figures since the page was read."""
    whole = line.form.newly_whole()
    if not whole:
        return
    split = line.submission.figures.filter(indicator__in=whole, hamlet__isnull=False)
    given = split.exclude(state=Figure.State.BLANK)
    for indicator_id in set(given.values_list("indicator", flat=True)):
        line.form.refuse_split(indicator_id)
