"""Indicators in the order of a table in; the headings that its groups open with out."""

from collections.abc import Iterable, Mapping

from reports.figures import Spec


def headings(specs: Iterable[Spec]) -> Mapping[str, str]:
    """The heading to stand above an indicator, by its key: of each group's first."""
    found, group = {}, ""
    for spec in specs:
        if spec.group and spec.group != group:
            found[spec.key] = spec.group
        group = spec.group
    return found
