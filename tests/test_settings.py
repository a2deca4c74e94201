"""The settings as other environments get them, each read by a Python of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def python(code: str, **environment: str) -> subprocess.CompletedProcess:
    """Run a line of Python that knows only the given environment."""
    names = ("PATH", "HOME", "LANG")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=kept | {"DJANGO_SETTINGS_MODULE": "tuky_cnscd.settings"} | environment,
        capture_output=True,
        text=True,
    )


def setting(expression: str, **environment: str) -> subprocess.CompletedProcess:
    return python(
        f"from django.conf import settings as s; print({expression})", **environment
    )


def test_a_server_without_a_secret_key_does_not_start():
    result = setting("s.DEBUG")
    assert result.returncode != 0
    assert "Thiếu biến môi trường SECRET_KEY" in result.stderr


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"SECRET_KEY": "x"}, "False True True True 31536000"),
        ({"SECRET_KEY": "x", "HTTPS": "0"}, "False False False False 0"),
        ({"DEBUG": "1"}, "True False False False 0"),
    ],
)
def test_cookies_and_addresses_are_secure_unless_said_otherwise(environment, expected):
    names = (
        "s.DEBUG, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, "
        "s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS"
    )
    assert setting(names, **environment).stdout.strip() == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:////srv/db.sqlite3", "sqlite3 /srv/db.sqlite3"),
        ("postgres://tuky:m%40t@127.0.0.1:5433/cnscd", "postgresql cnscd"),
    ],
)
def test_the_database_is_read_from_one_address(url, expected):
    shown = "s.DATABASES['default']['ENGINE'].split('.')[-1], s.DATABASES['default']"
    result = setting(f"{shown}['NAME']", DEBUG="1", DATABASE_URL=url)
    assert result.stdout.strip() == expected


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"SECRET_KEY": "x"}, "False smtp"),
        ({"DEBUG": "1"}, "True console"),
        ({"DEBUG": "1", "EMAIL_URL": "smtp://127.0.0.1:2525"}, "True smtp"),
    ],
)
def test_without_a_mail_server_nothing_is_sent_and_trying_prints_it(
    environment, expected
):
    names = "s.SENDS_MAIL, s.EMAIL_BACKEND.split('.')[-2]"
    assert setting(names, **environment).stdout.strip() == expected


def test_the_mail_server_is_read_from_one_address():
    names = (
        "s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_HOST_PASSWORD,"
        " s.EMAIL_USE_TLS, s.DEFAULT_FROM_EMAIL, s.SITE_URL"
    )
    result = setting(
        names,
        SECRET_KEY="x",
        EMAIL_URL="smtp+tls://baocao%40tuky.vn:m%3At@thu.tuky.vn:587",
        MAIL_FROM="baocao@tuky.vn",
        SITE_URL="https://baocao.tuky.vn/",
    )
    assert result.stdout.strip() == (
        "thu.tuky.vn 587 baocao@tuky.vn m:t True baocao@tuky.vn https://baocao.tuky.vn"
    )


def test_sqlite_writes_ahead_keeps_references_and_waits(tmp_path):
    code = (
        "import django; django.setup();"
        "from django.db import connection as c;"
        "cursor = c.cursor();"
        "ask = lambda name: cursor.execute(f'PRAGMA {name}').fetchone()[0];"
        "print(ask('journal_mode'), ask('foreign_keys'), ask('busy_timeout'))"
    )
    result = python(code, DEBUG="1", DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3")
    assert result.stdout.strip() == "wal 1 20000"
