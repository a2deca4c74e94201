"""In: one commune's totals, its last period, what is usual. Out: what is far from it.

Where enough communes have handed in, far means far from what is usual among them: many
median deviations off, and several times as much, and by no small number. Before that,
fixed bounds hold, wide on purpose: a campaign may well triple a figure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import exp, log
from statistics import median

from tuky_cnscd.vietnamese import format_number, round_half_up

from ..figures import CommuneUnit, FigureTable, Level, Spec, Time
from ..totals import HamletTotals, Totals, commune_totals
from .findings import Finding, Rule, label, with_unit
from .peers import (
    FEWEST_SIBLINGS,
    HOUSEHOLDS,
    Peers,
    Spread,
    base_of,
    comparable,
    value_of,
)
from .running import is_running

# A rule that cries at every commune is soon read by nobody.
LEAST_DIFFERENCE = 50
TIMES_LAST = {Time.FLOW: 5, Time.CUMULATIVE: 5, Time.STOCK: Decimal("1.5")}
TIMES_MEDIAN = 8
DEVIATIONS = 5
TIMES_USUAL = {Time.FLOW: 3, Time.CUMULATIVE: 3, Time.STOCK: 1.5}
TIMES_OTHERS = 3
# A commune has dozens of hamlets' figures, each of which might be odd by chance.
HAMLET_DEVIATIONS = 4.5
TIMES_HAMLET = 4
LIKE_BEFORE = 2.5
FEWEST_ALIKE = 4  # figures that together tell the size of a commune


@dataclass(frozen=True)
class Compared:
    """One commune with all that its figures are held against."""

    table: FigureTable
    totals: Totals
    commune: CommuneUnit
    last: FigureTable | None
    medians: Mapping[str, Decimal]
    peers: Peers

    @property
    def before(self) -> Totals:
        """The last period's totals; nothing if the commune was not in it."""
        known = self.last is not None and self.last.has_commune(self.commune.id)
        return commune_totals(self.last, self.commune.id) if known else {}

    @cached_property
    def size(self) -> Decimal | None:
        """The commune's households; else what its other figures say of its size."""
        base = base_of(self.table, self.totals, len(self.commune.hamlets))
        if self.table.has(HOUSEHOLDS) or base is None:
            return base
        values = {s.key: value_of(self.totals[s.key]) for s in self.table.specs}
        offs = [
            log(value / base) - self.peers.rate[key, False].middle
            for key, value in values.items()
            if value and (key, False) in self.peers.rate
        ]
        return base * Decimal(exp(median(offs))) if len(offs) >= FEWEST_ALIKE else base


def far_findings(compared: Compared) -> Iterator[Finding]:
    """What the commune has to look at again, as a whole and by hamlet."""
    before = compared.before
    for spec in comparable(compared.table.specs):
        value = value_of(compared.totals[spec.key])
        if value is None:
            continue
        then = value_of(before[spec.key]) if spec.key in before else None
        # One figure, one question: the last period says more than the others do.
        from_last = list(_far_from_last(compared, spec, value, then))
        yield from from_last or _far_from_others(compared, spec, value, then)
    yield from _far_hamlets(compared)


def _far_from_last(compared, spec: Spec, value, then) -> Iterator[Finding]:
    if not then or is_running(spec, compared.last, compared.commune.id):
        return
    usual = compared.peers.growth.get((spec.key, False))
    shrunk = spec.time == Time.CUMULATIVE and value < then
    if usual:
        far = _is_unusual(value, then, usual, DEVIATIONS, TIMES_USUAL[spec.time])
    else:
        far = _is_far(value, then, TIMES_LAST[spec.time])
    if shrunk or far:
        than = f"kỳ trước là {format_number(then)} ({_change(value, then)}"
        words = compared.table.unit_words
        others = f"; các {words} thường {_times(usual.times)} kỳ trước" if usual else ""
        yield _finding(Rule.FAR_FROM_LAST, compared, spec, value, f"{than}{others})")


def _far_from_others(compared, spec: Spec, value, then) -> Iterator[Finding]:
    usual = compared.peers.rate.get((spec.key, False))
    if usual is None:
        middle = compared.medians.get(spec.key)
        if middle and _is_far(value, middle, TIMES_MEDIAN):
            words = compared.table.unit_words
            than = f"mức giữa của các {words} là {format_number(middle)}"
            text = f"{than} ({_change(value, middle)})"
            yield _finding(Rule.FAR_FROM_OTHERS, compared, spec, value, text)
        return
    base = compared.size
    growth = compared.peers.growth.get((spec.key, False))
    if not base or _is_as_before(value, then, growth):
        return
    # Without households only the sizes of the places are compared, which differ widely.
    times = TIMES_OTHERS if compared.table.has(HOUSEHOLDS) else TIMES_MEDIAN
    if _is_unusual(value, base, usual, DEVIATIONS, times):
        whose = f"các {compared.table.unit_words}"
        text = _beside_middle(value, base, usual.times, whose, compared)
        yield _finding(Rule.FAR_FROM_OTHERS, compared, spec, value, text)


