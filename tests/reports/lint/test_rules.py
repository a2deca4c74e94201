"""The rules, the rows of the decree that they cite, and the maintainers' table."""

import re
from pathlib import Path

from django.conf import settings

from reports.lint.rows import Row
from reports.lint.rules import RULES

DOCS = Path(settings.BASE_DIR) / "docs/decree30.md"
NOT_REGULATED = {"table"}


def section(heading):
    return DOCS.read_text().partition(f"## {heading}\n")[2].partition("\n## ")[0]


def table(heading):
    """The lines of a section's table as lists of cells, without its head."""
    lines = [ln for ln in section(heading).splitlines() if ln.startswith("| ")]
    return [[cell.strip() for cell in ln.strip("|").split("|")] for ln in lines[1:]]


def test_every_row_of_the_decree_has_its_rules_or_is_named_as_free():
    measured = dict(table("The linter"))
    rows = [row[0] for row in table("Page") + table("Components, from the top")]
    assert set(rows) - set(measured) == set()
    assert {row for row in rows if "none:" in measured[row]} == NOT_REGULATED


def test_the_maintainers_table_names_every_row_of_the_linter():
    named = re.findall(r"`(\w+)`", " ".join(rules for _, rules in table("The linter")))
    assert set(named) == set(Row)


def test_every_row_has_a_rule_and_a_citation():
    assert {rule.row for rule in RULES.values()} == set(Row)
    for row in Row:
        assert row.citation.startswith(("Nghị định 30/2020/NĐ-CP, Phụ lục I", "Thông"))


def test_a_rules_key_begins_with_its_row():
    assert all(key == rule.key for key, rule in RULES.items())
    assert all(key.split(".")[0] == rule.row for key, rule in RULES.items())
