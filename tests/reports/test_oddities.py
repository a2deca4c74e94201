"""What is odd by comparison, and how rarely a clean report is asked about it."""

from random import Random

import pytest

from reports.checks import Rule, Severity, commune_findings, peers_of
from reports.checks.peers import ENOUGH, sample
from reports.figures import CommuneUnit, FigureTable, HamletUnit, Level, Spec, Time

from .odd_years import (
    GROSS,
    alarms_of_clean_reports,
    gross_error,
    is_noticed,
)
from .slips import value, world

BY_HAMLET = {"level": Level.HAMLET}
SPECS = (
    Spec("households", "1", "Số hộ", "Hộ", time=Time.STOCK, **BY_HAMLET),
    Spec("guided", "4", "Số người", "Người", **BY_HAMLET),
    Spec("dvctt", "5", "DVCTT", "Tài khoản", **BY_HAMLET),
    Spec("sessions", "2", "Số buổi", "Buổi"),
)


def district(count=9, changed=None, times=1.0):
    """Communes of five hamlets of some 500 households, alike but for `changed`."""
    communes, cells = [], {}
    for c in range(1, count + 1):
        hamlets = tuple(HamletUnit(10 * c + h, f"thôn {h}") for h in range(1, 6))
        communes.append(CommuneUnit(c, f"xã {c}", hamlets))
        for place, hamlet in enumerate(hamlets):
            households = 500 + 31 * place + 7 * c
            odd = 1 + 0.04 * ((c * 3 + place * 5) % 7)
            numbers = {"households": households}
            numbers["guided"] = round(households * 0.31 * odd * times)
            numbers["dvctt"] = round(households * 0.233 * odd * times)
            for key, number in numbers.items():
                cells[key, c, hamlet.id] = value(number)
        cells["sessions", c, None] = value(1)
    cells |= {cell: value(number) for cell, number in (changed or {}).items()}
    return FigureTable(SPECS, tuple(communes), cells)


def found(table, commune_id=1, last=None):
    peers = peers_of(table, last)
    return commune_findings(table, commune_id, last=last, peers=peers)


def rules(findings):
    return [finding.rule for finding in findings]


def times(table, key, commune_id, factor):
    """The figures of a whole commune, so many times as large."""
    hamlets = table.commune(commune_id).hamlets
    places = [(key, commune_id, hamlet.id) for hamlet in hamlets]
    return {place: round(table.cell(*place).value * factor) for place in places}


def test_communes_that_are_alike_are_not_asked_about():
    now, last = district(), district(times=0.8)
    assert all(found(now, c.id, last) == [] for c in now.communes)


def test_a_commune_is_held_against_the_others_by_its_households():
    table = district()
    odd = district(changed=times(table, "guided", 1, 6))
    [finding] = found(odd)
    assert (finding.rule, finding.key) == (Rule.FAR_FROM_OTHERS, "guided")
    assert "lần trung vị các xã (tính theo số hộ" in finding.message
    assert finding.message.endswith("đề nghị kiểm tra lại.")
    assert finding.severity == Severity.WARNING


def test_a_commune_that_is_large_in_everything_is_not_odd():
    table, larger = district(), {}
    for key in ("households", "guided", "dvctt"):
        larger |= times(table, key, 1, 9)
    assert found(district(changed=larger)) == []


def test_what_was_so_in_the_last_period_already_is_not_asked_about_again():
    table = district()
    odd, before = times(table, "guided", 1, 6), times(table, "guided", 1, 5)
    last = district(changed=before, times=0.9)
    assert found(district(changed=odd), last=last) == []


def test_a_change_that_all_communes_share_is_not_odd():
    now, last = district(times=7), district()
    assert Rule.FAR_FROM_LAST not in rules(found(now, last=last))
    behind = district(times=7, changed=times(last, "guided", 1, 1))
    assert Rule.FAR_FROM_LAST in rules(found(behind, last=last))


