"""In: a period's rows. Out: a FigureTable, a plain value that a test can hold."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from django.db.models import F, Q, TextField
from django.db.models.functions import Cast

from teams.models import Hamlet

from .models import Figure, FigureVersion, PeriodIndicator, Submission

# --- the plain values -----------------------------------------------------------------

Kind, Level, Time = (
    PeriodIndicator.Kind,
    PeriodIndicator.Level,
    PeriodIndicator.Time,
)


PlaceKey = tuple[str, int | None, int | None]


@dataclass(frozen=True)
class Cell:
    """One figure. Blank, "không phát sinh" and a value are three different things."""

    state: str = Figure.State.BLANK
    value: Decimal | None = None
    names: tuple[str, ...] = ()
    version: int = 0
    figure_id: int | None = None

    @property
    def is_blank(self) -> bool:
        return self.state == Figure.State.BLANK

    @property
    def amount(self) -> Decimal | None:
        """What it counts for in a sum: 0 for "không phát sinh", None for a blank."""
        if self.state == Figure.State.NONE:
            return Decimal(0)
        return None if self.is_blank else self.value


@dataclass(frozen=True)
class Spec:
    """A pinned indicator; its relations are keys of other indicators, or None."""

    key: str
    number: str = ""
    name: str = ""
    unit: str = ""
    definition: str = ""
    group: str = ""
    source: str = ""
    kind: str = Kind.COUNT
    time: str = Time.FLOW
    level: str = Level.COMMUNE
    decimals: int = 0
    in_table: bool = True
    district_adds: bool = False
    total_of_parts: bool = True
    part_of: str | None = None
    cumulative_of: str | None = None
    within: str | None = None
    at_most: str | None = None
    at_most_roster: str = ""
    numerator: str | None = None
    denominator: str | None = None
    product_kind: str = ""
    roster_count: str = ""

    @property
    def is_list(self) -> bool:
        return self.kind == Kind.LIST

    @property
    def is_ratio(self) -> bool:
        return bool(self.numerator and self.denominator)


@dataclass(frozen=True)
class HamletUnit:
    id: int
    name: str


@dataclass(frozen=True)
class CommuneUnit:
    """A commune that was expected to report, as it stood when the period opened."""

    id: int
    name: str
    hamlets: tuple[HamletUnit, ...] = ()
    total_only: frozenset[str] = frozenset()
    state: str = Submission.State.NOT_STARTED
    submission_id: int | None = None


def unit_words(communes: Iterable[CommuneUnit]) -> str:
    """What the reporting units are called: “xã, thị trấn”."""
    names = [commune.name.casefold() for commune in communes]
    kinds = ("xã", "phường", "thị trấn", "đặc khu")
    found = [kind for kind in kinds if any(n.startswith(kind + " ") for n in names)]
    return ", ".join(found) or "đơn vị"


@dataclass(frozen=True)
class FigureTable:
    """Indicators × places; `cells` by (key, commune id or None, hamlet id or None)."""

    specs: tuple[Spec, ...]
    communes: tuple[CommuneUnit, ...]
    cells: Mapping[PlaceKey, Cell] = field(default_factory=dict)

    @cached_property
    def _specs(self):
        return {spec.key: spec for spec in self.specs}

    @cached_property
    def _communes(self):
        return {commune.id: commune for commune in self.communes}

    @cached_property
    def _parts(self):
        parts = {}
        for spec in self.specs:
            parts[spec.part_of] = (*parts.get(spec.part_of, ()), spec)
        return parts

    @cached_property
    def unit_words(self) -> str:
        """What its reporting units are called: “xã, thị trấn”."""
        return unit_words(self.communes)

    def has_commune(self, commune_id: int) -> bool:
        """Whether the commune is in the table."""
        return commune_id in self._communes

    def spec(self, key: str) -> Spec:
        """The indicator of that key. Raises KeyError if the period has none."""
        return self._specs[key]

    def has(self, key: str) -> bool:
        """Whether the period counts this."""
        return key in self._specs

    def parts_of(self, key: str) -> tuple[Spec, ...]:
        """The indicators that it is the total of, in order."""
        return self._parts.get(key, ())

    @cached_property
    def _cumulatives(self):
        return {s.cumulative_of: s for s in self.specs if s.cumulative_of}

    def cumulative_of(self, key: str) -> Spec | None:
        """The running total that is kept beside it, if the period asks for one."""
        return self._cumulatives.get(key)

    def is_computed(self, key: str) -> bool:
        """Whether nobody types it: a ratio, or a total added up from its parts."""
        spec = self.spec(key)
        return spec.is_ratio or (spec.total_of_parts and bool(self.parts_of(key)))

    def typed_keys(self, key: str) -> tuple[str, ...]:
        """What is typed for it: itself, or all that it is computed from."""
        if not self.is_computed(key):
            return (key,)
        spec = self.spec(key)
        below = [part.key for part in self.parts_of(key)]
        if spec.is_ratio:
            below = [spec.numerator, spec.denominator]
        return tuple(typed for each in below for typed in self.typed_keys(each))

    def commune(self, commune_id: int) -> CommuneUnit:
        """The commune of that id. Raises KeyError if it is not in the table."""
        return self._communes[commune_id]

    def cell(
        self, key: str, commune_id: int | None = None, hamlet_id: int | None = None
    ) -> Cell:
        """The figure there, or a blank one; no commune means the district's own."""
        return self.cells.get((key, commune_id, hamlet_id)) or Cell()

    def only(self, *commune_ids: int) -> "FigureTable":
        """The same table with these communes alone, in the table's order."""
        kept = set(commune_ids)
        if kept.issuperset(commune.id for commune in self.communes):
            return self
        communes = tuple(c for c in self.communes if c.id in kept)
        cells = {
            place: cell
            for place, cell in self.cells.items()
            if place[1] is None or place[1] in kept
        }
        return replace(self, communes=communes, cells=cells)


