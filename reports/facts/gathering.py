"""A period's totals, roster and activities in; every number and name that the text
may cite, by name, out."""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.figures import FigureTable, Level, Spec, unit_words
from reports.models import Activity
from reports.totals import Total
from teams.roster import RosterCounts
from tuky_cnscd.vietnamese import format_count, format_number, format_percent

from .fact import Fact
from .names import LABELS

ROSTER_FACTS = {
    "so_to_xa": "commune_teams",
    "so_thon": "hamlets",
    "so_to_thon": "hamlet_teams",
    "so_thanh_vien_to_thon": "members",
    "so_thanh_vien_to_chi_dao": "steering_members",
    "so_nhom_zalo": "zalo_groups",
}


@dataclass(frozen=True)
class Coverage:
    """Which of the expected communes stand in the figures that are summed."""

    expected: int
    present: int
    missing: tuple[str, ...]
    words: str

    @property
    def share(self):
        """ "22/23 xã, thị trấn", as the paper says it."""
        return f"{self.present}/{self.expected} {self.words}"


def coverage(table: FigureTable, expected) -> Coverage:
    """How many of the `expected` communes (units in order) the table holds."""
    present = {unit.id for unit in table.communes}
    return Coverage(
        expected=len(expected),
        present=len(present),
        missing=tuple(u.name for u in expected if u.id not in present),
        words=unit_words(expected),
    )


def gather(
    period,
    specs,
    totals: Mapping[str, Total],
    roster: RosterCounts,
    units: Coverage,
) -> dict[str, Fact]:
    """Every fact of the period by name. One query, for the trained communes."""
    texts = {
        "ky": period.phrase,
        "ky_sau": period.next_phrase,
        "nam": str(period.last_day.year),
        "so_xa": format_count(units.expected),
        "so_xa_da_gui": format_count(units.present),
        "so_xa_da_tap_huan": format_count(trained_communes(period)),
    } | {name: format_count(getattr(roster, f)) for name, f in ROSTER_FACTS.items()}
    facts = {name: Fact(name, LABELS[name], text) for name, text in texts.items()}
    for spec in specs:
        facts |= _of_indicator(spec, totals[spec.key], units)
    return facts


def source_facts(specs, sources: Mapping[str, str]) -> dict[str, Fact]:
    """Whom the district has a figure from, by the name nguon_<key>."""
    return {
        f"nguon_{spec.key}": Fact(
            f"nguon_{spec.key}",
            f"{spec.name}: nguồn số liệu",
            sources.get(spec.key) or spec.source,
        )
        for spec in specs
        if spec.source
    }


def trained_communes(period) -> int:
    """Communes with a conference or training of their own in the period."""
    return sessions_of_communes(period).values("commune").distinct().count()


def district_sessions(period) -> int:
    """The district's own conferences and trainings in the period."""
    return _own_sessions(period, commune__isnull=True).count()


def sessions_of_communes(period):
    """The communes' own conferences and trainings in the period, as a queryset."""
    return _own_sessions(period, commune__isnull=False)


def _own_sessions(period, **where):
    return Activity.objects.filter(
        district=period.district_id,
        kind__in=Activity.SESSIONS,
        date__range=(period.first_day, period.last_day),
        **where,
    ).order_by()


def amount_text(spec: Spec, total: Total) -> str:
    """A total as the text prints it, without its unit; "…" where nothing is known."""
    if total.value is None:
        return "…"
    if spec.is_ratio:
        return format_percent(total.value, spec.decimals)
    return format_number(total.value, spec.decimals)


def is_complete(spec: Spec, total: Total, units: Coverage) -> bool:
    """Whether no expected unit is missing or blank in this total."""
    from_communes = spec.level in (Level.HAMLET, Level.COMMUNE)
    return not total.incomplete and not (from_communes and units.missing)


def _of_indicator(spec, total, units):
    complete = is_complete(spec, total, units)
    mark = "" if complete else f" (chưa đủ: {total.counted}/{units.expected} xã)"
    if mark and spec.level == Level.DISTRICT:
        mark = " (chưa có số liệu)"
    texts = {spec.key: amount_text(spec, total) + mark}
    if spec.is_list:
        texts[f"so_{spec.key}"] = format_count(total.value or 0) + mark
        texts[f"danh_sach_{spec.key}"] = "; ".join(total.names) or "…"
    return {name: Fact(name, spec.name, text, complete) for name, text in texts.items()}
