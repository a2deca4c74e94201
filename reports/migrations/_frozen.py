"""Triggers that refuse an UPDATE of frozen columns, for SQLite and PostgreSQL.

A frozen table is (trigger's name, table, columns, condition on the old row).
"""

MESSAGE = "What was frozen never changes"


def freeze(schema_editor, frozen):
    """Set the triggers; one of the same name is replaced."""
    write = {"sqlite": _sqlite, "postgresql": _postgresql}
    for name, table, columns, condition in frozen:
        _drop(schema_editor, name, table)
        for statement in write[schema_editor.connection.vendor](
            name, table, columns, condition
        ):
            schema_editor.execute(statement)


def thaw(schema_editor, frozen):
    """Take the triggers away."""
    for name, table, *_ in frozen:
        _drop(schema_editor, name, table)


def _drop(schema_editor, name, table):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    on_table = f" ON {table}" if on_postgresql else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


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
