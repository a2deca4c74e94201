"""A consolidation in; the figures that its text may speak of out, as plain values."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum

from reports.facts import SHARE, last_totals, whole_of
from reports.figures import Spec
from tuky_cnscd.vietnamese import format_count, format_number, round_half_up

from .roster_words import (
    BASES,
    CAPS,
    EXCLUDED,
    MEMBERS,
    OF_THE_ROSTER,
    OPTIONAL,
    SHARES_OF_ROSTER,
    WHOLES,
)
from .terms import terms

HEAD_WORDS = (
    "household person member comrade session conference account product team "
    "hamlet commune group zalo"
)
HEADS = frozenset(HEAD_WORDS.split())
AGENTS = frozenset({"team", "district", "commune"})
HEAD_WEIGHT = 0.6


class Kind(Enum):
    """What a figure is, and so what a number must be to be compared with it."""

    COUNT = "count"
    LAST = "last"
    RATIO = "ratio"
    CHANGE = "change"
    RATE = "rate"


@dataclass(frozen=True)
class Known:
    """A figure that is known, and the words by which a sentence speaks of it.

    `weights`: how much each concept tells of it ("a|b" is one or the other); `heads`:
    what is counted. A change and its rate are signed. `name` is "" where no live name
    prints it.
    """

    name: str
    label: str
    value: Decimal
    kind: Kind = Kind.COUNT
    unit: str = ""
    weights: Mapping[str, float] = field(default_factory=dict)
    heads: frozenset[str] = frozenset()
    explains: frozenset[str] = frozenset()
    must: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    cap: float = 0.0
    whole: str = ""
    is_base: bool = False
    is_complete: bool = True

    @property
    def text(self) -> str:
        """The figure as a sentence of a finding says it."""
        if self.kind in (Kind.RATIO, Kind.RATE):
            number = f"{format_number(round_half_up(abs(self.value), 1))}%"
        else:
            number = format_count(abs(self.value))
        if self.kind in (Kind.CHANGE, Kind.RATE):
            return f"{'giảm' if self.value < 0 else 'tăng'} {number}"
        return number


def known_figures(consolidation) -> tuple[Known, ...]:
    """Every figure that the period's text may speak of, with its words."""
    facts = consolidation.facts
    counts = {
        name: Decimal(facts[name].text.replace(".", "")) for name in OF_THE_ROSTER
    }
    values = {
        spec.key: consolidation.totals[spec.key].value
        for spec in consolidation.table.specs
    }
    labels = {name: facts[name].label for name in OF_THE_ROSTER}
    last = last_totals(consolidation)
    found = figures_of(consolidation.table.specs, values, counts, labels, last)
    at_hand = consolidation.at_hand
    return tuple(
        replace(known, is_complete=_is_complete(at_hand.get(known.name)))
        for known in found
    )


def _is_complete(fact):
    return fact is None or fact.complete


def figures_of(
    specs: Iterable[Spec],
    values: Mapping[str, Decimal | None],
    counts: Mapping[str, Decimal],
    labels: Mapping[str, str],
    last: Mapping[str, Decimal],
) -> tuple[Known, ...]:
    """The same from plain values: totals and last totals by key, counts by name."""
    specs = [spec for spec in specs if values.get(spec.key) is not None]
    roster = [_of_roster(name, counts[name], labels[name]) for name in counts]
    indicators = _of_indicators(specs, values)
    found = [*roster, *indicators.values()]
    found += _since_last(specs, indicators, last)
    found += _shares(specs, indicators, {known.name: known for known in roster})
    return tuple(found)


def _of_roster(name, value, label):
    heads, weights = OF_THE_ROSTER[name]
    optional = OPTIONAL.get(name, set())
    concepts = {each for key in weights for each in key.split("|")} | {"team"}
    return Known(
        name,
        label,
        value,
        weights=weights,
        heads=frozenset(heads.split()),
        explains=frozenset(concepts),
        must=frozenset(weights) - optional,
        excludes=frozenset(EXCLUDED.get(name, ())),
        cap=CAPS.get(name, sum(weights.values())),
        whole=WHOLES.get(name, ""),
        is_base=name in BASES,
    )


def _of_indicators(specs, values):
    by_key = {spec.key: spec for spec in specs}
    said = {spec.key: _concepts(spec, by_key) for spec in specs}
    spread = Counter(concept for spec in specs for concept in _own_concepts(spec))
    known = {
        spec.key: _of_indicator(spec, by_key, values[spec.key], said[spec.key], spread)
        for spec in specs
    }
    counts = [each for each in known.values() if each.kind is Kind.COUNT]
    return {key: _apart(each, counts) for key, each in known.items()}


