"""The catalogue's rows in; what its page lists, group by group, rules in words, out."""

from dataclasses import dataclass
from itertools import groupby

from reports.arranging import arranged, siblings_of
from reports.checks.findings import inner
from reports.models import Indicator

Kind, Level = Indicator.Kind, Indicator.Level


@dataclass(frozen=True)
class Line:
    """One indicator in use: how deep under its total, and where it may move."""

    indicator: Indicator
    depth: int
    rules: tuple[str, ...]
    may_rise: bool
    may_sink: bool


@dataclass(frozen=True)
class Group:
    """The indicators under one heading; the first may have none."""

    name: str
    lines: tuple[Line, ...]
    may_rise: bool = False
    may_sink: bool = False


@dataclass(frozen=True)
class CataloguePage:
    groups: tuple[Group, ...]
    retired: tuple[Indicator, ...]


def catalogue_page(rows) -> CataloguePage:
    """`rows`: the whole catalogue in its order, relations joined."""
    rows = list(rows)
    pairs = [pair for pair in arranged(rows) if pair[0].is_active]
    found = groupby(pairs, key=lambda pair: pair[0].group)
    groups = [
        (name, tuple(_line(*pair, rows) for pair in each)) for name, each in found
    ]
    names = [name for name, _ in groups if name]
    return CataloguePage(
        groups=tuple(
            Group(name, lines, name not in names[:1], name not in names[-1:])
            for name, lines in groups
        ),
        retired=tuple(row for row in rows if not row.is_active),
    )


def rules_in_words(indicator, rows) -> tuple[str, ...]:
    """What an indicator has to do with others, a phrase each: "≤ chỉ tiêu 4"."""
    return tuple(
        phrase
        for say in (_kind, _made_of, _bounds, _on_paper)
        for phrase in say(indicator, rows)
    )


def short_name(indicator) -> str:
    """An indicator within a sentence: by its number, or by name."""
    if indicator.number:
        return f"chỉ tiêu\N{NO-BREAK SPACE}{indicator.number.strip(' .')}"
    return inner(indicator.name)


def _line(indicator, depth, rows):
    siblings = siblings_of(indicator, rows)
    return Line(
        indicator=indicator,
        depth=depth,
        rules=rules_in_words(indicator, rows),
        may_rise=indicator != siblings[0],
        may_sink=indicator != siblings[-1],
    )


def _kind(indicator, rows):
    if indicator.kind in (Kind.MONEY, Kind.LIST):
        yield inner(indicator.get_kind_display())
    if indicator.decimals:
        yield f"{indicator.decimals} số thập phân"


def _made_of(indicator, rows):
    parts = [r for r in rows if r.part_of_id == indicator.pk and r.is_active]
    if parts:
        added = " + ".join(inner(part.name) for part in parts)
        yield f"đối chiếu với {added}" if indicator.total_typed else f"= {added}"
    if indicator.kind == Kind.PERCENT:
        top, bottom = indicator.numerator, indicator.denominator
        yield f"= {short_name(top)} : {short_name(bottom)}"
    if indicator.level == Level.ROSTER:
        yield f"= {inner(indicator.get_roster_count_display())} trong danh bạ"
    if indicator.cumulative_of:
        yield f"lũy kế của {short_name(indicator.cumulative_of)}"


def _bounds(indicator, rows):
    if indicator.at_most:
        yield f"≤ {short_name(indicator.at_most)}"
    if indicator.at_most_roster:
        yield f"≤ {inner(indicator.get_at_most_roster_display())} trong danh bạ"
    if indicator.within:
        yield f"nằm trong danh sách của {short_name(indicator.within)}"


def _on_paper(indicator, rows):
    if indicator.source:
        yield f"nguồn: {indicator.source}"
    if not indicator.in_table:
        yield "không in trong bảng"
