"""In: the district's totals, or a printed table's. Out: the district's findings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tuky_cnscd.vietnamese import format_count, format_number

from ..figures import CommuneUnit, FigureTable, unit_words
from ..totals import Totals, district_totals
from .expected import Expectations
from .findings import (
    Finding,
    Rule,
    inner,
    label,
    some,
    with_unit,
    worst_first,
)
from .located import communes_in, located
from .neat import too_neat
from .peers import peers_of
from .relations import above_the_roster, errors, unlikely
from .scenes import mended_district


@dataclass(frozen=True)
class Activities:
    """What the register of activities says should be in an indicator's count."""

    communes_trained: int
    own: int


def district_findings(
    table: FigureTable,
    *,
    totals: Totals | None = None,
    expected: Sequence[CommuneUnit] = (),
    communes: int | None = None,
    last: FigureTable | None = None,
    roster: Mapping[str, int] | None = None,
    activities: Mapping[str, Activities] | None = None,
) -> list[Finding]:
    """What disagrees in the district's totals, errors first.

    `table` holds the communes that are summed, `expected` all that have to report.
    `totals`, with a table of specs alone and the number of `communes`, checks a table
    that was printed. `last`: the period before; `roster`: counts at the cut-off, by
    the names of teams.roster.RosterCounts; `activities`: by the key of the indicator.
    """
    totals = district_totals(table) if totals is None else totals
    roster = roster or {}
    communes = communes or len(expected) or len(table.communes)
    found = _mended(
        located(errors, table, totals, communes_in(table)), table, totals, last
    )
    found += [c.finding() for c in unlikely(table, totals)]
    found += [c.finding() for c in above_the_roster(table, totals, roster)]
    found += _missing_communes(table, expected)
    found += _blanks(table, totals)
    found += _sessions(table, totals, expected or table.communes, activities or {})
    found += too_neat(table, totals, communes, roster, last)
    found += _zalo_groups(roster)
    found += _roster_gaps(roster, communes)
    return worst_first(found)


def _mended(
    findings: list[Finding],
    table: FigureTable,
    totals: Totals,
    last: FigureTable | None,
) -> list[Finding]:
    """Failing sums with the slips behind them; figures are compared only if any is."""
    if not any(finding.rule == Rule.PARTS for finding in findings):
        return findings
    expected = Expectations(table, last, peers_of(table, last))
    return [
        mended_district(finding, totals, expected)
        if finding.rule == Rule.PARTS
        else finding
        for finding in findings
    ]


def _missing_communes(
    table: FigureTable, expected: Sequence[CommuneUnit]
) -> Iterator[Finding]:
    summed = {commune.id for commune in table.communes}
    missing = [commune for commune in expected if commune.id not in summed]
    if not missing:
        return
    names = ", ".join(commune.name for commune in missing)
    present = len(expected) - len(missing)
    yield Finding(
        Rule.COMMUNE_MISSING,
        f"Có số liệu của {present}/{len(expected)} {unit_words(expected)}, còn thiếu:"
        f" {names}; đề nghị đôn đốc, nếu không báo cáo sẽ ghi rõ.",
        commune_id=missing[0].id if len(missing) == 1 else None,
    )


def _blanks(table: FigureTable, totals: Totals) -> Iterator[Finding]:
    blanks = Counter(
        place.commune_id
        for spec in table.specs
        if not table.is_computed(spec.key)
        for place in totals[spec.key].blanks
    )
    if not blanks:
        return
    names = {commune.id: commune.name for commune in table.communes}
    names[None] = "số liệu riêng của cơ quan tổng hợp"
    places = some(f"{names[place]} ({count})" for place, count in blanks.items())
    yield Finding(
        Rule.BLANK,
        f"Còn {format_count(blanks.total())} ô chưa có số liệu: {places};"
        " đề nghị bổ sung, nếu không báo cáo sẽ ghi là chưa đầy đủ.",
        commune_id=next(iter(blanks)) if len(blanks) == 1 else None,
    )


def _sessions(
    table: FigureTable,
    totals: Totals,
    communes: Sequence[CommuneUnit],
    activities: Mapping[str, Activities],
) -> Iterator[Finding]:
    for key, activity in activities.items():
        if not table.has(key):
            continue
        spec, total = table.spec(key), totals[key]
        least = activity.communes_trained + activity.own
        if total.value is None or total.incomplete or total.value >= least:
            continue
        yield Finding(
            Rule.SESSIONS,
            f"{label(spec)} ghi {with_unit(total.value, spec)}, ít hơn"
            f" {format_number(least - total.value)} so với sổ hoạt động:"
            f" {format_count(activity.communes_trained)} {unit_words(communes)} đã tập"
            f" huấn và {format_count(activity.own)} {inner(spec.unit)} do cơ quan tổng"
            " hợp tổ chức; đề nghị kiểm tra lại.",
            key,
        )


def _zalo_groups(roster: Mapping[str, int]) -> Iterator[Finding]:
    groups, teams = roster.get("zalo_groups"), roster.get("teams")
    if groups is None or teams is None or groups == teams:
        return
    gap = (
        f"{'thiếu' if groups < teams else 'thừa'} {format_number(abs(groups - teams))}"
    )
    yield Finding(
        Rule.ZALO,
        f"Danh bạ có {format_number(groups)} nhóm Zalo, {format_number(teams)} Tổ CNSCĐ"
        f" các cấp, {gap}; đề nghị kiểm tra lại danh bạ.",
    )


def _roster_gaps(roster: Mapping[str, int], communes: int) -> Iterator[Finding]:
    without_team = roster.get("hamlets_without_team")
    if without_team is None:
        without_team = roster.get("hamlets", 0) - roster.get("hamlet_teams", 0)
    gaps = [
        (communes - roster.get("commune_teams", communes), "xã chưa có Tổ CNSCĐ"),
        (without_team, "thôn, KDC chưa có Tổ CNSCĐ"),
        (roster.get("teams_without_head", 0), "Tổ CNSCĐ chưa có tổ trưởng"),
    ]
    found = [f"{format_count(count)} {what}" for count, what in gaps if count > 0]
    if found:
        yield Finding(
            Rule.ROSTER_GAP,
            f"Danh bạ còn {', '.join(found)}; đề nghị kiểm tra lại danh bạ.",
        )