def _concepts(spec, by_key):
    """Concepts of the indicator's name and, of a part, of its whole's; in order."""
    own = _own_concepts(spec)
    if spec.part_of in by_key:
        own |= _own_concepts(by_key[spec.part_of])
    return tuple(own)


def _own_concepts(spec):
    return {term.concept: None for term in terms(spec.name) if not term.is_mark}


def _of_indicator(spec, by_key, value, said, spread):
    units = {term.concept for term in terms(spec.unit) if not term.is_mark}
    heads = units | set([c for c in said if c in HEADS and c not in AGENTS][:1])
    weights = {
        concept: HEAD_WEIGHT if concept in heads else 0.3 + 0.7 / spread[concept]
        for concept in said
        if concept not in AGENTS
    }
    others = [w for concept, w in weights.items() if concept not in heads]
    top = max(others, default=0.0)
    by_head = any(spread[c] == 1 for c in heads) and len(others) > 1
    return Known(
        _name(spec),
        spec.name,
        value,
        kind=Kind.RATIO if spec.is_ratio else Kind.COUNT,
        unit=spec.unit,
        weights=weights,
        heads=frozenset(heads),
        explains=frozenset(said) | heads,
        must=_must(weights, heads, top, by_head),
        cap=(HEAD_WEIGHT if heads & set(weights) else 0)
        + (min(others) if by_head else top),
        is_base=not others,
        whole=_whole(spec, by_key),
    )


def _must(weights, heads, top, by_head):
    """One of what tells most has to be heard; or the head, where it tells all."""
    telling = [c for c in weights if c not in heads and weights[c] == top]
    if by_head:
        telling = [c for c in weights if c in heads or c == "conference"]
    return frozenset({"|".join(telling)}) if telling else frozenset()


def _whole(spec, by_key):
    """The live name of what the indicator is a part of, "" if it is of nothing."""
    if whole := by_key.get(whole_of(spec)):
        return _name(whole)
    return MEMBERS if spec.at_most_roster == "members" else ""


def _name(spec):
    return f"so_{spec.key}" if spec.is_list else spec.key


def _apart(known, all_known):
    """What only a narrower figure of the same kind speaks of is not this one's."""
    own, more, must = set(known.weights), set(), set(known.must)
    others = [set(o.weights) for o in all_known if o.name != known.name]
    for other in others:
        if own < other:
            more |= other - own
    for concept in own - known.heads if known.must else ():
        rest = own - {concept}
        if any(rest <= other and not own <= other for other in others):
            must.add(concept)
    return replace(known, excludes=frozenset(more) - known.heads, must=frozenset(must))


def _since_last(specs, indicators, last):
    for spec in specs:
        before = last.get(spec.key)
        if before is None:
            continue
        now = indicators[spec.key]
        yield replace(
            now,
            name=f"ky_truoc_{spec.key}",
            value=before,
            kind=Kind.LAST,
            label=f"{spec.name}: số kỳ trước",
        )
        if spec.is_ratio:
            continue
        changed = now.value - before
        yield replace(
            now,
            name=f"chenh_lech_{spec.key}",
            value=changed,
            kind=Kind.CHANGE,
            label=f"{spec.name}: tăng, giảm so với kỳ trước",
        )
        if before:
            yield replace(
                now,
                name=f"phan_tram_tang_giam_{spec.key}",
                kind=Kind.RATE,
                value=100 * changed / before,
                label=f"{spec.name}: tăng, giảm so với kỳ trước",
            )


def _shares(specs, indicators, roster):
    for spec in specs:
        whole = indicators.get(whole_of(spec))
        if whole is not None and whole.value:
            name = SHARE.format(spec.key)
            yield _share(indicators[spec.key], whole, name)
        if spec.at_most_roster == "members" and MEMBERS in roster:
            yield _share(indicators[spec.key], roster[MEMBERS], "")
    for part, whole, name in SHARES_OF_ROSTER:
        if part in roster and roster[whole].value:
            yield _share(roster[part], roster[whole], name)


def _share(part, whole, name):
    weights = {**part.weights}
    return replace(
        part,
        name=name,
        label=f"{part.label}, so với {whole.label}",
        value=100 * part.value / whole.value,
        kind=Kind.RATIO,
        unit="",
        weights=weights,
        explains=part.explains | whole.explains,
        heads=part.heads | whole.heads,
    )
