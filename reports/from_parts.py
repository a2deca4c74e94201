"""A period and its shorter parts in; its returns, filled from their figures, out.

What a person typed is never overwritten; what was taken before and not touched since
follows the parts when it is taken again.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.db.models import F

from reports import rules
from reports.figures import Cell, load_table
from reports.models import FigureVersion, Submission
from reports.parts import Filling, Gap, Merged, Part, Taken, fill
from reports.recording import Origin, Proposal, record_district, record_many
from reports.rules import NotNow
from teams.models import Commune, Hamlet

Source = FigureVersion.Source
FROM = "Từ "


@dataclass(frozen=True)
class Offer:
    """What the parts can give a period now.

    `fresh`: cells that would be written; `standing`: cells that say it already;
    `kept`: cells where a person typed something else; `closed`: communes that sent.
    """

    names: tuple[str, ...]
    filling: Filling
    fresh: tuple[tuple[Taken, Cell], ...]
    standing: int
    kept: int
    closed: tuple[str, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return self.filling.gaps

    @cached_property
    def blanks(self) -> int:
        """How many cells take nothing."""
        return sum(not gap.lost for gap in self.gaps)

    @cached_property
    def communes(self) -> int:
        """How many returns would be written in."""
        return len({taken.commune_id for taken, _ in self.fresh} - {None})


def offer_of(period) -> Offer:
    """What could be taken into `period` from its parts: some queries a part."""
    rows = list(period.parts.order_by("last_day"))
    parts = tuple(_part(row) for row in rows)
    table = load_table(period, period.submissions.all())
    filling = fill(table, parts, _merged(period))
    open_to = {
        commune.id
        for commune in table.communes
        if commune.state in Submission.OPEN_FOR_ENTRY
    }
    ours = _taken_before(period)
    return _sorted(table, filling, open_to | {None}, ours, rows)


def take_from_parts(period, *, by) -> int:
    """Write what the parts give; how many cells were written.

    Raises `NotNow` where the period is not open or has no parts.
    """
    if not rules.may_take_from_parts(by, period):
        raise NotNow("Chỉ lấy được số liệu vào kỳ đang mở.")
    with transaction.atomic():
        offer = offer_of(period)
        if not offer.names:
            raise NotNow("Kỳ này chưa chọn các kỳ để lấy số liệu.")
        origin = Origin(by, Source.PERIOD, note=f"{FROM}{'; '.join(offer.names)}"[:500])
        ids = dict(period.indicators.values_list("key", "pk"))
        written = _record_returns(period, offer, ids, origin)
        own = [_proposal(*each, ids) for each in offer.fresh if _is_own(each)]
        return written + record_district(own, period=period, origin=origin).saved


def taken_into(submission) -> str:
    """The names of the parts that figures of the return came from, or nothing."""
    rows = FigureVersion.objects.filter(
        figure__submission=submission, source=Source.PERIOD
    )
    note = rows.order_by("-pk").values_list("note", flat=True).first() or ""
    return note.removeprefix(FROM)


def _record_returns(period, offer, ids, origin):
    returns = dict(period.submissions.values_list("commune", "pk"))
    proposals = {}
    for each in offer.fresh:
        if not _is_own(each):
            row = returns[each[0].commune_id]
            proposals.setdefault(row, []).append(_proposal(*each, ids))
    total_only = {
        returns[commune]: {ids[key] for key in keys}
        for commune, keys in offer.filling.total_only.items()
    }
    figures = record_many(
        proposals, period=period, origin=origin, total_only=total_only
    )
    return len(figures)


def _is_own(each):
    return each[0].commune_id is None


def _proposal(taken, standing, ids):
    return Proposal(
        indicator_id=ids[taken.key],
        hamlet_id=taken.hamlet_id,
        state=taken.cell.state,
        value=taken.cell.value,
        names=taken.cell.names,
        based_on=standing.version,
    )


def _part(period):
    accepted = period.submissions.filter(state=Submission.State.ACCEPTED)
    asked = frozenset(period.submissions.values_list("commune", flat=True))
    return Part(str(period), load_table(period, accepted), asked)


def _sorted(table, filling, open_to, ours, rows):
    """Which cells are fresh, which say it already, which a person has typed."""
    fresh, counts = [], Counter()
    for taken in filling.taken:
        cell = table.cell(taken.key, taken.commune_id, taken.hamlet_id)
        if _same(cell, taken.cell):
            counts["standing"] += 1
        elif cell.version and cell.figure_id not in ours:
            counts["kept"] += 1
        elif taken.commune_id in open_to:
            fresh.append((taken, cell))
    closed = tuple(c.name for c in table.communes if c.id not in open_to)
    names = tuple(str(row) for row in rows)
    return Offer(
        names, filling, tuple(fresh), counts["standing"], counts["kept"], closed
    )


def _same(one: Cell, other: Cell):
    return (one.state, one.value, one.names) == (other.state, other.value, other.names)


def _taken_before(period):
    """Figures whose last version came from the parts: nobody touched them since."""
    rows = FigureVersion.objects.filter(
        figure__indicator__period=period,
        source=Source.PERIOD,
        number=F("figure__version"),
    )
    return set(rows.values_list("figure", flat=True))


def _merged(period):
    """Places that were merged into another one within the period."""
    ended = {"valid_to__gte": period.first_day, "valid_to__lt": period.last_day}
    communes = Commune.objects.filter(district=period.district_id, **ended)
    hamlets = Hamlet.objects.filter(commune__district=period.district_id, **ended)
    return Merged(_into(communes), _into(hamlets))


def _into(rows):
    names = {}
    for row in rows.prefetch_related("successors"):
        for successor in row.successors.all():
            names.setdefault(successor.pk, []).append(str(row))
    return {pk: ", ".join(each) for pk, each in names.items()}
