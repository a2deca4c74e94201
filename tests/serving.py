"""A real server on the example: gunicorn as in production, but without TLS.

It can be killed in the middle of its work and started again at the same address.
"""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def environment(folder: Path) -> dict[str, str]:
    """Settings as in production, on the folder's database."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tuky_cnscd.settings",
        "DEBUG": "0",
        "HTTPS": "0",
        "SECRET_KEY": "only-for-tests",
        "DATABASE_URL": f"sqlite:///{folder}/example.sqlite3",
        "STATIC_ROOT": str(folder / "static"),
    }


def manage(folder: Path, *command: str) -> None:
    """Run one command of manage.py on the folder's database, without a word."""
    subprocess.run(
        [sys.executable, "manage.py", *command, "--verbosity", "0"],
        cwd=ROOT,
        env=environment(folder) | {"PYTHONWARNINGS": "ignore"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def prepare(folder: Path, password: str) -> None:
    """Put the example's database and the collected static files into the folder."""
    manage(folder, "migrate")
    manage(folder, "load_example", "--force", "--password", password)
    manage(folder, "collectstatic")


class Server:
    """A server on a copy of what `prepare` made; its address stays the same.

    It is handed a socket that listens already, so nobody has to wait for it: what
    comes after `kill` is answered once it is up again, after `kill_and_refuse` not.
    """

    def __init__(self, prepared: Path, folder: Path):
        self.folder = folder
        shutil.copy(prepared / "example.sqlite3", folder)
        self._environment = environment(folder) | {
            "STATIC_ROOT": str(prepared / "static")
        }
        self._process = None
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._port = self._listening.getsockname()[1]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> "Server":
        if self._listening is None:
            self._listening = socket.create_server(("127.0.0.1", self._port))
        number = self._listening.fileno()
        gunicorn = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{number}"]
        # Threads: a browser opens connections on which it may send nothing.
        gunicorn += ["--threads", "4", "--log-level", "warning", "--no-control-socket"]
        self._process = subprocess.Popen(
            [*gunicorn, "tuky_cnscd.wsgi"],
            cwd=ROOT,
            env=self._environment,
            pass_fds=[number],
            start_new_session=True,
        )
        return self

    def kill(self) -> None:
        """End it and its workers at once, whatever they are doing."""
        os.killpg(self._process.pid, 9)
        self._process.wait(timeout=30)

    def kill_and_refuse(self) -> None:
        """The same, and nobody listens at the address until it is started again."""
        self._listening.close()
        self._listening = None
        self.kill()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)
        if self._listening is not None:
            self._listening.close()
