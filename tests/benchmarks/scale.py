"""The district's pages and totals with 23, 230 and 3,321 communes.

3,321 is the number of communes that the whole country has had since July 2025.
"""

import tracemalloc
from dataclasses import dataclass
from time import process_time

from tests.benchmarks import scratch

SIZES = (23, 230, 3321)
# What an officer opens, as the table calls it.
PAGES = {
    "board": "Tình hình",
    "matrix": "Đối chiếu",
    "changes_since": "Thay đổi",
    "bulk_grid": "Nhập số liệu",
    "accept_clean": "Tiếp nhận nhiều biểu",
    "review": "Xem xét một xã",
    "totals": "Tổng hợp",
    "trace": "Từ tổng xuống",
    "pictures": "Biểu đồ",
    "words": "Ý kiến các xã",
    "reminders": "Đôn đốc",
}
FIRST_KEY = "households"


@dataclass(frozen=True)
class Measured:
    """One size of the district: CPU seconds, peak bytes, and queries by page."""

    communes: int
    seconds: float
    peak: int
    queries: dict[str, int]
    page_seconds: dict[str, float]


def measure(period, client) -> list[Measured]:
    """Grow the period step by step, and measure at each size."""
    found = []
    for communes in SIZES:
        scratch.add_communes(period, until=communes)
        seconds, peak = _totals(period)
        queries, times = {}, {}
        for name in PAGES:
            queries[name], times[name] = _open(client, _address(name, period))
        found.append(Measured(communes, seconds, peak, queries, times))
    return found


def _totals(period):
    """The totals alone: the least time of three, and the peak of another run."""
    from reports.consolidation import consolidate

    times = []
    for _ in range(3):
        start = process_time()
        consolidate(period)
        times.append(process_time() - start)
    tracemalloc.start()
    consolidate(period)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return min(times), peak


def _address(name, period):
    from django.urls import reverse

    more = {
        "trace": [FIRST_KEY],
        "review": [period.submissions.order_by("pk").first().pk],
    }
    return reverse(f"reports:{name}", args=[period.pk, *more.get(name, [])])


def _open(client, address):
    """The page's queries once what is kept in memory is there, and its CPU seconds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    start = process_time()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    return len(queries), process_time() - start
