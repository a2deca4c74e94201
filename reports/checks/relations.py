"""In: the totals of one place. Out: where they contradict each other.

The same rules for a hamlet, a commune and the district, and for a printed table.
A blank is never taken for a contradiction: it may still be filled in.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tuky_cnscd.vietnamese import format_number, search_key

from ..figures import FigureTable, Spec
from ..totals import Totals
from .findings import Finding, Mending, Rule, inner, inner_label, label, some, with_unit
from .mendings import one_digit_mendings


@dataclass(frozen=True)
class Contradiction:
    """A finding before its place is known: the fact, in short, and what to do."""

    rule: Rule
    key: str
    fact: str
    short: str
    advice: str = "đề nghị kiểm tra lại"
    mendings: tuple[Mending, ...] = ()

    def finding(
        self, where: str = "", commune_id: int | None = None, hamlet_id=None
    ) -> Finding:
        """One sentence: what disagrees, by how much, where, what to do."""
        mendings = "; ".join(dict.fromkeys(map(str, self.mendings)))
        mend = f" (sửa một chữ số thì khớp: {mendings})" if mendings else ""
        bare = f"{self.fact}{where}; {self.advice}"
        return Finding(
            self.rule,
            f"{bare}{mend}.",
            self.key,
            commune_id,
            hamlet_id,
            self.mendings,
            f"{bare}.",
        )


def errors(table: FigureTable, totals: Totals) -> Iterator[Contradiction]:
    """Figures that cannot all be right."""
    for check in (parts_and_total, count_and_names, list_within, below_flow):
        yield from _each(check, table, totals)


def unlikely(table: FigureTable, totals: Totals) -> Iterator[Contradiction]:
    """Figures that are hard to believe together."""
    for check in (above_limit, ratio_over_hundred):
        yield from _each(check, table, totals)


def above_the_roster(
    table: FigureTable, totals: Totals, roster: Mapping[str, int]
) -> Iterator[Contradiction]:
    """Figures that are larger than what the roster counts."""
    for spec in table.specs:
        yield from above_roster(spec, totals, roster)


def _each(check: Callable, table: FigureTable, totals: Totals):
    for spec in table.specs:
        yield from check(table, spec, totals)


def parts_and_total(table: FigureTable, spec: Spec, totals: Totals):
    """A typed control total against its parts."""
    parts = table.parts_of(spec.key)
    if not parts or table.is_computed(spec.key):
        return
    total = totals[spec.key]
    known = [(p, totals[p.key].value) for p in parts]
    known = [(part, value) for part, value in known if value is not None]
    if total.value is None or total.incomplete or not known:
        return
    added = sum(value for _, value in known)
    waiting = len(known) < len(parts) or any(totals[p.key].incomplete for p in parts)
    if added == total.value or (waiting and added < total.value):
        return
    terms = " + ".join(f"{format_number(v)} ({inner(p.name)})" for p, v in known)
    gap = format_number(abs(added - total.value))
    less = "thiếu" if total.value < added else "thừa"
    added_text, total_text = format_number(added), format_number(total.value)
    mendings = ()
    if not waiting:
        pairs = [(part.key, value) for part, value in known]
        mendings = one_digit_mendings(pairs, (spec.key, total.value))
    yield Contradiction(
        Rule.PARTS,
        spec.key,
        f"{label(spec)}: {terms} = {added_text}, nhưng tổng đã ghi là"
        f" {total_text}, {less} {gap}",
        f"các thành phần cộng lại {added_text}, tổng đã ghi {total_text}",
        mendings=mendings,
    )


def count_and_names(table: FigureTable, spec: Spec, totals: Totals):
    """A list's number against the names that stand beside it."""
    if not spec.is_list:
        return
    total = totals[spec.key]
    if total.value is None and not total.names:
        return
    names = len(total.names)
    if total.value is None:
        yield Contradiction(
            Rule.NUMBER_MISSING,
            spec.key,
            f"{label(spec)} có đơn vị tính ({inner(spec.unit)}) và {names} tên"
            " nhưng chưa có số",
            f"{names} tên, chưa có số",
            f"đề nghị ghi số lượng (danh sách có {names})",
        )
    elif total.value != names and not total.incomplete:
        gap = format_number(abs(total.value - names))
        yield Contradiction(
            Rule.COUNT_NAMES,
            spec.key,
            f"{label(spec)} ghi {with_unit(total.value, spec)} nhưng danh sách có"
            f" {names} tên, chênh {gap}",
            f"ghi {format_number(total.value)}, có {names} tên",
        )