def _far_hamlets(compared: Compared) -> Iterator[Finding]:
    """One finding an indicator, at the hamlet that is furthest off."""
    commune, table = compared.commune, compared.table
    now = {h.id: HamletTotals(table, commune.id, h.id) for h in commune.hamlets}
    bases = {h: base_of(table, totals, None) for h, totals in now.items()}
    for spec in comparable(table.specs):
        if spec.level != Level.HAMLET or spec.key in commune.total_only:
            continue
        values = {hamlet: value_of(totals[spec.key]) for hamlet, totals in now.items()}
        rates = {
            hamlet: float(value / bases[hamlet])
            for hamlet, value in values.items()
            if value and bases[hamlet] and spec.key != HOUSEHOLDS
        }
        middle = median(rates.values()) if len(rates) >= FEWEST_SIBLINGS else None
        for hamlet in commune.hamlets:
            value = values[hamlet.id]
            if value is None:
                continue
            then = _hamlet_before(compared, spec, hamlet.id)
            text = _hamlet_off(compared, spec, value, then, bases[hamlet.id], middle)
            if text:
                text = f"{text}, tại {hamlet.name}"
                yield _finding(Rule.HAMLET_FAR, compared, spec, value, text, hamlet.id)


def _hamlet_off(compared, spec, value, then, base, middle) -> str:
    """Why a hamlet's figure is far off, or nothing."""
    growth = compared.peers.growth.get((spec.key, True))
    times = TIMES_USUAL[spec.time] if spec.time == Time.STOCK else TIMES_HAMLET
    if then and growth:
        if _is_unusual(value, then, growth, HAMLET_DEVIATIONS, times):
            return f"kỳ trước là {format_number(then)} ({_change(value, then)})"
        return ""
    within = compared.peers.within.get(spec.key)
    if not (within and base and middle):
        return ""
    usual = Spread(within.middle + log(middle), within.scale)
    if _is_unusual(value, base, usual, HAMLET_DEVIATIONS, TIMES_HAMLET):
        return _beside_middle(value, base, usual.times, "các thôn trong xã", compared)
    return ""


def _hamlet_before(compared, spec, hamlet_id) -> Decimal | None:
    last = compared.last
    if last is None or not last.has(spec.key):
        return None
    return last.cell(spec.key, compared.commune.id, hamlet_id).amount


def _is_unusual(value, base, usual: Spread, deviations, times) -> bool:
    """Whether value/base is far off in all three ways; zero counts as a half."""
    expected = float(base) * usual.times
    if abs(float(value) - expected) < LEAST_DIFFERENCE:
        return False
    off = abs(log(max(float(value), 0.5) / expected))
    return off > log(times) and off > deviations * usual.scale


def _is_as_before(value, then, growth: Spread | None) -> bool:
    """What was so in the last period already is the commune's way, not a slip."""
    if not (then and value and growth):
        return False
    return abs(growth.distance(value / then)) < LIKE_BEFORE


def _is_far(value: Decimal, base: Decimal, times: Decimal | int) -> bool:
    if abs(value - base) < LEAST_DIFFERENCE:
        return False
    return value > base * times or value * times < base


def _finding(rule, compared, spec, value, text, hamlet_id=None) -> Finding:
    message = (
        f"{label(spec)} là {with_unit(value, spec)}, {text}; đề nghị kiểm tra lại."
    )
    return Finding(rule, message, spec.key, compared.commune.id, hamlet_id)


def _change(value, base) -> str:
    more = "nhiều hơn" if value > base else "ít hơn"
    return f"{more} {format_number(abs(value - base))}, {_ratio(value, base)}"


def _ratio(value, base) -> str:
    if value > base:
        return f"gấp {format_number(round_half_up(value / base, 1))} lần"
    return f"chỉ bằng {format_number(round_half_up(100 * value / base, 1))}%"


def _beside_middle(value, base, times, whose, compared) -> str:
    """Cao gấp 6 lần trung vị các xã (tính theo số hộ)."""
    middle = round_half_up(base * Decimal(times), 0)
    by = "số hộ" if compared.table.has(HOUSEHOLDS) else "quy mô chung của xã"
    high = "cao " if value > middle else ""
    ratio = _ratio(value, max(middle, Decimal(1)))
    at = f"ứng với khoảng {format_number(middle)}"
    return f"{high}{ratio} trung vị {whose} (tính theo {by}, {at})"


def _times(times: float) -> str:
    return f"bằng {format_number(round_half_up(Decimal(100 * times), 0))}%"
