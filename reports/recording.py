"""Proposed figures in; figures with their versions in the database out.

Whatever way a value comes in (form, file, message), it is written here, so that
every value keeps its versions: who, when, and from what.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from reports.models import Figure, FigureVersion, Submission, SubmissionEvent
from reports.rules import NotNow


@dataclass(frozen=True)
class Proposal:
    """A value proposed for one cell, and the version that it was based on."""

    indicator_id: int
    hamlet_id: int | None
    state: str
    value: Decimal | None = None
    names: tuple[str, ...] = ()
    based_on: int = 0

    @property
    def place(self):
        return self.indicator_id, self.hamlet_id

    def same_as(self, figure):
        """Whether `figure` (or a version of it) already says this."""
        return (self.state, self.value, list(self.names)) == (
            figure.state,
            figure.value,
            list(figure.names),
        )


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved this cell since: theirs stands, ours waits for a choice."""

    proposal: Proposal
    theirs: FigureVersion


@dataclass(frozen=True)
class Recorded:
    saved: int
    conflicts: tuple[Conflict, ...]


def record(proposals, *, submission, by, source, note="", total_only=None):
    """Write what changed in one commune's return, and say what could not be.

    A cell that its sender left as it was at `based_on` is passed over, even where
    it changed since. Raises `NotNow` where the return is not open for entry.
    """
    with transaction.atomic():
        _take_hold(submission, by)
        if total_only is not None:
            submission.total_only.set(total_only)
        return _write(proposals, submission, by, source, note)


def record_district(proposals, *, period, by, source, note=""):
    """Write the district's own figures of a period.

    Raises `NotNow` where the period is not open.
    """
    with transaction.atomic():
        if not type(period).objects.select_for_update().get(pk=period.pk).is_open:
            raise NotNow("Kỳ này không mở, nên không nhập được số liệu riêng.")
        return _write(proposals, None, by, source, note)


def _take_hold(submission, by):
    """Guard and lock in one UPDATE; the first save starts the return."""
    open_rows = Submission.objects.filter(
        pk=submission.pk,
        state__in=Submission.OPEN_FOR_ENTRY,
        period__state="open",
    )
    if not open_rows.update(touched_at=timezone.now()):
        raise NotNow("Biểu này không còn mở để nhập. Đề nghị tải lại trang.")
    started = Submission.objects.filter(
        pk=submission.pk, state=Submission.State.NOT_STARTED
    ).update(state=Submission.State.DRAFT)
    if started:
        submission.state = Submission.State.DRAFT
        SubmissionEvent.objects.create(
            submission=submission, move=SubmissionEvent.Move.START, by=by
        )


def _write(proposals, submission, by, source, note):
    proposals = list(proposals)
    standing = _standing_figures(proposals, submission)
    changes, conflicts = _sift(proposals, standing)
    figures = _save_figures(changes, standing, submission)
    FigureVersion.objects.bulk_create(
        FigureVersion(
            figure=figure,
            number=figure.version,
            state=figure.state,
            value=figure.value,
            names=figure.names,
            by=by,
            source=source,
            note=note,
        )
        for figure in figures
    )
    return Recorded(len(figures), tuple(conflicts))


def _standing_figures(proposals, submission):
    """The figures that stand now, by (indicator, hamlet)."""
    rows = Figure.objects.filter(
        submission=submission, indicator__in={p.indicator_id for p in proposals}
    ).select_for_update()
    return {(row.indicator_id, row.hamlet_id): row for row in rows}


def _sift(proposals, standing):
    """What really changes, and what somebody else changed meanwhile."""
    changes, stale = [], []
    for proposal in proposals:
        figure = standing.get(proposal.place)
        if figure is None:
            if proposal.state != Figure.State.BLANK:
                changes.append(proposal)
        elif not proposal.same_as(figure):
            fresh = proposal.based_on == figure.version
            (changes if fresh else stale).append(proposal)
    return changes, _conflicts(stale, standing)


def _conflicts(stale, standing):
    """Stale proposals that differ from the version that their sender saw."""
    figures = [standing[p.place] for p in stale]
    versions = {
        (v.figure_id, v.number): v
        for v in FigureVersion.objects.filter(figure__in=figures).select_related("by")
    }
    conflicts = []
    for proposal, figure in zip(stale, figures, strict=True):
        seen = versions.get((figure.pk, proposal.based_on))
        untouched = (
            proposal.same_as(seen)
            if seen
            else proposal.state == Figure.State.BLANK and proposal.based_on == 0
        )
        if not untouched:
            theirs = versions[(figure.pk, figure.version)]
            conflicts.append(Conflict(proposal, theirs))
    return conflicts


def _save_figures(changes, standing, submission):
    new, changed = [], []
    for proposal in changes:
        figure = standing.get(proposal.place)
        if figure is None:
            figure = Figure(
                indicator_id=proposal.indicator_id,
                submission=submission,
                hamlet_id=proposal.hamlet_id,
            )
            new.append(figure)
        else:
            changed.append(figure)
        figure.state = proposal.state
        figure.value = proposal.value
        figure.names = list(proposal.names)
        figure.version += 1
    Figure.objects.bulk_create(new)
    Figure.objects.bulk_update(changed, ["state", "value", "names", "version"])
    return new + changed