def test_a_hamlet_far_from_its_siblings_is_named():
    table = district()
    cell = ("guided", 1, 13)
    odd = district(changed={cell: table.cell(*cell).value * 10})
    [finding] = [f for f in found(odd) if f.rule == Rule.HAMLET_FAR]
    assert (finding.key, finding.hamlet_id) == ("guided", 13)
    assert "trung vị các thôn trong xã (tính theo số hộ" in finding.message
    assert finding.message.endswith("tại thôn 3; đề nghị kiểm tra lại.")


def test_a_hamlet_that_leapt_since_the_last_period_is_named():
    now, last = district(), district(times=0.9)
    cell = ("dvctt", 1, 12)
    odd = district(changed={cell: now.cell(*cell).value * 10})
    [finding] = [f for f in found(odd, last=last) if f.rule == Rule.HAMLET_FAR]
    assert (finding.hamlet_id, "kỳ trước là" in finding.message) == (12, True)


@pytest.mark.parametrize(("count", "asked"), [(8, True), (7, False)])
def test_few_communes_do_not_say_what_is_usual(count, asked):
    table = district(count)
    odd = district(count, changed=times(table, "guided", 1, 5))
    assert (Rule.FAR_FROM_OTHERS in rules(found(odd))) == asked


def test_small_numbers_never_alarm():
    table = district(changed={("sessions", 1, None): 40})
    assert found(table, last=district(times=0.9)) == found(table) == []


def test_of_very_many_communes_some_are_enough():
    few, many = (
        FigureTable((), tuple(CommuneUnit(n, f"xã {n}") for n in range(count)))
        for count in (ENOUGH, 11 * ENOUGH)
    )
    assert len(sample(few)) == ENOUGH
    assert ENOUGH <= len(sample(many)) < 2 * ENOUGH


# --- written rather than counted


def test_figures_of_the_last_period_sent_again_are_a_hint():
    now, last = district(), district(times=0.9)
    flows = {p: c.value for p, c in last.cells.items() if p[0] != "households"}
    again = {place: number for place, number in flows.items() if place[1] == 1}
    [finding] = found(district(changed=again), last=last)
    assert (finding.rule, finding.severity) == (Rule.COPIED, Severity.HINT)
    assert "Có 10/10 số liệu trong kỳ đúng bằng kỳ trước" in finding.message
    one = dict([next(iter(again.items()))])
    assert found(district(changed=one), last=last) == []
    assert found(now, last=last) == []


def test_two_hamlets_with_the_same_figures_are_a_hint():
    table = district()
    same = {(key, 1, 12): table.cell(key, 1, 11).value for key in ("guided", "dvctt")}
    [finding] = found(district(changed=same))
    assert (finding.rule, finding.severity) == (Rule.SAME_VALUE, Severity.HINT)
    assert "thôn 1, thôn 2 cùng có chỉ tiêu 4 là" in finding.message
    same.popitem()
    assert found(district(changed=same)) == []


def test_a_return_of_round_numbers_alone_is_a_hint():
    table = district()
    neat = {
        place: round(int(cell.value), -1) + 10 * place[2] % 40
        for place, cell in table.cells.items()
        if place[1] == 1 and place[0] != "sessions"
    }
    [finding] = found(district(changed=neat))
    assert (finding.rule, finding.severity) == (Rule.TOO_NEAT, Severity.HINT)
    assert "15/15 số liệu là số tròn chục" in finding.message


# --- how often


def test_a_clean_report_is_seldom_asked_about():
    alarms = alarms_of_clean_reports(Random(1), 6)
    assert sum(alarms) / len(alarms) <= 2
    assert max(alarms) <= 4


def test_gross_errors_are_noticed():
    rng = Random(1)
    clean = [world(rng) for _ in range(4)]
    noticed = [
        is_noticed(gross_error(rng, each, kind)) for each in clean for kind in GROSS
    ]
    assert sum(noticed) / len(noticed) >= 0.9
