"""How well the checks find slips, and how seldom they cry: in figures, in Vietnamese.

Run alone: `.venv/bin/python tests/benchmarks/slips.py`. No database; seeds are fixed.
"""

import os
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

ROUNDS, YEARS, WORLDS = 440, 20, 20
SIZES = (23, 230, 3321)
SEED = 2026


def main():
    """Measure and print; nothing here makes the command fail."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    print("\nTìm chỗ gõ nhầm: nguyên nhân thật nằm trong ba đề xuất đầu")
    for name, score in _scores():
        _print_score(name, score)
    _print_alarms()
    _print_gross()
    _print_times()


def _scores():
    from reports.checks import Rule
    from tests.reports.other_slips import KINDS, other_slip, other_world
    from tests.reports.slips import IN_ONE, SPLITS, measure, slip_in, world

    names = ("VNeID theo xã", "tổng xã, mức độ theo thôn", "VNeID theo thôn")
    for name, split in zip(names, SPLITS, strict=True):
        make = partial(world, split=split)
        yield f"Bộ sinh 1, {name}", measure(Random(SEED), make, ROUNDS // 2)
    other = partial(measure, Random(SEED), other_world, ROUNDS)
    yield "Bộ sinh 2 (khác hẳn)", other(slip=other_slip, kinds=KINDS)
    limits = partial(slip_in, keys=("guided", "dvctt"))
    found = measure(
        Random(SEED),
        world,
        ROUNDS // 4,
        slip=limits,
        kinds=tuple(IN_ONE),
        rule=Rule.ABOVE_LIMIT,
        key="dvctt",
    )
    yield "Chỉ có giới hạn (DVCTT ≤ số người)", found


def _print_score(name, score):
    tried = sum(score.tried.values())
    first = sum(score.first.values()) / tried
    print(f"\n{name}: {score.share:.1%} trong {tried} lần; đứng đầu {first:.1%}")
    for kind, count in score.tried.items():
        print(f"    {kind:<26} {score.found[kind]:>4}/{count}")


def _print_alarms():
    from tests.reports.odd_years import alarms_of_clean_reports, odd_findings
    from tests.reports.other_slips import other_world

    rng = Random(SEED)
    years = alarms_of_clean_reports(rng, YEARS)
    other = [len(odd_findings(other_world(rng))) for _ in range(2 * YEARS)]
    print(f"\nBáo nhầm trên số liệu sạch ({YEARS} năm, mỗi năm hai báo cáo; ≤ 2)")
    for name, alarms in (("Bộ sinh 1", years), ("Bộ sinh 2", other)):
        mean = sum(alarms) / len(alarms)
        print(
            f"    {name}: trung bình {mean:.2f} một báo cáo, nhiều nhất {max(alarms)}"
        )


def _print_gross():
    from tests.reports.odd_years import GROSS, gross_error, is_noticed
    from tests.reports.slips import world

    rng, noticed = Random(SEED), Counter()
    for _ in range(WORLDS):
        clean = world(rng)
        for kind in GROSS:
            noticed[kind] += is_noticed(gross_error(rng, clean, kind))
    share = sum(noticed.values()) / (WORLDS * len(GROSS))
    print(f"\nSai lớn được nhận ra: {share:.1%}")
    for kind in GROSS:
        print(f"    {kind:<26} {noticed[kind]:>4}/{WORLDS}")


def _print_times():
    """CPU time of judging every return: what each commune costs must not grow."""
    from tests.reports.odd_years import odd_findings
    from tests.reports.slips import world

    print("\nRà soát mọi xã của một kỳ")
    for size in SIZES:
        large = world(Random(SEED), communes=size)
        start = process_time()
        odd_findings(large)
        spent = process_time() - start
        each = 1000 * spent / size
        print(f"    {size:>5} xã: {spent:.2f} s, {each:.2f} ms một xã")


if __name__ == "__main__":
    main()
