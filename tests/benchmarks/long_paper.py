"""What printing costs: `annex ROWS` or `many REPORTS`, alone in a process of its own.

Prints numbers only: seconds of work and the peak of memory in bytes; or the memory in
use after each tenth of the reports.
"""

import os
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import process_time

HERE = Path(__file__)
PAGE = os.sysconf("SC_PAGE_SIZE")
COLUMNS = 10


def annex(rows: int) -> tuple[float, int]:
    """Seconds and peak bytes of a report with an annex of this many rows."""
    seconds, peak = _alone("annex", rows)
    return seconds, int(peak)


def many(reports: int) -> list[int]:
    """Bytes in use after each tenth of this many reports, printed in one process."""
    return [int(each) for each in _alone("many", reports)]


def _alone(task, size):
    command = [sys.executable, HERE, task, str(size)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return [float(each) for each in done.stdout.split()]


def _print_annex(rows):
    from reports.outputs.pdf import render_pdf

    render_pdf(_paper())  # what a process loads once is not the annex's
    paper = _paper(rows)
    start = process_time()
    render_pdf(paper)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(process_time() - start, peak)


def _print_many(reports):
    from reports.outputs.pdf import render_pdf

    paper = _paper()
    for number in range(1, reports + 1):
        render_pdf(replace(paper, number=str(number)))
        if number % (reports // 10) == 0:
            print(int(Path("/proc/self/statm").read_text().split()[1]) * PAGE)


def _paper(rows=0):
    from reports.blocks import Annex, PlaceTable
    from tests.reports.outputs.source_document import document

    names = [f"Chỉ tiêu {number}" for number in range(1, COLUMNS - 1)]
    lines = tuple(
        (str(row), f"Thôn An Nhân {row}", *(str(row * n) for n in range(COLUMNS - 2)))
        for row in range(1, rows + 1)
    )
    table = PlaceTable(("STT", "Thôn, KDC", *names), lines)
    annexes = (Annex("Phụ lục", "Số liệu từng thôn", "Tổ chỉ đạo", (table,), True),)
    return document(annexes=annexes if rows else ())


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[2]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    task, size = sys.argv[1:]
    {"annex": _print_annex, "many": _print_many}[task](int(size))
