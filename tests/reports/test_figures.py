"""The table of figures as a plain value."""

import pytest

from reports.figures import FigureTable, Spec

TABLE = FigureTable(
    (
        Spec("all"),
        Spec("level_1", part_of="all"),
        Spec("level_2", part_of="all", total_of_parts=False),
        Spec("near", part_of="level_2"),
        Spec("share", numerator="all", denominator="people"),
        Spec("people"),
    ),
    (),
)


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("people", ("people",)),
        ("level_2", ("level_2",)),
        ("all", ("level_1", "level_2")),
        ("share", ("level_1", "level_2", "people")),
    ],
)
def test_what_is_typed_for_a_computed_figure(key, typed):
    assert TABLE.typed_keys(key) == typed
