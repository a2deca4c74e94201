"""What was issued never changes: the database itself refuses it."""

from django.db import migrations

from . import _frozen

# Table, the columns that freeze, and (on the old row) from when on they do.
FROZEN = [
    (
        "reports_issuedreport",
        ["content", "figures", "findings", "signing_pdf", "signing_sha256"],
        "1 = 1",
    ),
    (
        "reports_issuedreport",
        [
            "state",
            "number",
            "symbol",
            "date",
            "issued_content",
            "issued_pdf",
            "issued_sha256",
            "issued_by_id",
            "issued_at",
            "earlier_id",
            "relation",
        ],
        "OLD.state = 'issued'",
    ),
    (
        "reports_figureversion",
        ["number", "state", "value", "names", "by_id", "at", "source", "note"],
        "1 = 1",
    ),
]


def _triggers():
    for place, (table, columns, condition) in enumerate(FROZEN):
        yield f"{table}_frozen_{place}", table, columns, condition


def freeze(apps, schema_editor):
    _frozen.freeze(schema_editor, _triggers())


def thaw(apps, schema_editor):
    _frozen.thaw(schema_editor, _triggers())


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
