"""A PDF's bytes in; what another process read of it out, or that it cannot be read.

A file that somebody made to do harm may hang a reader, fill its memory or bring down
the process that it runs in. So a process without secrets reads it, within limits, and
answers in JSON.
"""

import json
import os
import subprocess
import sys
from base64 import b64encode

from django.conf import settings

MOST_SECONDS = 30
KEPT_OF_THE_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TMPDIR")


class Unreadable(Exception):
    """The file is broken, too large to read through, or made to do harm."""


def read_pages(pdf: bytes) -> dict:
    """What `pages.read` says of the file. Raises Unreadable."""
    return _ask("pages", pdf)


def read_signatures(pdf: bytes, certificates=()) -> list[dict]:
    """What `signed.read` says of each signature, under these authorities (DER).

    Raises Unreadable.
    """
    return _ask("signed", pdf, certificates)


def _ask(job, pdf, certificates=()):
    question = {
        "pdf": b64encode(pdf).decode(),
        "certificates": [b64encode(each).decode() for each in certificates],
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reports.pdf_reading", job],
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=MOST_SECONDS,
            cwd=settings.BASE_DIR,
            env=_environment(),
            check=True,
        )
        return json.loads(done.stdout)["read"]
    except (subprocess.SubprocessError, ValueError, KeyError) as error:
        raise Unreadable(f"No answer from the process that reads: {job}") from error


def _environment():
    kept = {n: os.environ[n] for n in KEPT_OF_THE_ENVIRONMENT if n in os.environ}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
