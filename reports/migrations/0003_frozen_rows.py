"""What was issued never changes: the database itself refuses it."""

from django.db import migrations

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
MESSAGE = "What was frozen never changes"


def _triggers():
    for place, (table, columns, condition) in enumerate(FROZEN):
        yield f"{table}_frozen_{place}", table, columns, condition


def freeze(apps, schema_editor):
    write = {"sqlite": _sqlite, "postgresql": _postgresql}
    for name, table, columns, condition in _triggers():
        for statement in write[schema_editor.connection.vendor](
            name, table, columns, condition
        ):
            schema_editor.execute(statement)


def thaw(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for name, table, *_ in _triggers():
        on_table = f" ON {table}" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER {name}{on_table}")


def _sqlite(name, table, columns, condition):
    yield (
        f"CREATE TRIGGER {name} BEFORE UPDATE OF {', '.join(columns)} ON {table} "
        f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _postgresql(name, table, columns, condition):
    yield (
        "CREATE OR REPLACE FUNCTION reports_refuse_change() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$ LANGUAGE plpgsql"
    )
    yield (
        f"CREATE TRIGGER {name} BEFORE UPDATE OF {', '.join(columns)} ON {table} "
        f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION reports_refuse_change()"
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
