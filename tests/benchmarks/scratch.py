"""A scratch database with the example in it, and with ten times as many communes."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
KNOWN_SINCE = date(2022, 1, 1)


def use(folder: Path) -> None:
    """Point this process and those it starts to a scratch database in `folder`."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tuky_cnscd.settings",
        "DATABASE_URL": f"sqlite:///{folder}/example.sqlite3",
        "STATIC_ROOT": str(folder / "static"),
        "SECRET_KEY": "only-for-benchmarks",
        "DEBUG": "0",
        "HTTPS": "0",
    }


def manage(*arguments: str) -> int:
    """Run a management command; return the most memory that it took, in bytes.

    The kernel counts for a child what its parent held when it was started, so this
    process must be small: call it before Django is imported.
    """
    command = [sys.executable, "manage.py", *arguments, "--verbosity", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"manage.py {arguments[0]}: {process.returncode}")
    return usage.ru_maxrss * 1024


def add_communes(period, until: int) -> None:
    """Bulk rows for communes that all reported what Hưng Đạo did."""
    from reports.models import Figure, Submission
    from teams.models import Commune, Hamlet

    model = period.submissions.get(commune__name="Hưng Đạo")
    hamlets = list(model.commune.hamlets.all())
    figures = list(model.figures.all())
    numbers = range(period.submissions.count(), until)
    communes = [_commune(period.district, number) for number in numbers]
    Commune.objects.bulk_create(communes)
    submissions = [
        Submission(
            period=period, commune=commune, state="sent", sent_at=period.deadline
        )
        for commune in communes
    ]
    Submission.objects.bulk_create(submissions)
    copies = {
        (commune.pk, row.pk): _hamlet(commune, row)
        for commune in communes
        for row in hamlets
    }
    Hamlet.objects.bulk_create(copies.values())
    Figure.objects.bulk_create(
        (
            Figure(
                indicator_id=row.indicator_id,
                submission=submission,
                hamlet=copies.get((submission.commune_id, row.hamlet_id)),
                state=row.state,
                value=row.value,
                names=row.names,
                version=1,
            )
            for submission in submissions
            for row in figures
        ),
        batch_size=5000,
    )


def _commune(district, number):
    from teams.models import Commune

    commune = Commune(
        district=district,
        code=f"9{number:04d}",
        kind="xa",
        name=f"Mẫu {number}",
        position=number,
        valid_from=KNOWN_SINCE,
    )
    commune.set_keys()
    return commune


def _hamlet(commune, row):
    from teams.models import Hamlet

    copy = Hamlet(
        commune=commune,
        kind=row.kind,
        name=row.name,
        position=row.position,
        valid_from=KNOWN_SINCE,
    )
    copy.set_keys()
    return copy
