"""A commune's cells and their neighbours in; the rows that a page prints out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reports.figures import Level, Spec
from reports.headings import headings
from reports.judging import Judgement
from reports.totals import commune_total, hamlet_total

from .cells import CellView, anchor, total_text, view_of_cell, view_of_total
from .middle import Peer
from .questions import QuestionsDesk

NOT_JUDGED = Judgement(missing=(), findings=())
NO_QUESTIONS = QuestionsDesk()


@dataclass(frozen=True)
class HamletRow:
    name: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class Grid:
    """Hamlets × the indicators that are collected by hamlet, with their totals.

    `peers`: what stands beside each total, of the other communes.
    """

    specs: tuple[Spec, ...]
    rows: tuple[HamletRow, ...]
    totals: tuple[CellView, ...]
    peers: tuple[Peer | None, ...] = ()

    @property
    def beside_totals(self):
        return zip(self.specs, self.peers, strict=True)

    @property
    def heads(self):
        """(indicator, the heading of the group that it opens) of each column."""
        above = headings(self.specs)
        return [(spec, above.get(spec.key, "")) for spec in self.specs]


@dataclass(frozen=True)
class CommuneRow:
    """An indicator of the commune; `cumulative`: its running total, told beside it."""

    spec: Spec
    cell: CellView
    is_computed: bool
    heading: str = ""
    cumulative: "CommuneRow | None" = None
    peer: Peer | None = None


class CommuneFigures:
    """One commune's cells, each with what stood there in the period before."""

    def __init__(
        self,
        table,
        commune_id,
        *,
        last=None,
        judgement=NOT_JUDGED,
        asks=None,
        questions=NO_QUESTIONS,
        peers=None,
    ):
        self.table = table
        self.commune = table.commune(commune_id)
        known = last is not None and last.has_commune(commune_id)
        self.last = last if known else None
        self.marks = _marks(judgement)
        self.asks = asks or {}
        self.asked = _asked(questions)
        self.peers = peers or {}

    def ask(self, key, hamlet_id):
        """Where to ask about a cell; nothing where it was asked about already."""
        place = key, hamlet_id
        return "" if place in self.asked else self.asks.get(place, "")

    def _questions(self, key, hamlet_id=None):
        return {
            "ask": self.ask(key, hamlet_id),
            "asked": self.asked.get((key, hamlet_id), ""),
        }

    def grid(self) -> Grid | None:
        specs = self._by_hamlet()
        if not specs:
            return None
        return Grid(
            specs=specs,
            rows=tuple(
                HamletRow(h.name, tuple(self._hamlet_cell(s, h.id) for s in specs))
                for h in self.commune.hamlets
            ),
            totals=tuple(self._commune_cell(spec) for spec in specs),
            peers=tuple(self.peers.get(spec.key) for spec in specs),
        )

    def rows(self) -> tuple[CommuneRow, ...]:
        """What is counted once for the commune, running totals beside their flows."""
        in_grid = self._by_hamlet()
        rows = {r.spec.key: r for r in self.totals() if r.spec not in in_grid}
        tops = [r for r in rows.values() if r.spec.cumulative_of not in rows]
        above = headings(row.spec for row in tops)
        return tuple(
            replace(
                row,
                heading=above.get(row.spec.key, ""),
                cumulative=self._beside(row.spec, rows),
            )
            for row in tops
        )

    def _beside(self, spec, rows):
        cumulative = self.table.cumulative_of(spec.key)
        return rows.get(cumulative.key) if cumulative else None

    def totals(self) -> tuple[CommuneRow, ...]:
        """What the whole commune counts of each indicator, in their order."""
        entered = (Level.HAMLET, Level.COMMUNE)
        return tuple(
            CommuneRow(
                s,
                self._commune_cell(s),
                self.table.is_computed(s.key),
                peer=self.peers.get(s.key),
            )
            for s in self.table.specs
            if s.level in entered
        )

    def cell(self, spec, hamlet_id) -> CellView:
        """The figure of a hamlet or, without one, of the commune."""
        if hamlet_id is None:
            return self._commune_cell(spec)
        return self._hamlet_cell(spec, hamlet_id)

    def _by_hamlet(self):
        if not self.commune.hamlets:
            return ()
        return tuple(s for s in self.table.specs if s.level == Level.HAMLET)

    def _hamlet_cell(self, spec, hamlet_id):
        if spec.key in self.commune.total_only:
            return CellView(anchor(spec.key, hamlet_id), "", label=spec.name)
        if self.table.is_computed(spec.key):
            total = hamlet_total(self.table, spec.key, self.commune.id, hamlet_id)
            return view_of_total(
                spec,
                total,
                hamlet_id,
                label=spec.name,
                **self._questions(spec.key, hamlet_id),
            )
        return view_of_cell(
            spec,
            self.table.cell(spec.key, self.commune.id, hamlet_id),
            hamlet_id,
            last=self._last_of_hamlet(spec, hamlet_id),
            severity=self.marks.get((spec.key, hamlet_id), ""),
            label=spec.name,
            **self._questions(spec.key, hamlet_id),
        )

    def _commune_cell(self, spec):
        in_grid = spec in self._by_hamlet()
        more = {
            "last": self._last_of_commune(spec),
            "severity": self.marks.get((spec.key, None), ""),
            "label": spec.name,
            "total_only": in_grid and spec.key in self.commune.total_only,
            **self._questions(spec.key),
        }
        if in_grid and not more["total_only"] or self.table.is_computed(spec.key):
            total = commune_total(self.table, spec.key, self.commune.id)
            return view_of_total(spec, total, **more)
        return view_of_cell(spec, self.table.cell(spec.key, self.commune.id), **more)

    def _last_of_hamlet(self, spec, hamlet_id):
        if self.last is None or not self.last.has(spec.key):
            return ""
        cell = self.last.cell(spec.key, self.commune.id, hamlet_id)
        return view_of_cell(spec, cell).text

    def _last_of_commune(self, spec):
        if self.last is None or not self.last.has(spec.key):
            return ""
        return total_text(spec, commune_total(self.last, spec.key, self.commune.id))


def _asked(questions) -> Mapping[tuple[str, int | None], str]:
    """The question that stands at each cell: waiting or answered."""
    return {
        (line.row.indicator.key, line.row.hamlet_id): state
        for state in ("waiting", "answered")
        for line in getattr(questions, state)
    }


def _marks(judgement: Judgement) -> Mapping[tuple[str | None, int | None], str]:
    """The worst severity found at each cell: findings come errors first."""
    marks = {}
    for finding in judgement.findings:
        marks.setdefault((finding.key, finding.hamlet_id), finding.severity.value)
    return marks
