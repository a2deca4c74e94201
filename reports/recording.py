"""Proposed figures in; figures with their versions in the database out.

Whatever way a value comes in (form, file, message), it is written here, so that
every value keeps its versions: who, when, and from what.
"""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from reports import rules
from reports.models import (
    Attachment,
    Figure,
    FigureVersion,
    SourceMessage,
    Submission,
    SubmissionEvent,
)
from reports.rules import NotNow


@dataclass(frozen=True)
class Origin:
    """Who entered figures, and from what: kept with every version."""

    by: object
    source: str
    note: str = ""
    file: Attachment | None = None
    message: SourceMessage | None = None


@dataclass(frozen=True)
class Proposal:
    """A value proposed for one cell, and the version that it was based on.

    `key`: given by the sender; a version that carries it was written by this very
    proposal, whose answer was lost on the way. `follows`: keys of the same sender's
    earlier proposals for the cell, whose outcome it does not know. `cited`: where
    the district has the figure from, kept as its version's note; None: not asked.
    """

    indicator_id: int
    hamlet_id: int | None
    state: str
    value: Decimal | None = None
    names: tuple[str, ...] = ()
    based_on: int = 0
    key: UUID | None = None
    follows: frozenset[UUID] = frozenset()
    cited: str | None = None

    @property
    def place(self):
        return self.indicator_id, self.hamlet_id

    def same_as(self, figure):
        """Whether `figure` (or a version of it) already says this."""
        same = (self.state, self.value, list(self.names)) == (
            figure.state,
            figure.value,
            list(figure.names),
        )
        return same and (self.cited is None or self.cited == figure.note)


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved this cell since: theirs stands, ours waits for a choice."""

    proposal: Proposal
    theirs: FigureVersion


@dataclass(frozen=True)
class Recorded:
    """What was written (`figures`, as they stand now), and what was not."""

    figures: tuple[Figure, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def saved(self):
        return len(self.figures)


def record(proposals, *, submission, origin, total_only=None):
    """Write what changed in one commune's return, and say what could not be.

    A cell that its sender left as it was at `based_on` is passed over, even where
    it changed since. Raises `NotNow` where the return is not open for entry.
    """
    with transaction.atomic():
        take_hold(submission, by=origin.by)
        return record_held(proposals, submission, origin, total_only)


def record_held(proposals, submission, origin, total_only=None, standing=None):
    """The same, for a caller that took hold of the return in its own transaction.

    `standing`: the figures by (indicator, hamlet), where the caller has read them.
    """
    if total_only is not None:
        submission.total_only.set(total_only)
    return _write(proposals, submission, origin, standing)


def record_district(proposals, *, period, origin):
    """Write the district's own figures of a period.

    Raises `NotNow` where the period is not open, or not this person's to write in.
    """
    with transaction.atomic():
        period = type(period).objects.select_for_update().get(pk=period.pk)
        if not rules.may_enter_own(origin.by, period):
            raise NotNow("Kỳ này không mở, nên không nhập được số liệu riêng.")
        return _write(proposals, None, origin)


def record_many(proposals, *, period, origin, total_only):
    """Write figures into many returns at once; {return id: proposals}.

    The returns keep their state, for nobody has begun to fill them in; `total_only`:
    {return id: indicator ids} to be added to what each reports for the whole commune.
    A return that is not open for entry is passed over. The figures that were written.
    """
    with transaction.atomic():
        rows = Submission.objects.select_for_update(of=("self",)).filter(
            pk__in=proposals,
            period=period,
            state__in=Submission.OPEN_FOR_ENTRY,
            period__state="open",
        )
        changes, figures = [], []
        standing = _standing_by_return(rows)
        for row in rows:
            there = standing.get(row.pk, {})
            mine, _ = _sift(proposals[row.pk], there)
            changes += mine
            figures += _changed_figures(mine, there, row)
            if added := total_only.get(row.pk):
                row.total_only.add(*added)
        return _store(figures, changes, origin)


def _standing_by_return(rows):
    standing = {}
    for figure in Figure.objects.filter(submission__in=[row.pk for row in rows]):
        place = figure.indicator_id, figure.hamlet_id
        standing.setdefault(figure.submission_id, {})[place] = figure
    return standing


def take_hold(submission, *, by):
    """Guard and lock in one UPDATE; the first save starts the return.

    To be called within a transaction. Raises `NotNow` where entry is closed, or the
    return is not this person's to write.
    """
    if not rules.writes_for(by, submission):
        raise NotNow("Bạn không được phân công nhập biểu của xã này.")
    open_rows = Submission.objects.filter(
        pk=submission.pk,
        state__in=Submission.OPEN_FOR_ENTRY,
        period__state="open",
    )
    if not open_rows.update(touched_at=timezone.now()):
        raise NotNow("Biểu này không còn mở để nhập. Đề nghị tải lại trang.")
    not_started = Submission.State.NOT_STARTED
    started = submission.state == not_started and Submission.objects.filter(
        pk=submission.pk, state=not_started
    ).update(state=Submission.State.DRAFT)
    if started:
        submission.state = Submission.State.DRAFT
        SubmissionEvent.objects.create(
            submission=submission, move=SubmissionEvent.Move.START, by=by
        )


def _write(proposals, submission, origin, standing=None):
    proposals = list(proposals)
    if standing is None:
        standing = _standing_figures(proposals, submission)
    changes, conflicts = _sift(proposals, standing)
    figures = _changed_figures(changes, standing, submission)
    return Recorded(_store(figures, changes, origin), tuple(conflicts))


def _store(figures, changes, origin):
    """Save the figures and a version of each; the figures as they stand now."""
    Figure.objects.bulk_create([each for each in figures if each.pk is None])
    _update([each for each in figures if each.version > 1])
    FigureVersion.objects.bulk_create(
        _version(figure, proposal, origin)
        for figure, proposal in zip(figures, changes, strict=True)
    )
    return tuple(figures)


def _version(figure, proposal, origin):
    return FigureVersion(
        figure=figure,
        number=figure.version,
        state=figure.state,
        value=figure.value,
        names=figure.names,
        by=origin.by,
        source=origin.source,
        note=origin.note if proposal.cited is None else proposal.cited,
        file=origin.file,
        message=origin.message,
        key=proposal.key,
    )


def _standing_figures(proposals, submission):
    """The figures that stand now, by (indicator, hamlet): the caller holds the lock."""
    if not proposals:
        return {}
    rows = Figure.objects.filter(
        submission=submission, indicator__in={p.indicator_id for p in proposals}
    )
    if any(proposal.cited is not None for proposal in proposals):
        rows = rows.annotate(note=_note_of_now())
    return {(row.indicator_id, row.hamlet_id): row for row in rows}


def _note_of_now():
    """What the version that stands now was taken from."""
    versions = FigureVersion.objects.filter(
        figure=OuterRef("pk"), number=OuterRef("version")
    )
    return Subquery(versions.values("note"))


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
    return _settle_stale(changes, stale, standing)


def _settle_stale(changes, stale, standing):
    """(what changes, conflicts) once the versions that senders saw are known.

    No conflict: what was left as it was; what was written before under the same key;
    what follows the sender's own last version.
    """
    if not stale:
        return changes, []
    versions = _versions_of(standing[p.place] for p in stale)
    conflicts = []
    for proposal in stale:
        figure = standing[proposal.place]
        known = versions[figure.pk]
        last = known[figure.version]
        if last.key is not None and last.key in proposal.follows:
            changes.append(proposal)
        elif not _is_settled(proposal, known):
            conflicts.append(Conflict(proposal, last))
    return changes, conflicts


def _versions_of(figures):
    """{figure id: {number: version}} of these figures: one query."""
    known = {}
    rows = FigureVersion.objects.filter(figure__in=[f.pk for f in figures])
    for version in rows.select_related("by"):
        known.setdefault(version.figure_id, {})[version.number] = version
    return known


def _is_settled(proposal, known):
    """Whether it was written before, or says only what its sender saw."""
    if proposal.key is not None and any(
        version.key == proposal.key for version in known.values()
    ):
        return True
    seen = known.get(proposal.based_on)
    if seen:
        return proposal.same_as(seen)
    return proposal.state == Figure.State.BLANK and proposal.based_on == 0


def _changed_figures(changes, standing, submission):
    """The figures as they are to stand, not saved, in the order of the changes."""
    figures = []
    for proposal in changes:
        figure = standing.get(proposal.place)
        if figure is None:
            figure = Figure(
                indicator_id=proposal.indicator_id,
                submission=submission,
                hamlet_id=proposal.hamlet_id,
            )
        figure.state = proposal.state
        figure.value = proposal.value
        figure.names = list(proposal.names)
        figure.version += 1
        figures.append(figure)
    return figures


def _update(figures):
    fields = ["state", "value", "names", "version"]
    if not figures:
        return
    if len(figures) == 1:  # a cell that saves itself: no CASE for one row
        figures[0].save(update_fields=fields)
    else:
        Figure.objects.bulk_update(figures, fields)