# --- from the database ----------------------------------------------------------------


def load_table(period, submissions) -> FigureTable:
    """The figures of these submissions and the district's own: five queries.

    `submissions` is a queryset; the caller says which (all that were sent, for a
    draft; the accepted ones, for the final).
    """
    specs = load_specs(period)
    rows = list(submissions.in_district_order())
    cells = _cells(period, {row.pk: row.commune_id for row in rows})
    hamlets = _hamlets(period, rows, {hamlet for *_, hamlet in cells if hamlet})
    total_only = _total_only(rows)
    return FigureTable(
        specs=specs,
        communes=tuple(_commune_unit(row, hamlets, total_only) for row in rows),
        cells=cells,
    )


def load_cells(submission, keys: Mapping[int, str]) -> dict[PlaceKey, Cell]:
    """The figures of one return alone; `keys` by indicator id: one plain query."""
    rows = Figure.objects.filter(submission=submission.pk).values_list(
        "indicator", "hamlet", "state", "value", "names", "version", "pk"
    )
    return {
        (keys[indicator], submission.commune_id, hamlet): Cell(
            state, value, tuple(names), version, pk
        )
        for indicator, hamlet, state, value, names, version, pk in rows
    }


def cell_of(figure: Figure) -> Cell:
    """A figure's row as a plain cell."""
    return Cell(
        figure.state, figure.value, tuple(figure.names), figure.version, figure.pk
    )


def load_total_only(submission) -> list[str]:
    """Keys that the return reports as "chỉ có tổng xã": one query."""
    return _total_only([submission]).get(submission.pk, [])


def load_sources(period) -> dict[str, str]:
    """Whom the district has figures from, by key, as they stand now: one query."""
    from_others = Q(figure__indicator__level=Level.DISTRICT) | ~Q(
        figure__indicator__source=""
    )
    rows = FigureVersion.objects.filter(
        from_others,
        figure__indicator__period=period,
        figure__submission=None,
        number=F("figure__version"),
    ).exclude(note="")
    return dict(rows.values_list("figure__indicator__key", "note"))


def load_specs(period) -> tuple[Spec, ...]:
    """The period's pinned indicators in order, as plain values: one query."""
    return _specs(period.indicators.all())


def catalogue_specs(district) -> tuple[Spec, ...]:
    """The indicators that periods opened later will have: one query."""
    return _specs(district.indicators.filter(is_active=True))


def _specs(indicators):
    rows = list(indicators)
    keys = {row.pk: row.key for row in rows}
    return tuple(_spec(row, keys) for row in rows)


def _spec(row, keys):
    plain = [
        "key",
        "number",
        "name",
        "unit",
        "definition",
        "group",
        "source",
        "kind",
        "time",
        "level",
        "decimals",
        "in_table",
        "district_adds",
        "at_most_roster",
        "product_kind",
        "roster_count",
    ]
    return Spec(
        **{name: getattr(row, name) for name in plain},
        **{name: keys.get(getattr(row, f"{name}_id")) for name in row.RELATIONS},
        total_of_parts=not row.total_typed,
    )


def _cells(period, communes):
    """Every figure of these submissions ({id: its commune's}) and the district's own.

    Plain tuples, not model instances: there are thousands.
    """
    rows = Figure.objects.filter(
        Q(submission__in=communes) | Q(submission__isnull=True),
        indicator__period=period,
    ).values_list(
        "indicator__key",
        "submission",
        "hamlet",
        "state",
        "value",
        Cast("names", TextField()),
        "version",
        "pk",
    )
    return {
        (key, communes.get(submission), hamlet): Cell(
            state, value, _names(names), version, pk
        )
        for key, submission, hamlet, state, value, names, version, pk in rows
    }


def _names(written):
    """The names of a list; nearly all figures have none, so few need parsing."""
    return () if written == "[]" else tuple(json.loads(written))


def _hamlets(period, submissions, kept):
    """Hamlets in force at the cut-off, and any other that holds a figure."""
    rows = Hamlet.objects.filter(commune__in=[s.commune_id for s in submissions])
    in_force = Q(valid_from__lte=period.last_day) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=period.last_day)
    )
    rows = rows.filter(in_force | Q(pk__in=kept)).order_by("position", "sort_key")
    by_commune = {}
    for pk, commune, kind, name in rows.values_list("pk", "commune", "kind", "name"):
        unit = HamletUnit(pk, f"{Hamlet.Kind(kind).label} {name}")
        by_commune.setdefault(commune, []).append(unit)
    return by_commune


def _total_only(submissions):
    """{submission: keys that it reports for the whole commune alone}."""
    links = Submission.total_only.through.objects.filter(submission__in=submissions)
    keys = {}
    for submission, key in links.values_list("submission", "periodindicator__key"):
        keys.setdefault(submission, []).append(key)
    return keys


def _commune_unit(submission, hamlets, total_only):
    return CommuneUnit(
        id=submission.commune_id,
        name=str(submission.commune),
        hamlets=tuple(hamlets.get(submission.commune_id, ())),
        total_only=frozenset(total_only.get(submission.pk, ())),
        state=submission.state,
        submission_id=submission.pk,
    )
