"""The commune's desk in figures: one cell's cost, the page on a slow line, no loss.

Each function is given the folder of a scratch database with the example in it.
"""

import json
import shutil
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, process_time
from uuid import uuid4

ROUNDS = 40
LOSS_ROUNDS, TYPED = 10, 200
HAMLETS, COLUMNS = 30, 12
LATENCY, BITS = 400, 400_000  # ms, bit/s
LARGE = "Biểu lớn"


def make_large_return(period):
    """A commune of 30 hamlets in a period of 12 indicators by hamlet, and its staff."""
    from reports.management.commands.load_example import PASSWORD
    from reports.models import Indicator, ReportingPeriod
    from reports.opening import open_period
    from teams.models import Assignment, Commune, Hamlet, User

    district, since = period.district, period.first_day
    commune = Commune.objects.create(
        district=district, code="99999", kind="xa", name=LARGE, valid_from=since
    )
    for number in range(HAMLETS):
        Hamlet.objects.create(
            commune=commune, kind="thon", name=f"Số {number + 1}", valid_from=since
        )
    Indicator.objects.filter(district=district).update(is_active=False)
    for number in range(COLUMNS):
        Indicator.objects.create(
            district=district,
            key=f"large_{number}",
            number=f"{number + 1}",
            name=f"Số lượng tài khoản loại {number + 1} đã tạo thành công",
            unit="Tài khoản",
            time="flow",
            level="hamlet",
            position=number,
        )
    user = User.objects.create_user("xa-lon", password=PASSWORD, full_name="Xã Lớn")
    Assignment.objects.create(
        user=user, role="commune_staff", district=district, commune=commune
    )
    large = ReportingPeriod.objects.create(
        district=district,
        phrase="Kỳ có biểu lớn",
        next_phrase="Kỳ sau",
        first_day=period.first_day,
        last_day=period.last_day,
        opens_on=period.opens_on,
        deadline=period.deadline,
    )
    open_period(large, by=User.objects.get(username="canbo"))
    return large.submissions.get(commune=commune)


def cell_costs(submission, username, key):
    """(ms of one saved cell, ms of a bare view that writes a row, queries)."""
    from django.db import connection, transaction
    from django.http import HttpResponse
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import clear_url_caches, path, reverse

    import tuky_cnscd.urls
    from reports.models import SubmissionEvent
    from teams.access import for_roles
    from teams.models import Role, User

    @for_roles(Role.COMMUNE_STAFF)
    def bare(request):
        """What no view of this project can do without: its rule, and one row."""
        with transaction.atomic():
            SubmissionEvent.objects.create(
                submission_id=submission.pk, move="start", by=request.user
            )
        return HttpResponse()

    tuky_cnscd.urls.urlpatterns.append(path("bare/", bare))
    clear_url_caches()
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=username))
    hamlet = submission.commune.hamlets.order_by("pk").first()
    name = f"c-{submission.period.indicators.get(key=key).pk}-{hamlet.pk}"
    address = reverse("reports:autosave", args=[submission.pk])
    version = 0

    def save(value):
        nonlocal version
        base = json.dumps({name: version, "t": []}, separators=(",", ":"))
        fields = {name: value, "base": base, f"key-{name}": uuid4()}
        answer = client.post(address, fields, headers={"accept": "application/json"})
        version = answer.json()["cells"][name]["version"]

    ours, theirs = [], []
    save(1)
    client.post("/bare/")
    for number in range(ROUNDS):
        for kept, run in (
            (ours, lambda value=number: save(100 + value)),
            (theirs, lambda: client.post("/bare/")),
        ):
            start = process_time()
            run()
            kept.append(process_time() - start)
    with CaptureQueriesContext(connection) as queries:
        save(999)
    return 1000 * min(ours), 1000 * min(theirs), len(queries)


@contextmanager
def opened(server, **context):
    """A browser's page at the large return's form, signed in."""
    from playwright.sync_api import sync_playwright

    from reports.management.commands.load_example import PASSWORD
    from tests.browser.desk import sign_in

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        page = browser.new_context(locale="vi-VN", **context).new_page()
        sign_in(page, server.address, PASSWORD, "xa-lon")
        page.wait_for_url(f"{server.address}/")
        yield page
        browser.close()


def slow_line(server, address):
    """Seconds until the form of 30 × 12 is seen, is ready, and saves a cell.

    On a line of 400 kbit/s with 400 ms of latency, with nothing kept from before.
    """
    with opened(server, viewport={"width": 390, "height": 844}) as page:
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": True})
        limits = {"downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8}
        line.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": LATENCY, **limits},
        )
        start = monotonic()
        page.goto(server.address + address, wait_until="commit")
        page.locator("html[data-desk=ready]").wait_for(timeout=60_000)
        ready = monotonic() - start
        painted = page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        )
        start = monotonic()
        box = page.locator("input[name^='c-']").first
        box.fill("12")
        box.blur()
        page.locator(".state-saved").first.wait_for()
        return painted / 1000, ready, monotonic() - start


def loss(server, address):
    """(cells lost, versions doubled), 200 cells a round, the server killed between."""
    lost = doubled = 0
    with opened(server) as page:
        page.goto(server.address + address)
        page.locator("html[data-desk=ready]").wait_for()
        names = page.locator(".entry-grid tbody:not(.total-only) input[type=text]")
        names = names.evaluate_all("all => all.map(each => each.name)")[:TYPED]
        for round_ in range(LOSS_ROUNDS):
            before = _versions(server.folder)
            _type(page, server, names, round_)
            page.locator("[data-saved].state-saved").wait_for(timeout=120_000)
            after = _versions(server.folder)
            for name in names:
                value, count = after.get(name, (None, 0))
                lost += value != _value(round_, name, names)
                doubled += count - before.get(name, (None, 0))[1] != 1
    return lost, doubled


def _type(page, server, names, round_):
    kill_at = 40 + 12 * round_
    for place, name in enumerate(names):
        box = page.locator(f"input[name='{name}']")
        box.fill(str(_value(round_, name, names)))
        box.dispatch_event("change")
        if place == kill_at:
            (server.kill if round_ % 2 else server.kill_and_refuse)()
        if place == kill_at + 30:
            server.start()


def _value(round_, name, names):
    return 1000 * (round_ + 1) + names.index(name)


def _versions(folder: Path):
    """{cell: (value now, how many versions)} as the database has it."""
    with sqlite3.connect(f"file:{folder}/example.sqlite3?mode=ro", uri=True) as rows:
        found = rows.execute(
            "select indicator_id, hamlet_id, value, version,"
            " (select count(*) from reports_figureversion v where v.figure_id = f.id)"
            " from reports_figure f where hamlet_id is not null"
        ).fetchall()
    return {f"c-{i}-{h}": (value, count) for i, h, value, _, count in found}
