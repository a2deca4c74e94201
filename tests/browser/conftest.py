"""A real browser before a real server: gunicorn as in production, but without TLS.

Each module of tests has a server of its own, on a fresh copy of the example.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.management.commands.load_example import PASSWORD

ROOT = Path(__file__).parents[2]


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tuky_cnscd.settings",
        "DEBUG": "0",
        "HTTPS": "0",
        "SECRET_KEY": "only-for-tests",
        "DATABASE_URL": f"sqlite:///{folder}/example.sqlite3",
        "STATIC_ROOT": str(folder / "static"),
    }


@pytest.fixture(scope="session")
def password() -> str:
    """Return the password of every account of the example."""
    return PASSWORD


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """Return a folder with the example's database and the collected static files."""
    folder = tmp_path_factory.mktemp("prepared")
    load_example = ["load_example", "--force", "--password", PASSWORD]
    for command in (["migrate"], load_example, ["collectstatic"]):
        subprocess.run(
            [sys.executable, "manage.py", *command, "--verbosity", "0"],
            cwd=ROOT,
            env=_environment(folder) | {"PYTHONWARNINGS": "ignore"},
            stdin=subprocess.DEVNULL,
            check=True,
        )
    return folder


@pytest.fixture(scope="module")
def server(prepared, tmp_path_factory) -> Iterator[str]:
    """Start a server with the example and yield its address, "http://127.0.0.1:…".

    The server is handed a socket that listens already, so nobody has to wait for it.
    """
    folder = tmp_path_factory.mktemp("server")
    shutil.copy(prepared / "example.sqlite3", folder)
    environment = _environment(folder) | {"STATIC_ROOT": str(prepared / "static")}
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        number = listening.fileno()
        gunicorn = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{number}"]
        # Threads: a browser opens connections on which it may send nothing.
        gunicorn += ["--threads", "4", "--log-level", "warning", "--no-control-socket"]
        process = subprocess.Popen(
            [*gunicorn, "tuky_cnscd.wsgi"],
            cwd=ROOT,
            env=environment,
            pass_fds=[number],
        )
    yield address
    process.terminate()
    process.wait(timeout=30)


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
