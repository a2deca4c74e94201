"""What all tests share: the database they run on, and the example in it."""

from contextlib import ExitStack

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from tests.postgres import temporary_server
from tuky_cnscd.settings import database

SERVER = pytest.StashKey[ExitStack]()


def pytest_addoption(parser):
    parser.addoption(
        "--postgres",
        action="store_true",
        help="run on a temporary PostgreSQL server instead of SQLite",
    )


def pytest_configure(config):
    config.stash[SERVER] = ExitStack()
    if config.getoption("--postgres"):
        url = config.stash[SERVER].enter_context(temporary_server())
        settings.DATABASES["default"] = database(url)
        connections.configure_settings(settings.DATABASES)
        connections["default"] = connections.create_connection("default")


def pytest_unconfigure(config):
    config.stash[SERVER].close()


def pytest_report_header(config):
    return f"database: {connections['default'].vendor}"


def pytest_collection_modifyitems(config, items):
    """Put tests that want the example last: it is loaded once and stays.

    On PostgreSQL only what asks the database runs: it changes nothing for the others,
    nor for those with a browser, whose server has a database of its own.
    """
    items.sort(key=lambda item: "example" in getattr(item, "fixturenames", ()))
    if config.getoption("--postgres"):
        others = [item for item in items if not _asks_the_database(item)]
        items[:] = [item for item in items if _asks_the_database(item)]
        config.hook.pytest_deselected(items=others)


def _asks_the_database(item):
    """Whether the test may: pytest-django refuses a query to any other."""
    if item.get_closest_marker("browser"):
        return False
    wanted = {"db", "transactional_db", "django_db_reset_sequences"}
    return bool(
        item.get_closest_marker("django_db")
        or wanted.intersection(getattr(item, "fixturenames", ()))
    )


@pytest.fixture(scope="session")
def _example_loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("load_example", force=True, verbosity=0)


@pytest.fixture
def example(_example_loaded, db):
    """Give the test a database with the example in it; its own changes are undone.

    The example is loaded at the first test that asks for it. Such tests run after all
    others, which therefore have an empty database. A test that asks for real
    transactions (`transactional_db`) empties the database and cannot have it.
    """


@pytest.fixture(autouse=True)
def _no_background_of_another_test():
    """What a process keeps for a minute must not outlive a test's rows."""
    from reports.judging import forget_backgrounds

    forget_backgrounds()
