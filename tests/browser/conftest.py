"""A real browser before a real server: gunicorn as in production, but without TLS.

Each module of tests has a server of its own, on a fresh copy of the example.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from reports.management.commands.load_example import PASSWORD
from tests.serving import Server, prepare

# A busy machine answers late; a wrong answer does not become right by waiting.
expect.set_options(timeout=20_000)
LONGEST = "test_pages.py"


def pytest_collection_modifyitems(items):
    """Begin with the longest module, so that no worker is left alone with it."""
    items.sort(key=lambda item: item.path.name != LONGEST)


@pytest.fixture(scope="session")
def password() -> str:
    """Return the password of every account of the example."""
    return PASSWORD


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """Return a folder with the example's database and the collected static files."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare(folder, PASSWORD)
    return folder


@pytest.fixture(scope="module")
def running(prepared, tmp_path_factory) -> Iterator[Server]:
    """Start a server with the example; a test may kill it and start it again."""
    server = Server(prepared, tmp_path_factory.mktemp("server")).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def server(running) -> str:
    """Return the running server's address, "http://127.0.0.1:…"."""
    return running.address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    """Use the system's chromium; as root and in containers it has no sandbox."""
    return browser_type_launch_args | {
        "executable_path": shutil.which("chromium"),
        "args": ["--no-sandbox", "--disable-dev-shm-usage"],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args) -> dict:
    return browser_context_args | {"locale": "vi-VN"}
