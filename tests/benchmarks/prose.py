"""What share of wrong numbers in prose is caught, how often a right one is blamed.

Run alone: `.venv/bin/python tests/benchmarks/prose.py`. No database; seeds are fixed.
"""

import os
import sys
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

ROUNDS, TEXTS, TIMES = 100, 1000, 20
SEED = 2026


def main():
    """Measure and print; nothing here makes the command fail."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    print("\nSố gõ tay trong lời văn mâu thuẫn với số liệu: tỷ lệ được nhận ra")
    for name, score in _scores():
        _print_score(name, score)
    _print_alarms()
    _print_time()


def _sets():
    """Sentences and what stands between them: those worked with, those held out."""
    from tests.reports import other_prose
    from tests.reports.prose_texts import lines_of

    yield (
        "Bộ sinh 2 (huyện khác, câu khác)",
        (
            other_prose.SENTENCES,
            other_prose.BETWEEN,
        ),
    )
    for number, file in ((3, "held_out"), (4, "later")):
        lines = (lines_of(file), lines_of(f"{file}_between"))
        yield f"Bộ sinh {number} (câu viết sau)", lines


def _scores():
    from functools import partial

    from tests.reports import other_prose, prose_slips
    from tests.reports.catalogue_prose import catalogue_text
    from tests.reports.prose_texts import measure

    kinds = prose_slips.KINDS
    made = measure(Random(SEED), prose_slips.example, ROUNDS, kinds)
    yield "Bộ sinh 1 (lời văn của dữ liệu ví dụ)", made
    for name, lines in _sets():
        make = partial(other_prose.other_example, sentences=lines[0], between=lines[1])
        yield name, measure(Random(SEED), make, ROUNDS, kinds)
    made = measure(Random(SEED), catalogue_text, ROUNDS, kinds)
    yield "Bộ sinh 5 (danh mục chỉ tiêu khác)", made


def _print_score(name, score):
    tried, caught = sum(score.tried.values()), sum(score.caught.values())
    print(f"\n{name}: {score.share:.2%} ({caught}/{tried})")
    for kind, count in score.tried.items():
        print(f"    {kind:<26} {score.caught[kind]:>4}/{count}")


def _print_alarms():
    from reports.prose import contradictions
    from tests.reports import other_prose, prose_slips

    print("\nBáo nhầm trên lời văn đúng")
    text, figures = prose_slips.example(Random(SEED))
    alarms = contradictions([("", text.written()[0])], figures)
    print(f"    Lời văn của dữ liệu ví dụ: {len(alarms)}/{len(text.slots)} số")
    for name, lines in _sets():
        rng, alarms, numbers = Random(SEED), 0, 0
        for _ in range(TEXTS):
            text, figures = other_prose.other_text(rng, *lines)
            alarms += len(contradictions([("", text.written()[0])], figures))
            numbers += len(text.slots)
        print(f"    {name}: {alarms} trong {TEXTS} đoạn, {numbers} số")


def _print_time():
    from reports.prose import prose_findings
    from tests.reports import prose_slips

    text, figures = prose_slips.example(Random(SEED))
    written, _ = text.written()
    start = process_time()
    for _ in range(TIMES):
        prose_findings([("", written)], figures)
    each = 1000 * (process_time() - start) / TIMES
    print(f"\nRà soát cả lời văn báo cáo ví dụ: {each:.0f} ms")


if __name__ == "__main__":
    main()
