"""The house keeps its order: who may import whom, read from the code itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Each room and the rooms of reports/ that it must never know.
FORBIDDEN = {
    "reports.models": {"*"},
    "reports.rules": {"* but reports.models"},
    "reports.intake": {"reports.checks", "reports.moves", "reports.views"},
    "reports.checks": {"reports.intake", "reports.moves", "reports.facts"},
    "reports.totals": {"reports.checks", "reports.facts", "reports.moves"},
    "reports.facts": {"reports.document", "reports.outputs", "reports.moves"},
    "reports.prose": {"reports.document", "reports.outputs", "reports.moves"},
    "reports.document": {"reports.outputs", "reports.issuing", "reports.moves"},
    "reports.tables": {"reports.document", "reports.outputs", "reports.moves"},
    "reports.printed": {"reports.document", "reports.outputs", "reports.moves"},
    "reports.commune_tables": {"reports.document", "reports.outputs", "reports.moves"},
    "reports.commune_document": {
        "reports.outputs",
        "reports.issuing",
        "reports.moves",
    },
    "reports.letter_document": {
        "reports.outputs",
        "reports.issuing",
        "reports.moves",
    },
    "reports.blocks": {"*"},
    "reports.language": {
        "reports.checks",
        "reports.document",
        "reports.facts",
        "reports.models",
        "reports.outputs",
    },
    "reports.lint": {"*"},
    "reports.outputs": {"reports.document", "reports.issuing", "reports.moves"},
    "reports.pdf_reading": {"reports.models", "reports.issuing", "reports.moves"},
    "reports.moves": {"reports.document", "reports.outputs", "reports.issuing"},
}
ABOVE_ALL = {"reports.views", "reports.urls", "reports.example", "reports.management"}


def modules():
    for app in ("teams", "reports", "tuky_cnscd"):
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path, ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imported_by(path, name):
    """Every module that the file imports, those inside functions included."""
    package = name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def within(module, room):
    return module == room or module.startswith(f"{room}.")


def arrows():
    return [
        (name, target)
        for path, name in modules()
        for target in imported_by(path, name)
        if target.split(".")[0] in {"teams", "reports", "tuky_cnscd"}
    ]


def breaks(name, target):
    for room, forbidden in FORBIDDEN.items():
        if not within(name, room) or within(target, room):
            continue
        in_reports = within(target, "reports") and target != "reports"
        if "*" in forbidden and in_reports:
            return True
        only = "* but reports.models" in forbidden
        if only and in_reports and not within(target, "reports.models"):
            return True
        if any(within(target, other) for other in forbidden):
            return True
    return False


def test_teams_never_import_reports():
    assert [
        a for a in arrows() if within(a[0], "teams") and within(a[1], "reports")
    ] == []


def test_each_room_of_reports_knows_only_the_rooms_before_it():
    assert [arrow for arrow in arrows() if breaks(*arrow)] == []


def test_nothing_below_the_views_imports_them():
    upward = [
        (name, target)
        for name, target in arrows()
        if any(within(target, room) for room in ABOVE_ALL)
        and not any(within(name, room) for room in ABOVE_ALL)
        and name != "tuky_cnscd.urls"
    ]
    assert upward == []


def test_the_settings_know_no_code_of_the_apps():
    names = ("tuky_cnscd.settings", "tuky_cnscd.vietnamese", "tuky_cnscd.wsgi")
    found = [a for a in arrows() if a[0] in names and not within(a[1], "tuky_cnscd")]
    assert found == []


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("reports.models.period", "reports.rules"),
        ("reports.rules", "reports.moves"),
        ("reports.intake.forms", "reports.checks"),
        ("reports.document", "reports.outputs.pdf"),
    ],
)
def test_a_forbidden_import_would_be_seen(name, target):
    assert breaks(name, target)
