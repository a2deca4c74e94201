"""What a commune handed in never changes either; nor where a figure came from.

SQLite dropped the trigger of reports_figureversion when 0004 rebuilt the table.
"""

from django.db import migrations

from . import _frozen

ALWAYS = "1 = 1"
FIGURE_VERSION = [
    "figure_id",
    "number",
    "state",
    "value",
    "names",
    "by_id",
    "at",
    "source",
    "note",
    "file_id",
    "message_id",
    "key",
]
FROZEN = [
    (
        "reports_figureversion_frozen_2",
        "reports_figureversion",
        FIGURE_VERSION,
        ALWAYS,
    ),
    (
        "reports_wordsversion_frozen",
        "reports_wordsversion",
        ["words_id", "number", "text", "by_id", "at", "key"],
        ALWAYS,
    ),
    (
        "reports_receipt_frozen",
        "reports_receipt",
        ["submission_id", "number", "content", "sha256", "by_id", "at"],
        ALWAYS,
    ),
    (
        "reports_communepaper_frozen",
        "reports_communepaper",
        ["submission_id", "code", "sha256", "content", "figures", "by_id", "at"],
        ALWAYS,
    ),
    (
        "reports_attachment_frozen",
        "reports_attachment",
        ["submission_id", "purpose", "name", "sha256", "content", "by_id", "at"],
        ALWAYS,
    ),
    (
        "reports_sourcemessage_frozen",
        "reports_sourcemessage",
        ["submission_id", "text", "sha256", "by_id", "at"],
        ALWAYS,
    ),
]


def freeze(apps, schema_editor):
    _frozen.freeze(schema_editor, FROZEN)


def thaw(apps, schema_editor):
    _frozen.thaw(schema_editor, FROZEN)


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_communes_desk")]
    operations = [migrations.RunPython(freeze, thaw)]