def list_within(table: FigureTable, spec: Spec, totals: Totals):
    """A list whose names must all stand in another list; else a number in a number."""
    if not spec.within or not table.has(spec.within):
        return
    whole_spec, part = table.spec(spec.within), totals[spec.key]
    whole = totals[whole_spec.key]
    if whole.incomplete or (whole.value is None and not whole.names):
        return
    known = {search_key(name) for name in whole.names}
    outside = [name for name in part.names if search_key(name) not in known]
    if outside:
        listed = some(outside)
        yield Contradiction(
            Rule.NOT_WITHIN,
            spec.key,
            f"{label(spec)} có {len(outside)} tên không nằm trong danh sách của"
            f" {inner_label(whole_spec)}: {listed}",
            listed,
        )
    elif _exceeds(part.value, whole.value):
        yield _more_than(Rule.NOT_WITHIN, spec, part.value, whole_spec, whole.value)


def below_flow(table: FigureTable, spec: Spec, totals: Totals):
    """A running total that is less than what was added to it in the period."""
    if not spec.cumulative_of or table.is_computed(spec.key):
        return
    total, flow = totals[spec.key], totals[spec.cumulative_of]
    if total.incomplete or not _exceeds(flow.value, total.value):
        return
    total_text, flow_text = format_number(total.value), format_number(flow.value)
    yield Contradiction(
        Rule.BELOW_FLOW,
        spec.key,
        f"{label(spec)} là {with_unit(total.value, spec)}, nhỏ hơn số trong kỳ"
        f" {flow_text}, thiếu {format_number(flow.value - total.value)}",
        f"lũy kế {total_text}, trong kỳ {flow_text}",
    )


def above_limit(table: FigureTable, spec: Spec, totals: Totals):
    """A number that another one should bound."""
    if not spec.at_most or not table.has(spec.at_most):
        return
    limit = totals[spec.at_most]
    value = totals[spec.key].value
    if not limit.incomplete and _exceeds(value, limit.value):
        limit_spec = table.spec(spec.at_most)
        yield _more_than(Rule.ABOVE_LIMIT, spec, value, limit_spec, limit.value)


def above_roster(spec: Spec, totals: Totals, roster: Mapping[str, int]):
    """A number that the roster bounds."""
    value, limit = totals[spec.key].value, roster.get(spec.at_most_roster)
    if not spec.at_most_roster or not _exceeds(value, limit):
        return
    yield Contradiction(
        Rule.ABOVE_ROSTER,
        spec.key,
        f"{label(spec)} là {with_unit(value, spec)}, lớn hơn số trong danh bạ"
        f" {format_number(limit)}, chênh {format_number(value - limit)}",
        f"{format_number(value)} so với {format_number(limit)} trong danh bạ",
        "đề nghị kiểm tra lại số liệu hoặc danh bạ",
    )


def ratio_over_hundred(table: FigureTable, spec: Spec, totals: Totals):
    """A ratio whose numerator is larger than its denominator."""
    if not spec.is_ratio:
        return
    top, bottom = totals[spec.numerator], totals[spec.denominator]
    if bottom.incomplete or not bottom.value or not _exceeds(top.value, bottom.value):
        return
    top_text, bottom_text = format_number(top.value), format_number(bottom.value)
    yield Contradiction(
        Rule.RATIO,
        spec.key,
        f"{label(spec)} trên 100%: tử số {top_text}, mẫu số {bottom_text},"
        f" chênh {format_number(top.value - bottom.value)}",
        f"{top_text}/{bottom_text}",
    )


def _exceeds(value: Decimal | None, limit: Decimal | int | None) -> bool:
    return value is not None and limit is not None and value > limit


def _more_than(rule, spec, value, limit_spec, limit) -> Contradiction:
    return Contradiction(
        rule,
        spec.key,
        f"{label(spec)} là {with_unit(value, spec)}, lớn hơn"
        f" {inner_label(limit_spec)} ({with_unit(limit, limit_spec)}),"
        f" chênh {format_number(value - limit)}",
        f"{format_number(value)} so với {format_number(limit)}",
    )
